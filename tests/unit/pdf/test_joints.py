"""The joints of assembly on a real book: what a reader, a blind reader and a validator see."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
import sample_book
from PIL import Image, ImageChops, ImageStat

from octavo.artifacts import LaidOutPages, OutlineEntry
from octavo.checks.validators import qpdf, verapdf
from octavo.pdf.assembly import assemble
from octavo.pdf.judge import judge, tagged_text
from octavo.pdf.pagination import paginate
from octavo.pdf.screen import screen_pdf

XHTML = "{http://www.w3.org/1999/xhtml}"
PHOTOGRAPH_PAGE, DRAWING_PAGE = 8, 9


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("joints")


@pytest.fixture(scope="module")
def sample(folder: Path) -> sample_book.Sample:
    return sample_book.make(folder)


@pytest.fixture(scope="module")
def master(sample: sample_book.Sample) -> LaidOutPages:
    return sample.assemble()


@pytest.fixture(scope="module")
def screen(master: LaidOutPages, folder: Path) -> Path:
    path = folder / "screen.pdf"
    path.write_bytes(screen_pdf(master, sample_book.METADATA))
    return path


@pytest.fixture(scope="module")
def words(screen: Path) -> list[str]:
    """The text of each page, as pdfium extracts it."""
    book = pypdfium2.PdfDocument(screen)
    return [page.get_textpage().get_text_bounded() for page in book]


def squeezed(text: str) -> str:
    """Text without spaces and drawn hyphens."""
    return re.sub(r"[\s\u00ad\ufffe\u0002]", "", text)


def test_the_same_galleys_give_the_same_bytes(sample, master, screen) -> None:
    again = sample.assemble()
    assert again.pdf == master.pdf
    assert screen_pdf(again, sample_book.METADATA) == screen.read_bytes()


def test_nothing_was_lost_on_the_way(master) -> None:
    assert master.findings == ()


def test_a_link_to_what_no_page_shows_is_told_and_becomes_plain_text(sample) -> None:
    alone = sample.documents[3:4], sample.galleys[3:4]
    pages = paginate(alone[1], alone[0])
    outline = (OutlineEntry("Lost", "gone", (OutlineEntry("The mill", "mill"),)),)
    master = assemble(
        alone[1], pages, (), sample.faces, sample.pictures, outline, sample_book.METADATA,
        sample_book.TRIM, sample_book.BLEED, 0,
    )  # fmt: skip
    assert [(found.code, found.message.split("”")[0]) for found in master.findings] == [
        ("link-lost", "no page shows “tbl-toll"),
        ("link-lost", "no page shows “gone"),
    ]
    pdf = screen_pdf(master, sample_book.METADATA)
    assert judge(pdf) == ()
    assert ("Sect/Sect/P/Reference/Span", "Table 1") in [
        (text.path, text.text) for text in tagged_text(pdf)
    ]


def test_the_master_carries_bleed_and_the_screen_edition_is_cut_to_the_trim(master, screen) -> None:
    trim, bleed = sample_book.TRIM, sample_book.BLEED
    with pikepdf.open(io.BytesIO(master.pdf)) as pages:
        for page in pages.pages:
            assert [float(side) for side in page.mediabox] == pytest.approx(
                [-bleed, -bleed, trim.width + bleed, trim.height + bleed]
            )
            assert page.obj.BleedBox == page.obj.MediaBox
            assert [float(side) for side in page.trimbox] == pytest.approx(
                [0, 0, trim.width, trim.height]
            )
    with pikepdf.open(screen) as pages:
        assert {tuple(round(float(side), 3) for side in page.mediabox) for page in pages.pages} == {
            (0, 0, round(trim.width, 3), round(trim.height, 3))
        }


def test_chapters_stand_on_rectos_behind_blank_pages_without_ink(sample, words, screen) -> None:
    pages = sample.page_map.pages
    openers = [page for page in pages if page.galley_page == 1]
    assert {page.side for page in openers} == {"recto"}
    blanks = [page.number for page in pages if page.division_id is None]
    assert blanks
    book = pypdfium2.PdfDocument(screen)
    for number in blanks:
        assert words[number - 1] == ""
        assert book[number - 1].render(scale=1).to_pil().convert("L").getextrema() == (255, 255)


def test_running_heads_and_folios_are_printed_where_they_belong(sample, words) -> None:
    for page in sample.page_map.pages:
        if page.furniture:  # drawn last, so read last
            assert words[page.number - 1].split()[-3:] == [*page.head.split(), page.folio]
        elif page.folio_at_foot:
            assert words[page.number - 1].split()[-1] == page.folio
    assert "i" not in words[1].split("\r\n")  # a bare title page


def test_printed_page_numbers_are_those_of_the_pages_meant(sample, words) -> None:
    folios = sample.page_map.folio_of()
    contents = words[3].replace("\r\n", " ")
    assert f"The hills {folios['hills']}" in contents
    assert f"The plain {folios['plain']}" in contents
    plain = next(p.number for p in sample.page_map.pages if p.division_id == "plain")
    assert f"page {folios['fig-map']}" in words[plain - 1]
    assert "Figure 2" in words[DRAWING_PAGE - 1]


def test_page_labels_are_the_folios(sample, screen) -> None:
    book = pypdfium2.PdfDocument(screen)
    labels = [book.get_page_label(index) for index in range(len(book))]
    assert labels == [page.folio or "Cover" for page in sample.page_map.pages]


def test_the_outline_leads_to_the_chapters(sample, screen) -> None:
    pages = {anchor.id: anchor.page for anchor in sample.page_map.anchors}
    found = [
        (item.level, item.get_title(), item.get_dest().get_index() + 1)
        for item in pypdfium2.PdfDocument(screen).get_toc()
    ]
    assert found == [
        (0, "Contents", pages["toc"]),
        (0, "The hills", pages["hills"]),
        (1, "The mill", pages["mill"]),
        (0, "The plain", pages["plain"]),
    ]


def test_links_between_chapters_lead_to_the_place_meant(sample, screen) -> None:
    with pikepdf.open(screen) as book:
        targets = [
            str(link.Dest)
            for page in book.pages
            for link in page.obj.get("/Annots", [])
            if "/Dest" in link
        ]
        addresses = [
            str(link.A.URI)
            for page in book.pages
            for link in page.obj.get("/Annots", [])
            if "/A" in link
        ]
    assert sorted(set(targets)) == [
        "call-n1", "call-n2", "fig-map", "hills", "n1", "n2", "plain", "tbl-toll",
    ]  # fmt: skip
    # The link in the table's head is repeated on each page, but it is one link.
    assert addresses == ["https://example.org/otters", "https://example.org/barges"]
    assert judge(screen.read_bytes()) == ()


def test_a_note_that_runs_over_pages_is_one_note_in_reading_order(sample, screen, words) -> None:
    pages = [n for n, text in enumerate(words, 1) if "Source" in text and "says so" in text]
    assert len(pages) >= 2
    texts = [text for text in tagged_text(screen.read_bytes()) if text.id == "n2"]
    assert squeezed("".join(text.text for text in texts)) == squeezed(f"2. {sample_book.LONG_NOTE}")
    with pikepdf.open(screen) as book:
        notes = [
            obj
            for obj in book.objects
            if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == pikepdf.Name.Note
        ]
    assert len(notes) == 2


@cache
def source_texts(xhtml: str) -> tuple[str, dict[str, str]]:
    """The text of a document without its notes, and its notes by id."""
    body = ElementTree.fromstring(xhtml).find(f"{XHTML}body")
    assert body is not None
    notes = {}
    for parent in list(body.iter()):
        for child in list(parent):
            if child.tag == f"{XHTML}aside":
                notes[child.get("id", "")] = squeezed("".join(child.itertext()))
                at = list(parent).index(child)
                parent[at - 1].tail = (parent[at - 1].tail or "") + (child.tail or "")
                parent.remove(child)
    return squeezed("".join(body.itertext())), notes


def test_the_text_read_through_the_tags_equals_the_source_letter_for_letter(sample, screen) -> None:
    told = tagged_text(screen.read_bytes())
    for number, document in enumerate(sample.documents, 1):
        body, notes = source_texts(document.xhtml)
        mine = [text for text in told if text.division == number]
        assert {text.division_id for text in mine} == {document.division_id}
        plain = "".join(
            text.text
            for text in mine
            if "Note" not in text.path.split("/")
            and not text.path.endswith(("LI/Lbl", "Figure"))  # bullets, words in a drawing
        )
        assert squeezed(plain) == body
        for name, note in notes.items():
            assert squeezed("".join(text.text for text in mine if text.id == name)) == note


def test_drawn_hyphens_are_soft_and_real_ones_stay(screen) -> None:
    text = "".join(text.text for text in tagged_text(screen.read_bytes()))
    assert "\u00ad" in text
    assert "well-kept" in text
    assert "\u2010" not in text


def test_words_broken_over_lines_are_found_whole(words) -> None:
    joined = " ".join(words).replace("\ufffe\r\n", "").replace("\u00ad\r\n", "")
    assert len(re.findall("characteristically", joined.replace("\u0002", ""))) > 3


def test_every_face_is_embedded_once_and_no_other(sample, screen) -> None:
    with pikepdf.open(screen) as book:
        fonts = [
            obj
            for obj in book.objects
            if isinstance(obj, pikepdf.Dictionary)
            and obj.get("/Type") == pikepdf.Name.FontDescriptor
        ]
    assert len(fonts) == len(sample.faces)


def test_the_photograph_shows_its_pixels_and_the_page_through_its_alpha(sample, screen) -> None:
    book = pypdfium2.PdfDocument(screen)
    shown = [o for o in book[PHOTOGRAPH_PAGE - 1].get_objects() if o.type == 3]
    assert [o.get_px_size() for o in shown] == [(400, 300)]
    left, bottom, right, top = shown[0].get_bounds()
    page = book[PHOTOGRAPH_PAGE - 1].render(scale=4).to_pil().convert("RGB")
    area = tuple(
        round(side * 4) for side in (left, page.height / 4 - top, right, page.height / 4 - bottom)
    )
    printed = page.crop(area).resize((200, 150))
    photograph = Image.open(sample.pictures[0].file)
    white = Image.new("RGBA", photograph.size, "white")
    expected = Image.alpha_composite(white, photograph).convert("RGB").resize((200, 150))
    assert printed.getpixel((5, 5)) == (255, 0, 0)
    assert max(ImageStat.Stat(ImageChops.difference(printed, expected)).mean) < 3


def test_the_drawing_is_still_vectors_with_text_in_the_books_face(words, screen) -> None:
    assert "North" in words[DRAWING_PAGE - 1]
    book = pypdfium2.PdfDocument(screen)
    assert not [o for o in book[DRAWING_PAGE - 1].get_objects() if o.type == 3]


def test_metadata_say_the_same_in_info_and_xmp(screen) -> None:
    with pikepdf.open(screen) as book, book.open_metadata() as xmp:
        assert xmp["dc:title"] == str(book.docinfo.Title) == "The river & its <maps>"
        assert "; ".join(xmp["dc:creator"]) == str(book.docinfo.Author) == "Ada Ferry; Zoë Weir"
        assert xmp["dc:description"] == str(book.docinfo.Subject)
        assert xmp["pdf:Keywords"] == str(book.docinfo.Keywords) == "rivers, maps"
        assert xmp["pdf:Producer"] == str(book.docinfo.Producer)
        assert xmp["xmp:CreateDate"] == xmp["xmp:ModifyDate"] == "2024-05-01T12:00:00Z"
        assert str(book.docinfo.CreationDate) == "D:20240501120000Z"
        assert bool(book.Root.ViewerPreferences.DisplayDocTitle)
        assert book.Root.PageMode == pikepdf.Name.UseOutlines
        assert str(book.Root.Lang) == "en"


def test_a_book_from_right_to_left_opens_that_way(master) -> None:
    from dataclasses import replace

    pdf = screen_pdf(master, replace(sample_book.METADATA, language="fa"))
    with pikepdf.open(io.BytesIO(pdf)) as book:
        assert book.Root.ViewerPreferences.Direction == pikepdf.Name.R2L


def test_qpdf_finds_no_fault(screen) -> None:
    assert qpdf.check(screen).messages == ()


@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_verapdf_finds_no_failed_rule(screen, flavour: str, tool) -> None:
    tool("java")
    tool("verapdf")
    assert verapdf.check(screen, [flavour]).messages == ()
