"""Tables with their captions: pipe, multiline, simple and grid, tried in pandoc's order.

A caption is a paragraph that begins with `Table:` or `:`, right before or behind the table,
with or without a blank line between; attributes at its end are the table's.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.attributes import Attributes
from octavo.reading.dialect.blocks.headings import split_attributes
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.blocks.tables.dashed import multiline_table, simple_table
from octavo.reading.dialect.blocks.tables.grid import grid_table
from octavo.reading.dialect.blocks.tables.model import Table, build
from octavo.reading.dialect.blocks.tables.pipe import pipe_table
from octavo.reading.dialect.lines import Line, indent, skip_blank

_CAPTION = re.compile(r" {0,3}(?:[Tt]able:|:(?![^\w\s]))(?= |\w|$|[*_`\[\"'(“‘\\$@])")


def table(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take a table, and the caption before or behind it."""
    caption, start = _caption(lines, index)
    found = _grid(lines, start) if start < len(lines) else None
    if found is None:
        return None
    end = found.end
    if not caption:
        following = skip_blank(lines, end)
        caption, behind = _caption(lines, following)
        if caption:
            end = behind
    element = reader.add(parent, "table", lines[start], indent(lines[start].text))
    if caption:
        _add_caption(reader, element, caption)
    build(reader, element, found)
    return end


def _grid(lines: list[Line], index: int) -> Table | None:
    text = lines[index].text if index < len(lines) else ""
    if not text or text.isspace():
        return None
    return (
        pipe_table(lines, index)
        or multiline_table(lines, index, headless=False)
        or simple_table(lines, index)
        or multiline_table(lines, index, headless=True)
        or grid_table(lines, index)
    )


def _caption(lines: list[Line], index: int) -> tuple[list[Line], int]:
    """The lines of the caption that begins at index, and the index behind the blanks after it."""
    match = _CAPTION.match(lines[index].text) if index < len(lines) else None
    if not match:
        return [], index
    end = index + 1
    while end < len(lines) and not lines[end].blank:
        end += 1
    caption = [lines[index].cut(match.end()).strip(), *lines[index + 1 : end]]
    return caption, skip_blank(lines, end)


def _add_caption(reader: BlockReader, element: Element, caption: list[Line]) -> None:
    last = caption[-1]
    text, attributes = split_attributes(reader, last)
    caption = [*caption[:-1], Line(text, last.number, last.column)]
    Attributes(attributes.id, attributes.classes, attributes.pairs).apply(element)
    child = reader.add(element, "caption", caption[0])
    child.text = reader.inscribe(caption)
