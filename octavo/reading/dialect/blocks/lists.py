"""Bullet and ordered lists by pandoc's rule: what belongs to an item stands in its content column.

A list never interrupts a paragraph, except inside another list. Source: pandoc's Markdown
reader (rawListItem, listContinuation, compactify) and its manual, "Lists".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from octavo.reading.dialect.blocks import fences, list_markers
from octavo.reading.dialect.blocks.list_markers import Marker, starts_item
from octavo.reading.dialect.blocks.reader import PLAIN, BlockReader
from octavo.reading.dialect.lines import Line, indent

_TASK = re.compile(r"\[([ xX])\] +(?=\S)")
EXAMPLE_WIDTH = 4
"""Items of example lists go on at four columns, however long their label is."""

Match = Callable[[str], Marker | None]


def bullet_list(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take a bullet list."""
    if not list_markers.bullet(lines[index].text):
        return None
    element = reader.add(parent, "ul", lines[index], indent(lines[index].text))
    return _items(reader, element, lines, index, list_markers.bullet)


def ordered_list(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take an ordered list; within another list it must begin with one."""
    first = list_markers.ordered(lines[index].text)
    if not first or (reader.in_list and first.number != 1):
        return None
    element = reader.add(parent, "ol", lines[index], indent(lines[index].text))
    if first.kind in ("a", "A", "i", "I"):
        element.set("type", first.kind)
    if first.kind == "example":
        element.set("class", "example")
        first_number = reader.ledger.example_count + 1
    else:
        first_number = first.number
    if first_number != 1:
        element.set("start", str(first_number))
    if first.delimiter != ".":
        element.set("data-delimiter", first.delimiter)
    return _items(
        reader, element, lines, index, lambda text: list_markers.ordered(text, like=first)
    )


def _items(
    reader: BlockReader, element: Element, lines: list[Line], index: int, match: Match
) -> int:
    """Add the items that follow one another."""
    while index < len(lines) and (marker := match(lines[index].text)):
        item = reader.add(element, "li", lines[index], indent(lines[index].text))
        if marker.kind == "example":
            _count_example(reader, marker)
        content, index = item_lines(lines, index, marker)
        content[0] = _task(element, item, content[0])
        read_item(reader, item, content)
    compact(element)
    return index


def read_item(reader: BlockReader, item: Element, content: list[Line]) -> None:
    """Read an item's lines, where list markers need no blank line before them."""
    before, reader.in_list = reader.in_list, True
    reader.read(item, content, closed=False)
    reader.in_list = before


def _count_example(reader: BlockReader, marker: Marker) -> None:
    reader.ledger.example_count += 1
    if marker.label:
        reader.ledger.examples.setdefault(marker.label, reader.ledger.example_count)


def _task(element: Element, item: Element, line: Line) -> Line:
    """Take the box of a task off its line."""
    box = _TASK.match(line.text)
    if not box or element.tag != "ul":
        return line
    element.set("class", "tasks")
    item.set("class", "task open" if box[1] == " " else "task done")
    return line.cut(box.end())


def item_lines(lines: list[Line], index: int, marker: Marker) -> tuple[list[Line], int]:
    """The lines of the item that begins at index, cut free, and the index behind it."""
    width = EXAMPLE_WIDTH if marker.kind == "example" else marker.width
    content = [lines[index].cut(marker.width)]
    index += 1
    while index < len(lines) and _goes_on(lines, index, width):
        content.append(_dedent(lines[index], width))
        index += 1
    index = _blanks(lines, index, content)
    while index < len(lines) and indent(lines[index].text) >= width:
        content.append(lines[index].cut(width))
        index += 1
        while index < len(lines) and not lines[index].blank:
            line = lines[index]
            if indent(line.text) < width and starts_item(line.text):
                break
            content.append(_dedent(line, width))
            index += 1
        index = _blanks(lines, index, content)
    return content, index


def _goes_on(lines: list[Line], index: int, width: int) -> bool:
    """Whether a line belongs to the first paragraph of an item, lazily or not."""
    line = lines[index]
    if line.blank or starts_item(line.text) or fences.opening(line.text) is not None:
        return False
    return not (indent(line.text) >= width and starts_item(line.text.lstrip(" ")))


def _dedent(line: Line, width: int) -> Line:
    return line.cut(width) if indent(line.text) >= width else line


def _blanks(lines: list[Line], index: int, content: list[Line]) -> int:
    while index < len(lines) and lines[index].blank:
        content.append(lines[index])
        index += 1
    return index


def compact(element: Element) -> None:
    """Make the items of a list all paragraphs or all plain text.

    The blank line behind the last item does not make it a paragraph.
    """
    items = list(element)
    paragraphs = [block for item in items for block in item if block.tag == "p"]
    last = items[-1][-1] if len(items[-1]) else None
    if paragraphs == [last] and last is not None:
        last.tag = PLAIN
        paragraphs = []
    if paragraphs:
        for item in items:
            for block in item:
                if block.tag == PLAIN:
                    block.tag = "p"
    else:
        tight(element)


def tight(element: Element) -> None:
    """Say that the items of a list hold text directly."""
    element.set("class", f"{element.get('class', '')} tight".strip())


def definition_list(
    reader: BlockReader, parent: Element, lines: list[Line], index: int
) -> int | None:
    """Take terms, each a line, and their definitions behind : or ~."""
    start = _definitions_at(lines, index)
    if start is None:
        return None
    element = reader.add(parent, "dl", lines[index])
    while start is not None:
        term = reader.add(element, "dt", lines[index], indent(lines[index].text))
        term.text = reader.inscribe([lines[index].strip()])
        loose = start > index + 1
        index = _definitions(reader, element, lines, start, loose)
        while index < len(lines) and lines[index].blank:
            index += 1
        start = _definitions_at(lines, index)
    return index


def _definitions_at(lines: list[Line], index: int) -> int | None:
    """Where the definitions of the term at index begin: on the next line or behind a blank one."""
    if index >= len(lines) or lines[index].blank:
        return None
    start = index + 1
    if start < len(lines) and lines[start].blank:
        start += 1
    if start < len(lines) and list_markers.definition(lines[start].text):
        return start
    return None


def _definitions(
    reader: BlockReader, element: Element, lines: list[Line], index: int, loose: bool
) -> int:
    while index < len(lines) and (marker := list_markers.definition(lines[index].text)):
        item = SubElement(element, "dd")
        item.set("data-at", f"{lines[index].number}:{lines[index].column}")
        content, index = item_lines(lines, index, marker)
        read_item(reader, item, content)
        for block in item:
            if block.tag == "p" and not loose:
                block.tag = PLAIN
            elif block.tag == PLAIN and loose:
                block.tag = "p"
    return index
