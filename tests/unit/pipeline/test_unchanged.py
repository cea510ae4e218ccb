"""A build in which nothing changed makes nothing; every cause of a book counts as a change."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from writing_desk import Desk, edit

from octavo.pipeline import inputs
from octavo.pipeline.options import BuildOptions

BOOK = """---
title: A Book
slug: book
lang: en-GB
page-list: none
citation-style: csl/house.csl
bibliography: [more/works.json]
identifier: urn:uuid:11111111-2222-3333-4444-555555555555
---

# One

Text.[@a] ![Alt](../images/a.svg)
"""
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info>
<title>House</title><id>house</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


@pytest.fixture
def built(desk: Desk) -> Desk:
    desk.write("manuscript/book.md", BOOK)
    desk.write("csl/house.csl", STYLE)
    desk.write("more/works.json", '[{"id": "a", "type": "book", "title": "A Work"}]')
    desk.write("images/a.svg", DRAWING)
    time.sleep(0.02)  # the clock that stamps files is coarse
    assert not desk.build("epub").unchanged
    return desk


def test_a_second_build_makes_nothing(built: Desk) -> None:
    before = built.made(".epub").stat()
    assert built.build("epub").unchanged
    assert built.made(".epub").stat() == before


def add(path: str, content: str) -> Callable[[Desk], object]:
    return lambda desk: desk.write(path, content)


CHANGES = {
    "the text": edit("manuscript/book.md", "Text.", "Words."),
    "the metadata": edit("manuscript/book.md", "title: A Book", "title: B"),
    "the citation style": edit("csl/house.csl", "</layout></citation>", "</layout></citation> "),
    "the bibliography": edit("more/works.json", "A Work", "Works"),
    "a picture": edit("images/a.svg", "M0 0h9", "M0 0v9"),
    "a new chapter": add("manuscript/two.md", "# Two\n\nText.\n"),
    "a new file of metadata in the folder": add("metadata.yaml", "publisher: Us"),
    "a new file of metadata beside the text": add("manuscript/octavo.yml", "publisher: Us"),
    "a new style sheet": add("styles/reflow.css", "p { color: black }"),
    "a new layout": add(
        "styles/chapter.html.j2", '{% extends "classical/chapter.html.j2" %}\n{# mine #}'
    ),
    "a theme": add("styles/theme.yaml", "extends: modern"),
    "an edition removed": lambda desk: desk.made(".epub").unlink(),
    "an edition altered": lambda desk: desk.made(".epub").write_bytes(b"?"),
    "the report removed": lambda desk: (desk.root / "dist/report.json").unlink(),
    "the report altered": edit("dist/report.json", '"words": ', '"words": 1'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_it_is_a_change(built: Desk, change: Callable[[Desk], object]) -> None:
    change(built)
    assert not built.build("epub").unchanged
    assert built.build("epub").unchanged


def test_the_date_of_the_environment_is_a_change(
    built: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert not built.build("epub").unchanged


def test_another_version_of_a_package_is_a_change(
    built: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "installed", lambda: ("markdown-9.9.dist-info",))
    assert not built.build("epub").unchanged


def test_other_editions_or_options_are_a_change(built: Desk) -> None:
    assert not built.build("epub", draft=True).unchanged


def test_files_that_a_book_does_not_read_are_no_change(built: Desk) -> None:
    built.write("notes.txt", "to do")
    built.write("images/unused.svg", DRAWING)
    built.write("manuscript/old draft.doc", "x")
    for path in built.root.rglob("*.svg"):
        os.utime(path)
    assert built.build("epub").unchanged


def test_a_file_changed_while_the_build_ran_is_not_taken_as_read(built: Desk) -> None:
    options = BuildOptions(built.root, editions=("epub",))
    folder = built.root / ".octavo"
    since = inputs.begin(folder)
    time.sleep(0.05)
    built.write("manuscript/book.md", BOOK.replace("Text.", "Typed while the build ran."))
    report = inputs.read_report(options.dist)
    assert report is not None
    inputs.remember(options, folder, ["manuscript/book.md"], report, since)
    assert inputs.unchanged(options, folder) is None


def test_a_link_out_of_the_folder_is_not_walked_through(built: Desk) -> None:
    (built.root / "styles").symlink_to("/proc")
    start = time.monotonic()
    built.build("epub")
    assert time.monotonic() - start < 60


def test_a_damaged_record_is_no_record(built: Desk) -> None:
    (record,) = (built.root / ".octavo/builds").iterdir()
    for content in (b"", b"{}", b"\xff", b'{"key": 1, "read": [], "report": ""}'):
        record.write_bytes(content)
        assert not built.build("epub").unchanged


def test_a_copy_of_a_publication_is_built_with_its_cache(built: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "copy")
    import shutil

    shutil.copytree(built.root, other.root, ignore=shutil.ignore_patterns("copy"))
    assert not other.build("epub").unchanged
    assert other.made(".epub").read_bytes() == built.made(".epub").read_bytes()
