"""Planned lines as they are drawn: the glyphs that were measured, without Pango.

draw.text.draw_first_line is rebound while a document is written. The words of a piece are known to
its fount; what is left to do is to set them apart, so that the line is as wide as was planned to a
thousandth of an em, to scale the glyphs and to hang out the first mark. A piece with glyphs at
several heights, or in a face that has pictures for glyphs, is left to WeasyPrint.

Private names of WeasyPrint: draw.text.draw_first_line; Stream._fonts and add_font; Font.hash,
bitmap, svg, png, colr, widths and to_unicode; text.line_break.Layout, TextBox.pango_layout.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.draw.text as drawing
from weasyprint.matrix import Matrix
from weasyprint.text.line_break import Layout

from octavo.pdf.engine.boxes import Box
from octavo.pdf.engine.lines.breakpoints import WORDS_AND_SPACES
from octavo.pdf.engine.lines.founts import SPACES, Fount, Shown, script_of
from octavo.pdf.engine.lines.pieces import Piece


class LateLayout(Layout):  # type: ignore[misc]
    """A piece of text that Pango need not see."""

    def __init__(self, text: str, spacing: float) -> None:
        self.text = text
        self.justification_spacing = spacing
        self.max_width = None
        self.first_line_direction = 0

    def reactivate(self, style: Any) -> None:
        """Do nothing: Pango's layout is made where it is needed after all."""

    def deactivate(self) -> None:
        """Do nothing."""


@contextmanager
def drawn_as_planned() -> Iterator[None]:
    """Draw pieces as they were planned, while it is entered."""
    own = drawing.draw_first_line
    noted: set[tuple[int, Shown]] = set()

    def draw(stream: Any, box: Box, overflow: Any, ellipsis: Any, matrix: Matrix) -> Any:
        piece: Piece | None = getattr(box, "piece", None)
        if piece is None:
            return own(stream, box, overflow, ellipsis, matrix)
        if not box.text.strip():
            return []
        a, _, _, d, x, y = matrix.values
        matrix = Matrix(a * piece.scale, 0, 0, d, x - piece.hang, y)
        words = _words(box.text, box.fount, piece)
        font = _font(stream, box.fount)
        if piece.tracking:
            stream.stream.append(f"{piece.tracking:.5f} Tc".encode())
        pictures: Any = []
        if words is None or font is None or overflow == "ellipsis" or ellipsis != "none":
            Layout.reactivate(box.pango_layout, box.style)
            pictures = own(stream, box, overflow, ellipsis, matrix)
        else:
            for word, _ in words:
                if (id(font), word) not in noted:
                    noted.add((id(font), word))
                    _note(font, word)
            stream.set_text_matrix(*matrix.values)
            stream.set_font_size(font.hash, box.fount.pango.size)
            stream.show_text(_operands(words))
        if piece.tracking:
            stream.stream.append(b"0 Tc")
        return pictures

    drawing.draw_first_line = draw
    try:
        yield
    finally:
        drawing.draw_first_line = own


def _words(text: str, fount: Fount, piece: Piece) -> list[tuple[Shown, float]] | None:
    """The words and spaces of a piece, each with what stands behind it in thousandths of an em."""
    found: list[tuple[Shown, float]] = []
    script = piece.script
    space = (fount.space + piece.spacing) / fount.size * 1000
    for part in WORDS_AND_SPACES.findall(text):
        if part[0] in SPACES:
            for mark in part:
                shown = fount.shown(mark)
                if shown is None:
                    return None
                found.append((shown, space - shown.advance + shown.due))
            continue
        script = script_of(part) or script
        shown = fount.shown(part, script)
        if shown is None:
            return None
        found.append((shown, shown.due))
    return found


def _operands(words: list[tuple[Shown, float]]) -> str:
    """The operands of TJ that draw words; what is less than a thousandth waits for the next."""
    parts = ["<"]
    due = 0.0
    for word, behind in words:
        shift = round(due)
        if shift:
            parts.append(f">{-shift}<")
            due -= shift
        parts.append(word.operands)
        due += behind
    parts.append(">")
    return "".join(parts)


def _font(stream: Any, fount: Fount) -> Any | None:
    """The font of a fount in a document; None where its glyphs may be pictures."""
    font = stream._fonts.get(fount.pango.key)
    if font is None:
        font, _ = stream.add_font(fount.pango.font)
    return None if font.bitmap or font.svg or font.png or font.colr else font


def _note(font: Any, word: Shown) -> None:
    """Tell a document's font what a word needs of it."""
    for glyph in word.glyphs:
        font.widths.setdefault(glyph.number, glyph.width)
        font.to_unicode.setdefault(glyph.number, glyph.text)
