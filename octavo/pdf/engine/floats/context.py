"""Figures and tables that do not fit where they stand wait for the head of the next page.

WeasyPrint breaks the page before a figure that does not fit, and leaves a hole at its foot. Here
such a figure is taken out of the flow while the page is laid out, so that the text behind it runs
on to the foot; it then stands at the head of the next page, above the text. Nothing is moved in
the tree, no paragraph is cut, and one layout is enough.

Rules, in order:
- only what has a caption moves: the text calls it by its number, not by its place;
- figures keep their order among figures, tables among tables, listings among listings;
- nothing leaves its division; behind its last line the figures that wait have pages of their own;
- what calls a note stays where it is, since notes are numbered in the order of the pages;
- a table that is higher than a page breaks where it stands.

Private names of WeasyPrint: layout.block._in_flow_layout and layout.page.block_level_layout (both
rebound), the box "@note-area" above a page's text (it holds what stands at the head), skip stacks,
LayoutContext.current_page, page_bottom, overflows_page, in_column and tables; build.create_anonymous_boxes;
text.line_break.strut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil, inf
from typing import Any

import weasyprint.layout.block
import weasyprint.layout.page
from weasyprint.formatting_structure.boxes import TableBox
from weasyprint.layout.block import block_level_layout
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from octavo.pdf.engine.boxes import HEAD_AREA, Box, descendants
from octavo.pdf.engine.floats.movable import Series, movable
from octavo.pdf.engine.split_notes import SplitContext
from octavo.pdf.engine.tree import Element

_LAYOUT = block_level_layout
_IN_FLOW = weasyprint.layout.block._in_flow_layout


@dataclass(frozen=True, slots=True)
class _Queue:
    """What stands before a page begins: boxes that wait for a head, elements that have had one."""

    waiting: tuple[Box, ...] = ()
    placed: frozenset[Element] = frozenset()


class FloatContext(SplitContext):
    """A layout context with notes that split and figures that move."""

    pulled: Mapping[Element, int] = {}
    """Figures that shall stand at the head of a page (from 1) although their place is later."""

    def __init__(self, root: Element, *arguments: Any) -> None:
        self._movable: dict[Element, Series] = movable(root)
        self._queues: dict[int, _Queue] = {1: _Queue()}  # by page, so that a page may be made again
        self._queue = _Queue()
        self._at_head: tuple[Element, ...] = ()  # of the page in hand
        self._boxes: dict[Element, Box] = {}
        self._sizes: dict[tuple[Element, tuple[float, ...]], tuple[float, float]] = {}
        super().__init__(root, *arguments)

    @property
    def root(self) -> Element:
        """The root of the document."""
        return self._root

    def begin_page(self) -> None:
        """Take up what the page before has left."""
        super().begin_page()
        self._queue = self._queues[self.current_page]
        self._at_head = ()

    # --- in the text ---

    def takes_out(self, box: Box, parent: Box, bottom_space: float, margins: list[float]) -> bool:
        """Say whether a block is to be passed over here, and let it wait if it has had no page."""
        series = self._movable.get(box.element)
        if series is None or parent.element is box.element or "::" in box.element_tag:
            return False
        if box.element in self._queue.placed:
            return True
        # The page may have been laid out further before: only what comes earlier waits now.
        waiting = tuple(w for w in self._queue.waiting if self._place(w) < self._place(box))
        behind = any(self._movable[w.element] is series for w in waiting)
        waits = not self.in_column and self._must_wait(box, parent, bottom_space, margins, behind)
        self._queue = _Queue((*waiting, box) if waits else waiting, self._queue.placed)
        return waits

    def _must_wait(
        self, box: Box, parent: Box, bottom_space: float, margins: list[float], behind: bool
    ) -> bool:
        """Say whether a block has no room below its place, or another of its series waits."""
        key = box.element, tuple(margins)
        if key not in self._sizes:
            laid = self._trial_of(box, parent, margins)
            self._sizes[key] = laid.border_box_y() - box.position_y, laid.border_height()
        gap, height = self._sizes[key]
        with self._measure():
            fits = not self.overflows_page(bottom_space, box.position_y + gap + height)
        return bool((behind or not fits) and height <= self._area.page.height)

    def _trial_of(self, box: Box, parent: Box, margins: list[float]) -> Box:
        twin = box.deepcopy()
        twin.position_x, twin.position_y = box.position_x, box.position_y
        # The widths that cells ask for take half the time of a table: found once for both.
        pairs = [
            (mine, its)
            for mine, its in zip(descendants(box), descendants(twin), strict=True)
            if isinstance(mine, TableBox)
        ]
        self.tables.update({its: self.tables[mine] for mine, its in pairs if mine in self.tables})
        with self._measure():
            laid, *_ = _LAYOUT(self, twin, -inf, None, parent, False, [], [], [*margins])
        self.tables.update({mine: self.tables[its] for mine, its in pairs if its in self.tables})
        return laid

    # --- at the head of a page ---

    def fill_head(self, area: Box) -> Box:
        """Put into the area above the text what waits, in order, as far as there is room."""
        page = self._area.page
        resolve_percentages(area, page)
        area.width, area.height = page.width, 0
        if page.page_type.blank:
            return area
        top = bottom = page.content_box_y()
        gap, closed, stand = 0.0, set[Series](), list[Box]()
        for box in self._due():
            series = self._movable[box.element]
            if series in closed:
                continue
            box.position_x, box.position_y = page.content_box_x(), top
            laid = self._trial_of(box, page, [])
            start = bottom + (max(gap, laid.margin_top) if stand else 0)
            laid.translate(0, start - laid.border_box_y())
            with self._measure():
                full = self.overflows_page(0, start + laid.border_height())
                if full and (stand or self.current_page_footnotes):
                    closed.add(series)
                    continue
            stand.append(laid)
            bottom, gap = start + laid.border_height(), laid.margin_bottom
        self._at_head = tuple(laid.element for laid in stand)
        area.children = stand
        if stand:  # the text below goes on where a line of its own would stand
            line = strut(self.style_for(self._root.find("body")))[0]
            height = ceil((bottom + gap - top) / line - 0.02) * line
            area.height = min(height, self.page_bottom - top)
        return area

    def _due(self) -> list[Box]:
        """What goes up to this page, then what waits; each in the order of the text."""
        up = [
            self._boxes[element]
            for element, page in self.pulled.items()
            if page == self.current_page and element not in self._queue.placed
        ]
        waiting = [box for box in self._queue.waiting if box not in up]
        return [*sorted(up, key=self._place), *sorted(waiting, key=self._place)]

    def _place(self, box: Box) -> int:
        return self._order[box.element]

    # --- the text of a page ---

    def lay_text(
        self, root: Box, _: float, resume_at: Any, parent: Box, empty: bool, *rest: Any
    ) -> tuple[Any, ...]:
        """Lay out the text of a page below what stands at its head; see what waits then."""
        page = self._area.page
        if page.page_type.blank:
            self._queues[self.current_page + 1] = self._queues[self.current_page]
            blank: tuple[Any, ...] = _LAYOUT(self, root, 0, resume_at, parent, empty, *rest)
            return blank
        if self.pulled and not self._boxes:
            for box in descendants(root):
                if box.element in self._movable and "::" not in box.element_tag:
                    self._boxes.setdefault(box.element, box)
        placed = self._queue.placed | set(self._at_head)
        self._queue = _Queue(
            tuple(box for box in self._queue.waiting if box.element not in placed), placed
        )
        result: tuple[Any, ...] = _LAYOUT(
            self, root, 0, resume_at, parent, empty and not self._at_head, *rest
        )
        if result[0] is None:
            # No room for text below the figures: the page has them alone.
            bare = _LAYOUT(self, root.copy_with_children([]), 0, None, parent, True, *rest)
            result = (bare[0], resume_at, *result[2:])
        waiting = tuple(b for b in self._queue.waiting if _is_passed(root, result[1], b))
        self._queues[self.current_page + 1] = _Queue(waiting, placed)
        if waiting and result[1] is None:
            result = (result[0], _end_of(root), *result[2:])
        return result


def _is_passed(root: Box, resume_at: Any, box: Box) -> bool:
    """Say whether a box lies before the place where the next page goes on (None: at no place)."""
    if resume_at is None:
        return True
    while resume_at is not None:
        ((index, resume_at),) = resume_at.items()
        if any(below is box for child in root.children[:index] for below in descendants(child)):
            return True
        if resume_at is not None:
            root = root.children[index]
    return False


def _end_of(root: Box) -> dict[int, Any]:
    """The place behind all text, for a page that has only figures."""
    return {len(root.children) - 1: {len(root.children[-1].children): None}}


def _lay_out_in_page(context: Any, box: Box, *arguments: Any, **named: Any) -> tuple[Any, ...]:
    """Stands for block_level_layout in layout.page."""
    if isinstance(context, FloatContext):
        if box.element_tag == HEAD_AREA:
            return context.fill_head(box), None, None, [], False, None
        if box.element_tag == "html" and box.element is context.root:
            return context.lay_text(box, *arguments)
    result: tuple[Any, ...] = _LAYOUT(context, box, *arguments, **named)
    return result


def _lay_out_in_flow(
    context: Any, box: Box, index: int, child: Box, new_children: list[Box], *arguments: Any
) -> tuple[Any, ...]:
    """Stands for _in_flow_layout in layout.block; its arguments by place."""
    if isinstance(context, FloatContext):
        margins, bottom_space, position_y, resume_at = arguments[3:7]
        if resume_at is None and context.takes_out(child, box, bottom_space, margins):
            next_page, max_lines = arguments[10:12]
            return False, False, None, position_y, margins, next_page, new_children, max_lines
    result: tuple[Any, ...] = _IN_FLOW(context, box, index, child, new_children, *arguments)
    return result


@contextmanager
def floating() -> Iterator[None]:
    """Let figures move in documents that are laid out meanwhile with a FloatContext."""
    weasyprint.layout.page.block_level_layout = _lay_out_in_page
    weasyprint.layout.block._in_flow_layout = _lay_out_in_flow
    try:
        yield
    finally:
        weasyprint.layout.page.block_level_layout = _LAYOUT
        weasyprint.layout.block._in_flow_layout = _IN_FLOW
