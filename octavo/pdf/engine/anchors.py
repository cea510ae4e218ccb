"""Where each id of a galley stands, for links, bookmarks and the folios of references.

Private names of WeasyPrint: Page.anchors, Page._page_box, Box.is_table_wrapper.
"""

from __future__ import annotations

from collections.abc import Sequence

from weasyprint.document import Page

from octavo.artifacts import Anchor
from octavo.pdf.engine.boxes import POINTS_PER_PIXEL, descendants, element_of


def anchors(pages: Sequence[Page]) -> tuple[Anchor, ...]:
    """The first place of each id: the top left of its element's box, in points.

    WeasyPrint gathers them from the boxes that carry an id; of a table that is the grid, below
    its caption, so tables are looked up by the box around both.
    """
    found: dict[str, Anchor] = {}
    for number, page in enumerate(pages, 1):
        tops = _tables(page) if page.anchors else {}
        for name, (x, y, _, _) in page.anchors.items():
            if name not in found:
                left = x * POINTS_PER_PIXEL
                bottom = (page.height - min(y, tops.get(name, y))) * POINTS_PER_PIXEL
                found[name] = Anchor(name, number, round(left, 3), round(bottom, 3))
    return tuple(found.values())


def _tables(page: Page) -> dict[str, float]:
    """The top of each table that has an id, its caption included, in CSS pixels."""
    tops: dict[str, float] = {}
    for box in descendants(page._page_box):
        element = element_of(box)
        if box.is_table_wrapper and element is not None:
            tops.setdefault(element.get("id", ""), box.border_box_y())
    return tops
