"""The words of the papers that go to a printer with a book, by language: "Bleed", "Spine".

A language tag comes in, PrintTerms go out. The words stand in words/print/<language>.toml; tags
fall back as those of octavo.book.terms do, at last to English.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from octavo.book.terms import FALLBACK, nearest_language


@dataclass(frozen=True, slots=True)
class PrintTerms:
    """Labels and values of the job sheet; those of values stand inside a line."""

    job_sheet: str

    book: str
    title: str
    authors: str
    isbn: str
    edition: str

    inside: str
    trim: str
    pages: str
    added_blanks: str  # a pattern that holds {count}
    blank_pages: str
    colour_pages: str
    none: str
    all_pages: str
    colours: str
    black: str
    cmyk: str
    srgb: str
    bleed: str
    all_sides: str
    head: str
    foot: str
    outer: str
    inner: str
    paper: str
    binding: str
    bound_left: str
    bound_right: str

    made_for: str
    standard: str
    condition: str

    cover: str
    cover_size: str
    spine: str
    spine_down: str
    spine_up: str
    spine_bare: str
    barcode: str

    files: str
    sha256: str

    to_fill: str
    contact: str
    copies: str
    cover_stock: str
    delivery: str
    remarks: str

    decimal: str  # the sign between 3 and 5 in 3.5, after CLDR


def print_terms(language: str) -> PrintTerms:
    """The words in a language (BCP 47), English where it is not known."""
    return _load(nearest_language(language) or FALLBACK)


@cache
def _load(name: str) -> PrintTerms:
    folder = files("octavo.book") / "words" / "print"
    return PrintTerms(**tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")))
