"""Headings: # to ######, or a line of = or - beneath; attributes at the end."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.attributes import ATTEMPT, Attributes, trailing_attributes
from octavo.reading.dialect.blocks.breaks import is_rule
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.ledger import at, key_of
from octavo.reading.dialect.lines import Line, indent

_HASHES = re.compile(r"(#+)(?: +|$)")
_CLOSING = re.compile(r"(?:^| +)#+ *$|#+ *$")
_UNDERLINE = re.compile(r"(=+|-+) *$")


def looks_like_heading(text: str) -> bool:
    """Whether a line inside a paragraph was probably meant as a heading."""
    return re.match(r"#{1,6} +\S", text) is not None


def heading(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take one heading."""
    line = lines[index]
    hashes = _HASHES.match(line.text)
    if hashes:
        _add(reader, parent, min(len(hashes[1]), 6), line, line.cut(hashes.end()), closing=True)
        return index + 1
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    underline = _UNDERLINE.match(following)
    if underline and not is_rule(line.text):
        level = 1 if underline[1][0] == "=" else 2
        _add(reader, parent, level, line, line.cut(indent(line.text)), closing=False)
        return index + 2
    return None


def _add(
    reader: BlockReader, parent: Element, level: int, line: Line, text: Line, *, closing: bool
) -> None:
    content, attributes = split_attributes(reader, text)
    if closing:
        content = _CLOSING.sub("", content)
    content = content.rstrip()
    element = reader.add(parent, f"h{level}", line)
    attributes.apply(element)
    element.text = reader.inscribe([Line(content, text.number, text.column)])
    key = key_of(content)
    if key not in reader.ledger.headings:
        reader.ledger.headings.add(key)
        element.set("data-key", key)


def split_attributes(reader: BlockReader, line: Line) -> tuple[str, Attributes]:
    """A line's text and the attribute list at its end; a broken list is a finding."""
    found = trailing_attributes(line.text)
    if found:
        return found
    broken = ATTEMPT.search(line.text)
    if broken and not line.text.rstrip().endswith("`"):
        broken_attributes(reader, line, broken.start())
    return line.text, Attributes()


def broken_attributes(reader: BlockReader, line: Line, offset: int) -> None:
    """Say that braces hold something that is no attribute list."""
    reader.ledger.report(
        "attributes-broken",
        "What stands in braces here is not a list of attributes.",
        at(line, offset),
        'Write it as {#name .class key="value"}.',
    )
