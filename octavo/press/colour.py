"""Colours of the screen as inks of a printing condition.

Pages are laid out in sRGB. In print a neutral colour is black ink alone, of the lightness that the
screen shows; every other colour goes through the printer's ICC profile (relative colorimetric,
black point compensation, ICC.1:2022 annex D); a colour that the theme gives inks for has those.
Colours are tuples of numbers from 0 to 1, few in a book, so each is worked out once.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from typing import Literal, Protocol

from PIL import Image, ImageCms

Colour = tuple[float, ...]
Space = Literal["DeviceGray", "DeviceRGB", "DeviceCMYK"]
Inking = Mapping[str, Colour]
"""Exact inks by sRGB colour: {"#cc3311": (0, 0.9, 1, 0)}."""

ROUNDING = 2 / 255
"""Kept free below an ink limit: half a step of 255 on each of four plates."""

_NEUTRAL = 2 / 255
"""Channels that differ by no more than this are gray: rounding, not intent."""


_XYZ_TO_SRGB = (
    (3.1338561, -1.6168667, -0.4906146),
    (-0.9787684, 1.9161415, 0.0334540),
    (0.0719453, -0.2289914, 1.4052427),
)
_D50 = (0.9642, 1.0, 0.8249)


class Inks(Protocol):
    """What a colour of a page becomes on paper."""

    space: Space

    def of_rgb(self, colour: Colour, smooth: bool = False) -> Colour:
        """Inks of an sRGB colour; smooth for one within a gradient of colours."""

    def of_gray(self, colour: Colour) -> Colour:
        """Inks of a gray, 0 black."""

    def of_cmyk(self, colour: Colour) -> Colour:
        """Inks of a colour given in inks already."""

    def is_black(self, colour: Colour) -> bool:
        """Say whether inks are full black and nothing else, which may overprint."""


class ProcessInks:
    """Cyan, magenta, yellow and black of a printing condition."""

    space: Space = "DeviceCMYK"

    def __init__(self, profile: bytes, limit: float, exact: Inking | None = None) -> None:
        """profile is ICC; limit the most ink at a point, 3 for 300 %."""
        self._transform = screen_to_press(profile)
        self._black = black_of_gray(profile)
        self._limit = limit - ROUNDING
        self._exact = {_channels(name): inks for name, inks in (exact or {}).items()}
        self._known: dict[Colour, Colour] = {}

    def of_rgb(self, colour: Colour, smooth: bool = False) -> Colour:
        red, green, blue = (round(255 * min(max(value, 0), 1)) for value in colour)
        exact = self._exact.get((red, green, blue))
        if exact is not None:
            return exact
        if not smooth and max(colour) - min(colour) <= _NEUTRAL + 1e-9:
            return self.of_gray((sum(colour) / 3,))
        if (red, green, blue) not in self._known:
            pixel = Image.new("RGB", (1, 1), (red, green, blue))
            seen = ImageCms.applyTransform(pixel, self._transform)
            assert seen is not None
            inks = tuple(value / 255 for value in seen.tobytes())
            self._known[red, green, blue] = limited(inks, self._limit)
        return self._known[red, green, blue]

    def of_gray(self, colour: Colour) -> Colour:
        level = round(255 * min(max(colour[0], 0), 1))
        return (0.0, 0.0, 0.0, self._black[level] / 255)

    def of_cmyk(self, colour: Colour) -> Colour:
        return colour

    def is_black(self, colour: Colour) -> bool:
        return colour == (0, 0, 0, 1)


class BlackInk:
    """Gray alone: a book in black, or the luminosity of a soft mask (ISO 32000-1, 11.5.3)."""

    space: Space = "DeviceGray"

    def of_rgb(self, colour: Colour, smooth: bool = False) -> Colour:
        red, green, blue = colour
        return (0.3 * red + 0.59 * green + 0.11 * blue,)

    def of_gray(self, colour: Colour) -> Colour:
        return colour

    def of_cmyk(self, colour: Colour) -> Colour:
        cyan, magenta, yellow, black = colour
        return (max(0.0, 1 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow + black)),)

    def is_black(self, colour: Colour) -> bool:
        return False  # one plate: there is nothing to overprint


class ScreenColours:
    """sRGB as it is, for a printer who separates it himself."""

    space: Space = "DeviceRGB"

    def of_rgb(self, colour: Colour, smooth: bool = False) -> Colour:
        return colour

    def of_gray(self, colour: Colour) -> Colour:
        return colour * 3

    def of_cmyk(self, colour: Colour) -> Colour:
        *chromatic, black = colour
        return tuple((1 - value) * (1 - black) for value in chromatic)

    def is_black(self, colour: Colour) -> bool:
        return False


def limited(inks: Colour, limit: float) -> Colour:
    """Inks with cyan, magenta and yellow taken back until all four come to the limit at most."""
    *chromatic, black = inks
    total = sum(chromatic)
    if total + black <= limit:
        return inks
    scale = max(0.0, limit - black) / total
    return (*(value * scale for value in chromatic), black)


def lab_to_rgb(colour: Colour) -> Colour:
    """CIE L*a*b* (L to 100) in sRGB, clipped to what a screen shows."""
    lightness, a, b = colour
    y = (lightness + 16) / 116
    curved = (y + a / 500, y, y - b / 200)
    xyz = [
        white * (value**3 if value > 6 / 29 else (value - 4 / 29) * 108 / 841)
        for white, value in zip(_D50, curved, strict=True)
    ]
    linear = (sum(f * v for f, v in zip(row, xyz, strict=True)) for row in _XYZ_TO_SRGB)
    return tuple(_encoded(min(max(value, 0.0), 1.0)) for value in linear)


def screen_to_press(profile: bytes) -> ImageCms.ImageCmsTransform:
    """sRGB to the inks of a CMYK profile: relative colorimetric, black point compensation."""
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@cache
def black_of_gray(profile: bytes) -> tuple[int, ...]:
    """The black ink (0 to 255) that looks like each sRGB gray (0 black to 255 paper).

    Luminance is scaled between paper and solid black, which is black point compensation for one
    ink; the ends are paper and solid black exactly.
    """
    ramp = Image.merge("CMYK", [*(Image.new("L", (256, 1)) for _ in range(3)), _ramp()])
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.createProfile("LAB"),
        "CMYK",
        "LAB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    seen = ImageCms.applyTransform(ramp, transform)
    assert seen is not None
    printed = [_luminance(value / 2.55) for value in seen.tobytes()[::3]]
    paper, solid = printed[0], printed[255]
    table = []
    for level in range(256):
        wanted = solid + (paper - solid) * _linear(level / 255)
        table.append(min(range(256), key=lambda ink: abs(printed[ink] - wanted)))
    return (255, *table[1:255], 0)


def _ramp() -> Image.Image:
    return Image.frombytes("L", (256, 1), bytes(range(256)))


def _luminance(lightness: float) -> float:
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else float(1.055 * value ** (1 / 2.4) - 0.055)


def _channels(name: str) -> tuple[int, int, int]:
    """#cc3311 as numbers."""
    red, green, blue = bytes.fromhex(name.removeprefix("#"))
    return red, green, blue
