"""Deaths in the three attacks on the camp, as each source counted them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .canvas import Canvas
from .marks import mark
from .palette import (
    BLACK,
    BLUE,
    GREEN,
    HAIR,
    INK,
    ORANGE,
    PAPER,
    PURPLE,
    QUIET,
    SMALL,
    TEXT_WIDTH,
)  # fmt: skip

FIGURES = Path(__file__).parent.parent / "figures.json"
EVENTS = {  # date in figures.json: heading
    "2009-07-28": "Raid, 28–29 July 2009",
    "2011-04-08": "Raid, 8 April 2011",
    "2013-09-01": "Attack, 1 September 2013",
}
SOURCES = {  # how `by` begins: (label, shape, colour); the first that fits
    "Government of Iraq": ("Government of Iraq", "square", ORANGE),
    "Iraqi military": ("Iraqi military", "square", ORANGE),
    "Iraqi security": ("Iraqi security sources", "square", ORANGE),
    "official of the Iraqi": ("Official of the Iraqi inquiry", "square", ORANGE),
    "Human Rights Watch": ("Human Rights Watch", "diamond", PURPLE),
    "Amnesty": ("Amnesty International", "pointer", GREEN),
    "UN High": ("UN human rights chief, in 2011", "circle", BLUE),
    "United Nations": ("United Nations", "circle", BLUE),
    "PMOI": ("PMOI", "triangle", BLACK),
}
LEFT, RIGHT, ROW, HEAD, FOOT = 126.0, TEXT_WIDTH - 22, 14.0, 19.0, 30.0


def draw() -> bytes:
    events = _events()
    rows = sum(len(claims) for _, claims in events)
    height = FOOT + rows * ROW + len(events) * HEAD + 2
    canvas = Canvas(TEXT_WIDTH, height)
    _scale(canvas, height)
    y = height - 2
    for heading, claims in events:
        y -= HEAD
        canvas.words(0, y + 5, heading, 9.5, italic=True)
        for claim in claims:
            y -= ROW
            _row(canvas, y + ROW / 2, claim)
    return canvas.svg(
        "Deaths in the three attacks on Camp Ashraf, by source",
        " ".join(f"{heading}: {_told(claims)}." for heading, claims in events),
        1,
    )


def _row(canvas: Canvas, y: float, claim: dict[str, Any]) -> None:
    label, shape, colour = _source(claim["by"])
    x = _across(claim["value"])
    canvas.words(LEFT - 8, y - 2.5, label, anchor="right")
    canvas.line([(LEFT, y), (x, y)], HAIR, 0.5)
    mark(canvas, shape, (x, y), 3.3, colour)
    after = x + 7
    if _minimum(claim):
        canvas.line([(x + 4, y), (x + 15, y)], colour, 0.9)
        mark(canvas, "pointer", (x + 14.5, y), 1.9, colour)
        after = x + 20
    canvas.words(after, y - 2.7, str(claim["value"]), 9, halo=PAPER)


def _scale(canvas: Canvas, height: float) -> None:
    for value in range(0, 61, 10):
        x = _across(value)
        canvas.line([(x, FOOT - 4), (x, height - 4)], HAIR if value else INK, 0.4, None)
        canvas.words(x, FOOT - 14, str(value), SMALL, QUIET, "center")
    canvas.words((LEFT + RIGHT) / 2, 3, "deaths", SMALL, QUIET, "center", italic=True)
    canvas.line([(0, 5.5), (11, 5.5)], INK, 0.9)
    mark(canvas, "pointer", (11, 5.5), 1.9, INK)
    canvas.words(17, 3, "given as a minimum", SMALL, QUIET)


def _events() -> list[tuple[str, list[dict[str, Any]]]]:
    deaths = json.loads(FIGURES.read_text(encoding="utf-8"))["deaths"]
    by_date = {event["date"]: event["claims"] for event in deaths}
    return [(heading, by_date[date]) for date, heading in EVENTS.items()]


def _source(by: str) -> tuple[str, str, str]:
    return next(look for start, look in SOURCES.items() if by.startswith(start))


def _minimum(claim: dict[str, Any]) -> bool:
    return str(claim["precision"]).startswith("minimum")


def _across(value: float) -> float:
    return LEFT + (RIGHT - LEFT) * value / 60


def _told(claims: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{_source(claim['by'])[0]} {'at least ' * _minimum(claim)}{claim['value']}"
        for claim in claims
    )
