"""The bookmarks of the PDF: the whole book, parts above their chapters, sections below."""

from __future__ import annotations

from octavo.artifacts import OutlineEntry
from octavo.book.structure import Book, Division, Heading

_UNTITLED = ("cover", "titlepage")
"""Divisions without a printed title that readers look for in the bookmarks."""


def outline(book: Book) -> tuple[OutlineEntry, ...]:
    """Bookmarks of every division with a title, listed in the contents or not, and its headings."""
    parts = {division.id for division in book.divisions if division.role == "part"}
    below: dict[str | None, list[Division]] = {}
    for division in book.divisions:
        if division.plain_title and (division.title or division.role in _UNTITLED):
            part = division.part_id if division.part_id in parts else None
            below.setdefault(part if part != division.id else None, []).append(division)

    def entry(division: Division) -> OutlineEntry:
        chapters = tuple(entry(chapter) for chapter in below.get(division.id, ()))
        title = " ".join(filter(None, (_number(division), division.plain_title)))
        return OutlineEntry(title, division.id, (*_headings(division.headings), *chapters))

    return tuple(entry(division) for division in below.get(None, ()))


def _number(division: Division) -> str:
    return f"{division.number}." if division.number and division.role == "chapter" else (
        division.label)  # fmt: skip


def _headings(headings: tuple[Heading, ...]) -> tuple[OutlineEntry, ...]:
    found = []
    at = 0
    while at < len(headings):
        end = at + 1
        while end < len(headings) and headings[end].level > headings[at].level:
            end += 1
        heading = headings[at]
        title = " ".join(filter(None, (heading.number, heading.text)))
        found.append(OutlineEntry(title, heading.id, _headings(headings[at + 1 : end])))
        at = end
    return tuple(found)
