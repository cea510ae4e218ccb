"""Bracketed spans: [words]{.smallcaps lang=fa}, one inside another."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.attributes import ATTEMPT, parse_attributes
from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import NOTHING, Found, Span

DEEPEST = 20


class BracketedSpan(Span):
    """Text in brackets with an attribute list right behind."""

    PATTERN = rf"({MARK}?)(?<!!)\[(?=[^{{}}]*\]\{{|[^{{}}]*\{{)"
    SIGN = "{"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <span>; spans in its text are made here, the rest is read on."""
        end = self.closing_bracket(data, m.end() - 1)
        if end is None or data[end + 1 : end + 2] != "{":
            return NOTHING
        found = parse_attributes(data, end + 1)
        if not found:
            if ATTEMPT.match(data[end + 1 : data.find("}", end) + 1]):
                self.ledger.report(
                    "attributes-broken",
                    "What stands in braces behind these words is not a list of attributes.",
                    self.ledger.marks.place(m[1]),
                    'Write it as {#name .class key="value"}.',
                )
            return NOTHING
        span = self.element("span", m[1])
        found[0].apply(span)
        self._fill(span, data[m.end() : end], 1)
        return span, m.start(), found[1]

    def _fill(self, span: Element, text: str, depth: int) -> None:
        position = 0
        last: Element | None = None
        pattern = self.getCompiledRegExp()
        while depth < DEEPEST and (m := pattern.search(text, position)):
            end = self.closing_bracket(text, m.end() - 1)
            found = parse_attributes(text, end + 1) if end is not None else None
            if end is None or not found:
                break
            before = text[position : m.start()]
            if last is None:
                span.text = (span.text or "") + before
            else:
                last.tail = before
            last = self.element("span", m[1])
            found[0].apply(last)
            self._fill(last, text[m.end() : end], depth + 1)
            span.append(last)
            position = found[1]
        if last is None:
            span.text = text
        else:
            last.tail = text[position:]
