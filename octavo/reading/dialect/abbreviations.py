"""Abbreviations that *[HTML]: HyperText Markup Language defined, marked wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_TOKEN = re.compile(r"\w+(?:[.&/\-]\w+)*\.?")
_KEPT = frozenset(("code", "pre", "a", "abbr", "o-math", "kbd", "samp", "script", "style"))


def mark_abbreviations(body: etree._Element, meanings: Mapping[str, str]) -> None:
    """Put <abbr title> around every abbreviation in running text, in place.

    Names with spaces are looked for by themselves, all others by one pass over the words.
    """
    spaced = sorted((name for name in meanings if not _TOKEN.fullmatch(name)), key=len)
    names = [rf"(?<!\w){re.escape(name)}(?!\w)" for name in reversed(spaced[-50:])]
    pattern = re.compile("|".join([*names, _TOKEN.pattern]))
    for element in list(body.iter(etree.Element)):
        inside = element.tag in _KEPT
        if element.text and not inside:
            element.text, new = _split(element.text, pattern, meanings)
            for abbreviation in reversed(new):
                element.insert(0, abbreviation)
        parent = element.getparent()
        if element.tail and parent is not None and parent.tag not in _KEPT:
            element.tail, new = _split(element.tail, pattern, meanings)
            after = element
            for abbreviation in new:
                tail = after.tail if after is element else None
                after.addnext(abbreviation)
                if tail is not None:
                    after.tail = tail  # addnext carries the tail along
                after = abbreviation


def _split(
    text: str, pattern: re.Pattern[str], meanings: Mapping[str, str]
) -> tuple[str, list[etree._Element]]:
    """The text before the first abbreviation, and the elements with what follows each."""
    found: list[etree._Element] = []
    pieces: list[str] = []
    position = 0
    for match in pattern.finditer(text):
        name = match[0] if match[0] in meanings else match[0].rstrip(".")
        if name not in meanings:
            continue
        abbreviation = etree.Element("abbr", title=meanings[name])
        abbreviation.text = name
        pieces.append(text[position : match.start()])
        found.append(abbreviation)
        position = match.start() + len(name)
    pieces.append(text[position:])
    for abbreviation, tail in zip(found, pieces[1:], strict=True):
        abbreviation.tail = tail
    return pieces[0], found
