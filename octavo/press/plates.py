"""Pixels of light into pixels of ink, and how much ink lies at a point.

The way from sRGB through the ICC profile to inks within the limit is worked out on a grid of 33
steps a channel, as LittleCMS does it inside, and the picture is run through that one table: the
limit costs nothing, and between two points of the grid within it no mixture goes beyond it.
"""

from __future__ import annotations

import io
from array import array
from functools import cache

from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageMath

from octavo.images.profiles import assumed_cmyk
from octavo.press.colour import ROUNDING, limited, screen_to_press

_GRID = 33
_STRIP = 256
"""Rows that are held as floating-point numbers at a time."""


def ink_of(picture: Image.Image, profile: bytes, limit: float) -> Image.Image:
    """An sRGB picture in inks of which no pixel has more than limit (3 for 300 %)."""
    return picture.filter(_table(profile, limit))


@cache
def _table(profile: bytes, limit: float) -> ImageFilter.Color3DLUT:
    steps = [round(255 * step / (_GRID - 1)) for step in range(_GRID)]
    grid = bytes(
        channel for blue in steps for green in steps for red in steps
        for channel in (red, green, blue)
    )  # fmt: skip
    seen = ImageCms.applyTransform(
        Image.frombytes("RGB", (_GRID * _GRID, _GRID), grid), screen_to_press(profile)
    )
    assert seen is not None
    inks = seen.tobytes()
    table = array("f")
    for start in range(0, len(inks), 4):
        plates = tuple(value / 255 for value in inks[start : start + 4])
        table.extend(limited(plates, limit - ROUNDING))
    return ImageFilter.Color3DLUT(_GRID, table, 4, "CMYK", _copy_table=False)


def plates_of(picture: Image.Image, own: bytes | None, profile: bytes) -> Image.Image:
    """A CMYK picture for the profile: through the one it carries, as it is where it has none."""
    if own is None or own in (profile, assumed_cmyk()):
        return picture
    try:
        seen = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(own)),
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError:
        return picture
    return seen or picture


def within(picture: Image.Image, limit: float) -> Image.Image:
    """A CMYK picture with its colours taken back where there is too much ink."""
    if most_ink(picture) <= limit:
        return picture
    kept = Image.new("CMYK", picture.size)
    for top in range(0, picture.height, _STRIP):
        box = (0, top, picture.width, min(top + _STRIP, picture.height))
        kept.paste(_limited_strip(picture.crop(box), limit), box)
    return kept


def _limited_strip(strip: Image.Image, limit: float) -> Image.Image:
    cyan, magenta, yellow, black = strip.split()
    bands = {"c": cyan, "m": magenta, "y": yellow, "k": black}
    share = ImageMath.lambda_eval(
        lambda args: args["min"](
            args["max"](255 * (limit - ROUNDING) - args["float"](args["k"]), 0.0)
            / args["max"](args["float"](args["c"]) + args["m"] + args["y"], 1.0),
            1.0,
        ),
        **bands,
    )
    chromatic = [
        ImageMath.lambda_eval(
            lambda args: args["convert"](args["float"](args["band"]) * args["share"], "L"),
            band=band,
            share=share,
        )
        for band in (cyan, magenta, yellow)
    ]
    return Image.merge("CMYK", (*chromatic, black))


def most_ink(picture: Image.Image) -> float:
    """The most ink at a pixel of a CMYK picture, 3 for 300 %, rounded up to a percent."""
    quarter = [band.point([(level + 3) // 4 for level in range(256)]) for band in picture.split()]
    total = quarter[0]
    for band in quarter[1:]:
        total = ImageChops.add(total, band)
    darkest = max(level for level, count in enumerate(total.histogram()) if count)
    return min(darkest * 4 / 255, 4.0)
