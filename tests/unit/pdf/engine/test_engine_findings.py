"""What an author is told: what could not be printed, fetched or fitted, and where."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from typeset_pages import Shop, call, codes, picture, prose, texts

from octavo.findings import Location, Severity
from octavo.pdf.engine import typeset
from octavo.pdf.engine.fetcher import placeholder


def test_a_character_that_no_face_has_is_named_with_its_place(shop: Shop) -> None:
    body = '<p id="p">Plain</p><p id="q">A ≣ sign</p>'
    galley = typeset(shop.job(body, block_locations=(("q", "manuscript/book.md:7:1"),)))
    (item,) = galley.findings
    assert item.code == "glyph-missing"
    assert item.severity is Severity.ERROR
    assert "“≣” (U+2263 STRICTLY EQUIVALENT TO)" in item.message
    assert item.location == Location("manuscript/book.md", 7, 1)


def test_without_known_places_a_finding_stands_at_the_block(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">x</p><ul id="u"><li id="li">一</li></ul>'))
    assert [item.location for item in galley.findings] == [Location("#li")]


def test_a_paragraph_of_missing_characters_is_told_once(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">हिन्दी में लिखा हुआ</p>'))
    (item,) = galley.findings
    assert "more characters" in item.message


def test_a_missing_character_in_a_note_is_found(shop: Shop) -> None:
    galley = typeset(shop.job(f'<p id="p">x{call(1, "≣")}</p>'))
    assert [item.location for item in galley.findings] == [Location("#n1-1")]


def test_a_missing_character_that_the_theme_adds_is_told_too(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">x</p>', "p::before { content: '≣' }"))
    (item,) = galley.findings
    assert item.code == "glyph-missing"
    assert "theme" in item.message


def test_a_word_wider_than_the_measure_is_told(shop: Shop) -> None:
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    galley = typeset(shop.job(f'<p id="p" style="hyphens: none">{word}</p>'))
    assert codes(galley) == ["overflow"]
    assert galley.findings[0].location == Location("#p")
    assert "“Donaudampf" in galley.findings[0].message


def test_text_beyond_the_trim_is_an_error(shop: Shop) -> None:
    galley = typeset(shop.job(f'<p id="p" style="white-space: nowrap">{prose(200)}</p>'))
    severities = {item.code: item.severity for item in galley.findings}
    assert severities == {"overflow": Severity.WARNING, "off-page": Severity.ERROR}


def test_a_table_wider_than_the_measure_is_told(shop: Shop) -> None:
    cells = "".join(f'<td id="d{n}">unbreakable{n}</td>' for n in range(9))
    galley = typeset(
        shop.job(f'<table id="t"><tbody><tr>{cells}</tr></tbody></table>', "td { hyphens: none }")
    )
    assert "overflow" in codes(galley)
    assert {item.location for item in galley.findings if "table" in item.message} == {
        Location("#t")
    }


def test_a_long_word_in_a_narrow_cell_is_told(shop: Shop) -> None:
    body = (
        '<table id="t" style="table-layout: fixed"><tbody><tr><td id="a">'
        'Unterbeamtengesellschaftsversammlung</td><td id="b">b</td><td id="c">c</td>'
        '<td id="d">d</td></tr></tbody></table>'
    )
    galley = typeset(shop.job(body, "td { hyphens: none }"))
    assert [(item.code, item.location) for item in galley.findings] == [
        ("overflow", Location("#a"))
    ]


def test_a_picture_wider_than_the_measure_is_told_unless_the_theme_means_it(
    shop: Shop, tmp_path: Path
) -> None:
    shown = (picture(tmp_path, "wide.png", 600, 60),)
    body = '<figure id="f" class="full"><img src="wide.png" alt="Wide"/></figure>'
    loose = "img { max-width: none }"
    assert codes(typeset(shop.job(body, loose, shown))) == ["overflow"]
    meant = "figure.full { margin: 0 -18mm } img { width: 100% }"
    assert codes(typeset(shop.job(body, meant, shown))) == []


def test_ordinary_pages_have_no_findings(shop: Shop) -> None:
    body = (
        f'<h1 id="h">Title</h1><p id="p">{prose(2000)}{call(1, prose(900))}</p>'
        f'<blockquote id="b" style="margin: 1em 2em"><p id="q">{prose(500)}</p></blockquote>'
        f'<ul id="u"><li id="l">{prose(300)}</li></ul>'
        '<table id="t"><tbody><tr><td id="a">one</td><td id="c">two</td></tr></tbody></table>'
        f'<p id="r" style="text-indent: -1em; padding-left: 1em">{prose(300)}</p>'
    )
    assert typeset(shop.job(body)).findings == ()


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://example.org/x.png",
        "//example.org/x.png",
        "data:text/html;base64,iVBORw0KGgo=",
        "data:image/svg+xml;base64,iVBORw0KGgo=",
        "../../secret.png",
        "unknown.png",
        ".faces/0000",
    ],
)
def test_nothing_but_the_books_own_pictures_is_opened(shop: Shop, address: str) -> None:
    galley = typeset(shop.job(f'<p id="p">x <img src="{address}" alt="Alternative"/></p>'))
    assert codes(galley) == ["address-refused"]
    assert "Alternative" in texts(galley)[0]
    assert b"root:" not in galley.pdf


def test_style_sheets_open_nothing_either(shop: Shop) -> None:
    style = (
        '@import url("file:///etc/passwd"); @import url("https://example.org/a.css");'
        '@font-face { font-family: X; src: url("file:///etc/passwd") }'
        'body { background: url("file:///etc/hostname") }'
    )
    galley = typeset(shop.job('<p id="p">x</p>', style))
    told = [item.message for item in galley.findings if item.code == "address-refused"]
    for address in ("file:///etc/passwd", "https://example.org/a.css", "file:///etc/hostname"):
        assert any(message.startswith(address) for message in told)


def test_no_file_can_be_attached(shop: Shop, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    job = shop.job(f'<p id="p"><a rel="attachment" href="{secret.as_uri()}">x</a></p>')
    xhtml = job.document.xhtml.replace(
        "</head>",
        f'<link rel="attachment" href="{secret.as_uri()}"/><style>p {{ color: red }}</style>'
        '<base href="file:///"/></head>',
    )
    galley = typeset(replace(job, document=replace(job.document, xhtml=xhtml)))
    pdf = pikepdf.open(io.BytesIO(galley.pdf))
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", {})
    assert [str(a.Subtype) for a in pdf.pages[0].Annots] == ["/Link"]


def test_a_broken_drawing_is_told_by_its_name(shop: Shop, tmp_path: Path) -> None:
    (tmp_path / "broken.svg").write_text("<svg")
    shown = (picture(tmp_path, "broken.svg", 10, 10, "drawing"),)
    galley = typeset(shop.job('<p id="p"><img src="broken.svg" alt="A"/></p>', pictures=shown))
    assert codes(galley) == ["picture-unreadable"]
    assert "broken.svg" in galley.findings[0].message


def test_a_rule_without_effect_is_told_with_every_galley(shop: Shop) -> None:
    style = "p { colour: red }"
    first, second = (typeset(shop.job(f'<p id="p">{n}</p>', style)) for n in "12")
    assert codes(first) == codes(second) == ["style-ignored"]
    assert "colour" in first.findings[0].message


def test_pictures_of_any_size_cost_a_placeholder(shop: Shop, tmp_path: Path) -> None:
    shown = (picture(tmp_path, "größe & so.png", 6000, 4000),)
    body = '<p id="p"><img src="größe &amp; so.png" alt="Big" style="width: 30mm"/></p>'
    galley = typeset(shop.job(body, pictures=shown))
    assert galley.findings == ()
    pdf = pikepdf.open(io.BytesIO(galley.pdf))
    drawn = [form for form in pdf.pages[0].Resources.XObject.values() if form.Subtype == "/Image"]
    assert [(int(image.Width), int(image.Height)) for image in drawn] == [(6000, 4000)]
    assert len(galley.pdf) < 20_000


@pytest.mark.parametrize("size", [(640, 480), (1, 9000), (70_000, 30), (30_000, 30_000), (0, 0)])
def test_a_placeholder_claims_a_size_that_can_be_opened(size: tuple[int, int]) -> None:
    content = placeholder(*size)
    claimed = Image.open(io.BytesIO(content)).size
    assert len(content) < 400
    if max(size) < 10_000 and min(size) > 0:
        assert claimed == size
    elif min(size) > 0:
        assert claimed[0] / claimed[1] == pytest.approx(size[0] / size[1], rel=0.05)
