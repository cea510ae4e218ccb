"""The most ink in an image: of areas of a hundredth of an inch, as a densitometer would see it.

Single pixels do not count: JPEG coding makes some that no limiter has seen, and no paper shows them.
"""

from __future__ import annotations

import io
from typing import Any

from pikepdf import Array, Name, Object, Stream
from PIL import Image, ImageChops, ImageMath

from octavo.checks.preflight.facts import Placement
from octavo.checks.preflight.resources import BROKEN

_AREAS_PER_INCH = 100
_MOST_PIXELS = 130_000_000


def most_ink(placement: Placement) -> float:
    """Percent of all inks together; 0 where a conversion to inks has yet to be made, or fails."""
    picture = placement.picture
    if (
        picture.stream is None
        or picture.space is None
        or picture.width * picture.height > _MOST_PIXELS
    ):
        return 0.0
    try:
        if picture.space.family == "Indexed":
            return _palette_ink(picture.stream.ColorSpace, picture.space.model)
        if picture.space.model != "cmyk":
            return 0.0
        areas = max(int(min(placement.across, placement.down) / _AREAS_PER_INCH), 1)
        return _densest(_pixels(picture.stream, picture.width, picture.height, areas))
    except (*BROKEN, OSError, SyntaxError, Image.DecompressionBombError):
        return 0.0


def _palette_ink(space: Object, model: str) -> float:
    """The densest entry of a palette of inks."""
    if model != "cmyk" or not isinstance(space, Array):
        return 0.0
    table = space[3].read_bytes() if isinstance(space[3], Stream) else bytes(space[3])
    sums = (sum(table[start : start + 4]) for start in range(0, len(table), 4))
    return max(sums, default=0) * 100 / 255


def _pixels(stream: Object, width: int, height: int, areas: int) -> Image.Image:
    """The image in inks, each pixel of the result an area of so many pixels square."""
    decode = stream.get("/Decode")
    turned = decode is not None and len(decode) > 0 and float(decode[0]) == 1
    if _filter(stream) == Name.DCTDecode:
        file = Image.open(io.BytesIO(stream.read_raw_bytes()))
        file.draft("CMYK", (width // areas, height // areas))
        picture: Image.Image = file
        if picture.mode != "CMYK":
            raise ValueError(picture.mode)
        # Pillow takes the bytes of a CMYK JPEG for inverted, as Adobe writes them.
        turned = not turned
        areas = max(areas * picture.width // width, 1)
    else:
        picture = Image.frombytes("CMYK", (width, height), stream.read_bytes())
    picture = picture.reduce(areas) if areas > 1 else picture
    return ImageChops.invert(picture) if turned else picture


def _filter(stream: Object) -> Object | None:
    named = stream.get("/Filter")
    if isinstance(named, Array):
        return named[0] if len(named) == 1 else None
    return named


def _densest(picture: Image.Image) -> float:
    bands = dict(zip("cmyk", picture.split(), strict=True))

    def together(plates: dict[str, Any]) -> Any:
        return plates["c"] + plates["m"] + plates["y"] + plates["k"]

    extrema = ImageMath.lambda_eval(together, **bands).getextrema()
    return float(extrema[1]) * 100 / 255
