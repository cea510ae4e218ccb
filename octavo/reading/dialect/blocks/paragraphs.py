"""Paragraphs: what no other rule takes, up to a blank line or what may interrupt it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from octavo.reading.dialect.blocks import divs, fences, html
from octavo.reading.dialect.blocks.headings import looks_like_heading
from octavo.reading.dialect.blocks.list_markers import starts_item
from octavo.reading.dialect.blocks.reader import PLAIN, BlockReader
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import Line, indent


def paragraph(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int:
    """Take the lines of a paragraph.

    In a list its end decides what it is: a paragraph before a blank line, plain text otherwise.
    """
    end = index + 1
    ended = reader.closed
    while end < len(lines):
        line = lines[end]
        if line.blank:
            ended = True
            break
        if reader.in_list and starts_item(line.text):
            ended = False
            break
        if fences.interrupts(lines, end) or html.interrupts(line.text):
            ended = True
            break
        if divs.is_closing(line.text) or divs.opening(line.text) is not None:
            ended = True
            break
        if looks_like_heading(line.text):
            _suspect_heading(reader, line)
        end += 1
    first = lines[index]
    element = reader.add(parent, "p" if ended else PLAIN, first, indent(first.text))
    element.text = reader.inscribe(lines[index:end])
    return end


def _suspect_heading(reader: BlockReader, line: Line) -> None:
    reader.ledger.report(
        "heading-in-paragraph",
        "This line begins like a heading but belongs to the paragraph above.",
        at(line),
        "Put a blank line before it, or write \\# if no heading is meant.",
    )
