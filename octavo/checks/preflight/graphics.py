"""The graphics state (ISO 32000-1, 8.4), as much of it as a printer asks about."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.checks.preflight.boxes import Box
from octavo.checks.preflight.colours import GRAY, Paint
from octavo.checks.preflight.fonts import NO_FONT, FontFacts
from octavo.press.matrices import IDENTITY, Matrix

BLACK = Paint(GRAY, (0.0,))


@dataclass
class Graphics:
    """The state that q saves and Q restores, text state included; a plain object, quick to copy."""

    ctm: Matrix
    clip: Box
    fill: Paint = BLACK
    stroke: Paint = BLACK
    width: float = 1.0
    fill_overprints: bool = False
    stroke_overprints: bool = False
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    blend: str = "Normal"
    masked: bool = False
    see_through: str = ""  # what makes marks transparent, if anything does
    font: FontFacts = NO_FONT
    size: float = 0.0
    character_space: float = 0.0
    word_space: float = 0.0
    scale: float = 1.0
    leading: float = 0.0
    rise: float = 0.0
    mode: int = 0
    origin: str = ""  # name of the manuscript's picture whose form is drawn

    def copy(self) -> Graphics:
        """A state of its own with the same values."""
        other = object.__new__(Graphics)
        other.__dict__.update(self.__dict__)
        return other

    def judge_transparency(self) -> None:
        """Say anew what makes marks transparent, after the state was set."""
        self.see_through = self._transparency()

    def _transparency(self) -> str:
        if self.masked:
            return "a soft mask"
        if self.blend not in ("Normal", "Compatible"):
            return f"the blend mode {self.blend}"
        if self.fill_alpha < 1 or self.stroke_alpha < 1:
            return f"an opacity of {100 * min(self.fill_alpha, self.stroke_alpha):.0f} %"
        return ""


@dataclass(slots=True)
class TextPlace:
    """The text matrix and the line matrix between BT and ET (9.4.1)."""

    matrix: Matrix = IDENTITY
    line: Matrix = IDENTITY

    def set(self, matrix: Matrix) -> None:
        """Tm."""
        self.matrix = self.line = matrix

    def move(self, x: float, y: float) -> None:
        """Td: to the next line, offset from the start of this one."""
        a, b, c, d, e, f = self.line
        self.set((a, b, c, d, a * x + c * y + e, b * x + d * y + f))

    def advance(self, x: float) -> None:
        """Past the glyphs just shown."""
        a, b, c, d, e, f = self.matrix
        self.matrix = (a, b, c, d, a * x + e, b * x + f)
