"""With all fine typography off, a page is WeasyPrint's own, to the pixel."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from typeset_pages import STYLE, Shop, prose, texts
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from octavo.artifacts import Galley, Typography
from octavo.pdf.engine import typeset

NOTE = (
    "span.note { float: footnote; font-size: 9pt; line-height: 11pt; text-align: justify }"
    "::footnote-call, ::footnote-marker { content: none !important; vertical-align: baseline;"
    " font-size: inherit }"
)
SCALE = 2.0


def note(number: int) -> str:
    return f'<sup>{number}</sup><span class="note">{number}. {prose(180, f"n{number}")}</span>'


def body() -> str:
    """Five pages of what books have: headings, notes, lists, a table, quotations, emphasis."""
    parts = ['<h1 id="h">A chapter of its own</h1>']
    for n in range(1, 12):
        parts.append(f'<p id="p{n}">{prose(700, f"p{n}")} <em>leaning</em>{note(n)} and on.</p>')
        if n % 4 == 0:
            parts.append(f'<h2 id="h{n}">Section {n}</h2><ul id="u{n}">'
                         f'<li id="l{n}">{prose(150)}</li><li id="m{n}">two</li></ul>')  # fmt: skip
        if n % 5 == 0:
            parts.append(f'<blockquote id="b{n}"><p id="q{n}">{prose(200)}</p></blockquote>'
                         f'<table id="t{n}"><tbody><tr><td id="c{n}">left</td>'
                         f'<td id="d{n}">{prose(90)}</td></tr></tbody></table>')  # fmt: skip
    return "".join(parts)


def faces_css(shop: Shop) -> str:
    """The faces of the job as one would declare them by hand."""
    return "".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f' font-style: {face.style}; src: url("{Path(face.path).as_uri()}") }}'
        for face in shop.faces
    )


def rendered(pdf: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    return [page.render(scale=SCALE).to_pil().convert("RGB") for page in document]


@pytest.fixture(scope="module")
def galley(shop: Shop) -> Galley:
    return typeset(shop.job(body(), NOTE, typography=Typography(split_notes=False)))


@pytest.fixture(scope="module")
def plain(shop: Shop, galley: Galley) -> bytes:
    fonts = FontConfiguration()
    sheets = [CSS(string=text, font_config=fonts) for text in (faces_css(shop), STYLE, NOTE)]
    html = (
        '<html lang="en"><head><title>Title</title></head><body class="chapter bodymatter">'
        f'<section id="one" class="division chapter">{body()}</section></body></html>'
    )
    return HTML(string=html).write_pdf(
        stylesheets=sheets, font_config=fonts, presentational_hints=True
    )


def test_each_page_is_pixel_for_pixel_the_page_of_plain_weasyprint(
    galley: Galley, plain: bytes
) -> None:
    ours, theirs = rendered(galley.pdf), rendered(plain)
    assert len(ours) == len(theirs) >= 5
    for number, (mine, other) in enumerate(zip(ours, theirs, strict=True), 1):
        assert ImageChops.difference(mine, other).getbbox() is None, f"page {number}"


def test_each_page_has_the_text_of_plain_weasyprint(galley: Galley, plain: bytes) -> None:
    document = pypdfium2.PdfDocument(io.BytesIO(plain))
    own = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(galley.pdf)]
    assert own == [page.get_textpage().get_text_range() for page in document]
    assert len(texts(galley)) == galley.page_count
