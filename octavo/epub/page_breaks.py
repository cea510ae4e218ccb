"""The pages of the printed book, marked in the text of the EPUB at the very character.

Trees of content documents and a PageMap come in. Each page gets an empty
<span epub:type="pagebreak" role="doc-pagebreak"> (EPUB SSV 1.1; DPUB-ARIA 1.1) where its first
body text stands, also inside a paragraph; the list of them, for the navigation document, goes
out. The trees are changed in place.

A PageStart counts the characters other than spaces in a block, blocks inside it included, without
notes, formulas and drawings. A page without body text of its own (blank, note text alone, in a
division that the EPUB leaves out) takes the next body position.

A page that begins with a paragraph or figure has its break inside of it: between two blocks a
reading system may leave it on the screen before, and rules for a block's neighbour would not see
past it.

Where a break may not stand (EPUBCheck 5.3, RSC-005): directly in ul, ol, dl, a table, its groups
and rows, before a caption or a leading figcaption. There it climbs to the outside where its block
comes first, else it stands first inside the block. It is kept out of headings and noterefs too,
since it would be read with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from octavo.artifacts import BookPage, PageMap, PageStart
from octavo.epub.xhtml import EPUB_TYPE, MATHML, SVG, elements, local, namespace, tag
from octavo.findings import Finding, finding

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FLOW = frozenset({"body", "section", "div", "blockquote", "li", "td", "th", "dd", "figure",
                   "aside", "header", "nav"})  # fmt: skip
_LEFT_WHEN_FIRST = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr",
                              "header", "figure", "hgroup"})  # fmt: skip
_NOTES = frozenset({"doc-footnote", "doc-endnote"})


@dataclass(frozen=True, slots=True)
class PageBreak:
    """One entry of the page list: the folio, and where its break stands."""

    folio: str
    id: str
    division_id: str


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in a tree: at this character of an element's text, or of the text behind it."""

    holder: etree._Element
    where: Literal["text", "tail"]
    index: int


def insert_page_breaks(
    trees: Sequence[tuple[str, etree._Element]],
    page_map: PageMap,
    rewritten: frozenset[str] = frozenset(),
) -> tuple[tuple[PageBreak, ...], tuple[Finding, ...]]:
    """Mark every page that has a folio; trees are (division id, content document) in order.

    rewritten names divisions whose text is not that of the pages: of theirs only the first page
    is looked for. Returns the breaks in page order, and a finding for each page whose beginning is not in the
    documents although its division is.
    """
    sections = {division_id: _section(tree) for division_id, tree in trees}
    blocks = {id: element for _, tree in trees for element in elements(tree)
              if (id := element.get("id"))}  # fmt: skip
    starts = {start.page: start for start in page_map.starts}
    taken = set(blocks)
    breaks: list[PageBreak] = []
    findings: list[Finding] = []
    waiting: list[BookPage] = []
    for page in page_map.pages:
        if not page.folio:
            continue
        waiting.append(page)
        start = starts.get(page.number)
        slot = _find(start, blocks)
        if slot is None and page.division_id in sections:
            if page.galley_page == 1:
                slot = _first_inside(sections[page.division_id])
            elif start is not None and page.division_id not in rewritten:
                findings.append(_moved(page, start))
        if slot is not None:
            breaks += _mark(slot, waiting, sections, taken)
            waiting = []
    if waiting and trees:
        breaks += _mark(_last_inside(sections[trees[-1][0]]), waiting, sections, taken)
    return tuple(breaks), tuple(findings)


def _moved(page: BookPage, start: PageStart) -> Finding:
    return finding(
        "page-break-moved",
        f"Page {page.folio} of the printed book begins at character {start.offset + 1} of"
        f" “{start.block_id}”, which the EPUB does not have; its page break stands at the"
        " beginning of the next page.",
    )


def _mark(
    slot: _Slot, pages: Sequence[BookPage], sections: dict[str, etree._Element], taken: set[str]
) -> list[PageBreak]:
    """Put one break for each page into a place, in order."""
    inside = slot.holder if slot.where == "text" else _parent(slot.holder)
    division_id = next(id for id, section in sections.items() if _within(inside, section))
    breaks = [PageBreak(page.folio, _free_id(page.folio, taken), division_id) for page in pages]
    spans = [
        etree.Element(
            tag("span"),
            {EPUB_TYPE: "pagebreak", "role": "doc-pagebreak", "id": each.id,
             "aria-label": each.folio},
        )
        for each in breaks
    ]  # fmt: skip
    _insert(slot, spans)
    return breaks


def _free_id(folio: str, taken: set[str]) -> str:
    stem = id = "page-" + re.sub(r"[^\w.-]", "-", folio)
    number = 2
    while id in taken:
        id, number = f"{stem}-{number}", number + 1
    taken.add(id)
    return id


def _insert(slot: _Slot, spans: Sequence[etree._Element]) -> None:
    text = getattr(slot.holder, slot.where) or ""
    setattr(slot.holder, slot.where, text[: slot.index] or None)
    if slot.where == "text":
        parent, position = slot.holder, 0
    else:
        parent = _parent(slot.holder)
        position = parent.index(slot.holder) + 1
    for offset, span in enumerate(spans):
        parent.insert(position + offset, span)
    spans[-1].tail = text[slot.index :] or None


