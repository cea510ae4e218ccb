"""Previews: pictures of what was made, when they are asked for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from octavo.pipeline.outputs import OutputError

if TYPE_CHECKING:
    from writing_desk import Desk

HEAD = """---
title: Rivers
lang: {language}
date: 2026-01-01
identifier: urn:uuid:00000000-0000-4000-8000-000000000007
lists: {{contents: false}}
{more}
---

"""


def write_book(desk: Desk, chapters: int, more: str = "", language: str = "en") -> None:
    text = "\n\n".join(f"# Chapter {n}\n\nThis is leaf {n}." for n in range(1, chapters + 1))
    head = HEAD.format(language=language, more=more or "edition: first")
    desk.write("manuscript/book.md", head + text + "\n")


def names(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.root / "dist" / "previews").glob("*"))


def test_no_picture_is_drawn_unless_it_is_asked_for(desk: Desk) -> None:
    write_book(desk, 2, "booklet: {}")
    desk.build()
    assert not (desk.root / "dist" / "previews").exists()


def test_spreads_and_sheets_are_pictures_named_by_their_pages(desk: Desk) -> None:
    write_book(desk, 2, "booklet: {}")
    report = desk.build("screen", "booklet", previews=True).report
    count = report.pages
    spreads = [name for name in names(desk) if name.startswith("spread")]
    assert spreads[:3] == ["spread-001.png", "spread-002-003.png", "spread-004-005.png"]
    assert len(spreads) == count // 2 + 1
    assert "booklet-001.png" in names(desk)
    listed = [item.file for item in report.editions if item.edition == "previews"]
    assert sorted(listed) == [f"previews/{name}" for name in names(desk)]


def test_a_spread_shows_two_pages_of_the_trim(desk: Desk) -> None:
    write_book(desk, 2)
    desk.build("screen", previews=True)
    content = (desk.root / "dist/previews/spread-002-003.png").read_bytes()
    picture = Image.open(io.BytesIO(content))
    assert picture.format == "PNG"
    assert picture.width / picture.height == pytest.approx(2 * 148 / 210, abs=0.01)
    assert 980 <= picture.height <= 1020


def dark_half(desk: Desk, name: str) -> str:
    """The side of a spread that has ink on it."""
    content = (desk.root / "dist/previews" / name).read_bytes()
    picture = Image.open(io.BytesIO(content)).convert("L")
    middle = picture.width // 2
    left = picture.crop((0, 0, middle - 2, picture.height)).getextrema()[0]
    right = picture.crop((middle + 2, 0, picture.width, picture.height)).getextrema()[0]
    return "right" if right < left else "left"


@pytest.mark.parametrize(("language", "side"), [("en", "right"), ("fa", "left")])
def test_the_first_page_is_on_the_side_where_the_book_has_it(
    desk: Desk, language: str, side: str
) -> None:
    write_book(desk, 1, language=language)
    desk.write("styles/theme.yaml", "more-faces:\n  - {family: Amiri, package: amiri}\n")
    desk.write("styles/page.css", ":root { --text-face: Amiri; --head-face: Amiri }\n")
    desk.build("screen", previews=True)
    assert dark_half(desk, "spread-001.png") == side


def test_previews_alone_are_drawn_beside_an_epub_too(desk: Desk) -> None:
    write_book(desk, 1)
    desk.build("epub", previews=True)
    assert "spread-001.png" in names(desk)


def test_pictures_of_pages_that_are_gone_go_too_and_no_others(desk: Desk) -> None:
    write_book(desk, 4)
    desk.build("screen", previews=True)
    own = desk.write("dist/previews/of-mine.png", b"my own")
    before = names(desk)
    write_book(desk, 1)
    desk.build("screen", previews=True)
    left = names(desk)
    assert len(left) < len(before)
    assert [name for name in before if name in left][:3] == before[:3]
    assert "spread-008-009.png" not in left
    assert own.read_bytes() == b"my own"


def test_a_second_build_makes_nothing_and_one_without_its_pictures_makes_them_again(
    desk: Desk,
) -> None:
    write_book(desk, 1)
    desk.build("screen", previews=True)
    assert desk.build("screen", previews=True).unchanged
    (desk.root / "dist/previews/spread-001.png").unlink()
    assert not desk.build("screen", previews=True).unchanged
    assert "spread-001.png" in names(desk)


def test_nothing_is_written_through_a_link(desk: Desk) -> None:
    write_book(desk, 1)
    other = desk.root / "elsewhere"
    other.mkdir()
    (desk.root / "dist").mkdir()
    (desk.root / "dist/previews").symlink_to(other)
    with pytest.raises(OutputError, match="is a link"):
        desk.build("screen", previews=True)
    assert not list(other.iterdir())
