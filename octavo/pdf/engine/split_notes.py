"""Notes that run on to the next page. WeasyPrint's own never split: one longer than the room left
lands pages after its call, or is drawn off the page without a word.

The layout context is told of every note that does not fit (report_footnote). There the note area
is laid out on trial in the room below the call's line; where the trial ends, the note is cut
(octavo.pdf.engine.cutting). The head stays on the page, the tail waits for the next one.

Rules, in order:
- notes stand in the order of their calls: behind a tail that waits no later note may begin;
- a note begins on the page of its call; where not two lines of it fit, the call's line moves to
  the next page with it, and so does a line that calls a note while a tail waits;
- a note called in a table, caption or heading, which must stay in one piece with what follows,
  leaves but two lines, so that its row still fits;
- where a few lines of a paragraph must stay together and its note leaves no room for them, the
  note is cut so that one more line fits, rather than leave a hole as high as the note;
- at the top of a page, what runs on leaves room for LEAST_BODY_LINES lines of text.

Private names of WeasyPrint: LayoutContext.overflows_page, layout_footnote, unlayout_footnote,
report_footnote, _update_footnote_area, current_footnote_area, page_bottom, in_column, footnotes,
current_page_footnotes, reported_footnotes; the style footnote_policy, read after report_footnote
returns (layout.block._linebox_layout); layout.block_level_layout; build.create_anonymous_boxes;
text.line_break.strut; layout.block._linebox_layout (rebound; its arguments by place).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import Any

import weasyprint.layout.block
from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import block_level_layout
from weasyprint.text.line_break import strut

from octavo.pdf.engine.boxes import Box, LineBox, descendants
from octavo.pdf.engine.cutting import cut_note
from octavo.pdf.engine.tree import Element, is_note, parents

_LINEBOX = weasyprint.layout.block._linebox_layout

LEAST_BODY_LINES = 4
LEAST_NOTE_LINES = 2

IN_ONE_PIECE = frozenset({"td", "th", "caption", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements that are kept in one piece with what stands beside or below them."""


@dataclass(frozen=True, slots=True)
class Line:
    """The line being placed: the foot of the page below it, and its bottom."""

    bottom_space: float
    bottom: float


class NotesContext(LayoutContext):  # type: ignore[misc]
    """WeasyPrint's layout context, with three faults in its notes mended.

    White space and text-transform are applied to them as to all other text; a call that is laid
    out again (in a table's repeated head) does not take back a note of an earlier page; and a
    note area without max-height is never too small for its notes by a rounding error.
    """

    footnotes: list[Box]
    current_page_footnotes: list[Box]
    reported_footnotes: list[Box]
    page_bottom: float
    _area: Any = None

    def __init__(self, root: Element, *arguments: Any) -> None:
        self._root = root
        self._prepared: set[int] = set()
        super().__init__(*arguments)

    @property
    def current_footnote_area(self) -> Any:
        """The note area of the page; set once as each page begins."""
        return self._area

    @current_footnote_area.setter
    def current_footnote_area(self, area: Any) -> None:
        self._area = area
        if area is not None:
            self.begin_page()

    def begin_page(self) -> None:
        """Prepare notes as the first page begins; WeasyPrint made their boxes just before."""
        for note in self.footnotes:
            if id(note) not in self._prepared:
                self._prepared.add(id(note))
                note.process_whitespace()
                note.process_text_transform()

    def _update_footnote_area(self) -> bool:
        overflows = super()._update_footnote_area()
        return bool(overflows and self._area.style["max_height"].value != inf)

    def unlayout_footnote(self, note: Box) -> None:
        """Take back a note whose line is not placed after all."""
        if note in self.current_page_footnotes or note in self.reported_footnotes:
            super().unlayout_footnote(note)


