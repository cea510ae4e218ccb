"""Folders that the command is given: any name, any content."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from command_line import BOOK, PROJECT, Call, names, octavo, publication


@pytest.mark.parametrize(
    "name",
    ["a b", "Übergröße", "100%20", "#1", 'it\'s "q"', "[x]", "{y}", "a;b&c", "x" * 200, "\\", "-"],
)
def test_a_folder_may_have_any_name(call: Call, tmp_path: Path, name: str) -> None:
    folder = publication(tmp_path / name)
    shutil.copy(PROJECT / "images/deaths.svg", folder / "manuscript/a b #1%.svg")
    text = BOOK + '\n![Deaths](a%20b%20%231%25.svg "Each source"){#fig-x}\n'
    (folder / "manuscript/book.md").write_text(text)
    ended = call("build", folder, "--edition", "epub", "--quiet")
    assert ended.returncode == 0, ended.stderr
    assert call("build", folder, "--edition", "epub").stdout.endswith("(unchanged)\n")


def test_a_folder_whose_name_is_no_text_is_built(tmp_path: Path) -> None:
    folder = publication(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff")))
    (folder / "manuscript/book.md").write_text("# One\n\nText.\n")
    ended = octavo("build", folder, "--edition", "epub")
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("name", [b"z\xff.md", b"z\n.md", b"z\x1b[31m.md"])
def test_a_file_whose_name_is_no_text_is_answered(call: Call, small: Path, name: bytes) -> None:
    path = os.fsencode(small / "manuscript") + b"/" + name
    Path(os.fsdecode(path)).write_text("# Two\n\nText.[^none]\n")
    for form in ("text", "json"):
        ended = call("build", small, "--edition", "epub", "--format", form)
        assert ended.returncode == 1
        assert "file-unreadable" in ended.stderr + ended.stdout
        assert "\x1b[31m" not in ended.stderr


def test_one_markdown_file_in_the_folder_is_a_book(call: Call, tmp_path: Path) -> None:
    (tmp_path / "text.markdown").write_text(BOOK)
    assert call("build", tmp_path, "--edition", "epub").returncode == 0
    assert call("build", tmp_path, "--edition", "epub").stdout.endswith("(unchanged)\n")


def test_a_folder_named_by_mistake_is_left_without_a_trace(tmp_path: Path) -> None:
    ended = octavo("build", tmp_path)
    assert ended.returncode == 1
    assert "error[manuscript-empty]" in ended.stderr
    assert names(tmp_path) == []


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: X\ndate: 2020\n---\n", "\ufeff"])
def test_a_manuscript_without_text_is_answered(call: Call, small: Path, text: str) -> None:
    (small / "manuscript/book.md").write_text(text, "utf-8")
    ended = call("build", small)
    assert ended.returncode == 1
    assert "error[manuscript-empty]" in ended.stderr


def test_five_thousand_paragraphs_are_built(small: Path) -> None:
    words = "A paragraph of ten words, with *emphasis* and one note."
    text = "\n\n".join(f"{words}^[Note {n}.]" if n % 50 == 0 else words for n in range(5000))
    (small / "manuscript/book.md").write_text(f"{BOOK}\n{text}\n")
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 0
    assert "50,205 words" in ended.stdout
