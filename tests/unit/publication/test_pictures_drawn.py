"""The pictures of the first publication: drawn from data, the same each time, safe and legible."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from octavo.images import svg_faults

IMAGES = Path(__file__).parents[3] / "images"
SVG = "{http://www.w3.org/2000/svg}"
NAMES = sorted(file.name for file in IMAGES.glob("*.svg"))
COVERS = {"cover.svg": 148, "back.svg": 178}
"""The parts of the cover, and how wide they are in millimetres; 30 of the back are for a spine."""

LETTERED = [name for name in NAMES if name not in COVERS]


@cache
def picture(name: str) -> ET.Element:
    return ET.fromstring((IMAGES / name).read_bytes())


def test_drawing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, IMAGES / "draw.py", tmp_path], check=True, timeout=300)
    drawn = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert drawn == {name: (IMAGES / name).read_bytes() for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_says_what_it_is_and_what_it_shows(name: str) -> None:
    root = picture(name)
    assert root[0].tag == f"{SVG}title"
    assert root[1].tag == f"{SVG}desc"
    assert len((root[0].text or "").split()) >= 3
    assert len((root[1].text or "").split()) >= 15


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small_and_safe_and_has_no_ids_that_could_clash(name: str) -> None:
    data = (IMAGES / name).read_bytes()
    assert len(data) < 80_000
    assert not svg_faults(data)
    assert not [element for element in picture(name).iter() if element.get("id")]


@pytest.mark.parametrize("name", LETTERED)
def test_lettering_is_real_text_in_the_books_face_and_large_enough_at_a5(name: str) -> None:
    root = picture(name)
    assert root.get("width") == "306pt"  # 108 mm, the width of the text block
    assert (root.get("font-family") or "").startswith("EB Garamond")
    sizes = [float(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")]
    assert sizes
    assert min(sizes) >= 7


@pytest.mark.parametrize("name", LETTERED)
def test_a_picture_fits_the_page_with_its_caption(name: str) -> None:
    height = float((picture(name).get("height") or "").removesuffix("pt"))
    assert height <= 165 / 25.4 * 72 - 45


@pytest.mark.parametrize("name", NAMES)
def test_no_line_is_thinner_than_a_printer_holds(name: str) -> None:
    widths = [float(path.get("stroke-width", "1")) for path in picture(name).iter(f"{SVG}path")]
    assert min(widths) >= 0.35


@pytest.mark.parametrize("name", NAMES)
def test_no_colour_is_red(name: str) -> None:
    for code in set(re.findall(rb"#[0-9a-f]{6}", (IMAGES / name).read_bytes())):
        red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
        assert not (red > 150 and green < 90 and blue < 90), code


@pytest.mark.parametrize("name", COVERS)
def test_the_cover_needs_no_face_and_goes_on_beyond_the_trim(name: str) -> None:
    root = picture(name)
    assert not list(root.iter(f"{SVG}text"))
    width, height = (
        float((root.get(side) or "").removesuffix("pt")) for side in ("width", "height")
    )
    assert width == pytest.approx((COVERS[name] + 6) / 25.4 * 72, abs=0.01)
    assert height == pytest.approx(216 / 25.4 * 72, abs=0.01)
    corners = re.findall(r'd="M0 [\d.]+L([\d.]+) [\d.]+L[\d.]+ 0', (IMAGES / name).read_text())
    assert any(float(right) > width - 0.1 for right in corners)


def test_front_and_back_meet_in_one_map_and_in_bands_of_one_height() -> None:
    bands = [
        re.findall(r'(?:M|L)[\d.]+ ([\d.]+)L0 [\d.]+z" fill="(#\w+)"', (IMAGES / name).read_text())
        for name in COVERS
    ]
    assert bands[0]
    assert bands[0] == bands[1]
