"""What stands outside its place: text, pictures and tables wider than their measure or lower than
the page's foot, and text beyond the trim, where it would be cut off.

The theme's intentions are respected: a negative margin, a positioned or turned box may leave the
measure; text beyond the trim is an error always.

Private names of WeasyPrint: Page._page_box, the positions and sizes of boxes,
Box.transformation_matrix, text.line_break.split_first_line, and the classes FootnoteAreaBox,
LineBox and TableBox.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from weasyprint.document import Page
from weasyprint.formatting_structure.boxes import FootnoteAreaBox, LineBox, TableBox
from weasyprint.text.line_break import split_first_line

from octavo.artifacts import TypesetJob
from octavo.findings import Finding, finding
from octavo.pdf.engine.boxes import (
    POINTS_PER_PIXEL,
    Box,
    ReplacedBox,
    TextBox,
    children,
    descendants,
    element_of,
    page_children,
)
from octavo.pdf.engine.places import Places

TOLERANCE = 1.5
"""CSS pixels that may be missing before a reader would see it."""

_POSITIONED = ("absolute", "fixed", "relative")


@dataclass(frozen=True, slots=True)
class Room:
    """Where content may stand, in CSS pixels from the page's top left."""

    left: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Excess:
    """A box outside its room: by how much, on which page, and whether it would be cut off."""

    box: Box
    page: int
    by: float
    cut: bool


def overflow_findings(pages: list[Page], places: Places) -> tuple[Finding, ...]:
    """Tell what stands outside its place, once for each block and page."""
    told: dict[tuple[object, int, bool], Finding] = {}
    for number, page in enumerate(pages, 1):
        for excess in _page_excesses(page, number):
            element = element_of(excess.box)
            key = (places.block(element), number, excess.cut)
            told.setdefault(key, _tell(excess, places))
    return tuple(told.values())


def size_findings(pages: list[Page], job: TypesetJob) -> tuple[Finding, ...]:
    """Tell where the theme's pages are not of the publication's size."""
    for page in pages:
        width, height = page.width * POINTS_PER_PIXEL, page.height * POINTS_PER_PIXEL
        bleeds = [side * POINTS_PER_PIXEL for side in page.bleed.values()]
        right = abs(width - job.trim.width) < 0.5 and abs(height - job.trim.height) < 0.5
        if not (right and all(abs(bleed - job.bleed) < 0.5 for bleed in bleeds)):
            message = (
                f"The theme's pages are {width:.1f} × {height:.1f} pt with {max(bleeds):.1f} pt"
                f" bleed; the publication wants {job.trim.width:.1f} × {job.trim.height:.1f} pt"
                f" with {job.bleed:.1f} pt."
            )
            hint = "Take size and bleed in the theme's @page rule from the publication's settings."
            return (finding("page-size", message, hint=hint),)
    return ()


def _page_excesses(page: Page, number: int) -> Iterator[Excess]:
    whole = page._page_box
    left, bottom = whole.content_box_x(), whole.content_box_y() + whole.height
    room = Room(left, left + whole.width, bottom)
    areas = [b for b in page_children(page) if isinstance(b, FootnoteAreaBox)]
    notes_top = min((area.border_box_y() for area in areas), default=bottom)
    for box in page_children(page):
        below = bottom if isinstance(box, FootnoteAreaBox) else min(bottom, notes_top)
        yield from _excesses(box, replace(room, bottom=below), room, number)
        yield from _cut_off(box, page, number)
    for area in areas:
        missing = whole.content_box_y() - area.content_box_y()
        if missing > TOLERANCE and area.children:
            yield Excess(area.children[0], number, missing, True)


