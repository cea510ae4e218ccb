""".octavo/: used only as octavo leaves it; damage costs time, nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from writing_desk import Desk

from octavo.cache import NO_CACHE
from octavo.pipeline.workshop import Workshop, own_folder

BOOK = """---
title: A Book
slug: book
date: 2020
identifier: urn:uuid:11111111-2222-3333-4444-555555555555
---

# One

Text with a formula, $x^2 + 1$.^[A note.]
"""


def test_the_folder_is_made_and_marked_as_a_cache(tmp_path: Path) -> None:
    folder = own_folder(tmp_path)
    assert folder == tmp_path / ".octavo"
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f0688")
    assert own_folder(tmp_path) == folder


@pytest.mark.parametrize(
    "path", [".octavo", ".octavo/cache", ".octavo/cache/galley", ".octavo/cache/galley/ab/abc",
             ".octavo/builds", ".octavo/faces/x.font", ".octavo/CACHEDIR.TAG", ".octavo/other"],
)  # fmt: skip
def test_a_folder_with_links_is_not_used(tmp_path: Path, path: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).symlink_to(tmp_path / "elsewhere")
    assert own_folder(tmp_path) is None
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("path", [".octavo", ".octavo/cache", ".octavo/faces", ".octavo/locks"])
def test_a_file_in_the_place_of_a_folder_is_not_used(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("in the way")
    assert own_folder(tmp_path) is None


@pytest.mark.parametrize("path", ["faces/x.font", "drawings/x.svg", "cache/galley/ab/abc", "other"])
def test_a_folder_in_the_place_of_a_file_is_not_used(tmp_path: Path, path: str) -> None:
    (tmp_path / ".octavo" / path).mkdir(parents=True)
    assert own_folder(tmp_path) is None


def test_a_drawing_that_was_altered_is_written_again(tmp_path: Path) -> None:
    workshop = Workshop(tmp_path, NO_CACHE)
    path = workshop.drawing("a.svg", "<svg/>")
    path.write_text("<script/>")
    assert workshop.drawing("a.svg", "<svg/>").read_text() == "<svg/>"


def outputs(desk: Desk) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (desk.root / "dist").iterdir()}


@pytest.mark.parametrize("damage", ["emptied", "flipped", "foreign", "turned into a folder"])
def test_no_damage_breaks_a_build_or_changes_a_byte(desk: Desk, damage: str) -> None:
    desk.write("manuscript/book.md", BOOK)
    desk.build("screen", "epub")
    cold = outputs(desk)
    shutil.rmtree(desk.root / "dist")
    for path in sorted((desk.root / ".octavo").rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if damage == "turned into a folder":
            path.unlink()
            path.mkdir()
        elif damage == "emptied":
            path.write_bytes(b"")
        elif damage == "flipped":
            path.write_bytes(content[:-1] + bytes([content[-1] ^ 0xFF]) if content else b"\xff")
        else:
            path.write_bytes(b"\xff\xfe a stranger's \x00" * 9)
    desk.build("screen", "epub")
    assert outputs(desk) == cold


def test_a_lost_folder_costs_nothing_but_time(desk: Desk) -> None:
    desk.write("manuscript/book.md", BOOK)
    desk.build("epub")
    cold = outputs(desk)
    shutil.rmtree(desk.root / ".octavo")
    assert not desk.build("epub").unchanged
    assert outputs(desk) == cold
