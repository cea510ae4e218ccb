"""The last page of a division, where next to no text stands on it: a line or two, or a note's end.

A compositor saves those lines on the pages before, or brings a line or two more over. Pages with
notes cannot be foreseen line by line, so each way is laid out and looked at; few divisions ask
for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from weasyprint.document import Document

from octavo.pdf.engine.floats.feet import white_feet
from octavo.pdf.engine.floats.survey import white_of
from octavo.pdf.engine.lines.even_feet import Choices
from octavo.pdf.engine.lines.filling import LAST_PAGE_LINES
from octavo.pdf.engine.lines.flow import Flow, read_flow
from octavo.pdf.engine.tree import Element

Wanted = Mapping[Element, int]

WEIGHT = 4.0
"""Lines of white in a hole that a line missing on the last page weighs as much as."""

PAGES_BEFORE = 3
"""Whose paragraphs may be longer or shorter."""

MOST = 50_000.0
"""A paragraph changed at a higher price has lines that are seen."""

LEISURE = 1
"""Searches for ways to set them."""


def with_fuller_end(
    document: Document, again: Callable[[Wanted], Document], choices: Choices, wanted: Wanted
) -> Document:
    """Lay out anew, with lines saved or brought over, while the last page is next to empty; give
    the best layout."""
    flow = read_flow(document.pages)
    if flow is None or not _is_bare(flow, document):
        return document
    best, least = document, _cost(document, flow)
    for more in _ways(flow, choices, wanted):
        other = again({**wanted, **more})
        evened = read_flow(other.pages)
        if evened is not None and _cost(other, evened) < least:
            best, least = other, _cost(other, evened)
            if not _is_bare(evened, other):
                break
    return best


def _is_bare(flow: Flow, document: Document) -> bool:
    """Say whether the last of several pages has too little text, and no figure."""
    return len(document.pages) > 1 and _missing(flow) > 0 and white_feet(document.pages)[-1] > 1


def _missing(flow: Flow) -> int:
    return max(0, LAST_PAGE_LINES - flow.pages[-1].foot)


def _cost(document: Document, flow: Flow) -> tuple[float, int]:
    """Lines of white in holes at the feet of pages, with what weighs as much; then pages."""
    holes, pages = white_of(white_feet(document.pages))
    return holes + WEIGHT * _missing(flow), pages


def _ways(flow: Flow, choices: Choices, wanted: Wanted) -> Iterator[dict[Element, int]]:
    """Paragraphs with the lines they shall have: all lines saved, or one brought over, or two."""
    last = flow.pages[-1].foot
    shorter: list[tuple[float, int, Element, int]] = []
    longer: list[tuple[float, int, Element, int]] = []
    near = [share.item for page in flow.pages[-1 - PAGES_BEFORE :] for share in page.shares]
    for place, number in enumerate(dict.fromkeys(near)):
        item = flow.items[number]
        if item.element is None or not item.splits or item.element in wanted:
            continue
        for lines, price in choices(item.element, LEISURE).items():
            if abs(lines - item.lines) == 1 and price < MOST:
                found = shorter if lines < item.lines else longer
                found.append((price, place, item.element, lines))
    shorter.sort(key=lambda way: way[:2])
    longer.sort(key=lambda way: way[:2])
    if 0 < last <= len(shorter):
        yield {element: lines for _, _, element, lines in shorter[:last]}
    for count in range(1, min(len(longer), LAST_PAGE_LINES - 1) + 1):
        yield {element: lines for _, _, element, lines in longer[:count]}
