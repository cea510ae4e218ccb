"""Planned lines, given to WeasyPrint where it would search for its own.

Rebound while a job is laid out:
- layout.block.iter_line_boxes: before the lines of a paragraph are asked for, they are planned;
- layout.inline.split_text_box: gives the piece of a run that was planned, ready to be drawn;
- layout.inline.text_align: planned lines are filled already.

Other private names of WeasyPrint: text.line_break.create_layout and strut, TextBox.pango_layout,
justification_spacing, height, baseline and margins; LayoutContext.excluded_shapes;
layout.inline.skip_first_whitespace by what it does. Whether all this still holds is tried at the
start of a worker (octavo.pdf.engine.self_test).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.block as blocks
import weasyprint.layout.inline as inlines
from weasyprint.text.line_break import create_layout, strut

from octavo.pdf.engine.boxes import Box
from octavo.pdf.engine.lines.composing import Composer
from octavo.pdf.engine.lines.drawing import LateLayout
from octavo.pdf.engine.lines.founts import Fount
from octavo.pdf.engine.lines.pieces import Piece

_Planned = dict[int, tuple[tuple[Piece, ...], Fount]]
"""The pieces of each text box of a paragraph, by the box's id()."""


class PlannedLines:
    """Gives planned lines to WeasyPrint while it is entered."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._planned: _Planned | None = None
        self._own = (
            blocks.iter_line_boxes,
            inlines.split_text_box,
            inlines.text_align,
        )

    @contextmanager
    def given(self) -> Iterator[None]:
        """Rebind the names of layout."""
        try:
            blocks.iter_line_boxes = self._iter_line_boxes
            inlines.split_text_box = self._split_text_box
            inlines.text_align = self._text_align
            yield
        finally:
            blocks.iter_line_boxes, inlines.split_text_box, inlines.text_align = self._own

    def _iter_line_boxes(
        self, context: Any, box: Box, position_y: float, bottom_space: float, skip_stack: Any,
        containing_block: Box, *rest: Any,
    ) -> Iterator[tuple[Any, Any]]:  # fmt: skip
        lines = self._own[0](
            context, box, position_y, bottom_space, skip_stack, containing_block, *rest
        )
        planned = None
        if not any(rest[2:]) and not _beside(context, position_y):
            planned = self._plan(box, containing_block)
        while True:
            # Between two lines others are laid out: those of notes.
            around, self._planned = self._planned, planned
            try:
                line = next(lines, None)
            finally:
                self._planned = around
            if line is None:
                return
            yield line

    def _plan(self, box: Box, container: Box) -> _Planned | None:
        matter = self._composer.read(box, container)
        if matter is None:
            return None
        pieces = self._composer.pieces(matter, box, container)
        if pieces is None:
            return None
        return {
            id(text_box): (own, run.fount)
            for text_box, run, own in zip(matter.boxes, matter.runs, pieces, strict=True)
            if run.fount is not None
        }

    def _split_text_box(
        self, context: Any, box: Box, available_width: Any, skip: int, *rest: Any, **more: Any
    ) -> tuple[Any, Any, bool]:
        known = self._planned.get(id(box)) if self._planned is not None else None
        if known is None:
            given: tuple[Any, Any, bool] = self._own[1](
                context, box, available_width, skip, *rest, **more
            )
            return given
        pieces, fount = known
        piece = pieces[bisect_right(pieces, skip, key=lambda piece: piece.begins) - 1]
        return (_set(box, piece, fount) if piece.text else None), piece.resume, False

    def _text_align(self, context: Any, line: Box, available_width: float, last: bool) -> float:
        if self._planned is None:
            offset: float = self._own[2](context, line, available_width, last)
            return offset
        if last and line.style["text_align_last"] in ("center", "right", "end"):
            offset = self._own[2](context, line, available_width, last)
            return offset
        return 0.0


def _set(box: Box, piece: Piece, fount: Fount) -> Box:
    """The box of a piece of text, as layout.inline.split_text_box makes it."""
    new = box.copy_with_text(piece.text)
    style = box.style
    new.width, new.height = piece.width, fount.height
    new.justification_spacing = piece.spacing
    if style["text_decoration_line"] == "none":
        new.pango_layout = LateLayout(piece.text, piece.spacing)
    else:
        new.pango_layout = create_layout(piece.text, style, None, None, piece.spacing)
        new.pango_layout.deactivate()
    line_height, _ = strut(style)
    new.margin_top = new.margin_bottom = (line_height - fount.height) / 2
    new.baseline = fount.baseline + new.margin_top
    new.piece, new.fount = piece, fount
    return new


def _beside(context: Any, position_y: float) -> bool:
    """Say whether a float stands beside the paragraph or below its beginning."""
    return any(
        shape.position_y + shape.margin_height() > position_y for shape in context.excluded_shapes
    )
