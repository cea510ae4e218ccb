"""Do the editions say the same? The letters of Book, PDF and EPUB, division by division.

Three readers that share nothing: the Book's own markup; the PDF through its structure tree, as a
screen reader follows it; the EPUB's content documents in the order of the spine. Compared are the
letters: spaces that fall at line ends and hyphens, drawn or typed, are set aside. What only one
medium has is left out: list markers (drawn on pages), page breaks (in the EPUB), words drawn in
pictures and formulas (each medium has its own form of them), pages that are made, not written.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from lxml import etree

from octavo.book.structure import Book, Division
from octavo.findings import Finding, finding
from octavo.pdf.judge import TaggedText, tagged_text

_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)

_ASIDE = re.compile(r"[\s\u00ad\u200b\u200c\u2060\ufeff\-\u2010\u2011]+")
_QUOTES = re.compile("[\"'“”„‟‘’‚‛«»‹›「」『』]")
_FOLIO = "\ufffc"
"""Stands in the Book's letters where a printed page number will be: only pages know it."""

_MARKER = re.compile(r"[•◦▪‣–*☐☑☒✓]|\(?(?:\d{1,4}|[ivxlcdmIVXLCDM]{1,8}|[a-zA-Z])[.)]")


@dataclass(frozen=True, slots=True)
class DivisionLetters:
    """The letters of one division: its text with title, and each of its notes by id."""

    text: str
    notes: dict[str, str] = field(default_factory=dict)


def letters(text: str) -> str:
    """The text as it is compared: composed, without spaces, hyphens and what is not seen."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text))


def agreement(book: Book, pdf: bytes | None, epub: bytes | None) -> tuple[Finding, ...]:
    """Findings (editions-disagree) where an edition says other than the manuscript."""
    editions = []
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
            editions.append((name, made))
    ends = [division.id for division in book.divisions if division.role == "endnotes"]
    for division in book.divisions:
        if division.generated:
            continue
        said = book_letters(book, division)
        for name, edition in editions:
            here = edition.get(division.id)
            for end in ends:
                if here and end in edition:
                    here = _with_endnotes(here, edition[end], said)
            found += _compare(division, name, said, here)
    return tuple(found)


def _with_endnotes(
    made: DivisionLetters, end: DivisionLetters, said: DivisionLetters
) -> DivisionLetters:
    """A division with those of its notes that stand at the end of the book."""
    own = {id: text for id, text in end.notes.items() if id in said.notes}
    if not end.notes:  # in a PDF, endnotes are items of a list, known by their words alone
        own = {id: text for id, text in said.notes.items() if text in end.text}
    return replace(made, notes=made.notes | own)


def _compare(
    division: Division, name: str, said: DivisionLetters, made: DivisionLetters | None
) -> Iterator[Finding]:
    title = division.plain_title or division.id
    if made is None:
        yield finding(
            "editions-disagree", f"“{title}” is missing from the {name}.", division.location
        )
        return
    if "<q" in division.body:  # pages have drawn its quotation marks, e-readers will
        said, made = _without_quotes(said), _without_quotes(made)
    text = _with_folios(said.text, made.text)
    if not made.text.endswith(text):
        difference = _first_difference(letters(division.label) + text, made.text)
        yield finding(
            "editions-disagree", f"The {name} of “{title}” {difference}.", division.location
        )
    if list(made.notes) != list(said.notes):
        yield finding(
            "editions-disagree",
            f"The {name} of “{title}” has {len(made.notes)} notes, the manuscript"
            f" {len(said.notes)}, or they stand in another order.",
            division.location,
        )
    for note, text in said.notes.items():
        if made.notes.get(note, text) != text:
            difference = _first_difference(text, made.notes[note])
            yield finding(
                "editions-disagree",
                f"In the {name} of “{title}” note {note} {difference}.",
                division.location,
            )


def _without_quotes(division: DivisionLetters) -> DivisionLetters:
    notes = {id: _QUOTES.sub("", text) for id, text in division.notes.items()}
    return DivisionLetters(_QUOTES.sub("", division.text), notes)


def _with_folios(said: str, made: str) -> str:
    """The Book's letters with page numbers as the edition prints them, where the rest agrees."""
    pattern = r"(\d+|[ivxlcdm]+)".join(map(re.escape, said.split(_FOLIO)))
    match = re.search(pattern + r"\Z", made)
    return match[0] if match else said


def _first_difference(said: str, made: str) -> str:
    pairs = zip(said, made, strict=False)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(said), len(made)))
    there, here = made[at : at + 24] or "its end", said[at : at + 24] or "its end"
    return f"has “{there}” where the manuscript has “{here}”, after “{said[max(0, at - 24) : at]}”"


