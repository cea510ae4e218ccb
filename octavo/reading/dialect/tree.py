"""From Python-Markdown's tree to the one that is handed on: marks erased, names checked.

Text that is no paragraph joins its item or cell, code is coloured, and what XML cannot hold
is left out with a finding.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from lxml import etree

from octavo.reading.dialect.blocks.reader import PLAIN
from octavo.reading.dialect.highlighting import highlight
from octavo.reading.dialect.ledger import Ledger
from octavo.reading.dialect.spans.span import ESCAPED
from octavo.reading.dialect.typography import SHIELDS

_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold; an author can still name it, as in &#1;."""

_NAME = re.compile(r"[A-Za-z_][\w.\-]*")
_STASHED = re.compile("\x02[^\x03]*\x03|[\x02\x03]")  # spans inside an attribute's value
DEEPEST = 150


class TreeMaker:
    """Copies a tree; one for each file."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def make(self, source: Element) -> etree._Element:
        """The whole tree again, as lxml's."""
        root = etree.Element("body")
        self._children(source, root, 0)
        return root

    def _children(self, source: Element, target: etree._Element, depth: int) -> None:
        _append(target, self._text(source.text))
        for child in source:
            if depth > DEEPEST:
                self._flatten(child, target)
            elif child.tag == PLAIN:
                if len(target) or target.text:
                    _append(target, "\n")  # two texts of a definition are not one word
                self._children(child, target, depth + 1)
            else:
                self._child(child, target, depth + 1)
            _append(target, self._text(child.tail))

    def _child(self, child: Element, target: etree._Element, depth: int) -> None:
        copy = etree.SubElement(target, child.tag if _NAME.fullmatch(child.tag) else "x-unknown")
        for key, value in child.attrib.items():
            if _NAME.fullmatch(key):
                copy.set(key, _STASHED.sub("", _plain(self._text(value))))
            else:
                self._ledger.report(
                    "attributes-broken",
                    f"“{key}” cannot be the name of an attribute and was left out.",
                    child.get("data-at"),
                    'Write attributes as {#name .class key="value"}.',
                )
        if child.tag == "code" and target.tag == "pre" and not len(child):
            highlight(copy, _NO_TEXT.sub("", child.text or ""))
        elif child.tag == "code" and not len(child):
            copy.text = _plain(self._text(child.text))
        else:
            self._children(child, copy, depth)

    def _flatten(self, child: Element, target: etree._Element) -> None:
        self._ledger.report(
            "nesting-too-deep",
            f"Marks of emphasis or tags are nested more than {DEEPEST} deep here.",
            child.get("data-at") or target.get("data-at"),
            "Write it with fewer levels.",
        )
        _append(target, self._text("".join(child.itertext())))

    def _text(self, text: str | None) -> str:
        """Text without marks; escaped characters are shielded from typography."""
        if not text:
            return ""
        text = self._ledger.marks.erase(text)
        if "\x02" in text:
            text = ESCAPED.sub(lambda found: _character(int(found[1])), text)
        return _NO_TEXT.sub("", text)


def _character(code: int) -> str:
    character = chr(code)
    return SHIELDS.get(character, character)


def _plain(text: str) -> str:
    for character, shield in SHIELDS.items():
        text = text.replace(shield, character)
    return text


def _append(target: etree._Element, text: str) -> None:
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
