"""How a stretch of pages fills with items, by WeasyPrint's rules, counted in lines.

A page takes what fits; a paragraph that does not fit is parted so that its orphans stay and its
widows follow, or goes over whole; headings go with what follows them. Nothing changed, this must
give the very breaks that WeasyPrint made: a page where it does not is called strange.
"""

from __future__ import annotations

from typing import NamedTuple

from octavo.pdf.engine.lines.flow import Flow, Item
from octavo.pdf.engine.tree import Element

SHORT_LINE = 1_000_000.0
"""A line that is missing at the foot of a page for no reason that a reader sees."""

EXCUSED_LINE = 20_000.0
"""One that is missing because a heading, figure or table did not fit."""

UNEVEN_SPREAD = 500_000.0
NEW_PAGE = 60_000.0
FEW_LINES = 30_000.0  # on the last page: fewer than LAST_PAGE_LINES
LAST_PAGE_LINES = 3

EXCUSED = -1


class Place(NamedTuple):
    """A place on the pages of a stretch: page from 0, lines used on it, and how many lines the
    other page of its spread is short, if this is the right-hand one (EXCUSED: as many as it
    likes)."""

    page: int
    used: int
    left: int


class Stretch:
    """Plain pages, from first to last in the flow."""

    def __init__(self, flow: Flow, first: int, last: int, first_is_recto: bool) -> None:
        self.items = flow.items
        self._flow = flow
        self._first, self._last = first, last
        self._pages = flow.pages[first : last + 1]
        self._is_end = last == len(flow.pages) - 1
        self._recto_first = first_is_recto == (first % 2 == 0)
        begun = flow.pages[first - 1].shares[-1:] if first else []
        own = [share.item for page in self._pages for share in page.shares]
        self._entering = own[0] if own and begun and begun[0].item == own[0] else None
        self._leaving = self._find_leaving(own)
        self.groups = self._group(sorted({*own} - {self._entering}))

    def _find_leaving(self, own: list[int]) -> tuple[int, int] | None:
        """The item that runs on behind this stretch, and how many of its lines do."""
        after = [share for page in self._flow.pages[self._last + 1 :] for share in page.shares]
        rest = sum(share.lines for share in after if own and share.item == own[-1])
        return (own[-1], rest) if rest else None

    def _group(self, own: list[int]) -> list[tuple[int, ...]]:
        """Items, each with the headings before it that stay with it."""
        groups: list[tuple[int, ...]] = []
        waiting: tuple[int, ...] = ()
        for item in own:
            waiting = (*waiting, item)
            if not self.items[item].kept or item == own[-1]:
                groups.append(waiting)
                waiting = ()
        return groups

    @property
    def is_uneven(self) -> bool:
        """Say whether there is anything to be gained."""
        return self.price_as_is >= EXCUSED_LINE

    @property
    def price_as_is(self) -> float:
        """What the feet cost with nothing changed."""
        place, price = self.begin(), 0.0
        for group in self.groups:
            place, white = self.place(group, self.lines(group[-1]), place)
            price += white
        return price + (self.end(place) or 0.0)

    def elements_before_short_pages(self, near: int) -> frozenset[Element]:
        """The paragraphs on pages that are short, and on so many pages before them."""
        found: set[Element] = set()
        for number, page in enumerate(self._pages[:-1]):
            if page.foot < page.room:
                for before in self._pages[max(0, number - near) : number + 1]:
                    elements = (self.items[share.item].element for share in before.shares)
                    found.update(element for element in elements if element is not None)
        return frozenset(found)

    def strange_page(self) -> int | None:
        """The first page of the flow where items do not end as they do here."""
        place = self.begin()
        ends = {
            share.item: (number, share.foot)
            for number, page in enumerate(self._pages)
            for share in page.shares
        }
        if self._entering is not None and self._entering in ends and not self.groups:
            return None
        for group in self.groups:
            place, _ = self.place(group, self.lines(group[-1]), place)
            page, foot = ends[group[-1]]
            if self._leaving is not None and group[-1] == self._leaving[0]:
                page, foot = page + 1, self._leaving[1]
            if (place.page, place.used) != (page, foot):
                return self._first + min(page, len(self._pages) - 1)
        return None

    def lines(self, item: int) -> int:
        """The lines of an item as it is."""
        return self.items[item].lines

    def may_change(self, item: int) -> bool:
        """Say whether an item may be set longer or shorter: one that stands here alone."""
        leaving = self._leaving is not None and self._leaving[0] == item
        return self.items[item].splits and not leaving

    def begin(self) -> Place:
        """The place where the first group stands."""
        first = self._pages[0]
        left = EXCUSED if self._is_recto(0) else 0
        if self._entering is None:
            return Place(0, first.start, left)
        rest = sum(s.lines for page in self._pages for s in page.shares if s.item == self._entering)
        place = Place(0, 0, left)
        place, _ = self._flow_down(self.items[self._entering], rest, place, entering=True)
        return place

    def place(self, group: tuple[int, ...], lines: int, place: Place) -> tuple[Place, float]:
        """The place behind a group whose last item has so many lines, and the price of the white
        that it leaves."""
        *heads, last = (self.items[item] for item in group)
        price = 0.0
        if place.used:
            need = sum(head.gap + head.lines for head in heads) + last.gap + _least(last, lines)
            if place.used + need > self._room(place.page):
                excused = bool(heads) or not last.splits
                place, price = self._turn(place, excused)
        for head in heads:
            gap = head.gap if place.used else 0
            place = place._replace(used=place.used + gap + head.lines)
        if place.used:
            place = place._replace(used=place.used + last.gap)
        place, more = self._flow_down(last, lines, place)
        return place, price + more

    def end(self, place: Place) -> float | None:
        """The price of the last page's foot; None where the pages behind would change."""
        last = len(self._pages) - 1
        if self._is_end:
            price = NEW_PAGE * max(0, place.page - last)
            return price + (FEW_LINES if place.used < LAST_PAGE_LINES and place.page else 0.0)
        if self._leaving is not None:
            return 0.0 if (place.page, place.used) == (last + 1, self._leaving[1]) else None
        if place.page != last or place.used < self._pages[last].foot:
            return None
        following = self._flow.pages[self._last + 1].shares
        item = self.items[following[0].item] if following else None
        excused = item is None or item.kept or not item.splits
        return self._turn(place, excused)[1]

    def _flow_down(
        self, item: Item, lines: int, place: Place, entering: bool = False
    ) -> tuple[Place, float]:
        """Set lines from a place on, over as many pages as they need."""
        price = 0.0
        while lines > self._room(place.page) - place.used:
            here = self._room(place.page) - place.used
            if item.splits and lines - here < item.widows:
                here = lines - item.widows
            if not item.splits or (here < item.orphans and not entering):
                if not place.used:
                    break  # higher than a page: it stands as it is
                here = 0
            place, white = self._turn(place._replace(used=place.used + here), not item.splits)
            price += white
            lines -= here
            entering = True
        return place._replace(used=place.used + lines), price

    def _turn(self, place: Place, excused: bool) -> tuple[Place, float]:
        """Go to the next page; price what is missing at the foot of this one."""
        short = self._room(place.page) - place.used
        price = short * (EXCUSED_LINE if excused else SHORT_LINE)
        if not self._is_recto(place.page):
            return Place(place.page + 1, 0, EXCUSED if excused else short), price
        if not excused and place.left not in (EXCUSED, short):
            price += UNEVEN_SPREAD
        return Place(place.page + 1, 0, 0), price

    def _room(self, page: int) -> int:
        return self._pages[min(page, len(self._pages) - 1)].room

    def _is_recto(self, page: int) -> bool:
        return self._recto_first == (page % 2 == 0)


def _least(item: Item, lines: int) -> int:
    """The lines of an item that must stand together at the foot of a page."""
    if not item.splits or lines < item.orphans + item.widows:
        return lines
    return item.orphans
