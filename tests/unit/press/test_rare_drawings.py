"""What octavo's pages seldom hold: coloured glyphs, tiles, stencils, streams in pieces."""

from __future__ import annotations

import re

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from octavo.images.profiles import assumed_cmyk
from octavo.press.colour import ProcessInks
from octavo.press.separations import Separator

GLYPH = b"500 0 d0\n1 0 0 rg 0 0 400 400 re f\nBI /IM true /W 8 /H 1 /BPC 1 /D [1 0] ID \x55 EI\n"


@pytest.fixture
def separated() -> Pdf:
    """A page with a Type 3 font, a tiling pattern and a picture in two colours, put into inks."""
    book = Pdf.new()
    page = book.add_blank_page(page_size=(200, 200)).obj
    glyph = book.make_stream(GLYPH)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 500, 500], FirstChar=97, LastChar=97,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], Widths=[500], CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=[97, Name.a]), Resources=Dictionary(),
    )  # fmt: skip
    tile = book.make_stream(b"0 0 1 rg 0 0 5 5 re f")
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = [0, 0, 10, 10], 10, 10
    tile.Resources = Dictionary()
    page.Resources = Dictionary(
        Font=Dictionary(F=book.make_indirect(font)), Pattern=Dictionary(P=tile),
        Properties=Dictionary(M=Dictionary()),
    )  # fmt: skip
    pieces = [b"/Pattern cs /P scn 0 0 100 10", b"0 re f 0 1 0 rg", b"BT /F 20 Tf (a) Tj ET"]
    page.Contents = Array([book.make_stream(piece) for piece in pieces])
    Separator(book, ProcessInks(assumed_cmyk(), 3.0)).separate()
    return book


def test_coloured_glyphs_and_tiles_are_in_inks(separated: Pdf) -> None:
    resources = separated.pages[0].obj.Resources
    glyph = resources.Font.F.CharProcs.a.read_bytes()
    assert glyph.startswith(b"500 0 d0")  # the first operator of a glyph, whatever follows
    for content in (glyph, resources.Pattern.P.read_bytes()):
        assert re.search(rb"[\d.]+ [\d.]+ [\d.]+ [\d.]+ k\n", content)
        assert b"rg" not in content
    assert GLYPH[GLYPH.index(b"BI") :].strip() in glyph
    assert "/Properties" not in resources


def test_a_tile_begins_with_black_ink_as_a_page_does(separated: Pdf) -> None:
    tile = separated.pages[0].obj.Resources.Pattern.P
    assert tile.read_bytes().startswith(b"0 0 0 1 k")
    assert "/Overprint11" in tile.Resources.ExtGState


def test_content_in_pieces_is_one_stream_afterwards(separated: Pdf) -> None:
    content = separated.pages[0].obj.Contents
    assert isinstance(content, Stream)
    words = content.read_bytes().split()
    assert b" ".join(words).count(b"0 0 100 10 0 re f") == 1
