"""Do the editions say the same? Book, PDF and EPUB, division by division, to the letter.

What is compared, and what is set aside, says octavo.checks.letters. The words that a layout writes
above a title ("Chapter 3") are the theme's: they may be any, but the title stands once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from octavo.book.structure import Book, Division
from octavo.checks.letters import (
    FOLIO,
    DivisionLetters,
    book_letters,
    epub_letters,
    letters,
    pdf_letters,
)
from octavo.findings import Finding, finding

_QUOTES = re.compile("[\"'“”„‟‘’‚‛«»‹›「」『』]")
_NUMBER = r"(\d+|[ivxlcdm]+)"

_ADDED_TO = frozenset(
    {"titlepage", "copyright-page", "toc", "loi", "lot", "endnotes", "index", "colophon"}
)
"""Roles whose layouts write words of their own before or behind those of the author."""


def agreement(book: Book, pdf: bytes | None, epub: bytes | None) -> tuple[Finding, ...]:
    """Findings (editions-disagree) where an edition says other than the manuscript."""
    said = book_letters(book)
    found: list[Finding] = []
    for name, content in (("PDF", pdf), ("EPUB", epub)):
        if content is None:
            continue
        try:
            made = pdf_letters(book, content) if name == "PDF" else epub_letters(content)
        except Exception as error:  # a file of anyone's making may be broken in any way
            fault = f"The {name} cannot be read: {type(error).__name__}, {error}."
            found.append(finding("editions-disagree", fault))
        else:
            found += _compare_books(book, name, said, made)
    return tuple(found)


def _compare_books(
    book: Book, name: str, said: Mapping[str, DivisionLetters], made: Mapping[str, DivisionLetters]
) -> Iterator[Finding]:
    """Compare every division that the manuscript wrote, then their order."""
    ends = [made[d.id] for d in book.divisions if d.role == "endnotes" and d.id in made]
    for division in book.divisions:
        if division.id not in said:
            continue
        here = made.get(division.id)
        if here is not None:
            for end in ends:
                here = _with_endnotes(here, end, said[division.id])
            yield from _compare(division, name, said[division.id], here)
        elif said[division.id] != DivisionLetters(""):
            yield _differs(division, f"{_title(division)} is missing from the {name}.")
    wanted = [division for division in book.divisions if division.id in made]
    order = [id for id in made if id in {division.id for division in wanted}]
    for division, id in zip(wanted, order, strict=True):
        if division.id != id:
            there = next(_title(other) for other in wanted if other.id == id)
            message = f"In the {name}, {there} stands where {_title(division)} should stand."
            yield _differs(division, message)
            return


def _with_endnotes(
    made: DivisionLetters, end: DivisionLetters, said: DivisionLetters
) -> DivisionLetters:
    """A division with those of its notes that stand at the end of the book."""
    own = {id: text for id, text in end.notes.items() if id in said.notes}
    if not end.notes:  # in a PDF, endnotes are items of a list, known by their words alone
        own = {id: text for id, text in said.notes.items() if text in end.text}
    return replace(made, notes=made.notes | own)


def _compare(
    division: Division, name: str, said: DivisionLetters, made: DivisionLetters
) -> Iterator[Finding]:
    title = _title(division)
    if "<q" in division.body:  # pages have drawn its quotation marks, e-readers will
        said, made = _without_quotes(said), _without_quotes(made)
    start = _start(division, said.text, made.text)
    text, there = _with_folios(said.text, made.text[start:]), made.text[start:]
    if there != text and not (division.role in _ADDED_TO and text in there):
        yield _differs(division, f"The {name} of {title} {_first_difference(text, there)}.")
    if made.pictures < said.pictures:
        message = f"The {name} of {title} shows {made.pictures} of {said.pictures} pictures."
        yield _differs(division, message)
    if list(made.notes) != list(said.notes):
        yield _differs(division, f"The {name} of {title} {_other_notes(said, made)}.")
        return  # notes are numbered through: behind a lost one, all have another's words
    for note, text in said.notes.items():
        if made.notes[note] != text:
            difference = _first_difference(text, made.notes[note])
            yield _differs(division, f"In the {name} of {title} note {note} {difference}.")


def _differs(division: Division, message: str) -> Finding:
    return finding("editions-disagree", message, division.location)


def _title(division: Division) -> str:
    return f"“{division.plain_title or division.id}”"


def _without_quotes(division: DivisionLetters) -> DivisionLetters:
    notes = {id: _QUOTES.sub("", text) for id, text in division.notes.items()}
    return replace(division, text=_QUOTES.sub("", division.text), notes=notes)


def _start(division: Division, said: str, made: str) -> int:
    """Where the author's words begin in an edition's, behind what the layout writes above."""
    opening = said[: len(letters(division.plain_title)) or 12].partition(FOLIO)[0]
    label, number = letters(division.label), letters(division.number or "")
    for above in (label, number, ""):
        if made.startswith(above + opening):
            return len(above)
    if (at := made.find(opening)) > 0:
        return at
    return len(label) if made.startswith(label) else 0


def _with_folios(said: str, made: str) -> str:
    """The Book's letters with page numbers as the edition prints them."""
    filled, *rest = said.split(FOLIO)
    for piece in rest:
        at = len(filled)
        number = re.compile(_NUMBER + re.escape(piece)).match(made, at)
        number = number or re.compile(_NUMBER).match(made, at)
        filled += (number[1] if number else FOLIO) + piece
    return filled


def _first_difference(said: str, made: str) -> str:
    pairs = zip(said, made, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(said), len(made)))
    there, here = made[at : at + 24] or "its end", said[at : at + 24] or "its end"
    return f"has “{there}” where the manuscript has “{here}”, after “{said[max(0, at - 24) : at]}”"


def _other_notes(said: DivisionLetters, made: DivisionLetters) -> str:
    """How the notes of an edition are not those of the manuscript."""
    lost = [id for id in said.notes if id not in made.notes]
    more = [id for id in made.notes if id not in said.notes]
    if lost:
        return f"has lost {len(lost)} of {len(said.notes)} notes: {', '.join(lost[:5])}"
    if more:
        return f"has notes that the manuscript does not have: {', '.join(more[:5])}"
    return "has its notes in another order"
