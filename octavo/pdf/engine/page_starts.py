"""Where in the text each page begins, for the page list of the EPUB.

The first text or picture of a page belongs to a block with an id; the place is that block and the
characters of it, spaces and notes aside, that were met before. Left out: notes, margin boxes,
generated content, and table heads and feet that are printed again.
"""

from __future__ import annotations

from collections.abc import Iterator

from weasyprint.document import Page

from octavo.artifacts import PageStart
from octavo.pdf.engine.boxes import (
    Box,
    ReplacedBox,
    TextBox,
    body_boxes,
    children,
    element_of,
    is_generated,
)
from octavo.pdf.engine.source_text import is_block, source_texts
from octavo.pdf.engine.tree import Element, parents


def page_starts(pages: list[Page], root: Element) -> tuple[tuple[PageStart, ...], dict[str, str]]:
    """Find the start of each page that has body text; and, by block id, set text that was not
    found in its source (octavo cannot be sure of the starts in such a block)."""
    reader = _Reader(root)
    starts = [start for number, page in enumerate(pages, 1) for start in reader.read(page, number)]
    unmatched = {
        block.get("id", ""): text.unmatched
        for block, text in reader.texts.items()
        if text.unmatched
    }
    return tuple(starts), unmatched


class _Reader:
    def __init__(self, root: Element) -> None:
        self.texts = source_texts(root)
        self._around = parents(root)
        self._blocks: dict[Element, Element | None] = {}
        self._groups: dict[Element, int] = {}

    def read(self, page: Page, number: int) -> Iterator[PageStart]:
        """Read a page to its end; give its start, if it has one."""
        start: PageStart | None = None
        for box in self._contents(body_boxes(page), number):
            element = element_of(box)
            block = self._block(element) if element is not None else None
            if block is None:
                continue
            text = self.texts[block]
            if start is None:
                start = PageStart(number, block.get("id", ""), text.offset)
                yield start
            if isinstance(box, TextBox) and box.element_tag != "img":  # not an alternative text
                text.meet(box.text)

    def _contents(self, boxes: Iterator[Box], number: int) -> Iterator[Box]:
        """Text and pictures in reading order."""
        for box in boxes:
            if is_generated(box) or self._is_repeated(box, number):
                continue
            if isinstance(box, ReplacedBox) or (isinstance(box, TextBox) and box.text.strip()):
                yield box
            else:
                yield from self._contents(children(box), number)

    def _is_repeated(self, box: Box, number: int) -> bool:
        element = element_of(box)
        if element is None or box.element_tag not in ("thead", "tfoot"):
            return False
        return self._groups.setdefault(element, number) != number

    def _block(self, element: Element) -> Element | None:
        """The nearest block with an id around an element."""
        if element not in self._blocks:
            around = self._around.get(element)
            if is_block(element):
                self._blocks[element] = element
            else:
                self._blocks[element] = self._block(around) if around is not None else None
        return self._blocks[element]
