"""Lengths and rectangles of paper. Everything is in PostScript points (1/72 in) unless named."""

from __future__ import annotations

import re
from dataclasses import dataclass

POINTS_PER_MM = 72 / 25.4
POINTS_PER_CSS_PX = 0.75

_UNITS = {
    "pt": 1.0,
    "mm": POINTS_PER_MM,
    "cm": 10 * POINTS_PER_MM,
    "in": 72.0,
    "px": POINTS_PER_CSS_PX,
}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|px)\s*")


def parse_length(text: str) -> float:
    """Read "148mm", "5.5 in", "11pt" into points; raises ValueError with a sentence."""
    match = _LENGTH.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is no length: write a number and mm, cm, in, pt or px")
    return float(match[1]) * _UNITS[match[2]]


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height in points."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Insets:
    """Distances from the four sides in points."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle in PDF space: origin bottom left, points."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def inset(self, by: float) -> Rect:
        """Shrink by the same distance on all sides (grow where it is negative)."""
        return Rect(self.x0 + by, self.y0 + by, self.x1 - by, self.y1 - by)


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """The boxes of a page in PDF space (PDF 32000-1, 14.11.2)."""

    media: Rect
    bleed: Rect
    trim: Rect


def page_boxes(trim: Size, bleed: float) -> PageBoxes:
    """Boxes of a page laid out with the same bleed on its four sides, media equal to bleed."""
    outer = Rect(0, 0, trim.width + 2 * bleed, trim.height + 2 * bleed)
    return PageBoxes(outer, outer, outer.inset(bleed))


TRIMS: dict[str, Size] = {
    "a4": Size(210 * POINTS_PER_MM, 297 * POINTS_PER_MM),
    "a5": Size(148 * POINTS_PER_MM, 210 * POINTS_PER_MM),
    "a6": Size(105 * POINTS_PER_MM, 148 * POINTS_PER_MM),
    "b5": Size(176 * POINTS_PER_MM, 250 * POINTS_PER_MM),
    "letter": Size(612, 792),
    "half-letter": Size(396, 612),
    "digest": Size(396, 612),
    "us-trade": Size(432, 648),
    "6x9": Size(432, 648),
}
"""Trim sizes by the names that authors use."""
