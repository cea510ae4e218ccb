"""Editions broken on purpose: what real validators say of them leads to the line that is meant."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from bookshelf import once

from octavo.book.structure import Book
from octavo.checks.pdf_places import PdfPlaces
from octavo.checks.places import EpubPlaces
from octavo.checks.validators import Message, ace, epubcheck, verapdf
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish
from octavo.reading import read

TEXT = """---
title: To be broken
date: 2026-01-01
identifier: urn:uuid:11111111-0000-4000-8000-000000000081
---

# One

Again and again.

The first words.

## Below

Again and again.

- An item
- The second item

![A wedge](a.svg "First"){#fig-a}

![Another wedge](a.svg "Second")

| A | B |
|---|---|
| x | x |
| y | **x** |

# Two

Again and again.[^n]

[^n]: A note that is broken.
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
Find = Callable[[str], Path]


def line(words: str, number: int = 1) -> int:
    """The line of the manuscript with these words, the first or a later one."""
    return [n for n, text in enumerate(TEXT.splitlines(), 1) if words in text][number - 1]


@pytest.fixture
def made(shared: Path) -> tuple[Path, Path, Book]:
    """PDF, EPUB and Book."""

    def build() -> tuple[Path, Path, Book]:
        root = shared / "broken"
        root.mkdir()
        (root / "manuscript.md").write_text(TEXT, encoding="utf-8")
        (root / "a.svg").write_text(SVG, encoding="utf-8")
        publish(BuildOptions(root, jobs=1, editions=("screen", "epub")), Silence())
        book = read(root).book
        assert book is not None
        (pdf,), (epub,) = (root / "dist").glob("*.pdf"), (root / "dist").glob("*.epub")
        return pdf, epub, book

    found: tuple[Path, Path, Book] = once(shared, "broken", build)
    return found


def spoil(epub: Path, broken: Path, *faults: tuple[str, str, str]) -> Path:
    """Exchange pieces in documents of an EPUB: (document, old, new), the last of each kind."""
    with zipfile.ZipFile(epub) as whole, zipfile.ZipFile(broken, "w") as spoiled:
        for each in whole.namelist():
            content = whole.read(each)
            for name, old, new in faults:
                if each.endswith(name):
                    assert old.encode() in content
                    content = new.encode().join(content.rsplit(old.encode(), 1))
            spoiled.writestr(each, content)
    return broken


FAULTS = {
    line("The first words"): ("/one.xhtml", "The first words.", '<b id="a b">The</b> first words.'),
    line("Again", 2): ("/one.xhtml", "Again and again.", '<b id="a b">Again</b> and again.'),
    line("Again", 3): ("/two.xhtml", "Again and again.", '<b id="a b">Again</b> and again.'),
    line("The second item"): ("/one.xhtml", "<li>The", '<li id="a b">The'),
    line("Another wedge"): ("/one.xhtml", "Second</fig", '<i id="a b">Second</i></fig'),
    line("| y |"): ("/one.xhtml", "<td>y</td>", '<td><i id="a b">y</i></td>'),
    line("[^n]: A note"): ("/two.xhtml", "A note that", '<b id="a b">A</b> note that'),
}
"""A fault in the block of each of these lines."""


def test_epubcheck_leads_to_the_lines(
    made: tuple[Path, Path, Book], tool: Find, tmp_path: Path
) -> None:
    tool("java")
    broken = spoil(made[1], tmp_path / "broken.epub", *FAULTS.values())
    messages = epubcheck.check(broken).messages
    places = EpubPlaces(broken, made[2])
    assert {place.line if (place := places.of(each)) else 0 for each in messages} == set(FAULTS)


def test_ace_leads_to_the_element_not_to_the_chapter(
    made: tuple[Path, Path, Book], tool: Find, tmp_path: Path
) -> None:
    for program in ("node", "chromium", "ace"):
        tool(program)
    fault = ("/one.xhtml", "<li>The second", '<li><img src="images/x.png"/>The second')
    broken = spoil(made[1], tmp_path / "broken.epub", fault)
    (message,) = [each for each in ace.check(broken).messages if each.id == "image-alt"]
    place = EpubPlaces(broken, made[2]).of(message)
    assert place is not None
    assert place.line == line("The second item")


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    return [
        each for each in pdf.objects
        if isinstance(each, pikepdf.Dictionary)
        and each.get("/Type") == "/StructElem" and each.get("/S") == kind
    ]  # fmt: skip


def test_verapdf_leads_to_the_figure_and_the_table(
    made: tuple[Path, Path, Book], tool: Find, tmp_path: Path
) -> None:
    tool("verapdf")
    tool("java")
    broken = tmp_path / "broken.pdf"
    with pikepdf.open(made[0]) as pdf:
        (second,) = [e for e in elements(pdf, "/Figure") if str(e["/Alt"]) == "Another wedge"]
        del second["/Alt"]
        row = elements(pdf, "/TR")[0]
        row["/K"] = pikepdf.Array(list(row["/K"])[:1])
        pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"] = False
        pdf.save(broken)
    messages = verapdf.check(broken, ["ua1"]).messages
    places = [PdfPlaces(broken, made[2]).of(each) for each in messages]
    expected = {line("Another wedge"), line("| A | B |"), 0}
    assert {place.line if place else 0 for place in places} == expected
    assert not any(" obj " in each.text for each in messages)


@pytest.mark.parametrize(
    "context", ["", "root", "root/x(99999 0 obj SEFigure Figure)", "(1 0 obj SE"]
)
def test_a_message_about_no_element_has_no_place(
    made: tuple[Path, Path, Book], context: str
) -> None:
    assert PdfPlaces(made[0], made[2]).of(Message("error", "x", "wrong", context=context)) is None


def test_a_file_that_is_no_pdf_has_no_places(made: tuple[Path, Path, Book], tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"no PDF")
    message = Message("error", "x", "wrong", context="root(3 0 obj SEFigure Figure)")
    assert PdfPlaces(tmp_path / "x.pdf", made[2]).of(message) is None
