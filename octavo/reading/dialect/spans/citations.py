"""Citations and cross-references: [see @key, p. 12; -@other], @key [p. 3], @fig-map.

Source: pandoc's manual, "Citation syntax", and Quarto's cross-references. A bare @key is a
citation only if the bibliography has it, so that mail addresses and handles stay text.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import NOTHING, Found, Span

KEY = r"(?:\{[^{}]+\}|\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*+)"
_ITEM = re.compile(rf"(?<![\w/]){MARK}?(-?)@({KEY})")
_REFERENCE = re.compile(r"(fig|tbl|tab|sec|eq|lst|thm)([:\-][\w:.\-]*\w)", re.I)
_SEPARATOR = re.compile(r";(?![^\[\]]*\])(?![^{}]*\})")


class Citation(Span):
    """What begins with [ and holds an @, or with a bare @."""

    PATTERN = rf"({MARK}?)(?:\[(?=[^\]]*@)|(?<![\w/]){MARK}?(-?)@({KEY}))"
    SIGN = "@"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <o-cite> with its items, or <o-ref>."""
        if m[3] is None:
            return self._bracketed(m, data)
        return self._bare(m, data)

    def _bracketed(self, m: re.Match[str], data: str) -> Found:
        end = self.closing_bracket(data, m.end() - 1)
        if end is None or data[end + 1 : end + 2] in ("(", "{", "["):
            return NOTHING
        items = self._items(data[m.end() : end])
        if not items:
            return NOTHING
        if all(self._is_reference(item.get("key", "")) for item in items):
            return self._references(m, items, data[m.start() : end + 1]), m.start(), end + 1
        cite = self.element("o-cite", m[1])
        cite.set("mode", "paren")
        cite.extend(items)
        return cite, m.start(), end + 1

    def _items(self, content: str) -> list[Element]:
        """The works cited; a part without a key belongs to the one before it."""
        items: list[Element] = []
        for part in _SEPARATOR.split(content):
            found = _ITEM.search(part)
            if found:
                items.append(self._item(found, part[: found.start()], part[found.end() :]))
            elif items:
                items[-1].set("suffix", f"{items[-1].get('suffix', '')};{self.source(part)}")
            else:
                return []
        return items

    def _item(self, found: re.Match[str], prefix: str, suffix: str) -> Element:
        item = Element("o-item", {"key": self.raw(found[2]).strip("{}")})
        for name, text in (("prefix", self.source(prefix)), ("suffix", self.source(suffix))):
            if text.strip():
                item.set(name, text.strip() if name == "prefix" else text.rstrip())
        if found[1]:
            item.set("suppress", "1")
        return item

    def _is_reference(self, key: str) -> bool:
        return bool(_REFERENCE.fullmatch(key)) and key not in self.ledger.known_keys

    def _references(self, m: re.Match[str], items: list[Element], source: str) -> Element:
        if len(items) == 1:
            return self._reference(m[1], items[0], self.source(source))
        group = self.element("span", m[1])
        group.set("class", "xrefs")
        for index, item in enumerate(items):
            reference = self._reference(m[1], item, f"@{item.get('key')}")
            reference.tail = "; " if index < len(items) - 1 else None
            group.append(reference)
        return group

    def _reference(self, mark: str, item: Element, source: str) -> Element:
        reference = self.element("o-ref", mark)
        key = item.get("key", "")
        reference.set("target", key[0].lower() + key[1:])
        reference.set("raw", source)
        for name in ("prefix", "suffix", "suppress"):
            value = item.get(name)
            if value:
                reference.set(name, value)
        return reference

    def _bare(self, m: re.Match[str], data: str) -> Found:
        key = self.raw(m[3])
        if key not in self.ledger.known_keys and not key.startswith("{"):
            label = self.ledger.examples.get(key)
            if label is not None:
                return str(label), m.start(), m.end()
            reference = _REFERENCE.fullmatch(key)
            if not reference:
                return NOTHING
            item = Element("o-item", {"key": key})
            if m[2]:
                item.set("suppress", "1")
            source = self.raw(data[m.start() : m.end()])
            return self._reference(m[1], item, source), m.start(), m.end()
        cite = self.element("o-cite", m[1])
        cite.set("mode", "text")
        first = SubElement(cite, "o-item", {"key": key.strip("{}")})
        if m[2]:
            first.set("suppress", "1")
        return cite, m.start(), self._locator(cite, first, data, m.end())

    def _locator(self, cite: Element, first: Element, data: str, end: int) -> int:
        """Read [p. 3; @more] behind an author in the text; gives the index behind it."""
        start = re.compile(rf"\s?{MARK}?\[").match(data, end)
        closing = self.closing_bracket(data, start.end() - 1) if start else None
        if not start or closing is None or data[closing + 1 : closing + 2] in ("(", "{", "["):
            return end
        content = data[start.end() : closing]
        if content.startswith("^"):
            return end
        own, *more = _SEPARATOR.split(content)
        if _ITEM.search(own):
            return end
        first.set("suffix", self.source(own).strip())
        cite.extend(self._items(";".join(more)))
        return closing + 1
