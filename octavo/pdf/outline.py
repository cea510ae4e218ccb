"""Bookmarks and page labels: the book's order and folios as a PDF reader shows them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Dictionary, Name, Pdf, String

from octavo.artifacts import BookPage, OutlineEntry
from octavo.book.structure import Matter
from octavo.book.terms import terms
from octavo.pdf.trees import number_tree


def write_outline(book: Pdf, entries: Sequence[OutlineEntry], known: frozenset[str]) -> None:
    """Write the bookmarks (ISO 32000-1, 12.3.3): the first level open, the rest folded.

    An entry whose target no page shows is kept without a destination, for the entries below it.
    """
    if not entries:
        return
    root = book.make_indirect(Dictionary(Type=Name.Outlines))
    items = _level(book, entries, root, known)
    root.First, root.Last, root.Count = items[0], items[-1], len(items)
    book.Root.Outlines = root


def _level(
    book: Pdf, entries: Sequence[OutlineEntry], parent: pikepdf.Object, known: frozenset[str]
) -> list[pikepdf.Object]:
    items: list[pikepdf.Object] = []
    for entry in entries:
        item: pikepdf.Object = book.make_indirect(
            Dictionary(Title=String(entry.title), Parent=parent)
        )
        if entry.target in known:
            item.Dest = String(entry.target)
        if entry.children:
            below = _level(book, entry.children, item, known)
            item.First, item.Last, item.Count = below[0], below[-1], -len(below)
        items.append(item)
    for before, after in pairwise(items):
        before.Next, after.Prev = after, before
    return items


def write_page_labels(book: Pdf, pages: Sequence[BookPage], language: str) -> None:
    """Name each page as it is printed (ISO 32000-1, 12.4.2): Cover, i, ii, 1, 2 ..."""
    labels: list[tuple[int, pikepdf.Object]] = []
    before: BookPage | None = None
    for page in pages:
        if before is None or _kind(page) != _kind(before):
            labels.append((page.number - 1, _label(page, language)))
        before = page
    book.Root.PageLabels = number_tree(book, labels)


def _kind(page: BookPage) -> str:
    if page.matter is Matter.COVER or not page.folio:
        return "cover"
    return "arabic" if page.folio.isdecimal() else "roman"


def _label(page: BookPage, language: str) -> Dictionary:
    kind = _kind(page)
    if kind == "cover":
        return Dictionary(P=String(terms(language).cover))
    if kind == "roman":
        return Dictionary(S=Name.r, St=1)
    return Dictionary(S=Name.D, St=int(page.folio))
