"""The edges of the page: art that stops at the knife, text too near to it or to the spine, hairlines."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from octavo.checks.preflight.boxes import Box, common
from octavo.checks.preflight.facts import PageFacts
from octavo.checks.preflight.rules.rule import Hit, Inspection
from octavo.geometry import POINTS_PER_MM

_TOUCHES = 0.5
_TOLERANCE = 0.3
_SIDES = ("left", "bottom", "right", "top")
_EDGES = {"top": "the head", "bottom": "the foot", "outer": "the fore-edge", "inner": "the spine"}
_LONG = 3.0
"""Points: what is shorter is a dot, not a line."""


def _distances(box: Box, frame: Box) -> tuple[float, float, float, float]:
    """How far inside a frame the sides of a box are, in the order of _SIDES."""
    return box[0] - frame[0], box[1] - frame[1], frame[2] - box[2], frame[3] - box[3]


def _art(page: PageFacts) -> Iterator[tuple[Box, str]]:
    for area in page.areas:
        if not area.paint.white:
            yield area.box, "line" if area.kind == "line" else "area"
    for placement in page.placements:
        yield placement.box, f"image {placement.name}"


def _called(side: str, inner: str) -> str:
    """A side in a printer's words: top, bottom, inner, outer."""
    return side if side in ("top", "bottom") else ("inner" if side == inner else "outer")


def bleed_reached(seen: Inspection) -> Iterator[Hit]:
    """Art that touches the trim runs on to the edge of the bleed."""
    limits = seen.limits
    if limits.bleed <= 0:
        return
    for page in seen.pages:
        inner = seen.inner_side(page)
        short: dict[str, float] = {}
        where: list[tuple[Box, str]] = []
        for box, what in _art(page):
            if common(box, page.trim) is None:
                continue
            for side, inside, out in zip(
                _SIDES, _distances(box, page.trim), _outside(box, page.trim), strict=True
            ):
                edge = _called(side, inner)
                stops = -limits.bleed + _TOLERANCE < inside <= _TOUCHES and not out
                if stops and edge in limits.bleed_sides:
                    short[edge] = min(max(-inside, 0.0), short.get(edge, limits.bleed))
                    where.append((box, what))
        if short:
            yield Hit(_too_short(short, limits.bleed), page.number, *where[0], tuple(sorted(short)))


def _too_short(short: dict[str, float], wanted: float) -> str:
    """How far art runs over the trim, and where, in a sentence."""
    edges = _together([name for edge, name in _EDGES.items() if edge in short])
    runs = min(short.values()) / POINTS_PER_MM
    stops = f"runs {runs:.1f} mm over" if runs >= 0.05 else "ends at"
    return f"Art {stops} the trim at {edges}; {wanted / POINTS_PER_MM:.1f} mm of bleed are needed."


def _together(words: list[str]) -> str:
    """Words as a list: the head, the foot and the spine."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _outside(box: Box, trim: Box) -> tuple[bool, bool, bool, bool]:
    """For each side: the box has nothing to show inside the trim there."""
    return (
        box[2] <= trim[0] + _TOUCHES,
        box[3] <= trim[1] + _TOUCHES,
        box[0] >= trim[2] - _TOUCHES,
        box[1] >= trim[3] - _TOUCHES,
    )


def _said(side: str) -> str:
    return {"left": "left", "right": "right", "top": "head", "bottom": "foot"}[side]


def clear_of_trim(seen: Inspection) -> Iterator[Hit]:
    """Text and live matter keep the printer's margin from the outer sides."""
    limits = seen.limits
    if limits.margin is None:
        return
    bleeds = limits.margin_with_bleed is not None and any(map(_bleeds, seen.pages))
    margin = (limits.margin_with_bleed if bleeds else None) or limits.margin
    sides = ("top", "bottom", "outer") if limits.gutter is not None else (
        "top", "bottom", "outer", "inner"
    )  # fmt: skip
    yield from _crowded(seen, margin, lambda side: side in sides, "the trim")


def clear_of_spine(seen: Inspection) -> Iterator[Hit]:
    """Text and live matter keep the inside margin that a book of so many pages needs."""
    if seen.limits.gutter is not None:
        yield from _crowded(seen, seen.limits.gutter, lambda side: side == "inner", "the spine")


def _bleeds(page: PageFacts) -> bool:
    return any(min(_distances(box, page.trim)) < -_TOUCHES for box, _ in _art(page))


def _crowded(
    seen: Inspection, margin: float, asked: Callable[[str], bool], what: str
) -> Iterator[Hit]:
    for page in seen.pages:
        inner = seen.inner_side(page)
        sides = [index for index, side in enumerate(_SIDES) if asked(_called(side, inner))]
        for box, thing, live in _matter(page):
            if common(box, page.trim) is None:
                continue
            distances = _distances(box, page.trim)
            for index in sides:
                inside = distances[index]
                if inside >= margin - _TOLERANCE or (inside <= _TOUCHES and not live):
                    continue
                message = (
                    f"{thing.capitalize()} stands nearer to {what} than"
                    f" {margin / POINTS_PER_MM:.1f} mm at the {_said(_SIDES[index])}"
                    f" ({inside / POINTS_PER_MM:.1f} mm)."
                )
                yield Hit(message, page.number, box, thing, (thing.split()[0], _SIDES[index]))


def _matter(page: PageFacts) -> Iterator[tuple[Box, str, bool]]:
    """Boxes that must not be cut; text always, art only where it does not mean to bleed."""
    for run in page.texts:
        yield run.box, "text", True
    for box, what in _art(page):
        yield box, what, False


def lines_print(seen: Inspection) -> Iterator[Hit]:
    """No line is thinner than the press holds; none has no width at all."""
    least = seen.limits.line
    if least is None:
        return
    for page in seen.pages:
        for area in page.areas:
            width = area.width
            if width is None or width >= least - 0.01 or area.paint.white:
                continue
            x0, y0, x1, y1 = area.box
            if max(x1 - x0, y1 - y0) < _LONG:
                continue
            told = "no width at all" if width < 0.001 else f"{width:.2f} pt"
            message = f"A line of {told}; the thinnest that prints is {least:g} pt."
            yield Hit(message, page.number, area.box, "line", "line")


def no_marks(seen: Inspection) -> Iterator[Hit]:
    """Nothing is printed outside the bleed for printers who want no marks."""
    if seen.limits.marks:
        return
    for page in seen.pages:
        for area in page.areas:
            if not area.paint.white and common(area.box, page.bleed) is None:
                message = f"Marks stand outside the bleed; {seen.limits.printer} wants none."
                yield Hit(message, page.number, area.box, "mark", "marks")
                break
