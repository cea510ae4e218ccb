"""The content of a page of anyone's PDF, ready to be the content of a Form XObject.

One stream is passed on as it is coded; several are decoded and joined, since an operator may begin
in one and end in the next (ISO 32000-1, 7.8.2). Both are unpacked once on the way: what is torn is
found here and not on the printer's machine, and what swells without end is stopped.
"""

from __future__ import annotations

import zlib

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, PdfError, Stream

from octavo.press.content import ContentTooLarge

MAX_CONTENT = 512 * 1024**2
"""Bytes of one page's operators, unpacked: a hundred times the heaviest map."""

_CHUNK = 1 << 20


def page_content(book: Pdf, page: Page) -> Stream:
    """The page's content as a new stream of the book, without a page's own keys.

    Raises ContentTooLarge, and PdfError where the content cannot be read.
    """
    content = page.obj.get("/Contents")
    if content is None:
        return Stream(book, b"")
    if isinstance(content, Array) and len(content) != 1:
        return Stream(book, b"\n".join(_joined(content)))
    stream = content[0] if isinstance(content, Array) else content
    if not isinstance(stream, Stream):
        raise PdfError("the content of a page is no stream")
    _see_sound(stream)
    form = Stream(book, stream.read_raw_bytes())
    for key in ("/Filter", "/DecodeParms"):
        if key in stream:
            form[key] = _plain(stream[key])
    return form


def _joined(parts: Array) -> list[bytes]:
    left = MAX_CONTENT
    read = []
    for part in parts:
        if not isinstance(part, Stream):
            raise PdfError("the content of a page is no stream")
        left -= _see_sound(part)
        if left < 0:
            raise ContentTooLarge
        read.append(part.read_bytes())
    return read


def _see_sound(stream: Stream) -> int:
    """Unpack a stream in small pieces and forget them; gives its size."""
    if stream.get("/Filter") not in (Name.FlateDecode, Name.Fl):
        return len(stream.read_bytes())  # other codings swell by a small factor at most
    unpacker, size = zlib.decompressobj(), 0
    waiting = stream.read_raw_bytes()
    try:
        while waiting and not unpacker.eof:
            size += len(unpacker.decompress(waiting, _CHUNK))
            waiting = unpacker.unconsumed_tail
            if size > MAX_CONTENT:
                raise ContentTooLarge
    except zlib.error as error:
        raise PdfError("a page's content is torn") from error
    if not unpacker.eof:
        stream.read_bytes()  # qpdf knows which ends are missing harmlessly
    return size


def _plain(value: Object) -> object:
    """Filters and their parameters, copied by value: they hold names, numbers and booleans."""
    if isinstance(value, Array):
        return Array([_plain(item) for item in value])
    if isinstance(value, Dictionary):
        return Dictionary({key: _plain(item) for key, item in value.items()})
    return value
