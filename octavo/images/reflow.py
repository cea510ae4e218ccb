"""A picture as an EPUB holds it: a core media type (EPUB 3.3, 3.2), upright, sRGB, no metadata.

A file that is all this already passes with its metadata cut away; others are decoded once.
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from octavo.images.drawing import clean_svg, parse_svg, svg_faults
from octavo.images.faults import BadImage
from octavo.images.jpeg import read_jpeg
from octavo.images.pixels import (
    decode,
    flatten_depth,
    is_srgb,
    open_picture,
    orientation,
    profile_of,
    to_srgb,
    upright,
)
from octavo.images.png import read_png
from octavo.images.probe import media_type, read_file

RECIPE = "1"
"""Part of a cache key: raised whenever the same file would give other bytes."""

LONGEST_SIDE = 2000
"""Pixels: sharp on a tablet at full width, a tenth of a camera's megabytes."""

FEW_COLOURS = 4096
"""A picture with no more is a chart, a scan or a screenshot: it stays lossless."""

_QUALITY = 88


def epub_picture(path: Path, longest: int = LONGEST_SIDE) -> tuple[bytes, str]:
    """Encode a picture for an EPUB: its bytes and media type (JPEG, PNG or SVG).

    Rasters are turned upright and scaled so that no side is longer than `longest` pixels.
    The same file gives the same bytes. Raises BadImage, for unsafe drawings too (svg-unsafe).
    """
    data = read_file(path)
    kind = media_type(data)
    if kind == "image/svg+xml":
        return _drawing(data), kind
    return plain_raster(data, longest)


def plain_raster(data: bytes, longest: int = LONGEST_SIDE) -> tuple[bytes, str]:
    """A raster picture of any kind as an upright JPEG or PNG in sRGB; raises BadImage."""
    kind = media_type(data)
    with open_picture(data) as picture:
        ready = max(picture.size) <= longest and orientation(picture) == 1
        ready = ready and is_srgb(profile_of(picture))
        if ready and kind == "image/jpeg":
            jpeg = read_jpeg(data)
            if jpeg.plain and jpeg.components in (1, 3):
                return jpeg.stripped, kind
        flat = flatten_depth(decode(picture))
        # A photograph saved as PNG is several times the size of its JPEG.
        graphic = kind != "image/jpeg" and _stays_lossless(flat)
        if ready and graphic and kind == "image/png":
            png = read_png(data)
            if png.bits <= 8:
                return png.stripped, kind
        shown = to_srgb(upright(flat, orientation(picture)), profile_of(picture))
    return _encoded(shown, longest, graphic)


def _drawing(data: bytes) -> bytes:
    faults = svg_faults(data)
    if faults:
        line, sentence = faults[0]
        raise BadImage.of("svg-unsafe", f"{sentence} (line {line})")
    return clean_svg(parse_svg(data))


def _stays_lossless(picture: Image.Image) -> bool:
    if picture.mode in ("LA", "RGBA") and picture.getchannel("A").getextrema() != (255, 255):
        return True
    if picture.mode in ("1", "L", "P"):
        return True  # 256 colours at most
    return picture.convert("RGB").getcolors(FEW_COLOURS) is not None


def _encoded(picture: Image.Image, longest: int, graphic: bool) -> tuple[bytes, str]:
    if max(picture.size) > longest:
        share = longest / max(picture.size)
        size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    written = io.BytesIO()
    if graphic:
        picture.info = {}
        picture.save(written, "PNG", optimize=True)
        return written.getvalue(), "image/png"
    solid = picture if picture.mode in ("L", "RGB") else picture.convert("RGB")
    solid.info = {}
    solid.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return written.getvalue(), "image/jpeg"
