"""Planned lines are drawn without Pango; every glyph stands where Pango would have put it."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from set_lines import FIT, prose
from typeset_pages import Shop, texts

from octavo.artifacts import Galley
from octavo.pdf.engine import typeset
from octavo.pdf.engine.lines import drawing

STYLE = (
    ".smallcaps { font-variant-caps: small-caps; letter-spacing: .06em } p + p { text-indent: 1em }"
)
BODY = (
    f'<p id="a">Often, 1855: “AV.” To fill; official waffles! {prose(60, 1)}</p>'
    f'<p id="b">{prose(20, 2)} <em>{prose(12, 3)}</em>, <span class="smallcaps">{prose(9, 4)}</span>'
    f" {prose(30, 5)} 10\u00a0km and thin\u2009spaces, well-known, re\u00adcord, {prose(30, 6)}</p>"
    f'<p id="c">{prose(20, 7)} e\u0301tude, nai\u0308ve, a q\u0303 that has no letter of its own'
    f" {prose(40, 8)} <u>{prose(6, 9)}</u> {prose(30, 10)}</p>"
)


def drawn(galley: Galley) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(io.BytesIO(galley.pdf))
    return [page.render(scale=3).to_pil().convert("L") for page in document]


def differs(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other)).mean[0]


@pytest.fixture(scope="module")
def ours(shop: Shop) -> Galley:
    return typeset(shop.job(BODY, STYLE, typography=FIT))


@pytest.fixture(scope="module")
def pangos(shop: Shop) -> Galley:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawing, "_words", lambda *given: None)
        return typeset(shop.job(BODY, STYLE, typography=FIT))


def test_pages_look_as_pango_would_draw_them(ours: Galley, pangos: Galley) -> None:
    for mine, its in zip(drawn(ours), drawn(pangos), strict=True):
        # WeasyPrint cuts each space off at a thousandth of an em: a hair at the end of a long line.
        assert differs(mine, its) < differs(mine, ImageChops.offset(mine, 1, 0)) / 4


def test_what_is_read_is_the_same_to_the_letter(ours: Galley, pangos: Galley) -> None:
    assert texts(ours) == texts(pangos)


def test_lines_end_where_they_were_planned_to(ours: Galley) -> None:
    """The last letters of full lines stand in one column, hanging marks beyond it."""
    page = pypdfium2.PdfDocument(io.BytesIO(ours.pdf))[0]
    text = page.get_textpage()
    boxes = [
        (text.get_text_range(n, 1), text.get_charbox(n, loose=True))
        for n in range(text.count_chars())
    ]
    seen = [(letter, box) for letter, box in boxes if letter.strip()]
    ends = [
        (letter, box[2]) for (letter, box), (_, after) in pairwise(seen)
        if after[0] < box[0] - 100 and letter.isalpha()
    ]  # fmt: skip
    assert len(ends) > 10
    assert max(x for _, x in ends) - min(x for _, x in ends) < 0.4
