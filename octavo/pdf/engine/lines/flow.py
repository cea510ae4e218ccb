"""Laid-out pages read as what flows down them, counted in lines.

An item is a paragraph, of which lines may stand on two pages, or something solid: a heading, a
figure, a table, a rule. A page is plain if nothing but such items stands on it, each a whole
number of lines high; one with notes, figures at its head or columns is left as it is.

Private names of WeasyPrint: LineBox.resume_at (set as a page is filled), the positions, sizes and
margins of boxes, the classes BlockBox and LineBox.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import BlockBox

from octavo.pdf.engine.boxes import (
    Box,
    LineBox,
    body_boxes,
    children,
    element_of,
    head_boxes,
    note_boxes,
)
from octavo.pdf.engine.tree import Element

_WHOLE = 0.06
"""Of a line: how far a height may be from a whole number of lines."""

_AVOID = ("avoid", "avoid-page")


@dataclass(slots=True)
class Item:
    """Something that flows down the pages; heights in lines."""

    element: Element | None
    splits: bool  # a paragraph that may run on to the next page
    orphans: int
    widows: int
    gap: int  # white above it, except at the head of a page
    kept: bool  # no page break behind it
    lines: int = 0


class Share(NamedTuple):
    """What of an item stands on a page: how many lines, and how far down the last one ends."""

    item: int
    lines: int
    foot: int


@dataclass(slots=True)
class PageFlow:
    """A page: its room in lines, and what of which items stands on it."""

    room: int
    plain: bool = True
    start: int = 0  # white lines above the first item
    shares: list[Share] = field(default_factory=list)

    @property
    def foot(self) -> int:
        """Lines down to the foot of the last item."""
        return self.shares[-1].foot if self.shares else 0


@dataclass(frozen=True, slots=True)
class Flow:
    """A division as items and pages."""

    items: list[Item]
    pages: list[PageFlow]


@dataclass(frozen=True, slots=True)
class _Slab:
    """An item's part on one page: its box, the boxes around it, top and foot in CSS pixels."""

    box: Box
    around: tuple[Box, ...]
    top: float
    foot: float

    @property
    def is_text(self) -> bool:
        """Say whether these are lines of a paragraph."""
        return _is_text(self.box)

    @property
    def runs_on(self) -> bool:
        """Say whether the paragraph goes on on the next page."""
        return self.is_text and self.box.children[-1].resume_at is not None


def read_flow(pages: Sequence[Page]) -> Flow | None:
    """Read the pages of a division; None where no text flows."""
    slabs = [list(_page_slabs(page)) for page in pages]
    heights = Counter(
        round(line.height, 3) for page in slabs for slab in page if slab.is_text
        for line in slab.box.children
    )  # fmt: skip
    if not heights:
        return None
    reader = _Reader(heights.most_common(1)[0][0], slabs)
    for page, found in zip(pages, slabs, strict=True):
        reader.read(page, found)
    return Flow(reader.items, reader.pages)


class _Reader:
    def __init__(self, line: float, slabs: list[list[_Slab]]) -> None:
        self.items: list[Item] = []
        self.pages: list[PageFlow] = []
        self._line = line
        self._before: _Slab | None = None
        self._ends: dict[Element, Box] = {}  # the last box that stands in each element
        for slab in (slab for page in slabs for slab in page):
            for box in slab.around:
                self._ends[box.element] = slab.box
        self._begun: set[Element] = set()

    def read(self, page: Page, slabs: list[_Slab]) -> None:
        """Read one page."""
        whole = page._page_box
        flow = PageFlow(int(whole.height / self._line + _WHOLE))
        flow.plain = not any(note_boxes(page)) and not any(head_boxes(page))
        self.pages.append(flow)
        foot = top = whole.content_box_y()
        for slab in slabs:
            flow.plain = flow.plain and _in_flow(slab)
            white, lines = self._lines(slab.top - foot), self._lines(slab.foot - slab.top)
            if self._before is None or not self._before.runs_on:
                gap = white if flow.shares else self._gap(slab)
                self.items.append(self._item(slab, gap))
                if not flow.shares:
                    flow.start = white
            self.items[-1].lines += lines
            flow.shares.append(Share(len(self.items) - 1, lines, self._lines(slab.foot - top)))
            self._begun.update(box.element for box in slab.around)
            self._before, foot = slab, slab.foot

    def _item(self, slab: _Slab, gap: int) -> Item:
        style = slab.box.style
        ended = [box for box in slab.around if self._ends[box.element] is slab.box]
        kept = any(box.style["break_after"] in _AVOID for box in (*ended, slab.box))
        splits = slab.is_text and not any(
            box.style["break_inside"] in _AVOID for box in (*slab.around, slab.box)
        )
        return Item(element_of(slab.box), splits, style["orphans"], style["widows"], gap, kept)

    def _gap(self, slab: _Slab) -> int:
        """The white that would stand above an item if it were not at the head of a page."""
        if self._before is None:
            return 0
        before = self._before
        opened = [slab.box, *(b for b in slab.around if b.element not in self._begun)]
        closed = [before.box, *(b for b in before.around if self._ends[b.element] is before.box)]
        margins = [_length(box.style["margin_top"]) for box in opened]
        margins += [_length(box.style["margin_bottom"]) for box in closed]
        inside = sum(_length(box.style["padding_top"]) for box in opened)
        inside += sum(_length(box.style["padding_bottom"]) for box in closed)
        return self._lines(max(margins) + inside)

    def _lines(self, height: float) -> int:
        """A height in lines; a page that has another height is not plain."""
        lines = round(height / self._line)
        if abs(height / self._line - lines) > _WHOLE:
            self.pages[-1].plain = False
        return lines


def _page_slabs(page: Page) -> Iterator[_Slab]:
    for body in body_boxes(page):
        yield from _slabs(body, ())


def _slabs(box: Box, around: tuple[Box, ...]) -> Iterator[_Slab]:
    """The items in a box, in order."""
    if _is_text(box):
        lines = box.children
        yield _Slab(box, around, lines[0].position_y, lines[-1].position_y + lines[-1].height)
    elif _holds_items(box):
        for child in children(box):
            yield from _slabs(child, (*around, box))
    elif isinstance(box, BlockBox) and box.border_height() == 0:
        return
    else:
        yield _Slab(box, around, box.border_box_y(), box.border_box_y() + box.border_height())


def _is_text(box: Box) -> bool:
    return (
        isinstance(box, BlockBox)
        and bool(box.children)
        and all(isinstance(child, LineBox) for child in box.children)
    )


def _holds_items(box: Box) -> bool:
    """Say whether a box is a plain stack of blocks that a page break may part."""
    if not isinstance(box, BlockBox) or not box.children or box.element_tag == "hr":
        return False
    whole = box.style["break_inside"] in _AVOID
    return not whole and all(isinstance(child, BlockBox) for child in children(box))


def _in_flow(slab: _Slab) -> bool:
    boxes = (*slab.around, slab.box)
    return all(box.is_in_normal_flow() and not box.is_table_wrapper for box in boxes)


def _length(value: object) -> float:
    number = getattr(value, "value", 0.0)
    return float(number) if isinstance(number, int | float) and value != "auto" else 0.0
