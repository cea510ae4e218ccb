"""Positions carried by the text: one private-use character before each construct of a line.

Python-Markdown keeps no positions, and rewrites text many times before an element comes of it.
So each place where a link, note, citation, formula or HTML tag may begin gets a character of
planes 15 and 16 that stands for its line and column; whatever makes an element reads the mark
before it, and every mark that is left is taken out at the end. Characters of these planes that
the manuscript itself holds are never used as marks, so they survive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.reading.dialect.lines import Line

MARK = "[\U000f0000-\U0010ffff]"
_ANY = re.compile(MARK)
_BEGINNING = re.compile(
    r"\\.|!\[|\^\[|\[|\$\$?(?=\S)|<(?=[A-Za-z/!])"
    r"|-(?<!\w-)@(?=[\w{])|@(?<!\w@)(?=[\w{])|``*(?=[^`]*`+\{ *=)"
)
"""Each way begins with a character of its own: a search then passes over all others, eight times
as fast as with (?<!\\w)-?@ among them."""


def _alphabet(used: frozenset[str]) -> Iterator[str]:
    for plane in (0xF0000, 0x100000):
        for code in range(plane, plane + 0xFFFE):
            if chr(code) not in used:
                yield chr(code)


class Marks:
    """The table of one file's marks: character -> place."""

    def __init__(self, text: str, enabled: bool = True) -> None:
        self._own = frozenset(_ANY.findall(text))
        self._alphabet = _alphabet(self._own) if enabled else iter(())
        self._places: dict[str, str] = {}

    def inscribe(self, line: Line) -> str:
        """The text of a line with a mark before each place where something may begin."""
        text = line.text

        def put(match: re.Match[str]) -> str:
            found = match[0]
            if found[0] == "\\":
                return found
            mark = next(self._alphabet, "")
            if mark:
                self._places[mark] = f"{line.number}:{line.column + match.start()}"
            return mark + found

        return _BEGINNING.sub(put, text)

    def place(self, mark: str | None) -> str | None:
        """The "line:column" that a mark stands for; None for a character that is not a mark."""
        return self._places.get(mark) if mark else None

    def erase(self, text: str) -> str:
        """The text without marks; the manuscript's own characters stay."""
        if text.isascii() or not _ANY.search(text):
            return text
        if not self._own:
            return _ANY.sub("", text)
        return _ANY.sub(lambda match: match[0] if match[0] in self._own else "", text)
