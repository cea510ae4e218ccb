"""Where notes go: behind their calls on a page, behind the block in a text that flows.

    page    <sup class="call">..</sup><aside class="note">..</aside>, floated to the foot by CSS
    reflow  <aside>s at the end of the division: reading systems show them as pop-ups, and one
            that does not still gives a text that notes do not break up
    end     both media: the endnotes division lists them (a layout of its own)

A note called inside a note is placed behind that note, never in it: the page engine would lose it.
"""

from __future__ import annotations

from octavo.artifacts import Medium
from octavo.book.elements import Note
from octavo.book.terms import Terms
from octavo.layouts.markup import (
    EPUB_TYPE,
    Element,
    copies,
    insert_after,
    insert_first,
    local,
    new,
    parse_fragment,
    q,
)


def place_notes(
    root: Element, notes: dict[str, Note], medium: Medium, words: Terms, placed: set[str]
) -> None:
    """Put every note that this tree calls first where the medium wants it; placed grows."""
    if medium is Medium.REFLOW:
        _collect_notes(root, notes, words, placed)
        return
    for call in _calls(root):
        behind = _holder(call)
        for aside in _asides(call, notes, medium, words, placed):
            while not behind.tail and (following := _note_behind(behind)) is not None:
                behind = following
            insert_after(behind, aside)
            behind = aside


def _collect_notes(root: Element, notes: dict[str, Note], words: Terms, placed: set[str]) -> None:
    asides = [
        aside
        for call in _calls(root)
        for aside in _asides(call, notes, Medium.REFLOW, words, placed)
    ]
    division = next(root.iter(q("section")), None)
    if not asides or division is None:
        return
    end = new("section", {
        "class": "notes", "id": f"{division.get('id', '')}-notes", "aria-label": words.notes,
        EPUB_TYPE: "footnotes",
    })  # fmt: skip
    end.extend(asides)
    division.append(end)


def _calls(root: Element) -> list[Element]:
    return [link for link in root.iter(q("a")) if link.get("role") == "doc-noteref"]


def _asides(
    call: Element, notes: dict[str, Note], medium: Medium, words: Terms, placed: set[str]
) -> list[Element]:
    """The note of a call, then the notes that it calls itself."""
    note = notes.get(call.get("href", "").removeprefix("#"))
    if note is None or note.id in placed:
        return []
    placed.add(note.id)
    aside = make_aside(note, medium, words)
    found = [aside]
    for nested in _calls(aside):
        found += _asides(nested, notes, medium, words, placed)
    return found


def make_aside(note: Note, medium: Medium, words: Terms) -> Element:
    """A note with its number and the way back."""
    body = parse_fragment(note.body)
    aside = new("aside", {"class": "note", "id": note.id, "role": "doc-footnote"})
    if medium is Medium.REFLOW:
        aside.set(EPUB_TYPE, "footnote")
    aside.extend(copies(body))
    first = aside[0] if len(aside) and local(aside[0]) == "p" else None
    if first is None:
        first = new("p", {"id": f"{note.id}-back", "class": "note-number"})
        aside.insert(0, first)
    insert_first(first, _back_link(note, words), " ")
    return aside


def _back_link(note: Note, words: Terms) -> Element:
    link = new("a", {
        "class": "back", "href": f"#{note.call_ids[0]}", "role": "doc-backlink",
        "aria-label": words.back_label.replace("{number}", note.number),
    })  # fmt: skip
    link.text = printed_number(note)
    return link


def printed_number(note: Note) -> str:
    """A note's number as it stands before the note: "3.", but "*"."""
    return f"{note.number}." if note.number[-1:].isalnum() else note.number


def _holder(call: Element) -> Element:
    """The call with its raised place: a note goes behind it."""
    parent = call.getparent()
    assert parent is not None
    return parent if local(parent) == "sup" else call


def _note_behind(element: Element) -> Element | None:
    following = element.getnext()
    if following is not None and local(following) == "aside" and following.get("class") == "note":
        return following
    return None
