"""Galleys in order -> PageMap: sides, folios, blanks, running heads; and folios into markup.

The cover stands outside the count. Front matter is numbered in roman folios from i, the body in
arabic ones from 1, on a recto; back matter goes on from the body (Chicago Manual of Style 1.5-8).
Blanks count but print nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape, unescape
from itertools import groupby
from typing import Literal

from octavo.artifacts import Anchor, BookPage, Galley, MarkupDocument, PageMap, PageStart
from octavo.book.structure import Matter

_QUOTED = r"""(?:"[^"]*"|'[^']*')"""
_FOLIO_PLACE = re.compile(
    rf"<(?P<name>[^\s<>/!?]+)(?P<before>(?:\s+[^\s=<>]+\s*=\s*{_QUOTED})*?)"
    rf"\s+data-folio\s*=\s*(?P<id>{_QUOTED})(?P<after>(?:\s+[^\s=<>]+\s*=\s*{_QUOTED})*)\s*"
    r"(?P<end>/>|>(?P<text>[^<]*))"
)

_PLACE = rf"[^<]*<a(?:\s+[^\s=<>]+\s*=\s*{_QUOTED})*\s*><span\s[^<>]*>(?P<folio>[^<]*)</span></a>"
_PLACES = re.compile(rf"(?P<opening><span\s+class=[\"']places[\"']\s*>)(?P<places>(?:{_PLACE})+)")

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def paginate(galleys: Sequence[Galley], documents: Sequence[MarkupDocument]) -> PageMap:
    """Put galleys into the order of the book and number their pages.

    Galleys and documents come in reading order, one of each a division. A division that starts on
    a recto, and the first of the body, are preceded by a blank verso where needed. The first page
    of an opener carries a drop folio at most, blanks and bare divisions nothing. Anchors and page
    starts come out with pages of the book; where an id stands twice, its first place counts.
    """
    count = _Count()
    anchors: dict[str, Anchor] = {}
    starts: list[PageStart] = []
    for galley, document in zip(galleys, documents, strict=True):
        count.open(document)
        before = len(count.pages)
        for number in range(1, galley.page_count + 1):
            count.add(document, number)
        for anchor in galley.anchors:
            anchors.setdefault(anchor.id, replace(anchor, page=anchor.page + before))
        starts += (replace(start, page=start.page + before) for start in galley.page_starts)
    return PageMap(tuple(count.pages), tuple(anchors.values()), tuple(starts))


class _Count:
    """The pages so far, and where the numbering stands."""

    def __init__(self) -> None:
        self.pages: list[BookPage] = []
        self._leaf_side = 0  # pages after the cover
        self._folio = 0
        self._arabic = False

    def open(self, document: MarkupDocument) -> None:
        """Begin a division: on a recto where it wants one; the body begins the arabic folios."""
        if document.matter is Matter.COVER:
            return
        begins_arabic = not self._arabic and document.matter is not Matter.FRONT
        if (document.start == "recto" or begins_arabic) and self._leaf_side % 2:
            self._blank(document)
        if begins_arabic:
            self._arabic, self._folio = True, 0

    def add(self, document: MarkupDocument, number: int) -> None:
        """Add a page of a division's galley."""
        if document.matter is Matter.COVER:
            page = BookPage(
                len(self.pages) + 1, document.division_id, number, "recto", "", Matter.COVER, False
            )
            self.pages.append(page)
            return
        side, folio = self._next()
        opens = document.opener and number == 1
        furnished = not (document.bare or opens)
        head = document.recto_head if side == "recto" else document.verso_head
        self.pages.append(
            BookPage(
                len(self.pages) + 1,
                document.division_id,
                number,
                side,
                folio,
                document.matter,
                furnished,
                head if furnished else "",
                folio_at_foot=opens and not document.bare,
            )
        )

    def _blank(self, following: MarkupDocument) -> None:
        """Add a blank verso; it belongs to the matter before it."""
        interior = [page for page in self.pages if page.matter is not Matter.COVER]
        matter = interior[-1].matter if interior else following.matter
        side, folio = self._next()
        self.pages.append(BookPage(len(self.pages) + 1, None, 0, side, folio, matter, False))

    def _next(self) -> tuple[Literal["recto", "verso"], str]:
        self._leaf_side += 1
        self._folio += 1
        side: Literal["recto", "verso"] = "recto" if self._leaf_side % 2 else "verso"
        return side, str(self._folio) if self._arabic else roman(self._folio)


def roman(number: int) -> str:
    """A number from 1 in lower-case roman figures."""
    figures = ""
    for value, figure in _ROMAN:
        times, number = divmod(number, value)
        figures += figure * times
    return figures


def fill_folios(document: MarkupDocument, folios: Mapping[str, str]) -> MarkupDocument:
    """Write each id's folio into the elements with data-folio="id"; all else stays as it is.

    An id without a folio keeps the text it has. Only elements that hold text alone are filled.
    Of the places of an index entry (span.places) those on one page are printed once.
    """

    def fill(place: re.Match[str]) -> str:
        folio = folios.get(unescape(place["id"][1:-1]))
        if folio is None:
            return place[0]
        tag = place[0][: place.start("end") - place.start()]
        closing = ""
        if place["end"] == "/>":
            tag, closing = tag.rstrip(), f"</{place['name']}>"
        return f"{tag}>{escape(folio, quote=False)}{closing}"

    return replace(document, xhtml=_PLACES.sub(_merged, _FOLIO_PLACE.sub(fill, document.xhtml)))


def _merged(entry: re.Match[str]) -> str:
    """The places of an index entry, each page once: “12, 12, 14” becomes “12, 14”."""
    places = re.finditer(_PLACE, entry["places"])
    runs = groupby(places, key=lambda place: place["folio"])
    return entry["opening"] + "".join(next(same)[0] for _, same in runs)
