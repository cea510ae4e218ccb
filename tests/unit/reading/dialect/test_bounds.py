"""Hostile and odd input ends soon, in a tree or a finding, and loses no text in silence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from octavo.reading.dialect import parse_markdown

SIZE = 1_000_000
SECONDS = 20  # a 1 MB book of prose takes one; the bound is for a busy machine

HOSTILE = {
    "brackets": "[" * SIZE,
    "stars": "a*" * (SIZE // 2),
    "quotes": "> " * (SIZE // 2),
    "quotes without spaces": ">" * SIZE,
    "backticks": " ".join("`" * (count % 700 + 1) for count in range(3_000)),
    "links": "[a](" * (SIZE // 4),
    "pictures": "![" * (SIZE // 2),
    "notes": "^[" * (SIZE // 2),
    "tags": "<b>" * (SIZE // 3),
    "boxes": "<div>\n" * 20_000,
    "dollars": "$a " * (SIZE // 3),
    "bullets": "- " * (SIZE // 2),
    "deep list": "\n".join(" " * (2 * level) + "- a" for level in range(1_000)),
    "comments": "<!-- " * (SIZE // 5),
    "fences": "```a\n" * (SIZE // 10),
    "divisions": "::: a\n" * 20_000,
    "grid": "+--" * (SIZE // 3) + "+\n|",
    "spans": "[" * 5_000 + "x" + "]{.a}" * 5_000,
    "same headings": "# a\n\n" * 10_000,
    "attributes": "[a]{" + ".a " * (SIZE // 3),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_ends(name: str) -> None:
    start = time.monotonic()
    parsed = parse_markdown(HOSTILE[name], "book.md")
    etree.tostring(parsed.root)
    assert time.monotonic() - start < SECONDS


@pytest.mark.parametrize("name", ["brackets", "quotes", "deep list", "spans"])
def test_what_is_too_much_is_said(name: str) -> None:
    codes = {each.code for each in parse_markdown(HOSTILE[name], "book.md").findings}
    assert codes & {"text-tangled", "nesting-too-deep"}


@pytest.mark.parametrize(
    "text", ["", "\n\n", " ", "\t", "#", "[", "- ", ">", "```", "|", ":", "$$"]
)
def test_next_to_nothing_is_read(text: str) -> None:
    assert parse_markdown(text, "book.md").root.tag == "body"


def test_the_manuscripts_own_private_characters_survive() -> None:
    text = "a \U000f0000[x](y) \U00100000 `\U000f0001` \U000f0000"
    parsed = parse_markdown(text, "book.md")
    assert "".join(parsed.root.itertext()) == "a \U000f0000x \U00100000 \U000f0001 \U000f0000"
    assert parsed.root[0][0].get("data-at") == "1:4"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab \n\t*_`[](){}<>!#-+.:|$^~@&;\"'\\=/1Zé", max_size=120))
def test_any_text_makes_well_formed_xhtml(text: str) -> None:
    parsed = parse_markdown(text, "book.md", known_keys=frozenset(("a",)))
    etree.fromstring(etree.tostring(parsed.root))
    without = parse_markdown(text, "book.md", known_keys=frozenset(("a",)), marks=False)
    assert "".join(parsed.root.itertext()) == "".join(without.root.itertext())
