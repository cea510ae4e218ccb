"""Pipe tables: cells between bars, a line of dashes and colons beneath the head."""

from __future__ import annotations

import re

from octavo.reading.dialect.blocks.tables.model import Alignment, Cell, Table
from octavo.reading.dialect.lines import Line, indent

_BREAK = re.compile(r" {0,3}[|+]?(?: *:?-+:? *[|+])* *:?-+:? *[|+]? *$")
_PART = re.compile(r":?-+:?")
_CHUNK = re.compile(
    r"\\.|(`+)(?:(?!\1).)+?\1(?!`)|\$(?=\S)[^$]*?(?<=\S)\$(?!\d)|<[A-Za-z/][^>]*>|\|"
)
LINE_WIDTH = 72
"""Where a row of the source is longer, the dashes give the columns' shares of the width."""


def pipe_table(lines: list[Line], index: int) -> Table | None:
    """The pipe table whose head stands at index."""
    if index + 1 >= len(lines) or "|" not in lines[index].text or indent(lines[index].text) > 3:
        return None
    rule = lines[index + 1].text
    if not _BREAK.match(rule) or ("|" not in rule and "+" not in rule):
        return None
    parts: list[str] = _PART.findall(rule)
    head = _row(lines[index])
    if head is None:
        return None
    count, end = len(parts), index + 2
    body = []
    while end < len(lines) and "|" in lines[end].text:
        row = _row(lines[end])
        if row is None:
            break
        body.append(_fit(row, count))
        end += 1
    widest = max(len(lines[each].text) for each in range(index, end))
    widths: tuple[float, ...] = ()
    if widest > LINE_WIDTH:
        total = sum(len(part) for part in parts)
        widths = tuple(len(part) / total for part in parts)
    return Table(
        end,
        tuple(_alignment(part) for part in parts),
        (_fit(head, count),),
        tuple(body),
        widths=widths,
    )


def _alignment(part: str) -> Alignment:
    left, right = part[0] == ":", part[-1] == ":"
    return "center" if left and right else "left" if left else "right" if right else ""


def _row(line: Line) -> list[Cell] | None:
    """The cells of a row; bars in code, formulas and tags divide nothing."""
    text = line.text.rstrip()
    start = indent(text)
    opened = text.startswith("|", start)
    start += opened
    cells, begin = [], start
    for match in _CHUNK.finditer(text, start):
        if match[0] == "|":
            cells.append(_cell(line, begin, match.start()))
            begin = match.end()
    closed = bool(cells) and begin == len(text)
    if not closed:
        cells.append(_cell(line, begin, len(text)))
    if len(cells) == 1 and not (opened or closed):
        return None
    return cells


def _cell(line: Line, begin: int, end: int) -> Cell:
    content = Line(line.text[begin:end], line.number, line.column + begin).strip()
    return Cell((content,) if content.text else ())


def _fit(row: list[Cell], count: int) -> tuple[Cell, ...]:
    return tuple((row + [Cell(())] * count)[:count])
