"""Pictures: too coarse, finer than any press, or stretched."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.checks.preflight.facts import Placement
from octavo.checks.preflight.rules.rule import Hit, Inspection

_STRETCHED = 1.03
_NEARLY = 0.99
_TINY = 9.0
"""Points: of a picture smaller than an eighth of an inch nobody sees the pixels."""


def _shown(seen: Inspection) -> Iterator[tuple[int, Placement]]:
    for page in seen.pages:
        for placement in page.placements:
            x0, y0, x1, y1 = placement.box
            if max(x1 - x0, y1 - y0) > _TINY and min(placement.picture[1:3]) > 1:
                yield page.number, placement


def _hit(seen: Inspection, page: int, placement: Placement, message: str) -> Hit:
    place = seen.record.places.get(placement.name)
    name = f"image {placement.name}"
    return Hit(message, page, placement.box, name, (placement.picture.key, message), place)


def fine_enough(seen: Inspection) -> Iterator[Hit]:
    """Pixels an inch as the picture is shown are enough, of one-bit line art more."""
    for page, placement in _shown(seen):
        limits = seen.limits
        least = limits.line_least_dpi if placement.picture.line_art else limits.least_dpi
        dpi = min(placement.across, placement.down)
        if least is not None and dpi < _NEARLY * least:
            message = f"A picture prints with {dpi:.0f} pixels an inch; {least:g} are wanted."
            yield _hit(seen, page, placement, message)


def not_wasteful(seen: Inspection) -> Iterator[Hit]:
    """No picture has far more pixels than can be printed."""
    for page, placement in _shown(seen):
        limits = seen.limits
        most = limits.line_most_dpi if placement.picture.line_art else limits.most_dpi
        dpi = min(placement.across, placement.down)
        if most is not None and dpi > most / _NEARLY:
            message = f"A picture has {dpi:.0f} pixels an inch; no more than {most:g} are of use."
            yield _hit(seen, page, placement, message)


def not_stretched(seen: Inspection) -> Iterator[Hit]:
    """Width and height of a picture are scaled alike."""
    for page, placement in _shown(seen):
        ratio = placement.across / placement.down
        if max(ratio, 1 / ratio) > _STRETCHED:
            way = "higher" if ratio > 1 else "wider"
            share = 100 * (max(ratio, 1 / ratio) - 1)
            yield _hit(seen, page, placement, f"A picture is stretched {share:.0f} % {way}.")
