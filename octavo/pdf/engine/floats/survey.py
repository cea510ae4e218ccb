"""What a layout shows of its figures: where they stand, what the text says of them, what is white.

Heights and places are in lines of the text. A mark is a place in the text alone, as if it ran on
one endless page: lines of text, their notes included, before it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from weasyprint.document import Document, Page

from octavo.pdf.engine.boxes import Box, body_boxes, descendants, element_of, head_boxes
from octavo.pdf.engine.floats.feet import line_height, white_feet
from octavo.pdf.engine.floats.movable import Series
from octavo.pdf.engine.tree import Element, is_note

HOLE = 3.0
"""Lines of white at the foot of a page that a reader takes for a mistake."""

_INSIDE = 1e-6
"""A mark at the end of a page still belongs to it."""


@dataclass(slots=True)
class Survey:
    """A layout, and where its figures and their first mentions stand. Pages count from 1."""

    document: Document
    pulled: Mapping[Element, int]
    feet: list[float]
    room: float = 0.0  # of a page
    text: list[float] = field(default_factory=list)  # of each page
    stands: dict[Element, int] = field(default_factory=dict)
    at_head: dict[Element, int] = field(default_factory=dict)  # and in which place there
    heights: dict[Element, float] = field(default_factory=dict)
    named: dict[Element, float] = field(default_factory=dict)  # mark of the first mention
    written: dict[Element, float] = field(default_factory=dict)  # mark of its place in the source
    tables: dict[Element, int] = field(default_factory=dict)  # in the text, where they begin
    ends: dict[Element, int] = field(default_factory=dict)  # and where they end
    parting: set[int] = field(default_factory=set)  # pages that a table has before it and behind

    @property
    def white(self) -> tuple[float, int]:
        """What makes a layout worse than another: holes, then pages. The last page may end."""
        return white_of(self.feet)

    @property
    def loss(self) -> float:
        """The white that pages without a hole have at their feet, on average."""
        usual = [foot for foot in self.feet[:-1] if foot <= HOLE]
        return sum(usual) / len(usual) if usual else 1.0

    def page_of(self, mark: float) -> int:
        """The page on which a place in the text stands."""
        for page, lines in enumerate(self.text, 1):
            mark -= lines
            if mark < 0:
                return page
        return len(self.text)


def white_of(feet: list[float]) -> tuple[float, int]:
    """The lines of white in holes, and the number of pages."""
    return round(sum(foot for foot in feet[:-1] if foot > HOLE), 1), len(feet)


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a page: where it begins on the endless page and on this one, what is in it."""

    before: float
    lines: float
    top: float
    line: float  # in CSS pixels
    figures: tuple[tuple[float, float], ...]  # top in CSS pixels, height in lines
    share: float  # lines, their notes included, for each line that is seen

    def mark(self, y: float) -> float:
        """The mark of a height on this page."""
        above = (y - self.top) / self.line
        above -= sum(height for start, height in self.figures if start < y)
        return self.before + min(max(0.0, above * self.share), max(0.0, self.lines - _INSIDE))


class Surveyor:
    """Reads the layouts of one division."""

    def __init__(self, root: Element, movable: Mapping[Element, Series]) -> None:
        self._movable = movable
        self._mentions = _mentions(root, movable)
        self._before = _before(root, movable)

    def survey(self, document: Document, pulled: Mapping[Element, int]) -> Survey:
        """Read a layout."""
        line = line_height(document.pages)
        seen = Survey(document, pulled, white_feet(document.pages))
        seen.room = document.pages[0]._page_box.height / line
        seen.written = dict.fromkeys(self._movable, 0.0)
        for number, page in enumerate(document.pages, 1):
            inside = [box for home in body_boxes(page) for box in descendants(home)]
            figures = self._figures(page, inside, number, line, seen)
            self._marks(inside, self._text(page, inside, figures, line, seen), seen)
        for table in seen.tables:
            if seen.ends[table] > seen.tables[table] and table in seen.heights:
                # One that runs over pages fills them as text does.
                seen.text[seen.tables[table] - 1] += seen.heights.pop(table)
        return seen

    def _figures(
        self, page: Page, inside: list[Box], number: int, line: float, seen: Survey
    ) -> tuple[tuple[float, float], ...]:
        """Note the figures of a page; give the top and height of each."""
        found = []
        heads = list(head_boxes(page))
        seen.at_head.update((box.element, place) for place, box in enumerate(heads))
        for box in (*heads, *inside):
            element = element_of(box)
            if element is None:
                continue
            if element in self._movable and element not in seen.stands:
                height = float(box.margin_height() / line)
                seen.stands[element], seen.heights[element] = number, height
                found.append((float(box.position_y), height))
            if element.tag == "table" and element not in seen.at_head:
                seen.ends[element] = number
                seen.parting.update(range(seen.tables.setdefault(element, number) + 1, number + 1))
        return tuple(found)

    @staticmethod
    def _text(
        page: Page,
        inside: list[Box],
        figures: tuple[tuple[float, float], ...],
        line: float,
        seen: Survey,
    ) -> _Text:
        """Note how much text a page has."""
        taken = sum(height for _, height in figures)
        top = page._page_box.content_box_y()
        lowest = max((_bottom(box) for box in inside if box.element_tag == "p"), default=top)
        before, lines = sum(seen.text), max(0.0, seen.room - seen.feet[len(seen.text)] - taken)
        seen.text.append(lines)
        share = lines / max(1.0, (lowest - top) / line - taken)
        return _Text(before, lines, top, line, figures, share)

    def _marks(self, inside: list[Box], text: _Text, seen: Survey) -> None:
        """Note where figures are first named, and where the text before them ends."""
        for box in inside:
            element = element_of(box)
            if element in self._mentions:
                seen.named.setdefault(self._mentions[element], text.mark(box.position_y))
            for follower in self._before.get(element, ()) if element is not None else ():
                ends = text.mark(_bottom(box))
                seen.written[follower] = max(seen.written[follower], ends)


def _bottom(box: Box) -> float:
    height = box.height if isinstance(box.height, int | float) else 0.0
    return float(box.position_y + height)


def _mentions(root: Element, wanted: Mapping[Element, object]) -> dict[Element, Element]:
    """The first link in the text to each figure, with the figure."""
    by_id = {element.get("id", ""): element for element in wanted}
    in_notes = {below for note in filter(is_note, root.iter("aside")) for below in note.iter("a")}
    found: dict[Element, Element] = {}
    for link in root.iter("a"):
        named = by_id.get(link.get("href", "").removeprefix("#"))
        if named is not None and link not in in_notes:
            found.setdefault(named, link)
    return {link: element for element, link in found.items()}


def _before(root: Element, wanted: Mapping[Element, object]) -> dict[Element, list[Element]]:
    """The block of text before each figure, with the figures that follow it."""
    found: dict[Element, list[Element]] = {}
    for home in root.iter():
        last: Element | None = None
        for child in home:
            if child in wanted and last is not None:
                found.setdefault(last, []).append(child)
            elif child not in wanted:
                last = child
    return found
