"""Where things stand in the container: file names of divisions and pictures.

Names are ASCII and differ without regard to case, as OCF asks (EPUB 3.3, 4.2.3). A division's file
is named by its id, a picture by its own name, in what ASCII has of them; else by what they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

NAV = "nav.xhtml"
COVER = "cover.xhtml"
NCX = "toc.ncx"

EXTENSIONS = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/svg+xml": "svg",
}  # fmt: skip

_LONGEST = 60
_UNFIT = re.compile(r"[^a-z0-9_]+")


def division_files(divisions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name the file of each division, given as (id, role)."""
    divisions = list(divisions)
    has_cover = any(role == "cover" for _, role in divisions)
    taken = {NAV} if has_cover else {NAV, COVER}
    return {id: _free(id, role, "xhtml", taken) for id, role in divisions}


def picture_files(pictures: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name the file of each picture, given as (publication path, media type)."""
    taken: set[str] = set()
    return {
        path: "images/" + _free(PurePosixPath(path).stem, "picture",
                                EXTENSIONS[media_type], taken)
        for path, media_type in pictures
    }  # fmt: skip


def _free(stem: str, otherwise: str, extension: str, taken: set[str]) -> str:
    plain = _ascii(stem) or _ascii(otherwise) or "file"
    name, number = f"{plain}.{extension}", 2
    while name in taken:
        name, number = f"{plain}-{number}.{extension}", number + 1
    taken.add(name)
    return name


def _ascii(text: str) -> str:
    """Letters without accents, digits and hyphens; "" where little of a word would be left."""
    folded = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(sign for sign in folded if not unicodedata.combining(sign))
    plain = _UNFIT.sub("-", letters).strip("-")[:_LONGEST]
    lost = sum(not sign.isascii() for sign in letters)
    return "" if lost > len(letters) // 3 else plain
