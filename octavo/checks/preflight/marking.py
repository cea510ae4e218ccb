"""The interpreter, third part: paths, gradients and pictures; and the table of operators."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from octavo.checks.preflight.boxes import Box, axes, common, placed, stretch
from octavo.checks.preflight.colours import UNKNOWN, ColourSpace, Paint
from octavo.checks.preflight.facts import PaintedArea, PictureFacts, Placement
from octavo.checks.preflight.graphics import Graphics
from octavo.checks.preflight.interpreter import Purpose
from octavo.checks.preflight.resources import BROKEN, FormFacts, ImageUse, Scope
from octavo.checks.preflight.showing import TextInterpreter
from octavo.press.matrices import times

if TYPE_CHECKING:
    from octavo.checks.preflight.walk import PageWalk

_OWN = re.compile(r"/i[0-9a-f]{32}[0-9]")
"""Names that lead back to a picture of the manuscript: octavo.pdf.pictures."""
_ENTRY = re.compile(rb"/([A-Za-z]+)\s*(\[[^\]]*\]|<<[^<>]*>>|/?[^\s/\[<]+)")
"""An entry of an inline image, its value as it is written."""


class StreamWalk(TextInterpreter):
    """The whole interpreter of one content stream."""

    def __init__(
        self, page: PageWalk, scope: Scope, state: Graphics, depth: int, purpose: Purpose
    ) -> None:
        super().__init__(page, scope, state, depth, purpose)
        self.xs: list[float] = []
        self.ys: list[float] = []
        self.bar = False
        self.lone = False  # the last point is a moveto's
        self.clipping = False

    def run(self, found: list[tuple[bytes, bytes]]) -> None:
        """Carry out statements; one whose operands make no sense is passed over."""
        for operands, operator in found:
            handler = _HANDLERS.get(operator)
            if handler is not None:
                try:
                    handler(self, operands)
                except BROKEN:
                    continue

    # --- paths ---

    def move(self, operands: bytes) -> None:
        if self.lone:  # a point that nothing was drawn from is none of the path (8.5.2.1)
            del self.xs[-1], self.ys[-1]
        self.point(operands)
        self.lone = True

    def point(self, operands: bytes) -> None:
        x, y = operands.split()
        self.xs.append(float(x))
        self.ys.append(float(y))
        self.lone = False

    def curve(self, operands: bytes) -> None:
        self.lone = False
        values = [*map(float, operands.split())]
        self.xs += values[::2]
        self.ys += values[1::2]

    def rectangle(self, operands: bytes) -> None:
        x, y, width, height = map(float, operands.split())
        self.bar, self.lone = not self.xs, False
        self.xs += (x, x + width)
        self.ys += (y, y + height)

    def clip(self, _: bytes) -> None:
        self.clipping = True

    def fill(self, _: bytes) -> None:
        self._paint_path(fills=True)

    def draw(self, _: bytes) -> None:
        self._paint_path(strokes=True)

    def fill_and_draw(self, _: bytes) -> None:
        self._paint_path(fills=True, strokes=True)

    def end_path(self, _: bytes) -> None:
        self._paint_path()

    def _paint_path(self, fills: bool = False, strokes: bool = False) -> None:
        if not self.xs:
            self.clipping = False
            return
        state = self.state
        path = (min(self.xs), min(self.ys), max(self.xs), max(self.ys))
        box = placed(path, state.ctm)
        if fills:
            # Borders and rules are often drawn as bars; a shape's own box says nothing.
            thin = min(box[2] - box[0], box[3] - box[1]) if self.bar and len(self.xs) == 2 else None
            self._area(box, "fill", state.fill, state.fill_overprints, thin)
        if strokes:
            width = abs(state.width) * stretch(state.ctm)
            half = width / 2
            grown = (box[0] - half, box[1] - half, box[2] + half, box[3] + half)
            self._area(grown, "line", state.stroke, state.stroke_overprints, width)
        if self.clipping and self.purpose in ("page", "mask"):
            state.clip = common(state.clip, box) or (0.0, 0.0, -1.0, -1.0)
        self.clipping = False
        self.xs, self.ys, self.bar, self.lone = [], [], False, False

    def _area(
        self,
        box: Box,
        kind: Literal["fill", "line", "shading"],
        paint: Paint,
        overprints: bool,
        width: float | None,
    ) -> None:
        seen = self.seen(box)
        if seen is None:
            return
        what = {"fill": "fill", "line": "line", "shading": "gradient"}[kind]
        self.coloured(paint, what, seen)
        if self.purpose in ("page", "pattern"):
            self.see_through(seen)
            self.facts.areas.append(PaintedArea(seen, kind, paint, overprints, width))

    def shade(self, operands: bytes) -> None:
        shading = self.scope.shading(operands.strip())
        if shading is not None:
            self.shaded(shading, self.state.clip)
            if self.purpose in ("page", "pattern"):
                paint = self.page.paint(shading.space, (), "shading")
                area = PaintedArea(self.state.clip, "shading", paint, False)
                self.see_through(area.box)
                self.facts.areas.append(area)

    # --- XObjects and inline images ---

    def draw_xobject(self, operands: bytes) -> None:
        name = operands.strip()
        shown = name.decode("utf-8", "replace")
        drawn = self.scope.xobject(name)
        if isinstance(drawn, FormFacts):
            if drawn.box is not None and self.purpose != "mask":
                frame = placed(drawn.box, times(drawn.matrix, self.state.ctm))
                self.see_through(self.seen(frame) or frame)
            inner = self.state.copy()
            if not inner.origin and _OWN.fullmatch(shown):
                inner.origin = shown
            self.page.form(drawn, self.scope, inner, self.depth, self.purpose)
        elif isinstance(drawn, ImageUse):
            box = self.seen(placed((0, 0, 1, 1), self.state.ctm))
            if box is None:
                return
            self.page.remarks(drawn.remarks, drawn.picture.key, box, f"image {shown}")
            self._picture(drawn.picture, self.state.origin or shown, box, drawn.masked)
        elif drawn:
            remark = (("preflight-forbidden", f"an XObject of the kind {drawn}"),)
            self.page.remarks(remark, ("xobject", drawn), self.state.clip, shown)

    def inline_image(self, dictionary: bytes) -> None:
        entries = {key.decode(): value for key, value in _ENTRY.findall(dictionary)}
        stencil = entries.get("IM", entries.get("ImageMask", b"")) == b"true"
        written = entries.get("CS", entries.get("ColorSpace", b"/G"))
        space = self.scope.space(written) if written.startswith(b"/") else UNKNOWN
        if written.startswith(b"["):
            words = written.strip(b"[] ").split()
            base = self.scope.space(words[1]) if len(words) > 1 else UNKNOWN
            space = ColourSpace("Indexed", 1, base)
        bits = int(entries.get("BPC", entries.get("BitsPerComponent", b"1" if stencil else b"8")))
        picture = PictureFacts(
            ("inline", dictionary),
            max(int(entries.get("W", entries.get("Width", b"1"))), 1),
            max(int(entries.get("H", entries.get("Height", b"1"))), 1),
            stencil,
            bits == 1,
            None if stencil else space,
            None,
        )
        if box := self.seen(placed((0, 0, 1, 1), self.state.ctm)):
            if b"LZW" in entries.get("F", entries.get("Filter", b"")):
                remark = (("preflight-forbidden", "LZW compression"),)
                self.page.remarks(remark, picture.key, box, "inline image")
            self._picture(picture, "inline image", box, False)

    def _picture(self, picture: PictureFacts, name: str, box: Box, masked: bool) -> None:
        if picture.stencil:
            self.coloured(self.state.fill, "stencil", box)
        elif picture.space is not None:
            self.page.space(picture.space, "image", box)
        if self.purpose in ("page", "pattern"):
            wide, high = axes(self.state.ctm)
            if self.purpose in ("page", "pattern"):
                self.see_through(box, masked)
            if wide > 0 and high > 0:
                across, down = picture.width * 72 / wide, picture.height * 72 / high
                self.facts.placements.append(Placement(box, picture, name, across, down))


_OPERATORS = {
    b"q": "save", b"Q": "restore", b"cm": "concatenate", b"w": "line_width", b"gs": "set_state",
    b"cs": "fill_space", b"CS": "stroke_space", b"sc": "fill_colour", b"scn": "fill_colour",
    b"SC": "stroke_colour", b"SCN": "stroke_colour", b"g": "fill_gray", b"G": "stroke_gray",
    b"rg": "fill_rgb", b"RG": "stroke_rgb", b"k": "fill_cmyk", b"K": "stroke_cmyk",
    b"m": "move", b"l": "point", b"c": "curve", b"v": "curve", b"y": "curve", b"re": "rectangle",
    b"W": "clip", b"W*": "clip", b"f": "fill", b"F": "fill", b"f*": "fill", b"S": "draw",
    b"s": "draw", b"B": "fill_and_draw", b"B*": "fill_and_draw", b"b": "fill_and_draw",
    b"b*": "fill_and_draw", b"n": "end_path", b"sh": "shade", b"Do": "draw_xobject",
    b"ID": "inline_image", b"BT": "begin_text", b"Tf": "choose_font", b"Tm": "text_matrix",
    b"Td": "next_line_at", b"TD": "next_line_leading", b"T*": "next_line",
    b"Tc": "character_space", b"Tw": "word_space", b"Tz": "text_scale", b"TL": "text_leading",
    b"Ts": "text_rise", b"Tr": "text_mode", b"Tj": "show", b"TJ": "show",
    b"'": "show_on_next_line", b'"': "show_with_spaces",
}  # fmt: skip
"""Operators (ISO 32000-1, annex A) and the methods that carry them out."""

_HANDLERS: dict[bytes, Callable[[StreamWalk, bytes], None]] = {
    operator: getattr(StreamWalk, method) for operator, method in _OPERATORS.items()
}
