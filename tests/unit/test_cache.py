"""The cache: what was kept comes back whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from octavo.artifacts import Galley, TagAnnotation, TagContent, TagNode
from octavo.cache import Cache, digest
from octavo.findings import finding

KEY = digest("a key")


def galley() -> Galley:
    tags = TagNode("Document", (("lang", "en"),), (TagContent(1, 0), TagAnnotation(1, 0)))
    found = (finding("note-undefined", "A note is missing."),)
    return Galley("one", b"%PDF", 1, tags=tags, findings=found)


def test_a_kept_value_comes_back_equal_with_its_findings(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("galley", KEY, galley())
    assert cache.get("galley", KEY, Galley) == galley()


@pytest.mark.parametrize("damage", [b"", b"\0", b"garbage" * 100])
def test_a_damaged_entry_is_a_miss_and_is_made_again(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put("galley", KEY, galley())
    (entry,) = tmp_path.glob("*/*/*")
    entry.write_bytes(damage)
    assert cache.get("galley", KEY, Galley) is None
    assert cache.made("galley", KEY, Galley, galley) == galley()
    assert cache.get("galley", KEY, Galley) == galley()


def test_a_single_flipped_bit_is_noticed(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("galley", KEY, galley())
    (entry,) = tmp_path.glob("*/*/*")
    content = bytearray(entry.read_bytes())
    content[-5] ^= 1
    entry.write_bytes(content)
    assert cache.get("galley", KEY, Galley) is None


def test_an_entry_of_another_type_is_a_miss(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("galley", KEY, {"division_id": 7})
    assert cache.get("galley", KEY, Galley) is None


def test_the_entries_longest_unused_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    for number in range(4):
        cache.put("text", digest(number), "x" * 1000)
        (entry,) = tmp_path.glob(f"text/*/{digest(number)}")
        os.utime(entry, (number, number))
    cache.prune(2500)
    kept = [cache.get("text", digest(number), str) is not None for number in range(4)]
    assert kept == [False, False, True, True]


def test_no_folder_keeps_nothing() -> None:
    cache = Cache(None)
    cache.put("text", KEY, "x")
    assert cache.get("text", KEY, str) is None


def test_a_folder_that_cannot_be_written_to_fails_no_build(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file in the way")
    cache = Cache(tmp_path / "cache")
    cache.put("text", KEY, "x")
    assert cache.get("text", KEY, str) is None


def test_the_digest_tells_where_one_cause_ends() -> None:
    assert digest("ab", "c") != digest("a", "bc")
    assert digest(b"x") != digest("x")
