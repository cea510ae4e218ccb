"""What layouts see: plain frozen values, titles and text as Markup, everything else escaped.

Every layout has: division, content, metadata, credits, year, words, medium, language, direction,
cover, set_in, made_with. The layouts of generated lists have one more (LISTS): entries, items,
groups, letters. A class's fields are the names that a layout may use.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from octavo.artifacts import Medium
from octavo.book.elements import Figure, Note, Table
from octavo.book.structure import Book, Division
from octavo.book.terms import Terms
from octavo.layouts.environment import Markup
from octavo.layouts.markup import inner, quiet
from octavo.layouts.notes import make_aside
from octavo.publication import Contributor, Metadata, Publication


@dataclass(frozen=True, slots=True)
class Heading:
    """A division as its own layout sees it."""

    id: str
    role: str
    matter: str
    title: Markup
    plain_title: str
    number: str
    label: str
    classes: str
    generated: bool  # made by octavo: there is no text of the author's
    epub_type: str
    aria_role: str


@dataclass(frozen=True, slots=True)
class Credit:
    """People who did one thing: words are "Edited by", names "A, B and C"."""

    role: str  # MARC relator code
    words: str
    names: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; level 1 is a division, parts hold the divisions below them."""

    id: str
    role: str
    matter: str
    title: Markup
    label: str
    number: str
    level: int
    children: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the list of figures or tables."""

    id: str
    label: str
    caption: Markup


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note among the endnotes."""

    id: str
    body: Markup  # with number and the way back


