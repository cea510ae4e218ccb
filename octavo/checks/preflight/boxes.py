"""Boxes of PDF space, and boxes seen through matrices (ISO 32000-1, 8.3): tuples, for speed."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot, sqrt

from octavo.press.matrices import Matrix

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 <= x1 and y0 <= y1, in points of the page."""


def placed(box: Box, m: Matrix) -> Box:
    """The box around a box seen through a matrix."""
    a, b, c, d, e, f = m
    x0, y0, x1, y1 = box
    if not b and not c:  # upright, as nearly everything is
        left, right, low, high = a * x0 + e, a * x1 + e, d * y0 + f, d * y1 + f
        return (
            left if left < right else right,
            low if low < high else high,
            right if left < right else left,
            high if low < high else low,
        )
    xs = (a * x0 + c * y0, a * x1 + c * y0, a * x0 + c * y1, a * x1 + c * y1)
    ys = (b * x0 + d * y0, b * x1 + d * y0, b * x0 + d * y1, b * x1 + d * y1)
    return (min(xs) + e, min(ys) + f, max(xs) + e, max(ys) + f)


def common(one: Box, other: Box) -> Box | None:
    """What two boxes share, None where they do not meet. What is no number shares nothing."""
    a0, b0, a1, b1 = one
    x0, y0, x1, y1 = other
    # max and min would be called for every line of a book, and take three times as long.
    x0 = x0 if x0 > a0 else a0
    y0 = y0 if y0 > b0 else b0
    x1 = x1 if x1 < a1 else a1
    y1 = y1 if y1 < b1 else b1
    return (x0, y0, x1, y1) if x0 <= x1 and y0 <= y1 else None


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes, of which there is at least one."""
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return (min(lefts), min(lows), max(rights), max(highs))


def stretch(m: Matrix) -> float:
    """How much longer lengths become, on average of the directions."""
    return sqrt(abs(m[0] * m[3] - m[1] * m[2]))


def axes(m: Matrix) -> tuple[float, float]:
    """The lengths of the unit square's sides, in points."""
    return hypot(m[0], m[1]), hypot(m[2], m[3])


def inside(box: Box, frame: Box, by: float = 0.0) -> bool:
    """The box stands in the frame, at most that far out."""
    return (
        box[0] >= frame[0] - by
        and box[1] >= frame[1] - by
        and box[2] <= frame[2] + by
        and box[3] <= frame[3] + by
    )
