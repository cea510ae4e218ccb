"""How much is left white at the foot of each page, in lines of the text.

Private names of WeasyPrint: Page._page_box, the positions and sizes of boxes, text.line_break.strut.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import TableBox
from weasyprint.text.line_break import strut

from octavo.pdf.engine.boxes import (
    Box,
    FootnoteAreaBox,
    LineBox,
    ReplacedBox,
    body_boxes,
    descendants,
    head_boxes,
    page_children,
)


def white_feet(pages: Sequence[Page]) -> list[float]:
    """Count the lines that would still fit at the foot of each page, above its notes."""
    line = line_height(pages)
    return [_white(page) / line for page in pages]


def line_height(pages: Sequence[Page]) -> float:
    """The height of a line of the text, in CSS pixels."""
    return next((line for page in pages for line in _lines(page)), 1.0)


def _white(page: Page) -> float:
    whole = page._page_box
    top = whole.content_box_y()
    foot = top + whole.height
    for area in page_children(page):
        if isinstance(area, FootnoteAreaBox):
            foot = min(foot, area.position_y)
    lowest = max((_bottom(box) for box in _contents(page)), default=top)
    return max(0.0, float(foot - lowest))


def _contents(page: Page) -> Iterator[Box]:
    for home in (*body_boxes(page), *head_boxes(page)):
        for box in descendants(home):
            # The line of a list's marker has no place of its own.
            if isinstance(box, LineBox | ReplacedBox | TableBox) and hasattr(box, "position_y"):
                yield box


def _bottom(box: Box) -> float:
    if isinstance(box, LineBox):
        return float(box.position_y + box.height)
    return float(box.border_box_y() + box.border_height())


def _lines(page: Page) -> Iterator[float]:
    """That height, from the box of the body."""
    for home in body_boxes(page):
        for box in descendants(home):
            if box.element_tag == "body":
                yield float(strut(box.style)[0]) or 1.0
