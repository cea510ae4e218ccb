"""The booklet edition: what lies in dist/ for one who wants to fold the book at home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest

from octavo.findings import ManuscriptError
from octavo.geometry import TRIMS
from octavo.press.booklet import ticket_for
from octavo.publication import BookletSettings, Metadata

if TYPE_CHECKING:
    from writing_desk import Desk

HEAD = """---
title: {title}
lang: {language}
date: 2026-01-01
identifier: urn:uuid:0d1e2f30-0000-4000-8000-000000000001
lists: {{contents: false}}
{more}
---

"""


def write_book(desk: Desk, chapters: int, more: str = "", language: str = "en") -> None:
    """A book of short chapters, each on a recto, that name themselves."""
    head = HEAD.format(title="Folded", language=language, more=more)
    text = "\n\n".join(f"# Chapter {n}\n\nThis is leaf {n}." for n in range(1, chapters + 1))
    desk.write("manuscript/book.md", head + text + "\n")


def words(pdf: Path) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_bounded().replace("\r\n", " ") for page in document]


def letters(text: str) -> str:
    """Text without the spaces that wide setting makes."""
    return "".join(text.split())


def test_a_book_without_the_key_has_no_booklet_unless_it_is_asked_for(desk: Desk) -> None:
    write_book(desk, 2)
    desk.build()
    assert not list(desk.root.glob("dist/*booklet*"))
    desk.build("booklet")
    assert sorted(path.name for path in desk.root.glob("dist/*booklet*")) == [
        "folded-booklet-instructions.pdf",
        "folded-booklet.pdf",
    ]


def test_a_short_book_is_stapled_and_its_instructions_say_how(desk: Desk) -> None:
    write_book(desk, 3, "booklet: {sheet: A4, paper: 90gsm}")
    result = desk.build()
    files = [edition.file for edition in result.report.editions]
    assert "folded-booklet.pdf" in files
    said = " ".join(words(desk.root / "dist" / "folded-booklet-instructions.pdf"))
    said = " ".join(said.split())
    sheets = words(desk.root / "dist" / "folded-booklet.pdf")
    assert f"{len(sheets) // 2} sheets of A4" in said
    for sentence in (
        "90 g/m²", "short edge", "100 %", "staple it twice", "Turn the pile over",
        "148.5 mm from the left edge: lay the left half over the right half", "Duplex test",
        "points up as well, the setting is right",
    ):  # fmt: skip
        assert sentence in said, sentence


def test_a_long_book_goes_to_sections_by_itself(desk: Desk) -> None:
    write_book(desk, 25, "booklet: {sheet: Letter, flip: long}")
    result = desk.build("booklet")
    assert not [f for f in result.report.findings if f.code.startswith("imposition")]
    said = " ".join(" ".join(words(desk.root / "dist" / "folded-booklet-instructions.pdf")).split())
    assert "in heaps of 4, 4, 3, 3" in said
    assert "long edge" in said
    assert "points down, the setting is right" in said
    assert "Sew the sections" in said


def test_the_first_sheet_carries_the_first_and_last_pages(desk: Desk) -> None:
    write_book(desk, 2, "booklet: {scheme: saddle}")
    desk.build("booklet")
    pdf = desk.root / "dist" / "folded-booklet.pdf"
    with pypdfium2.PdfDocument(pdf) as document:
        sides = [page.get_size() for page in document]
        front = document[0].get_textpage()
        middle = sides[0][0] / 2
        left = front.get_text_bounded(right=middle)
        right = front.get_text_bounded(left=middle)
    assert all(size == pytest.approx((841.89, 595.28), abs=0.01) for size in sides)
    assert "Folded" in letters(right)  # the half-title is page 1
    assert "Folded" not in letters(left)


def test_a_booklet_can_be_bound_on_the_right(desk: Desk) -> None:
    write_book(desk, 2, "booklet: {scheme: saddle, binding: right}")
    desk.build("booklet")
    with pypdfium2.PdfDocument(desk.root / "dist" / "folded-booklet.pdf") as document:
        front, middle = document[0].get_textpage(), document[0].get_width() / 2
        assert "Folded" in letters(front.get_text_bounded(right=middle))
    said = " ".join(" ".join(words(desk.root / "dist" / "folded-booklet-instructions.pdf")).split())
    assert "lay the right half over the left half" in said


@pytest.mark.parametrize(
    ("language", "binding"), [("en", "left"), ("fa", "right"), ("he-IL", "right")]
)
def test_a_book_is_bound_where_its_language_begins(language: str, binding: str) -> None:
    metadata = Metadata("Folded", language=language)
    assert ticket_for(BookletSettings(), metadata, 8, TRIMS["a5"], False).binding == binding


def test_a_cover_goes_round_the_booklet_with_a_blank_inside(desk: Desk) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 210" width="148mm" height="210mm">'
        '<rect width="148" height="210" fill="#204060"/></svg>'
    )
    desk.write("images/cover.svg", drawing)
    write_book(desk, 2, "cover: images/cover.svg\nbooklet: {pages: screen}")
    desk.build("booklet")
    with pypdfium2.PdfDocument(desk.root / "dist" / "folded-booklet.pdf") as document:
        first = document[0].render(scale=0.2).to_pil()
        second = document[1].render(scale=0.2).to_pil()
    width, height = first.size
    assert first.getpixel((width * 3 // 4, height // 2))[2] > 80
    assert first.getpixel((width * 3 // 4, height // 2))[0] < 80
    assert second.getpixel((width // 4, height // 2)) == (255, 255, 255)


def test_two_builds_give_the_same_booklet(desk: Desk) -> None:
    write_book(desk, 3, "booklet: {}")
    desk.build("booklet", use_cache=False)
    first = {path.name: path.read_bytes() for path in desk.root.glob("dist/*booklet*")}
    desk.build("booklet", use_cache=False)
    assert len(first) == 2
    assert {path.name: path.read_bytes() for path in desk.root.glob("dist/*booklet*")} == first


def test_the_booklet_claims_nothing_that_sheets_are_not(desk: Desk) -> None:
    write_book(desk, 2, "booklet: {}")
    desk.build("booklet")
    with pikepdf.open(desk.root / "dist" / "folded-booklet.pdf") as book:
        assert b"pdfuaid" not in book.Root.Metadata.read_bytes()
        assert str(book.docinfo.Title) == "Folded"
        assert "/OutputIntents" in book.Root
        assert not any("/Annots" in page for page in book.pages)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("{sheet: A44}", "“A44” is no size"),
        ("{paper: heavy}", "must be 40 to 400 g/m²"),
        ("{scheme: origami}", "must be one of"),
        ("{flip: sideways}", "must be one of"),
        ("{sections: 0}", "must be 1 to 32 sheets"),
        ("{sheets: A4}", "has no setting “sheets”"),
        ("A4", "wants keys with values"),
    ],
)
def test_a_wrong_setting_is_answered_at_its_place(desk: Desk, value: str, said: str) -> None:
    write_book(desk, 1, f"booklet: {value}")
    try:
        findings = desk.build("epub").report.findings
    except ManuscriptError as error:
        findings = error.findings
    (wrong,) = [item for item in findings if item.code.startswith("metadata")]
    assert said in wrong.message
    assert wrong.location is not None
    assert wrong.location.line == 7


def test_the_instructions_are_a_tagged_document(desk: Desk, tool: Callable[[str], Path]) -> None:
    from octavo.checks.validators import verapdf

    tool("verapdf")
    write_book(desk, 2, "booklet: {}")
    desk.build("booklet")
    verdict = verapdf.check(desk.root / "dist" / "folded-booklet-instructions.pdf")
    assert verdict.messages == ()


def test_the_booklet_of_a_press_edition_has_its_inks_whether_or_not_both_are_made(
    desk: Desk,
) -> None:
    write_book(desk, 2, "press: {profile: sheet-fed}\nbooklet: {}")
    desk.build("booklet")
    alone = (desk.root / "dist" / "folded-booklet.pdf").read_bytes()
    desk.build("press", "booklet")
    assert (desk.root / "dist" / "folded-booklet.pdf").read_bytes() == alone
    with pikepdf.open(desk.root / "dist" / "folded-booklet.pdf") as book:
        assert b"PDF/X-4" in book.Root.Metadata.read_bytes()
        assert int(book.Root.OutputIntents[0].DestOutputProfile.N) == 4
