"""Which pages of a press file carry colour: a printer asks, since they cost more than black.

Paths and text tell it by their inks. Where only the picture of the page can (gradients, photographs
in process inks), the page is drawn small and looked at.
"""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf

from octavo.checks.preflight.colours import Paint
from octavo.checks.preflight.facts import PageFacts
from octavo.checks.preflight.pages import read_pages
from octavo.images.raster import colourfulness, draw_pages

_TRACE = 0.005
"""Ink of 1 that nobody sees."""

_DOTS = 36
_COLOURFUL = 16  # of 255, between the strongest and the weakest channel


@dataclass(frozen=True, slots=True)
class ColourPages:
    """Pages of a file, from 1: how many, those without a mark on them, those with coloured ink."""

    count: int
    blank: tuple[int, ...]
    coloured: tuple[int, ...]


def colour_pages(press: bytes) -> ColourPages:
    """Look at every page of a press file."""
    with pikepdf.open(io.BytesIO(press)) as pdf:
        told = [(page.number, page.blank, _told(page)) for page in read_pages(pdf)]
    unsure = [number for number, _, coloured in told if coloured is None]
    drawn = draw_pages(press, unsure, dots=_DOTS) if unsure else ()
    looked = zip(unsure, map(colourfulness, drawn), strict=True)
    seen = {number for number, gap in looked if gap > _COLOURFUL}
    return ColourPages(
        len(told),
        tuple(number for number, blank, _ in told if blank),
        tuple(number for number, _, coloured in told if coloured or number in seen),
    )


def _told(page: PageFacts) -> bool | None:
    """Whether a page has colour; None where it must be looked at."""
    paints = [run.paint for run in page.texts if run.paint] + [area.paint for area in page.areas]
    answers = {_coloured(paint) for paint in paints}
    for placement in page.placements:
        space = placement.picture.space
        answers.add(None if space is not None and space.model != "gray" else False)
    if True in answers:
        return True
    return None if None in answers else False


def _coloured(paint: Paint) -> bool | None:
    if paint.inks is not None:
        return max(paint.inks[:3]) > _TRACE
    if paint.space.model == "rgb" and paint.space.family != "Indexed" and paint.values:
        return not paint.neutral_rgb
    return None
