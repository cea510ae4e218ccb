"""The best lines for a whole paragraph (Knuth and Plass, Breaking Paragraphs into Lines, 1981).

A dynamic programme over the breakpoints: for each, the cheapest way there for every number of
lines and every kind of the last line. What a line costs is said in
octavo.pdf.engine.lines.prices. A line never holds more than fits, so no plan is overfull.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from octavo.pdf.engine.lines import prices
from octavo.pdf.engine.lines.breakpoints import Breakpoint, End, Start
from octavo.pdf.engine.lines.prices import (
    APART,
    CONTRAST,
    HYPHEN,
    LINE,
    SCALED,
    SHRINK,
    STRETCH,
    TIGHT,
    UNEVEN,
    Pass,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The room for lines, in CSS pixels, and what may be done to fill it."""

    width: float
    indent: float
    em: float
    scaling: bool = True  # of glyphs, and the letterspacing of a pass
    hanging: bool = True
    full: bool = False  # the last line fills the measure too: the paragraph goes on elsewhere


class Line(NamedTuple):
    """A line as planned: from one breakpoint to another, and how it fills the measure."""

    start: Start
    end: End
    scale: float  # of the glyphs, 1 as they are
    tracking: float  # CSS pixels behind each glyph, before scaling
    space: float  # of a word space's own width
    hang_left: float
    hang_right: float


@dataclass(frozen=True, slots=True)
class Plan:
    """Lines for a paragraph, and what they cost."""

    lines: tuple[Line, ...]
    cost: float


class _Step(NamedTuple):
    """The cheapest way to a breakpoint: the line that ends there, and the step before it."""

    cost: float
    before: _Step | None
    point: int
    fill: float  # -1 ... 1: how much of the glyphs' give is used
    space: float


_TIGHT, _RIGHT, _WIDE, _TOO_WIDE = range(4)

FEW_WAYS, LINES_OFF = 16, 3

_Way = tuple[int, int]
"""How a breakpoint is reached: in so many lines, the last of such a kind."""


def fit(points: list[Breakpoint], measure: Measure, search: Pass) -> dict[int, Plan]:
    """The best plan for each number of lines; empty where no plan keeps the pass's tolerance."""
    programme = _Programme(points, measure, search)
    best: dict[int, _Step] = {}
    for (lines, _), step in programme.run().items():
        if lines not in best or step.cost < best[lines].cost:
            best[lines] = step
    return {lines: programme.plan(step) for lines, step in best.items()}


