"""What a printer's plates show: Ghostscript separates the press file of a real book."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import press_book
import pytest
from PIL import Image, ImageStat
from plates_of import DPI, Plates, difference, plates, printable, screen
from press_book import PressBook

from octavo.checks.validators import qpdf
from octavo.press.edition import PressFile

Tool = Callable[[str], Path]
BLEED = round(3 / 25.4 * DPI)
MARGIN = BLEED + round(15 / 25.4 * DPI)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plates")


@pytest.fixture
def separated(
    book: PressBook, sheet_fed: PressFile, tool: Tool, folder: Path
) -> Callable[[str], Plates]:
    """The plates of a page by name; the file is separated once."""
    gs = tool("gs")
    if not (folder / "plates").exists():
        (folder / "press.pdf").write_bytes(sheet_fed.content)
        _made[folder] = plates(gs, folder / "press.pdf", folder / "plates")
    return lambda name: _made[folder][book.page(name)]


_made: dict[Path, list[Plates]] = {}


def down(millimetres: float) -> int:
    return MARGIN + round(millimetres / 25.4 * DPI)


def test_black_text_is_on_the_black_plate_alone_and_full(separated) -> None:
    page = separated("text")
    for plate in (page.cyan, page.magenta, page.yellow):
        assert plate.getextrema() == (0, 0)
    assert page.black.getextrema()[1] == 255


def test_a_named_colour_has_its_inks_exactly_and_gray_is_black_alone(separated) -> None:
    page = separated("named")
    named = page.cropped((0, 0, page.black.width, down(5)))
    most = [plate.getextrema()[1] for plate in named.every()]
    assert most == pytest.approx([0, 0.9 * 255, 255, 0], abs=1.5)
    gray = page.cropped((0, down(6), page.black.width, page.black.height))
    assert [plate.getextrema()[1] > 0 for plate in gray.every()] == [False, False, False, True]
    assert 100 < gray.black.getextrema()[1] < 200


def test_no_point_has_more_ink_than_the_printer_takes(separated, book: PressBook) -> None:
    for name in list(press_book.PAGES)[1:]:
        assert separated(name).most() <= 300, name


@pytest.mark.parametrize(
    ("name", "bound"),
    [("gradients", 5), ("drawing", 4), ("alpha", 2), ("photo", 1), ("gray", 2), ("bleed", 1),
     ("opacity", 0.1), ("knock", 3)],
)  # fmt: skip
def test_pages_look_as_on_the_screen_but_for_the_colours_of_paper(
    separated, book: PressBook, tool: Tool, folder: Path, name: str, bound: float
) -> None:
    """The bound is the mean difference of a pixel's channel, of 255."""
    shown = folder / "screen"
    if not shown.exists():
        (folder / "master.pdf").write_bytes(book.master.pdf)
        screen(tool("gs"), folder / "master.pdf", shown)
    on_screen = Image.open(shown / f"s{book.page(name) + 2:03d}.png").convert("RGB")
    on_paper = separated(name).seen()
    assert on_paper.size == on_screen.size
    blank = difference(on_paper, Image.new("RGB", on_paper.size, "white"))
    far = difference(on_paper, printable(on_screen))
    assert far < bound
    assert far < blank / 4  # what is compared is not mostly white


def test_black_overprints_white_knocks_out(separated) -> None:
    page = separated("knock")
    box = (MARGIN, down(0.5), MARGIN + 120, down(4.5))
    black_on_blue = page.cropped(box)
    assert black_on_blue.black.getextrema()[1] == 255  # there is text
    low, high = black_on_blue.cyan.getextrema()
    assert high - low <= 1  # and the blue runs on below it
    white_on_blue = page.cropped((box[0], down(48.5), box[2], down(52.5)))
    assert white_on_blue.cyan.getextrema()[0] < 30


def test_gray_photographs_and_scanned_lines_take_black_ink_alone(separated) -> None:
    page = separated("gray")
    for plate in (page.cyan, page.magenta, page.yellow):
        assert plate.getextrema() == (0, 0)
    assert ImageStat.Stat(page.black).mean[0] > 5


def test_a_photograph_that_its_file_turns_looks_like_the_one_that_stands(separated) -> None:
    seen = separated("photo").seen()
    height = round(60 * 0.6 / 25.4 * DPI)
    first = seen.crop((MARGIN, MARGIN, MARGIN + 236, MARGIN + height))
    second_top = MARGIN + height + round(10 / 72 * DPI)
    second = seen.crop((MARGIN, second_top, MARGIN + 236, second_top + height))
    assert difference(first, second) < 4


def test_a_chart_keeps_black_lines_black_and_named_colours_exact(separated) -> None:
    page = separated("chart")
    colours = set(zip(*(plate.get_flattened_data() for plate in page.every()), strict=True))
    assert (0, 0, 0, 255) in colours
    assert any(abs(m - 0.9 * 255) < 2 and c == k == 0 and y > 253 for c, m, y, k in colours)


def test_a_cmyk_photograph_keeps_its_inks_within_the_limit(separated) -> None:
    page = separated("inks")
    middle = MARGIN + round(45 / 25.4 * DPI), MARGIN + 20
    inks = [plate.getpixel(middle) for plate in page.every()]
    assert inks == pytest.approx([0, 60, 255, 0], abs=6)


def test_the_file_has_no_syntax_error(
    sheet_fed: PressFile, written: Callable[[PressFile], Path], tool: Tool
) -> None:
    tool("qpdf")
    assert qpdf.check(written(sheet_fed)).messages == ()
