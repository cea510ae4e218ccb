"""Ways to walk a laid-out page.

A page box holds the root's box, a footnote area, an area at its head and margin boxes. Boxes know the element they
come from; anonymous boxes carry their parent's element and tag, pseudo-elements a tag with "::".

Private names of WeasyPrint: Page._page_box, AbsolutePlaceholder._box, and from
formatting_structure.boxes MarginBox, FootnoteAreaBox, LineBox, TextBox, ReplacedBox.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import (
    BlockReplacedBox,
    FootnoteAreaBox,
    LineBox,
    MarginBox,
    ReplacedBox,
    TextBox,
)
from weasyprint.layout.absolute import AbsolutePlaceholder

from octavo.pdf.engine.tree import Element

Box = Any
"""A WeasyPrint box; the library has no types."""

__all__ = ["BlockReplacedBox", "FootnoteAreaBox", "LineBox", "ReplacedBox", "TextBox"]

POINTS_PER_PIXEL = 0.75

HEAD_AREA = "@note-area"
"""WeasyPrint's area above the text of a page; figures that moved stand in it."""

REAL_PSEUDO = ("::first-letter", "::first-line")
"""Pseudo-elements whose text is the element's own."""


def page_children(page: Page) -> Iterator[Box]:
    """The root's boxes and the footnote area of a page, without margin boxes."""
    return (child for child in children(page._page_box) if not isinstance(child, MarginBox))


def children(box: Box) -> Iterator[Box]:
    """A box's children, with absolutely positioned ones in their place."""
    for child in box.children:
        yield child._box if isinstance(child, AbsolutePlaceholder) else child


def descendants(box: Box) -> Iterator[Box]:
    """A box and all below it, in reading order."""
    stack = [box]
    while stack:
        yield (box := stack.pop())
        stack.extend(reversed(tuple(children(box))))


def body_boxes(page: Page) -> Iterator[Box]:
    """The text of a page: its children without notes and without what moved to its head."""
    return (
        child
        for child in page_children(page)
        if not isinstance(child, FootnoteAreaBox) and child.element_tag != HEAD_AREA
    )


def head_boxes(page: Page) -> Iterator[Box]:
    """The figures and tables that moved to the head of a page, one box each."""
    for area in page_children(page):
        if area.element_tag == HEAD_AREA:
            yield from children(area)


def note_boxes(page: Page) -> Iterator[Box]:
    """The notes at the foot of a page, one box each."""
    for area in page_children(page):
        if isinstance(area, FootnoteAreaBox):
            yield from children(area)


def is_generated(box: Box) -> bool:
    """Say whether a box is of a pseudo-element with generated content (markers too)."""
    tag = box.element_tag
    return tag is not None and "::" in tag and not tag.endswith(REAL_PSEUDO)


def element_of(box: Box) -> Element | None:
    """The element that a box comes from."""
    element: Element | None = box.element
    return element
