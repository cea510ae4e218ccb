"""How the reading systems behave with an EPUB, in figures: used by bench.epub_peers.

A place is opened if the letters that stand at it in the file come into sight. A note is read in
place if it pops up with its own words; else it is gone to if it comes into sight, and left again if
its way back brings the call into sight. Documents are too wide if anything in them but a box that
scrolls is wider than the column, and faint if text is below WCAG's contrast.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bench.reading_systems.epub_file import Call, EpubFile, Line

NAMES = {"epubjs": "epub.js", "foliate": "foliate-js", "readium": "Readium"}


@dataclass(frozen=True)
class Behaviour:
    """What one reading system made of one EPUB."""

    system: str
    contents: str
    pages: str
    in_place: int
    gone_to: int
    returned: int
    calls: int
    errors: int
    wide: str
    wide_large: str
    faint: str

    @property
    def notes(self) -> str:
        """Of the calls: how many pop up, go to their note, and come back from it."""
        return f"{self.in_place} / {self.gone_to} / {self.returned}"


def behaviour(epub: EpubFile, seen: dict[str, Any]) -> Behaviour:
    """The figures of one run."""
    notes = list(zip(epub.calls, seen["notes"], strict=True))
    dark, large = seen["measured"]["dark"], seen["measured"]["large"]
    return Behaviour(
        NAMES[seen["system"]],
        opened(epub, epub.lines("toc"), seen["contents"]),
        opened(epub, epub.lines("page-list"), seen["pages"]),
        sum(pops_up(epub, call, note) for call, note in notes),
        sum(is_gone_to(epub, call, note) for call, note in notes),
        sum(is_gone_to(epub, call, note) and note.get("returned", False) for call, note in notes),
        len(notes),
        len(seen["errors"]),
        _documents(dark, "overflowing"),
        _documents(large, "overflowing"),
        _documents(dark, "faint"),
    )


def opened(epub: EpubFile, listed: Sequence[Line], visited: Sequence[dict[str, Any]]) -> str:
    """How many of the listed places were opened, in order; a list that is not there is a dash."""
    if not listed:
        return "–"
    if len(visited) == len(listed):
        pairs = list(zip(listed, visited, strict=True))
    else:
        by_label = {each["label"]: each for each in visited}
        pairs = [(line, by_label[line.label]) for line in listed if line.label in by_label]
    right = sum(
        epub.find(line.href) is not None and each["letters"] == epub.letters_from(line.href)
        for line, each in pairs
    )
    return f"{right}/{len(listed)}"


def pops_up(epub: EpubFile, call: Call, note: dict[str, Any]) -> bool:
    """Whether a note's own words were shown in place."""
    return "popup" in note and _begin_alike(note["popup"], epub.note_text(call))


def is_gone_to(epub: EpubFile, call: Call, note: dict[str, Any]) -> bool:
    """Whether the place of a note came into sight."""
    return "letters" in note and note["letters"] == epub.letters_from(call.note)


def _begin_alike(one: str, other: str) -> bool:
    """Whether two texts have the same first thirty letters, the note's number aside."""
    first, second = (re.sub(r"^[\W\d]+", "", text)[:30] for text in (one, other))
    return bool(first) and first == second


def _documents(measured: Iterable[dict[str, Any]], kind: str) -> str:
    found = list(measured)
    return f"{sum(bool(each[kind]) for each in found)} of {len(found)}"
