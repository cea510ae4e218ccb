"""The words of a book: counted as a reader reads them, and titles without their notes."""

from __future__ import annotations

import re

from octavo.reading.places import AT
from octavo.reading.trees import Element, classes, clone, drop, names, replace_with_text, unwrap

_WORD = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"  # each Chinese or Japanese sign counts
    r"|[^\W_](?:[^\s\u3040-\u30ff\u3400-\u9fff\u2014\u2013]*[^\W_])?"
)


def count_words(element: Element) -> int:
    """Words of text in an element: runs of letters or digits; notes called in it do not count."""
    return len(_WORD.findall(spaced_text(element)))


def spaced_text(element: Element) -> str:
    """The text of a tree with a space between blocks."""
    parts: list[str] = []
    _collect(element, parts)
    return "".join(parts)


_INLINE = names(
    "a abbr b bdi bdo cite code del dfn em i ins kbd mark q rb rp rt ruby s samp small span"
    " strong sub sup time u var wbr"
)


def _collect(element: Element, parts: list[str]) -> None:
    if element.tag == "sup" and {"call", "call-separator"} & set(classes(element)):
        return
    inline = element.tag in _INLINE
    if not inline:
        parts.append(" ")
    if element.text:
        parts.append(element.text)
    for child in element:
        if isinstance(child.tag, str):
            _collect(child, parts)
        if child.tail:
            parts.append(child.tail)
    if not inline:
        parts.append(" ")


def without_notes(title: Element) -> Element:
    """A copy of a title or caption for lists: no calls, index marks, ids, numbers or places."""
    copy = clone(title)
    for element in list(copy.iter()):
        if element is copy:
            continue
        own = set(classes(element))
        if (element.tag == "sup" and own & {"call", "call-separator"}) or (
            element.tag == "span" and own & {"index-mark", "label", "number"}
        ):
            drop(element)
        elif element.tag == "o-ref":
            replace_with_text(element, element.get("raw") or "")
        elif element.tag == "a":
            unwrap(element)
        else:
            element.attrib.pop("id", None)
            element.attrib.pop(AT, None)
    if copy.text:
        copy.text = copy.text.lstrip()
    return copy
