"""Definitions of notes: [^name]: text, going on in lines that are indented by four columns."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.blocks import divs
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import TAB, Line, indent, skip_blank

_DEFINITION = re.compile(r" {0,3}\[\^([^\s^\[\]]+)\]: *")


def note_definition(
    reader: BlockReader, parent: Element, lines: list[Line], index: int
) -> int | None:
    """Take one definition; it is kept with the others, also where a name comes twice."""
    line = lines[index]
    match = _DEFINITION.match(line.text)
    if not match:
        return None
    content = [line.cut(match.end())]
    end = index + 1
    while True:
        while end < len(lines) and _goes_on(lines[end]):
            content.append(lines[end].dedent(TAB))
            end += 1
        following = skip_blank(lines, end)
        if following == len(lines) or indent(lines[following].text) < TAB:
            break
        content += lines[end:following]
        content.append(lines[following].cut(TAB))
        end = following + 1
    place = at(line, indent(line.text))
    note = Element("o-note", {"name": match[1], "data-at": place})
    reader.ledger.notes.append(note)
    before, reader.in_list = reader.in_list, False
    reader.read(note, content)
    reader.in_list = before
    return end


def _goes_on(line: Line) -> bool:
    return not (line.blank or _DEFINITION.match(line.text) or divs.is_closing(line.text))
