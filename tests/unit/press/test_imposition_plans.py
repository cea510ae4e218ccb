"""The plan: scale, sheets, sections, blanks and what is said about them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from octavo.findings import UsageError
from octavo.geometry import POINTS_PER_MM, SHEETS, TRIMS, Size, parse_size
from octavo.press.creep import shift
from octavo.press.imposition import plan
from octavo.press.schemes import SCHEMES, section_sizes
from octavo.press.ticket import JobTicket, caliper_of, parse_grams

MM = POINTS_PER_MM
A5, A4 = TRIMS["a5"], SHEETS["a4"]


def codes(ticket: JobTicket, pages: int, trim: Size = A5, bleed: float = 0.0) -> list[str]:
    return [item.code for item in plan(ticket, pages, trim, bleed).findings]


def test_two_a5_pages_fit_on_a4_at_their_own_size() -> None:
    made = plan(JobTicket("saddle", A4), 8, A5)
    assert made.scale == 1
    assert made.sheet == Size(A4.height, A4.width)
    assert made.findings == ()


def test_pages_that_do_not_fit_are_made_smaller_and_that_is_said() -> None:
    ticket = JobTicket("saddle", A4)
    made = plan(ticket, 8, TRIMS["half-letter"])
    assert 0.97 < made.scale < 0.98
    assert codes(ticket, 8, TRIMS["half-letter"]) == ["imposition-scaled"]


def test_pages_that_may_not_be_scaled_are_cut_and_that_is_said() -> None:
    ticket = JobTicket("saddle", A4, scale="none")
    assert plan(ticket, 8, TRIMS["half-letter"]).scale == 1
    assert codes(ticket, 8, TRIMS["half-letter"]) == ["imposition-cut"]


def test_pages_may_fill_the_sheet() -> None:
    made = plan(JobTicket("saddle", SHEETS["a3"], scale="fit"), 8, A5)
    assert made.scale == pytest.approx(2**0.5, abs=0.01)
    assert made.findings == ()


def test_a_gutter_that_is_asked_for_stays_and_one_that_is_wished_gives_way() -> None:
    asked = plan(JobTicket("perfect", A4, gutter=6 * MM), 8, A5)
    assert asked.scale < 1
    wished = plan(JobTicket("perfect", A4), 8, A5)
    assert wished.scale == 1
    assert wished.block.width == pytest.approx(A4.height)
    roomy = plan(JobTicket("perfect", SHEETS["a3"]), 8, A5)
    assert roomy.block.width == pytest.approx(2 * A5.width + 6 * MM)


@pytest.mark.parametrize(
    ("sheet", "gutter"), [(Size(80, 80), None), (A4, 300 * MM), (Size(72, 2000), None)]
)
def test_a_sheet_that_leaves_nothing_of_the_pages_is_refused(
    sheet: Size, gutter: float | None
) -> None:
    with pytest.raises(UsageError, match="too small"):
        plan(JobTicket("proof-16", sheet, gutter=gutter), 16, TRIMS["a4"])


def test_rounded_paper_is_paper() -> None:
    assert plan(JobTicket("saddle", Size(595, 842)), 8, Size(420, 595)).scale == 1


def test_more_than_twelve_sheets_in_one_another_are_told() -> None:
    assert "imposition-thick" not in codes(JobTicket("saddle", A4), 48)
    assert "imposition-thick" in codes(JobTicket("saddle", A4), 49)
    assert "imposition-thick" not in codes(JobTicket("sections", A4), 200)
    assert "imposition-thick" in codes(JobTicket("sections", A4, section_sheets=13), 200)


def test_blanks_are_told_by_their_places() -> None:
    (said,) = plan(JobTicket("saddle", A4), 13, A5).findings
    assert (said.code, said.message) == ("imposition-blanks", "3 blank pages in 16: 14–16.")
    (said,) = plan(JobTicket("saddle", A4, back_cover=True), 13, A5).findings
    assert said.message == "3 blank pages in 16: 13–15."


def test_sections_are_as_equal_as_can_be() -> None:
    assert section_sizes(9, 4) == (3, 3, 3)
    assert section_sizes(17, 4) == (4, 4, 3, 3, 3)
    assert section_sizes(1, 4) == (1,)


@given(st.integers(1, 400), st.integers(1, 32))
def test_sections_hold_all_sheets_and_none_too_many(sheets: int, most: int) -> None:
    sizes = section_sizes(sheets, most)
    assert sum(sizes) == sheets
    assert max(sizes) <= most
    assert max(sizes) - min(sizes) <= 1


@given(
    st.sampled_from(sorted(SCHEMES)),
    st.integers(1, 300),
    st.floats(60, 1500),
    st.floats(60, 1500),
    st.floats(60, 1500),
    st.floats(60, 1500),
)
def test_every_page_is_printed_once_inside_its_sheet(
    scheme: str, count: int, width: float, height: float, across: float, down: float
) -> None:
    ticket = JobTicket(scheme, Size(across, down))
    assume(min(across, down) > max(width, height) / 3)  # else too little may be left of them
    made = plan(ticket, count, Size(width, height))
    printed = []
    for sheet in made.sheets:
        for side in (sheet.front, sheet.back):
            for placement in side.placements if side else ():
                printed.append(placement.page)
                assert placement.trim.x0 >= -0.6
                assert placement.trim.y1 <= made.sheet.height + 0.6
    assert sorted(page for page in printed if page) == list(range(1, count + 1))


def test_creep_sums_to_the_thickness_of_the_section() -> None:
    assert [shift("in", depth, 4, 1.0) for depth in range(4)] == [0, 1, 2, 3]
    assert [shift("out", depth, 4, 1.0) for depth in range(4)] == [-3, -2, -1, 0]
    assert [shift("half", depth, 4, 1.0) for depth in range(4)] == [-1.5, -0.5, 0.5, 1.5]


def test_paper_of_80_grams_is_a_tenth_of_a_millimetre_thick() -> None:
    assert caliper_of(80) == pytest.approx(0.1 * MM)
    assert caliper_of(parse_grams("115 g/m²"), 0.8) == pytest.approx(0.092 * MM)


@pytest.mark.parametrize("text", ["", "heavy", "5gsm", "9000", "80 lb"])
def test_what_is_no_paper_is_answered(text: str) -> None:
    with pytest.raises(ValueError, match="weight of paper"):
        parse_grams(text)


@pytest.mark.parametrize("text", ["A4", "a4 paper", "210mm x 297mm", "210x297mm", "21cm×29.7 cm"])
def test_a_size_is_read_as_people_write_it(text: str) -> None:
    size = parse_size(text, SHEETS)
    assert (size.width, size.height) == pytest.approx((A4.width, A4.height))


@pytest.mark.parametrize(
    "ticket",
    [
        JobTicket("origami", A4),
        JobTicket("zine", A4, caliper=1),
        JobTicket("sections", A4, section_sheets=0),
        JobTicket("saddle", A4, gutter=-1),
    ],
)
def test_a_ticket_without_meaning_is_answered(ticket: JobTicket) -> None:
    with pytest.raises(UsageError):
        plan(ticket, 8, A5)


def test_no_pages_are_no_job() -> None:
    with pytest.raises(UsageError):
        plan(JobTicket("saddle", A4), 0, A5)
