"""Content streams as statements: operands, then an operator (ISO 32000-1, 7.8.2).

Operands stay the bytes they were, so that a book's text passes through unread: pikepdf's own
parser makes an object of every kerned glyph and is nine times slower (450 pages of a real book:
1.8 s against 0.2 s). One expression holds the lexical rules (7.2, 7.3). Its groups give nothing
back once matched, and where no statement begins one byte is passed over, so the work grows with
the stream alone, whatever a stranger wrote into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from sys import maxsize

from pikepdf import Array, Object, PdfError, Stream

Statement = tuple[bytes, bytes]
"""Operands with the white space around them, and the operator.

An inline image is three: nothing and BI, its dictionary and ID, its data and EI.
"""

_WHITE = rb"\x00\t\n\f\r "
_SPACE = rb"[" + _WHITE + rb"]++|%[^\r\n]*+"
_NAME = rb"/[^" + _WHITE + rb"()<>\[\]{}/%]*+"
_HEX = rb"<[0-9A-Fa-f" + _WHITE + rb"]*+>"


def _string(depth: int) -> bytes:
    """A literal string with balanced parentheses, as deep as anyone writes them."""
    inner = rb"|" + _string(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


_ATOM = rb"|".join(
    (rb"[-+.0-9]++", _SPACE, _HEX, _NAME, _string(6), rb"(?:true|false|null)\b")
)  # fmt: skip


def _nested(depth: int) -> bytes:
    """An array or a dictionary, and such within it."""
    within = rb"(?:" + _ATOM + (rb"|" + _nested(depth - 1) if depth else b"") + rb")*+"
    return rb"\[" + within + rb"\]|<<" + within + rb">>"


_STATEMENT = re.compile(
    rb"((?:" + _ATOM + rb"|" + _nested(2) + rb")*+)"
    # A string that never ends hides all that follows: to look for another would be endless, too.
    rb"(?:([A-Za-z'\"][A-Za-z0-9*]*+)|\(.*+|)",
    re.DOTALL,
)
_IMAGE_ENDS = re.compile(rb"[" + _WHITE + rb"]EI(?![^" + _WHITE + rb"])")


class BrokenContent(ValueError):
    """A content stream that is not one."""


class ContentTooLarge(Exception):
    """A content stream of more bytes or statements than were allowed."""


def statements(content: bytes) -> list[Statement]:
    """Split a content stream; joined again, the statements are the stream.

    Raises BrokenContent where something stands in it that no content stream can hold.
    """
    found = readable_statements(content)
    if not is_whole(content, found):
        raise BrokenContent("this is not a content stream")
    return found


def readable_statements(content: bytes, most: int = maxsize) -> list[Statement]:
    """Split a content stream of anyone's; what cannot be read is passed over: see `is_whole`.

    Raises ContentTooLarge where there are more statements than `most`.
    """
    if b"BI" not in content and len(content) < most:
        found: list[Statement] = _STATEMENT.findall(content)
    else:
        found = list(islice(_stepwise(content), min(most, maxsize - 1) + 1))
    if len(found) > most:
        raise ContentTooLarge
    return found


def is_whole(content: bytes, found: Sequence[Statement]) -> bool:
    """Say whether nothing was passed over in splitting."""
    return sum(map(len, chain.from_iterable(found))) == len(content)


def _stepwise(content: bytes) -> Iterator[Statement]:
    """Statement by statement, since what begins with BI is read in a way of its own (8.9.7)."""
    start: int | None = 0
    ended = False  # no inline image ends after this one: looked for once
    while start is not None:
        scan, start = _STATEMENT.finditer(content, start), None
        for match in scan:
            if match[2] != b"BI":
                yield match[1], match[2] or b""
                continue
            entries = _STATEMENT.match(content, match.end())
            if ended or entries is None or entries[2] != b"ID":
                continue
            end = _IMAGE_ENDS.search(content, entries.end())
            if end is None:
                ended = True
                continue
            yield match[1], match[2]
            yield entries[1], entries[2]
            start = end.end()
            yield content[entries.end() : start - 2], b"EI"
            break


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


def content_of(page: Object, most: int = maxsize) -> bytes:
    """The content of a page as one stream; pieces of an array are separate words (7.8.2).

    Raises ContentTooLarge beyond so many bytes, PdfError where a piece cannot be unpacked.
    """
    content = page.get("/Contents")
    if content is None:
        return b""
    read, size = [], 0
    for piece in content if isinstance(content, Array) else (content,):
        if not isinstance(piece, Stream):
            raise PdfError("the content of a page is no stream")
        read.append(piece.read_bytes())
        size += len(read[-1])
        if size > most:
            raise ContentTooLarge
    return b"\n".join(read)
