"""The books that the reading systems open, and how much of each must have been tried."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Least:
    """How many of each a book has at least, so that a test that tries nothing cannot pass."""

    entries: int
    pages: int
    notes: int
    headings: int
    figures: int
    tables: int


BOOKS = {
    "camp-ashraf": Least(entries=16, pages=55, notes=110, headings=35, figures=5, tables=6),
    "everything": Least(entries=20, pages=30, notes=21, headings=16, figures=3, tables=2),
    "formulas": Least(entries=6, pages=10, notes=1, headings=4, figures=1, tables=1),
    "handbook": Least(entries=10, pages=0, notes=2, headings=8, figures=2, tables=3),
    "rudha": Least(entries=8, pages=12, notes=7, headings=6, figures=1, tables=1),
    "songs": Least(entries=11, pages=20, notes=5, headings=8, figures=1, tables=0),
}
"""The first book; one with one of everything; formulas; code, without a page list; Persian, from
right to left; verse and endnotes."""
