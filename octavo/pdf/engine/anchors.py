"""Where each id of a galley stands, for links, bookmarks and the folios of references.

Private names of WeasyPrint: Page._page_box, Box.hit_area and is_table_wrapper, css.AnonymousStyle.
"""

from __future__ import annotations

from collections.abc import Sequence

from weasyprint.css import AnonymousStyle
from weasyprint.document import Page

from octavo.artifacts import Anchor
from octavo.pdf.engine.boxes import POINTS_PER_PIXEL, Box, descendants, element_of, is_generated


def anchors(pages: Sequence[Page]) -> tuple[Anchor, ...]:
    """The first place of each id: the top left of its element's box, in points.

    Of a table that is the box around its grid and its caption.
    """
    found: dict[str, Anchor] = {}
    for number, page in enumerate(pages, 1):
        for box in descendants(page._page_box):
            element = element_of(box)
            name = None if element is None else element.get("id")
            if not name or name in found or not _is_whole(box):
                continue
            x, y, _, _ = box.hit_area()
            left, bottom = x * POINTS_PER_PIXEL, (page.height - y) * POINTS_PER_PIXEL
            found[name] = Anchor(name, number, round(left, 3), round(bottom, 3))
    return tuple(found.values())


def _is_whole(box: Box) -> bool:
    """Say whether a box is its element's own, not a line or part of it."""
    if is_generated(box):
        return False
    return box.is_table_wrapper or not isinstance(box.style, AnonymousStyle)
