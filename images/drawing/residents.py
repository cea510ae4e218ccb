"""Residents of Camp Ashraf, 2003 to 2013, with the last year in a chart of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .canvas import Canvas
from .marks import mark
from .palette import BLUE, HAIR, INK, PAPER, QUIET, SMALL, TEXT_WIDTH

FIGURES = Path(__file__).parent.parent / "figures.json"
HEIGHT = 190.0
Count = tuple[float, int]  # year with its fraction, residents


@dataclass(frozen=True)
class Plot:
    """A rectangle of the canvas with its two scales."""

    left: float
    right: float
    bottom: float
    top: float
    first: float
    last: float
    most: float

    def at(self, year: float, value: float) -> tuple[float, float]:
        return (
            self.left + (self.right - self.left) * (year - self.first) / (self.last - self.first),
            self.bottom + (self.top - self.bottom) * value / self.most,
        )


WHOLE = Plot(24, TEXT_WIDTH - 22, 16, HEIGHT - 6, 2003, 2014, 4400)
INSET = Plot(66, 190, 43, 95, 2012.66, 2013.8, 120)


def draw() -> bytes:
    counts = _counts()
    canvas = Canvas(TEXT_WIDTH, HEIGHT)
    _grid(canvas, WHOLE, range(0, 4001, 1000), [(year, str(year)) for year in range(2003, 2014, 2)])
    _steps(canvas, WHOLE, counts)
    for (year, value), (dx, dy, label, anchor) in zip(counts, _LABELS, strict=False):
        x, y = WHOLE.at(year, value)
        canvas.words(x + dx, y + dy, label, SMALL, anchor=anchor,
                     halo=PAPER if year < 2004 else None)  # fmt: skip
    _inset(canvas, [count for count in counts if count[0] > INSET.first])
    canvas.words(0, HEIGHT - 8, "residents", SMALL, QUIET, italic=True)
    return canvas.svg(
        "Residents of Camp Ashraf, 2003 to 2013",
        "Step chart. More than 3,800 in 2003, about 3,500 in 2009 and 3,280 before the move of "
        "2012; about 1,200 in June and about 100 in September 2012; 42 after the attack of 1 "
        "September 2013, and none from 12 September 2013.",
        1,
    )


_LABELS = (
    (-2, 5, "more than 3,800", "left"), (4, 5, "about 3,500", "left"),
    (-5, -8, "about 3,300", "right"), (15, -2, "3,280", "left"), (11, -2, "about 1,200", "left"),
)  # fmt: skip


def _inset(canvas: Canvas, counts: list[Count]) -> None:
    canvas.area(
        [(INSET.left - 26, INSET.bottom - 18), (INSET.right + 8, INSET.bottom - 18),
         (INSET.right + 8, INSET.top + 19), (INSET.left - 26, INSET.top + 19)],
        PAPER, HAIR, 0.4,
    )  # fmt: skip
    dates = [(2012 + 8 / 12, "Sep 2012"), (2013.25, "Apr"), (2013 + 8 / 12, "Sep 2013")]
    _grid(canvas, INSET, range(0, 101, 50), dates)
    _steps(canvas, INSET, counts)
    canvas.words(INSET.left - 20, INSET.top + 7, "The last year, enlarged", SMALL, QUIET,
                 italic=True)  # fmt: skip
    for count, (dx, dy, label, anchor) in zip(
        counts, ((5, 4, "about 100", "left"), (-6, 5, "101", "right"), (-6, -3, "42", "right"),
                 (6, 3, "0", "left")), strict=True,
    ):  # fmt: skip
        x, y = INSET.at(*count)
        canvas.words(x + dx, y + dy, label, SMALL, anchor=anchor)


def _grid(canvas: Canvas, plot: Plot, values: range, years: list[tuple[float, str]]) -> None:
    for value in values:
        left, y = plot.at(plot.first, value)
        canvas.line([(left, y), (plot.right, y)], HAIR if value else INK, 0.4)
        canvas.words(left - 4, y - 2.6, f"{value:,}", SMALL, QUIET, "right")
    for year, label in years:
        x, y = plot.at(year, 0)
        canvas.line([(x, y), (x, y - 3)], INK, 0.4)
        canvas.words(x, y - 12, label, SMALL, QUIET, "center")


def _steps(canvas: Canvas, plot: Plot, counts: list[Count]) -> None:
    corners = [plot.at(*counts[0])]
    for year, value in counts[1:]:
        x, y = plot.at(year, value)
        corners += [(x, corners[-1][1]), (x, y)]
    canvas.line(corners, BLUE, 1.2)
    for count in counts:
        mark(canvas, "circle", plot.at(*count), 2, BLUE)


def _counts() -> list[Count]:
    residents = json.loads(FIGURES.read_text(encoding="utf-8"))["residents"]
    return [(_year(count["date"]), count["value"]) for count in residents]


def _year(written: str) -> float:
    """A date as a year with its fraction; a year alone is its middle, a month its first day."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    day = date(parts[0], parts[1], parts[2] if len(parts) > 2 else 1)
    return parts[0] + (day.timetuple().tm_yday - 1) / 365
