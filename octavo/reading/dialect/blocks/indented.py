"""Indented code: four columns in, with the blank lines between."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from octavo.reading.dialect.attributes import Attributes
from octavo.reading.dialect.blocks.fences import code_block
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import TAB, Line, indent, skip_blank


def indented_code(
    reader: BlockReader, parent: Element, lines: list[Line], index: int
) -> int | None:
    """Take all lines that are indented by four columns or more."""
    if indent(lines[index].text) < TAB:
        return None
    end = index
    while end < len(lines):
        following = skip_blank(lines, end)
        if following == len(lines) or indent(lines[following].text) < TAB:
            break
        end = following + 1
    content = "\n".join(line.dedent(TAB).text.rstrip() for line in lines[index:end])
    code_block(parent, content, Attributes(), at(lines[index], TAB))
    return end
