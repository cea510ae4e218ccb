"""Gradients in inks: each function of three colours becomes one of as many as there are plates.

Stitching functions keep their bounds, so hard stops stay hard; every span between two colours is
sampled (ISO 32000-1, 7.10.2), since a straight line through sRGB is none through inks.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.press.colour import Colour, Inks
from octavo.press.inking import inked, kind_of

_SAMPLES = 65
_NEUTRAL = 2 / 255


def ink_shading(book: Pdf, shading: Object, inks: Inks) -> None:
    """Put a shading dictionary of the master's into inks, in place.

    The page engine writes linear and radial gradients, by functions of types 2 and 3 alone.
    """
    space = kind_of(shading.get("/ColorSpace"))
    smooth = space != "DeviceGray" and not _neutral(shading.Function)
    shading.Function = _function(book, shading.Function, space, inks, smooth)
    shading.ColorSpace = Name(f"/{inks.space}")
    if "/Background" in shading:
        colour = tuple(float(value) for value in shading.Background)
        shading.Background = Array([*inked(inks, space, colour)])


def _function(book: Pdf, function: Object, space: str, inks: Inks, smooth: bool) -> Object:
    kind = int(function.FunctionType)
    if kind == 3:
        parts = [_function(book, part, space, inks, smooth) for part in function.Functions]
        return Dictionary(
            FunctionType=3,
            Domain=function.Domain,
            Bounds=function.Bounds,
            Encode=function.Encode,
            Functions=Array(parts),
        )
    if kind != 2:
        raise ValueError(f"the page engine writes no function of type {kind}")
    first, last = _ends(function)
    domain = [float(value) for value in function.Domain]
    if first == last:
        flat = [round(value, 5) for value in inked(inks, space, first, smooth)]
        return Dictionary(FunctionType=2, Domain=domain, C0=flat, C1=flat, N=1)
    sampled = bytearray()
    for step in range(_SAMPLES):
        place = domain[0] + (domain[1] - domain[0]) * step / (_SAMPLES - 1)
        share = place ** float(function.N) if place > 0 else float(not float(function.N))
        colour = tuple(a + (b - a) * share for a, b in zip(first, last, strict=True))
        sampled += bytes(round(255 * value) for value in inked(inks, space, colour, smooth))
    plates = len(sampled) // _SAMPLES
    stream = Stream(book, bytes(sampled))
    stream.FunctionType, stream.Domain, stream.Range = 0, domain, [0, 1] * plates
    stream.Size, stream.BitsPerSample = [_SAMPLES], 8
    return book.make_indirect(stream)


def _ends(function: Object) -> tuple[Colour, Colour]:
    first = tuple(float(value) for value in function.get("/C0", Array([0])))
    last = tuple(float(value) for value in function.get("/C1", Array([1])))
    return first, last


def _neutral(function: Object) -> bool:
    """Say whether a gradient runs through grays alone, and so is black ink alone."""
    if int(function.FunctionType) == 3:
        return all(_neutral(part) for part in function.Functions)
    return all(max(end) - min(end) <= _NEUTRAL + 1e-9 for end in _ends(function))
