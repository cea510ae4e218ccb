r"""Backslashes, entities and line ends.

\* is an asterisk, "\ " a no-break space, a backslash or two spaces at a line's end a break.
"""

from __future__ import annotations

import re
from html import unescape

from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import ENTITY, ESCAPABLE, NOTHING, Found, Span, protected


class Escape(Span):
    r"""A backslash before a mark of punctuation, a space or a line's end."""

    PATTERN = rf"\\({MARK}?)(.)"
    SIGN = "\\"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give the character itself, a no-break space or <br>."""
        character = m[2]
        if character == "\n":
            return self.element("br", None), m.start(), m.end()
        if character == " ":
            return protected("\u00a0"), m.start(), m.end()
        if character not in ESCAPABLE:
            return NOTHING
        return protected(character), m.start(), m.end()


class Entity(Span):
    """&amp; and its like, by name or number."""

    PATTERN = ENTITY.pattern
    SIGN = "&"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give the characters that are meant; an unknown name stays."""
        text = unescape(m[0])
        if text == m[0]:
            return NOTHING
        return "".join(map(protected, text)), m.start(), m.end()


class LineBreak(Span):
    """Two spaces or more at the end of a line."""

    PATTERN = r" {2,}\n"
    SIGN = "  \n"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <br>."""
        return self.element("br", None), m.start(), m.end()
