"""Source lines that remember where they stood, and what a line's indentation means.

Containers (lists, quotations, notes) hand their content on as new lines with the markers cut
off, so a line's column says where its text began in the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

TAB = 4
"""A tab reaches to the next multiple of four columns, as in pandoc."""


class Line(NamedTuple):
    """One line: its text without the line end, its number and the column of its first character."""

    text: str
    number: int
    column: int = 1

    def cut(self, count: int) -> Line:
        """The line without its first characters."""
        return Line(self.text[count:], self.number, self.column + count)

    def dedent(self, count: int) -> Line:
        """The line without at most this many leading spaces."""
        return self.cut(min(count, indent(self.text)))

    def strip(self) -> Line:
        """The line without spaces around its text."""
        return Line(self.text.strip(" "), self.number, self.column + indent(self.text))

    @property
    def blank(self) -> bool:
        """Whether nothing can be seen on the line."""
        return not self.text or self.text.isspace()


def indent(text: str) -> int:
    """The number of leading spaces."""
    return len(text) - len(text.lstrip(" "))


def split(text: str) -> list[Line]:
    """Cut a file's text into lines, tabs as spaces."""
    return [
        Line(line.expandtabs(TAB) if "\t" in line else line, number)
        for number, line in enumerate(text.split("\n"), 1)
    ]


def skip_blank(lines: Sequence[Line], start: int) -> int:
    """The index of the first line from start on that is not blank, or the number of lines."""
    while start < len(lines) and lines[start].blank:
        start += 1
    return start
