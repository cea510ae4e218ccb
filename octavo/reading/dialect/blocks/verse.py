"""Verse: line blocks after |, and the text of ::: {.verse}.

Both become <p class="stanza"> with a <span class="line"> for each line; a line that was set in
by spaces has the class indent-1 to indent-9, one step for two spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.lines import Line, indent

_BAR = re.compile(r"\|(?: |$)")
STEP = 2
DEEPEST_INDENT = 9


def line_block(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take lines after bars; a line that begins with a space goes on from the one before."""
    if not _BAR.match(lines[index].text) or _is_table_row(lines[index].text):
        return None
    verse = reader.add(parent, "div", lines[index])
    verse.set("class", "verse")
    poem: list[list[Line]] = []
    while index < len(lines):
        line = lines[index]
        if _BAR.match(line.text):
            poem.append([line.cut(2)])
        elif poem and line.text.startswith(" ") and not line.blank and not poem[-1][-1].blank:
            poem[-1].append(line)
        else:
            break
        index += 1
    _stanzas(reader, verse, poem)
    return index


def _is_table_row(text: str) -> bool:
    return text.rstrip().endswith("|") and text.count("|") > 2


def free_verse(reader: BlockReader, verse: Element, lines: Sequence[Line]) -> None:
    """Read lines as verse: each line of the source is a line of the poem."""
    poem = [[line.cut(2) if _BAR.match(line.text) else line] for line in lines]
    _stanzas(reader, verse, poem)


def _stanzas(reader: BlockReader, verse: Element, poem: Sequence[list[Line]]) -> None:
    stanza: Element | None = None
    for parts in poem:
        if parts[0].blank:
            stanza = None
            continue
        if stanza is None:
            stanza = reader.add(verse, "p", parts[0])
            stanza.set("class", "stanza")
        else:
            SubElement(stanza, "br")
        line = reader.add(stanza, "span", parts[0], indent(parts[0].text))
        steps = min(-(-indent(parts[0].text) // STEP), DEEPEST_INDENT)
        line.set("class", f"line indent-{steps}" if steps else "line")
        line.text = reader.inscribe(parts).replace("\n", " ").removesuffix("\\")
