"""A table as found in the text, and the elements it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import Line

Alignment = Literal["", "left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its lines, and how many columns and rows it covers."""

    lines: tuple[Line, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; end is the index of the line behind the table.

    Widths are shares of the text's width, empty where the columns find their own.
    Cells of a grid table hold blocks, others a line of text.
    """

    end: int
    alignments: tuple[Alignment, ...]
    head: tuple[tuple[Cell, ...], ...]
    body: tuple[tuple[Cell, ...], ...]
    foot: tuple[tuple[Cell, ...], ...] = ()
    widths: tuple[float, ...] = ()
    blocks: bool = False


def build(reader: BlockReader, element: Element, table: Table) -> None:
    """Add column group, head, body and foot to a <table>."""
    if table.widths:
        group = SubElement(element, "colgroup")
        for width in table.widths:
            SubElement(group, "col", {"style": f"width: {width * 100:.4g}%"})
    if any(cell.lines for row in table.head for cell in row):
        _rows(reader, SubElement(element, "thead"), table.head, table, "th")
    _rows(reader, SubElement(element, "tbody"), table.body, table, "td")
    if table.foot:
        _rows(reader, SubElement(element, "tfoot"), table.foot, table, "td")


def _rows(
    reader: BlockReader,
    parent: Element,
    rows: tuple[tuple[Cell, ...], ...],
    table: Table,
    tag: str,
) -> None:
    taken: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for row in rows:
        line = SubElement(parent, "tr")
        column = 0
        for cell in row:
            while taken.get(column):
                taken[column] -= 1
                column += 1
            _cell(reader, line, cell, table, tag, column)
            if cell.rows > 1:
                for covered in range(column, column + cell.columns):
                    taken[covered] = cell.rows - 1
            column += cell.columns
        while taken.get(column):
            taken[column] -= 1
            column += 1


def _cell(
    reader: BlockReader, parent: Element, cell: Cell, table: Table, tag: str, column: int
) -> None:
    element = SubElement(parent, tag)
    if cell.lines:
        element.set("data-at", at(cell.lines[0]))
    if cell.columns > 1:
        element.set("colspan", str(cell.columns))
    if cell.rows > 1:
        element.set("rowspan", str(cell.rows))
    alignment = table.alignments[column] if column < len(table.alignments) else ""
    if alignment:
        element.set("style", f"text-align: {alignment}")
    if table.blocks:
        reader.read(element, list(cell.lines), closed=False)
    elif cell.lines:
        element.text = reader.inscribe([line.strip() for line in cell.lines])
