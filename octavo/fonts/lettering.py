"""One line of letters outside the page engine: how wide it is, and its outlines.

For what is fitted before it is laid out (a title on a spine) and for drawings that name no face
(the digits below a barcode). HarfBuzz shapes the line as Pango will.
"""

from __future__ import annotations

import uharfbuzz as hb
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen

from octavo.artifacts import Face


class Lettering:
    """A face, ready to measure and to draw; sizes and widths are in the caller's unit."""

    def __init__(self, face: Face) -> None:
        self._font = hb.Font(hb.Face(hb.Blob.from_file_path(face.path)))
        self._upem = self._font.face.upem

    @property
    def capital(self) -> float:
        """Height of capitals, and of the digits that stand as high, in em."""
        extents = self._font.get_glyph_extents(self._font.get_nominal_glyph(ord("H")) or 0)
        return float(extents.y_bearing) / self._upem if extents else 0.7

    @property
    def middle(self) -> float:
        """How far above the baseline a line's box has its middle, in em."""
        extents = self._font.get_font_extents("ltr")
        return float((extents.ascender + extents.descender) / 2 / self._upem)

    def width(self, text: str, size: float) -> float:
        """How wide a line is."""
        shaped = self._shaped(text)
        advance = sum(position.x_advance for position in shaped.glyph_positions)
        return float(advance / self._upem * size)

    def outline(self, text: str, size: float, x: float, y: float) -> str:
        """The line as SVG path data (y downwards), its baseline beginning at x, y."""
        shaped = self._shaped(text)
        pen = SVGPathPen(None, ntos=lambda number: f"{number:.3f}".rstrip("0").rstrip("."))
        scale = size / self._upem
        for glyph, position in zip(shaped.glyph_infos, shaped.glyph_positions, strict=True):
            left = x + position.x_offset * scale
            placed = TransformPen(pen, (scale, 0, 0, -scale, left, y - position.y_offset * scale))
            self._font.draw_glyph_with_pen(glyph.codepoint, placed)
            x += position.x_advance * scale
        return str(pen.getCommands())

    def _shaped(self, text: str) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(self._font, buffer)
        return buffer
