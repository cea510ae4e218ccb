"""In every reading system the contents, the printed pages and the notes open the right places."""

from __future__ import annotations

from typing import Any

from expected import Least
from opened import Line, OpenedBook, without_spaces


def _file_and_id(href: str) -> str:
    """An address without the folders that reading systems put before it."""
    return href.rpartition("/")[2]


def _wrong(opened: OpenedBook, visited: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """(label, what is there, what should be) of each place that did not come into sight."""
    return [
        (each["label"], each["letters"], wanted)
        for each in visited
        if each["letters"] != (wanted := opened.letters_from(_file_and_id(each["href"])))
    ]


def test_the_contents_are_those_of_the_book(
    opened: OpenedBook, least: Least, seen: dict[str, Any]
) -> None:
    shown = [Line(each["label"], _file_and_id(each["href"])) for each in seen["contents"]]
    assert shown == opened.lines("toc")
    assert len(shown) >= least.entries
    titles = [division.plain_title for division in opened.book.divisions if division.listed]
    assert all(any(title in line.label for line in shown) for title in filter(None, titles))


def test_every_line_of_the_contents_opens_its_place(
    opened: OpenedBook, seen: dict[str, Any]
) -> None:
    assert _wrong(opened, seen["contents"]) == []


def test_every_printed_page_is_listed_and_opens_at_its_first_words(
    opened: OpenedBook, least: Least, seen: dict[str, Any]
) -> None:
    shown = [(each["label"], _file_and_id(each["href"])) for each in seen["pages"]]
    listed = [(line.label, line.href) for line in opened.lines("page-list")]
    if seen["system"] == "epubjs":  # it takes page numbers for numbers and knows no roman ones
        listed = [(label if label.isdecimal() else None, href) for label, href in listed]
    assert shown == listed
    assert len(shown) >= least.pages
    assert _wrong(opened, seen["pages"]) == []


def test_every_note_pops_up_or_is_gone_to_and_leads_back(
    opened: OpenedBook, least: Least, seen: dict[str, Any]
) -> None:
    calls = [note.id for note in opened.book.notes for _ in note.call_ids]
    assert sorted(call.note.partition("#")[2] for call in opened.calls) == sorted(calls)
    assert len(seen["notes"]) == len(calls) >= least.notes
    assert all(call.back for call in opened.calls)
    wrong = []
    for call, note in zip(opened.calls, seen["notes"], strict=True):
        if "popup" in note:
            is_right = without_spaces(note["popup"]) == opened.note_text(call)
        else:
            there = note.get("letters") == opened.letters_from(call.note)
            is_right = there and note["returned"]
        if not is_right:
            wrong.append(note)
    assert wrong == []


def test_nothing_is_complained_of_on_the_console(seen: dict[str, Any]) -> None:
    assert seen["errors"] == []
