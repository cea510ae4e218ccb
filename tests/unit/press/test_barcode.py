"""Barcodes: symbols by their published examples, sizes by the standard, legible off the K plate."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zxingcpp
from PIL import Image, ImageChops

from octavo.geometry import POINTS_PER_MM
from octavo.press.barcode import add_on, barcode_size, digits_of, ean13

if TYPE_CHECKING:
    from writing_desk import Desk

ISBN = "978-92-95055-12-4"
DPI = 400

BOOK = """---
title: Rivers
lang: en-GB
date: 2026-01-01
identifier: urn:uuid:00000000-0000-4000-8000-000000000004
isbn: {{press: {isbn}}}
press: {{profile: sheet-fed, paper: 90gsm}}
cover-wrap: {{{wrap}}}
---

# One

Some text.
"""


def test_the_symbol_has_95_modules_with_guards_at_its_ends_and_in_the_middle() -> None:
    modules = ean13(digits_of(ISBN))
    assert len(modules) == 95
    assert (modules[:3], modules[45:50], modules[-3:]) == ("101", "01010", "101")


def test_the_first_digit_is_told_by_the_parity_of_the_next_six() -> None:
    # The worked example of the GS1 General Specifications' annex and of most textbooks.
    assert ean13("4003994155486") == (
        "101" "0001101" "0100111" "0111101" "0001011" "0010111" "0011101"
        "01010" "1100110" "1001110" "1001110" "1011100" "1001000" "1010000" "101"
    ).replace(" ", "")  # fmt: skip


def test_add_ons_have_two_or_five_digits() -> None:
    assert len(add_on("51995")) == 47
    assert len(add_on("05")) == 20
    assert add_on("51995").startswith("1011")


@pytest.mark.parametrize(
    ("percent", "more", "width", "bars"),
    [(100, "", 37.29, 22.85), (80, "", 29.83, 18.28), (200, "", 74.58, 45.70),
     (100, "51995", 55.11, 22.85)],
)  # fmt: skip
def test_sizes_are_those_of_the_standard(
    percent: int, more: str, width: float, bars: float
) -> None:
    wide, high = barcode_size(more, percent)
    assert wide / POINTS_PER_MM == pytest.approx(width, abs=0.01)
    assert high / POINTS_PER_MM > bars


def opened(file: Path) -> Image.Image:
    return Image.open(io.BytesIO(file.read_bytes()))


def black_plate(gs: Path, pdf: Path, folder: Path) -> Image.Image:
    """What is on the black plate of a cover; the other plates have nothing on this one."""
    command = [gs, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}",
               "-dOverprint=/enable", f"-sOutputFile={folder}/p.tif", pdf]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert ImageChops.invert(opened(folder / f"p({ink}).tif")).getbbox() is None, ink
    plate = opened(folder / "p(Black).tif").convert("L")
    return plate.crop((0, plate.height // 2, plate.width // 2, plate.height))


@pytest.mark.parametrize("percent", [80, 100, 200])
def test_a_till_reads_isbn_and_add_on_off_the_black_plate(
    desk: Desk, tool: Callable[[str], Path], tmp_path: Path, percent: int
) -> None:
    gs = tool("gs")
    wrap = f'add-on: "51995", barcode: {percent}%'
    desk.write("manuscript/book.md", BOOK.format(isbn=ISBN, wrap=wrap))
    report = desk.build("cover").report
    assert report.findings == ()
    plate = black_plate(gs, desk.made("-cover.pdf"), tmp_path)
    read = {
        found.text
        for found in zxingcpp.read_barcodes(
            plate, formats=zxingcpp.BarcodeFormat.EAN13,
            ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Require,
        )
    }  # fmt: skip
    assert {re.sub(r"\D", "", text) for text in read} == {"978929505512451995"}


def test_a_two_digit_add_on_is_read_too(
    desk: Desk, tool: Callable[[str], Path], tmp_path: Path
) -> None:
    desk.write("manuscript/book.md", BOOK.format(isbn="9780306406157", wrap='add-on: "07"'))
    desk.build("cover")
    plate = black_plate(tool("gs"), desk.made("-cover.pdf"), tmp_path)
    (found,) = zxingcpp.read_barcodes(
        plate, formats=zxingcpp.BarcodeFormat.EAN13,
        ean_add_on_symbol=zxingcpp.EanAddOnSymbol.Require,
    )  # fmt: skip
    assert re.sub(r"\D", "", found.text) == "978030640615707"
