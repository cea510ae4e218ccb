"""The cover wrap: back, spine and front on one sheet, for a book of so many pages.

Width = 2 x trim + spine, height = trim, the bleed around them; the spine comes from the page count
and the paper, or from the printer's template. In comes what is to be printed, out comes a
CoverGuide, which the layout fills. Lengths are points.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from octavo.artifacts import CoverGuide
from octavo.fonts.lettering import Lettering
from octavo.geometry import POINTS_PER_MM, Rect, Size
from octavo.press.barcode import LEAST, NOMINAL, barcode_size
from octavo.press.printer import Pages, PrinterProfile, Side
from octavo.press.spine import carries_text, text_direction

MARGIN, HINGE = 5 * POINTS_PER_MM, 6 * POINTS_PER_MM
"""Where a printer says nothing: what keeps live matter off the knife and off the creases."""

CLEARANCE = 1 * POINTS_PER_MM
_GROUND = 1 * POINTS_PER_MM
"""White above and below a barcode; beside it, its quiet zones are white enough."""

SMALLEST_TYPE, LARGEST_TYPE = 6.0, 18.0
_LINE = 0.95
"""Height of a line from the tops of ascenders to the feet of descenders, in em."""

_MIDDLE = 0.25
"""Above the baseline: the middle of letters, capitals and descenders together, in em."""

_ENDS = 0.05
"""White at head and foot of a spine, of its length."""

_GAP = 2.0
"""Least white between title and names on a spine, in em."""

NAMES = 0.8
"""Size of the names on a spine, of the title's."""

SIDES: tuple[Side, ...] = ("top", "bottom", "outer", "inner")


@dataclass(frozen=True, slots=True)
class SpineLine:
    """What a spine would say."""

    title: str
    names: str

    def length(self, letters: Lettering, size: float, smallest: float) -> float:
        """Length of the line with its least gap, the title in a size."""
        names = letters.width(self.names, names_size(size, smallest)) if self.names else 0.0
        return letters.width(self.title, size) + names + (_GAP * size if names else 0.0)


def names_size(size: float, smallest: float) -> float:
    """The size of the names beside a title: smaller, but not too small to print."""
    return max(NAMES * size, smallest)


def wrap_panels(
    trim: Size, spine: float, profile: PrinterProfile, binding: Literal["left", "right"]
) -> CoverGuide:
    """The panels of a wrap, its spine so wide, without text and barcode."""
    back, front = 0.0, trim.width + spine
    if binding == "right":
        back, front = front, back
    return CoverGuide(
        size=Size(2 * trim.width + spine, trim.height),
        bleed=profile.bleed.width,
        back=Rect(back, 0, back + trim.width, trim.height),
        spine=Rect(trim.width, 0, trim.width + spine, trim.height),
        front=Rect(front, 0, front + trim.width, trim.height),
        binding=binding,
        margin=profile.cover.margin or MARGIN,
        hinge=profile.cover.hinge or HINGE,
    )


def cover_profile(profile: PrinterProfile) -> PrinterProfile:
    """The rules of a printer for covers: art bleeds on all sides, the ink limit is another.

    Rules about the number of pages are the book's.
    """
    ink = profile.cover_ink if profile.cover_ink.limit else profile.ink
    return replace(profile, bleed=replace(profile.bleed, sides=SIDES), ink=ink, pages=Pages())


def with_spine_text(
    guide: CoverGuide, wanted: str, line: SpineLine, letters: Lettering, pages: int,
    profile: PrinterProfile, language: str,
) -> tuple[CoverGuide, str]:  # fmt: skip
    """Set the spine's line as large as its room takes; and a sentence where it has none.

    wanted is the setting: auto, none, down or up. Where nobody asked for text, a spine that is
    too thin for it stays bare without a word.
    """
    if wanted == "none":
        return guide, ""
    asked = wanted != "auto"
    if not carries_text(pages, profile):
        least = profile.spine.text_from_pages
        said = f"{profile.title} prints no text on the spine of fewer than {least} pages"
        return guide, f"{said}; the book has {pages}." if asked else ""
    clearance = profile.spine.text_clearance or CLEARANCE
    smallest = max(SMALLEST_TYPE, profile.type.min_size or 0.0)
    across = (guide.spine.width - 2 * clearance) / _LINE
    room = guide.spine.height - 2 * max(guide.margin, _ENDS * guide.spine.height)
    sizes = (quarter / 4 for quarter in range(int(4 * min(across, LARGEST_TYPE)), 0, -1))
    fits = (size for size in sizes if line.length(letters, size, smallest) <= room)
    size = next(fits, 0.0)
    if size < smallest:
        thin = across < smallest
        wide = f"{guide.spine.width / POINTS_PER_MM:.1f} mm wide"
        long = f"the title is too long for its {guide.spine.height / POINTS_PER_MM:.0f} mm"
        said = f"The spine, {wide}, has no room for type of {smallest:g} pt: "
        said += "it is too thin." if thin else f"{long}."
        return guide, said if asked or not thin else ""
    direction = text_direction(language) if wanted == "auto" else wanted
    return replace(
        guide,
        spine_text="up" if direction == "up" else "down",
        spine_size=size,
        spine_shift=letters.middle - _MIDDLE,
        spine_names_size=names_size(size, smallest),
        spine_room=room,
    ), ""


def with_barcode(
    guide: CoverGuide, isbn: str, add_on: str, percent: int | None, profile: PrinterProfile
) -> CoverGuide:
    """Keep the barcode's place, and give the bars theirs in it if there is an ISBN.

    The place is the printer's zone, else what the bars need: on the back, beside the spine, at the
    foot. Raises ValueError with a sentence where the bars have no room in the size that is asked
    for (percent), or in the smallest that is legal.
    """
    zone = profile.barcode
    if not isbn:
        # Nothing stands here, and nothing is invented; a printer's own zone is kept free.
        return replace(guide, kept=_kept(guide, 0, 0, profile) if zone.width else None)
    place = _kept(guide, *barcode_size(add_on, percent or NOMINAL), profile)
    width, height = barcode_size(add_on, NOMINAL)
    share = min(place.width / width, (place.height - _GROUND) / height, 1.0 if not percent else 2)
    chosen = percent or int(NOMINAL * share)
    if chosen < LEAST or chosen > NOMINAL * share + 1e-6:
        size = f"at {percent} %" if percent else f"even at {LEAST} %"
        raise ValueError(
            f"The barcode of ISBN {isbn} has no room on the back of the cover, {size}."
        )
    width, height = barcode_size(add_on, chosen)
    x, y = place.x0 + (place.width - width) / 2, place.y0 + (place.height - height) / 2
    bars = Rect(x, y, x + width, y + height)
    return replace(guide, kept=place, barcode=bars, barcode_percent=chosen)


def _kept(guide: CoverGuide, width: float, height: float, profile: PrinterProfile) -> Rect:
    """The place that is kept for bars so large, or the printer's own zone."""
    zone = profile.barcode
    clearance = zone.clearance or max(guide.margin, guide.hinge)
    wide = min(zone.width or width, guide.back.width - 2 * clearance)
    high = min(zone.height or height + 2 * _GROUND, guide.back.height - 2 * clearance)
    left = guide.back.x0 + clearance
    if guide.binding == "left":
        left = guide.back.x1 - clearance - wide
    return Rect(left, clearance, left + wide, clearance + high)
