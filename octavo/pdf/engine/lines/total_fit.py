"""The best lines for a whole paragraph (Knuth and Plass, Breaking Paragraphs into Lines, 1981).

A dynamic programme over the breakpoints: for each, the cheapest way there for every number of
lines and every class of the last line's spacing. What a line costs is said in
octavo.pdf.engine.lines.prices. A line never holds more than fits, so no plan is overfull.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from octavo.pdf.engine.lines.breakpoints import Breakpoint, End, Start
from octavo.pdf.engine.lines.prices import (
    APART,
    CONTRAST,
    HYPHEN,
    LINE,
    LONE,
    SCALED,
    SCALING,
    SHORT,
    SHORT_LAST_LINE,
    SHRINK,
    STACK,
    STRETCH,
    STUB,
    TIGHT,
    UNEVEN,
    WIDE,
)


@dataclass(frozen=True, slots=True)
class Measure:
    """The room for lines, in CSS pixels, and what may be done to fill it."""

    width: float
    indent: float
    em: float
    scaling: float = SCALING
    tracking: float = 0.0  # em
    hanging: bool = True
    full: bool = False  # the last line fills the measure too: the paragraph goes on elsewhere


class Line(NamedTuple):
    """A line as planned: from one breakpoint to another, and how it fills the measure."""

    start: Start
    end: End
    scale: float  # of the glyphs, 1 as they are
    tracking: float  # CSS pixels behind each glyph, as drawn
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


_State = tuple[int, int]  # lines so far; class of the last: 0 tight, 1 right, 2 wide, 3 too wide
_Ways = dict[_State, _Step]


def fit(points: list[Breakpoint], measure: Measure, tolerance: float) -> dict[int, Plan]:
    """The best plan for each number of lines; empty where no plan keeps the tolerance.

    tolerance is the largest share of the word spaces' stretch that a line may take.
    """
    best: dict[int, _Step] = {}
    for (lines, _), step in _ways(points, measure, tolerance).items():
        if lines not in best or step.cost < best[lines].cost:
            best[lines] = step
    return {lines: _plan(step, points, measure) for lines, step in best.items()}


def _ways(points: list[Breakpoint], measure: Measure, tolerance: float) -> _Ways:
    """Find the cheapest ways to the last breakpoint."""
    scaling, tracking = measure.scaling, measure.tracking * measure.em
    _, _, hyphened, hang, letters, spaces, fixed, inner = zip(*(p[0] for p in points), strict=True)
    stretched = 1 + tolerance * STRETCH
    columns = list(zip(letters, spaces, fixed, inner, hang, strict=True))
    longest = [a * (1 + scaling) + b * stretched + c + d * tracking + e for a, b, c, d, e in columns]
    shortest = [a * (1 - scaling) + b * (1 - SHRINK) + c - d * tracking for a, b, c, d, _ in columns]
    last = len(points) - 1
    reached: list[_Ways] = [{} for _ in points]
    reached[0] = {(0, 1): _Step(0.0, None, 0, 0.0, 1.0)}
    low = 1
    for at in range(last):
        ways = reached[at]
        if not ways:
            continue
        start = points[at][1]
        _, hang_left, letters_before, spaces_before, fixed_before, inner_before = start
        width = measure.width + hang_left
        if at == 0:
            width -= measure.indent
            if measure.indent:
                width -= hang_left
        least = width + _sum(start, 1 + scaling, stretched, tracking)
        while low < last and longest[low] < least:
            low += 1
        most = width + _sum(start, 1 - scaling, 1 - SHRINK, -tracking) + measure.em
        after_hyphen = hyphened[at] and at > 0
        for to in range(low, last + 1):
            if shortest[to] > most:
                break
            own = letters[to] - letters_before
            between = spaces[to] - spaces_before
            room = width + hang[to] - (fixed[to] - fixed_before) - own - between
            give = own * scaling + (inner[to] - inner_before) * tracking
            if to == last and room >= 0 and not measure.full:
                fill, space, kind, cost = 0.0, 1.0, 1, LINE * LINE
            elif room > give:
                share = (room - give) / between / STRETCH if between > 0 else tolerance + 1
                if share > tolerance:
                    continue
                fill, space = 1.0, 1 + share * STRETCH
                kind = 1 if share <= 0.5 else 2 if share <= 1 else 3
                cost = (LINE + 100 * share**3 + HYPHEN * hyphened[to]) ** 2 + SCALED
                if share > 1:
                    cost += WIDE
            elif room < -give:
                share = (-room - give) / between / TIGHT if between > 0 else 2.0
                if share > SHRINK / TIGHT:
                    continue
                fill, space = -1.0, 1 - share * TIGHT
                kind = 1 if share <= 0.5 else 0
                cost = (LINE + 100 * share**3 + HYPHEN * hyphened[to]) ** 2 + SCALED
            else:
                fill, space, kind = room / give if give else 0.0, 1.0, 1
                cost = (LINE + HYPHEN * hyphened[to]) ** 2 + SCALED * fill * fill
            if after_hyphen:
                cost += STUB if to == last else STACK if hyphened[to] else 0.0
            if to == last and at and not measure.full:
                if own + between < SHORT_LAST_LINE * measure.em:
                    cost += SHORT
                elif between <= 0:
                    cost += LONE
            found = reached[to]
            for (count, before), step in ways.items():
                total = step.cost + cost
                if before - kind > 1 or kind - before > 1:
                    total += UNEVEN
                if space - step.space > CONTRAST or step.space - space > CONTRAST:
                    total += APART
                state = (count + 1, kind)
                known = found.get(state)
                if known is None or total < known.cost:
                    found[state] = _Step(total, step, to, fill, space)
    return reached[last]


def _sum(place: Start | End, letters: float, spaces: float, tracking: float) -> float:
    """How far along the paragraph a place is, with glyphs and spaces at some size."""
    return place.letters * letters + place.spaces * spaces + place.fixed + place.gaps * tracking


def _plan(step: _Step, points: list[Breakpoint], measure: Measure) -> Plan:
    cost = step.cost
    lines: list[Line] = []
    while step.before is not None:
        start, end = points[step.before.point][1], points[step.point][0]
        scale = 1 + measure.scaling * step.fill
        tracking = measure.tracking * measure.em * step.fill / scale
        indented = step.before.point == 0 and measure.indent
        lines.append(
            Line(start, end, scale, tracking, step.space, 0.0 if indented else start.hang, end.hang)
        )
        step = step.before
    return Plan(tuple(reversed(lines)), cost)
