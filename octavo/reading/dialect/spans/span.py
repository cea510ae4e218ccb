"""What the span rules share: the mark before a construct, raw text, matching brackets."""

from __future__ import annotations

import re
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from octavo.reading.dialect.ledger import Ledger

ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_BRACKET = re.compile(r"[\[\]]")

Found = tuple[Element | str | None, int | None, int | None]
NOTHING: Found = (None, None, None)
"""What a rule gives where a match turns out to be nothing of its own."""


def protected(character: str) -> str:
    """A character in the form that no later rule reads as markup."""
    return f"{STX}{ord(character)}{ETX}"


def unprotected(text: str) -> str:
    """Text with protected characters as themselves."""
    return ESCAPED.sub(lambda match: chr(int(match[1])), text) if STX in text else text


class Span(InlineProcessor):  # type: ignore[misc]
    """A rule for one kind of span; PATTERN finds where it may begin."""

    PATTERN: ClassVar[str]

    def __init__(self, md: Markdown, ledger: Ledger) -> None:
        super().__init__(self.PATTERN, md)
        self.ledger = ledger
        self._data = ""
        self._pairs: dict[int, int] = {}

    def raw(self, text: str) -> str:
        """The author's text again, without marks and placeholders."""
        return self.ledger.marks.erase(unprotected(self.unescape(text)))

    def element(self, tag: str, mark: str | None) -> Element:
        """A new element at the place of a mark."""
        place = self.ledger.marks.place(mark)
        return Element(tag, {"data-at": place} if place else {})

    def closing_bracket(self, data: str, start: int) -> int | None:
        """The index of the ] that closes the [ at start."""
        if data is not self._data:
            self._data, self._pairs = data, _pairs(data)
        return self._pairs.get(start)


def _pairs(data: str) -> dict[int, int]:
    stack: list[int] = []
    pairs: dict[int, int] = {}
    for match in _BRACKET.finditer(data):
        if match[0] == "[":
            stack.append(match.start())
        elif stack:
            pairs[stack.pop()] = match.start()
    return pairs
