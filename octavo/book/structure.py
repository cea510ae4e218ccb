"""Book, Division, and the order in which the parts of a book stand.

Roles are the terms of EPUB's structural semantics vocabulary (EPUB SSV 1.1), so that layouts,
tags, landmarks and content documents all speak of the same thing.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

from octavo.book.elements import Asset, Figure, Formula, IndexTerm, Note, Source, Table
from octavo.findings import Location


class Matter(enum.StrEnum):
    """The three matters of a book, and the cover outside them."""

    COVER = "cover"
    FRONT = "frontmatter"
    BODY = "bodymatter"
    BACK = "backmatter"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a division (the division's own title is not one).

    level is the depth of nesting (2 for the first), look the level the author wrote.
    """

    id: str
    level: int
    title: str  # inline XHTML without notes or ids
    text: str  # plain text
    number: str | None = None
    look: int = 2


@dataclass(frozen=True, slots=True)
class Division:
    """A chapter, a preface, a part, a generated list: what begins with a # heading.

    body is a fragment of well-formed XHTML (docs/markup.md) without the division's own title.
    title is "" for divisions that print none (half-title, dedication without heading).
    Generated divisions have an empty body: their layouts make the content from the Book.
    """

    id: str
    role: str  # EPUB SSV: chapter, part, preface, titlepage, copyright-page, toc ...
    matter: Matter
    title: str = ""  # inline XHTML, may hold note calls
    plain_title: str = ""  # text of the title without notes, for nav, outline, running heads
    number: str | None = None  # as printed: "1", "IV"
    label: str = ""  # "Chapter 1", "Part IV", "Appendix A"; "" where it has no number
    part_id: str | None = None  # the part it belongs to
    body: str = ""
    generated: bool = False
    listed: bool = True  # stands in the contents
    classes: tuple[str, ...] = ()
    language: str | None = None  # where it differs from the book's
    headings: tuple[Heading, ...] = ()
    ids: tuple[str, ...] = ()  # every id inside, the division's own first
    locations: tuple[tuple[str, Location], ...] = ()  # block id -> source place
    location: Location | None = None
    words: int = 0


@dataclass(frozen=True, slots=True)
class Book:
    """The whole content, numbered and resolved, in reading order."""

    language: str
    divisions: tuple[Division, ...]
    notes: tuple[Note, ...] = ()
    figures: tuple[Figure, ...] = ()
    tables: tuple[Table, ...] = ()
    formulas: tuple[Formula, ...] = ()
    index_terms: tuple[IndexTerm, ...] = ()
    sources: tuple[Source, ...] = ()
    assets: tuple[Asset, ...] = ()

    def owners(self) -> dict[str, str]:
        """Map every id to the id of the division that holds it; notes to their division."""
        owners = {id: division.id for division in self.divisions for id in division.ids}
        owners |= {note.id: note.division_id for note in self.notes}
        return owners


FRONT_ORDER = (
    "cover",
    "halftitlepage",
    "titlepage",
    "copyright-page",
    "dedication",
    "epigraph",
    "toc",
    "loi",
    "lot",
    "foreword",
    "preface",
    "acknowledgments",
    "introduction",
)
"""Where generated front matter stands among the author's (Chicago Manual of Style 1.4)."""

BACK_ORDER = ("appendix", "endnotes", "glossary", "bibliography", "index", "colophon")
