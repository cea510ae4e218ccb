"""The job sheet: a page of facts that agree with the files, in the book's language."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from octavo.book.print_terms import print_terms
from octavo.book.terms import known_languages, terms
from octavo.findings import ManuscriptError

if TYPE_CHECKING:
    from writing_desk import Desk

HEAD = """---
title: {title}
author: Ada Ferry
lang: {language}
date: 2026-01-01
identifier: urn:uuid:00000000-0000-4000-8000-000000000006
press: {{{press}}}
{more}
---

"""


def write_book(
    desk: Desk, *, language: str = "en", press: str = "paper: 120gsm", more: str = "",
    title: str = "Rivers",
) -> None:  # fmt: skip
    """Three chapters, a red word on the page of the second."""
    chapters = ("Black words.", "A [red]{.red} word.", "Black words.")
    text = "\n\n".join(f"# Chapter {n}\n\n{body}" for n, body in enumerate(chapters, 1))
    head = HEAD.format(title=title, language=language, press=press, more=more)
    desk.write("manuscript/book.md", head + text + "\n")
    desk.write("styles/page.css", ".red { color: #cc3311 }\n")


def sheet(desk: Desk) -> str:
    with pypdfium2.PdfDocument(desk.made("-job-sheet.pdf")) as document:
        (page,) = document
        assert [round(side * 25.4 / 72) for side in page.get_size()] == [210, 297]
        return " ".join(page.get_textpage().get_text_bounded().split())


def test_the_sheet_comes_with_a_press_file_and_is_made_if_it_is_asked_for(desk: Desk) -> None:
    write_book(desk)
    assert [item.edition for item in desk.build().report.editions] == [
        "screen", "press", "job-sheet", "epub"
    ]  # fmt: skip
    alone = desk.build("job-sheet").report.editions
    assert [item.file for item in alone] == ["rivers-job-sheet.pdf"]


def test_it_says_what_the_files_are(desk: Desk) -> None:
    write_book(desk, more="cover-wrap:\nisbn: 978-92-95055-12-4")
    desk.build()
    said = sheet(desk)
    with pypdfium2.PdfDocument(desk.made("-press.pdf")) as press:
        pages = len(press)
        red = next(
            number
            for number, page in enumerate(press, 1)
            if "red" in page.get_textpage().get_text_bounded()
        )
    for fact in (
        "Rivers", "Ada Ferry", "978-92-95055-12-4", "148 × 210 mm", f"Pages {pages} (",
        f"Pages in colour {red} ", "3 mm on all sides", "120gsm", "Binding on the left",
        "Sheet-fed offset on coated paper", "PDF/X-4", "FOGRA39", "EAN-13, 100 %", "without text",
    ):  # fmt: skip
        assert fact in said, (fact, said)
    for name in ("-press.pdf", "-cover.pdf"):
        file = desk.made(name)
        assert file.name in said
        assert hashlib.sha256(file.read_bytes()).hexdigest() in said.replace(" ", "")


def test_it_is_the_same_whatever_else_is_built(desk: Desk) -> None:
    write_book(desk, more="cover-wrap:")
    desk.build()
    whole = desk.made("-job-sheet.pdf").read_bytes()
    desk.build("job-sheet", use_cache=False)
    assert desk.made("-job-sheet.pdf").read_bytes() == whole


def test_a_book_without_a_cover_wrap_has_no_spine_on_its_sheet(desk: Desk) -> None:
    write_book(desk)
    desk.build("job-sheet")
    assert "Spine" not in sheet(desk)
    assert "Cover stock" not in sheet(desk)


def test_a_printer_who_takes_srgb_is_told_so(desk: Desk) -> None:
    write_book(desk, press="profile: lulu")
    desk.build("job-sheet")
    said = sheet(desk)
    assert "Lulu, paperback" in said
    assert "Printing condition sRGB" in said
    assert "PDF/X" not in said
    assert "Paper standard" in said


@pytest.mark.parametrize("language", ["de", "fr", "ru"])
def test_it_speaks_the_language_of_the_book(desk: Desk, language: str) -> None:
    write_book(desk, language=language)
    desk.build("job-sheet")
    words = print_terms(language)
    said = sheet(desk)
    for word in (words.job_sheet, words.trim, words.bleed, words.all_sides, words.contact):
        assert word.replace("’", "'") in said.replace("’", "'")


@pytest.mark.parametrize(("language", "trim"), [("de", "148,5 × 210 mm"), ("en", "148.5 × 210 mm")])
def test_numbers_have_the_decimal_sign_of_the_language(
    desk: Desk, language: str, trim: str
) -> None:
    write_book(desk, language=language, more="page: {trim: 148.5mm x 210mm}")
    desk.build("job-sheet", draft=True)
    assert trim in sheet(desk)


def test_every_language_that_octavo_knows_has_the_words() -> None:
    for language in known_languages():
        words = print_terms(language)
        assert words.added_blanks.count("{count}") == 1
        assert words.job_sheet != print_terms("en").job_sheet or language == "en"
    assert print_terms("tlh") is print_terms("en")
    assert print_terms("de-AT") is print_terms("de")
    assert terms("en").cover


def test_what_is_found_in_setting_the_sheet_is_told_with_the_sheets_title(desk: Desk) -> None:
    write_book(desk, press="profile: house")
    desk.write("house.toml", 'title = "印刷所"\nextends = "sheet-fed"\n')
    with pytest.raises(ManuscriptError) as raised:
        desk.build("job-sheet", draft=True)
    (found,) = raised.value.findings
    assert found.code == "glyph-missing"
    assert found.message.startswith("Job sheet: Rivers: No face has")
    assert "印" in found.message


def test_the_sheet_is_a_tagged_document(desk: Desk) -> None:
    import pikepdf

    write_book(desk)
    desk.build("job-sheet")
    with pikepdf.open(desk.made("-job-sheet.pdf")) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_of_many_pages_in_colour_the_first_are_named_and_all_are_counted(desk: Desk) -> None:
    write_book(desk, title="A title that is rather longer than most titles are " * 3)
    book = desk.root / "manuscript/book.md"
    pages = "\n\n\\newpage\n\n".join(
        f"A [red]{{.red}} {n}." if n % 2 else "Black." for n in range(100)
    )
    book.write_text(book.read_text() + "\n\n" + pages)
    desk.build("job-sheet", draft=True)
    said = sheet(desk)
    assert "51: " in said
    assert "…" in said
    assert "Contact" in said
