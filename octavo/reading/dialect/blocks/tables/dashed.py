"""Simple and multiline tables: columns are where the dashes of a line say.

Source: pandoc's reader (simpleTable, multilineTable); how the head stands over its dashes
gives the alignment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.reading.dialect.blocks.tables.model import Alignment, Cell, Table
from octavo.reading.dialect.lines import Line

_DASHES = re.compile(r" {0,3}-+(?: +-+)* *$")
_RUN = re.compile(r"-+")
LINE_WIDTH = 72
"""Columns of a multiline table take their share of this many characters, as in pandoc."""

Columns = list[tuple[int, int]]


def is_dashes(text: str) -> bool:
    """Whether a line is made of runs of dashes."""
    return _DASHES.match(text) is not None


def _columns(text: str) -> Columns:
    """From each run of dashes to the next, the last one to the end of the line."""
    starts = [match.start() for match in _RUN.finditer(text)]
    return [(start, end) for start, end in zip(starts, [*starts[1:], 1 << 30], strict=True)]


def simple_table(lines: list[Line], index: int) -> Table | None:
    """A table with a row on each line; without a head it must end with dashes."""
    if is_dashes(lines[index].text):
        return _simple(lines, index, index + 1, None)
    if index + 1 < len(lines) and is_dashes(lines[index + 1].text):
        return _simple(lines, index + 1, index + 2, lines[index])
    return None


def _simple(lines: list[Line], dashes: int, start: int, head: Line | None) -> Table | None:
    columns = _columns(lines[dashes].text)
    end = start
    while end < len(lines) and not lines[end].blank and not is_dashes(lines[end].text):
        end += 1
    footed = end < len(lines) and is_dashes(lines[end].text)
    if end == start or (head is None and not footed):
        return None
    if footed and end + 1 < len(lines) and not lines[end + 1].blank:
        return None
    rows = [_split([line], columns) for line in lines[start:end]]
    sample = head if head is not None else lines[start]
    return Table(
        end + 1 if footed else end,
        _alignments([sample], lines[dashes].text, columns),
        (_split([head], columns),) if head is not None else (),
        tuple(rows),
    )


def multiline_table(lines: list[Line], index: int, *, headless: bool) -> Table | None:
    """A table whose rows may run over lines and are parted by blank ones."""
    dashes = index
    if not is_dashes(lines[index].text):
        return None
    if not headless:
        dashes = index + 1
        while dashes < len(lines) and not lines[dashes].blank:
            if is_dashes(lines[dashes].text):
                break
            dashes += 1
        else:
            return None
        if dashes == index + 1:
            return None
    columns = _columns(lines[dashes].text)
    rows, end = _multiline_rows(lines, dashes + 1, columns)
    if end is None or not rows:
        return None
    head = lines[index + 1 : dashes] if not headless else []
    sample = head or lines[dashes + 1 : dashes + 2]
    runs = [len(run) + 1 for run in _RUN.findall(lines[dashes].text)]
    total = max(sum(runs), LINE_WIDTH)
    return Table(
        end,
        _alignments(sample, lines[dashes].text, columns),
        (_split(head, columns),) if head else (),
        tuple(rows),
        widths=tuple(run / total for run in runs),
    )


def _multiline_rows(
    lines: list[Line], index: int, columns: Columns
) -> tuple[list[tuple[Cell, ...]], int | None]:
    """The rows and the index behind the closing dashes; None where no dashes close the table."""
    rows: list[tuple[Cell, ...]] = []
    row: list[Line] = []
    for end in range(index, len(lines)):
        line = lines[end]
        if is_dashes(line.text):
            if end + 1 < len(lines) and not lines[end + 1].blank:
                return [], None
            if row:
                rows.append(_split(row, columns))
            return rows, end + 1
        if not line.blank:
            row.append(line)
        elif row:
            rows.append(_split(row, columns))
            row = []
        elif not rows:
            return [], None
    return [], None


def _split(lines: Sequence[Line], columns: Columns) -> tuple[Cell, ...]:
    cells = []
    for start, end in columns:
        parts = [
            Line(line.text[start:end], line.number, line.column + start).strip() for line in lines
        ]
        while parts and not parts[-1].text:
            parts.pop()
        while parts and not parts[0].text:
            parts.pop(0)
        cells.append(Cell(tuple(parts)))
    return tuple(cells)


def _alignments(sample: Sequence[Line], dashes: str, columns: Columns) -> tuple[Alignment, ...]:
    """Flush with the dashes on one side: set to that side; on neither: centred; both: default."""
    runs = [len(run) for run in _RUN.findall(dashes)]
    alignments: list[Alignment] = []
    for (start, end), length in zip(columns, runs, strict=True):
        texts = [text for line in sample if (text := line.text[start:end].rstrip())]
        if not texts:
            alignments.append("")
            continue
        shortest = min(texts, key=len)
        left, right = shortest.startswith(" "), len(shortest) < length
        alignments.append(
            "center" if left and right else "right" if left else "left" if right else ""
        )
    return tuple(alignments)
