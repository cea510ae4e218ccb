"""What Chromium tells a screen reader, walked in order and compared with the Book."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unicodedata import bidirectional

from expected import Least
from lxml import etree
from opened import EPUB_TYPE, XHTML, OpenedBook, without_spaces

Node = dict[str, Any]
MATH_LETTER = "{http://www.w3.org/1998/Math/MathML}mi"


def _trees(plain: dict[str, Any]) -> Iterator[Node]:
    """All nodes of all documents in reading order."""
    for document in plain["documents"]:
        yield from document["tree"]


def _subtrees(plain: dict[str, Any], role: str) -> Iterator[list[Node]]:
    """Each node of a role with all that is below it."""
    for document in plain["documents"]:
        tree = document["tree"]
        for index, node in enumerate(tree):
            if node["role"] == role:
                yield tree[index : index + 1 + node["size"]]


def _spoken(nodes: list[Node]) -> str:
    return without_spaces("".join(n["name"] for n in nodes if n["role"] == "StaticText"))


def test_the_title_of_the_book_is_a_heading_before_all_others(
    opened: OpenedBook, plain: dict[str, Any]
) -> None:
    headings = [node for node in _trees(plain) if node["role"] == "heading"]
    assert headings[0]["name"] == opened.publication.metadata.title
    assert headings[0]["level"] == 1


def test_every_document_has_a_title_and_its_first_heading_is_of_the_first_level(
    plain: dict[str, Any],
) -> None:
    for document in plain["documents"]:
        assert document["tree"][0]["role"] == "RootWebArea"
        assert document["tree"][0]["name"], document["file"]
        levels = [node["level"] for node in document["tree"] if node["role"] == "heading"]
        assert levels[:1] in ([], [1]), document["file"]


def test_headings_are_those_of_the_book_in_order_and_depth(
    opened: OpenedBook, least: Least, plain: dict[str, Any]
) -> None:
    heard = [
        (node["level"], without_spaces(node["name"]))
        for node in _trees(plain)
        if node["role"] == "heading"
    ]
    wanted = []
    for division in opened.book.divisions:
        if division.generated or not division.title:
            continue
        wanted.append((1, without_spaces(division.plain_title)))
        wanted += [
            (heading.level, without_spaces(f"{heading.number or ''}{heading.text}"))
            for heading in division.headings
        ]
    assert len(wanted) >= least.headings
    remaining = iter(heard)
    missing = [each for each in wanted if each not in remaining]
    assert missing == []
    trees = [each["tree"] for each in plain["documents"]]
    without_endnotes = [t for t in trees if not any(n["role"] == "doc-endnotes" for n in t)]
    headings = (node for tree in without_endnotes for node in tree if node["role"] == "heading")
    deeper = [node for node in headings if node["level"] > 1]
    assert len(deeper) == len([each for each in wanted if each[0] > 1])


def test_every_note_is_heard_as_a_note_in_order_with_a_call_and_a_way_back(
    opened: OpenedBook, least: Least, plain: dict[str, Any]
) -> None:
    sources = {
        note.get("id"): without_spaces("".join(_texts(note)))
        for tree in opened.spine.values()
        for note in tree.iter(f"{XHTML}aside", f"{XHTML}li")
        if note.get(EPUB_TYPE) in ("footnote", "endnote")
    }
    notes = [*_subtrees(plain, "doc-footnote"), *_subtrees(plain, "doc-endnote")]
    by_number = [note.id for note in opened.book.notes]
    assert [_without_math(_spoken(note)) for note in notes] == [
        _without_math(sources[id]) for id in by_number
    ]
    assert all(any(node["role"] == "doc-backlink" for node in note) for note in notes)
    calls = [node["name"] for node in _trees(plain) if node["role"] == "doc-noteref"]
    assert len(calls) == sum(len(note.call_ids) for note in opened.book.notes) >= least.notes
    assert all(calls), "a call without a name"


def _texts(note: etree._Element) -> Iterator[str]:
    """The texts of a note but for the letters of formulas, which browsers exchange for others."""
    for text in note.xpath(".//text()"):
        if not (text.is_text and text.getparent().tag == MATH_LETTER and len(text) == 1):
            yield text


def _without_math(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() and not _is_mathematical(sign))[:40]


def _is_mathematical(sign: str) -> bool:
    """Whether a letter is one that browsers exchange for another in formulas."""
    return not (sign.isascii() or bidirectional(sign) == "AL")


def test_every_figure_is_heard_with_its_picture_described_and_its_caption(
    opened: OpenedBook, least: Least, plain: dict[str, Any]
) -> None:
    figures = [
        figure
        for figure in _subtrees(plain, "figure")
        if any(node["role"] == "Figcaption" for node in figure)
    ]
    assert len(figures) == len(opened.book.figures) >= least.figures
    for figure, heard in zip(opened.book.figures, figures, strict=True):
        pictures = [node["name"] for node in heard if node["role"] == "image"]
        assert pictures, figure.label
        assert all(len(name) >= len("A staff") for name in pictures), figure.label
        assert _spoken(heard).find(without_spaces(figure.label)) >= 0


def test_every_table_is_heard_with_its_name_and_headers(
    opened: OpenedBook, least: Least, plain: dict[str, Any]
) -> None:
    tables = list(_subtrees(plain, "table"))
    named = [without_spaces(table[0]["name"]) for table in tables if table[0]["name"]]
    assert len(named) == len(opened.book.tables) >= least.tables
    for table, name in zip(opened.book.tables, named, strict=True):
        assert name.startswith(without_spaces(table.label))
    assert all(any(node["role"] == "columnheader" for node in table) for table in tables)


def test_every_printed_page_is_heard_by_its_number(
    opened: OpenedBook, least: Least, plain: dict[str, Any]
) -> None:
    heard = [node["name"] for node in _trees(plain) if node["role"] == "doc-pagebreak"]
    assert heard == [line.label for line in opened.lines("page-list")]
    assert len(heard) >= least.pages


def test_no_chapter_claims_to_be_the_banner_of_a_site(plain: dict[str, Any]) -> None:
    assert [node for node in _trees(plain) if node["role"] in ("banner", "contentinfo")] == []
