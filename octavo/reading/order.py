"""The order of a book's parts: what octavo makes is put among what the author wrote.

The author's order is never changed. A division that the author wrote with the role of a
generated one takes its place and holds the words before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.book.structure import BACK_ORDER, FRONT_ORDER, Division, Matter
from octavo.book.terms import Terms
from octavo.publication import Publication
from octavo.reading.identity import Register


@dataclass(frozen=True, slots=True)
class Contents:
    """What the book holds that decides which lists are made."""

    figures: bool
    tables: bool
    notes: bool
    sources: bool
    sources_placed: bool  # the author said where they stand, ::: {#refs}
    index: bool


def arrange(
    written: tuple[Division, ...],
    publication: Publication,
    contents: Contents,
    terms: Terms,
    register: Register,
) -> tuple[Division, ...]:
    """All divisions in reading order: the cover, front, body and back matter."""
    roles = {division.role for division in written}
    made = [
        _generated(role, title, register, terms)
        for role, title in _wanted(publication, contents, terms)
        if role not in roles
    ]
    front = [division for division in written if division.matter is Matter.FRONT]
    body = [division for division in written if division.matter is Matter.BODY]
    back = [division for division in written if division.matter is Matter.BACK]
    for division in made:
        if division.matter is Matter.BACK:
            _insert(back, division, BACK_ORDER)
        else:
            _insert(front, division, FRONT_ORDER)
    return (*front, *body, *back)


def _wanted(
    publication: Publication, contents: Contents, terms: Terms
) -> Iterator[tuple[str, str]]:
    """Roles and titles of the divisions that this book should have."""
    lists = publication.lists
    if publication.cover:
        yield "cover", ""
    yield "halftitlepage", ""
    yield "titlepage", ""
    yield "copyright-page", ""
    if lists.contents:
        yield "toc", terms.contents
    if lists.figures and contents.figures:
        yield "loi", terms.list_of_figures
    if lists.tables and contents.tables:
        yield "lot", terms.list_of_tables
    if publication.notes.place == "end" and contents.notes:
        yield "endnotes", terms.notes
    if contents.sources and not contents.sources_placed:
        yield "bibliography", terms.sources
    if lists.index and contents.index:
        yield "index", terms.index
    yield "colophon", terms.colophon


_IDS = {
    "halftitlepage": "halftitle",
    "copyright-page": "imprint",
    "endnotes": "notes",
    "bibliography": "sources",
}
_LISTED = ("loi", "lot", "endnotes", "bibliography", "index")


def _generated(role: str, title: str, register: Register, terms: Terms) -> Division:
    names = {
        "cover": terms.cover,
        "halftitlepage": terms.half_title,
        "titlepage": terms.title_page,
        "copyright-page": terms.imprint,
    }
    id = register.new(_IDS.get(role, role), titled=True)
    matter = Matter.COVER if role == "cover" else Matter.FRONT
    return Division(
        id=id,
        role=role,
        matter=Matter.BACK if role in BACK_ORDER else matter,
        title=title,
        plain_title=title or names[role],
        generated=True,
        listed=role in _LISTED,
        ids=(id,),
    )


def _insert(divisions: list[Division], made: Division, order: tuple[str, ...]) -> None:
    """Put a generated division before the first one that the order has behind it.

    Roles that the order does not know stay with what they follow.
    """
    rank = order.index(made.role)
    for index, division in enumerate(divisions):
        if division.role in order and order.index(division.role) > rank:
            divisions.insert(index, made)
            return
    if order is FRONT_ORDER:
        # plain front matter comes behind all that is generated there
        plain = [i for i, d in enumerate(divisions) if d.role not in order]
        if plain:
            divisions.insert(plain[0], made)
            return
    divisions.append(made)
