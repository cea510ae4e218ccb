"""Options of the command: what each does, and what it leaves alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import BOOK, names, octavo


def test_strict_refuses_what_otherwise_is_a_warning(small: Path) -> None:
    text = BOOK.replace("date: 2020-02-02\n", "")
    (small / "manuscript/book.md").write_text(text)
    assert octavo("build", small, "--edition", "epub").returncode == 0
    made = (small / "dist/small.epub").read_bytes()
    ended = octavo("build", small, "--edition", "epub", "--strict")
    assert ended.returncode == 1
    assert "errors or warnings (--strict)" in ended.stderr
    assert (small / "dist/small.epub").read_bytes() == made


def test_json_is_all_that_stands_on_standard_output(small: Path) -> None:
    good = octavo("build", small, "--edition", "epub", "--format", "json")
    report = json.loads(good.stdout)
    assert report == json.loads((small / "dist/report.json").read_bytes())
    assert good.stderr == ""

    (small / "manuscript/book.md").write_text(BOOK + "\nA “call”.[^none]\n", "utf-8")
    refused = octavo("build", small, "--format", "json")
    said = json.loads(refused.stdout)
    assert refused.returncode == 1
    assert refused.stderr == ""
    (item,) = [item for item in said["findings"] if item["severity"] == "error"]
    assert item["code"] == "note-undefined"
    assert item["location"] == {"path": "manuscript/book.md", "line": 15, "column": 10}
    assert "Nothing was made" in said["error"]

    checked = json.loads(octavo("check", small, "--format", "json").stdout)
    assert {item["code"] for item in checked["findings"]} >= {"note-undefined"}


def test_json_is_utf_8_and_text_is_printed_whatever_the_terminal_takes(small: Path) -> None:
    (small / "manuscript/book.md").write_text(BOOK.replace("A Small", "Ein großes 本"), "utf-8")
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    ended = octavo("build", small, "--edition", "epub", "--format", "json", env=latin)
    assert json.loads(ended.stdout)["title"] == "Ein großes 本 Book"
    ended = octavo("build", small, "--edition", "epub", env=latin)
    assert ended.returncode == 0
    assert ended.stdout.startswith("Ein gro\udcdfes ? Book: ")


def test_quiet_prints_findings_only(small: Path) -> None:
    ended = octavo("build", small, "--edition", "epub", "--quiet")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_an_epub_alone_without_a_page_list_sets_no_pages(small: Path) -> None:
    ended = octavo("build", small, "--edition", "epub")
    assert "Setting pages" not in ended.stderr
    assert names(small / "dist") == ["report.json", "small.epub"]


def test_a_pdf_alone_is_the_pdf_of_both_whatever_the_number_of_processes(small: Path) -> None:
    made = set()
    for jobs, more in (("0", ()), ("1", ("--edition", "screen")), ("2", ("--edition", "screen"))):
        output = small / f"alone{jobs}"
        ended = octavo("build", small, "--no-cache", "--jobs", jobs, "--output", output, *more)
        assert ended.returncode == 0, ended.stderr
        made.add((output / "small.pdf").read_bytes())
    assert len(made) == 1
    assert names(small / "alone1") == ["report.json", "small.pdf"]


def test_editions_that_are_older_than_the_report_are_named_at_the_end(small: Path) -> None:
    first = octavo("build", small, "--edition", "screen", "--draft")
    assert "earlier" not in first.stdout
    for _ in ("made", "unchanged"):
        ended = octavo("build", small, "--edition", "epub")
        assert ended.stdout.splitlines()[-1] == "Of earlier builds, not made now: small.pdf"
    (small / "manuscript/book.md").write_text(BOOK.replace("slug: small", "slug: renamed"))
    renamed = octavo("build", small, "--edition", "epub")
    assert renamed.stdout.splitlines()[-1] == "Of earlier builds, not made now: small.epub"
    assert names(small / "dist") == ["renamed.epub", "report.json", "small.epub", "small.pdf"]


def test_output_is_relative_to_where_the_command_is_called(small: Path, tmp_path: Path) -> None:
    ended = octavo("build", "small", "--edition", "epub", "--output", "a/b", cwd=tmp_path)
    assert ended.returncode == 0
    assert names(tmp_path / "a/b") == ["report.json", "small.epub"]
    assert names(small) == [".octavo", "manuscript"]


def test_no_cache_keeps_nothing_but_the_lock(small: Path) -> None:
    assert octavo("build", small, "--edition", "epub", "--no-cache").returncode == 0
    kept = [path for path in (small / ".octavo").rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in kept) == [".TAG", ".lock"]


def test_a_file_where_an_output_goes_is_a_sentence_before_any_work(small: Path) -> None:
    (small / "dist").write_text("in the way")
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"error: {small}/dist is a file")
    assert (small / "dist").read_text() == "in the way"


def test_a_folder_in_the_place_of_an_edition_leaves_the_others_as_they_were(small: Path) -> None:
    (small / "dist/report.json").mkdir(parents=True)
    (small / "dist/small.epub").write_text("the last good one")
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 1
    assert "is a folder, in the place of a file" in ended.stderr
    assert (small / "dist/small.epub").read_text() == "the last good one"
    assert names(small / "dist") == ["report.json", "small.epub"]


@pytest.mark.parametrize("verb", [(), ("build",), ("check",)])
def test_help_is_given_without_loading_anything(verb: tuple[str, ...]) -> None:
    ended = octavo(*verb, "--help")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Usage: ")
    assert "..." not in ended.stdout.replace("[ARGS]...", "")
