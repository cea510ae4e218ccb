"""Where in the manuscript a validator's message belongs: from a place in an EPUB back to the text.

A message names a file in the container, and in it a line and a column, or the steps to an element.
Few blocks keep their ids in an EPUB, so a block is known by its words too: by its kind and text,
the same as in the Book. What is meant is the block at that place, or the one above it; a message
without a place belongs to the division whose file it is.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

from lxml import etree

from octavo.book.structure import Book
from octavo.checks.validators import Message
from octavo.findings import Location

_LARGEST_DOCUMENT = 16 * 1024 * 1024
_BLOCKS = frozenset({
    "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "caption", "figcaption",
    "figure", "table", "pre", "blockquote", "div",
})  # fmt: skip
_UNSAID = frozenset({"math", "svg"})

Words = tuple[str, str]
"""The kind of a block and its text, without what each edition draws in its own way."""


def known_places(book: Book) -> dict[str, Location]:
    """The place in the manuscript of every id that the Book knows."""
    places: dict[str, Location] = {}
    for division in book.divisions:
        places |= dict(division.locations)
        if division.location:
            places[division.id] = division.location
    return places | {note.id: note.location for note in book.notes if note.location}


class EpubPlaces:
    """The places of one EPUB, made from one Book."""

    def __init__(self, epub: Path, book: Book) -> None:
        self._epub = epub
        self._book = book
        self._places = known_places(book)
        self._document = lru_cache(maxsize=None)(self._read)

    def of(self, message: Message) -> Location | None:
        """The place in the manuscript, None where the message is about no text of it."""
        document = self._document(message.path)
        if message.steps:
            here = document.at_steps(message.steps)
        elif message.line:
            here = document.at(message.line, message.column)
        else:
            # The whole document is meant: the first place in it that is known.
            return next(filter(None, map(document.location, document.elements)), None)
        before = document.elements[: here + 1]
        return next(filter(None, map(document.location, reversed(before))), None)

    def _read(self, name: str) -> _Document:
        content = self._content(name) if name.endswith(".xhtml") else b""
        return _Document(content, self._places, self._book)

    def _content(self, name: str) -> bytes:
        try:
            with zipfile.ZipFile(self._epub) as archive:
                found = [n for n in (name, f"EPUB/{name}") if n in archive.namelist()]
                if not found or archive.getinfo(found[0]).file_size > _LARGEST_DOCUMENT:
                    return b""
                return archive.read(found[0])
        except (OSError, zipfile.BadZipFile, NotImplementedError):
            return b""


@dataclass
class _Document:
    """A content document, whole or as far as it can be read, beside the text of the Book."""

    content: bytes
    places: Mapping[str, Location]
    book: Book
    elements: list[etree._Element] = field(init=False)

    def __post_init__(self) -> None:
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, recover=True
        )
        root = etree.fromstring(self.content, parser) if self.content.strip() else None
        self.elements = [] if root is None else list(root.iter("*"))
        self._known = dict(self._recognised())

    def location(self, element: etree._Element) -> Location | None:
        """The place of one element, where it is known by its id or by its words."""
        own = self.places.get(element.get("id") or "")
        return own or self.places.get(self._known.get(element, ""))

    def at(self, line: int, column: int) -> int:
        """The number of the last element that begins before a place; -1 for none.

        line and column from 1; column 0 is the end of the line.
        """
        starts: list[tuple[int, int]] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda name, attributes: starts.append(
            (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        )
        with suppress(expat.ExpatError):  # what stands before a fault has been read
            parser.Parse(self.content, True)
        limit = (line, column) if column else (line + 1, 0)
        return sum(start < limit for start in starts) - 1

    def at_steps(self, steps: tuple[int, ...]) -> int:
        """The number of the element that child steps from the root lead to, as far as they do."""
        if not self.elements:
            return -1
        here = self.elements[0]
        for step in steps:
            children = list(here.iterchildren("*"))
            if not 1 <= step <= len(children):
                break
            here = children[step - 1]
        return self.elements.index(here)

    def _recognised(self) -> Iterator[tuple[etree._Element, str]]:
        """Blocks without an id that have the words of one in the Book, the first with the first."""
        written = self._written()
        seen: dict[Words, int] = defaultdict(int)
        for element in self.elements:
            words = _words(element)
            if words not in written:
                continue
            ids = written[words]
            yield element, ids[min(seen[words], len(ids) - 1)]
            seen[words] += 1

    def _written(self) -> dict[Words, list[str]]:
        """The blocks of the divisions that this document shows, by their words, in order."""
        ids = {element.get("id") for element in self.elements}
        found: dict[Words, list[str]] = defaultdict(list)
        bodies = [division.body for division in self.book.divisions if division.id in ids]
        bodies += [note.body for note in self.book.notes if note.id in ids]
        for body in bodies:
            for element in fragment(body).iter("*"):
                id = element.get("id")
                if id in self.places and (words := _words(element)):
                    found[words].append(id or "")
        return found


def _words(element: etree._Element) -> Words | None:
    """None for what is no block, and for a block without words."""
    name = etree.QName(element).localname
    if name not in _BLOCKS:
        return None
    text = " ".join("".join(_said(element)).split())
    return (name, text) if text else None


def _said(element: etree._Element) -> Iterable[str]:
    yield element.text or ""
    for child in element.iterchildren("*"):
        if etree.QName(child).localname not in _UNSAID:
            yield from _said(child)
        yield child.tail or ""


def fragment(text: str) -> etree._Element:
    """A body of the Book as a tree, below a <div>."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(f"<div>{text}</div>", parser)


def claims_conformance(epub: Path) -> bool:
    """Whether the package document says that the EPUB conforms to something."""
    try:
        with zipfile.ZipFile(epub) as archive:
            package = next((n for n in archive.namelist() if n.endswith(".opf")), None)
            return package is not None and b"dcterms:conformsTo" in archive.read(package)
    except (OSError, zipfile.BadZipFile, NotImplementedError):
        return False