class SplitContext(NotesContext):
    """A layout context with notes that split."""

    def __init__(self, root: Element, *arguments: Any) -> None:
        self._order = {element: place for place, element in enumerate(root.iter())}
        self._tight = _called_in_one_piece(root)
        self._halves: dict[Box, tuple[Box, Box]] = {}  # notes cut on this page
        self._line: Line | None = None  # None until the first line of a page
        self._placing: Box | None = None  # the note in hand
        self._tests = 0  # of the page's foot since that note was placed
        self._cut_at: Line | None = None
        self._hidden: list[Box] = []  # notes of the page while a rescue is refused
        self._measuring = False
        self._yielding = False
        super().__init__(root, *arguments)

    def begin_page(self) -> None:
        """Forget the cuts of the page before; put what waits into the order of the text."""
        super().begin_page()
        self._halves.clear()
        self._line = self._placing = self._cut_at = None
        self._hidden = []
        self.reported_footnotes.sort(key=lambda note: self._order[note.element])
        for note in self.footnotes:
            note.style["break_inside"] = "auto"  # a theme's "avoid" would keep it from splitting

    def overflows_page(self, bottom_space: float, position_y: float) -> bool:
        """Remember the line that is being placed."""
        if not self._measuring:
            self._line = Line(bottom_space, position_y)
            self._tests += 1
            if self._tests > 1:
                self._show()
        return bool(super().overflows_page(bottom_space, position_y))

    def _update_footnote_area(self) -> bool:
        self._show()
        with self._measure():
            return super()._update_footnote_area()

    def layout_footnote(self, note: Box) -> bool:
        """Place a note; what runs on from the page before may not fill the page."""
        self._show()
        self._placing, self._tests = note, 0
        if self._line is not None or self.in_column:
            return bool(super().layout_footnote(note)) or self._leaves_no_room()
        if self.reported_footnotes:
            self.footnotes.remove(note)
            self.reported_footnotes.append(note)
            return False
        super().layout_footnote(note)
        page = self._area.page
        body = self.style_for(self._root.find("body"))
        least = 0 if page.page_type.blank else LEAST_BODY_LINES * strut(body)[0]
        top = page.content_box_y() + least
        too_high = self.page_bottom < top and not self._cut(note, top)
        if too_high and len(self.current_page_footnotes) > 1:
            super().report_footnote(note)
        return False

    def _leaves_no_room(self) -> bool:
        """Say whether one more line of a paragraph that yields would not fit."""
        line = self._line
        if line is None or not self._yielding:
            return False
        return bool(super().overflows_page(line.bottom_space, line.bottom + self._next_line()))

    def _next_line(self) -> float:
        """The height of the next line of a paragraph that yields, else nothing."""
        if not self._yielding:
            return 0.0
        return float(strut(self.style_for(self._root.find("body")))[0])

    @contextmanager
    def yielding(self) -> Iterator[None]:
        """Let the notes of a paragraph leave room for the line below their call."""
        before, self._yielding = self._yielding, True
        try:
            yield
        finally:
            self._yielding = before

    def unlayout_footnote(self, note: Box) -> None:
        """Take back a note whose line is not placed after all; its halves are one again."""
        self._show()
        halves = self._halves.pop(note, None)
        if halves is not None:
            at = self.current_page_footnotes.index(halves[0])
            self.current_page_footnotes[at] = note
            self.reported_footnotes.remove(halves[1])
        super().unlayout_footnote(note)

    def report_footnote(self, note: Box) -> None:
        """Handle a note that does not fit below its line: cut it, or move it to the next page."""
        self._show()
        line = self._line
        in_hand = self._tests <= 1 and self._placing is note
        if self.in_column or line is None or line.bottom_space == -inf:
            super().report_footnote(note)
        elif not in_hand:
            self._refuse_rescue()
        elif self.reported_footnotes:
            # On the line of the cut itself, moving the line would only move the trouble.
            note.style["footnote_policy"] = "auto" if line == self._cut_at else "line"
            super().report_footnote(note)
        elif self._cut(
            note, line.bottom + line.bottom_space + self._next_line(), note.element in self._tight
        ):
            note.style["footnote_policy"] = "auto"
            self._cut_at = line
        else:
            note.style["footnote_policy"] = "line"
            super().report_footnote(note)

    def _refuse_rescue(self) -> None:
        """Keep WeasyPrint from moving earlier notes on to make room for one more line.

        It would part them from their calls, and forget the notes of the line itself. It goes on
        while there are notes and the line does not fit, testing once after each; so it sees none
        until that test is done, and breaks the paragraph as it would without notes.
        """
        self._hidden, self.current_page_footnotes = self.current_page_footnotes, []
        self._placing, self._tests = None, 0

    def _show(self) -> None:
        """Give back the notes that a refused rescue did not see."""
        if self._hidden:
            self.current_page_footnotes, self._hidden = self._hidden, []

    def _cut(self, note: Box, top: float, short: bool = False) -> bool:
        """Cut the last note of the page where the room from top to the page's foot ends."""
        if self.current_page_footnotes[-1] is not note:
            return False
        bottom = self.page_bottom
        if self._area.height != "auto":
            bottom += self._area.margin_height()
        halves = self._halve(note, top, bottom, short)
        if halves is None and short:
            halves = self._halve(note, top, bottom, False)
        if halves is None:
            return False
        self.current_page_footnotes[-1], tail = halves
        self.reported_footnotes.append(tail)
        self._halves[note] = halves
        self._update_footnote_area()
        return True

    def _halve(self, note: Box, top: float, bottom: float, short: bool) -> tuple[Box, Box] | None:
        area, laid, resume_at = self._trial(top, bottom)
        if short and laid is not None:
            lines = _lines(laid.children[-1])
            if len(laid.children) == len(area.children) and len(lines) >= LEAST_NOTE_LINES:
                last = lines[LEAST_NOTE_LINES - 1]
                below = laid.margin_bottom + laid.padding_bottom + laid.border_bottom_width
                area, laid, resume_at = self._trial(top, last.position_y + last.height + below)
        index = len(area.children) - 1
        if laid is None or resume_at is None or resume_at.get(index) is None:
            return None
        if len(_lines(laid.children[-1])) < LEAST_NOTE_LINES:
            return None
        return cut_note(note, area.children[index], resume_at[index], laid.children[-1])

    def _trial(self, top: float, bottom: float) -> tuple[Box, Box | None, Any]:
        """Lay the notes of the page out from top to bottom; give the boxes before and after, and
        where the last of them would go on."""
        area = self._area.deepcopy()
        area.children = [note.deepcopy() for note in self.current_page_footnotes]
        area = create_anonymous_boxes(area)
        area.position_y = top
        state = self.page_bottom, self.footnotes, self.current_page_footnotes
        self.page_bottom, self.footnotes, self.current_page_footnotes = bottom, [], []
        try:
            with self._measure():
                laid, resume_at, *_ = block_level_layout(
                    self, area, 0, None, self._area.page, page_is_empty=False
                )
        finally:
            self.page_bottom, self.footnotes, self.current_page_footnotes = state
        return area, laid, resume_at

    @contextmanager
    def _measure(self) -> Iterator[None]:
        """Lay out notes without taking their lines for lines of the text."""
        before, self._measuring = self._measuring, True
        try:
            yield
        finally:
            self._measuring = before


