"""Where ids stand, and the link annotations that lead there.

WeasyPrint knows the ids of one galley alone; links to other divisions are written octavo:ID and
become destinations here. One name tree holds the ids of the book, so that a web address can open
the PDF at any of them (#nameddest=ID).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from urllib.parse import unquote

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo.artifacts import CROSS_SCHEME, PageMap
from octavo.pdf.trees import name_tree

_PRINT = 4
"""Annotation flag bit 3: PDF/A-2, 6.3.2 wants it set and the hiding ones clear."""


def write_destinations(
    book: Pdf, pages: Sequence[pikepdf.Object], page_map: PageMap, linked: Set[str]
) -> None:
    """Name the places of ids on the book's pages (ISO 32000-1, 12.3.2.3): of those that are
    linked, and of all that an author can know."""
    known = {anchor.id for anchor in page_map.anchors}
    named = [
        anchor
        for anchor in page_map.anchors
        if anchor.id in linked or not _is_numbered(anchor.id, known)
    ]
    if not named:
        return
    places = [
        (
            anchor.id,
            Array([pages[anchor.page - 1], Name.XYZ, anchor.x, anchor.y, 0]),
        )
        for anchor in named
    ]
    book.Root.Names = Dictionary(Dests=name_tree(book, places))


def _is_numbered(name: str, known: Set[str]) -> bool:
    """Say whether an id was made for a block: that of what it stands in, and a number."""
    around, _, number = name.rpartition("-")
    return around in known and number.removeprefix("l").isdigit()


def settle_links(
    page: pikepdf.Object, tagged: Mapping[int, str], known: frozenset[str]
) -> tuple[dict[int, pikepdf.Object], tuple[str, ...]]:
    """Finish a page's links: destinations, names for readers, flags.

    tagged gives the /Contents of each annotation in the tag record, by its index in /Annots;
    others, such as links in repeated table heads, are dropped, since every annotation has to be in
    the tree (PDF/UA-1, 7.18.1). So are links to ids that no page shows.
    Gives the annotations that stay, by index, and the ids that led nowhere.
    """
    kept: dict[int, pikepdf.Object] = {}
    lost: list[str] = []
    for index, annotation in enumerate(page.get("/Annots", Array())):
        if index not in tagged:
            continue
        target = _target(annotation)
        if target is not None:
            if target not in known:
                lost.append(target)
                continue
            if "/A" in annotation:
                del annotation.A
            annotation.Dest = String(target)
        annotation.Contents = String(tagged[index] or target or _address(annotation))
        annotation.F = _PRINT
        x0, y0, x1, y1 = (float(side) for side in annotation.Rect)
        annotation.Rect = Array([min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)])
        kept[index] = annotation
    if kept:
        page.Annots = Array(list(kept.values()))
    elif "/Annots" in page:
        del page.Annots
    return kept, tuple(lost)


def _target(annotation: pikepdf.Object) -> str | None:
    """The id that a link leads to inside the book; None for an address in the web."""
    if "/Dest" in annotation:
        return str(annotation.Dest)
    address = _address(annotation)
    if address.startswith(CROSS_SCHEME):
        return unquote(address.removeprefix(CROSS_SCHEME))
    return None


def _address(annotation: pikepdf.Object) -> str:
    return str(annotation.get("/A", Dictionary()).get("/URI", ""))
