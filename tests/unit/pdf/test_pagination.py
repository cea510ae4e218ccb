"""Sides, folios and blanks as a reader of the printed book finds them."""

from __future__ import annotations

import re

from octavo.artifacts import Anchor, Galley, MarkupDocument, Medium, PageStart
from octavo.book.structure import Matter
from octavo.pdf.furniture import furniture_pages
from octavo.pdf.pagination import fill_folios, paginate, roman


def division(
    name: str, matter: Matter, pages: int, **more: object
) -> tuple[Galley, MarkupDocument]:
    galley = Galley(
        name, b"", pages, anchors=(Anchor(name, 1, 10, 20), Anchor(f"{name}-end", pages, 10, 20)),
        page_starts=tuple(PageStart(number, f"{name}-p", number) for number in range(1, pages + 1)),
    )  # fmt: skip
    document = MarkupDocument(name, name, matter, Medium.PAGE, "", name, (), **more)  # type: ignore[arg-type]
    return galley, document


def laid(*divisions: tuple[Galley, MarkupDocument]):
    return paginate(*zip(*divisions, strict=True))


def test_front_matter_is_roman_the_body_arabic_and_the_cover_uncounted() -> None:
    book = laid(
        division("cover", Matter.COVER, 1, bare=True),
        division("title", Matter.FRONT, 2, bare=True),
        division("preface", Matter.FRONT, 3),
        division("one", Matter.BODY, 2),
        division("two", Matter.BODY, 1),
        division("index", Matter.BACK, 2),
    )
    folios = [page.folio for page in book.pages]
    assert folios == ["", "i", "ii", "iii", "iv", "v", "vi", "1", "2", "3", "4", "5", "6"]
    assert [page.number for page in book.pages] == list(range(1, 14))
    blanks = [page for page in book.pages if page.division_id is None]
    assert [(page.folio, page.side, page.furniture, page.matter) for page in blanks] == [
        ("vi", "verso", False, Matter.FRONT),
        ("4", "verso", False, Matter.BODY),
    ]
    assert book.folio_of()["index-end"] == "6"


def test_odd_folios_are_rectos_in_every_matter() -> None:
    book = laid(
        division("cover", Matter.COVER, 1),
        division("preface", Matter.FRONT, 3, start="any"),
        division("one", Matter.BODY, 1, start="any"),
        division("two", Matter.BODY, 4, start="any"),
    )
    for page in book.pages[1:]:
        if page.folio.isdecimal():
            assert (int(page.folio) % 2 == 1) == (page.side == "recto")
    two = next(page for page in book.pages if page.division_id == "two")
    assert (two.folio, two.side) == ("2", "verso")  # no blank where a chapter may start anywhere


def test_openers_carry_a_drop_folio_only_and_bare_pages_and_blanks_nothing() -> None:
    book = laid(
        division("half", Matter.FRONT, 1, bare=True),
        division("one", Matter.BODY, 3, recto_head="One", verso_head="The book"),
        division("notes", Matter.BACK, 2, opener=False, recto_head="Notes"),
    )
    told = {
        (page.division_id, page.galley_page): (page.furniture, page.head, page.folio_at_foot)
        for page in book.pages
    }
    assert told["half", 1] == (False, "", False)
    assert told["one", 1] == (False, "", True)
    assert told["one", 2] == (True, "The book", False)
    assert told["one", 3] == (True, "One", False)
    assert told["notes", 1] == (True, "Notes", False)
    assert told[None, 0] == (False, "", False)
    assert [page.folio for page in furniture_pages(book)] == ["1", "2", "3", "5", "6"]


def test_anchors_and_page_starts_come_out_with_pages_of_the_book() -> None:
    book = laid(division("one", Matter.BODY, 1), division("two", Matter.BODY, 2))
    assert {anchor.id: anchor.page for anchor in book.anchors} == {
        "one": 1, "one-end": 1, "two": 3, "two-end": 4,
    }  # fmt: skip
    assert [(start.page, start.block_id) for start in book.starts] == [
        (1, "one-p"), (3, "two-p"), (4, "two-p"),
    ]  # fmt: skip


def test_a_book_without_pages_has_an_empty_map() -> None:
    assert paginate((), ()).pages == ()
    book = laid(division("nothing", Matter.BODY, 0), division("one", Matter.BODY, 1))
    assert [page.folio for page in book.pages] == ["1"]


def test_back_matter_alone_is_arabic() -> None:
    assert laid(division("index", Matter.BACK, 1)).pages[0].folio == "1"


def test_roman_folios() -> None:
    numbers = (1, 4, 9, 14, 40, 49, 90, 400, 1999)
    assert [roman(number) for number in numbers] == [
        "i", "iv", "ix", "xiv", "xl", "xlix", "xc", "cd", "mcmxcix",
    ]  # fmt: skip


def filled(xhtml: str, **folios: str) -> str:
    document = MarkupDocument("d", "d", Matter.BODY, Medium.PAGE, xhtml, "d", ())
    return fill_folios(document, folios).xhtml


def test_folios_are_written_where_they_are_wanted_and_all_else_stays() -> None:
    before = '<p  class="a">See page <span data-folio="x">?</span>, <b >bold</b><br/>&#160;'
    assert filled(before, x="iv") == before.replace(">?<", ">iv<")
    assert filled('<td class="f" data-folio="x" id="i"></td>', x="7") == (
        '<td class="f" data-folio="x" id="i">7</td>'
    )
    assert filled("<span data-folio='x' />", x="7") == "<span data-folio='x'>7</span>"
    assert filled('<span title="a > b" data-folio="x">12</span>', x="7").endswith(">7</span>")


def test_an_id_without_a_page_keeps_its_text() -> None:
    text = '<span data-folio="lost">?</span>'
    assert filled(text, x="7") == text


def test_ids_and_folios_are_read_and_written_as_xml() -> None:
    assert filled('<span data-folio="a&amp;b">?</span>', **{"a&b": "<1>"}) == (
        '<span data-folio="a&amp;b">&lt;1&gt;</span>'
    )


def entry(*ids: str) -> str:
    links = "".join(f', <a href="#{i}"><span data-folio="{i}">?</span></a>' for i in ids)
    return f'<li><span class="name">Tigris</span><span class="places">{links}</span></li>'


def test_the_places_of_an_index_entry_name_each_page_once() -> None:
    made = filled(entry("a", "b", "c", "d", "e"), a="12", b="12", c="14", d="15", e="15")
    assert re.findall(r">(\d+)<", made) == ["12", "14", "15"]
    assert re.findall(r'href="#(.)"', made) == ["a", "c", "d"]
    assert made.startswith('<li><span class="name">Tigris</span><span class="places">, <a')
    assert made.endswith("15</span></a></span></li>")


def test_places_on_different_pages_and_numbers_elsewhere_stay() -> None:
    written = entry("a", "b")
    assert filled(written, a="12", b="13") == written.replace("?", "12", 1).replace("?", "13")
    text = written.replace("places", "pages")
    assert filled(text, a="12", b="12") == text.replace("?", "12")
