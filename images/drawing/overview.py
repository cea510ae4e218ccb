"""Iraq and western Iran: the camp between Baghdad and Tehran."""

from __future__ import annotations

from .canvas import Canvas
from .land import Window, frame, scale_bar, water
from .marks import camp, mark
from .palette import (
    ABROAD,
    BLUE,
    BORDER,
    DIYALA,
    HAIR,
    INK,
    IRAN,
    IRAQ,
    QUIET,
    RIVER,
    TEXT_WIDTH,
    WATER,
)  # fmt: skip

WINDOW = Window(41.0, 29.45, 52.35, 37.6, TEXT_WIDTH)
TOWNS = {  # id: (label, anchor, dx, dy)
    "baghdad": ("Baghdad", "left", 5, -1),
    "tehran": ("Tehran", "center", 0, 6),
    "mosul": ("Mosul", "left", 4, -1),
    "kirkuk": ("Kirkuk", "left", 4, -1),
    "karbala": ("Karbala", "right", -4, -2.5),
    "najaf": ("Najaf", "right", -4, -2.5),
    "al-kut": ("al-Kut", "left", 4, -1),
    "kermanshah": ("Kermanshah", "left", 4, -1),
    "ilam": ("Ilam", "left", 4, -2),
}
CAPITALS = ("baghdad", "tehran")


def draw() -> bytes:
    canvas = Canvas(WINDOW.width, WINDOW.height, WATER)
    WINDOW.fill(canvas, "countries", {"Iraq": IRAQ, "Iran": IRAN, "": ABROAD})
    WINDOW.fill(canvas, "iraq-governorates", {"Diyala": DIYALA})
    water(canvas, WINDOW)
    WINDOW.lines(canvas, "rivers", RIVER, 0.5, label=("Tigris", "Euphrates", "Shatt al Arab"))
    WINDOW.lines(canvas, "borders", HAIR, 0.6)
    WINDOW.lines(canvas, "borders", BORDER, 1.1, left=("Iraq",), right=("Iran",))
    _names(canvas)
    for name, (label, anchor, dx, dy) in TOWNS.items():
        x, y = WINDOW.place(name)
        mark(canvas, "circle", (x, y), 2.4 if name in CAPITALS else 1.5, INK)
        canvas.words(x + dx, y + dy, label, 9 if name in CAPITALS else 8, anchor=anchor,
                     halo=IRAQ if name == "al-kut" else None)  # fmt: skip
    x, y = WINDOW.place("camp-ashraf")
    camp(canvas, (x, y), 3.4, BLUE)
    canvas.words(x - 7, y - 1, "Camp Ashraf", 10, BLUE, "right", halo=IRAQ)
    scale_bar(canvas, WINDOW, 228, 60, 200)
    frame(canvas)
    return canvas.svg(
        "Iraq and western Iran",
        "Map. Camp Ashraf, its position approximate, lies in the Iraqi governorate of Diyala, "
        "north-north-east of Baghdad and west of the border with Iran; Tehran is far to the "
        "east-north-east.",
        1,
    )


def _names(canvas: Canvas) -> None:
    for words, lon, lat, size in (
        ("IRAQ", 42.0, 32.9, 12), ("IRAN", 49.9, 33.2, 12), ("SYRIA", 41.66, 35.9, 8),
        ("TURKEY", 43.2, 37.27, 8), ("SAUDI", 42.0, 30.25, 8), ("ARABIA", 42.0, 29.9, 8), ("KUWAIT", 47.68, 29.6, 8),
    ):  # fmt: skip
        x, y = WINDOW.point(lon, lat)
        canvas.words(x, y, words, size, QUIET, "center")
    for words, lon, lat, angle in (
        ("Tigris", 43.0, 35.2, -82), ("Euphrates", 41.78, 34.62, -14), ("Caspian Sea", 51.0, 37.1, 0),
    ):  # fmt: skip
        x, y = WINDOW.point(lon, lat)
        canvas.words(x, y, words, 8, "#3f6f8c", "center", italic=True, angle=angle)
