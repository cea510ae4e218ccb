"""What begins an item of a list. Source: pandoc's Markdown reader (listStart and its parts)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from octavo.reading.dialect.blocks.breaks import is_rule

_BULLET = re.compile(r" {0,3}[-+*](?= |$)")
_ORDERED = re.compile(
    r" {0,3}(?P<open>\()?(?P<value>\d{1,9}|#|@[\w-]*|[A-Za-z]{1,12})(?P<close>[.)])(?= |$)"
)
_DEFINITION = re.compile(r" {0,3}[:~](?= |$)")
_PAGE_NUMBER = re.compile(r" *p\. \d")
_ROMAN = re.compile(r"m{0,4}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker at the head of a line; width is the column where the item's content begins."""

    kind: str  # "bullet", "definition", "example", or for ordered lists a style: 1 a A i I #
    width: int
    delimiter: str = ""  # "." ")" or "()"
    number: int = 1
    label: str = ""


def _width(text: str, end: int) -> int:
    """Content begins behind up to four spaces; five or more begin indented code."""
    rest = text[end:]
    spaces = len(rest) - len(rest.lstrip(" "))
    if not rest.strip():
        return end + min(spaces, 1)
    return end + (spaces if spaces <= 4 else 1)


def bullet(text: str) -> Marker | None:
    """A bullet: - + or *."""
    match = _BULLET.match(text)
    if not match or is_rule(text):
        return None
    return Marker("bullet", _width(text, match.end()))


def definition(text: str) -> Marker | None:
    """The : or ~ before a definition."""
    match = _DEFINITION.match(text)
    return Marker("definition", _width(text, match.end())) if match else None


def ordered(text: str, like: Marker | None = None) -> Marker | None:
    """A number, letter, roman numeral, # or (@label); like is the item that it should follow."""
    match = _ORDERED.match(text)
    if not match or _PAGE_NUMBER.match(text):
        return None
    if match["open"] and match["close"] == ".":
        return None
    value, delimiter = match["value"], ("(" if match["open"] else "") + match["close"]
    spaces = text[match.end() : match.end() + 2]
    for kind in _kinds(value):
        if like and (kind != like.kind or delimiter != like.delimiter):
            continue
        number = _number(kind, value)
        if delimiter == "." and spaces not in ("", "  ") and _may_be_initial(kind, value):
            continue
        if delimiter == "." and spaces == " " and _may_be_initial(kind, value):
            continue
        width = _width(text, match.end())
        return Marker(kind, width, delimiter, number, value[1:] if kind == "example" else "")
    return None


def _may_be_initial(kind: str, value: str) -> bool:
    """Capitals with a period may begin a name, so pandoc wants two spaces behind them."""
    return kind == "A" or (kind == "I" and len(value) == 1)


def _kinds(value: str) -> list[str]:
    """The styles a value can be of, likeliest first."""
    if value[0] == "@":
        return ["example"]
    if value == "#":
        return ["#"]
    if value.isdigit():
        return ["1"]
    kinds = []
    style = "a" if value.islower() else "A" if value.isupper() else ""
    roman = bool(_ROMAN.fullmatch(value.lower()))
    if len(value) == 1 and style:
        kinds = [style]
    if roman and style:
        numeral = "i" if style == "a" else "I"
        kinds = [numeral, *kinds] if value in ("i", "I") else [*kinds, numeral]
    return kinds


def _number(kind: str, value: str) -> int:
    if kind == "1":
        return int(value)
    if kind in ("a", "A"):
        return ord(value.lower()) - ord("a") + 1
    if kind in ("i", "I"):
        digits = [_DIGITS[letter] for letter in value.lower()]
        pairs = zip(digits, [*digits[1:], 0], strict=True)
        return sum(-one if one < following else one for one, following in pairs)
    return 1


def starts_item(text: str) -> bool:
    """Whether a line begins an item of any list, or a definition."""
    return bool(bullet(text) or ordered(text) or definition(text))