def _lay_out_lines(
    context: Any, box: Box, index: int, child: Box, lines: list[Box], *arguments: Any
) -> tuple[Any, ...]:
    """Stands for _linebox_layout: a paragraph that comes to nothing is tried with shorter notes."""
    before = len(lines)
    result: tuple[Any, ...] = _LINEBOX(context, box, index, child, lines, *arguments)
    abort, notes = result[0], result[4]
    if abort and notes and isinstance(context, SplitContext):
        for note in reversed(notes):
            context.unlayout_footnote(note)
        del lines[before:]
        with context.yielding():
            result = _LINEBOX(context, box, index, child, lines, *arguments)
    return result


@contextmanager
def splitting() -> Iterator[None]:
    """Let notes make room for lines in documents that are laid out meanwhile."""
    weasyprint.layout.block._linebox_layout = _lay_out_lines
    try:
        yield
    finally:
        weasyprint.layout.block._linebox_layout = _LINEBOX


def _lines(box: Box) -> list[Box]:
    return [below for below in descendants(box) if isinstance(below, LineBox)]


def _called_in_one_piece(root: Element) -> frozenset[Element]:
    """The notes whose call stands in something that must not be torn from what follows."""
    around = parents(root)
    found = set()
    for note in filter(is_note, root.iter("aside")):
        place: Element | None = note
        while place is not None and place.tag not in IN_ONE_PIECE:
            place = around.get(place)
        if place is not None:
            found.add(note)
    return frozenset(found)
