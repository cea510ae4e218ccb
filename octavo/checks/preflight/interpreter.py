"""The interpreter of a content stream, first part: the graphics state and its colours.

octavo.checks.preflight.showing adds text, octavo.checks.preflight.marking paths and pictures.
Handlers are named in the table of operators there; each takes the operands as they are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from octavo.checks.preflight.boxes import Box, common
from octavo.checks.preflight.colours import CMYK, GRAY, RGB, ColourSpace, Paint
from octavo.checks.preflight.graphics import Graphics, TextPlace
from octavo.checks.preflight.resources import Scope, ShadingFacts
from octavo.press.matrices import Matrix, times

if TYPE_CHECKING:
    from octavo.checks.preflight.walk import PageWalk

Purpose = Literal["page", "pattern", "glyph", "mask"]
"""What a stream is drawn for: on the page, or as a part of something that stands there."""

_MOST_SAVED = 512


class Interpreter:
    """State and colours of one content stream."""

    def __init__(
        self, page: PageWalk, scope: Scope, state: Graphics, depth: int, purpose: Purpose
    ) -> None:
        self.page = page
        self.facts = page.facts
        self.scope = scope
        self.state = state
        self.depth = depth
        self.purpose = purpose
        self.saved: list[Graphics] = []
        self.text = TextPlace()
        self.noted: Paint | None = None  # the colour of text that was met last

    def seen(self, box: Box) -> Box | None:
        """What of a box is seen; a pattern's tile or a glyph stands where its area stands."""
        if self.purpose in ("pattern", "glyph"):
            return self.state.clip
        return common(box, self.state.clip)

    def coloured(self, paint: Paint, what: str, box: Box) -> None:
        """Note the colour's space; go into the pattern that it names."""
        self.page.space(paint.space, what, box, paint)
        if not paint.pattern:
            return
        pattern = self.scope.pattern(paint.pattern.encode("latin-1"))
        if isinstance(pattern, ShadingFacts):
            self.shaded(pattern, box)
        elif pattern is not None:
            clean = Graphics(self.page.base, box)
            tile = pattern._replace(box=None)
            self.page.form(tile, self.scope, clean, self.depth, "pattern")

    def shaded(self, shading: ShadingFacts, box: Box) -> None:
        """Note a gradient's space and what is wrong with its functions."""
        self.page.space(shading.space, "gradient", box)
        if shading.fault:
            remark = (("preflight-colour-function", f"a gradient: {shading.fault}"),)
            self.page.remarks(remark, ("sh", shading.fault), box, "gradient")

    def see_through(self, box: Box, masked: bool = False) -> None:
        """Note what makes a mark transparent."""
        why = "the soft mask of an image" if masked else self.state.see_through
        if why:
            self.page.remarks(
                (("preflight-transparency", why),), ("transparency", why), box, "transparency"
            )

    # --- state ---

    def save(self, _: bytes) -> None:
        if len(self.saved) < 512:
            self.saved.append(self.state.copy())

    def restore(self, _: bytes) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def concatenate(self, operands: bytes) -> None:
        self.state.ctm = times(matrix_in(operands), self.state.ctm)

    def line_width(self, operands: bytes) -> None:
        self.state.width = float(operands)

    def set_state(self, operands: bytes) -> None:
        name = operands.strip()
        facts = self.scope.state(name)
        if facts is None:
            return
        self.state.__dict__.update(facts.sets)
        self.state.judge_transparency()
        if facts.remarks:
            self.page.remarks(facts.remarks, ("gs", facts.remarks), None, "graphics state")
        if facts.mask is not None:
            mask = self.scope.library.read("Mask", facts.mask, self.scope._read_form)
            clean = Graphics(self.state.ctm, self.state.clip)
            self.page.form(mask, self.scope, clean, self.depth, "mask")

    # --- colours ---

    def fill_space(self, operands: bytes) -> None:
        self.state.fill = self._initial(operands)

    def stroke_space(self, operands: bytes) -> None:
        self.state.stroke = self._initial(operands)

    def _initial(self, operands: bytes) -> Paint:
        space = self.scope.space(operands.strip())
        first = {"cmyk": (0.0, 0.0, 0.0, 1.0), "spot": (1.0,) * space.components}
        return self.page.paint(space, first.get(space.model, (0.0,) * space.components))

    def fill_colour(self, operands: bytes) -> None:
        self.state.fill = self._colour(self.state.fill.space, operands)

    def stroke_colour(self, operands: bytes) -> None:
        self.state.stroke = self._colour(self.state.stroke.space, operands)

    def _colour(self, space: ColourSpace, operands: bytes) -> Paint:
        words = operands.split()
        pattern = ""
        if words and words[-1].startswith(b"/"):
            pattern = words.pop().decode("latin-1")
        return self.page.paint(space, tuple(map(float, words)), pattern)

    def fill_gray(self, operands: bytes) -> None:
        self.state.fill = self._device("/DeviceGray", GRAY, operands)

    def stroke_gray(self, operands: bytes) -> None:
        self.state.stroke = self._device("/DeviceGray", GRAY, operands)

    def fill_rgb(self, operands: bytes) -> None:
        self.state.fill = self._device("/DeviceRGB", RGB, operands)

    def stroke_rgb(self, operands: bytes) -> None:
        self.state.stroke = self._device("/DeviceRGB", RGB, operands)

    def fill_cmyk(self, operands: bytes) -> None:
        self.state.fill = self._device("/DeviceCMYK", CMYK, operands)

    def stroke_cmyk(self, operands: bytes) -> None:
        self.state.stroke = self._device("/DeviceCMYK", CMYK, operands)

    def _device(self, name: str, space: ColourSpace, operands: bytes) -> Paint:
        values = tuple(map(float, operands.split()))
        if len(values) != space.components:
            raise ValueError
        return self.page.paint(self.scope.space(name.encode()), values)


def matrix_in(operands: bytes) -> Matrix:
    """Six numbers; raises ValueError where they are not six."""
    a, b, c, d, e, f = map(float, operands.split())
    return (a, b, c, d, e, f)
