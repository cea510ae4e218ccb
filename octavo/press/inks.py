"""The inks of printer's marks, and marks as operators of a content stream.

Crop, fold and registration marks are printed on every plate: Separation All (ISO 32000-1,
8.6.6.4). The others are black: on the K plate alone where the file is meant for CMYK, else gray,
so that no colour comes in that the file's output intent does not know.
"""

from __future__ import annotations

from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf

from octavo.geometry import Rect
from octavo.press.marks import Mark
from octavo.press.matrices import number
from octavo.press.passport import output_components

_LINE = "0.25 w"
_CIRCLE = 0.5523  # of the radius: Bézier handles of a quarter circle


class Inks:
    """Colour spaces of marks, shared by all sides of a file."""

    def __init__(self, book: Pdf, original: Pdf) -> None:
        cmyk = output_components(original) in (0, 4)
        base = Name.DeviceCMYK if cmyk else Name.DeviceGray
        full, none = ([1, 1, 1, 1], [0, 0, 0, 0]) if cmyk else ([0], [1])
        black = [0, 0, 0, 1] if cmyk else [0]
        self.spaces: Object = book.make_indirect(
            Dictionary(
                EveryPlate=_separation("All", base, none, full),
                Black=_separation("Black", base, none, black),
            )
        )


def _separation(ink: str, base: Name, none: list[int], full: list[int]) -> Array:
    tint = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(none), C1=Array(full), N=1)
    return Array([Name.Separation, Name(f"/{ink}"), base, tint])


def draw_marks(marks: Sequence[Mark]) -> list[str]:
    """The operators that draw marks, each mark a line."""
    return [_draw(mark) for mark in marks]


def _draw(mark: Mark) -> str:
    ink = "/EveryPlate" if mark.every_plate else "/Black"
    colour = f"{ink} CS {ink} cs 1 SCN 1 scn"
    x0, y0, x1, y1 = (number(side) for side in _sides(mark.place))
    if mark.shape == "bar":
        width, height = number(mark.place.width), number(mark.place.height)
        return f"q {colour} {x0} {y0} {width} {height} re f Q"
    if mark.shape == "target":
        return f"q {colour} {_LINE} {_target(mark.place)} S Q"
    if mark.shape == "frame":
        width, height = number(mark.place.width), number(mark.place.height)
        return f"q {colour} {_LINE} {x0} {y0} {width} {height} re S Q"
    dashes = "[3 2] 0 d " if mark.shape == "dashes" else ""
    return f"q {colour} {_LINE} {dashes}{x0} {y0} m {x1} {y1} l S Q"


def _sides(place: Rect) -> tuple[float, float, float, float]:
    return place.x0, place.y0, place.x1, place.y1


def _target(place: Rect) -> str:
    """A cross as wide as its place, and a ring of two thirds of that."""
    x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
    r = place.width / 3
    k = r * _CIRCLE
    points = (
        (x + r, y, "m"),
        (x + r, y + k, x + k, y + r, x, y + r, "c"),
        (x - k, y + r, x - r, y + k, x - r, y, "c"),
        (x - r, y - k, x - k, y - r, x, y - r, "c"),
        (x + k, y - r, x + r, y - k, x + r, y, "c"),
        (place.x0, y, "m"), (place.x1, y, "l"), (x, place.y0, "m"), (x, place.y1, "l"),
    )  # fmt: skip
    return " ".join(
        " ".join(item if isinstance(item, str) else number(item) for item in point)
        for point in points
    )
