"""Raw HTML in running text: pairs of tags, void elements, comments."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from octavo.reading.dialect.islands import TAG, VERBATIM, Extent, extent
from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import NOTHING, Found, Span

DEEPEST = 20
_COMMENT = re.compile(r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>", re.S)


class InlineHtml(Span):
    """A tag and what stands between it and its end; Markdown in it is read."""

    PATTERN = rf"({MARK}?)<(?=[A-Za-z/!?])"
    SIGN = "<"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give the element; octavo.reading.safety judges it with the rest of the tree."""
        start = m.end() - 1
        comment = _COMMENT.match(data, start)
        if comment:
            return "", m.start(), comment.end()
        tag = TAG.match(data, start)
        if not tag or data[m.start() - 2 : m.start()] == "](":
            return NOTHING  # no tag, or the address of a link in angle brackets
        place = self.ledger.marks.place(m[1])
        if self.ledger.raw_html == "none" and tag["close"]:
            return "", m.start(), tag.end()
        if self.ledger.raw_html == "none":
            self.ledger.report(
                "html-forbidden",
                f"Raw HTML (<{tag['name']}>) is switched off for this publication.",
                place,
                "Write it in Markdown, or set raw_html: safe in the front matter.",
            )
            return "", m.start(), tag.end()
        found = extent(data, start) if self.ledger.patience > 0 else None
        if found is None:
            self.ledger.patience -= len(data) - start
            self._unpaired(tag, place)
            return NOTHING
        return self._element(found, data, m[1], 1), m.start(), found.end

    def _unpaired(self, tag: re.Match[str], place: str | None) -> None:
        name = tag["name"]
        if tag["close"]:
            message, hint = f"</{name}> closes an element that is not open here.", "Remove it."
        else:
            message = f"<{name}> is not closed in this paragraph."
            hint = f"Close it with </{name}>, or write \\<{name}> to print it."
        self.ledger.report("html-unclosed", message, place, hint)

    def _element(self, found: Extent, data: str, mark: str | None, depth: int) -> Element:
        name = found.name.replace(":", "-")
        element = self.element(f"x{name}" if name.startswith("o-") else name, mark)
        for key, value in found.attributes.items():
            if key not in ("markdown", "data-at"):
                element.set(key, value)
        text = data[found.content : found.content_end]
        if found.name in VERBATIM:
            element.text = AtomicString(text)
        else:
            self._fill(element, text, depth)
        return element

    def _fill(self, element: Element, text: str, depth: int) -> None:
        """Split a text into elements and what stands between them."""
        last: Element | None = None
        position = begin = 0
        while depth < DEEPEST and (m := self.getCompiledRegExp().search(text, position)):
            found = extent(text, m.end() - 1)
            if found is None:
                position = m.end()
                continue
            if last is None:
                element.text = text[begin : m.start()]
            else:
                last.tail = text[begin : m.start()]
            last = self._element(found, text, m[1], depth + 1)
            element.append(last)
            position = begin = found.end
        if last is None:
            element.text = text
        else:
            last.tail = text[begin:]
