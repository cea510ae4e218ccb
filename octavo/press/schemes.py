"""Imposition schemes as a table: which page lies where on which sheet.

A scheme speaks of slots, the places of pages in reading order from 0, and of formes, the slots on
one side of a sheet, row by row from the top left. Every scheme is written once, for a book bound
on the left whose sheets are turned over like pages (about their upright middle); the other
binding mirrors the columns, the other flip turns the backs upside down, in octavo.press.imposition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from octavo.geometry import POINTS_PER_MM
from octavo.press.ticket import MarkKind

Forme = tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class SheetFormes:
    """The slots of one sheet, and where the sheet lies in its section."""

    section: int  # from 1
    depth: int  # 0 is the outermost sheet
    nested: int  # sheets of the section
    front: Forme
    back: Forme


Arrange = Callable[[int, int], Iterator[SheetFormes]]
"""Number of slots and most sheets of a section -> sheets in the order of printing."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to put pages on sheets."""

    name: str
    title: str
    columns: int
    rows: int
    multiple: int  # the number of slots is a multiple of this
    arrange: Arrange
    finish: Literal["saddle", "sections", "perfect", "stack", "zine", "none"]
    duplex: bool = True
    heads_down: tuple[int, ...] = ()  # rows that stand on their heads, from the top
    gutter: float = 0.0  # wanted between pages, where there is room
    bleed_gutter: bool = False  # wants room for two bleeds between pages
    marks: tuple[MarkKind, ...] = ()

    @property
    def folded(self) -> bool:
        """Pages meet at folds; else at cuts, or not at all."""
        return self.finish in ("saddle", "sections", "perfect", "zine")

    @property
    def creeps(self) -> bool:
        """Sheets lie in one another, so that inner pages stand out."""
        return self.finish in ("saddle", "sections", "perfect")


def section_sizes(sheets: int, most: int) -> tuple[int, ...]:
    """Divide sheets into as few sections as can be, none above most, as equal as can be.

    >>> section_sizes(9, 4)
    (3, 3, 3)
    """
    count = -(-sheets // most)
    base, more = divmod(sheets, count)
    return (base + 1,) * more + (base,) * (count - more)


def _saddle(slots: int, _: int) -> Iterator[SheetFormes]:
    return _sections(slots, slots // 4)


def _sections(slots: int, most: int) -> Iterator[SheetFormes]:
    first = 0
    for section, nested in enumerate(section_sizes(slots // 4, most), 1):
        last = first + 4 * nested - 1
        for depth in range(nested):
            low, high = first + 2 * depth, last - 2 * depth
            yield SheetFormes(section, depth, nested, (high, low), (low + 1, high - 1))
        first = last + 1


def _stacks(columns: int, rows: int) -> Arrange:
    """Piles that are cut apart and laid on one another: each holds a run of the pages."""

    def arrange(slots: int, _: int) -> Iterator[SheetFormes]:
        places = columns * rows
        sheets = slots // (2 * places)
        for index in range(sheets):
            rectos = [2 * (place * sheets + index) for place in range(places)]
            versos = [
                rectos[row * columns + columns - 1 - column] + 1
                for row in range(rows)
                for column in range(columns)
            ]
            yield SheetFormes(1, index, 1, tuple(rectos), tuple(versos))

    return arrange


def _zine(slots: int, _: int) -> Iterator[SheetFormes]:
    for section, first in enumerate(range(0, slots, 8), 1):
        top, bottom = (6, 5, 4, 3), (7, 0, 1, 2)
        front = tuple(first + slot for slot in (*top, *bottom))
        yield SheetFormes(section, 0, 1, front, ())


def _proof(places: int) -> Arrange:
    def arrange(slots: int, _: int) -> Iterator[SheetFormes]:
        for first in range(0, slots, places):
            shown = (first + place for place in range(places))
            yield SheetFormes(1, 0, 1, tuple(s if s < slots else None for s in shown), ())

    return arrange


def _spreads(slots: int, _: int) -> Iterator[SheetFormes]:
    for right in range(0, slots + 1, 2):
        left = right - 1 if right else None
        yield SheetFormes(1, 0, 1, (left, right if right < slots else None), ())


_SECTION_MARKS: tuple[MarkKind, ...] = ("crop", "fold", "collation")
_GRIND = 3 * POINTS_PER_MM  # milled off each page's spine edge before the glue


def _proofs(columns: int, rows: int) -> Scheme:
    places = columns * rows
    return Scheme(
        f"proof-{places}", f"{places} pages on a side, for proofs", columns, rows, 1,
        _proof(places), "none", duplex=False, gutter=4 * POINTS_PER_MM, marks=("frame",),
    )  # fmt: skip


SCHEMES: dict[str, Scheme] = {
    scheme.name: scheme
    for scheme in (
        Scheme("saddle", "saddle stitch: sheets in one another, stapled in the fold", 2, 1, 4,
               _saddle, "saddle", marks=("crop", "fold", "staple")),
        Scheme("sections", "sections of folded sheets, to be sewn", 2, 1, 4,
               _sections, "sections", marks=_SECTION_MARKS),
        Scheme("perfect", "signatures of folded sheets, perfect bound", 2, 1, 4,
               _sections, "perfect", gutter=2 * _GRIND, marks=_SECTION_MARKS),
        Scheme("cut-stack-2", "two piles, cut and stacked", 2, 1, 4,
               _stacks(2, 1), "stack", bleed_gutter=True, marks=("crop",)),
        Scheme("cut-stack-4", "four piles, cut and stacked", 2, 2, 8,
               _stacks(2, 2), "stack", bleed_gutter=True, marks=("crop",)),
        Scheme("zine", "eight pages on one side of one sheet, folded with a slit", 4, 2, 8,
               _zine, "zine", duplex=False, heads_down=(0,), marks=("fold",)),
        *(_proofs(*grid) for grid in ((2, 1), (2, 2), (3, 2), (4, 2), (3, 3), (4, 4))),
        Scheme("spreads", "facing pages side by side, for reading on a screen", 2, 1, 1,
               _spreads, "none", duplex=False),
    )
}  # fmt: skip
"""Every scheme by its name."""
