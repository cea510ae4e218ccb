"""Small shapes, so that colours need not be seen to tell things apart."""

from __future__ import annotations

from math import cos, pi, sin

from .canvas import Canvas, Point
from .palette import PAPER

_TURNS = {  # corners, first corner's direction in degrees, size that looks alike
    "circle": (32, 0, 1.0),
    "square": (4, 45, 1.2),
    "diamond": (4, 0, 1.3),
    "triangle": (3, 90, 1.35),
    "pointer": (3, 0, 1.35),
}


def mark(canvas: Canvas, shape: str, at: Point, radius: float, fill: str,
         edge: str = "none", width: float = 0.6) -> None:  # fmt: skip
    """A filled shape of about the given radius around a point."""
    if shape == "cross":
        _cross(canvas, at, radius, fill)
    else:
        canvas.area(_corners(shape, at, radius), fill, edge, width)


def camp(canvas: Canvas, at: Point, radius: float, fill: str) -> None:
    """The symbol for the camp: a diamond in a white ring, larger than its uncertainty is small."""
    canvas.area(_corners("diamond", at, radius + 1.2), PAPER)
    canvas.area(_corners("diamond", at, radius), fill)


def _corners(shape: str, at: Point, radius: float) -> list[Point]:
    count, first, size = _TURNS[shape]
    turn = first * pi / 180
    return [
        (
            at[0] + radius * size * cos(turn + 2 * pi * corner / count),
            at[1] + radius * size * sin(turn + 2 * pi * corner / count),
        )
        for corner in range(count)
    ]


def _cross(canvas: Canvas, at: Point, radius: float, colour: str) -> None:
    x, y = at
    for rise in (radius, -radius):
        canvas.line([(x - radius, y - rise), (x + radius, y + rise)], colour, 1.6)
