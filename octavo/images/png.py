"""PNG files by their chunks (PNG, third edition): read, checked, stripped.

The data of most PNGs pass into a PDF as they are: a PNG row filter is a PDF predictor. Every
chunk's checksum is verified, which finds a torn file without decoding it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.images.faults import BadImage

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_GRAY, _RGB, _PALETTE, _GRAY_ALPHA, _RGB_ALPHA = 0, 2, 3, 4, 6
_BITS = {
    _GRAY: {1, 2, 4, 8, 16},
    _RGB: {8, 16},
    _PALETTE: {1, 2, 4, 8},
    _GRAY_ALPHA: {8, 16},
    _RGB_ALPHA: {8, 16},
}
_SHOWN = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB"}
_PROFILE_LIMIT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Png:
    """What the chunks of a PNG say; content is the joined IDAT data (zlib)."""

    width: int
    height: int
    bits: int
    kind: int
    interlaced: bool
    transparent: bool  # an alpha channel or a tRNS chunk
    palette: bytes | None
    profile: bytes | None
    content: bytes
    stripped: bytes  # the file with its picture and colour alone

    @property
    def colours(self) -> int:
        """Components a pixel, as a PDF predictor counts them."""
        return 3 if self.kind == _RGB else 1

    @property
    def plain(self) -> bool:
        """Say whether a PDF can hold the data as they are."""
        return not self.interlaced and not self.transparent


def read_png(data: bytes) -> Png:
    """Read a PNG file; raises BadImage where it is cut short or a checksum is wrong."""
    header: tuple[int, ...] = ()
    palette = profile = None
    transparent = False
    parts: list[bytes] = []
    kept = [SIGNATURE]
    for kind, body, whole in _chunks(data):
        if kind == b"IHDR" and len(body) == 13:
            header = struct.unpack(">LLBBBBB", body)
        elif kind == b"PLTE":
            palette = body
        elif kind == b"tRNS":
            transparent = True
        elif kind == b"iCCP":
            profile = _profile(body)
        elif kind == b"IDAT":
            parts.append(body)
        if kind in _SHOWN:
            kept.append(whole)
    if not header or not parts or not header[0] or not header[1]:
        raise BadImage.broken("the PNG file holds no picture")
    width, height, bits, colour_type, _, _, interlace = header
    if bits not in _BITS.get(colour_type, ()) or (colour_type == _PALETTE) > bool(palette):
        raise BadImage.broken("the PNG file is broken")
    return Png(
        width, height, bits, colour_type, bool(interlace),
        transparent or colour_type in (_GRAY_ALPHA, _RGB_ALPHA),
        palette if colour_type == _PALETTE else None, profile, b"".join(parts), b"".join(kept),
    )  # fmt: skip


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Yield kind, body and the whole chunk, up to IEND."""
    place = len(SIGNATURE)
    while True:
        if place + 12 > len(data):
            raise BadImage.broken("the PNG file is cut short")
        length, kind = struct.unpack_from(">L4s", data, place)
        end = place + 12 + length
        if end > len(data):
            raise BadImage.broken("the PNG file is cut short")
        (checksum,) = struct.unpack_from(">L", data, end - 4)
        if zlib.crc32(data[place + 4 : end - 4]) != checksum:
            raise BadImage.broken("the PNG file is broken: a checksum is wrong")
        yield kind, data[place + 8 : end - 4], data[place:end]
        if kind == b"IEND":
            return
        place = end


def _profile(body: bytes) -> bytes | None:
    """The ICC profile of an iCCP chunk, or None where it cannot be unpacked."""
    _, _, rest = body.partition(b"\0")
    try:
        return zlib.decompressobj().decompress(rest[1:], _PROFILE_LIMIT)
    except zlib.error:
        return None
