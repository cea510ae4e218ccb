"""The spine of a glued book: how wide it is, and which way its text runs.

Width is pages x thickness of a page + the printer's constant; a page is half a leaf. Pages are
those that are bound: the printer fills the last sheet with blanks. Lengths are points.
"""

from __future__ import annotations

import re
from typing import Literal

from octavo.geometry import POINTS_PER_MM
from octavo.press.printer import PrinterProfile
from octavo.press.ticket import BULK, caliper_of

_PAPER = re.compile(
    r"(?P<grams>\d+(?:\.\d+)?)\s*(?:gsm|g/m2|g/m²|g)(?:[,\s]+(?P<bulk>\d(?:\.\d+)?)\s*(?:vol|cm³/g))?",
    re.IGNORECASE,
)
_LIGHTEST, _HEAVIEST = 20, 600
_LEAST_BULK, _MOST_BULK = 0.5, 3.0

_ASCENDING = frozenset("bg ca cs de el es fr gl hr hu it pt ro ru sk sl sr uk".split())
"""Languages of countries whose spines are read from foot to head, by the habit of their trade."""


def bound_pages(pages: int, profile: PrinterProfile) -> int:
    """Pages of the bound book: whole leaves, and whole sections where the printer wants them."""
    multiple = profile.pages.multiple or 2
    multiple = multiple if multiple % 2 == 0 else 2 * multiple
    return -(-pages // multiple) * multiple


def page_caliper(profile: PrinterProfile, paper: str | None) -> float | None:
    """Thickness of a page of a paper; None where nobody has said it.

    A paper is one of the printer's by name, his first where none is named, or a weight with or
    without its bulk in cm³/g: "90gsm", "90 g/m², 1.5 vol". Raises ValueError with a sentence for
    what is neither.
    """
    known = profile.paper(paper)
    if known is not None:
        return float(known.caliper)
    if paper is None:
        return None
    match = _PAPER.fullmatch(paper.strip())
    names = ", ".join(item.name for item in profile.papers)
    if match is None:
        has = f"{profile.title} has {names}" if names else f"{profile.title} names none"
        raise ValueError(f"“{paper}” is no paper: {has}, or give a weight such as 90gsm")
    grams, bulk = float(match["grams"]), float(match["bulk"] or BULK)
    if not (_LIGHTEST <= grams <= _HEAVIEST and _LEAST_BULK <= bulk <= _MOST_BULK):
        raise ValueError(
            f"“{paper}” is no paper of a book: {_LIGHTEST} to {_HEAVIEST} g/m²,"
            f" {_LEAST_BULK:g} to {_MOST_BULK:g} cm³/g"
        )
    return caliper_of(grams, bulk) / 2


def spine_width(pages: int, caliper: float, profile: PrinterProfile) -> float:
    """Width of the spine of so many bound pages, to the hundredth of a millimetre."""
    width = pages * caliper + profile.spine.constant
    return round(width / POINTS_PER_MM, 2) * POINTS_PER_MM


def text_direction(language: str) -> Literal["down", "up"]:
    """Whether a spine is read from head to foot or from foot to head.

    Down is the rule of ISO 6357 and the habit of English, Dutch and Scandinavian books.
    """
    return "up" if language.lower().split("-")[0] in _ASCENDING else "down"


def carries_text(pages: int, profile: PrinterProfile) -> bool:
    """Say whether the printer prints text on the spine of a book of so many pages."""
    least = profile.spine.text_from_pages
    return least is None or pages >= least
