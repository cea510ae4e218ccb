"""Where in the manuscript a validator's message belongs: from a place in an EPUB back to the text.

A message names a file in the container, a line and a column. The last id before that place which
the Book knows (Division.locations) is the block that is meant, or the one above it; a message
without a line belongs to the division whose file it is.
"""

from __future__ import annotations

import re
import zipfile
from functools import lru_cache
from pathlib import Path

from octavo.book.structure import Book
from octavo.checks.validators import Message
from octavo.findings import Location

_ID = re.compile(r"""\sid=["']([^"']+)["']""")
_LARGEST_DOCUMENT = 64 * 1024 * 1024


class EpubPlaces:
    """The places of one EPUB, made from one Book."""

    def __init__(self, epub: Path, book: Book) -> None:
        self._epub = epub
        self._places: dict[str, Location] = {}
        for division in book.divisions:
            self._places |= dict(division.locations)
            if division.location:
                self._places[division.id] = division.location
        self._places |= {note.id: note.location for note in book.notes if note.location}
        self._text = lru_cache(maxsize=None)(self._read)

    def of(self, message: Message) -> Location | None:
        """The place in the manuscript, None where the message is about no text of it."""
        lines = self._text(message.path).splitlines(keepends=True)
        if not message.line:
            # The whole document is meant: the first place in it that is known.
            return next(iter(self._known("".join(lines))), None)
        before = lines[: message.line - 1]
        here = "".join(lines[message.line - 1 : message.line])
        before.append(here[: message.column] if message.column else here)
        return next(reversed(self._known("".join(before))), None)

    def _known(self, text: str) -> list[Location]:
        return [self._places[id] for id in _ID.findall(text) if id in self._places]

    def _read(self, name: str) -> str:
        if not name.endswith(".xhtml"):
            return ""
        try:
            with zipfile.ZipFile(self._epub) as archive:
                found = [n for n in (name, f"EPUB/{name}") if n in archive.namelist()]
                if not found or archive.getinfo(found[0]).file_size > _LARGEST_DOCUMENT:
                    return ""
                return archive.read(found[0]).decode("utf-8", "replace")
        except (OSError, zipfile.BadZipFile, NotImplementedError):
            return ""


def claims_conformance(epub: Path) -> bool:
    """Whether the package document says that the EPUB conforms to something."""
    try:
        with zipfile.ZipFile(epub) as archive:
            package = next((n for n in archive.namelist() if n.endswith(".opf")), None)
            return package is not None and b"dcterms:conformsTo" in archive.read(package)
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return False
