"""Every finding code: its severity, what it means, what to do. docs/findings.md is made from it.

Codes are words, the thing first: note-undefined, image-missing. A code is never reused for
another meaning. tests/findings/<code>/ holds a manuscript that earns each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue."""

    severity: Literal["note", "warning", "error"]
    meaning: str
    remedy: str


CATALOG: dict[str, Entry] = {
    # --- the manuscript's files ---
    "manuscript-empty": Entry(
        "error",
        "No text was found to make a book of.",
        "Put at least one Markdown file with text into manuscript/.",
    ),
    "file-undecodable": Entry(
        "error", "A source file is not UTF-8 text.", "Save the file as UTF-8."
    ),
    # --- notes ---
    "note-undefined": Entry(
        "error", "A note is called but nowhere written.", "Write the note, or remove the call."
    ),
    "note-unused": Entry(
        "warning", "A note is written but never called.", "Call it with [^name], or remove it."
    ),
    "note-duplicate": Entry(
        "error", "Two notes have the same name.", "Give one of them another name."
    ),
    # --- faces ---
    "font-missing": Entry(
        "error", "A face that the theme names is not there.",
        "Install the font package, or put the file into styles/."),
    "font-unreadable": Entry(
        "error", "A font file is broken or of a kind that octavo cannot use.",
        "Use a .ttf or .otf file of one face."),
    "font-licence": Entry(
        "error", "A font's licence forbids to put it into a book.", "Use another face."),
    "font-axis": Entry(
        "error", "A variable font has no such axis or value.",
        "Use a value inside the font's range."),
}
