"""For each rule a file made to break it, and it alone; and a file that breaks none."""

from __future__ import annotations

import io
import re

import broken_print
import broken_standard
import pikepdf
import pytest
from breaking import CASES, PLAIN, Case, drawing, function, more, printer
from broken_print import nothing
from pikepdf import Array, Dictionary, Name, Pdf
from press_sheet import BLEED, HEIGHT, MM, WIDTH, add, picture, sheet, written

from octavo.checks.preflight import RULES, PressRecord, preflight
from octavo.findings import Location
from octavo.press.printer import PrinterProfile

assert broken_standard.IN_RGB
assert broken_print.KDP_SPINE


def codes(content: bytes, case: Case | None = None) -> set[str]:
    profile, record = (case.profile, case.record) if case else (None, None)
    return {item.code for item in preflight(content, profile, record)}


def _name(case: Case) -> str:
    return f"{case.code}-{case.break_it.__name__}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_a_broken_file_is_found_by_its_rule_and_by_no_other(case: Case) -> None:
    assert codes(written(sheet(case.pages), case.break_it), case) == {case.code}


@pytest.mark.parametrize(
    "profile", [None, PLAIN, printer("office"), more("output", standard="none")],
    ids=["no profile", "sheet-fed", "office", "no standard"],
)  # fmt: skip
def test_a_clean_file_has_no_findings(profile: PrinterProfile | None) -> None:
    assert preflight(written(sheet()), profile) == ()


def test_a_file_without_identifier_is_found() -> None:
    file = written(sheet())
    with pikepdf.open(io.BytesIO(file)) as pdf:
        whole = io.BytesIO()
        pdf.save(whole, static_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    nameless = re.sub(rb"/ID \[.*?\]", lambda match: b" " * len(match[0]), whole.getvalue())
    assert codes(nameless) == {"preflight-file-id"}


def test_every_rule_has_a_file_made_to_break_it() -> None:
    broken = {case.code for case in CASES} | {"preflight-file-id"}
    assert broken == {rule.code for rule in RULES}


def test_a_finding_names_page_position_and_thing() -> None:
    file = written(sheet(), drawing(b"q 72 0 0 72 100 50 cm /Im1 Do Q",
                                    XObject=lambda pdf: {"/Im1": picture(pdf, 100, 100)}))  # fmt: skip
    (item,) = preflight(file)
    assert item.page == 2
    assert item.x == pytest.approx(100 / MM, abs=0.05)
    assert item.y == pytest.approx((HEIGHT - 122) / MM, abs=0.05)
    assert item.object == "image /Im1"
    assert item.message == (
        "Page 2, 35.3 mm from the left and 167.0 mm from the top: "
        "A picture prints with 100 pixels an inch; 200 are wanted."
    )


def test_a_position_on_a_turned_page_is_where_one_sees_it() -> None:
    def turn(pdf: Pdf) -> None:
        drawing(b"0 0 0 1 K 0.1 w 60 150 m 300 150 l S")(pdf)
        pdf.pages[1].obj.Rotate = 90

    found = {item.code: item for item in preflight(written(sheet(), turn))}
    hairline = found["preflight-hairline"]
    assert (hairline.x, hairline.y) == (
        pytest.approx(150 / MM, abs=0.1),
        pytest.approx(60 / MM, abs=0.1),
    )


def test_the_same_fault_on_many_pages_is_one_finding_with_all_its_pages() -> None:
    def all_pages(pdf: Pdf) -> None:
        for page in pdf.pages:
            add(page, b"1 0 0 rg 100 100 50 50 re f")

    (item,) = preflight(written(sheet(), all_pages))
    assert item.pages == (1, 2, 3, 4)
    assert item.message.endswith("Also on pages 2–4.")


def test_a_picture_of_the_manuscript_is_found_where_the_manuscript_shows_it() -> None:
    name = "/i" + "0123456789abcdef" * 2 + "0"
    place = Location("manuscript/book.md", 12, 3)

    def ours(pdf: Pdf) -> None:
        pdf.pages[1].obj.Resources.XObject[name] = picture(pdf, 100, 100)
        add(pdf.pages[1], b"q 72 0 0 72 100 50 cm " + name.encode() + b" Do Q")

    (item,) = preflight(written(sheet(), ours), None, PressRecord(places={name: place}))
    assert item.location == place


def test_a_turned_picture_of_the_manuscript_is_known_by_the_form_around_it() -> None:
    name = "/i" + "0123456789abcdef" * 2 + "0"
    place = Location("manuscript/book.md", 12, 3)

    def ours(pdf: Pdf) -> None:
        around = pdf.make_stream(b"q 0 1 -1 0 1 0 cm /Im Do Q")
        around.Type, around.Subtype, around.BBox = Name.XObject, Name.Form, Array([0, 0, 1, 1])
        around.Resources = Dictionary(XObject=Dictionary(Im=picture(pdf, 100, 100)))
        pdf.pages[1].obj.Resources.XObject[name] = around
        add(pdf.pages[1], b"q 72 0 0 72 100 50 cm " + name.encode() + b" Do Q")

    (item,) = preflight(written(sheet(), ours), None, PressRecord(places={name: place}))
    assert item.location == place


def test_the_record_of_the_build_stands_in_for_decoding() -> None:
    name = "/Im0"
    assert {
        item.code for item in preflight(written(sheet()), None, PressRecord({name: 310.0}))
    } == {"preflight-ink"}


def test_art_at_the_spine_needs_no_bleed_where_the_printer_wants_none_there() -> None:
    kdp_sides = more("bleed", sides=("top", "bottom", "outer"))
    at_spine = drawing(b"0.1 0 0 0 k %f 100 60 50 re f" % (WIDTH - 60))  # verso: bound at the right
    at_edge = drawing(b"0.1 0 0 0 k 0 100 60 50 re f")
    assert codes(written(sheet(), at_spine), Case("", nothing, kdp_sides)) == set()
    assert codes(written(sheet(), at_edge), Case("", nothing, kdp_sides)) == {"preflight-bleed"}


def test_what_is_clipped_away_is_not_judged() -> None:
    hidden = drawing(b"q 0 0 10 10 re W n 0.1 0 0 0 k 100 -4 50 100 re f 0 0 0 1 K 0.01 w "
                     b"60 150 m 300 150 l S Q")  # fmt: skip
    assert codes(written(sheet(), hidden)) == set()


def test_marks_outside_the_bleed_may_be_in_the_colour_of_registration() -> None:
    def mark(pdf: Pdf) -> None:
        page = pdf.pages[1]
        page.obj.MediaBox = Array([-50, -50, WIDTH + 50, HEIGHT + 50])
        drawing(
            b"/All CS 1 SCN 0.25 w -40 0 m %f 0 l S" % (-BLEED - 2),
            ColorSpace={"/All": Array([Name.Separation, Name.All, Name.DeviceCMYK, function(4)])},
        )(pdf)

    assert codes(written(sheet(), mark)) == set()