# --- the Book ---


def book_letters(book: Book, division: Division) -> DivisionLetters:
    """A division as the manuscript has it."""
    body = _fragment(division.body)
    notes = {
        note.id: letters(_markup_text(_fragment(note.body)))
        for note in book.notes
        if note.division_id == division.id
    }
    title = _markup_text(_fragment(division.title))
    return DivisionLetters(letters(title + _markup_text(body)), notes)


def _fragment(markup: str) -> etree._Element:
    return etree.fromstring(f'<body xmlns="{_XHTML[1:-1]}">{markup}</body>', _PARSER)


def _markup_text(element: etree._Element) -> str:
    """Text of XHTML without note calls, notes, page breaks, formulas and drawings."""
    parts = [_FOLIO if element.get("data-folio") else element.text or ""]
    for child in element:
        if not _set_aside(child):
            parts.append(_markup_text(child))
        elif "formula" in (child.get("class") or "").split():
            parts += [_markup_text(e) for e in child if e.get("class") == "number"]
        parts.append(child.tail or "")
    return "".join(parts)


def _set_aside(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    name = etree.QName(element)
    if name.localname in ("svg", "math"):
        return True
    role, classes = element.get("role", ""), element.get("class", "").split()
    return (
        role in ("doc-footnote", "doc-pagebreak", "doc-backlink", "doc-endnotes")
        or (name.localname == "sup" and "call" in classes)
        or "formula" in classes
    )


# --- the PDF ---


def pdf_letters(book: Book, pdf: bytes) -> dict[str, DivisionLetters]:
    """Every division of a PDF by its id, read through the structure tree."""
    by_number: dict[int, list[TaggedText]] = defaultdict(list)
    for piece in tagged_text(pdf):
        by_number[piece.division].append(piece)
    note_ids = {note.id for note in book.notes}
    return {
        division.id: _pdf_division(by_number[number], note_ids)
        for number, division in enumerate(book.divisions, 1)
    }


def _pdf_division(pieces: Sequence[TaggedText], note_ids: set[str]) -> DivisionLetters:
    text: list[str] = []
    notes: dict[str, list[str]] = defaultdict(list)
    for piece in pieces:
        if _drawn_only(piece):
            continue
        if piece.id in note_ids:
            notes[piece.id].append(piece.text)
        else:
            text.append(piece.text)
    return DivisionLetters(
        letters("".join(text)), {id: letters("".join(parts)) for id, parts in notes.items()}
    )


def _drawn_only(piece: TaggedText) -> bool:
    """Say whether a piece is a note's number or call, a list's marker, or words in a picture."""
    roles = piece.path.split("/")
    if roles[-1] in ("Figure", "Formula"):
        return True
    if "Note" in roles and "Lbl" in roles[roles.index("Note") :]:
        return True
    if roles[-2:] == ["LI", "Lbl"] and _MARKER.fullmatch(piece.text.strip()):
        return True
    return "Reference" in roles and piece.text.strip().isdigit() and "TOCI" not in roles


# --- the EPUB ---


def epub_letters(epub: bytes) -> dict[str, DivisionLetters]:
    """Every division of an EPUB by its id, in the order of the spine."""
    divisions: dict[str, DivisionLetters] = {}
    for root in _spine_documents(epub):
        body = root.find(f"{_XHTML}body")
        if body is None:
            continue
        for section in body.iter(f"{_XHTML}section"):
            if "division" in section.get("class", "").split():
                notes = {
                    str(aside.get("id")): letters(_markup_text(aside))
                    for aside in section.iter(f"{_XHTML}aside", f"{_XHTML}li")
                    if aside.get("role") == "doc-footnote" or aside.get(_EPUB_TYPE) == "endnote"
                }
                divisions[str(section.get("id"))] = DivisionLetters(
                    letters(_markup_text(section)), notes
                )
    return divisions


def _spine_documents(epub: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"), _PARSER)
        rootfile = next(container.iter(f"{_CONTAINER}rootfile"))
        path = PurePosixPath(str(rootfile.get("full-path")))
        package = etree.fromstring(archive.read(str(path)), _PARSER)
        hrefs = {item.get("id"): item.get("href") for item in package.iter(f"{_OPF}item")}
        for itemref in package.iter(f"{_OPF}itemref"):
            name = path.parent / str(hrefs[itemref.get("idref")])
            yield etree.fromstring(archive.read(str(name)), _PARSER)
