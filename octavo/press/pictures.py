"""A raster picture as print has use for it: in inks, no finer than paper shows, within the limit.

An order says all that decides the result, so that it can be made in another process and kept.
Photographs become JPEG; pictures of few colours (charts, scanned lines) stay lossless, their
neutral colours on the black plate alone and the theme's inks exact. Gray is gray on one plate.
One picture is held at a time; a JPEG that is much too large is not even decoded in full.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PIL import Image, ImageChops

from octavo.images.pixels import decode, flatten_depth, is_srgb, open_picture, profile_of, to_srgb
from octavo.images.png import read_png
from octavo.images.probe import read_file
from octavo.press.colour import black_of_gray
from octavo.press.plates import ink_of, most_ink, plates_of, within

QUALITY = 92
RECIPE = "1"
"""Part of a cache key: raised whenever the same order would give another picture."""

JPEG_HEADROOM = 0.09
"""Ink, of 1 a plate, that JPEG coding adds at quality 92 around sharp edges (measured)."""

_FEW = 4096
_NEUTRAL = 2


@dataclass(frozen=True, slots=True)
class PictureSettings:
    """What pictures of an edition are printed with."""

    space: Literal["cmyk", "gray", "rgb"]
    profile: bytes = b""  # ICC, for cmyk
    ink_limit: float = 4.0  # 3 for 300 %
    exact: tuple[tuple[str, tuple[float, ...]], ...] = ()  # inks by sRGB colour
    opaque: bool = False  # transparent parts are laid on white paper


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """One picture to be made: its file or the file's bytes, their sha256, the pixels wanted.

    Sides of 0 take all that the file has; lines is the share by which those of a picture with few
    colours may be finer.
    """

    source: str | bytes
    digest: str
    width: int
    height: int
    settings: PictureSettings
    lines: float = 4.0
    luminosity: bool = False  # part of a soft mask


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """The stream and dictionary of an image XObject in inks, and its soft mask.

    FlateDecode data are PNG rows: /Predictor 15. CMYK in JPEG is inverted (Adobe's way).
    """

    width: int
    height: int
    bits: int
    space: Literal["cmyk", "gray", "rgb"]
    filter: Literal["DCTDecode", "FlateDecode"]
    content: bytes
    mask: bytes | None = None  # 8 bits of gray in PNG rows
    ink: float = 0.0  # the most at a point before coding, 3 for 300 %


Print = Callable[[Sequence[PictureOrder]], Iterable[tuple[int, PrintedPicture]]]
"""Makes pictures, in any order: from a cache, in other processes, or here."""


def print_here(orders: Sequence[PictureOrder]) -> Iterator[tuple[int, PrintedPicture]]:
    """Make pictures one by one in this process."""
    for index, order in enumerate(orders):
        yield index, print_picture(order)


def print_picture(order: PictureOrder) -> PrintedPicture:
    """Make one picture; raises BadImage where the file cannot be read any more."""
    data = order.source if isinstance(order.source, bytes) else read_file(Path(order.source))
    wanted = (order.width, order.height)
    with open_picture(data) as picture:
        photograph = picture.format == "JPEG"
        profile = profile_of(picture)
        if photograph and order.width:
            picture.draft(picture.mode, wanted)
        flat = flatten_depth(decode(picture))
    few = not photograph and _solid(flat).getcolors(_FEW) is not None
    flat, mask = _alpha(_resized(flat, order, few), order.settings)
    printed = _printed(flat, profile, few, order)
    return printed if mask is None else replace(printed, mask=_rows(mask)[0])


def _printed(
    flat: Image.Image, profile: bytes | None, few: bool, order: PictureOrder
) -> PrintedPicture:
    """Colours without transparency, in inks and encoded; few where they stay lossless."""
    settings = order.settings
    if flat.mode == "CMYK" and settings.space == "cmyk" and not order.luminosity:
        limit = settings.ink_limit - JPEG_HEADROOM
        return _encoded(within(plates_of(flat, profile, settings.profile), limit), "cmyk", False)
    if flat.mode == "CMYK" or not is_srgb(profile):
        flat = to_srgb(flat, profile)
    if flat.mode == "RGB" and (settings.space == "gray" or order.luminosity or _is_neutral(flat)):
        flat = flat.convert("L")
    if flat.mode == "L":
        if settings.space == "cmyk" and not order.luminosity:
            flat = flat.point([255 - ink for ink in black_of_gray(settings.profile)])
        return _encoded(flat, "gray", few)
    if settings.space == "rgb":
        return _encoded(flat, "rgb", few)
    inks = ink_of(flat, settings.profile, settings.ink_limit - JPEG_HEADROOM)
    if few:
        _exactly(flat, inks, settings)
    return _encoded(inks, "cmyk", few)


def _resized(picture: Image.Image, order: PictureOrder, few: bool) -> Image.Image:
    """The picture with as many pixels as were ordered, never more than it has."""
    share = order.lines if few else 1.0
    size = (round(order.width * share), round(order.height * share))
    if not order.width or size[0] >= picture.width or size[1] >= picture.height:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _alpha(
    picture: Image.Image, settings: PictureSettings
) -> tuple[Image.Image, Image.Image | None]:
    """Colours and transparency apart; None where all is opaque, or has been laid on white."""
    if picture.mode not in ("LA", "RGBA"):
        return picture, None
    alpha, solid = picture.getchannel("A"), _solid(picture)
    if alpha.getextrema() == (255, 255):
        return solid, None
    if settings.opaque:
        paper = Image.new(solid.mode, solid.size, "white")
        paper.paste(solid, mask=alpha)
        return paper, None
    return solid, alpha


def _solid(picture: Image.Image) -> Image.Image:
    return picture.convert(picture.mode[:-1]) if picture.mode in ("LA", "RGBA") else picture


def _is_neutral(picture: Image.Image) -> bool:
    """Say whether every pixel is gray but for rounding: a scan saved in colour."""
    return not any(_unlikeness(picture).histogram()[_NEUTRAL + 1 :])


def _unlikeness(picture: Image.Image) -> Image.Image:
    """How far the channels of each pixel lie apart."""
    red, green, blue = picture.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    return ImageChops.subtract(most, least)


def _neutral_parts(picture: Image.Image) -> Image.Image:
    return _unlikeness(picture).point([255 * (level <= _NEUTRAL) for level in range(256)])


def _black_alone(picture: Image.Image, profile: bytes) -> Image.Image:
    none = Image.new("L", picture.size)
    black = picture.convert("L").point(list(black_of_gray(profile)))
    return Image.merge("CMYK", (none, none, none, black))


def _exactly(picture: Image.Image, inks: Image.Image, settings: PictureSettings) -> None:
    """Give each colour of a chart that the text beside it may show the very inks of the text."""
    inks.paste(_black_alone(picture, settings.profile), mask=_neutral_parts(picture))
    for name, plates in settings.exact:
        channels = zip(picture.split(), bytes.fromhex(name.removeprefix("#")), strict=True)
        alike = [
            band.point([255 * (level == wanted) for level in range(256)])
            for band, wanted in channels
        ]
        mask = ImageChops.darker(ImageChops.darker(alike[0], alike[1]), alike[2])
        inks.paste(tuple(round(255 * plate) for plate in plates), mask=mask)


def _encoded(
    picture: Image.Image, space: Literal["cmyk", "gray", "rgb"], lossless: bool
) -> PrintedPicture:
    ink = most_ink(picture) if space == "cmyk" else 0.0
    if lossless:
        content, bits = _rows(_thinned(picture))
        return PrintedPicture(*picture.size, bits, space, "FlateDecode", content, ink=ink)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=QUALITY, subsampling=0)
    return PrintedPicture(*picture.size, 8, space, "DCTDecode", written.getvalue(), ink=ink)


def _thinned(picture: Image.Image) -> Image.Image:
    """Lines of black and white take one bit a pixel."""
    if picture.mode == "L" and not any(picture.histogram()[1:255]):
        return picture.convert("1", dither=Image.Dither.NONE)
    return picture


def _rows(picture: Image.Image) -> tuple[bytes, int]:
    """The pixels as filtered, compressed PNG rows, and the bits of a sample."""
    if picture.mode == "CMYK":  # four channels are four channels
        picture = Image.frombuffer("RGBA", picture.size, picture.tobytes(), "raw", "RGBA", 0, 1)
    written = io.BytesIO()
    picture.save(written, "PNG")
    png = read_png(written.getvalue())
    return png.content, png.bits
