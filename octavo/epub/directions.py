"""Which language and which way: lang and dir of a content document (EPUB 3.3, 6.1; HTML, 3.2.6).

EPUB has no CSS for directions (6.3.1.2), so every change of it is an attribute, which also sets the
words apart from those around them (Unicode TR 9, isolates).
"""

from __future__ import annotations

from unicodedata import bidirectional

from lxml import etree

from octavo.book.languages import is_right_to_left
from octavo.epub.xhtml import XML_LANG, elements, is_address, local

_LEFT_TO_RIGHT = frozenset({"pre", "code", "kbd", "samp", "math"})


def set_languages(tree: etree._Element, language: str) -> None:
    """Say the language of the document where nobody has, and each again for XML."""
    if tree.get("lang") is None:
        tree.set("lang", language)
    for element in elements(tree):
        if (named := element.get("lang")) is not None:
            element.set(XML_LANG, named)
    if tree.get("dir") is None and is_right_to_left(tree.get("lang") or language):
        tree.set("dir", "rtl")


def set_directions(tree: etree._Element) -> None:
    """Code, addresses and formulas run from left to right, also where the text does not.

    Words of code that are written from right to left are set apart, each a word in its place:
    else the signs between two of them would run with them.
    """
    for element in elements(tree):
        name = local(element)
        if (element.get("class") or "").startswith("tok-") and _runs_left(
            "".join(element.itertext())
        ):
            element.set("dir", "ltr")
        if (name in _LEFT_TO_RIGHT or is_address(element)) and element.get("dir") is None:
            around = (each.get("dir") for each in element.iterancestors())
            if next(filter(None, around), "ltr") == "rtl":
                element.set("dir", "ltr")


def _runs_left(text: str) -> bool:
    return not text.isascii() and any(bidirectional(sign) in ("R", "AL") for sign in text)
