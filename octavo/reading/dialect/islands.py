"""Islands of raw HTML: where an element ends, and the tree it makes.

Every start tag is given its place before libxml2 parses the island, so a finding about any
element of it points at that element. A tag that the parser could not place (a cell outside a
table, a second body) is reported, never lost in silence. What is dangerous is judged
afterwards, on the tree that comes out, by octavo.reading.safety: a cleaner that works on text
would cut without a word and could disagree with the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from html import unescape
from itertools import accumulate
from xml.etree.ElementTree import Element, SubElement

import lxml.html
from lxml import etree
from markdown.util import AtomicString

from octavo.reading.dialect.ledger import Ledger
from octavo.reading.dialect.lines import Line, indent
from octavo.reading.trees import names

ATTRIBUTE = r"""\s+(?P<{n}>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<{d}>[^"]*)"|'(?P<{s}>[^']*)'|(?P<{b}>[^\s"'=<>`]+)))?"""
_ATTRIBUTE = re.compile(ATTRIBUTE.format(n="name", d="double", s="single", b="bare"))
TAG = re.compile(
    r"""<!--.*?-->|<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*+)"""
    r"""(?P<attributes>(?:\s++[^\s"'<>/=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++))?+)*+)"""
    r"""\s*+(?P<void>/?)>""",
    re.S,
)
VOID = names("area base br col embed hr img input link meta param source track wbr")
VERBATIM = names("script style textarea title xmp iframe noembed noframes")
"""Elements whose content is text, whatever looks like a tag in it."""

_HOLDERS = {
    "td": ("tr",),
    "th": ("tr",),
    "tr": ("table", "thead", "tbody", "tfoot"),
    "thead": ("table",),
    "tbody": ("table",),
    "tfoot": ("table",),
    "caption": ("table",),
    "colgroup": ("table",),
    "li": ("ul", "ol", "menu"),
    "dt": ("dl", "div"),
    "dd": ("dl", "div"),
    "figcaption": ("figure",),
}
"""What may hold the parts of tables, lists and figures."""

_FIRST_LOOK = 16


@dataclass(frozen=True, slots=True)
class Extent:
    """An element in a text: its name and attributes, and where its content begins and ends."""

    name: str
    attributes: dict[str, str]
    content: int
    content_end: int
    end: int


def attributes_of(match: re.Match[str]) -> dict[str, str]:
    """The attributes of a start tag; the first of a name counts, as in HTML."""
    found: dict[str, str] = {}
    for each in _ATTRIBUTE.finditer(match["attributes"]):
        value = each["double"] or each["single"] or each["bare"] or ""
        found.setdefault(each["name"].lower(), unescape(value))
    return found


def extent(text: str, start: int = 0) -> Extent | None:
    """The element whose start tag stands at start, to its end tag; None if it has none."""
    opening = TAG.match(text, start)
    if not opening or opening["name"] is None or opening["close"]:
        return None
    name, behind = opening["name"].lower(), opening.end()
    if name in VOID or opening["void"]:
        return Extent(name, attributes_of(opening), behind, behind, behind)
    if name in VERBATIM:
        closing = re.compile(rf"</{name}\s*>", re.I).search(text, behind)
        if not closing:
            return None
        return Extent(name, attributes_of(opening), behind, closing.start(), closing.end())
    depth = 1
    for tag in TAG.finditer(text, behind):
        if tag["name"] is None or tag["name"].lower() != name or tag["void"]:
            continue
        depth += -1 if tag["close"] else 1
        if not depth:
            return Extent(name, attributes_of(opening), behind, tag.start(), tag.end())
    return None


class Island:
    """The text of an element that begins on a line, and the places of all in it."""

    def __init__(self, lines: list[Line], start: int, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lines = lines
        self._start = start
        self._margin = indent(lines[start].text)
        self.text = ""
        self.extent: Extent | None = None
        look = _FIRST_LOOK
        while self.extent is None and ledger.patience > 0:
            part = lines[start : start + look]
            self.text = "\n".join(line.text for line in part)[self._margin :]
            self.extent = extent(self.text)
            if self.extent is None:
                ledger.patience -= len(self.text)
            if start + look >= len(lines):
                break
            look *= 4
        starts = accumulate((len(line.text) + 1 for line in lines[start : start + look]), initial=0)
        self._starts = list(starts)

    def _where(self, offset: int) -> tuple[int, int]:
        """Index of the line and offset in it."""
        offset += self._margin
        row = bisect_right(self._starts, offset) - 1
        return row, offset - self._starts[row]

    def place(self, offset: int) -> str:
        """The "line:column" of a character of the text."""
        row, column = self._where(offset)
        line = self._lines[self._start + row]
        return f"{line.number}:{line.column + column}"

    def between(self, begin: int, end: int) -> list[Line]:
        """A stretch of the text as lines."""
        first_row, first = self._where(begin)
        last_row, last = self._where(end)
        lines = self._lines[self._start + first_row : self._start + last_row + 1]
        lines[-1] = Line(lines[-1].text[:last], lines[-1].number, lines[-1].column)
        lines[0] = lines[0].cut(first)
        return lines

    def behind(self, end: int) -> int:
        """The index of the line to go on with; what follows on the same line is put back."""
        row, offset = self._where(end)
        index = self._start + row
        rest = self._lines[index].cut(offset)
        if rest.blank:
            return index + 1
        self._lines[index] = rest.strip()
        return index

    def graft(self, parent: Element) -> None:
        """Parse the island and add its tree to parent; its texts are no Markdown."""
        assert self.extent is not None
        placed: dict[str, str] = {}

        def stamp(match: re.Match[str]) -> str:
            if match["name"] is None or match["close"]:
                return match[0]
            place = self.place(match.start())
            placed[place] = match["name"].lower()
            head = match.end("name") - match.start()
            return f'{match[0][:head]} data-at="{place}"{match[0][head:]}'

        source = TAG.sub(stamp, self.text[: self.extent.end])
        parser = lxml.html.HTMLParser(
            remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
        )
        tree = lxml.html.document_fromstring(f"<html><body>{source}", parser=parser)
        for element in tree.iter():
            placed.pop(element.get("data-at") or "", None)
        self._misplaced(tree)
        copy_children(tree.find("body"), parent)
        for place, name in placed.items():
            self._ledger.report(
                "html-misplaced",
                f"<{name}> has no place here in HTML and was left out.",
                place,
                "Look for an element around it that is missing or not closed.",
            )

    def _misplaced(self, tree: etree._Element) -> None:
        """Parts of tables and lists outside of them become plain boxes, with a finding."""
        for element in tree.iter(*_HOLDERS):
            holder = element.getparent()
            holders = _HOLDERS[str(element.tag)]
            if holder is None or holder.tag in holders:
                continue
            self._ledger.report(
                "html-misplaced",
                f"<{element.tag!s}> has no place here: it belongs into <{holders[0]}>.",
                element.get("data-at"),
                "Look for an element around it that is missing or not closed.",
            )
            element.tag = "div"


def copy_children(source: etree._Element | None, parent: Element) -> None:
    """Copy a parsed tree under parent, marked as text that is not to be read again."""
    if source is None:
        return
    if source.text:
        append_text(parent, source.text)
    for child in source:
        name = str(child.tag).lower().replace(":", "-")
        copy = SubElement(parent, f"x{name}" if name.startswith("o-") else name)
        for key, value in child.attrib.items():
            copy.set(str(key), str(value))
        copy_children(child, copy)
        if child.tail:
            copy.tail = AtomicString(child.tail)


def append_text(parent: Element, text: str) -> None:
    """Add text behind all that an element holds."""
    if len(parent):
        last = parent[-1]
        last.tail = AtomicString((last.tail or "") + text)
    else:
        parent.text = AtomicString((parent.text or "") + text)
