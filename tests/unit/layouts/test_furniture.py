"""Running heads, folios and bookmarks."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from sample import sample_book, sample_publication

from octavo.artifacts import BookPage
from octavo.book.structure import Matter
from octavo.layouts import furniture_documents, load_theme, outline
from octavo.layouts.furniture import SHEAF

PAGES = (
    BookPage(1, "one", 1, "recto", "1", Matter.BODY, False, folio_at_foot=True),
    BookPage(2, "one", 2, "verso", "2", Matter.BODY, True, "The Slow Canal"),
    BookPage(3, "one", 3, "recto", "3", Matter.BODY, True, "Locks & <gates>"),
    BookPage(4, None, 0, "verso", "4", Matter.BODY, False),
)


def sheets(publication):
    theme, _ = load_theme(publication)
    (document,) = furniture_documents(theme, publication, PAGES)
    root = ElementTree.fromstring(document.xhtml)
    return [
        (page.get("class").split(), {p.get("class"): p.text for p in page})
        for page in root.iter("{http://www.w3.org/1999/xhtml}div")
    ]


def test_every_page_has_its_furniture_in_order(publication):
    found = [content for _, content in sheets(publication)]
    assert found == [
        {"drop-folio": "1"},
        {"head": "The Slow Canal", "folio": "2"},
        {"head": "Locks & <gates>", "folio": "3"},
        {},
    ]


def test_folios_stand_at_the_outer_edge_whichever_way_the_book_opens(publication):
    assert [classes[2] for classes, _ in sheets(publication)][1:3] == ["outer-left", "outer-right"]
    metadata = replace(publication.metadata, language="fa")
    persian = sample_publication(publication.root, metadata=metadata)
    assert [classes[2] for classes, _ in sheets(persian)][1:3] == ["outer-right", "outer-left"]


def test_a_book_without_pages_has_no_furniture(publication):
    theme, _ = load_theme(publication)
    assert furniture_documents(theme, publication, ()) == ()


def test_a_division_that_grows_changes_no_sheaf_before_it(publication):
    theme, _ = load_theme(publication)

    def documents(last: int):
        numbers = [*range(SHEAF + 3), *range(last)]
        ids = ["one"] * SHEAF + ["two"] * 3 + ["three"] * last
        pages = [
            BookPage(n, name, n, "recto", str(n), Matter.BODY, True, "Head")
            for n, name in zip(numbers, ids, strict=True)
        ]
        return furniture_documents(theme, publication, pages)

    before, after = documents(2), documents(3)
    assert [each.xhtml.count("<div") for each in before] == [SHEAF, 5]
    assert before[0] == after[0]
    assert before[1] != after[1]


def test_bookmarks_show_parts_chapters_and_sections_as_a_tree():
    marks = outline(sample_book())
    titles = [mark.title for mark in marks]
    assert titles == [
        "Contents", "Figures", "Tables", "To the reader", "Part I The water",
        "Appendix A Measures", "Notes", "Sources", "Index",
    ]  # fmt: skip
    part = marks[4]
    assert [mark.title for mark in part.children] == [
        "1. A canal without a lock", "2. The second chapter",
    ]  # fmt: skip
    sections = part.children[0].children
    assert [mark.title for mark in sections] == ["Of water and its uses", "Figures, tables, code"]
    assert [mark.title for mark in sections[0].children] == ["Lists of several kinds"]
    assert sections[0].target == "sec-water"
