"""octavo impose, as its user meets it: files, words, exit codes, and PDFs that are none."""

from __future__ import annotations

import contextlib
import io
import random
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from folding import colour_book
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream

from octavo.cli import main
from octavo.findings import OctavoError
from octavo.geometry import POINTS_PER_MM, SHEETS, TRIMS
from octavo.press import originals, page_content
from octavo.press.imposing import Copy, impose
from octavo.press.ticket import JobTicket

BOOK = colour_book(13, TRIMS["a5"], 3 * POINTS_PER_MM)


def _plain(book: bytes) -> bytes:
    """The same book with nothing packed, so that every byte of it means something."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(book)) as pdf:
        mode = pikepdf.ObjectStreamMode.disable
        pdf.save(out, object_stream_mode=mode, compress_streams=False)
    return out.getvalue()


PLAIN = _plain(BOOK)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.pdf"
    path.write_bytes(BOOK)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def pages(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def test_it_writes_sheets_beside_the_file_and_says_what_it_made(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", str(book), "--paper", "90gsm"]) == 0
    assert names(book.parent) == ["book-saddle.pdf", "book.pdf"]
    assert pages(book.with_name("book-saddle.pdf")) == 8
    said = capsys.readouterr()
    assert "saddle: 13 pages on 4 sheets of 297 × 210 mm at 100.0%" in said.out
    assert "0.113 mm a sheet (90gsm at bulk 1.25 cm³/g)" in said.out
    assert "short edge" in said.out
    assert "14–16" in said.err


def test_a_second_run_gives_the_same_file(book: Path) -> None:
    main(["impose", str(book)])
    first = book.with_name("book-saddle.pdf").read_bytes()
    assert main(["impose", str(book)]) == 0
    assert book.with_name("book-saddle.pdf").read_bytes() == first


def test_fronts_and_backs_are_two_files_that_make_the_one(book: Path) -> None:
    assert main(["impose", str(book), "--fronts-backs", "--reverse-backs"]) == 0
    assert names(book.parent) == ["book-saddle-backs.pdf", "book-saddle-fronts.pdf", "book.pdf"]
    main(["impose", str(book)])
    folder = book.parent
    with (
        pikepdf.open(folder / "book-saddle.pdf") as both,
        pikepdf.open(folder / "book-saddle-fronts.pdf") as fronts,
        pikepdf.open(folder / "book-saddle-backs.pdf") as backs,
    ):
        contents = [page.Contents.read_bytes() for page in both.pages]
        assert [page.Contents.read_bytes() for page in fronts.pages] == contents[::2]
        assert [page.Contents.read_bytes() for page in backs.pages] == contents[::-2]


def test_the_printer_is_asked_for_the_right_edge_and_full_size(book: Path) -> None:
    for flip, name in (("short", "/DuplexFlipShortEdge"), ("long", "/DuplexFlipLongEdge")):
        main(["impose", str(book), "--flip", flip])
        with pikepdf.open(book.with_name("book-saddle.pdf")) as pdf:
            assert pdf.Root.ViewerPreferences.Duplex == Name(name)
            assert pdf.Root.ViewerPreferences.PrintScaling == Name("/None")


@pytest.mark.parametrize(
    "words",
    [
        ["--scheme", "sections", "--sections", "2", "--sheet", "Letter", "--binding", "right"],
        ["--scheme", "zine"],
        ["--scheme", "proof-9", "--sheet", "A3"],
        ["--scheme", "spreads"],
        ["--scheme", "cut-stack-4", "--sheet", "SRA3", "--marks", "all"],
        ["--sheet", "320mm x 450mm", "--marks", "crop,fold", "--creep", "0.12", "--gutter", "4mm"],
    ],
)
def test_every_kind_of_job_is_done(words: list[str], book: Path) -> None:
    output = book.with_name("sheets.pdf")
    assert main(["impose", str(book), "--output", str(output), *words]) == 0
    assert pages(output) > 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--sheet", "A44"], "“A44” is no size"),
        (["--creep", "thick"], "--creep"),
        (["--creep", "80"], "thickness of one sheet"),
        (["--creep", "0.1", "--paper", "80gsm"], "say the same"),
        (["--paper", "heavy"], "weight of paper"),
        (["--marks", "crop,foil"], "“foil” is no kind of mark"),
        (["--scheme", "zine", "--fronts-backs"], "no backs"),
        (["--reverse-backs"], "--fronts-backs"),
        (["--scheme", "zine", "--creep", "0.1"], "nothing creeps"),
        (["--gutter", "wide"], "--gutter"),
        (["--sheet", "1mm x 1mm"], "between 25 mm"),
    ],
)
def test_a_wrong_command_is_answered_and_writes_nothing(
    words: list[str], said: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", str(book), *words]) == 2
    assert said in capsys.readouterr().err
    assert names(book.parent) == ["book.pdf"]


def test_the_file_itself_is_never_overwritten(book: Path) -> None:
    assert main(["impose", str(book), "--output", str(book)]) == 2
    assert book.read_bytes() == BOOK


def test_a_folder_that_is_not_there_is_answered(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", str(book), "--output", str(book.parent / "no" / "x.pdf")]) == 1
    assert "x.pdf cannot be written" in capsys.readouterr().err


# --- PDFs that cannot be used ---


def _encrypted(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(BOOK)) as pdf:
        pdf.save(out, encryption=Encryption(owner="owner", user=user))
    return out.getvalue()


def _with_page(change: Callable[[Pdf, pikepdf.Object], None]) -> bytes:
    out = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(300, 400))
        change(pdf, pdf.pages[0].obj)
        pdf.save(out)
    return out.getvalue()


def _set(key: str, value: object) -> bytes:
    def change(pdf: Pdf, page: pikepdf.Object) -> None:
        page[key] = value

    return _with_page(change)


def _torn(pdf: Pdf, page: pikepdf.Object) -> None:
    page.Contents = Stream(pdf, b"")
    page.Contents.write(
        zlib.compress(b"0 0 9 9 re f " * 900)[:-40] + b"junk", filter=Name.FlateDecode
    )


def _handwritten(objects: list[bytes]) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(out)
    )  # fmt: skip


def _endless_tree() -> bytes:
    """A page tree of eight levels, each naming the next one twelve times: 430 million pages."""
    levels = [b"<</Type/Pages/Count 1/Kids[" + b"%d 0 R " % (n + 3) * 12 + b"]>>" for n in range(8)]
    page = b"<</Type/Page/MediaBox[0 0 9 9]>>"
    return _handwritten([b"<</Type/Catalog/Pages 2 0 R>>", *levels, page])


def _no_pages() -> bytes:
    out = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.save(out)
    return out.getvalue()


BROKEN = {
    "empty": (b"", "is empty"),
    "no-pdf": (b"A letter, not a PDF.", "is not a PDF"),
    "rubbish": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "is damaged"),
    "truncated": (BOOK[: len(BOOK) // 2], "is damaged"),
    "no-tail": (BOOK[:-200], "is damaged"),
    "locked": (_encrypted("user"), "is encrypted"),
    "restricted": (_encrypted(""), "is encrypted"),
    "no-pages": (_no_pages(), "has no pages"),
    "no-area": (_set("/MediaBox", Array([0, 0, 0, 0])), "no size that makes sense"),
    "endless-area": (_set("/MediaBox", Array([0, 0, 10**9, 10**9])), "no size that makes sense"),
    "crooked": (_set("/Rotate", 45), "no size that makes sense"),
    "endless-unit": (_set("/UserUnit", 10**7), "no size that makes sense"),
    "no-content": (_set("/Contents", Name.Nothing), "is damaged"),
    "torn": (_with_page(_torn), "is damaged"),
    "no-tree": (_handwritten([b"<</Type/Catalog>>"]), "is damaged"),
    "endless-tree": (_endless_tree(), ""),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_pdf_that_cannot_be_used_gets_a_sentence_and_no_file(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, said = BROKEN[kind]
    path = tmp_path / "given.pdf"
    path.write_bytes(content)
    assert main(["impose", str(path)]) == 1
    words = capsys.readouterr().err
    assert words.startswith("error: given.pdf ") or "of given.pdf has" in words
    assert said in words
    assert "Traceback" not in words
    assert names(tmp_path) == ["given.pdf"]


def test_the_last_good_sheets_stay_where_a_file_is_broken(book: Path) -> None:
    main(["impose", str(book)])
    sheets = book.with_name("book-saddle.pdf")
    good = sheets.read_bytes()
    book.write_bytes(BOOK[:-300])
    assert main(["impose", str(book)]) == 1
    assert sheets.read_bytes() == good
    assert names(book.parent) == ["book-saddle.pdf", "book.pdf"]


@pytest.mark.parametrize("path", ["missing.pdf", "."])
def test_what_is_no_file_gets_a_sentence(
    path: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impose", str(tmp_path / path)]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_too_large_is_not_opened(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(originals, "MAX_BYTES", 1000)
    assert main(["impose", str(book)]) == 1
    assert "more than octavo takes" in capsys.readouterr().err


def test_a_page_that_swells_without_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def swell(pdf: Pdf, page: pikepdf.Object) -> None:
        page.Contents = Stream(pdf, b"")
        page.Contents.write(zlib.compress(bytes(5_000_000)), filter=Name.FlateDecode)

    path = tmp_path / "given.pdf"
    path.write_bytes(_with_page(swell))
    assert path.stat().st_size < 20_000
    monkeypatch.setattr(page_content, "MAX_CONTENT", 4_000_000)
    assert main(["impose", str(path)]) == 1
    assert "a page too large" in capsys.readouterr().err


@given(st.randoms(use_true_random=False), st.sampled_from([1, 2, 8, 30]))
@settings(max_examples=150, deadline=None)
def test_a_file_that_was_gnawed_at_is_imposed_or_refused_and_nothing_else(
    chance: random.Random, bites: int
) -> None:
    gnawed = bytearray(PLAIN)
    for _ in range(bites):
        place = chance.randrange(len(gnawed))
        if chance.random() < 0.6:
            gnawed[place] = chance.choice(b"0123456789/[]<>() abcdefRobj\x00\xff")
        else:
            del gnawed[place : place + chance.randrange(1, 30)]
    with contextlib.suppress(OctavoError):
        impose(bytes(gnawed), JobTicket("saddle", SHEETS["a4"]), (Copy(io.BytesIO()),))


def test_pages_that_share_odd_resources_are_drawn(tmp_path: Path) -> None:
    def loop(pdf: Pdf, page: pikepdf.Object) -> None:
        resources = pdf.make_indirect(Dictionary())
        resources.Self = resources
        page.Resources = resources

    path = tmp_path / "given.pdf"
    path.write_bytes(_with_page(loop))
    assert main(["impose", str(path)]) == 0


def test_metadata_that_make_no_sense_are_left_behind_without_a_word(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pikepdf.open(book, allow_overwriting_input=True) as pdf:
        claim = b"<a xmlns:p='http://www.aiim.org/pdfa/ns/id/'><p:part>"
        pdf.Root.Metadata = pdf.make_stream(claim)
        profile = pdf.make_stream(b"")
        profile.N = Name.many
        pdf.Root.OutputIntents = pikepdf.Array([pikepdf.Dictionary(DestOutputProfile=profile)])
        pdf.save(book, fix_metadata_version=False)
    assert main(["impose", str(book), "--marks", "all"]) == 0
    assert "Traceback" not in capsys.readouterr().err
    with pikepdf.open(book.with_name("book-saddle.pdf")) as pdf:
        assert "/Metadata" not in pdf.Root


def test_a_folder_is_no_pdf(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in (str(tmp_path), ".", "/"):
        assert main(["impose", folder]) == 1
        assert "is a folder, not a PDF" in capsys.readouterr().err
