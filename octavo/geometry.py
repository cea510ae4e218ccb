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

SHEETS: dict[str, Size] = TRIMS | {
    "a0": Size(841 * POINTS_PER_MM, 1189 * POINTS_PER_MM),
    "a1": Size(594 * POINTS_PER_MM, 841 * POINTS_PER_MM),
    "a2": Size(420 * POINTS_PER_MM, 594 * POINTS_PER_MM),
    "a3": Size(297 * POINTS_PER_MM, 420 * POINTS_PER_MM),
    "a7": Size(74 * POINTS_PER_MM, 105 * POINTS_PER_MM),
    "ra3": Size(305 * POINTS_PER_MM, 430 * POINTS_PER_MM),
    "ra4": Size(215 * POINTS_PER_MM, 305 * POINTS_PER_MM),
    "sra3": Size(320 * POINTS_PER_MM, 450 * POINTS_PER_MM),
    "sra4": Size(225 * POINTS_PER_MM, 320 * POINTS_PER_MM),
    "b4": Size(250 * POINTS_PER_MM, 353 * POINTS_PER_MM),
    "legal": Size(612, 1008),
    "tabloid": Size(792, 1224),
    "ledger": Size(792, 1224),
    "12x18": Size(864, 1296),
    "13x19": Size(936, 1368),
}
"""Sizes of paper by name (ISO 216, ISO 217 and North American), portrait; trims are among them."""


def parse_size(text: str, names: dict[str, Size]) -> Size:
    """Read a size by name ("A5", "6x9") or as "148mm x 210mm"; the unit may stand once.

    Raises ValueError with a sentence where it is neither.
    """
    name = text.strip().lower().replace(" ", "-")
    if known := names.get(name) or names.get(name.removesuffix("paper").rstrip("-")):
        return known
    parts = re.split(r"\s*[x×,*]\s*", text.strip().lower())
    try:
        if len(parts) != 2:
            raise ValueError("it has not two sides")
        unit = re.sub(r"[\d.\s]", "", parts[1])
        first = parts[0] if re.search(r"[a-z]", parts[0]) else parts[0] + unit
        return Size(parse_length(first), parse_length(parts[1]))
    except ValueError:
        raise ValueError(
            f"“{text}” is no size: write a name such as A5, or 148mm x 210mm"
        ) from None
