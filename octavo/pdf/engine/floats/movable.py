"""Which elements may stand elsewhere than where they are written: captioned figures and tables."""

from __future__ import annotations

import enum

from octavo.pdf.engine.tree import Element, is_note, parents

_FLOWING = frozenset({"html", "body", "main", "section", "article"})
"""What may lie around a figure that moves; one in a list or quotation belongs to it."""


class Series(enum.Enum):
    """What is numbered together keeps its order."""

    FIGURES = enum.auto()
    TABLES = enum.auto()
    LISTINGS = enum.auto()


def movable(root: Element) -> dict[Element, Series]:
    """Find the elements that may move, with the series that each belongs to.

    They have a caption, directly in the text, call no note, and nothing in them is placed by
    a class that sets them beside the text (docs/markup.md: left, right).
    """
    around = parents(root)
    found = {}
    for element in [e for e in root.iter() if e.tag in ("figure", "table")]:
        series = _series(element)
        home = around.get(element)
        while home is not None and home.tag in _FLOWING:
            home = around.get(home)
        if series is not None and home is None:
            found[element] = series
    return found


def _series(element: Element) -> Series | None:
    inside = {child.tag for child in element.iter()}
    if "nobreak" in element.get("class", "").split() or any(map(is_note, element.iter())):
        return None
    if element.tag == "table":
        return Series.TABLES if "caption" in inside else None
    if not inside & {"figcaption", "caption"}:
        return None
    if "table" in inside:
        return Series.TABLES
    return Series.LISTINGS if "pre" in inside else Series.FIGURES
