"""Printer's marks: where to cut, fold, staple and gather, and whether the plates lie true.

A mark is placed only where the sheet has room outside the pages' bleed; collation bars and staple
marks stand on the spine fold, where binding hides them. Crop, fold and registration marks are
printed on every plate (Separation All), the others in black alone. Points, PDF space.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from octavo.geometry import POINTS_PER_MM, Rect
from octavo.press.chase import Chase
from octavo.press.schemes import Scheme

OFFSET = 3 * POINTS_PER_MM
"""Marks keep so far off the trim, so that the knife may err."""

_LENGTH = 5 * POINTS_PER_MM
_LEAST = 2 * POINTS_PER_MM
_TARGET = 2 * POINTS_PER_MM  # radius
_STAPLE = 4 * POINTS_PER_MM
_BAR = (4.0, 8 * POINTS_PER_MM)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark in the rectangle that it fills; a line runs along the rectangle's longer side."""

    kind: str  # octavo.press.ticket.MarkKind
    shape: Literal["line", "dashes", "bar", "target", "frame"]
    place: Rect
    every_plate: bool = True


def place_marks(
    kinds: Sequence[str],
    chase: Chase,
    scheme: Scheme,
    trims: Sequence[Rect],
    outer: bool,
    section: int,
) -> tuple[tuple[Mark, ...], tuple[str, ...]]:
    """The marks of one side, and the kinds for which there was no room.

    trims are the pages as they lie, creep included; outer says that the side is the outside of a
    section, which is the only one to carry staple and collation marks.
    """
    if not trims:
        return (), ()
    marks: list[Mark] = []
    lost: list[str] = []
    for kind in kinds:
        if kind in ("staple", "collation") and not (outer and scheme.creeps):
            continue
        made = list(_made(kind, chase, scheme, trims, section))
        if not made and not (kind == "fold" and not scheme.folded):
            lost.append(kind)
        marks += made
    return tuple(marks), tuple(lost)


def _made(
    kind: str, chase: Chase, scheme: Scheme, trims: Sequence[Rect], section: int
) -> Iterable[Mark]:
    if kind == "crop":
        return _crops(chase, scheme, trims)
    if kind == "fold":
        return _folds(chase, scheme)
    if kind == "registration":
        return _targets(chase)
    if kind == "staple":
        return _staples(chase)
    if kind == "collation":
        return (_collation(chase, section),)
    return tuple(Mark("frame", "frame", trim, every_plate=False) for trim in trims)


def _crops(chase: Chase, scheme: Scheme, trims: Sequence[Rect]) -> Iterable[Mark]:
    """Lines beyond the ends of every edge that is cut: of all edges, or of all but the folds."""
    xs = {round(x, 3) for trim in trims for x in (trim.x0, trim.x1)}
    ys = {round(y, 3) for trim in trims for y in (trim.y0, trim.y1)}
    if scheme.folded:
        xs, ys = {min(xs), max(xs)}, {min(ys), max(ys)}
    yield from _beyond("crop", "line", chase, sorted(xs), sorted(ys))


def _folds(chase: Chase, scheme: Scheme) -> Iterable[Mark]:
    if not scheme.folded:
        return
    xs = [chase.upright(after) for after in range(1, chase.columns)]
    ys = [chase.level(after) for after in range(1, chase.rows)]
    yield from _beyond("fold", "dashes", chase, xs, ys)
    if scheme.finish == "zine":  # the slit between the two middle columns
        y = chase.level(1)
        yield Mark("fold", "line", Rect(chase.upright(1), y, chase.upright(3), y), False)


def _beyond(
    kind: str,
    shape: Literal["line", "dashes"],
    chase: Chase,
    xs: Sequence[float],
    ys: Sequence[float],
) -> Iterable[Mark]:
    """Short lines outside the pages that go on where the upright and level lines end."""
    block, sheet = chase.block, chase.whole
    off = max(OFFSET, chase.bleed)
    for x in xs:
        for start, end in (
            (block.y1 + off, min(block.y1 + off + _LENGTH, sheet.y1)),
            (max(block.y0 - off - _LENGTH, 0.0), block.y0 - off),
        ):
            if end - start >= _LEAST:
                yield Mark(kind, shape, Rect(x, start, x, end))
    for y in ys:
        for start, end in (
            (block.x1 + off, min(block.x1 + off + _LENGTH, sheet.x1)),
            (max(block.x0 - off - _LENGTH, 0.0), block.x0 - off),
        ):
            if end - start >= _LEAST:
                yield Mark(kind, shape, Rect(start, y, end, y))


def _targets(chase: Chase) -> Iterable[Mark]:
    """A cross in a ring beside each side of the pages, off the fold."""
    block, off = chase.block, max(OFFSET, chase.bleed) + 1.5 * _TARGET
    quarter = block.x0 + block.width / 4
    middle = block.y0 + block.height * 0.4
    centres = (
        (quarter, block.y1 + off), (quarter, block.y0 - off),
        (block.x0 - off, middle), (block.x1 + off, middle),
    )  # fmt: skip
    for x, y in centres:
        reach = 1.5 * _TARGET
        place = Rect(x - reach, y - reach, x + reach, y + reach)
        inside = place.x0 >= 0 and place.y0 >= 0
        if inside and place.x1 <= chase.sheet.width and place.y1 <= chase.sheet.height:
            yield Mark("registration", "target", place)


def _staples(chase: Chase) -> Iterable[Mark]:
    """Two short lines on the fold, a quarter from head and foot, hidden under the wire."""
    x, page = chase.upright(1), chase.page(0, 0)
    for part in (0.25, 0.75):
        y = page.y0 + page.height * part
        yield Mark("staple", "line", Rect(x, y - _STAPLE / 2, x, y + _STAPLE / 2), False)


def _collation(chase: Chase, section: int) -> Mark:
    """A bar on the spine, a step lower with each section: gathered right, the bars make stairs."""
    width, height = _BAR
    page = chase.page(0, 0)
    steps = max(int((page.height - 2 * height) / height), 1)
    top = page.y1 - height - ((section - 1) % steps) * height
    x = chase.upright(1)
    return Mark("collation", "bar", Rect(x - width / 2, top - height, x + width / 2, top), False)
