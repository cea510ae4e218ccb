"""Where things stand in the container: file names of divisions and pictures.

Names are ASCII and differ without regard to case, as OCF asks (EPUB 3.3, 4.2.3): a division's
file is named by its id where that can be, else by its role; a picture keeps its own name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

NAV = "nav.xhtml"
COVER = "cover.xhtml"
NCX = "toc.ncx"

EXTENSIONS = {
    "image/jpeg": "jpg", "image/png": "png", "image/gif": "gif", "image/webp": "webp",
    "image/svg+xml": "svg",
}  # fmt: skip

_PLAIN = re.compile(r"[a-z0-9][a-z0-9._-]{0,59}")


def division_files(divisions: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name the file of each division, given as (id, role)."""
    taken = {NAV, COVER, NCX}
    return {id: _free(id.lower(), role, "xhtml", taken) for id, role in divisions}


def picture_files(pictures: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Name the file of each picture, given as (publication path, media type)."""
    taken: set[str] = set()
    return {
        path: "images/" + _free(PurePosixPath(path).stem.lower(), "picture",
                                EXTENSIONS[media_type], taken)
        for path, media_type in pictures
    }  # fmt: skip


def _free(stem: str, otherwise: str, extension: str, taken: set[str]) -> str:
    if not _PLAIN.fullmatch(stem):
        stem = otherwise if _PLAIN.fullmatch(otherwise) else "division"
    name, number = f"{stem}.{extension}", 2
    while name in taken:
        name, number = f"{stem}-{number}.{extension}", number + 1
    taken.add(name)
    return name
