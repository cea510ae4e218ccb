"""Where in the manuscript veraPDF's messages belong: from an element of a tagged PDF to the text.

A message names an object of the structure tree. Sections and notes carry the ids of the Book there
(ISO 32000-1, 14.7.2, ID); a table or a figure in a section is the one of the same number in it. What
is meant is that, or else the section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from octavo.book.structure import Book
from octavo.checks.places import fragment, known_places
from octavo.checks.validators import Message
from octavo.findings import Location

if TYPE_CHECKING:
    import pikepdf

_OBJECT = re.compile(r"\((\d+) (\d+) obj SE")
_KINDS = {"/Table": ("table",), "/Figure": ("img",), "/L": ("ul", "ol"), "/Formula": ("formula",)}
_DEEPEST = 200


class PdfPlaces:
    """The places of one PDF, made from one Book."""

    def __init__(self, pdf: Path, book: Book) -> None:
        self._pdf = pdf
        self._places = known_places(book)
        self._bodies = {division.id: division.body for division in book.divisions}

    def of(self, message: Message) -> Location | None:
        """The place in the manuscript, None where the message is about no element."""
        import pikepdf

        named = _OBJECT.findall(message.context)
        if not named:
            return None
        try:
            with pikepdf.open(self._pdf) as pdf:
                return self._of_element(pdf.get_object(int(named[-1][0]), int(named[-1][1])))
        except (OSError, pikepdf.PdfError, ValueError, TypeError, AttributeError):
            return None  # a file so broken that its tree cannot be walked has no places

    def _of_element(self, element: Any) -> Location | None:
        """The place of an element of the structure tree, by the nearest id above it."""
        numbered = None
        for _ in range(_DEEPEST):
            if numbered is None and str(element.get("/S")) in _KINDS:
                numbered = element
            id = str(element.get("/ID", ""))
            if id in self._places:
                place = self._of_numbered(element, id, numbered) if numbered is not None else None
                return place or self._places[id]
            if "/P" not in element:
                return None
            element = element["/P"]
        return None

    def _of_numbered(self, section: Any, id: str, element: Any) -> Location | None:
        """The place of the table or figure that has the same number in the section with that id."""
        body = next(
            (text for own, text in self._bodies.items() if own == id or f'id="{id}"' in text), ""
        )
        kind = str(element["/S"])
        same = [e.objgen for e in _below(section) if str(e.get("/S")) == kind]
        written = _written(body, id, _KINDS[kind])
        if element.objgen not in same or len(same) != len(written):
            return None  # the editions differ here: the section is all that is sure
        around = written[same.index(element.objgen)]
        ids = (each.get("id", "") for each in (around, *around.iterancestors()))
        return next((self._places[id] for id in ids if id in self._places), None)


def _below(element: Any) -> Iterator[pikepdf.Dictionary]:
    """The elements of the structure tree below one, in order."""
    import pikepdf

    stack = [element]
    while stack:
        here = stack.pop()
        if here is not element:
            yield here
        kids = here.get("/K", [])
        listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        stack += [k for k in reversed(listed) if isinstance(k, pikepdf.Dictionary) and "/S" in k]


def _written(body: str, id: str, names: tuple[str, ...]) -> list[etree._Element]:
    """The elements of that kind in a section of the Book, or in the division with that id."""
    tree = fragment(body)
    section = next((each for each in tree.iter() if each.get("id") == id), tree)
    if names == ("formula",):
        return [each for each in section.iter() if each.get("data-formula")]
    return [each for each in section.iter(*names) if each.tag != "img" or each.get("alt")]