class _Programme:
    """One pass over one paragraph."""

    def __init__(self, points: list[Breakpoint], measure: Measure, search: Pass) -> None:
        self._points = points
        self._measure = measure
        self._tolerance = search.tolerance
        self._scaling = prices.SCALING if measure.scaling else 0.0
        self._tracking = search.tracking * measure.em if measure.scaling else 0.0
        self._last = len(points) - 1
        self._hyphened = [end.hyphened for end, _ in points]
        spread = (1 + self._scaling, 1 + search.tolerance * STRETCH, self._tracking)
        squeezed = (1 - self._scaling, 1 - SHRINK, -self._tracking)
        self._longest = [_reach(end, *spread) + self._hang(end) for end, _ in points]
        self._shortest = [_reach(end, *squeezed) for end, _ in points]
        self._spread, self._squeezed = spread, squeezed

    def run(self) -> dict[_Way, _Step]:
        """Find the cheapest ways to the last breakpoint."""
        reached: list[dict[_Way, _Step]] = [{} for _ in self._points]
        reached[0] = {(0, _RIGHT): _Step(0.0, None, 0, 0.0, 1.0)}
        low, last, longest, shortest = 1, self._last, self._longest, self._shortest
        for at in range(last):
            ways = _likely(reached[at])
            if not ways:
                continue
            start, width = self._points[at][1], self._width(at)
            least = width + _reach(start, *self._spread)
            while low < last and longest[low] < least:
                low += 1
            # A hyphen makes this end further than the next one, but never by an em.
            most = width + _reach(start, *self._squeezed) + self._measure.em
            for to in range(low, last + 1):
                if shortest[to] > most:
                    break
                line = self._line(at, to, width)
                if line is not None:
                    _extend(ways, reached[to], to, *line)
        return reached[last]

    def plan(self, step: _Step) -> Plan:
        """The lines on the way to a step."""
        cost = step.cost
        lines: list[Line] = []
        while step.before is not None:
            start, end = self._points[step.before.point][1], self._points[step.point][0]
            scale = 1 + self._scaling * step.fill
            tracking = self._tracking * step.fill / scale
            hang_left = self._hang_left(step.before.point)
            lines.append(Line(start, end, scale, tracking, step.space, hang_left, self._hang(end)))
            step = step.before
        return Plan(tuple(reversed(lines)), cost)

    def _line(self, at: int, to: int, width: float) -> tuple[int, float, float, float] | None:
        """A line from one breakpoint to another: its kind, the glyphs' part in filling it, its
        word space, and its price; None where it cannot be filled."""
        start, end = self._points[at][1], self._points[to][0]
        letters, spaces = end.letters - start.letters, end.spaces - start.spaces
        room = width + self._hang(end) - (end.fixed - start.fixed) - letters - spaces
        give = letters * self._scaling + (end.gaps - start.gaps) * self._tracking
        is_last = to == self._last and not self._measure.full
        penalty = HYPHEN if self._hyphened[to] and not is_last else 0.0
        if is_last and room >= 0:
            kind, fill, space, price = _RIGHT, 0.0, 1.0, LINE * LINE
        elif room > give:
            share = (room - give) / spaces / STRETCH if spaces > 0 else self._tolerance + 1
            if share > self._tolerance:
                return None
            kind = _RIGHT if share <= 0.5 else _WIDE if share <= 1 else _TOO_WIDE
            fill, space = 1.0, 1 + share * STRETCH
            price = (LINE + 100 * share**3 + penalty) ** 2 + SCALED
            if share > 1:
                price += prices.WIDE
        elif room < -give:
            share = (-room - give) / spaces / TIGHT if spaces > 0 else 1.0
            if share > SHRINK / TIGHT:
                return None
            kind = _RIGHT if share <= 0.5 else _TIGHT
            fill, space = -1.0, 1 - share * TIGHT
            price = (LINE + 100 * share**3 + penalty) ** 2 + SCALED
        else:
            fill = room / give if give else 0.0
            kind, space, price = _RIGHT, 1.0, (LINE + penalty) ** 2 + SCALED * fill * fill
        return kind, fill, space, price + self._faults(at, to, is_last, letters, spaces)

    def _faults(self, at: int, to: int, is_last: bool, letters: float, spaces: float) -> float:
        """The price of what a reader sees at the ends of a line, and of a stub as the last."""
        price = 0.0
        if at and self._hyphened[at]:
            price += prices.STUB if is_last else prices.STACK if self._hyphened[to] else 0.0
        if is_last and at:
            if letters + spaces < prices.SHORT_LAST_LINE * self._measure.em:
                price += prices.SHORT
            elif spaces <= 0:
                price += prices.LONE
        return price

    def _width(self, at: int) -> float:
        indent = self._measure.indent if at == 0 else 0.0
        return self._measure.width - indent + self._hang_left(at)

    def _hang(self, end: End) -> float:
        return end.hang if self._measure.hanging else 0.0

    def _hang_left(self, at: int) -> float:
        """What hangs at a line's start; nothing at a paragraph's indent, which is no edge."""
        indented = at == 0 and self._measure.indent
        return 0.0 if indented or not self._measure.hanging else self._points[at][1].hang


def _likely(found: dict[_Way, _Step]) -> list[tuple[_Way, _Step]]:
    """The ways to a breakpoint, without those that are many lines off the cheapest: far into a
    long paragraph nearly every number of lines can be had, and the work would grow by its square."""
    ways = list(found.items())
    if len(ways) <= FEW_WAYS:
        return ways
    (lines, _), _ = min(ways, key=lambda way: way[1].cost)
    return [way for way in ways if abs(way[0][0] - lines) <= LINES_OFF]


def _extend(
    ways: list[tuple[_Way, _Step]],
    found: dict[_Way, _Step],
    to: int,
    kind: int,
    fill: float,
    space: float,
    price: float,
) -> None:
    """Follow every way to a breakpoint by one line; keep the cheapest of each sort."""
    for (lines, before), step in ways:
        cost = step.cost + price
        if abs(before - kind) > 1:
            cost += UNEVEN
        if abs(step.space - space) > CONTRAST:
            cost += APART
        way = (lines + 1, kind)
        known = found.get(way)
        if known is None or cost < known.cost:
            found[way] = _Step(cost, step, to, fill, space)


def _reach(place: Start | End, letters: float, spaces: float, tracking: float) -> float:
    """How far along the paragraph a place is, with glyphs and spaces at some size."""
    return place.letters * letters + place.spaces * spaces + place.fixed + place.gaps * tracking
