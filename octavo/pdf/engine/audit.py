"""After layout: is every note whole, and where; does anything stand outside its place?

A gate of every build. WeasyPrint loses a note now and then: when it rescues the last but one line
of a page by moving notes on, it forgets the notes of that line. Only the boxes show it. The cure
is a second layout in which that paragraph may leave single lines, where the rescue never happens.
"""

from __future__ import annotations

from dataclasses import dataclass

from weasyprint.document import Page

from octavo.artifacts import NotePlacement
from octavo.findings import Finding, finding
from octavo.pdf.engine.boxes import (
    TextBox,
    body_boxes,
    descendants,
    element_of,
    is_generated,
    note_boxes,
)
from octavo.pdf.engine.places import Places
from octavo.pdf.engine.source_text import BLOCKS, SourceText, note_text
from octavo.pdf.engine.tree import Element, add_style, is_note

_CALL = "::footnote-call"


@dataclass(slots=True)
class _Seen:
    """What the pages show of a note."""

    text: SourceText
    call_page: int = 0
    pages: tuple[int, ...] = ()
    letters: int = 0

    @property
    def is_whole(self) -> bool:
        """Say whether the whole text is there; where it cannot be matched, count."""
        if self.text.unmatched:
            return self.letters >= len(self.text.characters)
        return self.text.is_whole


@dataclass(frozen=True, slots=True)
class NoteAudit:
    """Where the notes of a galley stand, and which are not whole."""

    placements: tuple[NotePlacement, ...]
    lost: tuple[Element, ...]


def audit_notes(pages: list[Page], root: Element) -> NoteAudit:
    """Compare every note's text on the pages with its source, and its page with its call's."""
    seen = {note: _Seen(note_text(note)) for note in root.iter("aside") if is_note(note)}
    if not seen:
        return NoteAudit((), ())
    for number, page in enumerate(pages, 1):
        for body in body_boxes(page):
            for box in descendants(body):
                element = element_of(box)
                if element in seen and box.element_tag.endswith(_CALL):
                    seen[element].call_page = seen[element].call_page or number
        for note in note_boxes(page):
            _meet(note, number, seen)
    placements = tuple(
        NotePlacement(note.get("id", ""), is_.call_page, is_.pages[0], is_.pages[-1])
        for note, is_ in seen.items()
        if is_.pages
    )
    return NoteAudit(placements, tuple(note for note, is_ in seen.items() if not is_.is_whole))


def _meet(box: object, number: int, seen: dict[Element, _Seen]) -> None:
    note = element_of(box)
    if note not in seen:
        return
    is_ = seen[note]
    is_.pages = (*is_.pages, number)
    for below in descendants(box):
        if isinstance(below, TextBox) and not is_generated(below):
            is_.text.meet(below.text)
            is_.letters += len("".join(below.text.split()))


def loosen(notes: tuple[Element, ...], places: Places) -> None:
    """Let the paragraphs that call these notes leave single lines on a page."""
    for note in notes:
        block = places.around(note)
        while block is not None and block.tag not in BLOCKS:
            block = places.around(block)
        if block is not None:
            add_style(block, "orphans: 1; widows: 1")


def note_findings(audit: NoteAudit, places: Places) -> tuple[Finding, ...]:
    """Tell what is wrong with the notes."""
    lost = [
        finding(
            "note-lost",
            f"The text of note {_number(note)} is not whole on the pages.",
            places.location(places.around(note)),
            "Shorten the note or move its call to another sentence.",
        )
        for note in audit.lost
    ]
    return tuple(lost)


def late_notes(audit: NoteAudit, root: Element, places: Places) -> tuple[Finding, ...]:
    """Tell of notes that begin on a later page than their call."""
    notes = {note.get("id", ""): note for note in root.iter("aside") if is_note(note)}
    return tuple(
        finding(
            "note-late",
            f"Note {_number(notes[placed.note_id])} begins on a later page than its call:"
            " longer notes before it fill the room.",
            places.location(places.around(notes[placed.note_id])),
        )
        for placed in audit.placements
        if placed.call_page and placed.note_page > placed.call_page
    )


def _number(note: Element) -> str:
    """The number printed before a note; its id where there is none."""
    for link in note.iter("a"):
        if link.get("role") == "doc-backlink":
            return "".join(link.itertext()).strip().rstrip(".")
    return note.get("id", "")
