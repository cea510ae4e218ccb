"""Quotations: lines after >, with lazy lines; GitHub's alerts among them."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, SubElement

from octavo.reading.dialect.blocks import fences
from octavo.reading.dialect.blocks.list_markers import starts_item
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.lines import Line

_QUOTE = re.compile(r" {0,3}> ?")
_ALERT = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$")


def quotation(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take the quoted lines and what lazily goes on from them."""
    if not _QUOTE.match(lines[index].text):
        return None
    inner: list[Line] = []
    end = index
    while end < len(lines):
        line = lines[end]
        quoted = _QUOTE.match(line.text)
        if quoted:
            inner.append(line.cut(quoted.end()))
        elif _is_lazy(reader, lines, end):
            inner.append(line.dedent(len(line.text)))
        else:
            break
        end += 1
    first = lines[index]
    offset = len(first.text) - len(first.text.lstrip(" "))
    alert = _ALERT.match(inner[0].text)
    if alert:
        box = reader.add(parent, "div", first, offset)
        box.set("class", f"admonition {alert[1].lower()}")
        title = SubElement(box, "p", {"class": "admonition-title"})
        title.text = alert[1].capitalize()
        reader.read(box, inner[1:])
    else:
        reader.read(reader.add(parent, "blockquote", first, offset), inner)
    return end


def _is_lazy(reader: BlockReader, lines: list[Line], index: int) -> bool:
    line = lines[index]
    return not (
        line.blank
        or line.text.startswith("#")
        or (reader.in_list and starts_item(line.text))
        or fences.interrupts(lines, index)
    )