def _excesses(box: Box, page: Room, block: Room, number: int) -> Iterator[Excess]:
    """Find boxes outside their block's room or the page's; clipped and turned ones are meant."""
    if box.transformation_matrix or box.style["overflow"] == "hidden":
        return
    if box.style["position"] in _POSITIONED:
        return
    if isinstance(box, LineBox | ReplacedBox | TableBox):
        by = _beyond(box, page, block)
        if by > TOLERANCE:
            yield Excess(_widest(box) if isinstance(box, LineBox) else box, number, by, False)
            return
    if isinstance(box, LineBox | TextBox):
        return
    if _leaves_on_purpose(box):
        page = replace(page, left=float("-inf"), right=float("inf"))
    inner = block
    if isinstance(getattr(box, "width", None), int | float) and not isinstance(box, ReplacedBox):
        inner = Room(box.content_box_x(), box.content_box_x() + box.width, page.bottom)
    for child in children(box):
        yield from _excesses(child, page, inner, number)


def _beyond(box: Box, page: Room, block: Room) -> float:
    """How far a line, picture or table leaves its room."""
    if isinstance(box, LineBox):
        edges = [(b.position_x, _right(b, min(page.right, block.right))) for b in _leaves(box)]
        low = box.position_y + box.height
    else:
        edges = [(box.border_box_x(), box.border_box_x() + box.border_width())]
        low = box.border_box_y() + box.border_height()
    if not edges:
        return 0.0
    left, right = min(edge[0] for edge in edges), max(edge[1] for edge in edges)
    sideways = right - min(page.right, block.right) if not _leaves_on_purpose(box) else 0.0
    if box.style["direction"] == "rtl":
        sideways = max(page.left, block.left) - left
    return float(max(sideways, low - page.bottom))


def _leaves_on_purpose(box: Box) -> bool:
    sides = (box.style["margin_left"], box.style["margin_right"])
    return any(getattr(side, "value", 0) < 0 for side in sides)


def _leaves(line: Box) -> list[Box]:
    """What can be seen of a line."""
    return [
        box
        for box in descendants(line)
        if isinstance(box, ReplacedBox) or (isinstance(box, TextBox) and box.text.strip())
    ]


def _right(box: Box, limit: float) -> float:
    """The right edge of what can be seen of a box.

    Preformatted text keeps the spaces at its end; what they take is measured where it matters.
    """
    right = float(box.position_x + box.width)
    shown = box.text.rstrip() if isinstance(box, TextBox) else ""
    if right <= limit or not shown or shown == box.text:
        return right
    width = split_first_line(shown, box.style, None, None, box.justification_spacing)[3]
    return min(right, float(box.position_x + width))


def _widest(line: Box) -> Box:
    return max(_leaves(line), key=lambda box: box.width, default=line)


def _cut_off(box: Box, page: Page, number: int) -> Iterator[Excess]:
    """Find text beyond the trim."""
    stack = [box]
    while stack:
        box = stack.pop()
        if box.transformation_matrix or box.style["overflow"] == "hidden":
            continue
        if isinstance(box, TextBox) and box.text.strip():
            low = box.position_y + box.margin_height()
            beyond = max(
                -box.position_x,
                _right(box, page.width) - page.width,
                -box.position_y,
                low - page.height,
            )
            if beyond > TOLERANCE:
                yield Excess(box, number, beyond, True)
        stack.extend(reversed(tuple(children(box))))


def _tell(excess: Excess, places: Places) -> Finding:
    box = excess.box
    amount = f"{excess.by * POINTS_PER_PIXEL:.0f} pt"
    if isinstance(box, ReplacedBox):
        what = "A picture"
    elif isinstance(box, TableBox):
        what = "A table"
    else:
        text = next((b.text for b in descendants(box) if isinstance(b, TextBox)), "")
        words = " ".join(text.split())
        what = f"“{words if len(words) <= 40 else words[:39] + '…'}”"
    if excess.cut:
        message = f"{what} stands {amount} outside the page and would be cut off"
        hint = "Shorten it, or allow it to break."
    else:
        message = f"{what} is {amount} larger than its place"
        hint = "Allow a break with <wbr/>, choose a smaller picture, or make the table narrower."
    message += f" (page {excess.page} of this division)."
    code = "off-page" if excess.cut else "overflow"
    return finding(code, message, places.location(element_of(box)), hint)
