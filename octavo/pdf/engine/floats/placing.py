"""Figures at the end of a division, where no text is left to fill the page before them.

After a layout in which every figure stands where it is written or at the head of the next page,
a page may still end in white: nothing follows but figures. Then some of them go up to the heads
of pages that speak of them, as a book designer would do, and the text that stood there runs on
below. What could go where is reckoned first; only what promises most is laid out, and the layout
with the least white is kept.

A figure may come before the text that first names it on the same two-page spread (Chicago Manual
of Style 3.8) and, rather than leave a hole, on the page before that text. None goes up into a
table that runs over pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product
from math import inf
from typing import Literal

from weasyprint.document import Document

from octavo.artifacts import TypesetJob
from octavo.pdf.engine.floats.forecast import Forecast, forecast
from octavo.pdf.engine.floats.movable import Series, movable
from octavo.pdf.engine.floats.survey import HOLE, Survey, Surveyor
from octavo.pdf.engine.tree import Element

LAYOUTS = 3
"""All in all; most divisions need one, a division that ends in figures two."""

AT_ONCE = 5
"""Figures that are thought of together, from the first hole on."""

PLANS = 2000
"""Ways to place them that are reckoned at most."""

ENOUGH = 5.0
"""Lines of white in all holes below which no further layout is tried."""

OVERLEAF = 3.0
"""Lines of white that weigh as much as a figure before the spread that names it."""

Pulled = Mapping[Element, int]


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
        self._surveyor = Surveyor(root, wanted)
        self._recto_first = first_side == "recto"

    def best(self) -> Document:
        """Lay out until no hole is left, or nothing more is promised."""
        best = self._look({})
        for pulled in islice(self._plans(best), LAYOUTS - 1):
            other = self._look(pulled)
            if self._is_right(other, other, pulled) and self._cost(other) < self._cost(best):
                best = other
            if best.white[0] < ENOUGH:
                break
        return best.document

    def _look(self, pulled: Pulled) -> Survey:
        return self._surveyor.survey(self._lay_out(pulled), pulled)

    def _plans(self, base: Survey) -> Iterator[Pulled]:
        """What promises less white than a layout has, the best first."""
        hole = next((page for page, foot in enumerate(base.feet[:-1], 1) if foot > HOLE), None)
        if hole is None:
            return
        near = [e for e in self._movable if e in base.heights and base.stands[e] >= hole]
        choices = [
            [(element, page) for page in (0, *self._heads(element, base))]
            for element in near[:AT_ONCE]
        ]
        promising: list[tuple[float, int, int, int, Pulled]] = []
        expected: list[dict[Element, int]] = [forecast(base, self._movable, {}).stands]
        for moves in islice(product(*choices), PLANS):
            plan = {element: page for element, page in moves if page}
            made = forecast(base, self._movable, plan)
            white = self._white(made, base, plan)
            better = white < base.white[0] - 1 and made.stands not in expected
            if better and self._is_right(made, base, plan):
                expected.append(made.stands)
                promising.append((white, len(made.feet), len(plan), len(promising), plan))
        for *_, pulled in sorted(promising, key=lambda promise: promise[:4]):
            yield pulled

    def _heads(self, element: Element, base: Survey) -> list[int]:
        """The pages, up to its own, at whose head a figure may stand."""
        if element not in base.named:
            return []
        named = base.page_of(base.named[element])
        return [
            page
            for page in range(base.stands[element], 1, -1)
            if self._may_show(page, named) and page not in base.parting
        ]

    def _is_right(self, made: Survey | Forecast, base: Survey, pulled: Pulled) -> bool:
        """Say whether all that went up stands behind its first mention or on its spread and parts
        no table, and each series is in its order; base knows the marks of the mentions."""
        reached: dict[Series, tuple[int, float]] = {}
        for element, series in self._movable.items():
            page = made.stands.get(element, 0)
            head = made.at_head.get(element, inf) if isinstance(made, Survey) else 0
            if (page, head) < reached.get(series, (page, head)):
                return False
            reached[series] = (page, head)
            if element in pulled:
                near = self._may_show(page, made.page_of(base.named[element]))
                if not near or page in base.parting:
                    return False
        return True

    def _cost(self, layout: Survey) -> tuple[float, int]:
        return self._white(layout, layout, layout.pulled), len(layout.feet)

    def _white(self, made: Survey | Forecast, base: Survey, pulled: Pulled) -> float:
        """The white in holes, and what weighs as much."""
        named = [(made.stands[e], made.page_of(base.named[e])) for e in pulled if e in made.stands]
        early = [page for page, at in named if page < at and self._spread(page) != self._spread(at)]
        return made.white[0] + OVERLEAF * len(early)

    def _may_show(self, page: int, named: int) -> bool:
        return page >= named - 1

    def _spread(self, page: int) -> int:
        return page // 2 if self._recto_first else (page + 1) // 2
