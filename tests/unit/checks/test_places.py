"""Messages of validators lead to the lines of the manuscript that they are about."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from octavo.book.structure import Book, Division, Matter
from octavo.checks.places import EpubPlaces, claims_conformance
from octavo.checks.validators import Message
from octavo.findings import Location

CHAPTER = (
    '<html><body>\n<section id="c1" class="division">\n<p id="p1">One.</p>\n'
    '<p>No id.</p><p id="p2">Two <b>bold</b></p>\n</section></body></html>\n'
)
BOOK = Book(
    "en",
    (
        Division(
            "c1", "chapter", Matter.BODY, "One",
            locations=(("p1", Location("manuscript/a.md", 5, 1)),
                       ("p2", Location("manuscript/a.md", 9, 1))),
            location=Location("manuscript/a.md", 3, 1),
        ),
    ),
)  # fmt: skip


@pytest.fixture
def epub(tmp_path: Path) -> Path:
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("EPUB/c1.xhtml", CHAPTER)
        archive.writestr("EPUB/content.opf", "<package><metadata/></package>")
    return path


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        (1, 5, None),
        (2, 10, 3),  # in the division's own tag
        (3, 20, 5),
        (4, 8, 5),  # in the paragraph without an id, the one above it
        (4, 40, 9),
        (0, 0, 3),  # the whole document: where its division begins
    ],
)
def test_a_message_leads_to_the_block_or_the_one_above_it(
    epub: Path, line: int, column: int, expected: int | None
) -> None:
    message = Message("error", "RSC-005", "wrong", "EPUB/c1.xhtml", line, column)
    place = EpubPlaces(epub, BOOK).of(message)
    assert (place.line if place else None) == expected


@pytest.mark.parametrize("path", ["", "EPUB/content.opf", "EPUB/gone.xhtml", "../../etc/passwd"])
def test_a_message_about_no_text_has_no_place(epub: Path, path: str) -> None:
    assert EpubPlaces(epub, BOOK).of(Message("error", "X", "wrong", path, 3, 3)) is None


def test_ace_names_files_from_the_package(epub: Path) -> None:
    place = EpubPlaces(epub, BOOK).of(Message("error", "image-alt", "wrong", "c1.xhtml"))
    assert place == Location("manuscript/a.md", 3, 1)


def test_a_broken_container_has_no_places_and_makes_no_claim(tmp_path: Path) -> None:
    path = tmp_path / "broken.epub"
    path.write_bytes(b"PK no zip")
    assert EpubPlaces(path, BOOK).of(Message("error", "X", "wrong", "c1.xhtml", 1, 1)) is None
    assert not claims_conformance(path)


def test_a_claim_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.opf", '<meta property="dcterms:conformsTo">x</meta>')
    assert claims_conformance(path)
