"""Admonitions as Python-Markdown writes them: !!! type "Title", and lines indented by four."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.lines import TAB, Line, indent, skip_blank

_OPENING = re.compile(r'!!! ?([\w-]+(?: +[\w-]+)*)(?: +"(.*?)")? *$')


def admonition(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take a box; without a title it has its type for one, with an empty title none."""
    match = _OPENING.match(lines[index].text)
    if not match:
        return None
    end = index + 1
    while True:
        following = skip_blank(lines, end)
        if following == len(lines) or indent(lines[following].text) < TAB:
            break
        end = following + 1
    box = reader.add(parent, "div", lines[index])
    box.set("class", " ".join(["admonition", *match[1].lower().split()]))
    title = match[1].split()[0].capitalize() if match[2] is None else match[2]
    if title:
        head = reader.add(box, "p", lines[index])
        head.set("class", "admonition-title")
        head.text = title
    reader.read(box, [line.dedent(TAB) for line in lines[index + 1 : end]])
    return end
