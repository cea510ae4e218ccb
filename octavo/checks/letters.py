"""The letters of a book, division by division, as its Book, its PDF and its EPUB have them.

Three readers that share nothing: the Book's own markup; the PDF through its structure tree, as a
screen reader follows it; the EPUB's content documents in the order of the spine. Spaces that fall
at line ends and hyphens, drawn or typed, are set aside. What only one medium has is left out: list
markers (drawn on pages), page breaks (in the EPUB), words in pictures and formulas (each medium
has its own form of them; pictures are counted).
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lxml import etree

from octavo.book.structure import Book, Division
from octavo.pdf.judge import TaggedText, tagged_text

_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_OPF = "{http://www.idpf.org/2007/opf}"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)

FOLIO = "\ufffc"
"""Stands in the Book's letters where a printed page number will be: only pages know it."""

_ASIDE = re.compile(r"[\s\u00ad\u200b\u200c\u2060\ufeff\-\u2010\u2011]+")
_MARKER = re.compile(r"[•◦▪‣–*☐☑☒✓]|\(?(?:\d{1,4}|[ivxlcdmIVXLCDM]{1,8}|[a-zA-Z])[.)]")


@dataclass(frozen=True, slots=True)
class DivisionLetters:
    """The letters of one division: its text with title and note calls, its notes by id."""

    text: str
    notes: dict[str, str] = field(default_factory=dict)
    pictures: int = 0  # those in the text that say something


def letters(text: str) -> str:
    """The text as it is compared: composed, without spaces, hyphens and what is not seen."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", text))


# --- the Book ---


def book_letters(book: Book) -> dict[str, DivisionLetters]:
    """Every division that says something of the author's, as the manuscript has it.

    Divisions that are made, not written, are left out, but for the list of sources, which stands
    where it is wanted first: in the text, or in the division of that role.
    """
    notes: dict[str, dict[str, str]] = defaultdict(dict)
    for note in book.notes:
        notes[note.division_id][note.id] = letters(_markup_text(_fragment(note.body)))
    sources = "".join(f"<p>{source.entry}</p>" for source in book.sources)
    found = {}
    for division in book.divisions:
        title, body = _fragment(division.title), _fragment(division.body)
        place = _sources_wanted(division, body) if sources else None
        if place is not None:
            place.append(_fragment(sources))
            sources = ""
        elif division.generated:
            continue
        text = letters(_markup_text(title) + _markup_text(body))
        pictures = _pictures(title) + _pictures(body)
        found[division.id] = DivisionLetters(text, notes[division.id], pictures)
    return found


def _sources_wanted(division: Division, body: etree._Element) -> etree._Element | None:
    """Where the list of sources goes in a division, or None."""
    places = (e for e in body.iter(f"{_XHTML}div") if e.get("class") == "sources")
    return next(places, body if division.role == "bibliography" else None)


def _fragment(markup: str) -> etree._Element:
    return etree.fromstring(f'<body xmlns="{_XHTML[1:-1]}">{markup}</body>', _PARSER)


def _markup_text(element: etree._Element) -> str:
    """Text of XHTML without notes, page breaks, formulas and drawings."""
    parts = [FOLIO if element.get("data-folio") else element.text or ""]
    for child in element:
        if not _set_aside(child):
            parts.append(_markup_text(child))
        elif _is_formula(child):
            parts += [_markup_text(e) for e in child if e.get("class") == "number"]
        parts.append(child.tail or "")
    return "".join(parts)


def _set_aside(element: etree._Element) -> bool:
    if not isinstance(element.tag, str):
        return True  # a comment
    if etree.QName(element).localname in ("svg", "math") or _is_formula(element):
        return True
    asides = ("doc-footnote", "doc-pagebreak", "doc-backlink", "doc-endnotes")
    return element.get("role") in asides


def _is_formula(element: etree._Element) -> bool:
    return "formula" in (element.get("class") or "").split()


def _pictures(element: etree._Element) -> int:
    """Pictures in the text that are not marked as mere decoration; those in notes are left out."""
    count = 0
    for child in element:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "img":
            count += bool(child.get("alt"))
        elif name == "svg":
            count += child.get("aria-hidden") != "true"
        elif not _set_aside(child):
            count += _pictures(child)
    return count


# --- the PDF ---


def pdf_letters(book: Book, pdf: bytes) -> dict[str, DivisionLetters]:
    """Every division of a PDF by its id, in the order of the structure tree."""
    divisions: dict[str, list[TaggedText]] = defaultdict(list)
    for piece in tagged_text(pdf):
        divisions[piece.division_id].append(piece)
    note_ids = {note.id for note in book.notes}
    return {id: _pdf_division(pieces, note_ids) for id, pieces in divisions.items()}


def _pdf_division(pieces: Sequence[TaggedText], note_ids: set[str]) -> DivisionLetters:
    text: list[str] = []
    notes: dict[str, list[str]] = defaultdict(list)
    pictures = 0
    for piece in pieces:
        if piece.path.endswith("Figure"):
            pictures += piece.id not in note_ids
        elif not _drawn_only(piece):
            (notes[piece.id] if piece.id in note_ids else text).append(piece.text)
    return DivisionLetters(
        letters("".join(text)), {id: letters("".join(said)) for id, said in notes.items()}, pictures
    )


def _drawn_only(piece: TaggedText) -> bool:
    """Say whether a piece is a note's number, a list's marker, or words in a formula."""
    roles = piece.path.split("/")
    if roles[-1] == "Formula":
        return True
    if "Note" in roles and "Lbl" in roles[roles.index("Note") :]:
        return True
    return roles[-2:] == ["LI", "Lbl"] and bool(_MARKER.fullmatch(piece.text.strip()))


# --- the EPUB ---


def epub_letters(epub: bytes) -> dict[str, DivisionLetters]:
    """Every division of an EPUB by its id, in the order of the spine."""
    divisions: dict[str, DivisionLetters] = {}
    for root in _spine_documents(epub):
        for section in root.iter(f"{_XHTML}section"):
            if "division" in section.get("class", "").split():
                id, made = str(section.get("id")), _epub_division(section)
                twice = divisions.get(
                    id, DivisionLetters("")
                )  # one that stands twice says it twice
                divisions[id] = DivisionLetters(
                    twice.text + made.text, twice.notes | made.notes, twice.pictures + made.pictures
                )
    return divisions


def _epub_division(section: etree._Element) -> DivisionLetters:
    notes: dict[str, str] = {}
    for aside in section.iter(f"{_XHTML}aside", f"{_XHTML}li"):
        if aside.get("role") == "doc-footnote" or aside.get(_EPUB_TYPE) == "endnote":
            id = str(aside.get("id"))
            notes[id] = notes.get(id, "") + letters(_markup_text(aside))
    return DivisionLetters(letters(_markup_text(section)), notes, _pictures(section))


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
