"""Transformation matrices of PDF (ISO 32000-1, 8.3.4); quarter turns are exact to the last digit."""

from __future__ import annotations

from octavo.geometry import Rect, Size

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def times(first: Matrix, second: Matrix) -> Matrix:
    """The matrix that does the one and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i, a * h + b * j,
        c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def placed(box: Rect, turn: int, scale: float) -> tuple[Matrix, Size]:
    """Turn a box counter-clockwise by 0, 90, 180 or 270 degrees, scale it, put it at the origin.

    Gives the matrix and the size that the box then has.
    """
    turns: dict[int, Matrix] = {
        0: (1, 0, 0, 1, -box.x0, -box.y0),
        90: (0, 1, -1, 0, box.y1, -box.x0),
        180: (-1, 0, 0, -1, box.x1, box.y1),
        270: (0, -1, 1, 0, -box.y0, box.x1),
    }
    turned = times(turns[turn % 360], (scale, 0, 0, scale, 0, 0))
    width, height = box.width * scale, box.height * scale
    return turned, Size(height, width) if turn % 180 else Size(width, height)


def number(value: float) -> str:
    """A number as content streams want it: no exponent, no more digits than a plate can show."""
    return f"{round(value, 5) + 0.0:.5f}".rstrip("0").rstrip(".")
