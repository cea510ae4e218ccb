"""A picture as a PDF holds it: data passed on unread where possible, else decoded once.

The result is a pure function of the file, ready to be kept by its digest. Nothing is lost on the
way: JPEG data and PNG rows go over as they are, and an EXIF turn is made by the PDF.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from octavo.images.faults import BadImage
from octavo.images.jpeg import read_jpeg
from octavo.images.pixels import (
    decode,
    flatten_depth,
    open_picture,
    orientation,
    profile_of,
    to_srgb,
)
from octavo.images.png import read_png
from octavo.images.probe import media_type, read_file
from octavo.images.profiles import Colour, assumed_cmyk, sane_profile

RECIPE = "1"
"""Part of a cache key: raised whenever the same file would give another EncodedPicture."""

_COLOUR_OF_COMPONENTS: dict[int, Colour] = {1: "gray", 3: "rgb", 4: "cmyk"}


@dataclass(frozen=True, slots=True)
class EncodedPicture:
    """The stream and dictionary of an image XObject (ISO 32000-1, 8.9.5), and its soft mask.

    Width and height are as stored; orientation (EXIF) says how the page has to turn it.
    FlateDecode data are PNG rows: /Predictor 15.
    """

    width: int
    height: int
    bits: int
    colour: Colour
    filter: Literal["DCTDecode", "FlateDecode"]
    content: bytes
    palette: bytes | None = None  # RGB triples, for "indexed"
    inverted: bool = False  # Adobe's CMYK: /Decode turns it over
    profile: bytes | None = None  # ICC
    mask: bytes | None = None  # 8 bits of gray in PNG rows
    orientation: int = 1

    @property
    def components(self) -> int:
        """Components of one stored sample."""
        return {"gray": 1, "rgb": 3, "cmyk": 4, "indexed": 1}[self.colour]


def pdf_picture(path: Path) -> EncodedPicture:
    """Encode a raster picture for a PDF. Raises BadImage; drawings are not for this function."""
    data = read_file(path)
    kind = media_type(data)
    if kind == "image/svg+xml":
        raise BadImage.broken("a drawing has no pixels")
    with open_picture(data) as picture:
        turn = orientation(picture)
        passed = None
        if kind == "image/jpeg":
            passed = _jpeg(data, turn)
        elif kind == "image/png":
            passed = _png(data, turn)
        return passed or _decoded(decode(picture), turn)


def _jpeg(data: bytes, turn: int) -> EncodedPicture | None:
    jpeg = read_jpeg(data)
    colour = _COLOUR_OF_COMPONENTS.get(jpeg.components)
    if not jpeg.plain or colour is None:
        return None
    return EncodedPicture(
        jpeg.width,
        jpeg.height,
        8,
        colour,
        "DCTDecode",
        jpeg.stripped,
        inverted=colour == "cmyk" and jpeg.adobe,
        profile=_profile(jpeg.profile, colour),
        orientation=turn,
    )


def _png(data: bytes, turn: int) -> EncodedPicture | None:
    png = read_png(data)
    if not png.plain:
        return None
    colour: Colour = "indexed" if png.palette else "rgb" if png.colours == 3 else "gray"
    return EncodedPicture(
        png.width,
        png.height,
        png.bits,
        colour,
        "FlateDecode",
        png.content,
        palette=png.palette,
        profile=_profile(png.profile, colour),
        orientation=turn,
    )


def _decoded(picture: Image.Image, turn: int) -> EncodedPicture:
    profile = profile_of(picture)
    flat = flatten_depth(picture)
    mask = None
    if flat.mode in ("LA", "RGBA"):
        alpha = flat.getchannel("A")
        if alpha.getextrema() != (255, 255):
            mask = _rows(alpha)
        flat = flat.convert(flat.mode[:-1])
    if flat.mode == "CMYK":
        # No PNG has four channels; such a file (arithmetic JPEG) is turned into sRGB.
        flat, profile = to_srgb(flat, profile), None
    colour: Colour = "gray" if flat.mode == "L" else "rgb"
    return EncodedPicture(
        *flat.size, 8, colour, "FlateDecode", _rows(flat),
        profile=sane_profile(profile, colour), mask=mask, orientation=turn,
    )  # fmt: skip


def _rows(picture: Image.Image) -> bytes:
    """The pixels as filtered, compressed PNG rows."""
    written = io.BytesIO()
    picture.save(written, "PNG")
    return read_png(written.getvalue()).content


def _profile(profile: bytes | None, colour: Colour) -> bytes | None:
    sane = sane_profile(profile, colour)
    return assumed_cmyk() if colour == "cmyk" and sane is None else sane
