"""What the rooms of reading hand on while a book is being made: trees that may still change.

Drafts become Divisions and NoteDrafts become Notes in octavo.reading.freezing; nothing outside
octavo.reading sees them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from octavo.book.structure import Matter
from octavo.findings import Location
from octavo.reading.trees import Element, make


@dataclass(slots=True)
class Draft:
    """A division while it is being made: title and body are trees with data-at on them."""

    location: Location
    role: str = "chapter"
    matter: Matter = Matter.BODY
    heading: Element = field(default_factory=lambda: make("h1"))
    body: Element = field(default_factory=lambda: make("body"))
    id: str = ""
    number: str | None = None
    label: str = ""
    part_id: str | None = None
    language: str | None = None
    classes: tuple[str, ...] = ()
    listed: bool = True
    unnumbered: bool = False
    section_numbers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class NoteDraft:
    """A note while it is being made; order counts from 1 through the book."""

    id: str
    order: int
    number: str
    division_id: str
    body: Element
    location: Location
    call_ids: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Manuscript:
    """All that is being made: divisions in reading order, and the notes they call."""

    drafts: list[Draft]
    notes: list[NoteDraft] = field(default_factory=list)

    def trees(self) -> Iterator[tuple[Draft, Element]]:
        """Every tree with its division: title, body, then the division's notes, in order."""
        notes: dict[str, list[NoteDraft]] = {}
        for note in self.notes:
            notes.setdefault(note.division_id, []).append(note)
        for draft in self.drafts:
            yield draft, draft.heading
            yield draft, draft.body
            for note in notes.get(draft.id, ()):
                yield draft, note.body
