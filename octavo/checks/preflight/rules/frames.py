"""Group 3 (in part) and 4 of PDF/X-4, and pages that are cut or turned: boxes of pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from octavo.checks.preflight.boxes import inside
from octavo.checks.preflight.rules.rule import Hit, Inspection
from octavo.geometry import POINTS_PER_MM

_TOLERANCE = 0.1
_SAME = 0.75


def identified(seen: Inspection) -> Iterator[Hit]:
    """The trailer has /ID."""
    if not seen.document.identified:
        yield Hit("The file has no identifier (/ID in its trailer).")


def boxes_nest(seen: Inspection) -> Iterator[Hit]:
    """One of TrimBox and ArtBox; trim in bleed, bleed in crop and media."""
    for page in seen.pages:
        stated = page.stated & {"/TrimBox", "/ArtBox"}
        if "/MediaBox" not in page.stated:
            yield Hit("The page has no MediaBox.", page.number, about="media")
        if len(stated) != 1:
            which = "both TrimBox and ArtBox" if stated else "no TrimBox"
            yield Hit(f"The page has {which}.", page.number, about=which)
        for name, inner, outer, frame in (
            ("trim", page.trim, "bleed", page.bleed),
            ("bleed", page.bleed, "media", page.media),
            ("trim", page.trim, "media", page.media),
        ):
            if not inside(inner, frame, _TOLERANCE):
                message = f"The {name} of the page stands out of its {outer}."
                yield Hit(message, page.number, about=(name, outer))


def whole_units(seen: Inspection) -> Iterator[Hit]:
    """No UserUnit: old workflows read such pages at the wrong size."""
    for page in seen.pages:
        if abs(page.user_unit - 1) > 1e-6:
            message = f"The page is measured in units of {page.user_unit:g} points."
            yield Hit(message, page.number, about=page.user_unit)


def not_cropped(seen: Inspection) -> Iterator[Hit]:
    """The crop box hides nothing of trim and bleed."""
    for page in seen.pages:
        if not inside(page.trim, page.crop, _TOLERANCE):
            yield Hit("The page is cropped into its trim.", page.number, about="trim")
        elif not inside(page.bleed, page.crop, _TOLERANCE):
            yield Hit("The page is cropped into its bleed.", page.number, about="bleed")


def not_turned(seen: Inspection) -> Iterator[Hit]:
    """No /Rotate: it is a matter of screens, and presses may not heed it."""
    for page in seen.pages:
        if page.rotation:
            message = f"The page is turned by {page.rotation} degrees."
            yield Hit(message, page.number, about=page.rotation)


def one_size(seen: Inspection) -> Iterator[Hit]:
    """All pages have the same trim."""
    sizes = []
    for page in seen.pages:
        width, height = page.trim[2] - page.trim[0], page.trim[3] - page.trim[1]
        sizes.append((height, width) if page.rotation % 180 else (width, height))
    usual = Counter((round(w), round(h)) for w, h in sizes).most_common(1)[0][0]
    model = next(size for size in sizes if (round(size[0]), round(size[1])) == usual)
    for page, size in zip(seen.pages, sizes, strict=True):
        if abs(size[0] - model[0]) > _SAME or abs(size[1] - model[1]) > _SAME:
            message = f"The page is {_told(size)}, most pages are {_told(model)}."
            yield Hit(message, page.number, about=(round(size[0]), round(size[1])))


def _told(size: tuple[float, float]) -> str:
    return f"{size[0] / POINTS_PER_MM:.1f} x {size[1] / POINTS_PER_MM:.1f} mm"
