"""Each font holds the characters that are set in it, and no others."""

from __future__ import annotations

import io

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from rivers import Sample

from octavo.artifacts import Face
from octavo.epub.typefaces import characters_by_face
from octavo.fonts import coverage

X = 'xmlns="http://www.w3.org/1999/xhtml"'


def used(faces: tuple[Face, ...], css: str, body: str) -> dict[str, str]:
    """Characters by a face's short name."""
    tree = etree.fromstring(f"<html {X}><body>{body}</body></html>")
    found = characters_by_face([(tree, (css,))], faces, coverage)
    return {
        f"{face.family.split()[0]} {face.weight}{'i' if face.style == 'italic' else ''}": "".join(
            sorted("".join(signs).split() and signs)
        ).strip()
        for face, signs in found.items()
    }


GARAMOND = 'body { font-family: "EB Garamond", serif }'


@pytest.mark.parametrize(
    ("css", "body", "expected"),
    [
        ("", "<p>abc</p>", {"EB 400": "abc"}),
        ("", "<p>a<em>b<strong>c</strong></em>d</p>", {"EB 400": "ad", "EB 400i": "b", "EB 600i": "c"}),
        ("em { font-style: normal }", "<p>a<em>b</em></p>", {"EB 400": "ab"}),
        ("p.x { font-weight: 600 } p { font-weight: 400 }", '<p class="x">a</p>', {"EB 600": "a"}),
        ("code { font-family: 'Source Code Pro' }", "<p>a<code>b</code></p>", {"EB 400": "a", "Source 400": "b"}),
        ("p { font: italic 600 1em/1.2 'EB Garamond' }", "<p>a</p>", {"EB 600i": "a"}),
        ("p { text-transform: uppercase }", "<p>aß</p>", {"EB 400": "ASaß"}),
        ("p { font-variant-caps: small-caps }", "<p>a</p>", {"EB 400": "Aa"}),
        ("p::before { content: '§' }", "<p>a</p>", {"EB 400": "a§"}),
        ("p::first-letter { font-style: italic }", "<p>ab</p>", {"EB 400": "ab", "EB 400i": "ab"}),
        ("@media (min-width: 30em) { p { font-weight: 600 } }", "<p>a</p>", {"EB 400": "a", "EB 600": "a"}),
        ("p { font-family: sans-serif }", "<p>a</p>", {}),
        ("p { font-family: Missing, 'eb garamond' }", "<p>a</p>", {"EB 400": "a"}),
        ("p { font-family: 'Source Code Pro', 'EB Garamond' }", "<p>aƁ</p>", {"EB 400": "Ɓ", "Source 400": "a"}),
        ("q { font-weight: inherit }", "<p>h<b>i</b></p>", {"EB 400": "h", "EB 600": "i"}),
    ],
)  # fmt: skip
def test_characters_fall_to_the_face_that_css_gives_them(
    faces: tuple[Face, ...], css: str, body: str, expected: dict[str, str]
) -> None:
    assert used(faces, GARAMOND + css, body) == expected


def test_words_in_drawings_count_by_their_own_attributes(faces: tuple[Face, ...]) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><text font-family="EB Garamond"'
        ' font-weight="bold">W<tspan style="font: italic 9px \'EB Garamond\'">v</tspan></text></svg>'
    )
    assert used(faces, "", svg) == {"EB 600": "W", "EB 400i": "v"}


def test_a_style_attribute_that_is_no_css_does_no_harm(faces: tuple[Face, ...]) -> None:
    body = '<p style="}b{ font-weight: 600; font-style">a</p>'
    assert "a" in "".join(used(faces, GARAMOND, body).values())


def test_formulas_are_set_in_the_readers_face(faces: tuple[Face, ...]) -> None:
    math = '<p>a<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>z</mi></math></p>'
    assert used(faces, GARAMOND, math) == {"EB 400": "a"}


def test_fonts_in_the_epub_have_the_glyphs_used_and_few_more(sample: Sample) -> None:
    built = sample.build()
    regular = TTFont(io.BytesIO(built.read("fonts/eb-garamond-400.woff2")))
    has = set(map(chr, regular.getBestCmap()))
    assert set("Alphabetgmeround") <= has
    assert not has & set("KXß€")
    code = TTFont(io.BytesIO(built.read("fonts/source-code-pro-400.woff2")))
    assert set("return1") <= set(map(chr, code.getBestCmap()))
    assert len(code.getBestCmap()) < 30
    drawing = TTFont(io.BytesIO(built.read("fonts/eb-garamond-600.woff2")))
    assert ord("Ж") in drawing.getBestCmap()


def test_a_face_that_nothing_is_set_in_is_left_out(sample: Sample) -> None:
    from dataclasses import replace

    documents = tuple(
        replace(each, stylesheets=('body { font-family: "EB Garamond" }',))
        for each in sample.documents
    )
    built = replace(sample, documents=documents).build()
    assert not any("source-code" in name for name in built.names())
