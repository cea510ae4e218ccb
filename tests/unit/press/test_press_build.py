"""The press edition in a build: asked for, made once, made anew when its causes change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from PIL import Image

from octavo.findings import ManuscriptError

HEAD = """---
title: Rivers
date: 2026-01-01
identifier: urn:uuid:00000000-0000-4000-8000-000000000003
{more}
---

# One

Some text.

![A slope](slope.png)
"""


@pytest.fixture
def written(desk: Any) -> Callable[[str], Any]:
    def write(more: str) -> Any:
        desk.write("manuscript/book.md", HEAD.replace("{more}", more or "lang: en"))
        Image.linear_gradient("L").convert("RGB").save(desk.root / "manuscript" / "slope.png")
        return desk

    return write


def made(desk: Any, **options: Any) -> list[str]:
    report = desk.build(**options).report
    return [edition.edition for edition in report.editions]


def test_the_press_file_is_made_if_the_front_matter_speaks_of_a_press(
    written: Callable[[str], Any],
) -> None:
    assert "press" not in made(written(""))
    assert "press" in made(written("press: {profile: sheet-fed}"))
    assert "press" in made(written("press:"))


def test_it_is_made_if_it_is_asked_for(written: Callable[[str], Any]) -> None:
    desk = written("")
    report = desk.build("press").report
    assert [(item.edition, item.file) for item in report.editions] == [
        ("press", "rivers-press.pdf")
    ]


def test_a_second_build_takes_its_pictures_from_the_cache_and_gives_the_same_bytes(
    written: Callable[[str], Any],
) -> None:
    desk = written("press: {profile: sheet-fed}")
    desk.build("press")
    first = desk.made("-press.pdf").read_bytes()
    kept = list((desk.root / ".octavo" / "cache" / "press-picture").rglob("*"))
    assert [path for path in kept if path.is_file()]
    desk.made("-press.pdf").unlink()
    desk.build("press")
    assert desk.made("-press.pdf").read_bytes() == first


def test_a_profile_of_the_publication_is_a_cause_of_the_build(
    written: Callable[[str], Any],
) -> None:
    desk = written("press: {profile: ours}")
    desk.write("ours.toml", 'extends = "sheet-fed"\n[bleed]\nwidth = "2mm"\n')
    desk.build("press")
    assert desk.build("press").unchanged
    desk.write("ours.toml", 'extends = "sheet-fed"\n[bleed]\nwidth = "1mm"\n')
    desk.build("press")
    with pikepdf.open(desk.made("-press.pdf")) as pdf:
        assert float(pdf.pages[0].BleedBox[0]) == pytest.approx(-72 / 25.4, abs=0.001)


def test_a_printer_that_nobody_knows_stops_the_build_with_the_nearest_name(
    written: Callable[[str], Any],
) -> None:
    desk = written("press: {profile: kdp-paperbak}")
    with pytest.raises(ManuscriptError) as raised:
        desk.build("press")
    (said,) = [item for item in raised.value.findings if item.code == "profile-unknown"]
    assert said.hint == "Did you mean “kdp-paperback”?"


def test_too_little_bleed_is_one_finding_that_says_what_to_write(
    written: Callable[[str], Any],
) -> None:
    desk = written("press: {profile: kdp-paperback}")
    desk.write("styles/page.css", "@page { background: #cde }\n")
    (said,) = [item for item in desk.build("press").report.findings if "bleed" in item.code]
    assert "runs 3.0 mm over the trim at the head, the foot and the fore-edge" in said.message
    assert said.location.path == "manuscript/book.md"
    assert said.hint == "Write page: {bleed: 3.2mm}, and build again."
    desk = written("press: {profile: kdp-paperback}\npage: {bleed: 3.2mm}")
    assert not [item for item in desk.build("press").report.findings if "bleed" in item.code]


def test_the_file_has_whole_sheets_and_the_booklet_its_own(written: Callable[[str], Any]) -> None:
    desk = written("press: {profile: sheet-fed}\nbooklet: {sheet: A4, scheme: cut-stack-4}")
    report = desk.build("press", "booklet").report
    assert not [item for item in report.findings if item.code.startswith("preflight-page")]
    with pikepdf.open(desk.made("-press.pdf")) as pdf:
        assert len(pdf.pages) % 4 == 0


def test_inks_of_the_theme_are_on_the_plates(written: Callable[[str], Any]) -> None:
    desk = written("press: {profile: sheet-fed}")
    desk.write("styles/theme.yaml", 'inks: {"#CC3311": [0, 90, 100, 0]}\n')
    desk.write("styles/page.css", "p { color: #cc3311 }\n")
    desk.build("press")
    with pikepdf.open(desk.made("-press.pdf")) as pdf:
        content = b"".join(page.Contents.read_bytes() for page in pdf.pages if "/Contents" in page)
    assert b"0 0.9 1 0 k" in content


@pytest.mark.parametrize(
    "inks", ['{"red": [0, 90, 100, 0]}', '{"#cc3311": [0, 90]}', '{"#cc3311": [0, 90, 100, 101]}']
)
def test_inks_that_are_none_are_findings(written: Callable[[str], Any], inks: str) -> None:
    desk = written("")
    desk.write("styles/theme.yaml", f"inks: {inks}\n")
    try:
        found = desk.build("screen").report.findings
    except ManuscriptError as error:
        found = error.findings
    assert [item.location.path for item in found if item.code == "theme-setting"] == [
        "styles/theme.yaml"
    ]
