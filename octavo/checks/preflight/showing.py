"""The interpreter, second part: text (ISO 32000-1, 9)."""

from __future__ import annotations

from math import hypot

from pikepdf import Dictionary

from octavo.checks.preflight.boxes import Box, placed
from octavo.checks.preflight.facts import TextRun
from octavo.checks.preflight.graphics import Graphics
from octavo.checks.preflight.interpreter import Interpreter, matrix_in
from octavo.checks.preflight.resources import BROKEN, Scope
from octavo.press.matrices import IDENTITY, times

_ASCENT, _DESCENT = 0.7, 0.2
"""Of a line of type, in sizes: capitals stand about so high, letters hang about so low."""


class TextInterpreter(Interpreter):
    """Text of one content stream."""

    def begin_text(self, _: bytes) -> None:
        self.text.set(IDENTITY)

    def choose_font(self, operands: bytes) -> None:
        self.state.font, self.state.size = self.scope.font(operands)

    def text_matrix(self, operands: bytes) -> None:
        self.text.set(matrix_in(operands))

    def next_line_at(self, operands: bytes) -> None:
        x, y = operands.split()
        self.text.move(float(x), float(y))

    def next_line_leading(self, operands: bytes) -> None:
        x, y = operands.split()
        self.state.leading = -float(y)
        self.text.move(float(x), float(y))

    def next_line(self, _: bytes) -> None:
        self.text.move(0.0, -self.state.leading)

    def character_space(self, operands: bytes) -> None:
        self.state.character_space = float(operands)

    def word_space(self, operands: bytes) -> None:
        self.state.word_space = float(operands)

    def text_scale(self, operands: bytes) -> None:
        self.state.scale = float(operands) / 100

    def text_leading(self, operands: bytes) -> None:
        self.state.leading = float(operands)

    def text_rise(self, operands: bytes) -> None:
        self.state.rise = float(operands)

    def text_mode(self, operands: bytes) -> None:
        self.state.mode = int(operands)

    def show_on_next_line(self, operands: bytes) -> None:
        self.next_line(b"")
        self.show(operands)

    def show_with_spaces(self, operands: bytes) -> None:
        word, character, string = operands.split(None, 2)
        self.state.word_space, self.state.character_space = float(word), float(character)
        self.show_on_next_line(string)

    def show(self, operands: bytes) -> None:
        state, text = self.state, self.text
        advance, glyphs, spaces, missing = state.font.shown(operands)
        size, mode, rise = state.size, state.mode, state.rise
        advance = state.scale * (
            advance * size / 1000 + glyphs * state.character_space + spaces * state.word_space
        )
        whole = times(text.matrix, state.ctm)
        text.advance(advance)
        if mode in (3, 7) or not glyphs:
            return
        local = (
            min(0.0, advance),
            rise - _DESCENT * size,
            max(0.0, advance),
            rise + _ASCENT * size,
        )
        box = self.seen(placed(local, whole))
        if box is None:
            return
        if mode % 4 in (0, 2) and state.fill is not self.noted:
            self.coloured(state.fill, "text", box)
            self.noted = state.fill
        if mode % 4 in (1, 2):
            self.coloured(state.stroke, "outlined text", box)
        if state.font.procedures:
            self._glyphs(box)
        if self.purpose in ("page", "pattern"):
            if state.see_through:
                self.see_through(box)
            paint = state.fill if mode % 4 != 1 else state.stroke
            printed = abs(size) * hypot(whole[2], whole[3])
            self.facts.texts.append(
                TextRun(box, state.font, printed, paint, state.fill_overprints, missing)
            )

    def _glyphs(self, box: Box) -> None:
        """Go into the procedures of a Type 3 font, once a page: their colours must obey too."""
        font = self.state.font
        key = ("type3", id(font))
        if key in self.page.entered or self.depth > self.page.deepest:
            return
        self.page.entered.add(key)
        own = font.source.get("/Resources") if font.source is not None else None
        inner = Scope(own, self.page.library) if isinstance(own, Dictionary) else self.scope
        for procedure in font.procedures:
            state = Graphics(self.state.ctm, box, self.state.fill, self.state.stroke)
            # The glyph's own place is the run's: only colours and images are asked for here.
            try:
                content = procedure.read_bytes()
            except BROKEN:
                continue
            self.page.stream(content, inner, state, self.depth + 1, "glyph")
