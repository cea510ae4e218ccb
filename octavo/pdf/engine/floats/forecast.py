"""Where figures would stand if some of them went up: reckoned, not laid out.

Text is taken for a liquid that fills every page but for the white that pages without a hole have
on average, figures for blocks of their height. That is wrong by a line or two a page, and a
thousand times faster than a layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from octavo.pdf.engine.floats.movable import Series
from octavo.pdf.engine.floats.survey import Survey, white_of
from octavo.pdf.engine.tree import Element

_LEAST = 0.01


@dataclass(slots=True)
class Forecast:
    """The layout to be expected: white at the feet, the page of each figure and of its mention."""

    feet: list[float] = field(default_factory=list)
    stands: dict[Element, int] = field(default_factory=dict)
    begins: list[float] = field(default_factory=list)  # mark at which each page begins

    @property
    def white(self) -> tuple[float, int]:
        """As of a layout."""
        return white_of(self.feet)

    def page_of(self, mark: float) -> int:
        """The page on which a place in the text would stand."""
        return max(1, sum(begin <= mark for begin in self.begins))


def forecast(
    survey: Survey, movable: Mapping[Element, Series], pulled: Mapping[Element, int]
) -> Forecast:
    """Fill pages with the text and the figures of a layout, some of them pulled to other pages."""
    made, total = Forecast(), sum(survey.text)
    coming = [element for element in movable if element in survey.heights]
    waiting: list[Element] = []
    mark, whole = 0.0, survey.room - survey.loss
    while mark < total - _LEAST or coming or waiting:
        made.begins.append(mark)
        page, room = len(made.begins), whole
        due = [e for e, at in pulled.items() if at == page and e not in made.stands] + waiting
        waiting = []
        for element in due:
            if survey.heights[element] <= room or room == whole:
                made.stands[element] = page
                room -= survey.heights[element]
            else:
                waiting.append(element)
        while True:
            coming = [element for element in coming if element not in made.stands]
            until = min(survey.written[coming[0]], total) if coming else total
            taken = min(max(0.0, until - mark), max(0.0, room))
            mark, room = mark + taken, room - taken
            if mark < until - _LEAST or not coming:
                break
            element = coming.pop(0)
            behind = any(movable[other] is movable[element] for other in waiting)
            if behind or survey.heights[element] > room:
                if element not in waiting:
                    waiting.append(element)
            else:
                made.stands[element] = page
                room -= survey.heights[element]
        made.feet.append(max(0.0, room))
    return made
