"""The cover edition: a wrap in step with the pages, as the printer and the language want it."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from octavo.findings import ManuscriptError

if TYPE_CHECKING:
    from writing_desk import Desk

MM, INCH = 72 / 25.4, 72

HEAD = """---
title: {title}
author: {author}
lang: {language}
date: 2026-01-01
identifier: urn:uuid:00000000-0000-4000-8000-000000000005
lists: {{contents: false}}
press: {{{press}}}
cover-wrap: {{{wrap}}}
{more}
---

"""

PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 154 216" width="154mm" height="216mm">'
    '<rect width="154" height="216" fill="#204060"/>'
    '<circle cx="77" cy="108" r="40" fill="#d06020"/></svg>'
)


def write_book(
    desk: Desk, chapters: int, *, press: str = "paper: 300gsm", wrap: str = "", more: str = "",
    language: str = "en", title: str = "Rivers", author: str = "Ada Ferry",
) -> None:  # fmt: skip
    """A book of short chapters, each a leaf, on paper that gives it a spine."""
    head = HEAD.format(
        title=title, language=language, press=press, wrap=wrap, more=more, author=author
    )
    text = "\n\n".join(f"# Chapter {n}\n\nThis is leaf {n}." for n in range(1, chapters + 1))
    desk.write("manuscript/book.md", head + text + "\n")


def picture_of(desk: Desk, name: str) -> Image.Image:
    return Image.open(io.BytesIO((desk.root / f"dist/previews/{name}.png").read_bytes()))


def plate(file: Path) -> Image.Image:
    return ImageChops.invert(Image.open(io.BytesIO(file.read_bytes())))


def boxes(pdf: Path) -> dict[str, list[float]]:
    with pikepdf.open(pdf) as opened:
        (page,) = opened.pages
        return {
            name: [float(side) for side in page.obj[name]]
            for name in ("/MediaBox", "/BleedBox", "/TrimBox")
        }


def words_in(pdf: Path, x0: float, x1: float) -> str:
    """The text between two upright lines, in points of the page; letters without spaces."""
    with pypdfium2.PdfDocument(pdf) as document:
        text = document[0].get_textpage().get_text_bounded(left=x0, right=x1)
    return "".join(text.split())


def spine_of(desk: Desk) -> float:
    trim = boxes(desk.made("-cover.pdf"))["/TrimBox"]
    return trim[2] - 2 * 148 * MM


def test_a_wrap_is_made_if_the_front_matter_speaks_of_one_or_it_is_asked_for(desk: Desk) -> None:
    write_book(desk, 2)
    assert "cover" in [item.edition for item in desk.build().report.editions]
    text = desk.root / "manuscript/book.md"
    text.write_text(text.read_text().replace("cover-wrap: {}\n", ""))
    assert "cover" not in [item.edition for item in desk.build().report.editions]
    assert [item.file for item in desk.build("cover").report.editions] == ["rivers-cover.pdf"]


def test_the_spine_keeps_step_with_the_pages(desk: Desk) -> None:
    write_book(desk, 8)
    first = desk.build("cover", "press")
    with pikepdf.open(desk.made("-press.pdf")) as press:
        pages = len(press.pages)
    # 300 g/m2 at 1.25 cm3/g: a leaf of 0.375 mm.
    assert spine_of(desk) == pytest.approx(-(-pages // 4) * 4 / 2 * 0.375 * MM, abs=0.05)
    before = spine_of(desk)
    write_book(desk, 16)
    second = desk.build("cover")
    leaves = (second.report.pages - first.report.pages) / 2
    assert leaves == 8
    assert spine_of(desk) - before == pytest.approx(8 * 0.375 * MM, abs=0.05)


def test_boxes_and_output_intent_are_those_of_a_press_file(desk: Desk) -> None:
    write_book(desk, 8)
    assert desk.build("cover").report.findings == ()
    found = boxes(desk.made("-cover.pdf"))
    x0, y0, x1, y1 = found["/TrimBox"]
    assert (y1 - y0) / MM == pytest.approx(210, abs=0.01)
    assert found["/BleedBox"] == pytest.approx([x0 - 3 * MM, y0 - 3 * MM, x1 + 3 * MM, y1 + 3 * MM],
                                               abs=0.01)  # fmt: skip
    with pikepdf.open(desk.made("-cover.pdf")) as pdf:
        assert b"PDF/X-4" in pdf.Root.Metadata.read_bytes()
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"
        assert str(pdf.docinfo.Title) == "Rivers: Cover"


def test_a_printer_has_bleed_and_spine_of_his_own(desk: Desk) -> None:
    write_book(desk, 40, press="profile: kdp-paperback, paper: cream", more="page: {trim: 6x9}")
    report = desk.build("cover").report
    assert report.findings == ()
    found = boxes(desk.made("-cover.pdf"))
    spine = report.pages * 0.0025 * INCH
    assert found["/TrimBox"][2] - found["/TrimBox"][0] == pytest.approx(12 * INCH + spine, abs=0.4)
    assert found["/TrimBox"][0] - found["/BleedBox"][0] == pytest.approx(0.125 * INCH, abs=0.01)
    assert found["/BleedBox"][2] - found["/TrimBox"][2] == pytest.approx(0.125 * INCH, abs=0.01)


def test_the_width_of_the_printers_template_goes_before_what_is_reckoned(desk: Desk) -> None:
    write_book(desk, 8, press="profile: ingramspark", wrap="spine: 12.5mm")
    desk.build("cover")
    assert spine_of(desk) == pytest.approx(12.5 * MM, abs=0.01)


def test_title_and_names_stand_on_the_spine_clear_of_its_folds(desk: Desk) -> None:
    write_book(desk, 12)
    assert desk.build("cover").report.findings == ()
    fold, spine = 148 * MM, spine_of(desk)
    assert words_in(desk.made("-cover.pdf"), fold, fold + spine) == "RiversAdaFerry"


@pytest.mark.parametrize(
    ("press", "wrap", "chapters"),
    [("paper: 300gsm", "spine-text: none", 12), ("paper: 80gsm", "", 4),
     ("profile: kdp-paperback, paper: cream", "", 30)],
)  # fmt: skip
def test_a_spine_stays_bare_where_nobody_wants_text_or_the_printer_takes_none(
    desk: Desk, press: str, wrap: str, chapters: int
) -> None:
    write_book(desk, chapters, press=press, wrap=wrap)
    report = desk.build("cover").report
    assert [item for item in report.findings if item.code.startswith("cover")] == []
    fold, spine = 148 * MM, spine_of(desk)
    assert words_in(desk.made("-cover.pdf"), fold, fold + spine) == ""


def test_text_that_a_printer_does_not_take_is_a_finding_where_it_was_asked_for(desk: Desk) -> None:
    write_book(desk, 30, press="profile: kdp-paperback, paper: cream", wrap="spine-text: down")
    (said,) = [item for item in desk.build("cover").report.findings if item.code[:5] == "cover"]
    assert "prints no text on the spine of fewer than 79 pages" in said.message
    assert said.location is not None
    assert (said.location.line, said.location.column) == (9, 26)


def test_a_title_longer_than_the_spine_is_a_finding_though_nobody_asked(desk: Desk) -> None:
    write_book(desk, 12, title="A very long title of rivers and hills " * 9)
    (said,) = [item for item in desk.build("cover").report.findings if item.code[:5] == "cover"]
    assert said.code == "cover-spine-text"
    assert "too long" in said.message


@pytest.mark.parametrize(
    ("language", "setting", "top"),
    [("en", "", "Rivers"), ("fr", "", "AdaFerry"), ("fr", "spine-text: down", "Rivers"),
     ("en", "spine-text: up", "AdaFerry")],
)  # fmt: skip
def test_a_spine_is_read_in_the_direction_of_its_language_or_as_set(
    desk: Desk, language: str, setting: str, top: str
) -> None:
    write_book(desk, 12, language=language, wrap=setting)
    desk.build("cover")
    fold, spine = 148 * MM, spine_of(desk)
    with pypdfium2.PdfDocument(desk.made("-cover.pdf")) as document:
        text = document[0].get_textpage()
        upper = text.get_text_bounded(left=fold, right=fold + spine, bottom=300)
    assert "".join(upper.split()) == top


def test_a_book_bound_on_the_right_has_its_front_on_the_left(desk: Desk) -> None:
    desk.write("images/cover.svg", PICTURE)
    desk.write("styles/theme.yaml", "more-faces:\n  - {family: Amiri, package: amiri}\n")
    desk.write("styles/page.css", ":root { --text-face: Amiri; --head-face: Amiri }\n")
    write_book(desk, 12, language="fa", title="رود", author="نام", more="cover: images/cover.svg")
    desk.build("cover", previews=True)
    picture = picture_of(desk, "cover").convert("RGB")
    width, height = picture.size
    assert picture.getpixel((width // 4, height // 2)) == (0xD0, 0x60, 0x20)
    assert picture.getpixel((width * 3 // 4, height // 2)) == (255, 255, 255)


def test_the_front_is_the_cover_of_the_screen_edition(desk: Desk) -> None:
    desk.write("images/cover.svg", PICTURE)
    write_book(desk, 4, more="cover: images/cover.svg")
    desk.build("cover", "screen", previews=True)
    wrap = picture_of(desk, "cover").convert("RGB")
    front = picture_of(desk, "front").convert("RGB")
    half = wrap.crop((wrap.width - front.width, 0, wrap.width, wrap.height)).resize(front.size)
    inner = (4, 4, front.width - 4, front.height - 4)
    difference = ImageChops.difference(half.crop(inner), front.crop(inner))
    assert max(ImageStat.Stat(difference).mean) < 2


def test_the_back_says_what_the_metadata_say_and_nothing_else(desk: Desk) -> None:
    write_book(desk, 4, more="description: About water.\npublisher: Weir & Daughters")
    desk.build("cover")
    back = words_in(desk.made("-cover.pdf"), 0, 148 * MM)
    assert sorted(back) == sorted("Aboutwater.Weir&Daughters")
    write_book(desk, 4)
    desk.build("cover")
    assert words_in(desk.made("-cover.pdf"), 0, 148 * MM) == ""


def test_without_an_isbn_the_place_of_the_barcode_stays_empty(desk: Desk) -> None:
    long = "A river rises, and everybody means something else by its name. " * 26
    write_book(
        desk, 40, press="profile: kdp-paperback, paper: cream",
        more=f"page: {{trim: 6x9}}\ndescription: {long}",
    )  # fmt: skip
    desk.build("cover", previews=True)
    picture = picture_of(desk, "cover").convert("L")
    dots = picture.height / (9 * INCH)
    zone = picture.crop(
        tuple(
            round(side * dots)
            for side in ((6 - 0.25 - 2) * INCH, (9 - 0.25 - 1.2) * INCH, 5.75 * INCH, 8.75 * INCH)
        )
    )
    assert zone.getextrema() == (255, 255)


def test_a_wrong_setting_is_answered_at_its_place(desk: Desk) -> None:
    for wrap, said in (
        ("spine: wide", "is no length"), ("spine: 2m", "is no length"), ("spine: 200mm", "between"),
        ("add-on: 123", "two or five digits"), ("barcode: 70%", "80 to 200"),
        ("spine-text: left", "must be one of"), ("back: none.svg", "There is no picture"),
        ("spin: 3mm", "has no setting “spin”"),
    ):  # fmt: skip
        write_book(desk, 1, wrap=wrap)
        try:
            found = desk.build("epub").report.findings
        except ManuscriptError as error:
            found = error.findings
        (wrong,) = [item for item in found if item.code.startswith("metadata")]
        assert said in wrong.message, wrap
        assert wrong.location is not None
        assert wrong.location.line == 9


def test_a_faulty_layout_of_the_publication_is_a_finding(desk: Desk) -> None:
    write_book(desk, 1)
    desk.write("styles/cover-wrap.html.j2", "<html><p>{{ titel }}</p></html>")
    with pytest.raises(ManuscriptError) as raised:
        desk.build("cover")
    assert [item.code for item in raised.value.findings] == ["layout-undefined"]
    desk.write("styles/cover-wrap.html.j2", "<html><p></html>")
    with pytest.raises(ManuscriptError) as raised:
        desk.build("cover")
    assert [item.code for item in raised.value.findings] == ["layout-malformed"]


def test_two_builds_give_the_same_cover_and_pictures(desk: Desk) -> None:
    write_book(desk, 6, more="isbn: 978-92-95055-12-4")
    made = []
    for _ in range(2):
        desk.build("cover", previews=True, use_cache=False)
        files = [path for path in (desk.root / "dist").rglob("*") if path.is_file()]
        made.append({path.name: path.read_bytes() for path in files})
    assert len(made[0]) > 3
    assert made[0] == made[1]


def test_a_cover_of_black_text_alone_has_black_ink_alone(
    desk: Desk, tool: Callable[[str], Path], tmp_path: Path
) -> None:
    gs = tool("gs")
    write_book(desk, 12, more="description: About water.")
    desk.build("cover")
    command = [gs, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r60",
               f"-sOutputFile={tmp_path}/p.tif", desk.made("-cover.pdf")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    inked = {
        ink: plate(tmp_path / f"p({ink}).tif").getbbox() is not None
        for ink in ("Cyan", "Magenta", "Yellow", "Black")
    }
    assert inked == {"Cyan": False, "Magenta": False, "Yellow": False, "Black": True}
