"""The characters of a block as written, to be followed as they are met on the pages.

Set text differs from its source: spaces go, words are hyphenated, text-transform changes letters,
notes stand elsewhere. Matching character by character needs to know none of these rules, and
where it fails it is seen.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from octavo.pdf.engine.tree import Element, is_note

BLOCKS = frozenset({
    "section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "caption",
    "figcaption", "figure", "table", "pre", "blockquote", "div", "header", "aside", "article",
    "nav", "ul", "ol", "dl", "summary", "details", "body",
})  # fmt: skip
"""Elements that hold text of their own; those with an id are told apart (docs/markup.md)."""

_HYPHENS = "-\u2010\u00ad"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACES = _INVISIBLE.replace("\u00ad", "")


@dataclass(slots=True)
class SourceText:
    """A block's own text without spaces and notes, and how far it has been met.

    skipped holds (characters of its own before, characters) of blocks inside it that have an id.
    """

    characters: str = ""
    skipped: list[tuple[int, int]] = field(default_factory=list)
    cursor: int = 0
    unmatched: str = ""

    @property
    def offset(self) -> int:
        """Characters other than spaces met so far, those of blocks inside included."""
        inside = sum(length for before, length in self.skipped if before <= self.cursor)
        return self.cursor + inside

    @property
    def is_whole(self) -> bool:
        """Say whether all has been met; characters that are never drawn need not be."""
        return not self.characters[self.cursor :].strip(_INVISIBLE)

    def meet(self, text: str) -> None:
        """Move on over a piece of set text; what cannot be found is kept in unmatched."""
        drawn = "".join(text.split())
        if self.characters.startswith(drawn, self.cursor):
            self.cursor += len(drawn)
            return
        drawn = drawn.strip(_SPACES)
        at = 0
        while at < len(drawn):
            step = self._match(drawn, at)
            if step:
                at += step
            elif at == len(drawn) - 1 and drawn[at] in _HYPHENS:
                return  # drawn where a word was broken
            else:
                self.unmatched = self.unmatched or drawn[at:]
                return

    def _match(self, drawn: str, at: int) -> int:
        """Match drawn text at a place with the cursor; give how many drawn characters it took."""
        while self.cursor < len(self.characters):
            written = self.characters[self.cursor]
            step = _same(drawn, at, written)
            if step:
                self.cursor += 1
                return step
            if written not in _INVISIBLE:
                return 0
            self.cursor += 1
        return 0


def _same(drawn: str, at: int, written: str) -> int:
    character = drawn[at]
    if character == written or character.casefold() == written.casefold():
        return 1
    large = written.upper()  # one letter may become several: ß
    if len(large) > 1 and drawn.startswith(large, at):
        return len(large)
    return 1 if _base(character) == _base(written) else 0


def _base(character: str) -> str:
    """A letter without its accents: Greek loses them in capitals."""
    return unicodedata.normalize("NFD", character)[0].casefold()


def source_texts(root: Element) -> dict[Element, SourceText]:
    """The own text of every block with an id."""
    texts: dict[Element, SourceText] = {}
    _gather(root, None, texts)
    return texts


def note_text(note: Element) -> SourceText:
    """The whole text of a note, blocks inside it included."""
    return SourceText("".join("".join(note.itertext()).split()))


def is_block(element: Element) -> bool:
    """Say whether an element's text is followed by itself."""
    return element.tag in BLOCKS and bool(element.get("id"))


def _gather(element: Element, block: SourceText | None, texts: dict[Element, SourceText]) -> int:
    """Add an element's text to its block; give the number of its characters, all told."""
    around = block
    if is_block(element):
        block = texts[element] = SourceText()
    length = _add(element.text, block)
    for child in element:
        if is_note(child):
            _gather(child, None, texts)
        else:
            length += _gather(child, block, texts)
        length += _add(child.tail, block)
    if around is not None and around is not block and length:
        around.skipped.append((len(around.characters), length))
    return length


def _add(text: str | None, block: SourceText | None) -> int:
    characters = "".join((text or "").split())
    if block is not None:
        block.characters += characters
    return len(characters)
