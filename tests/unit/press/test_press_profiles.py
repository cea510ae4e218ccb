"""Printers' profiles: octavo's own are whole, a publication's are read with every mistake placed."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from octavo.findings import Location
from octavo.images.profiles import assumed_cmyk, srgb
from octavo.press.printer import Rule
from octavo.press.profiles import load_profile, presets

MM, INCH = 72 / 25.4, 72


def test_octavo_knows_five_printers() -> None:
    assert set(presets()) == {"sheet-fed", "kdp-paperback", "ingramspark", "lulu", "office"}


@pytest.mark.parametrize("name", presets())
def test_every_rule_of_a_preset_names_its_source(name: str) -> None:
    profile, found = load_profile(name, Path("/nowhere"))
    assert found == ()
    for item in fields(profile):
        rule = getattr(profile, item.name)
        if isinstance(rule, Rule) and rule != type(rule)():
            assert rule.source, f"{name}: {item.name}"
    assert all(paper.source for paper in profile.papers)


def test_the_figures_of_a_printer_are_points_percent_and_bytes() -> None:
    kdp, _ = load_profile("kdp-paperback", Path("/nowhere"))
    assert kdp.bleed.width == pytest.approx(0.125 * INCH)
    assert kdp.bleed.sides == ("top", "bottom", "outer")
    assert [kdp.gutter.inside(pages) for pages in (24, 150, 151, 828, 829)] == [
        27, 27, 36, 63, None
    ]  # fmt: skip
    assert kdp.file.max_bytes == 650_000_000
    assert kdp.paper("cream").caliper == pytest.approx(0.0025 * INCH)
    assert kdp.paper("marble") is None
    assert not kdp.output.transparency
    lulu, _ = load_profile("lulu", Path("/nowhere"))
    pages = 200
    spine = pages * lulu.papers[0].caliper + lulu.spine.constant
    assert spine == pytest.approx((200 / 444 + 0.06) * INCH, abs=0.01)


def test_a_publication_brings_a_printer_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "printers").mkdir()
    (tmp_path / "printers" / "delft.toml").write_text(
        'title = "Delft"\nextends = "sheet-fed"\n[ink]\nlimit = 280\nsource = "their list"\n'
        'verified = true\n[[papers]]\nname = "bulky"\ncaliper = "0.09mm"\n'
    )
    for name in ("printers/delft.toml", "printers/delft"):
        profile, found = load_profile(name, tmp_path)
        assert found == ()
        assert (profile.name, profile.title, profile.ink_limit) == ("delft", "Delft", 2.8)
        assert profile.ink.verified
        assert profile.bleed.width == pytest.approx(3 * MM)  # as the preset says
        assert profile.papers[0].caliper == pytest.approx(0.09 * MM)


WRONG = """title = "Ours"
extends = "sheet-fed"
colour = "red"

[inkk]
limit = 280

[ink]
limit = "much"

[bleed]
width = 3
sides = ["top", "left"]

[pages]
least = true

[gutter]
steps = [{ pages = 100, inside = "thick" }]
"""


def test_every_mistake_is_found_in_one_run_with_its_place_and_the_nearest_name(
    tmp_path: Path,
) -> None:
    (tmp_path / "ours.toml").write_text(WRONG)
    profile, found = load_profile("ours", tmp_path)
    assert [(item.location.line, item.location.column) for item in found if item.location] == [
        (3, 1), (5, 1), (9, 1), (12, 1), (13, 1), (16, 1), (19, 1)
    ]  # fmt: skip
    assert found[1].hint == "Did you mean “ink”?"
    assert {item.code for item in found} == {"profile-setting"}
    assert profile.ink.limit == 300


@pytest.mark.parametrize("limit", ["900", "400.5", "99", "0", "-300", "nan", "inf", "true"])
def test_ink_that_no_press_prints_is_no_limit(tmp_path: Path, limit: str) -> None:
    (tmp_path / "ours.toml").write_text(f'extends = "sheet-fed"\n[ink]\nlimit = {limit}\n')
    profile, (said,) = load_profile("ours", tmp_path)
    assert said.code == "profile-setting"
    assert "from 100 to 400" in said.message
    assert said.location == Location("ours.toml", 3, 1)
    assert profile.ink.limit == 300


@pytest.mark.parametrize("line", ["[pages]\nmultiple = -4", "[pictures]\nmax_dpi = -inf"])
def test_nothing_is_counted_or_measured_below_nothing(tmp_path: Path, line: str) -> None:
    (tmp_path / "ours.toml").write_text(f'extends = "sheet-fed"\n{line}\n')
    (said,) = load_profile("ours", tmp_path)[1]
    assert said.code == "profile-setting"
    assert "from 0" in said.message


def test_what_is_no_toml_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text('title = "x"\n[ink\n')
    (said,) = load_profile("bad", tmp_path)[1]
    assert said.code == "profile-syntax"
    assert said.location == Location("bad.toml", 2, 5)


@pytest.mark.parametrize("name", ["sheetfed", "../outside", "/etc/passwd", "", "nobody"])
def test_a_printer_that_is_nowhere_is_said_and_nothing_outside_is_read(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "outside.toml").write_text('title = "not ours"')
    root = tmp_path / "book"
    root.mkdir()
    profile, (said,) = load_profile(name, root)
    assert said.code == "profile-unknown"
    assert profile.name == "sheet-fed"
    if name == "sheetfed":
        assert said.hint == "Did you mean “sheet-fed”?"


def test_an_icc_profile_of_the_publication_is_taken_if_a_press_can_use_it(tmp_path: Path) -> None:
    (tmp_path / "press.icc").write_bytes(assumed_cmyk())
    (tmp_path / "screen.icc").write_bytes(srgb())
    for icc, faults in (("press.icc", 0), ("screen.icc", 1), ("none.icc", 1), ("../x.icc", 1)):
        (tmp_path / "ours.toml").write_text(f'extends = "sheet-fed"\n[output]\nicc = "{icc}"\n')
        profile, found = load_profile("ours", tmp_path)
        assert len(found) == faults, icc
        assert profile.icc == assumed_cmyk()
