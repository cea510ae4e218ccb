"""The job ticket: what a customer says about a job before anything is imposed.

A ticket and the size of the pages are all that octavo.press.imposition wants. Lengths are points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from octavo.geometry import POINTS_PER_MM, Size

Binding = Literal["left", "right"]
"""The edge at which the closed book is bound, its front up: left for English, right for Arabic."""

Flip = Literal["short", "long"]
"""The edge of the sheet about which a duplex printer turns it."""

MarkKind = Literal["crop", "fold", "staple", "registration", "collation", "frame"]
MARK_KINDS: tuple[MarkKind, ...] = (
    "crop", "fold", "staple", "registration", "collation", "frame",
)  # fmt: skip

BULK = 1.25
"""Thickness of uncoated paper in cm³/g: 80 g/m² is 0.100 mm thick. Coated papers have 0.7 to 0.9."""

_GRAMS = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:gsm|g/m2|g/m²|g)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JobTicket:
    """How a document is to be imposed."""

    scheme: str = "saddle"  # a key of octavo.press.schemes.SCHEMES
    sheet: Size | None = None  # None: as large as the pages need
    binding: Binding = "left"
    flip: Flip = "short"
    caliper: float = 0.0  # thickness of a sheet; 0: no creep
    creep: Literal["in", "out", "half"] = "in"
    section_sheets: int = 4  # at most; sections come out as equal as can be
    scale: Literal["auto", "fit", "none"] = "auto"  # auto: 100 % where that fits
    gutter: float | None = None  # between pages; None: what the scheme wants, if there is room
    marks: tuple[MarkKind, ...] | None = None  # None: the scheme's own
    front_cover: bool = False  # page 1 is one: its inside stays blank
    back_cover: bool = False  # the last page is one: blanks stand before it


def caliper_of(grams: float, bulk: float = BULK) -> float:
    """Thickness in points of paper of that weight (g/m²) and bulk (cm³/g)."""
    return grams * bulk / 1000 * POINTS_PER_MM


def parse_grams(text: str) -> float:
    """Read "90gsm", "90 g/m²" or "90"; raises ValueError with a sentence."""
    match = _GRAMS.fullmatch(text)
    if not match or not 20 <= float(match[1]) <= 600:
        raise ValueError(f"“{text}” is no weight of paper: write 90gsm (20 to 600)")
    return float(match[1])
