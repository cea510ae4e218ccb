"""ICC profiles: which of those found in pictures can be trusted, and what CMYK means without one.

PDF/A (ISO 19005-2, 6.2.4) lets CMYK stand only with a profile; FOGRA39 (coated paper, offset) is
what European print shops take for granted. Its licence lies beside it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Literal

Colour = Literal["gray", "rgb", "cmyk", "indexed"]

_SPACES: dict[Colour, bytes] = {
    "gray": b"GRAY", "rgb": b"RGB ", "indexed": b"RGB ", "cmyk": b"CMYK",
}  # fmt: skip
_CLASSES = (b"scnr", b"mntr", b"prtr", b"spac")


def sane_profile(profile: bytes | None, colour: Colour) -> bytes | None:
    """The profile, cut to the length it claims, if a PDF reader will accept it; else None.

    ISO 32000-1, 8.6.5.5: an input, display, output or colour-space profile of version 4 or less
    with as many components as the picture.
    """
    if profile is None or len(profile) < 132 or profile[36:40] != b"acsp":
        return None
    length = int.from_bytes(profile[:4], "big")
    if not 132 <= length <= len(profile) or profile[8] > 4:
        return None
    if profile[12:16] not in _CLASSES or profile[16:20] != _SPACES[colour]:
        return None
    return profile[:length]


@cache
def assumed_cmyk() -> bytes:
    """The profile of CMYK pictures that carry none."""
    return (files(__package__) / "FOGRA39L_coated.icc").read_bytes()


@cache
def srgb() -> bytes:
    """sRGB as the International Color Consortium gives it: the screen's output intent."""
    return (files(__package__) / "sRGB2014.icc").read_bytes()
