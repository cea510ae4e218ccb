"""The spine's width by the printers' own formulas, its paper, and which way its text runs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from octavo.press.printer import Pages, PrinterProfile
from octavo.press.profiles import load_profile
from octavo.press.spine import (
    bound_pages,
    carries_text,
    page_caliper,
    spine_width,
    text_direction,
)

MM, INCH = 72 / 25.4, 72


def profile(name: str) -> PrinterProfile:
    return load_profile(name, Path("/nowhere"))[0]


def width(name: str, pages: int, paper: str | None) -> float:
    caliper = page_caliper(profile(name), paper)
    assert caliper is not None
    return spine_width(pages, caliper, profile(name))


def test_kdp_reckons_by_pages_and_paper() -> None:
    assert width("kdp-paperback", 200, "white") == pytest.approx(0.4504 * INCH, abs=0.02)
    assert width("kdp-paperback", 200, "cream") == pytest.approx(0.5 * INCH, abs=0.02)


def test_lulu_adds_its_cover() -> None:
    assert width("lulu", 200, None) == pytest.approx((200 / 444 + 0.06) * INCH, abs=0.02)


def test_a_weight_stands_for_a_paper_and_bulk_makes_it_thicker() -> None:
    # 100 leaves of 80 g/m2 at 1.25 cm3/g are 10 mm; at 1.5 they are 12 mm.
    assert width("sheet-fed", 200, "80gsm") == pytest.approx(10 * MM, abs=0.02)
    assert width("sheet-fed", 200, "80 g/m², 1.5 vol") == pytest.approx(12 * MM, abs=0.02)


def test_nobody_knows_the_paper_of_a_printer_who_names_none() -> None:
    assert page_caliper(profile("ingramspark"), None) is None
    assert page_caliper(profile("sheet-fed"), None) is None


@pytest.mark.parametrize("paper", ["marble", "5gsm", "80gsm, 9 vol", "thick"])
def test_what_is_no_paper_is_answered_with_a_sentence(paper: str) -> None:
    with pytest.raises(ValueError, match=f"“{paper}” is no paper"):
        page_caliper(profile("kdp-paperback"), paper)


def test_pages_are_bound_in_whole_leaves_and_sections() -> None:
    assert [bound_pages(count, profile("kdp-paperback")) for count in (63, 64)] == [64, 64]
    assert bound_pages(61, profile("sheet-fed")) == 64
    odd = replace(profile("lulu"), pages=Pages(multiple=3))
    assert bound_pages(61, odd) == 66


def test_thin_books_carry_no_text_where_the_printer_says_so() -> None:
    assert not carries_text(78, profile("kdp-paperback"))
    assert carries_text(79, profile("kdp-paperback"))
    assert carries_text(2, profile("sheet-fed"))


@pytest.mark.parametrize(
    ("language", "direction"),
    [("en-GB", "down"), ("nl", "down"), ("sv", "down"), ("ja", "down"), ("fa", "down"),
     ("fr-CA", "up"), ("de", "up"), ("es", "up"), ("it", "up"), ("ru", "up")],
)  # fmt: skip
def test_spines_are_read_as_the_language_is_used_to(language: str, direction: str) -> None:
    assert text_direction(language) == direction
