"""JPEG files by their segments (ITU-T T.81, annex B): read, checked to the end, stripped.

The compressed data are never decoded: they pass into a PDF as they are. APP1 (EXIF, XMP), APP2
(profile), APP13 (Photoshop), comments and whatever lies behind the end stay out of it, for
privacy and for size. APP14 stays: it says how colours are stored.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from octavo.images.faults import BadImage

SIGNATURE = b"\xff\xd8\xff"

_SOI, _EOI, _SOS, _APP0, _APP2, _APP14, _COMMENT = 0xD8, 0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xFE
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PASSED_ON = {0xC0, 0xC1, 0xC2}
"""Baseline, extended and progressive Huffman: what DCTDecode reads (PDF 32000-1, 7.4.8)."""
_MARKER_IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_ICC = b"ICC_PROFILE\0"


@dataclass(frozen=True, slots=True)
class Jpeg:
    """What the segments of a JPEG say."""

    width: int  # as stored
    height: int
    components: int  # 1 gray, 3 colour, 4 CMYK
    plain: bool  # DCTDecode can read it
    adobe: bool  # an APP14 segment: CMYK is then stored inverted
    profile: bytes | None
    stripped: bytes


def read_jpeg(data: bytes) -> Jpeg:
    """Read a JPEG file; raises BadImage where it is cut short or has no picture in it."""
    frame: tuple[int, int, int, int] | None = None
    plain = adobe = False
    profile: dict[int, bytes] = {}
    kept = [b"\xff\xd8"]
    for marker, segment in _segments(data):
        body = segment[4:]
        if marker in _FRAMES and len(body) >= 6:
            bits, height, width, components = struct.unpack_from(">BHHB", body)
            frame = (width, height, components, bits)
            plain = marker in _PASSED_ON and bits == 8
        elif marker == _APP2 and body.startswith(_ICC) and len(body) > 14:
            profile[body[12]] = body[14:]
        elif marker == _APP14 and body.startswith(b"Adobe"):
            adobe = True
        if _is_kept(marker, body):
            kept.append(segment)
    if frame is None or not frame[0] or not frame[1]:
        raise BadImage.broken("the JPEG file holds no picture")
    kept.append(b"\xff\xd9")
    joined = b"".join(profile[number] for number in sorted(profile)) or None
    return Jpeg(frame[0], frame[1], frame[2], plain, adobe, joined, b"".join(kept))


def _is_kept(marker: int, body: bytes) -> bool:
    if marker == _APP0:
        return body.startswith(b"JFIF\0")
    if marker == _APP14:
        return body.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker == _COMMENT)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield marker and whole segment; a scan's segment holds its compressed data too."""
    place = 2
    cut = BadImage.broken("the JPEG file is cut short")
    while True:
        while data[place : place + 2] == b"\xff\xff":  # fill bytes
            place += 1
        if place + 2 > len(data):
            raise cut
        if data[place] != 0xFF:
            raise BadImage.broken("the JPEG file is broken")
        marker = data[place + 1]
        if marker == _EOI:
            return
        if place + 4 > len(data):
            raise cut
        (length,) = struct.unpack_from(">H", data, place + 2)
        end = place + 2 + length
        if marker == _SOS:
            following = _MARKER_IN_SCAN.search(data, end)
            if following is None:
                raise cut
            end = following.start()
        if end > len(data) or length < 2:
            raise cut
        yield marker, data[place:end]
        place = end
