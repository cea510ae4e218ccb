"""Fenced divisions: ::: {.class} ... :::, one inside another; verse among them.

Unlike in pandoc a division may begin right behind a paragraph's line: nobody means the colons
to be printed. Source: pandoc's manual, "Extension: fenced_divs".
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.attributes import Attributes, parse_attributes
from octavo.reading.dialect.blocks import fences
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.blocks.verse import free_verse
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import Line, indent

_OPENING = re.compile(r" {0,3}:{3,} *(\S.*?) *:* *$")
_CLOSING = re.compile(r" {0,3}:{3,} *$")


def opening(text: str) -> Attributes | None:
    """The attributes of the division that a line opens."""
    if ":::" not in text[:6]:
        return None
    match = _OPENING.match(text)
    if not match or match[1].startswith(":"):
        return None
    if match[1].startswith("{"):
        found = parse_attributes(match[1])
        return found[0] if found and not match[1][found[1] :].strip() else None
    if " " in match[1] or "{" in match[1]:
        return None
    return Attributes(classes=(match[1],))


def is_closing(text: str) -> bool:
    """Whether a line closes a division."""
    return ":::" in text[:6] and _CLOSING.match(text) is not None


def division(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take a division with all in it; report one that is not closed, and a stray end."""
    line = lines[index]
    if is_closing(line.text):
        reader.ledger.report(
            "div-stray",
            "This line closes a division, but none is open.",
            at(line, indent(line.text)),
            "Remove it, or open a division above with ::: {.name}.",
        )
        return index + 1
    attributes = opening(line.text)
    if attributes is None:
        return None
    end = _end(lines, index + 1)
    if end is None:
        reader.ledger.report(
            "div-unclosed",
            "The division that begins here is nowhere closed.",
            at(line, indent(line.text)),
            "Close it with a line of its own that holds :::.",
        )
        end = len(lines)
    element = reader.add(parent, "div", line, indent(line.text))
    attributes.apply(element)
    inner = lines[index + 1 : end]
    if "verse" in attributes.classes and not any(opening(each.text) for each in inner):
        free_verse(reader, element, inner)
    else:
        reader.read(element, inner)
    return end + 1


def _end(lines: list[Line], index: int) -> int | None:
    """The index of the closing line; divisions inside and code are passed over."""
    depth = 1
    while index < len(lines):
        text = lines[index].text
        bare = text.lstrip(" ")
        if is_closing(text):
            depth -= 1
            if not depth:
                return index
        elif opening(text) is not None:
            depth += 1
        elif bare[:3] in ("```", "~~~") and (fence := fences.opening(bare)):
            index = _behind_code(lines, index, fence)
            continue
        index += 1
    return None


def _behind_code(lines: list[Line], start: int, fence: fences.Fence) -> int:
    for index in range(start + 1, len(lines)):
        if fence.closes(lines[index].text.lstrip(" ")):
            return index + 1
    return start + 1
