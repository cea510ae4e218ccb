"""Faces cut to what a book uses: glyph numbers kept for the PDF, closed over features for EPUB."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

import uharfbuzz as hb

from octavo.artifacts import Face

FEATURES = (
    "smcp", "c2sc", "onum", "lnum", "pnum", "tnum", "frac", "numr", "dnom",
    "sups", "subs", "ordn", "dlig", "hlig", "case", "zero",
)  # fmt: skip
"""Features kept in a web font beside those that are on by default (kern, liga, calt, mark ...)."""

_ALWAYS = " -\u00a0\u00ad\u2010\u2011"
"""Readers hyphenate and justify: they draw these whether or not the text has them."""

_LICENCE_NAMES = (13, 14)

_DROPPED = ("BASE", "DSIG", "EBDT", "EBLC", "EBSC", "GPOS", "GSUB", "JSTF", "LTSH", "PCLT", "SVG ")
"""Tables without a meaning in a PDF, where glyphs are placed one by one (WeasyPrint's list)."""


def subset_glyphs(font: bytes, glyphs: Iterable[int]) -> bytes:
    """Cut a static font to glyph ids, keeping their numbers, for a CIDFont with Identity-H.

    Two passes, as WeasyPrint makes them: the second drops the empty glyphs after the last one
    used. Raises RuntimeError where HarfBuzz cannot read the font.
    """
    used = frozenset(glyphs)
    flags = hb.SubsetFlags.DESUBROUTINIZE | hb.SubsetFlags.PASSTHROUGH_UNRECOGNIZED
    kept = hb.SubsetInput()
    kept.glyph_set.update(used)
    kept.drop_table_tag_set.update(_tag(name) for name in _DROPPED)
    kept.flags = flags | hb.SubsetFlags.RETAIN_GIDS
    trimmed = hb.SubsetInput()
    trimmed.glyph_set.update(range(max(used, default=0) + 1))
    trimmed.flags = flags | hb.SubsetFlags.NO_HINTING
    return bytes(hb.subset(hb.subset(hb.Face(hb.Blob(font)), kept), trimmed).blob.data)


def subset_webfont(
    face: Face,
    characters: frozenset[str],
    features: tuple[str, ...] = FEATURES,
    form: Literal["woff2", "opentype"] = "woff2",
) -> bytes:
    """Cut a face to characters and whatever its features turn them into, for EPUB.

    characters may hold strings of any length. The licence stays in the name table.
    The same face and characters give the same bytes.
    """
    kept = hb.SubsetInput()
    kept.unicode_set.update(ord(sign) for text in (*characters, _ALWAYS) for sign in text)
    kept.layout_feature_tag_set.update(_tag(name) for name in features)
    kept.name_id_set.update(_LICENCE_NAMES)
    kept.drop_table_tag_set.add(_tag("DSIG"))
    source = hb.Face(hb.Blob(Path(face.path).read_bytes()))
    content = bytes(hb.subset(source, kept).blob.data)
    return content if form == "opentype" else _woff2(content)


def _woff2(content: bytes) -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(content), recalcTimestamp=False, recalcBBoxes=False)
    font.flavor = "woff2"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode("ascii"), "big")
