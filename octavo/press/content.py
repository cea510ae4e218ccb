"""Content streams as statements: operands, then an operator (ISO 32000-1, 7.8.2).

Operands stay the bytes they were, so that a book's text passes through unread: pikepdf's own
parser makes an object of every kerned glyph and is eight times slower. One regular expression
holds the lexical rules (7.2, 7.3); it never backtracks, so its work grows with the stream alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain

import pikepdf

Statement = tuple[bytes, bytes]
"""Operands with the white space around them, and the operator; both empty at the end."""

_SPACE = rb"(?:[\x00\t\n\f\r ]++|%[^\r\n]*+)"
_NUMBER = rb"[-+0-9.]++"
_NAME = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*+"
_HEX = rb"<[0-9A-Fa-f\x00\t\n\f\r ]*+>"
_WORD = rb"(?:true|false|null)\b"


def _string(depth: int) -> bytes:
    """A literal string with balanced parentheses, as deep as anyone writes them."""
    inner = rb"|" + _string(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


_ATOM = rb"|".join((_NUMBER, _SPACE, _HEX, _NAME, _string(3), _WORD))
_FLAT_ARRAY = rb"\[(?:" + _ATOM + rb")*+\]"
_ARRAY = rb"\[(?:" + _ATOM + rb"|" + _FLAT_ARRAY + rb")*+\]"
_FLAT_DICTIONARY = rb"<<(?:" + _ATOM + rb"|" + _ARRAY + rb")*+>>"
_DICTIONARY = rb"<<(?:" + _ATOM + rb"|" + _ARRAY + rb"|" + _FLAT_DICTIONARY + rb")*+>>"
_INLINE_IMAGE = (
    rb"BI[\x00\t\n\f\r ].*?[\x00\t\n\f\r ]ID[\x00\t\n\f\r ].*?[\x00\t\n\f\r ]EI(?![^\x00\t\n\f\r ])"
)
_OPERATOR = rb"[A-Za-z'\"][A-Za-z0-9*]*+"

_STATEMENT = re.compile(
    rb"((?:" + rb"|".join((_ATOM, _DICTIONARY, _ARRAY)) + rb")*+)"
    rb"(" + _INLINE_IMAGE + rb"|" + _OPERATOR + rb"|$)",
    re.DOTALL,
)


class BrokenContent(ValueError):
    """A content stream that is not one."""


def statements(content: bytes) -> list[Statement]:
    """Split a content stream; an inline image is one statement without operands.

    Raises BrokenContent where something stands in it that no content stream can hold.
    """
    found: list[Statement] = _STATEMENT.findall(content)
    if sum(map(len, chain.from_iterable(found))) != len(content):
        raise BrokenContent("this is not a content stream")
    return found


def join(parts: Iterable[Statement]) -> bytes:
    """Write statements as a content stream."""
    return b"".join(chain.from_iterable(parts))


def numbers(operands: bytes) -> tuple[float, ...]:
    """Operands that are all numbers; raises BrokenContent where one is not."""
    try:
        return tuple(float(word) for word in operands.split())
    except ValueError:
        raise BrokenContent(f"no numbers: {operands[:40]!r}") from None


def written(values: Sequence[float]) -> bytes:
    """Numbers as a content stream has them: up to five places, no exponent."""
    return b" ".join(_number(value) for value in values)


def _number(value: float) -> bytes:
    text = f"{value:.5f}".rstrip("0").rstrip(".")
    return b"0" if text in ("-0", "") else text.encode()


def content_of(page: pikepdf.Object) -> bytes:
    """The content of a page as one stream; pieces of an array are separate words (7.8.2)."""
    content = page.get("/Contents")
    if content is None:
        return b""
    if isinstance(content, pikepdf.Array):
        return b"\n".join(piece.read_bytes() for piece in content)
    return content.read_bytes()
