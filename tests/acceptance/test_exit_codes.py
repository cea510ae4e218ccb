"""Exit codes of the command, and the sentences that come with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from command_line import BOOK, names, octavo, octavo_after


def test_a_good_book_ends_with_0_and_one_line_an_edition(small: Path) -> None:
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 0
    first, edition = ended.stdout.splitlines()
    assert first == "A Small Book: 5 words, 1 note"
    assert re.fullmatch(rf"  epub +{small}/dist/small\.epub  \d+ kB", edition)


def test_a_mistake_ends_with_1_and_nothing_on_standard_output(small: Path) -> None:
    (small / "manuscript/book.md").write_text(BOOK + "\nA call.[^none]\n")
    ended = octavo("build", small)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "manuscript/book.md:15:8: error[note-undefined]" in ended.stderr
    assert not list((small / "dist").glob("*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "no/such/folder"),
        ("build", "README.md"),
        ("build", ".", "--edition", "papyrus"),
        ("build", ".", "--jobs", "-1"),
        ("build", ".", "--jobs", "many"),
        ("build", ".", "--output", "README.md"),
        ("build", ".", "."),
        ("check", "no/such/folder"),
        ("publish",),
    ],
)
def test_wrong_usage_ends_with_2_and_makes_nothing(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("not a book")
    ended = octavo(*arguments, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Error: " in ended.stderr
    assert names(tmp_path) == ["README.md"]


def test_a_missing_tool_ends_with_3(small: Path) -> None:
    (small / "manuscript/sources.bib").write_text("@book{a, title={T}, year=2000}\n")
    (small / "manuscript/book.md").write_text(BOOK + "\nCited.[@a]\n")
    hide = (
        "import importlib.util as util; find = util.find_spec\n"
        "util.find_spec = lambda name, *a: None if name == 'pypandoc' else find(name, *a)"
    )
    ended = octavo_after(hide, "build", small, "--edition", "epub", env={"PATH": ""})
    assert ended.returncode == 3, ended.stderr
    assert "pandoc" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_edition_that_says_something_else_ends_with_4(small: Path) -> None:
    assert octavo("build", small, "--edition", "epub").returncode == 0
    (small / "manuscript/book.md").write_text(BOOK.replace("Some", "Other"))
    ended = octavo("check", small)
    assert ended.returncode == 4
    assert "error[editions-disagree]" in ended.stderr
    assert "small.epub differs from what the manuscript says" in ended.stdout


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip file" * 100])
def test_a_broken_edition_gets_a_verdict_and_no_traceback(small: Path, content: bytes) -> None:
    (small / "dist").mkdir()
    (small / "dist/small.epub").write_bytes(content)
    (small / "dist/small.pdf").write_bytes(content)
    ended = octavo("check", small)
    assert ended.returncode == 4
    assert "The EPUB cannot be read" in ended.stderr
    assert "The PDF cannot be read" in ended.stderr
    assert "error[edition-nonconforming]: qpdf says of small.pdf: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_check_names_editions_that_are_not_there_and_changes_nothing(small: Path) -> None:
    ended = octavo("check", small)
    assert ended.returncode == 0
    assert ended.stderr.count("warning[edition-missing]") == 2
    assert names(small) == ["manuscript"]


def test_a_fault_of_octavo_shows_its_traceback_and_ends_with_70(small: Path) -> None:
    breaks = "import octavo.pipeline.build as b; b.begin_epub = lambda *a: 1 / 0"
    ended = octavo_after(breaks, "build", small, "--edition", "epub")
    assert ended.returncode == 70
    assert "ZeroDivisionError" in ended.stderr
    assert "This is a bug in octavo" in ended.stderr
    assert names(small / "dist") == []


def test_a_full_disk_is_a_sentence(small: Path) -> None:
    fill = (
        "import errno, octavo.pipeline.build as b\n"
        "def fill(*a): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "b.begin_epub = fill"
    )
    ended = octavo_after(fill, "build", small, "--edition", "epub", "--quiet")
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: The disk is full")
