"""Headings with their tables, tables with their captions, ink and no ink, and no face at all."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from typeset_pages import Shop, codes, picture, prose, texts

from octavo.artifacts import Face, Picture, Typography
from octavo.pdf.engine import desk, typeset
from octavo.pdf.engine.floats.context import FloatContext


def rows(count: int, length: int) -> str:
    body = "".join(
        f'<tr><td id="d{n}">row{n}</td><td id="e{n}">{prose(length, f"r{n}-")}</td></tr>'
        for n in range(count)
    )
    head = '<thead><tr><th id="c0">First</th><th id="c1">Second</th></tr></thead>'
    return f'<table id="t">{head}<tbody>{body}</tbody></table>'


@pytest.mark.parametrize("lines", [0, 5, 20, 31])
@pytest.mark.parametrize("length", [300, 2100, 4000])
@pytest.mark.parametrize("style", ["", "table { break-inside: avoid }"])
def test_a_heading_stands_above_the_first_row_of_its_table(
    shop: Shop, lines: int, length: int, style: str
) -> None:
    before = "<br/>".join(f"line {n}" for n in range(lines))
    body = f'<p id="p">{before}</p><h2 id="h">Heading</h2>{rows(2, length)}'
    galley = typeset(shop.job(body, style))
    (page,) = [page for page in texts(galley) if "Heading" in page]
    assert page.index("First Second") > page.index("Heading")
    assert "row0" in page
    assert not galley.findings


def test_a_heading_that_cannot_stand_above_its_picture_is_told(shop: Shop, tmp_path: Path) -> None:
    body = (
        '<p id="p">Before.</p><h2 id="h">Alone</h2><figure id="f"><img src="map.png" alt="x"'
        ' style="height: 470pt; width: 100pt"/></figure><p id="q">After.</p>'
    )
    galley = typeset(shop.job(body, "", (picture(tmp_path, "map.png", 400, 800),)))
    (said,) = galley.findings
    assert said.code == "heading-stranded"
    assert "“Alone”" in said.message
    assert said.location is not None
    assert said.location.path == "#h"


def test_a_heading_above_the_authors_own_page_break_is_meant(shop: Shop) -> None:
    body = '<p id="p">Before.</p><h2 id="h">Alone</h2><hr class="page-break"/><p id="q">After.</p>'
    galley = typeset(shop.job(body, ".page-break { break-after: page; break-before: avoid }"))
    assert len(texts(galley)) == 2
    assert not galley.findings


def test_a_table_is_reached_at_its_caption(shop: Shop) -> None:
    body = (
        '<p id="p">Before.</p><table id="t"><caption id="c">What it is, said above.</caption>'
        '<tbody><tr><td id="d">cell</td></tr></tbody></table>'
    )
    places = {anchor.id: anchor for anchor in typeset(shop.job(body)).anchors}
    assert places["t"].y == pytest.approx(places["c"].y, abs=0.5)
    assert places["t"].y > places["d"].y + 10


def test_spaces_at_the_end_of_a_line_of_code_are_no_ink(shop: Shop) -> None:
    wide = "x" * 60
    for code, warned in ((f"{wide}{' ' * 30}", False), (f"{wide}{'x' * 30}", True)):
        galley = typeset(shop.job(f'<pre id="c">{code}</pre>', "pre { white-space: pre }"))
        assert ("overflow" in codes(galley)) is warned
        assert ("off-page" in codes(galley)) is warned


def test_lines_of_spaces_below_the_foot_are_no_ink(shop: Shop) -> None:
    style = "pre { white-space: pre; break-inside: avoid; margin: 0 }"
    lines = "line\n" * 32 + " \n" * 20
    galley = typeset(shop.job(f'<pre id="c">{lines}</pre>', style))
    assert "overflow" not in codes(galley)


def drawing(folder: Path, *inside: str) -> Picture:
    """A drawing that holds raster pictures."""
    images = "".join(f'<image width="9" height="9" xlink:href="{address}"/>' for address in inside)
    (folder / "map.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 20 20">{images}</svg>'
    )
    return picture(folder, "map.svg", 20, 20, "drawing")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("png", "RGBA"), ("jpeg", "RGB"), ("jpeg", "CMYK"), ("gif", "P"), ("webp", "RGB")],
)
def test_a_drawing_may_hold_raster_pictures(
    shop: Shop, tmp_path: Path, kind: str, mode: str
) -> None:
    written = io.BytesIO()
    Image.new("RGB", (40, 40), "#c00").convert(mode).save(written, kind)
    address = f"data:image/{kind};base64,{base64.b64encode(written.getvalue()).decode()}"
    body = '<p id="p"><img src="map.svg" alt="A red square"/></p>'
    galley = typeset(shop.job(body, "", (drawing(tmp_path, address),)))
    assert not galley.findings
    (page,) = pypdfium2.PdfDocument(galley.pdf)
    colours = page.render(scale=2).to_pil().convert("RGB").getcolors(1 << 20) or []
    assert any(red > 150 and green < 60 and blue < 60 for _, (red, green, blue) in colours)


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("data:image/png;base64,iVBORw0KGgo=", "picture-unreadable"),
        ("data:image/svg+xml;base64,PHN2Zy8+", "address-refused"),
        ("https://example.org/map.png", "address-refused"),
        ("file:///etc/passwd", "address-refused"),
    ],
)
def test_what_a_drawing_may_not_hold_is_told(
    shop: Shop, tmp_path: Path, address: str, code: str
) -> None:
    body = '<p id="p"><img src="map.svg" alt="A map"/></p>'
    assert codes(typeset(shop.job(body, "", (drawing(tmp_path, address),)))) == [code]


@pytest.mark.parametrize("broken", [False, True])
def test_a_job_without_a_face_is_answered(shop: Shop, tmp_path: Path, broken: bool) -> None:
    file = tmp_path / "broken.ttf"
    file.write_bytes(b"no font")
    faces = (Face("EB Garamond", 400, "normal", "0" * 64, str(file)),) if broken else ()
    galley = typeset(replace(shop.job('<p id="p">Text.</p>'), faces=faces))
    assert galley.page_count == 0
    assert codes(galley)[-1] == "face-missing"
    assert codes(typeset(shop.job('<p id="p">Text.</p>'))) == []


def test_where_figures_cannot_move_they_stay_and_it_is_told(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> bool:
        raise AttributeError("a private name that is no more")

    monkeypatch.setattr(desk, "_known", {})
    monkeypatch.setattr(FloatContext, "takes_out", gone)
    galley = typeset(shop.job('<p id="p">Text.</p>', typography=Typography(floats=True)))
    assert codes(galley) == ["floats-fixed"]
    assert texts(galley) == ["Text."]
