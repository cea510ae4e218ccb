"""What the span rules share: the mark before a construct, raw text, matching brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape
from typing import ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import ETX, STX

from octavo.reading.dialect.ledger import Ledger

ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
"""What a backslash makes plain."""

ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
ESCAPED = re.compile(f"{STX}(\\d+){ETX}")
_STASHED = re.compile(f"{STX}klzzwxh:([0-9]+){ETX}")
_PUNCTUATION = frozenset(ESCAPABLE)
_BRACKET = re.compile(r"[\[\]]")

Found = tuple[Element | str | None, int | None, int | None]
NOTHING: Found = (None, None, None)
"""What a rule gives where a match turns out to be nothing of its own."""


def with_characters(text: str) -> str:
    """Text whose entities are resolved; &copy=1 in an address is none."""
    return ENTITY.sub(lambda match: unescape(match[0]), text) if "&" in text else text


def protected(character: str) -> str:
    """A character in the form that no later rule reads as markup."""
    return f"{STX}{ord(character)}{ETX}"


def _escaped(character: str) -> str:
    if character in _PUNCTUATION:
        return f"\\{character}"
    return "\\ " if character == "\u00a0" else character


def unprotected(text: str) -> str:
    """Text with protected characters as themselves."""
    return ESCAPED.sub(lambda match: chr(int(match[1])), text) if STX in text else text


@dataclass(frozen=True, slots=True)
class Signed:
    """A pattern that is looked for only in texts that hold its sign: few of them do."""

    pattern: re.Pattern[str]
    sign: str

    def finditer(self, text: str, start: int = 0) -> Iterable[re.Match[str]]:
        """All matches from start on."""
        return self.pattern.finditer(text, start) if self.sign in text else ()

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match from start on."""
        return self.pattern.search(text, start) if self.sign in text else None


class Span(InlineProcessor):
    """A rule for one kind of span; PATTERN finds where it may begin, and holds SIGN."""

    PATTERN: ClassVar[str]
    SIGN: ClassVar[str]

    def __init__(self, md: Markdown, ledger: Ledger) -> None:
        super().__init__(self.PATTERN, md)
        self._signed = Signed(self.compiled_re, self.SIGN)
        self._engine = md.treeprocessors["inline"]
        self.ledger = ledger
        self._data = ""
        self._pairs: dict[int, int] = {}

    def getCompiledRegExp(self) -> Signed:  # type: ignore[override]  # noqa: N802
        """What Python-Markdown looks for in each text."""
        return self._signed

    def handleMatch(  # type: ignore[override]  # noqa: N802  # old stubs
        self, m: re.Match[str], data: str
    ) -> Found:
        """What Python-Markdown calls; the source of an element is kept for source()."""
        node, start, end = self.read(m, data)
        if node is not None and not isinstance(node, str):
            self.ledger.sources[node] = data[start:end]
        return node, start, end

    def read(self, m: re.Match[str], data: str) -> Found:
        """Make of a match what it means, or NOTHING."""
        raise NotImplementedError

    def source(self, text: str) -> str:
        """The author's Markdown again, of text in which spans were already found."""
        stash = self._stash()

        def restore(found: re.Match[str]) -> str:
            node = stash.get(found[1], "")
            if isinstance(node, str):
                return ESCAPED.sub(lambda one: _escaped(chr(int(one[1]))), node)
            return self.source(self.ledger.sources.get(node, ""))

        return self.ledger.marks.erase(_STASHED.sub(restore, text))

    def _stash(self) -> dict[str, Element | str]:
        """What the inline engine keeps behind its placeholders."""
        stash: dict[str, Element | str] = getattr(self._engine, "stashed_nodes", {})
        return stash

    def raw(self, text: str) -> str:
        """What a text says, without marks and markup."""
        stash = self._stash()

        def say(found: re.Match[str]) -> str:
            node = stash.get(found[1], "")
            if isinstance(node, str):
                return node
            return node.get("tex") or "".join(map(self.raw, node.itertext()))

        return self.ledger.marks.erase(unprotected(_STASHED.sub(say, text)))

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
