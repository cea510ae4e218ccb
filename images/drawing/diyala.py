"""Diyala, from Baghdad to the Iranian border."""

from __future__ import annotations

from .canvas import Canvas
from .land import Window, frame, scale_bar, water
from .marks import camp, mark
from .palette import (
    BLUE,
    BORDER,
    DIYALA,
    INK,
    IRAN,
    IRAQ,
    PAPER,
    QUIET,
    RIVER,
    TEXT_WIDTH,
)  # fmt: skip

WINDOW = Window(43.55, 32.95, 46.35, 35.2, TEXT_WIDTH)
EXACT = {  # id: (label, anchor, dx, dy)
    "baghdad": ("Baghdad", "left", 6, -3),
    "baqubah": ("Baqubah", "left", 5, -5),
    "mandali": ("Mandali", "right", -5, -3),
    "qasr-e-shirin": ("Qasr-e Shirin", "left", 5, -2),
    "samarra": ("Samarra", "left", 5, -3),
}
APPROXIMATE = {
    "al-khalis": ("al-Khalis", "left", 6, -1),
    "khanaqin": ("Khanaqin", "right", -6, -3),
    "camp-liberty": ("Camp Liberty", "center", -4, -12),
}


def draw() -> bytes:
    canvas = Canvas(WINDOW.width, WINDOW.height, IRAQ)
    WINDOW.fill(canvas, "countries", {"Iran": IRAN})
    WINDOW.fill(canvas, "iraq-governorates", {"Diyala": DIYALA})
    water(canvas, WINDOW)
    WINDOW.lines(canvas, "rivers", RIVER, 0.7, label=("Tigris", "Euphrates"))
    WINDOW.lines(canvas, "borders", BORDER, 1.3, left=("Iraq",), right=("Iran",))
    for words, lon, lat, size in (
        ("IRAQ", 43.85, 33.72, 11), ("IRAN", 46.05, 34.95, 11), ("DIYALA", 45.0, 33.45, 11),
    ):  # fmt: skip
        canvas.words(*WINDOW.point(lon, lat), words, size, QUIET, "center")
    canvas.words(30, 196, "Tigris", 8.5, "#3f6f8c", "center", True, -86)
    for name, (label, anchor, dx, dy) in EXACT.items():
        x, y = WINDOW.place(name)
        mark(canvas, "circle", (x, y), 2.6 if name == "baghdad" else 1.9, INK)
        canvas.words(x + dx, y + dy, label, 10 if name == "baghdad" else 9, anchor=anchor)
    for name, (label, anchor, dx, dy) in APPROXIMATE.items():
        x, y = WINDOW.place(name)
        mark(canvas, "circle", (x, y), 3.2, PAPER, INK, 0.8)
        canvas.words(
            x + dx, y + dy, label, 9, anchor=anchor, halo=IRAQ if "Camp" in label else None
        )
    x, y = WINDOW.place("camp-ashraf")
    camp(canvas, (x, y), 5, BLUE)
    canvas.words(x + 8, y + 3, "Camp Ashraf", 10.5, BLUE)
    _key(canvas)
    frame(canvas)
    return canvas.svg(
        "Diyala, from Baghdad to the Iranian border",
        "Map. Camp Ashraf lies a little north of al-Khalis and north-north-east of Baghdad, in "
        "the west of the governorate of Diyala, which reaches to the Iranian border. Positions "
        "of the camp, al-Khalis, Khanaqin and Camp Liberty are approximate.",
        1,
    )


def _key(canvas: Canvas) -> None:
    scale_bar(canvas, WINDOW, 12, 266, 50)
    mark(canvas, "circle", (15, 250), 3.2, PAPER, INK, 0.8)
    canvas.words(33, 247.5, "position approximate", 8)
    camp(canvas, (25, 250), 3.2, BLUE)
    canvas.line([(11, 236), (29, 236)], BORDER, 1.3)
    canvas.words(33, 233.5, "border of Iraq and Iran", 8)
