"""Breaks between blocks: a rule of three marks or more, and a page break the author placed."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.lines import Line, indent

_RULE = re.compile(r" *([-*_])(?: *\1){2,} *$")
_PAGE = re.compile(r" {0,3}\\(?:newpage|pagebreak|clearpage|cleardoublepage) *$")


def is_rule(text: str) -> bool:
    """Whether a line is a break of scene."""
    return _RULE.match(text) is not None


def break_of_scene(
    reader: BlockReader, parent: Element, lines: list[Line], index: int
) -> int | None:
    """Take a line such as * * * or ---."""
    text = lines[index].text
    if not is_rule(text):
        return None
    reader.add(parent, "hr", lines[index], indent(text))
    return index + 1


def page_break(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    r"""Take \newpage and its like on a line of its own."""
    text = lines[index].text
    if not _PAGE.match(text):
        return None
    reader.add(parent, "hr", lines[index], indent(text)).set("class", "page-break")
    return index + 1
