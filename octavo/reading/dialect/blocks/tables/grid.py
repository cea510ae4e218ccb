"""Grid tables: drawn with + - = and |; cells hold blocks and may cover rows and columns."""

from __future__ import annotations

import re
from itertools import pairwise

from octavo.reading.dialect.blocks.tables.model import Alignment, Cell, Table
from octavo.reading.dialect.lines import Line, indent

_TOP = re.compile(r" {0,3}\+(?:[-:]+\+)+ *$")
_HEAD = re.compile(r"\+(?:[=:]+\+)+$")
LINE_WIDTH = 72
WIDEST = 2_000
"""Wider drawings are no tables."""


def grid_table(lines: list[Line], index: int) -> Table | None:
    """The grid table whose upper border stands at index."""
    if not _TOP.match(lines[index].text) or len(lines[index].text) > WIDEST:
        return None
    margin, end = indent(lines[index].text), index
    while end < len(lines) and lines[end].text[margin : margin + 1] in ("+", "|"):
        end += 1
    rows = [line.dedent(margin) for line in lines[index:end]]
    width = max(len(row.text.rstrip()) for row in rows)
    if width > WIDEST:
        return None
    art = [row.text.rstrip().ljust(width) for row in rows]
    corners = _corners(art)
    if not corners:
        return None
    return _table(rows, art, corners, end)


Box = tuple[int, int, int, int]  # top, left, bottom, right: lines of the border


def _corners(art: list[str]) -> list[Box]:
    """The boxes of the drawing, in reading order, from each upper left corner."""
    boxes: list[Box] = []
    covered: set[tuple[int, int]] = set()
    for top, line in enumerate(art[:-1]):
        for left in range(len(line) - 1):
            if line[left] != "+" or (top, left) in covered:
                continue
            box = _box(art, top, left)
            if box:
                boxes.append(box)
                covered.update(
                    (row, column)
                    for row in range(box[0], box[2])
                    for column in range(box[1], box[3])
                )
    return boxes


def _box(art: list[str], top: int, left: int) -> Box | None:
    """The smallest box with this upper left corner whose four sides are drawn."""
    right = left + 1
    while right < len(art[top]) and art[top][right] in "-=:+":
        if art[top][right] == "+":
            bottom = _bottom(art, top, left, right)
            if bottom is not None:
                return top, left, bottom, right
        right += 1
    return None


def _bottom(art: list[str], top: int, left: int, right: int) -> int | None:
    for bottom in range(top + 1, len(art)):
        if art[bottom][left] not in "|+" or art[bottom][right] not in "|+":
            return None
        side = art[bottom][left : right + 1]
        if side[0] == "+" and side[-1] == "+" and not side.strip("-=:+"):
            return bottom
    return None


def _table(rows: list[Line], art: list[str], boxes: list[Box], end: int) -> Table:
    edges = sorted({box[1] for box in boxes} | {box[3] for box in boxes})
    levels = sorted({box[0] for box in boxes} | {box[2] for box in boxes})
    column = {edge: index for index, edge in enumerate(edges)}
    row = {level: index for index, level in enumerate(levels)}
    tops: dict[int, list[Box]] = {level: [] for level in levels}
    for box in boxes:
        tops[box[0]].append(box)
    heads = [level for level in levels if _HEAD.match(art[level].rstrip())]
    ruled = heads[0] if heads else None
    footed = heads[-2] if len(heads) > 2 and heads[-1] == levels[-1] else None
    if len(heads) == 2 and heads[-1] == levels[-1]:
        footed, ruled = heads[0], None
    parts: dict[str, list[tuple[Cell, ...]]] = {"head": [], "body": [], "foot": []}
    for level in levels[:-1]:
        cells = tuple(
            Cell(
                _content(rows, box),
                column[box[3]] - column[box[1]],
                row[box[2]] - row[box[0]],
            )
            for box in sorted(tops[level], key=lambda box: box[1])
        )
        where = "head" if ruled and level < ruled else "body"
        parts["foot" if footed is not None and level >= footed else where].append(cells)
    spans = [right - left for left, right in pairwise(edges)]
    total = max(sum(spans), LINE_WIDTH)
    return Table(
        end,
        _alignments(art[ruled] if ruled else art[0], edges),
        tuple(parts["head"]),
        tuple(parts["body"]),
        tuple(parts["foot"]),
        tuple(span / total for span in spans),
        blocks=True,
    )


def _content(rows: list[Line], box: Box) -> tuple[Line, ...]:
    """What stands inside a box, without the margin that all its lines share."""
    top, left, bottom, right = box
    inner = [
        Line(row.text[left + 1 : right].rstrip(), row.number, row.column + left + 1)
        for row in rows[top + 1 : bottom]
    ]
    margins = [indent(line.text) for line in inner if line.text]
    margin = min(margins, default=0)
    lines = [line.dedent(margin) for line in inner]
    while lines and not lines[-1].text:
        lines.pop()
    return tuple(lines)


def _alignments(rule: str, edges: list[int]) -> tuple[Alignment, ...]:
    found: list[Alignment] = []
    for left, right in pairwise(edges):
        start, end = rule[left + 1] == ":", rule[right - 1] == ":"
        found.append("center" if start and end else "left" if start else "right" if end else "")
    return tuple(found)
