"""Figures at the end of a division, where no text is left to fill the page before them.

After a layout in which every figure stands where it is written or at the head of the next page,
a page may still end in white: nothing follows but figures. Then one of them goes up to the head of
a page that speaks of it, as a book designer would do, and the text that stood there runs on below.
A figure may come before the text that first names it only on the same two-page spread (Chicago
Manual of Style 3.8). The layout with the least white is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Literal

from weasyprint.document import Document, Page

from octavo.artifacts import TypesetJob
from octavo.pdf.engine.boxes import body_boxes, descendants, element_of, head_boxes
from octavo.pdf.engine.floats.feet import white_feet
from octavo.pdf.engine.floats.movable import Series, movable
from octavo.pdf.engine.tree import Element, is_note

HOLE = 3.0
"""Lines of white at the foot of a page that a reader takes for a mistake."""

LAYOUTS = 6
"""All in all; most divisions need one, a division that ends in figures two or three."""

Pulled = Mapping[Element, int]


@dataclass(slots=True)
class _Layout:
    """A layout in hand: where its figures and their first mentions stand, what is white."""

    document: Document
    pulled: Pulled
    feet: list[float] = field(default_factory=list)
    stands: dict[Element, int] = field(default_factory=dict)
    at_head: dict[Element, int] = field(default_factory=dict)  # and in which place there
    tables: dict[Element, int] = field(default_factory=dict)  # in the text, where they begin
    parting: set[int] = field(default_factory=set)  # pages that a table has before it and behind
    named: dict[Element, int] = field(default_factory=dict)

    @property
    def white(self) -> tuple[float, int]:
        """What makes a layout worse than another: holes, then pages. The last page may end."""
        return round(sum(foot for foot in self.feet[:-1] if foot > HOLE), 1), len(self.feet)


def best_placed(lay_out: Callable[[Pulled], Document], root: Element, job: TypesetJob) -> Document:
    """Lay out a division with its figures where they leave least white."""
    wanted = movable(root) if job.typography.floats and job.typography.split_notes else {}
    return _Placing(lay_out, root, wanted, job.first_side).best() if wanted else lay_out({})


class _Placing:
    """Finds the best places for the figures of one division."""

    def __init__(
        self,
        lay_out: Callable[[Pulled], Document],
        root: Element,
        wanted: Mapping[Element, Series],
        first_side: Literal["recto", "verso"],
    ) -> None:
        self._lay_out = lay_out
        self._movable = wanted
        self._mentions = _mentions(root, self._movable)
        self._recto_first = first_side == "recto"

    def best(self) -> Document:
        """Lay out until no hole is left, or nothing more can be tried."""
        best = self._look({})
        tried: set[tuple[Element, int]] = set()
        for _ in range(LAYOUTS - 1):
            move = next((m for m in self._moves(best) if m not in tried), None)
            if move is None:
                break
            tried.add(move)
            other = self._look({**best.pulled, move[0]: move[1]})
            if other.white < best.white and self._in_order(other):
                best = other
        return best.document

    def _look(self, pulled: Pulled) -> _Layout:
        document = self._lay_out(pulled)
        seen = _Layout(document, pulled)
        seen.feet = white_feet(document.pages)
        for number, page in enumerate(document.pages, 1):
            self._look_at(page, number, seen)
        return seen

    def _look_at(self, page: Page, number: int, seen: _Layout) -> None:
        for place, box in enumerate(head_boxes(page)):
            element = element_of(box)
            if element is not None:
                seen.stands[element], seen.at_head[element] = number, place
        for box in (below for home in body_boxes(page) for below in descendants(home)):
            element = element_of(box)
            if element is None:
                continue
            if element in self._movable:
                seen.stands.setdefault(element, number)
            elif element in self._mentions:
                seen.named.setdefault(self._mentions[element], number)
            if element.tag == "table":
                seen.parting.update(range(seen.tables.setdefault(element, number) + 1, number + 1))

    def _moves(self, layout: _Layout) -> Iterator[tuple[Element, int]]:
        """What could be tried: for each hole the figures behind it, then those on its page, each
        on the pages before that may show it, the nearest first."""
        for page, foot in enumerate(layout.feet[:-1], 1):
            if foot <= HOLE:
                continue
            for stands in (page + 1, page):
                for element in [e for e, at in layout.stands.items() if at == stands]:
                    for wanted in range(min(page, stands - 1), 1, -1):
                        if self._may_stand(wanted, layout.named.get(element, stands)):
                            yield element, wanted

    def _in_order(self, layout: _Layout) -> bool:
        """Say whether all that went up stands behind its first mention or on its spread and parts
        no table, and each series is in its order."""
        reached: dict[Series, tuple[int, float]] = {}
        for element, series in self._movable.items():
            page = layout.stands.get(element, 0)
            place = (page, layout.at_head.get(element, inf))
            if place < reached.get(series, place):
                return False
            reached[series] = place
            near = self._may_stand(page, layout.named.get(element, page))
            if element in layout.pulled and (not near or page in layout.parting):
                return False
        return True

    def _may_stand(self, page: int, named: int) -> bool:
        return page >= named or self._spread(page) == self._spread(named)

    def _spread(self, page: int) -> int:
        return page // 2 if self._recto_first else (page + 1) // 2


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
