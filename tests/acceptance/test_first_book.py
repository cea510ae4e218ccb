"""What the first book must show, measured on the files that one command leaves."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from first_publication import Publication, copy_publication

from octavo.book.structure import Book
from octavo.checks.agreement import agreement
from octavo.checks.letters import letters
from octavo.checks.validators import epubcheck, qpdf, verapdf
from octavo.findings import ManuscriptError
from octavo.pdf.judge import judge
from octavo.reading import read

pytestmark = pytest.mark.xdist_group("first book")


@pytest.fixture(scope="module")
def book(published: Publication) -> Book:
    reading = read(published.root)
    assert reading.book is not None
    return reading.book


@pytest.fixture(scope="module")
def page_texts(published: Publication) -> list[str]:
    document = pdfium.PdfDocument(published.pdf)
    return [page.get_textpage().get_text_range() for page in document]


# --- one command ---


def test_one_command_leaves_the_editions_and_their_report_and_nothing_else(
    published: Publication,
) -> None:
    assert sorted(published.outputs()) == [
        "camp-ashraf-booklet-instructions.pdf",
        "camp-ashraf-booklet.pdf",
        "camp-ashraf-cover.pdf",
        "camp-ashraf-job-sheet.pdf",
        "camp-ashraf-press.pdf",
        "camp-ashraf.epub",
        "camp-ashraf.pdf",
        "report.json",
    ]


def test_the_report_agrees_with_the_files(published: Publication, book: Book) -> None:
    report = json.loads((published.dist / "report.json").read_bytes())
    with pikepdf.open(published.pdf) as pdf:
        assert report["pages"] == len(pdf.pages)
    assert report["notes"] == len(book.notes) >= 60
    assert report["sources"] == len(book.sources) >= 35
    sizes = {edition["file"]: edition["bytes"] for edition in report["editions"]}
    made = {name: len(content) for name, content in published.outputs().items()}
    assert sizes.items() <= made.items()


def test_two_builds_from_nothing_give_the_same_bytes_in_one_process_and_in_two(
    published: Publication, tmp_path: Path
) -> None:
    other = copy_publication(tmp_path / "elsewhere")
    assert other.publish("--jobs", "1", "--no-cache").returncode == 0
    assert other.outputs() == published.outputs()


def test_a_warm_build_gives_the_bytes_of_a_cold_one(published: Publication) -> None:
    cold = published.outputs()
    (published.dist / "report.json").unlink()  # so that something has to be made
    assert published.publish().returncode == 0
    assert published.outputs() == cold


def test_a_build_without_changes_takes_under_a_second(published: Publication) -> None:
    before = published.outputs()
    times = []
    for _ in range(3):
        start = time.perf_counter()
        ended = published.publish()
        times.append(time.perf_counter() - start)
        assert "(unchanged)" in ended.stdout
    assert min(times) < 1
    assert published.outputs() == before


# --- standards ---


def test_epubcheck_has_no_message_of_any_severity(
    published: Publication, tool: Callable[[str], Path]
) -> None:
    tool("java")
    assert epubcheck.check(published.epub).messages == ()


def test_the_epub_stays_under_700_kilobytes(published: Publication) -> None:
    assert published.epub.stat().st_size < 700_000


def test_no_rule_of_pdf_ua_1_and_pdf_a_2a_fails(
    published: Publication, tool: Callable[[str], Path]
) -> None:
    tool("java")
    tool("verapdf")
    assert verapdf.check(published.pdf).messages == ()


def test_the_pdf_is_sound(published: Publication) -> None:
    assert qpdf.check(published.pdf).messages == ()
    assert judge(published.pdf.read_bytes()) == ()


def test_no_system_font_takes_part_and_every_face_is_one_subset(published: Publication) -> None:
    programs: dict[str, set[tuple[int, int]]] = {}
    with pikepdf.open(published.pdf) as pdf:
        for page in pdf.pages:
            for font in page.obj.Resources.get("/Font", {}).values():
                (descendant,) = font.DescendantFonts
                programs.setdefault(str(font.BaseFont), set()).add(
                    descendant.FontDescriptor.FontFile2.objgen
                )
    families = {name.split("+")[-1].split("-")[0] for name in programs}
    assert families <= {"EB", "EBGaramond", "Source", "SourceCodePro"}, families
    assert all(len(files) == 1 for files in programs.values())


# --- agreement ---


def test_pdf_and_epub_say_what_the_manuscript_says_to_the_letter(
    published: Publication, book: Book
) -> None:
    said = agreement(book, published.pdf.read_bytes(), published.epub.read_bytes())
    assert [item.message for item in said] == []


def test_every_contents_entry_names_the_folio_printed_on_its_page(
    published: Publication, page_texts: list[str]
) -> None:
    checked = 0
    with pikepdf.open(published.pdf) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        labels = [page.label for page in pdf.pages]
        contents = next(i for i, text in enumerate(page_texts) if text.strip()[:8] == "Contents")
        for link in pdf.pages[contents].obj.Annots:
            target = _destination(pdf, link)
            printed = _folio_beside(page_texts[contents], str(link.Contents))
            page = numbers[target.objgen]
            assert printed == labels[page], str(link.Contents)
            assert printed in page_texts[page].split(), f"no folio {printed} on its page"
            checked += 1
    assert checked >= 15


def _destination(pdf: pikepdf.Pdf, link: pikepdf.Object) -> pikepdf.Object:
    dest = link.Dest if "/Dest" in link else link.A.D
    if isinstance(dest, pikepdf.String):
        dest = pikepdf.NameTree(pdf.Root.Names.Dests)[str(dest)]
    if isinstance(dest, pikepdf.Dictionary):
        dest = dest.D
    return dest[0]


def _folio_beside(page: str, entry: str) -> str:
    """The number that ends the line of an entry of the contents."""
    words = re.sub(r"\s+", " ", page)
    title = re.escape(re.sub(r"[\s]*([ivxlc]+|\d+)$", "", re.sub(r"\s+", " ", entry).strip()))
    match = re.search(title + r"[\s.]*([ivxlc]+|\d+)\b", words)
    assert match, f"{entry!r} is not on the contents page"
    return match[1]


def test_every_note_begins_on_the_page_of_its_call(published: Publication, book: Book) -> None:
    late = []
    with pikepdf.open(published.pdf) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        places = {
            name: numbers[(dest.D if isinstance(dest, pikepdf.Dictionary) else dest)[0].objgen]
            for name, dest in pikepdf.NameTree(pdf.Root.Names.Dests).items()
        }
    for note in book.notes:
        if places[note.id] != places[note.call_ids[0]]:
            late.append((note.id, places[note.call_ids[0]], places[note.id]))
    assert late == []


def test_every_page_reference_in_the_text_is_right_in_both_editions(
    published: Publication, book: Book
) -> None:
    references = re.findall(
        r'data-folio="([^"]+)"', "".join(d.body for d in book.divisions if not d.generated)
    )
    assert references
    with pikepdf.open(published.pdf) as pdf:
        numbers = {page.obj.objgen: page.label for page in pdf.pages}
        dests = pikepdf.NameTree(pdf.Root.Names.Dests)
        for id in references:
            dest = dests[id]
            folio = numbers[(dest.D if isinstance(dest, pikepdf.Dictionary) else dest)[0].objgen]
            text = "".join(
                letters(p.get_textpage().get_text_range())
                for p in pdfium.PdfDocument(published.pdf)
            )
            assert f"page{folio}" in text


# --- errors ---


def test_a_broken_manuscript_is_refused_and_the_last_good_editions_stay(tmp_path: Path) -> None:
    publication = copy_publication(tmp_path / "book")
    assert publication.publish("--edition", "epub").returncode == 0
    good = publication.outputs()
    chapter = publication.root / "manuscript" / "01-name-and-place.md"
    lines = chapter.read_text("utf-8").splitlines()
    lines[2] += " A call of nothing.[^nothing] And @fig-nowhere, [@nobody-1999]."
    chapter.write_text("\n".join(lines), "utf-8")
    ended = publication.publish("--edition", "epub")
    assert ended.returncode == 1
    for code in ("note-undefined", "reference-undefined", "citation-unknown"):
        assert re.search(rf"manuscript/01-name-and-place\.md:3:\d+: error\[{code}\]", ended.stderr)
    assert publication.outputs() == good


def test_an_empty_folder_gets_a_sentence(tmp_path: Path, desk: object) -> None:
    with pytest.raises(ManuscriptError) as caught:
        desk.build()  # type: ignore[attr-defined]
    assert [item.code for item in caught.value.findings if item.severity == "error"] == [
        "manuscript-empty"
    ]