@dataclass(frozen=True, slots=True)
class NoteGroup:
    """The endnotes of one division."""

    id: str
    title: Markup
    label: str
    notes: tuple[ListedNote, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A heading of the index: the places it leads to, headings to see, headings below it."""

    name: str
    places: tuple[str, ...]
    see: tuple[str, ...]
    children: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms of the index under one letter."""

    letter: str
    terms: tuple[Term, ...]


# --- credits and the imprint ---

_CREDITS = {"edt": "edited_by", "trl": "translated_by", "ill": "illustrated_by"}


def credits_of(contributors: tuple[Contributor, ...], words: Terms) -> tuple[Credit, ...]:
    """Group contributors by what they did, authors first, others in the order given."""
    roles = list(dict.fromkeys(["aut", *(person.role for person in contributors)]))
    return tuple(
        Credit(role, getattr(words, _CREDITS[role]) if role in _CREDITS else "", names)
        for role in roles
        if (names := join_names([p.name for p in contributors if p.role == role], words))
    )


def join_names(names: list[str], words: Terms) -> str:
    """Write names as a sentence does: A, B and C."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {words.conjunction} {names[-1]}"


def year_of(metadata: Metadata) -> str:
    """The year of the date, "" where there is none."""
    return (metadata.date or "")[:4]


# --- lists ---


def contents(book: Book, publication: Publication) -> tuple[Entry, ...]:
    """The contents: divisions that are listed, below their parts, with sections to the depth set."""
    listed = [division for division in book.divisions if division.listed and division.plain_title]
    depth = publication.lists.contents_depth
    shown = {division.id for division in listed if division.role == "part"}
    below: dict[str | None, list[Division]] = {}
    for division in listed:
        part = division.part_id if division.part_id in shown else None
        below.setdefault(part if division.id != part else None, []).append(division)

    def entry(division: Division, level: int) -> Entry:
        chapters = [entry(chapter, level + 1) for chapter in below.get(division.id, ())]
        sections = _sections(division, level, depth)
        return Entry(
            division.id, division.role, division.matter.value, quiet(division.title), division.label,
            division.number or "", level, (*sections, *chapters),
        )  # fmt: skip

    return tuple(entry(division, 1) for division in below.get(None, ()))


def _sections(division: Division, level: int, depth: int) -> tuple[Entry, ...]:
    """The headings of a division down to the depth, as a tree."""
    headings = [heading for heading in division.headings if heading.level <= depth]

    def tree(start: int, stop: int, parent: int) -> tuple[Entry, ...]:
        found = []
        at = start
        while at < stop:
            end = at + 1
            while end < stop and headings[end].level > headings[at].level:
                end += 1
            heading = headings[at]
            found.append(Entry(
                heading.id, "section", division.matter.value, quiet(heading.title), "", heading.number or "", parent + 1,
                tree(at + 1, end, parent + 1)))  # fmt: skip
            at = end
        return tuple(found)

    return tree(0, len(headings), level)


def listed(things: Iterable[Figure | Table]) -> tuple[Item, ...]:
    """Figures or tables that have a number or a caption."""
    return tuple(
        Item(thing.id, thing.label, first_sentence(quiet(thing.caption)))
        for thing in things if thing.number or thing.caption
    )  # fmt: skip


_SENTENCE = re.compile(r"[^<>]{8,}?(?:\w{4}\.|[!?])(?=\s+[^\W\d_a-z])|[^<>]*(?=\.\Z)")


def first_sentence(caption: Markup) -> Markup:
    """What a list shows of a caption: its first sentence, without the full stop.

    A caption whose first sentence holds markup is shown whole.
    """
    found = _SENTENCE.match(caption)
    return Markup(found[0].removesuffix(".")) if found else caption


def note_groups(book: Book, words: Terms) -> tuple[NoteGroup, ...]:
    """The endnotes by division, in reading order."""
    divisions = {division.id: division for division in book.divisions}
    groups = []
    for owner, notes in groupby(book.notes, key=lambda note: note.division_id):
        division = divisions[owner]
        listed_notes = tuple(_listed_note(note, words) for note in notes)
        title = quiet(division.title)
        groups.append(NoteGroup(owner, title, division.label, listed_notes))
    return tuple(groups)


def _listed_note(note: Note, words: Terms) -> ListedNote:
    return ListedNote(note.id, Markup(inner(make_aside(note, Medium.PAGE, words))))


# --- the index ---


def index(book: Book) -> tuple[Letter, ...]:
    """The index by letter, sorted as readers look: marks, case and punctuation aside."""
    root = _Node()
    for term in book.index_terms:
        node = root
        for name in term.path:
            node = node.children.setdefault(name, _Node())
        if term.see:
            node.see.append(term.see)
        else:
            node.places.append(term.target)
    letters = groupby(_terms(root), key=lambda term: _letter(term.name))
    return tuple(Letter(letter, tuple(terms)) for letter, terms in letters)


class _Node:
    """A heading of the index while it is gathered."""

    __slots__ = ("children", "places", "see")

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.places: list[str] = []
        self.see: list[str] = []


def _terms(node: _Node) -> tuple[Term, ...]:
    return tuple(
        Term(name, tuple(dict.fromkeys(kid.places)), tuple(dict.fromkeys(kid.see)), _terms(kid))
        for name, kid in sorted(node.children.items(), key=lambda pair: _sort_key(pair[0]))
    )


def _sort_key(name: str) -> tuple[bool, str, str]:
    plain = "".join(c for c in _folded(name) if c.isalnum() or c == " ").strip()
    return (plain[:1].isalpha(), plain, name)  # figures and signs stand before letters


def _letter(name: str) -> str:
    plain = "".join(c for c in _folded(name) if c.isalnum())
    return plain[:1].upper() if plain[:1].isalpha() else "#"


def _folded(name: str) -> str:
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(c for c in apart if not unicodedata.combining(c))


LISTS: dict[str, tuple[str, Callable[[Book, Publication, Terms], object]]] = {
    "toc": ("entries", lambda book, publication, words: contents(book, publication)),
    "loi": ("items", lambda book, publication, words: listed(book.figures)),
    "lot": ("items", lambda book, publication, words: listed(book.tables)),
    "endnotes": ("groups", lambda book, publication, words: (
        note_groups(book, words) if publication.notes.place == "end" else ())),
    "index": ("letters", lambda book, publication, words: index(book)),
}  # fmt: skip
"""role -> the name of the list that its layout has, and how it is made."""
