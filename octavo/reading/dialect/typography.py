"""Quotation marks, dashes and ellipses as the language sets them.

It works on the finished tree, where marks are gone, so it sees what stands before and behind a
quote across the borders of emphasis and links, and leaves code, formulas and what was escaped.
"""

from __future__ import annotations

import re

from lxml import etree

from octavo.reading.dialect.quotation import quotes_of
from octavo.reading.trees import names

SHIELDS = {'"': "\ufdd0", "'": "\ufdd1", "-": "\ufdd2", ".": "\ufdd3"}
"""Escaped characters stand as these noncharacters until the end."""

_UNSHIELD = {ord(shield): character for character, shield in SHIELDS.items()}
_BLOCKS = names(
    "body p div blockquote ul ol li dl dt dd table caption thead tbody tfoot tr th td pre hr"
    " h1 h2 h3 h4 h5 h6 figure figcaption section o-note o-inline-note"
)
_SILENT = frozenset(("o-call", "o-inline-note"))
_SOLID = frozenset(("o-math", "o-cite", "o-ref", "img"))
"""What stands in a line as a word does."""

_KEPT = frozenset(("code", "pre", "kbd", "samp", "var", "script", "style", "o-math"))
_OPENING_BEFORE = frozenset("([{<—–-/\u00a0\u202f\u2009")
_ELISION = re.compile(
    r"(?:'(?=(?:tis|twas|twere|twill|twould|em|cause|til|till|bout|neath|gainst|round|cos|scuse"
    r"|n'?|ere|fore|ome|er|im|is|ave|ad)\b)|'(?=\d\ds?\b))",
    re.I,
)
APOSTROPHE = "\u2019"
_WORTH = re.compile("[\"'\ufdd0-\ufdd3]|--|\\.\\.\\.")


def set_type(body: etree._Element, language: str, *, smart: bool) -> None:
    """Mend the punctuation of a tree in place; without smart only escapes are resolved."""
    Typesetter(language, smart).run(body, language)


class Typesetter:
    """Walks a tree in reading order and remembers the character before each piece of text."""

    def __init__(self, language: str, smart: bool) -> None:
        self._smart = smart
        self._before = ""
        self._open_singles = 0  # in this block, so that "the boys' dogs" keeps an apostrophe
        self._quotes = quotes_of(language)

    def run(self, element: etree._Element, language: str) -> None:
        """Set the texts of an element and all in it."""
        own = element.get("lang")
        outer = self._quotes
        if own:
            self._quotes = quotes_of(own)
        is_block = element.tag in _BLOCKS
        outside = self._before
        if is_block or element.tag == "br":
            self._before = ""
            self._open_singles = 0 if is_block else self._open_singles
        kept = element.tag in _KEPT
        if element.text:
            element.text = self._set(element, element.text, kept, tail=False)
        for child in element:
            if kept:
                self._keep(child)
            else:
                self.run(child, own or language)
            if child.tail:
                child.tail = self._set(child, child.tail, kept, tail=True)
        if element.tag == "o-inline-note":
            self._before = outside
        elif is_block:
            self._before = ""
        elif element.tag in _SOLID or element.tag == "o-call":
            self._before = "x"
        self._quotes = outer

    def _keep(self, element: etree._Element) -> None:
        for each in element.iter():
            each.text = each.text and each.text.translate(_UNSHIELD)
            if each is not element:
                each.tail = each.tail and each.tail.translate(_UNSHIELD)

    def _set(self, element: etree._Element, text: str, kept: bool, *, tail: bool) -> str:
        worth = _WORTH.search(text) is not None
        if worth and self._smart and not kept:
            behind = _first_behind(element, tail=tail)
            text = self._punctuate(text, behind)
        self._before = text[-1:] or self._before
        return text.translate(_UNSHIELD) if worth else text

    def _punctuate(self, text: str, behind: str) -> str:
        text = text.replace("---", "\u2014").replace("--", "\u2013").replace("...", "\u2026")
        if "'" in text:
            text = _ELISION.sub(lambda m: self._elide(m, text), text)
        if '"' not in text and "'" not in text:
            return text
        parts: list[str] = []
        before = self._before
        last = len(text) - 1
        for index, character in enumerate(text):
            if character in "\"'":
                after = text[index + 1] if index < last else behind
                character = self._quote(character, before, after)
            parts.append(character)
            before = character[-1]
        return "".join(parts)

    def _elide(self, match: re.Match[str], text: str) -> str:
        before = text[match.start() - 1] if match.start() else self._before
        return APOSTROPHE if not before.isalnum() else match[0]

    def _quote(self, character: str, before: str, after: str) -> str:
        """One straight mark as it should be, by what stands on both sides of it."""
        free = not before or before.isspace() or before in _OPENING_BEFORE
        opens = (free or self._quotes.opens(before)) and bool(after) and not after.isspace()
        if character == '"':
            return self._quotes.open if opens else self._quotes.close
        if opens:
            self._open_singles += 1
            return self._quotes.single_open
        if before.isalnum() and (after.isalnum() or not self._open_singles):
            return APOSTROPHE
        if not self._open_singles:
            return APOSTROPHE
        self._open_singles -= 1
        return self._quotes.single_close


def _first_behind(element: etree._Element, *, tail: bool) -> str:
    """The first character that follows a text in its block; "" at the end of the block."""
    node = element.getnext() if tail else (element[0] if len(element) else None)
    holder = element.getparent() if tail else element
    while True:
        if node is not None:
            if node.tag in _SILENT:
                text = node.tail or ""
            elif node.tag in _BLOCKS or node.tag == "br":
                return ""
            elif node.tag in _SOLID:
                return "x"
            else:
                text = "".join(node.itertext()) + (node.tail or "")
            if text:
                return text[0]
            node = node.getnext()
            continue
        if holder is None or holder.tag in _BLOCKS:
            return ""
        if holder.tail:
            return holder.tail[0]
        node, holder = holder.getnext(), holder.getparent()
