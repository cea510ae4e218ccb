"""A division set into pages: what stands on them, and that nothing else takes part."""

from __future__ import annotations

import io
import pickle
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pikepdf
import pypdfium2
import pytest
from typeset_pages import BLEED, Shop, call, codes, prose, squeezed, texts

from octavo.artifacts import MarkupDocument, Medium, TypesetJob
from octavo.book.structure import Matter
from octavo.geometry import POINTS_PER_MM, TRIMS
from octavo.pdf.engine import typeset


def test_one_word_makes_one_page_with_that_word(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">Word</p>'))
    assert texts(galley) == ["Word"]
    assert galley.page_count == 1
    assert galley.findings == ()


def test_an_empty_division_makes_one_empty_page(shop: Shop) -> None:
    galley = typeset(shop.job(""))
    assert texts(galley) == [""]
    assert galley.page_starts == ()
    assert galley.findings == ()


def test_pages_are_trim_and_bleed_with_the_origin_at_the_trim(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">Word</p>'))
    pdf = pikepdf.open(io.BytesIO(galley.pdf))
    page = pdf.pages[0]
    media = [float(side) for side in page.MediaBox]
    trim = [float(side) for side in page.TrimBox]
    size = TRIMS["a5"]
    assert media == pytest.approx(
        [-BLEED, -BLEED, size.width + BLEED, size.height + BLEED], abs=0.01
    )
    assert trim == pytest.approx([0, 0, size.width, size.height], abs=0.01)


def test_text_is_set_whole_and_in_order_over_many_pages(shop: Shop) -> None:
    paragraphs = [prose(1500, f"p{number}-") for number in range(8)]
    body = "".join(f'<p id="p{number}">{text}</p>' for number, text in enumerate(paragraphs))
    galley = typeset(shop.job(body))
    assert galley.page_count > 3
    assert squeezed("".join(texts(galley))) == squeezed("".join(paragraphs))
    assert galley.findings == ()


def test_a_paragraph_inside_a_note_inside_a_paragraph_stays_where_it_is(shop: Shop) -> None:
    galley = typeset(shop.job(f'<p id="p">Before{call(1, "The note.", "Its end.")} after.</p>'))
    assert texts(galley) == ["Before1 after. 1. The note. Its end."]


def test_lists_start_and_count_as_their_attributes_say(shop: Shop) -> None:
    body = '<ol id="o" start="3" type="a"><li id="a">x</li><li id="b">y</li></ol>'
    assert "c. d." in " ".join(sorted(texts(typeset(shop.job(body)))[0].split()))


def test_no_font_of_the_machine_takes_part(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p" style="font-family: DejaVu Sans, sans-serif">Word ≡</p>'))
    faces = {face.digest for face in shop.faces}
    assert {use.face_digest for use in galley.fonts} <= faces


def test_faces_of_another_job_take_no_part(shop: Shop) -> None:
    body = '<p id="p"><strong>Bold</strong></p>'
    assert len(typeset(shop.job(body)).fonts) == 1
    (regular,) = [face for face in shop.faces if (face.weight, face.style) == (400, "normal")]
    (used,) = typeset(Shop((regular,)).job(body)).fonts
    assert used.face_digest == regular.digest


def test_fonts_are_known_by_the_digest_of_their_whole_face(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">Upright <em>italic</em> <strong>bold</strong></p>'))
    by_style = {(face.weight, face.style): face.digest for face in shop.faces}
    used = {use.face_digest for use in galley.fonts}
    assert used == {by_style[400, "normal"], by_style[400, "italic"], by_style[700, "normal"]}
    pdf = pikepdf.open(io.BytesIO(galley.pdf))
    fonts = pdf.pages[0].Resources.Font
    named = {str(font.BaseFont).lstrip("/").partition("+")[0] for font in fonts.values()}
    assert {use.base_font for use in galley.fonts} == named


def test_a_verso_start_is_set_with_verso_margins(shop: Shop) -> None:
    style = "@page :left { margin-left: 50mm } @page :right { margin-left: 10mm }"
    body = '<p id="p">Word</p>'
    lefts = [
        typeset(shop.job(body, style, first_side=side)).anchors[1].x for side in ("recto", "verso")
    ]
    assert lefts == pytest.approx([10 * POINTS_PER_MM, 50 * POINTS_PER_MM], abs=0.01)


def test_words_are_broken_as_the_author_said(shop: Shop) -> None:
    style = "p { width: 52pt }"
    body = '<p id="p">extraordinary extraordinary extraordinary</p>'
    before = typeset(shop.job(body, style))
    never = typeset(shop.job(body, style, hyphenation=(("extraordinary", "extraordinary"),)))
    there = typeset(shop.job(body, style, hyphenation=(("Extraordinary", "ext-raordinary"),)))
    drawn = [_raw(galley.pdf) for galley in (before, never, there)]
    assert "extraor" in drawn[0]
    assert "\u2010" not in drawn[1]
    assert "ext\u2010" in drawn[2].replace("\ufffe", "\u2010").replace("\u0002", "\u2010")
    assert texts(there) == ["extraordinary extraordinary extraordinary"]


def test_every_id_has_an_anchor_at_its_place(shop: Shop) -> None:
    body = (
        '<h2 id="h">Head</h2><p id="p">Text <span id="mark" class="index-mark"/>here'
        f'{call(1, "Note.")}.</p><p id="q" style="break-before: page">Next</p>'
    )
    galley = typeset(shop.job(body))
    anchors = {anchor.id: anchor for anchor in galley.anchors}
    assert {"one", "h", "p", "mark", "call-n1", "n1", "n1-1", "q"} <= anchors.keys()
    assert anchors["q"].page == 2
    assert anchors["h"].y > anchors["p"].y > anchors["n1"].y > 20 * POINTS_PER_MM
    assert anchors["p"].x == pytest.approx(18 * POINTS_PER_MM, abs=0.01)


def test_a_galley_and_its_job_can_be_sent_to_other_processes(shop: Shop) -> None:
    job = shop.job('<p id="p">Word</p>')
    assert pickle.loads(pickle.dumps(job)) == job
    assert pickle.loads(pickle.dumps(typeset)) is typeset


def test_the_same_job_gives_the_same_bytes_in_any_process_and_order(shop: Shop) -> None:
    jobs = [
        shop.job(f'<p id="p">{prose(900, "a")}{call(1, prose(2500, "n"))}.</p>'),
        shop.job('<p id="p">Other <em>style</em></p>', "p { color: red }"),
        shop.job('<ul id="u"><li id="l">x</li></ul>'),
    ]
    here = [typeset(job) for job in jobs]
    again = [typeset(job) for job in reversed(jobs)][::-1]
    with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:
        there = list(elsewhere.map(typeset, jobs[::-1]))[::-1]
    assert here == again == there
    assert b"/CreationDate" not in here[0].pdf


def test_a_theme_of_another_page_size_is_told(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">Word</p>', "@page { size: a4 }"))
    assert codes(galley) == ["page-size"]


def test_running_heads_are_not_tagged(shop: Shop) -> None:
    job = shop.job('<p id="p">Head</p>')
    markup = MarkupDocument(
        "furniture", "furniture", Matter.BODY, Medium.PAGE, job.document.xhtml, "",
        job.document.stylesheets,
    )  # fmt: skip
    galley = typeset(TypesetJob(markup, shop.faces, (), TRIMS["a5"], BLEED))
    assert galley.tags.kids == ()
    pdf = pikepdf.open(io.BytesIO(galley.pdf))
    assert b"MCID" not in pdf.pages[0].Contents.read_bytes()


def _raw(pdf: bytes) -> str:
    return pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
