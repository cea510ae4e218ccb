"""Drawings: in the text where they have words, harmless everywhere, heard by their description."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree
from rivers import MAP, Sample

from octavo.epub.drawings import drawing_file, has_text, inline, read_drawing

SVG = "{http://www.w3.org/2000/svg}"


def svg(inner: str, attributes: str = 'viewBox="0 0 10 10"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f" {attributes}>{inner}</svg>"
    ).encode()


def test_a_drawing_with_words_goes_into_the_text_with_its_alternative(sample: Sample) -> None:
    built = sample.build()
    assert not any(name.endswith(".svg") for name in built.names())
    (drawing,) = built.tree("chapter-2.xhtml").iter(f"{SVG}svg")
    assert drawing.get("role") == "img"
    (title,) = drawing.xpath("//*[@id=$id]", id=drawing.get("aria-labelledby"))
    assert title.text == "A map of two rivers"
    (described,) = drawing.xpath("//*[@id=$id]", id=drawing.get("aria-describedby"))
    assert described.text == "Two blue lines meet."
    (item,) = built.tree("content.opf").xpath("//*[@href='chapter-2.xhtml']")
    assert "svg" in item.get("properties").split()


def test_a_drawing_without_words_stays_a_file_and_is_still(sample: Sample) -> None:
    drawing = svg("<path d='M0 0'><animate attributeName='x' dur='1s'/></path>")
    pictures = {**sample.pictures, "images/map.svg": (drawing, "image/svg+xml")}
    built = replace(sample, pictures=pictures).build()
    assert b"<path" in built.read("images/map.svg")
    assert b"animate" not in built.read("images/map.svg")
    (item,) = built.tree("content.opf").xpath("//*[@href='chapter-2.xhtml']")
    assert item.get("properties") == "mathml"


def test_one_drawing_shown_twice_has_different_ids(sample: Sample) -> None:
    xhtml = sample.documents[5].xhtml.replace(
        '<blockquote id="bq1">',
        '<p id="again"><img src="images/map.svg" alt="Again"/></p><blockquote id="bq1">',
    )
    documents = (*sample.documents[:5], replace(sample.documents[5], xhtml=xhtml))
    tree = replace(sample, documents=documents).build().tree("chapter-2.xhtml")
    ids = [e.get("id") for e in tree.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert len(list(tree.iter(f"{SVG}svg"))) == 2


def test_references_inside_a_drawing_still_hold() -> None:
    drawing = inline(read_drawing(MAP), "x-", "Map")
    ids = {e.get("id") for e in drawing.iter()}
    assert drawing.find(f".//{SVG}g").get("clip-path") == "url(#x-c)"
    assert drawing.find(f".//{SVG}textPath").get("href") == "#x-t"
    assert {"x-c", "x-t"} <= ids
    assert "x-unused" not in ids


def test_rules_of_a_drawing_become_its_own_attributes_in_the_order_of_the_cascade() -> None:
    drawing = read_drawing(svg(
        "<style>#b {fill: blue} .a {fill: red; stroke: red} rect {fill: green}</style>"
        "<rect id='b' class='a' style='stroke: black'/><use href='#b'/>"
    ))  # fmt: skip
    assert drawing.find(f"{SVG}style") is None
    style = drawing.find(f"{SVG}rect").get("style")
    assert [part.strip() for part in style.split(";")] == [
        "fill: green", "fill: red", "stroke: red", "fill: blue", "stroke: black",
    ]  # fmt: skip
    assert not drawing.xpath("//@class")


def test_a_decorative_drawing_is_hidden_from_those_who_do_not_see_it() -> None:
    drawing = inline(read_drawing(MAP), "x-", "")
    assert drawing.get("aria-hidden") == "true"
    assert drawing.get("role") is None


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        '<rect onload="alert(1)"/>',
        '<image href="http://example.org/x.png"/>',
        '<use xlink:href="other.svg#x"/>',
        '<a href="javascript:alert(1)"><text>x</text></a>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<rect style="fill: url(http://example.org/x)"/>',
        '<rect fill="url(http://example.org/x)"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<image href="data:text/html;base64,PHNjcmlwdD4="/>',
    ],
)
def test_nothing_active_or_remote_gets_through(bad: str) -> None:
    written = drawing_file(read_drawing(svg(bad))).decode()
    for word in (
        "script",
        "onload",
        "example.org",
        "other.svg",
        "foreignObject",
        "animate",
        "text/html",
    ):
        assert word not in written.replace("http://www.w3.org", "")


def test_an_entity_bomb_is_refused() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>")
    drawing = read_drawing(bomb)
    assert not has_text(drawing)


def test_a_picture_inside_a_drawing_stays() -> None:
    drawing = read_drawing(svg('<image href="data:image/png;base64,AAAA"/>'))
    assert drawing.find(f"{SVG}image").get("href") == "data:image/png;base64,AAAA"


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="96pt" height="48pt"', ("128", "64", "0 0 128 64")),
        ('width="1in" height="1in" viewBox="0 0 5 5"', ("96", "96", "0 0 5 5")),
        ('viewBox="0 0 30 20"', ("30", "20", "0 0 30 20")),
        ('width="100%" height="100%" viewBox="0 0 30 20"', ("30", "20", "0 0 30 20")),
    ],
)
def test_every_drawing_has_a_size_and_can_be_scaled(
    attributes: str, expected: tuple[str, str, str]
) -> None:
    drawing = read_drawing(svg("", attributes))
    assert (drawing.get("width"), drawing.get("height"), drawing.get("viewBox")) == expected


def test_a_broken_drawing_is_an_error_of_xml() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        read_drawing(b"<svg")


def test_the_colour_of_a_readers_text_stays_out_of_a_drawing() -> None:
    """On a dark page that colour is light, and the ground of a drawing is white."""
    inner = (
        '<path stroke="currentColor" d="M0 0"/><g color="red"><path style="fill:currentcolor"/></g>'
    )
    plain, red = read_drawing(svg(inner)).iter(f"{SVG}path")
    assert plain.get("stroke") == "#000"
    assert red.get("style") == "fill:red"
