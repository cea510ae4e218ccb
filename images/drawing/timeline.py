"""Principal dates, 1986 to 2016: a true scale of years, with lines to evenly set entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .canvas import Canvas, text_width
from .marks import mark
from .palette import (
    BLACK,
    BLUE,
    GREEN,
    HAIR,
    INK,
    ORANGE,
    PURPLE,
    QUIET,
    SMALL,
    TEXT_WIDTH,
)  # fmt: skip

TIMELINE = Path(__file__).parent.parent / "timeline.json"
KINDS = {  # kind in timeline.json: (label, shape, colour)
    "camp": ("the camp itself", "square", BLUE),
    "war": ("war and disarmament", "triangle", BLACK),
    "law": ("legal status and agreements", "circle", GREEN),
    "report": ("published reports", "diamond", PURPLE),
    "attack": ("attacks with deaths", "cross", BLACK),
    "move": ("departures", "pointer", ORANGE),
}
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST, LAST = 1986, 2017
AXIS, SHAPE, DATE, LABEL = 24.0, 66.0, 75.0, 131.0  # where the columns stand
LINE, GAP, KEY, HEIGHT = 9.4, 4.0, 34.0, 412.0
Entry = tuple[str, list[str], dict[str, Any]]  # date as printed, lines of the label, the event


def draw() -> bytes:
    entries = _entries()
    canvas = Canvas(TEXT_WIDTH, HEIGHT)
    _years(canvas)
    for (printed, lines, event), middle in zip(entries, _middles(entries), strict=True):
        _, shape, colour = KINDS[event["kind"]]
        at = _height(_year(event["date"]))
        canvas.line([(AXIS, at), (AXIS + 9, at), (SHAPE - 10, middle), (SHAPE - 5, middle)],
                    HAIR, 0.45)  # fmt: skip
        mark(canvas, shape, (SHAPE, middle), 2.7, colour)
        first = middle + (len(lines) - 1) * LINE / 2 - 2.6
        canvas.words(DATE, first, printed, SMALL, QUIET)
        for number, line in enumerate(lines):
            canvas.words(LABEL, first - number * LINE, line, SMALL + 0.2)
    _key(canvas)
    return canvas.svg(
        "Camp Ashraf, 1986 to 2016: principal dates",
        " ".join(f"{printed}: {event['label']}." for printed, _, event in entries),
        1,
    )


def _middles(entries: list[Entry]) -> list[float]:
    """Where each entry stands: as near its year as the entries before and after it allow.

    Entries that would overlap are pooled and spread around the mean of their years.
    """
    pools: list[tuple[float, int]] = []  # how far the pool is from its place, entries in it
    depths, depth = [], 0.0
    for _, lines, event in entries:
        own = len(lines) * LINE + GAP
        depths.append(depth + own / 2)
        wanted = HEIGHT - _height(_year(event["date"])) - depths[-1]
        depth += own
        pools.append((wanted, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (first, many), (second, more) = pools[-2:]
            pools[-2:] = [((first * many + second * more) / (many + more), many + more)]
    shifts = [shift for shift, many in pools for _ in range(many)]
    room = HEIGHT - KEY - depth
    return [
        HEIGHT - place - min(max(shift, 0), room)
        for place, shift in zip(depths, shifts, strict=True)
    ]


def _height(year: float) -> float:
    top, bottom = HEIGHT - 6, KEY + 3
    return top - (top - bottom) * (year - FIRST) / (LAST - FIRST)


def _years(canvas: Canvas) -> None:
    canvas.line([(AXIS, _height(FIRST)), (AXIS, _height(LAST))], INK, 0.7)
    for year in range(FIRST, LAST):
        at = _height(year)
        labelled = year % 5 == 0 or year == FIRST
        canvas.line([(AXIS - (4 if labelled else 2), at), (AXIS, at)], INK, 0.4)
        if labelled:
            canvas.words(AXIS - 6, at - 2.7, str(year), SMALL, QUIET, "right")


def _key(canvas: Canvas) -> None:
    for number, (label, shape, colour) in enumerate(KINDS.values()):
        x, y = 5 + 103 * (number % 3), 17 - 12 * (number // 3)
        mark(canvas, shape, (x, y), 2.7, colour)
        canvas.words(x + 7, y - 2.6, label, SMALL, QUIET)
    canvas.line([(0, 28), (TEXT_WIDTH, 28)], HAIR, 0.4)


def _entries() -> list[Entry]:
    events = json.loads(TIMELINE.read_text(encoding="utf-8"))["events"]
    return [(_printed(event), _broken(event["label"]), event) for event in events]


def _printed(event: dict[str, Any]) -> str:
    year, *rest = event["date"].split("-")
    month = f"{MONTHS[int(rest[0])]} " if rest else ""
    days = "–".join(str(int(day[8:])) for day in (event["date"], event.get("end", "")) if day[8:])
    return f"{days} {month}{year}".strip()


def _broken(label: str) -> list[str]:
    """The label in as few lines as fit, all of about one length."""
    for count in range(1, 4):
        widths = TEXT_WIDTH - LABEL if count == 1 else text_width(label, SMALL + 0.2) / count + 22
        lines = _wrapped(label, min(widths, TEXT_WIDTH - LABEL - 1))
        if len(lines) <= count:
            return lines
    return _wrapped(label, TEXT_WIDTH - LABEL - 1)


def _wrapped(label: str, width: float) -> list[str]:
    lines = [""]
    for word in label.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, SMALL + 0.2) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _year(written: str) -> float:
    year, month, day = (*(int(part) for part in written.split("-")), 1, 1)[:3]
    return year + (month - 1 + (day - 1) / 31) / 12
