"""A built book as tests need it: its EPUB unzipped, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from octavo.book.structure import Book
from octavo.publication import Publication

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"


def without_spaces(text: str) -> str:
    """The letters of a text as the harness gives them."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Line:
    """A line of a list in the navigation document."""

    label: str
    href: str  # file#id


@dataclass(frozen=True)
class Call:
    """A call of a note, and the note: both as file#id."""

    call: str
    note: str


@dataclass(frozen=True)
class OpenedBook:
    """One publication, built and unzipped."""

    name: str
    root: Path
    publication: Publication
    book: Book

    @property
    def epub(self) -> Path:
        return self.root / "dist" / f"{self.publication.slug}.epub"

    @property
    def pdf(self) -> Path:
        return self.root / "dist" / f"{self.publication.slug}.pdf"

    @property
    def folder(self) -> Path:
        return self.root / "unzipped"

    @cached_property
    def spine(self) -> dict[str, etree._Element]:
        """The content documents by file name, in reading order."""
        files = {item.get("id"): item.get("href") for item in self.package.iter(f"{OPF}item")}
        return {
            files[each.get("idref")]: self._tree(files[each.get("idref")])
            for each in self.package.iter(f"{OPF}itemref")
        }

    @cached_property
    def package(self) -> etree._Element:
        """The package document."""
        return self._tree("content.opf")

    def metas(self, property: str) -> list[str]:
        """The values of a property in the package document."""
        found = self.package.iter(f"{OPF}meta")
        return [meta.text or "" for meta in found if meta.get("property") == property]

    @property
    def documents(self) -> dict[str, etree._Element]:
        """The content documents, the navigation document among them wherever it stands."""
        return self.spine | {"nav.xhtml": self._nav}

    def all(self, name: str) -> list[etree._Element]:
        """Every element of a name in the content documents, whatever its namespace."""
        return [each for tree in self.documents.values() for each in tree.iter(f"{{*}}{name}")]

    @cached_property
    def _nav(self) -> etree._Element:
        return self._tree("nav.xhtml")

    def _tree(self, file: str) -> etree._Element:
        return etree.parse(self.folder / "EPUB" / file).getroot()

    def lines(self, kind: str) -> list[Line]:
        """The lines of the navigation document's list of that type, in order."""
        nav = next(each for each in self._nav.iter(f"{XHTML}nav") if each.get(EPUB_TYPE) == kind)
        return [
            Line(" ".join("".join(a.itertext()).split()), _whole(a.get("href"), "nav.xhtml"))
            for a in nav.iter(f"{XHTML}a")
        ]

    @cached_property
    def calls(self) -> list[Call]:
        """Every call of a note in reading order."""
        return [
            Call(f"{file}#{a.get('id')}", _whole(a.get("href"), file))
            for file, tree in self.spine.items()
            for a in tree.iter(f"{XHTML}a")
            if a.get("role") == "doc-noteref"
        ]

    @property
    def pictured(self) -> str:
        """The address of the first figure."""
        return next(
            f"{file}#{figure.get('id')}"
            for file, tree in self.spine.items()
            for figure in tree.iter(f"{XHTML}figure")
        )

    def element(self, href: str) -> etree._Element:
        """What an address names: an element, or the body of a document."""
        file, _, id = href.partition("#")
        tree = self.spine.get(file, self._nav)
        if not id:
            return tree.find(f"{XHTML}body")
        (found,) = (each for each in tree.iter("*") if each.get("id") == id)
        return found

    def letters_from(self, href: str, count: int = 60) -> str:
        """The first letters from a place on, past the element's end too."""
        start = self.element(href)
        found = ""
        for text in _texts_from(start):
            found += without_spaces(text)
            if len(found) >= count:
                break
        return found[:count]

    def note_text(self, call: Call) -> str:
        """All letters of a note, its number among them."""
        return without_spaces("".join(self.element(call.note).itertext()))


def _whole(href: str, file: str) -> str:
    return file + href if href.startswith("#") else href


def _texts_from(element: etree._Element) -> Iterator[str]:
    """Texts in reading order from an element on, to the end of the body."""
    yield from element.itertext()
    while element.tag != f"{XHTML}body":
        yield element.tail or ""
        following = element.getnext()
        while following is not None:
            yield from following.itertext()
            yield following.tail or ""
            following = following.getnext()
        element = element.getparent()
