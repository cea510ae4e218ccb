"""All pages filled to the foot: some paragraphs run a line longer or shorter.

Widows, orphans and headings leave pages a line or two short. A paragraph can often be set with a
line more or less at little cost, so a dynamic programme over the division looks for the cheapest
choice with which every page is full: its states are the place on the page after each item.

Pages that are not plain (octavo.pdf.engine.lines.flow) keep their lines and their breaks; each
stretch of plain pages between them is evened by itself (octavo.pdf.engine.lines.filling says how
pages fill).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby, pairwise
from math import inf
from typing import NamedTuple

from octavo.pdf.engine.lines.filling import EXCUSED_LINE, SHORT_LINE, Place, Stretch
from octavo.pdf.engine.lines.flow import Flow
from octavo.pdf.engine.tree import Element

CHANGED = 500.0
"""Added to what a longer or shorter paragraph costs more than its best."""

WITHIN = 2_500_000.0
"""Ways that cost so much more than the cheapest are not followed: two lines and a half short."""

DEAR = (30_000.0, 300_000.0)
"""A stretch evened at such a price for a change, or left short, is looked at again with more care,
and again."""

NEAR = 2
"""Pages before a short one whose paragraphs are then searched for more ways to set them."""

Choices = Callable[[Element, int], Mapping[int, float]]
"""Gives the numbers of lines that a paragraph can be set in, with the price of each, after so many
searches at leisure."""


class _Way(NamedTuple):
    """The cheapest way to a place: the last item, its lines, and the way before it."""

    cost: float
    before: _Way | None
    item: int
    lines: int


def even(flow: Flow, choices: Choices, first_is_recto: bool) -> dict[Element, int]:
    """The number of lines for each paragraph that must be set longer or shorter."""
    wanted: dict[Element, int] = {}
    for stretch in stretches(flow, first_is_recto):
        if not stretch.is_uneven:
            continue
        changes, dearest = _even(stretch, choices, frozenset(), 0)
        for leisure, dear in enumerate(DEAR, 1):
            if dearest >= dear:
                near = stretch.elements_before_short_pages(NEAR)
                changes, dearest = _even(stretch, choices, near, leisure)
        wanted |= changes
    return wanted


def whiteness(flow: Flow) -> float:
    """The price of what is missing at the feet of plain pages; 0 where all are full."""
    total = 0.0
    for page, following in pairwise(flow.pages):
        if page.plain and page.shares and following.shares:
            item = flow.items[following.shares[0].item]
            excused = item.kept or not item.splits
            total += (page.room - page.foot) * (EXCUSED_LINE if excused else SHORT_LINE)
    return total


def stretches(flow: Flow, first_is_recto: bool) -> Iterator[Stretch]:
    """The stretches of plain pages whose breaks are understood."""
    for plain, group in groupby(range(len(flow.pages)), lambda page: flow.pages[page].plain):
        pages = list(group)
        waiting = [(pages[0], pages[-1])] if plain else []
        while waiting:
            first, last = waiting.pop()
            stretch = Stretch(flow, first, last, first_is_recto)
            strange = stretch.strange_page()
            if strange is None:
                yield stretch
                continue
            if strange < last:
                waiting.append((strange + 1, last))
            if first < strange:
                waiting.append((first, strange - 1))


def _even(
    stretch: Stretch, choices: Choices, near: frozenset[Element], leisure: int
) -> tuple[dict[Element, int], float]:
    """The changes on the cheapest way through a stretch, and the price of the dearest step."""
    ways: dict[Place, _Way] = {stretch.begin(): _Way(0.0, None, -1, 0)}
    for group in stretch.groups:
        last = group[-1]
        item = stretch.items[last]
        options = {stretch.lines(last): 0.0}
        if item.element is not None and stretch.may_change(last):
            prices = choices(item.element, leisure if item.element in near else 0)
            options |= {lines: CHANGED + price for lines, price in prices.items()}
        found: dict[Place, _Way] = {}
        for place, way in ways.items():
            for lines, price in options.items():
                reached, white = stretch.place(group, lines, place)
                cost = way.cost + price + white
                if reached not in found or cost < found[reached].cost:
                    found[reached] = _Way(cost, way, last, lines)
        bound = min(way.cost for way in found.values()) + WITHIN
        ways = {place: way for place, way in found.items() if way.cost < bound}
    prices_of_ends = {place: stretch.end(place) for place in ways}
    ends = [
        (ways[place].cost + price, place)
        for place, price in prices_of_ends.items()
        if price is not None
    ]
    return _read_back(ways[min(ends)[1]], stretch) if ends else ({}, inf)


def _read_back(way: _Way, stretch: Stretch) -> tuple[dict[Element, int], float]:
    wanted, dearest = {}, 0.0
    while way.before is not None:
        element = stretch.items[way.item].element
        if element is not None and way.lines != stretch.lines(way.item):
            wanted[element] = way.lines
        dearest = max(dearest, way.cost - way.before.cost)
        way = way.before
    return wanted, dearest
