"""From the name of a face to its font file: an installed font package, or a file in styles/.

No system font is ever looked at: the same publication must give the same pages anywhere.
Embedding rights are read from the font itself (OS/2 fsType, OpenType 1.9.1).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from octavo.artifacts import FaceRequest
from octavo.findings import ManuscriptError, finding

STYLES = "styles"
LARGEST = 64 * 1024 * 1024
"""Bytes; the largest open face with CJK coverage has about half of that."""

_SIGNATURES = {b"\x00\x01\x00\x00", b"OTTO", b"true"}
_PACKED = {b"wOFF": "WOFF", b"wOF2": "WOFF2", b"ttcf": "a font collection"}

_LICENCE_MASK = 0x000E
_RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200


@dataclass(frozen=True, slots=True)
class FontSource:
    """A font file as found: its bytes and the name an author knows it by."""

    name: str
    content: bytes


def find_source(request: FaceRequest, publication_root: Path) -> FontSource:
    """Find and read the file of a face, and see that it may be embedded and cut.

    Raises ManuscriptError with one finding: font-missing, font-unreadable, font-licence.
    """
    path = _in_styles(request, publication_root) if "/" in request.package else _packaged(request)
    name = request.package if "/" in request.package else path.name
    try:
        if path.stat().st_size > LARGEST:
            raise refuse("font-unreadable", f"the font file {name} is larger than 64 MB")
        content = path.read_bytes()
    except OSError as error:
        raise refuse("font-missing", f"the font file {name} cannot be read") from error
    _check_format(name, content)
    _check_embedding(name, content)
    return FontSource(name, content)


def refuse(code: str, message: str, hint: str | None = None) -> ManuscriptError:
    """The error for one face."""
    return ManuscriptError(message, hint, (finding(code, message, hint=hint),))


def _packaged(request: FaceRequest) -> Path:
    import fontpkg

    try:
        family = fontpkg.family(request.package)
        weight = dict(request.axes).get("wght", request.weight)
        return Path(fontpkg.select_file(family, round(weight), request.style).path)
    except fontpkg.FamilyNotInstalled as error:
        installed = ", ".join(sorted(fontpkg.families())) or "none"
        raise refuse(
            "font-missing",
            f"the font package “{request.package}” is not installed",
            f"install fontpkg-{request.package}; installed are: {installed}",
        ) from error
    except fontpkg.FontpkgError as error:
        raise refuse(
            "font-missing",
            f"the font package “{request.package}” has no {request.style} face"
            f" of weight {request.weight}",
            str(error),
        ) from error


def _in_styles(request: FaceRequest, publication_root: Path) -> Path:
    """The file in styles/; links that lead out of it are not followed."""
    styles = (publication_root / STYLES).resolve()
    path = (styles / request.package.removeprefix(f"{STYLES}/")).resolve()
    if not path.is_relative_to(styles):
        raise refuse(
            "font-missing",
            f"the font file {request.package} lies outside {STYLES}/",
            f"copy the file into {STYLES}/ and name it from there",
        )
    if not path.is_file():
        raise refuse(
            "font-missing",
            f"there is no font file {request.package} in {STYLES}/",
            "check the name; capitals count",
        )
    return path


def _check_format(name: str, content: bytes) -> None:
    signature = content[:4]
    if signature in _SIGNATURES:
        return
    kind = _PACKED.get(signature, "not a font that octavo knows")
    raise refuse(
        "font-unreadable", f"the font file {name} is {kind}", "use a .ttf or .otf file of one face"
    )


def _check_embedding(name: str, content: bytes) -> None:
    """OS/2 fsType: bits 0-3 say the licence (the least strict one counts), 8 and 9 more."""
    table = _table(content, b"OS/2")
    if len(table) < 10:
        return
    (fs_type,) = struct.unpack_from(">H", table, 8)
    if fs_type & _LICENCE_MASK == _RESTRICTED:
        reason = "its licence forbids embedding"
    elif fs_type & _NO_SUBSETTING:
        reason = "its licence forbids subsetting, and only the glyphs used are embedded"
    elif fs_type & _BITMAPS_ONLY:
        reason = "its licence allows the embedding of bitmaps alone"
    else:
        return
    raise refuse(
        "font-licence",
        f"the font {name} may not be put into a book: {reason}",
        "use another face, one under the Open Font License for example",
    )


def _table(content: bytes, tag: bytes) -> bytes:
    """One table of an OpenType file; empty where the file has none or is cut short."""
    if len(content) < 12:
        return b""
    (count,) = struct.unpack_from(">H", content, 4)
    for record in range(12, min(12 + 16 * count, len(content) - 15), 16):
        if content[record : record + 4] == tag:
            offset, length = struct.unpack_from(">LL", content, record + 8)
            return content[offset : offset + length]
    return b""
