"""The cover: the rivers and the border as lines, and rings of distance around one point.

A5, in points. All words are outlines, so that no reading system needs the face. The ground and
the drawing go on for BLEED beyond the visible part, for a printed cover that is trimmed.
"""

from __future__ import annotations

from math import cos, pi, sin

from .canvas import Canvas, Point
from .land import Window

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 148 * MM, 210 * MM, 3 * MM
GROUND, LINES, RINGS, PAPER, GOLD = "#14313d", "#5f8a97", "#2f5563", "#f5efe0", "#e3b04b"
WINDOW = Window(42.75, 32.4, 46.75, 35.3, WIDTH)
PANEL = 372.0  # where the panel with the title begins


def draw() -> bytes:
    canvas = Canvas(WIDTH, HEIGHT, GROUND)
    canvas.box(-BLEED, -BLEED, WIDTH + 2 * BLEED, HEIGHT + 2 * BLEED, GROUND)
    camp = WINDOW.place("camp-ashraf")
    for number in range(1, 11):
        canvas.line(_ring(camp, number * 10 * WINDOW.points_per_km), RINGS, 0.5 + 0.05 * number)
    WINDOW.lines(canvas, "rivers", LINES, 1.0, label=("Tigris", "Euphrates"))
    WINDOW.lines(canvas, "borders", PAPER, 1.2, left=("Iraq",), right=("Iran",))
    canvas.area(_ring(camp, 5.2), GOLD)
    canvas.box(-BLEED, PANEL, WIDTH + 2 * BLEED, HEIGHT + BLEED - PANEL, PAPER)
    canvas.box(-BLEED, PANEL - 3, WIDTH + 2 * BLEED, 3, GOLD)
    middle = WIDTH / 2
    canvas.outlines(middle, HEIGHT - 108, "Camp Ashraf", 58, GROUND)
    canvas.line([(middle - 24, HEIGHT - 132), (middle + 24, HEIGHT - 132)], GOLD, 1.2)
    canvas.outlines(middle, HEIGHT - 158, "A short history, 1986–2013", 20, GROUND, italic=True)
    canvas.outlines(middle, PANEL + 20, "Octavo contributors", 13, GROUND)
    return canvas.svg(
        "Camp Ashraf: A short history, 1986–2013",
        "Cover. Under the title, thin lines for the rivers of central Iraq and for the border "
        "with Iran; rings of ten kilometres spread around a golden dot, the camp.",
        1,
    )


def _ring(centre: Point, radius: float) -> list[Point]:
    steps = 60
    return [
        (centre[0] + radius * cos(2 * pi * step / steps),
         centre[1] + radius * sin(2 * pi * step / steps))
        for step in range(steps + 1)
    ]  # fmt: skip
