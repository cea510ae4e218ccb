"""Sheets, folded and cut as the instructions say, are a book with every page in its place.

A sample here; `make fold` runs every scheme with 1 to 130 pages, both bindings, both flips, with
and without creep (OCTAVO_FOLD=all).
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from folding import Read, colour_book, finish, printed, read, read_grid

from octavo.geometry import POINTS_PER_MM, SHEETS, TRIMS, Rect, Size
from octavo.press.drawing import draw
from octavo.press.imposition import ImpositionPlan, Placement, Sheet, Side, plan
from octavo.press.originals import measure, opened
from octavo.press.schemes import SCHEMES
from octavo.press.ticket import JobTicket

MM = POINTS_PER_MM
ALL = os.environ.get("OCTAVO_FOLD") == "all"
COUNTS = range(1, 131) if ALL else (1, 2, 4, 7, 16, 22)
TRIM = TRIMS["a6"]


def drawn(made: ImpositionPlan, book: bytes) -> bytes:
    out = io.BytesIO()
    with opened(book, "book") as pdf:
        draw(made, pdf, measure(pdf, "book"), out)
    return out.getvalue()


def bound(made: ImpositionPlan, sheets: bytes) -> list[Read]:
    """Print, finish and read."""
    scheme, ticket = made.scheme, made.ticket
    papers = printed(sheets, scheme.duplex, ticket.flip)
    if scheme.finish == "none":
        return read_grid(papers, ticket.binding)
    return read(finish(papers, made.steps))


def faults(made: ImpositionPlan, sheets: bytes, count: int) -> list[str]:
    """What a reader of the bound book would complain of."""
    try:
        pages = bound(made, sheets)
    except AssertionError as error:
        return [str(error)]
    numbers = [page.page for page in pages if page.page is not None]
    found = [] if numbers == list(range(1, count + 1)) else [f"out of order: {numbers}"]
    found += [f"page {page.page} stands on its head" for page in pages if not page.upright]
    if made.scheme.finish != "none":
        places = tuple(place for place, page in enumerate(pages, 1) if page.page is None)
        found += [] if places == made.blanks else [f"blank: {places}, said: {made.blanks}"]
        rectos = pages[0::2]
        if not (made.ticket.front_cover or any(page.page == 1 for page in rectos)):
            found.append("page 1 is no recto")
    return found


def tickets() -> Iterator[JobTicket]:
    for scheme in SCHEMES.values():
        for binding in ("left", "right"):
            for flip in ("short", "long") if scheme.duplex else ("short",):
                for caliper in (0.0, 0.1 * MM) if scheme.creeps else (0.0,):
                    sheet = None if scheme.name == "spreads" else SHEETS["a4"]
                    yield JobTicket(scheme.name, sheet, binding, flip, caliper)


def _name(ticket: JobTicket) -> str:
    creep = "creep" if ticket.caliper else "flat"
    return f"{ticket.scheme}-{ticket.binding}-{ticket.flip}-{creep}"


@pytest.fixture(scope="module")
def book() -> Callable[[int], bytes]:
    made: dict[int, bytes] = {}

    def of(count: int) -> bytes:
        if count not in made:
            made[count] = colour_book(count, TRIM, 3 * MM)
        return made[count]

    return of


@pytest.mark.parametrize("ticket", list(tickets()), ids=_name)
def test_every_scheme_folds_into_a_book(ticket: JobTicket, book: Callable[[int], bytes]) -> None:
    for count in COUNTS:
        made = plan(ticket, count, TRIM, 3 * MM)
        assert faults(made, drawn(made, book(count)), count) == [], count


@pytest.mark.parametrize("sheet", ["a4", "letter", "a3", "sra3"])
@pytest.mark.parametrize("trim", ["a5", "half-letter", "6x9", "a4"])
def test_any_trim_folds_on_any_sheet(sheet: str, trim: str) -> None:
    for turned in (False, True):
        size = SHEETS[sheet]
        paper = Size(size.height, size.width) if turned else size
        ticket = JobTicket("saddle", paper, flip="long")
        made = plan(ticket, 9, TRIMS[trim])
        sheets = drawn(made, colour_book(9, TRIMS[trim]))
        assert faults(made, sheets, 9) == []


@pytest.mark.parametrize("sheet", [Size(600, 600), Size(300, 900), Size(2000, 400)])
def test_odd_sheets_fold_too(sheet: Size, book: Callable[[int], bytes]) -> None:
    for scheme in ("saddle", "cut-stack-4", "zine"):
        for flip in ("short", "long"):
            made = plan(JobTicket(scheme, sheet, flip=flip), 12, TRIM)
            assert faults(made, drawn(made, book(12)), 12) == []


def test_covers_keep_their_places(book: Callable[[int], bytes]) -> None:
    for count in (2, 3, 5, 8, 9):
        ticket = JobTicket("saddle", SHEETS["a4"], front_cover=True, back_cover=True)
        made = plan(ticket, count, TRIM)
        pages = [page.page for page in bound(made, drawn(made, book(count)))]
        assert (pages[0], pages[1], pages[-2], pages[-1]) == (1, None, None, count)
        assert faults(made, drawn(made, book(count)), count) == []


def test_a_front_cover_alone_goes_round_the_book(book: Callable[[int], bytes]) -> None:
    made = plan(JobTicket("saddle", SHEETS["a4"], front_cover=True), 9, TRIM)
    pages = [page.page for page in bound(made, drawn(made, book(9)))]
    assert pages == [1, None, 2, 3, 4, 5, 6, 7, 8, 9, None, None]


# --- planted faults: the simulator must see each of them ---


def _swap_sides(made: ImpositionPlan) -> ImpositionPlan:
    sheets = tuple(replace(s, front=s.back or s.front, back=s.front) for s in made.sheets)
    return replace(made, sheets=sheets)


def _reverse_sheets(made: ImpositionPlan) -> ImpositionPlan:
    return replace(made, sheets=tuple(reversed(made.sheets)))


def _on_sheet(made: ImpositionPlan, change: Callable[[Sheet], Sheet]) -> ImpositionPlan:
    sheets = list(made.sheets)
    sheets[1] = change(sheets[1])
    return replace(made, sheets=tuple(sheets))


def _with_front(sheet: Sheet, placements: list[Placement]) -> Sheet:
    return replace(sheet, front=Side(tuple(placements), sheet.front.marks))


def _exchange_two_pages(made: ImpositionPlan) -> ImpositionPlan:
    def change(sheet: Sheet) -> Sheet:
        one, two, *rest = sheet.front.placements
        pages = [replace(one, page=two.page), replace(two, page=one.page), *rest]
        return _with_front(sheet, pages)

    return _on_sheet(made, change)


def _stand_a_page_on_its_head(made: ImpositionPlan) -> ImpositionPlan:
    def change(sheet: Sheet) -> Sheet:
        one, *rest = sheet.front.placements
        return _with_front(sheet, [replace(one, rotation=one.rotation + 180), *rest])

    return _on_sheet(made, change)


def _forget_a_page(made: ImpositionPlan) -> ImpositionPlan:
    def change(sheet: Sheet) -> Sheet:
        one, *rest = sheet.front.placements
        return _with_front(sheet, [replace(one, page=None), *rest])

    return _on_sheet(made, change)


def _print_a_page_twice(made: ImpositionPlan) -> ImpositionPlan:
    def change(sheet: Sheet) -> Sheet:
        one, two, *rest = sheet.front.placements
        return _with_front(sheet, [replace(one, page=two.page), two, *rest])

    return _on_sheet(made, change)


def _turn_on_the_other_edge(made: ImpositionPlan) -> ImpositionPlan:
    other = "long" if made.ticket.flip == "short" else "short"
    return replace(made, ticket=replace(made.ticket, flip=other))


def _cut_in_the_wrong_order(made: ImpositionPlan) -> ImpositionPlan:
    first, second, *rest = made.steps
    return replace(made, steps=(second, first, *rest))


def _fold_the_wrong_half(made: ImpositionPlan) -> ImpositionPlan:
    other = {"left": "right", "right": "left"}
    steps = tuple(
        replace(step, part=other[step.part]) if step.action == "fold" else step
        for step in made.steps
    )
    return replace(made, steps=steps)


def _forget_to_turn_over(made: ImpositionPlan) -> ImpositionPlan:
    return replace(made, steps=tuple(s for s in made.steps if s.action != "turn"))


@pytest.mark.parametrize(
    ("scheme", "plant"),
    [
        ("saddle", _swap_sides),
        ("saddle", _reverse_sheets),
        ("sections", _reverse_sheets),
        ("saddle", _exchange_two_pages),
        ("cut-stack-2", _exchange_two_pages),
        ("saddle", _stand_a_page_on_its_head),
        ("zine", _stand_a_page_on_its_head),
        ("perfect", _forget_a_page),
        ("cut-stack-4", _print_a_page_twice),
        ("saddle", _turn_on_the_other_edge),
        ("cut-stack-4", _turn_on_the_other_edge),
        ("cut-stack-4", _cut_in_the_wrong_order),
        ("saddle", _fold_the_wrong_half),
        ("sections", _forget_to_turn_over),
    ],
)
def test_the_simulator_catches_a_planted_fault(
    scheme: str,
    plant: Callable[[ImpositionPlan], ImpositionPlan],
    book: Callable[[int], bytes],
) -> None:
    made = plan(JobTicket(scheme, SHEETS["a4"]), 24, TRIM)
    assert faults(made, drawn(made, book(24)), 24) == []
    wrong = plant(made)
    assert faults(wrong, drawn(wrong, book(24)), 24)


def test_a_plan_for_the_other_binding_is_caught(book: Callable[[int], bytes]) -> None:
    made = plan(JobTicket("saddle", SHEETS["a4"], "left"), 24, TRIM)
    other = plan(JobTicket("saddle", SHEETS["a4"], "right"), 24, TRIM)
    mixed = replace(made, sheets=other.sheets)
    assert faults(mixed, drawn(mixed, book(24)), 24)


def test_the_pages_of_a_sheet_never_overlap() -> None:
    for ticket in tickets():
        made = plan(ticket, 22, TRIM, 3 * MM)
        for sheet in made.sheets:
            for side in (sheet.front, sheet.back):
                clips = [placement.clip for placement in side.placements] if side else []
                for index, one in enumerate(clips):
                    assert all(not _overlap(one, other) for other in clips[index + 1 :])


def _overlap(one: Rect, other: Rect) -> bool:
    inside = 0.001
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > inside
        and min(one.y1, other.y1) - max(one.y0, other.y0) > inside
    )
