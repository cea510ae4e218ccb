"""Findings as an author reads them: the right line, the caret under the right character."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from octavo.cli.show import finding_text, json_text, printable
from octavo.findings import Location, finding


def shown(tmp_path: Path, content: bytes, line: int, column: int) -> list[str]:
    """The lines of a finding at a place, without colours."""
    (tmp_path / "book.md").write_bytes(content)
    place = Location("book.md", line, column)
    text = finding_text(finding("note-undefined", "No such note.", place, "Write it."), tmp_path)
    return [piece.replace("\x1b[0m", "") for piece in text.split("\n")]


def columns(text: str) -> int:
    """How wide a terminal shows a text."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


@pytest.mark.parametrize(
    "content",
    [
        "One line.\nHere ☞ is it.\n",
        "\ufeffOne line.\nHere ☞ is it.\n",
        "One line.\r\nHere ☞ is it.\r\n",
        "One line.\rHere ☞ is it.\r",
        "One\u2028line.\nHere ☞ is it.",
        "One\x0cline\x0b.\x85\nHere ☞ is it.",
        "One line.\nDas ist größer: ☞",
        "One line.\n漢字の前に ☞",
        "One line.\ne\u0301a\u0300 ☞",
        "One line.\n" + "x" * 500 + " ☞ " + "y" * 500,
        "One line.\n\u0645\u0631\u062d\u0628\u0627 ☞",
    ],
)
def test_the_caret_stands_below_its_character(tmp_path: Path, content: str) -> None:
    line = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")[1]
    lines = shown(tmp_path, content.encode(), 2, line.index("☞") + 1)
    source, caret = lines[1], lines[2]
    assert "☞" in source
    assert columns(caret) == columns(source[: source.index("☞") + 1])
    assert caret.endswith("^")
    assert len(source) <= 100


def test_tabs_before_the_place_stay_tabs_so_that_the_caret_moves_with_them(tmp_path: Path) -> None:
    _, source, caret, _ = shown(tmp_path, b"\ta\tb", 1, 4)
    assert (source, caret) == ("  | \ta\tb", "  | \t \t^")


@pytest.mark.parametrize(("line", "column"), [(0, 1), (3, 1), (99, 1)])
def test_a_place_that_the_file_does_not_have_shows_no_line(
    tmp_path: Path, line: int, column: int
) -> None:
    head, hint = shown(tmp_path, b"one\ntwo", line, column)
    assert "No such note." in head
    assert hint == "  hint: Write it."


def test_a_line_of_a_file_outside_the_publication_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("a secret")
    book = tmp_path / "book"
    book.mkdir()
    (book / "link.md").symlink_to(tmp_path / "secret")
    for path in ("link.md", "../secret"):
        item = finding("note-undefined", "No such note.", Location(path), "Write it.")
        assert "a secret" not in finding_text(item, book)


def test_what_a_terminal_would_obey_is_shown_as_a_sign(tmp_path: Path) -> None:
    head, source, _, _ = shown(tmp_path, "\x1b[2Jred\u202eder".encode(), 1, 1)
    assert source == "  | \ufffd[2Jred\ufffdder"
    assert printable("a\nb\tc\x07\x9b") == "a b\tc\ufffd\ufffd"
    assert "book.md:1:1" in head


def test_json_holds_every_field_of_a_finding() -> None:
    item = finding("note-undefined", "No “note”.", Location("a.md", 2, 3), "Write it.")
    (said,) = json.loads(json_text(findings=(item,)))["findings"]
    assert said == {
        "code": "note-undefined", "severity": "error", "message": "No “note”.",
        "location": {"path": "a.md", "line": 2, "column": 3}, "hint": "Write it.",
    }  # fmt: skip
