"""Content streams of strangers as statements: operands, then an operator (ISO 32000-1, 7.8.2).

pikepdf's own parser makes an object of every kerned glyph and is nine times slower (450 pages of
a real book: 1.8 s against 0.2 s). One expression holds the lexical rules (7.2, 7.3). Its groups give
nothing back once matched, and where no statement begins one byte is passed over, so the work
grows with the stream alone, whatever stands in it.
"""

from __future__ import annotations

import re
from itertools import chain

from pikepdf import Array, Object, Stream

MOST_BYTES = 48_000_000
"""Of one stream; the most intricate map seen has four."""

Statement = tuple[bytes, bytes]

_SPACE = rb"[\x00\t\n\f\r ]++|%[^\r\n]*+"
_NAME = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*+"


def _string(depth: int) -> bytes:
    inner = rb"|" + _string(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


_ATOM = rb"|".join(
    (rb"[-+.0-9]++", _SPACE, rb"<[0-9A-Fa-f\s]*+>", _NAME, _string(4), rb"(?:true|false|null)\b")
)
_FLAT = rb"\[(?:" + _ATOM + rb")*+\]|<<(?:" + _ATOM + rb")*+>>"
_NESTED = rb"\[(?:" + _ATOM + rb"|" + _FLAT + rb")*+\]|<<(?:" + _ATOM + rb"|" + _FLAT + rb")*+>>"
_STATEMENT = re.compile(
    rb"((?:" + _ATOM + rb"|" + _NESTED + rb")*+)([A-Za-z'\"][A-Za-z0-9*]*+|)", re.DOTALL
)
_INLINE_BEGINS = re.compile(rb"(?<![^\s>\])])BI(?=\s*/[A-Z])")
_INLINE_DATA = re.compile(rb"(?<=[\s>\])])ID\s")
_INLINE_ENDS = re.compile(rb"\sEI(?![^\s])")
_ENTRY = re.compile(rb"/([A-Za-z]+)\s*(\[[^\]]*\]|<<.*?>>|/?[^\s/\[<]+)", re.DOTALL)


def statements(content: bytes) -> list[Statement]:
    """Split a content stream. What cannot be read is passed over: see `readable`.

    An inline image is one statement: its dictionary, then b"BI".
    """
    found: list[Statement] = []
    position = 0
    while b"BI" in content and (begins := _INLINE_BEGINS.search(content, position)):
        data = _INLINE_DATA.search(content, begins.end())
        ends = _INLINE_ENDS.search(content, data.end() - 1) if data else None
        if data is None or ends is None:
            break
        found += _STATEMENT.findall(content[position : begins.start()])
        found.append((content[begins.end() : data.start()], b"BI"))
        position = ends.end()
    found += _STATEMENT.findall(content[position:])
    return found


def readable(content: bytes, found: list[Statement]) -> bool:
    """Nothing was passed over in splitting (inline images are not counted)."""
    read = sum(map(len, chain.from_iterable(found)))
    return read == len(content) or any(operator == b"BI" for _, operator in found)


def inline_entries(dictionary: bytes) -> dict[str, bytes]:
    """The entries of an inline image, values as they are written."""
    return {key.decode(): value for key, value in _ENTRY.findall(dictionary)}


def content_of(page: Object) -> bytes:
    """The content of a page as one stream; pieces of an array are separate words (7.8.2).

    Raises ValueError beyond MOST_BYTES, PdfError where a piece cannot be unpacked.
    """
    content = page.get("/Contents")
    pieces = list(content) if isinstance(content, Array) else [content]
    read, size = [], 0
    for piece in pieces:
        if isinstance(piece, Stream):
            read.append(piece.read_bytes())
            size += len(read[-1])
            if size > MOST_BYTES:
                raise ValueError("too large")
    return b"\n".join(read)
