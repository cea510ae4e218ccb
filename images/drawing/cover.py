"""The cover: the rivers and the border as lines, and rings of distance around one point.

A5, in points. All words are outlines, so that no reading system needs the face. Ground and lines
go on for BLEED on all sides, since a printed cover is trimmed. The back of the printed cover is
the same map farther west, with the same bands: the two are one picture around the book.
"""

from __future__ import annotations

from math import cos, pi, sin

from .canvas import Canvas, Point
from .land import Window

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 148 * MM, 210 * MM, 3 * MM
GROUND, LINES, RINGS, PAPER, GOLD = "#14313d", "#5f8a97", "#2f5563", "#f5efe0", "#e3b04b"
WEST, SOUTH, EAST, NORTH = 42.67, 32.38, 46.67, 35.28
WINDOW = Window(WEST, SOUTH, EAST, NORTH, WIDTH)
PANEL = 372.0  # where the panel with the title begins
RULE = 3.0

BACK_WIDTH = WIDTH + 30 * MM  # of back and spine, which is never wider than 30 mm
BACK_WINDOW = Window(WEST - (EAST - WEST) * BACK_WIDTH / WIDTH, SOUTH, WEST, NORTH, BACK_WIDTH)
NEIGHBOURS = ("Iran", "Syria", "Jordan", "Saudi Arabia")


def draw() -> bytes:
    """The front, which is the cover of all editions."""
    canvas = _ground(WIDTH)
    camp = WINDOW.place("camp-ashraf")
    for number in range(1, 11):
        canvas.line(_ring(camp, number * 10 * WINDOW.points_per_km), RINGS, 0.5 + 0.05 * number)
    _land(canvas, WINDOW)
    canvas.area(_ring(camp, 5.2), GOLD)
    _panel(canvas)
    middle = WIDTH / 2
    canvas.outlines(middle, HEIGHT - 108, "Camp Ashraf", 56, GROUND)
    canvas.line([(middle - 24, HEIGHT - 132), (middle + 24, HEIGHT - 132)], GOLD, 1.2)
    canvas.outlines(middle, HEIGHT - 158, "A short history, 1986–2013", 20, GROUND, italic=True)
    canvas.outlines(middle, PANEL + 20, "Octavo contributors", 13, GROUND)
    return canvas.svg(
        "Camp Ashraf: A short history, 1986–2013",
        "Cover. Under the title, thin lines for the rivers of central Iraq and for the border "
        "with Iran; rings of ten kilometres spread around a golden dot, the camp.",
        1,
    )


def draw_back() -> bytes:
    """Back and spine: what lies west of the front, to the same scale."""
    canvas = _ground(BACK_WIDTH)
    _land(canvas, BACK_WINDOW)
    _panel(canvas)
    return canvas.svg(
        "The back cover",
        "Thin lines for the rivers of western Iraq and for its borders, below an empty panel.",
        1,
    )


def _ground(width: float) -> Canvas:
    """Dark below the panel and nothing dark behind it, so that no seam shows where pictures meet."""
    canvas = Canvas(width, HEIGHT, "none", BLEED)
    canvas.box(-BLEED, -BLEED, width + 2 * BLEED, PANEL - RULE + BLEED, GROUND)
    return canvas


def _land(canvas: Canvas, window: Window) -> None:
    window.lines(canvas, "rivers", LINES, 1.0, label=("Tigris", "Euphrates"))
    window.lines(canvas, "borders", PAPER, 1.2, left=("Iraq",), right=NEIGHBOURS)
    window.lines(canvas, "borders", PAPER, 1.2, left=NEIGHBOURS, right=("Iraq",))


def _panel(canvas: Canvas) -> None:
    """The light panel at the head, a golden rule below it."""
    whole = canvas.width + 2 * BLEED
    canvas.box(-BLEED, PANEL, whole, HEIGHT + BLEED - PANEL, PAPER)
    canvas.box(-BLEED, PANEL - RULE, whole, RULE, GOLD)


def _ring(centre: Point, radius: float) -> list[Point]:
    steps = 60
    return [
        (centre[0] + radius * cos(2 * pi * step / steps),
         centre[1] + radius * sin(2 * pi * step / steps))
        for step in range(steps + 1)
    ]  # fmt: skip
