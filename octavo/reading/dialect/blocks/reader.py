"""The block reader: lines in, an element tree with unread inline text out.

It takes the place of Python-Markdown's own block parser, which cuts the text at blank lines
before any rule sees it and nests by four columns; pandoc nests by the content column of an
item. A rule is given the lines of one container and an index; it adds to the parent and
returns the index behind what it took, or None. Text stays text here: Python-Markdown's inline
engine reads it afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown.blockparser import BlockParser
from markdown.util import AtomicString

from octavo.reading.dialect.ledger import Ledger, at
from octavo.reading.dialect.lines import Line, split

if TYPE_CHECKING:
    from markdown import Markdown

PLAIN = "o-plain"
"""Text that is no paragraph (in tight lists and cells); unwrapped when the tree is done."""

DEEPEST = 40
"""Containers in containers: no book needs more, and hostile input stops here."""

CAREFREE = 4_000
PATIENCE = 1_500_000_000
"""What texts longer than CAREFREE may cost in all: characters times constructs, in a file."""

_SPECIAL = re.compile(r"[\[\]*_~^`$<@!&\\]")
"""What every span but a hard break begins with."""


_BRACKET = re.compile(r"[\[\]]")

Rule = Callable[["BlockReader", Element, list[Line], int], int | None]


class BlockReader(BlockParser):
    """Applies the rules in order to the lines of a container."""

    def __init__(self, md: Markdown, ledger: Ledger, rules: Sequence[Rule]) -> None:
        super().__init__(md)
        self.ledger = ledger
        self.rules = rules
        self.in_list = False  # list markers then begin an item without a blank line before
        self.closed = True  # the end of the container ends a paragraph as a blank line does
        self.depth = 0
        self._patience = PATIENCE

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        """Read a whole file, as Python-Markdown asks for it."""
        return ElementTree(self.body("\n".join(lines)))

    def body(self, text: str) -> Element:
        """Read a whole file; definitions of notes come last in the body."""
        body = Element("body")
        self.read(body, split(text))
        body.extend(self.ledger.notes)
        return body

    def read(self, parent: Element, lines: list[Line], *, closed: bool = True) -> None:
        """Read the lines of a container into parent."""
        before, self.closed = self.closed, closed
        self.depth += 1
        if self.depth > DEEPEST:
            self._too_deep(parent, lines)
        else:
            index = 0
            while index < len(lines):
                if lines[index].blank:
                    index += 1
                else:
                    index = self._next(parent, lines, index)
        self.depth -= 1
        self.closed = before

    def _next(self, parent: Element, lines: list[Line], index: int) -> int:
        for rule in self.rules:
            end = rule(self, parent, lines, index)
            if end is not None:
                return end
        raise AssertionError("the paragraph rule takes every line that is not blank")

    def _too_deep(self, parent: Element, lines: list[Line]) -> None:
        first = next((line for line in lines if not line.blank), None)
        if first is None:
            return
        self.ledger.report(
            "nesting-too-deep",
            f"Lists and quotations are nested more than {DEEPEST} deep here.",
            at(first),
            "Write it with fewer levels.",
        )
        self.add(parent, "p", first).text = "\n".join(line.text.strip() for line in lines)

    def add(self, parent: Element, tag: str, line: Line, offset: int = 0) -> Element:
        """A new block that begins on a line."""
        return SubElement(parent, tag, {"data-at": at(line, offset)})

    def inscribe(self, lines: Sequence[Line]) -> str:
        """The running text of lines, with marks; spaces at their ends tell of hard breaks."""
        texts = [line.dedent(len(line.text)) for line in lines]
        length = sum(len(line.text) for line in texts)
        if length > CAREFREE and self._tangled(texts, length):
            return AtomicString("\n".join(line.text for line in texts))
        text = "\n".join(map(self.ledger.marks.inscribe, texts)).rstrip(" ")
        if _SPECIAL.search(text) or "  \n" in text:
            return text
        return AtomicString(text)  # the inline engine has nothing to look for in it

    def _tangled(self, lines: list[Line], length: int) -> bool:
        """Whether a text is too much for the inline engine, which copies it at each construct."""
        constructs = sum(len(_SPECIAL.findall(line.text)) for line in lines)
        self._patience -= constructs * length
        if self._patience > 0 and _bracket_depth(lines) <= DEEPEST:
            return False
        self.ledger.report(
            "text-tangled",
            f"This text of {length:,} characters holds {constructs:,} marks that could be markup,"
            " too many to be read.",
            at(lines[0]),
            "Divide it into paragraphs.",
        )
        return True


def _bracket_depth(lines: list[Line]) -> int:
    depth = deepest = 0
    for line in lines:
        for bracket in _BRACKET.findall(line.text):
            depth = depth + 1 if bracket == "[" else max(depth - 1, 0)
            deepest = max(deepest, depth)
    return deepest