# --- from a PageStart to a place ---


def _find(start: PageStart | None, blocks: dict[str, etree._Element]) -> _Slot | None:
    """The place of a page's beginning, None where the text does not have it."""
    if start is None or (block := blocks.get(start.block_id)) is None:
        return None
    if start.offset == 0 or local(block) == "figure":
        return _before(block)  # of a figure: its picture, since a caption has an id of its own
    seen = 0
    behind: _Slot | None = None
    for run in _text_runs(block):
        text = getattr(run.holder, run.where) or ""
        count = len("".join(text.split()))
        if seen + count > start.offset:
            index = _index_of(text, start.offset - seen)
            return _outside(_Slot(run.holder, run.where, index), block)
        seen += count
        if count and seen == start.offset:
            behind = _Slot(run.holder, run.where, len(text.rstrip()))
    # The page begins with a picture or formula behind the block's last character.
    return _outside(behind, block) if behind else None


def _index_of(text: str, number: int) -> int:
    """The index of a character, counted from 0 among those other than spaces."""
    for index, character in enumerate(text):
        if not character.isspace():
            if not number:
                return index
            number -= 1
    raise IndexError(number)


def _text_runs(element: etree._Element) -> Iterator[_Slot]:
    """The runs of text that count in a block, in order."""
    yield _Slot(element, "text", 0)
    for child in element.iterchildren("*"):
        if not _is_uncounted(child):
            yield from _text_runs(child)
        yield _Slot(child, "tail", 0)


def _is_uncounted(element: etree._Element) -> bool:
    """Whether an element has no text on the page, or has it at the foot."""
    return namespace(element) in (SVG, MATHML) or element.get("role") in _NOTES


def _outside(slot: _Slot, block: etree._Element) -> _Slot:
    """Move a place before the inline elements that it opens, and out of what it must not cut."""
    while slot.where == "text" and slot.holder is not block:
        if (slot.holder.text or "")[: slot.index].strip():
            break
        slot = _slot_before(slot.holder)
    around = slot.holder if slot.where == "text" else _parent(slot.holder)
    uncut = None
    while around is not block:
        uncut = around if _is_uncut(around) else uncut
        around = _parent(around)
    if local(block) in _HEADINGS:
        return _before(block)
    return slot if uncut is None else _slot_before(uncut)


def _is_uncut(element: etree._Element) -> bool:
    if local(element) in ("rt", "rp"):
        return True
    return element.get("role") == "doc-noteref" or element.get("class") == "call"


def _before(block: etree._Element) -> _Slot:
    """The place before a block, or the nearest to it where a break may stand."""
    if local(block) in ("section", "body", "p") or _is_led_by_picture(block):
        return _first_inside(block)
    node = block
    while local(parent := _parent(node)) in _LEFT_WHEN_FIRST or _groups_terms(parent):
        if _has_content_before(node):
            break
        node = parent
    parent = _parent(node)
    if local(parent) in _FLOW and not _groups_terms(parent):
        return _slot_before(node)
    return _first_inside(block)


def _is_led_by_picture(block: etree._Element) -> bool:
    """Whether this is a figure with nothing before its picture: a caption must be its first child."""
    first = next(block.iterchildren("*"), None)
    return local(block) == "figure" and first is not None and local(first) in ("img", "svg")


def _groups_terms(element: etree._Element) -> bool:
    """Whether this is a div directly in a dl, which holds dt and dd alone."""
    parent = element.getparent()
    return local(element) == "div" and parent is not None and local(parent) == "dl"


def _has_content_before(node: etree._Element) -> bool:
    if (_parent(node).text or "").strip():
        return True
    return any(
        "".join(each.itertext()).strip()
        or (each.tail or "").strip()
        or any(local(inner) in ("img", "svg", "math") for inner in elements(each))
        for each in node.itersiblings("*", preceding=True)
    )


def _slot_before(node: etree._Element) -> _Slot:
    previous = node.getprevious()
    if previous is None:
        return _Slot(_parent(node), "text", len(_parent(node).text or ""))
    return _Slot(previous, "tail", len(previous.tail or ""))


def _first_inside(block: etree._Element) -> _Slot:
    """The beginning of an element, behind breaks that stand there already."""
    slot = _Slot(block, "text", 0)
    text = block.text
    for child in block.iterchildren("*"):
        if (text or "").strip() or child.get("role") != "doc-pagebreak":
            break
        slot, text = _Slot(child, "tail", 0), child.tail
    return slot


def _last_inside(block: etree._Element) -> _Slot:
    if len(block):
        return _Slot(block[-1], "tail", len(block[-1].tail or ""))
    return _Slot(block, "text", len(block.text or ""))


def _section(tree: etree._Element) -> etree._Element:
    """The division's section, the body where a document has none."""
    body = tree.find(tag("body"))
    assert body is not None, "a content document has a body"
    first = next(body.iterchildren("*"), None)
    return first if first is not None and local(first) == "section" else body


def _within(element: etree._Element, ancestor: etree._Element) -> bool:
    if element is ancestor:
        return True
    return any(each is ancestor for each in element.iterancestors())


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None, "a block stands in a document"
    return parent
