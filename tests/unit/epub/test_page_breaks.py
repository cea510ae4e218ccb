"""Printed pages in the text: at the very character, and only where a break may stand."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from octavo.artifacts import BookPage, PageMap, PageStart
from octavo.book.structure import Matter
from octavo.epub.page_breaks import insert_page_breaks

X = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def tree_of(body: str) -> etree._Element:
    return etree.fromstring(f'<html {X}><body><section id="ch">{body}</section></body></html>')


def pages(*starts: tuple[str, int] | None) -> PageMap:
    """A book of one division; None is a page without body text."""
    return PageMap(
        tuple(
            BookPage(n, "ch", n, "recto", str(n), Matter.BODY, True)
            for n in range(1, len(starts) + 1)
        ),
        (),
        tuple(PageStart(n, *start) for n, start in enumerate(starts, 1) if start),
    )


def broken(body: str, *starts: tuple[str, int] | None) -> str:
    """The body with each break as a bar and its folio: |2|."""
    tree = tree_of(body)
    insert_page_breaks([("ch", tree)], pages(*starts))
    for span in list(tree.iter("{*}span")):
        if span.get("role") == "doc-pagebreak":
            parent, bar = span.getparent(), f"|{span.get('aria-label')}|{span.tail or ''}"
            assert parent is not None
            before = span.getprevious()
            if before is None:
                parent.text = (parent.text or "") + bar
            else:
                before.tail = (before.tail or "") + bar
            span.tail = None
            parent.remove(span)
    written = etree.tostring(tree, encoding="unicode")
    return written.partition('<section id="ch">')[2].partition("</section></body>")[0]


FIRST = ("ch", 0)


def test_a_page_that_begins_inside_a_word_breaks_there() -> None:
    body = '<p id="a">One two three</p>'
    assert broken(body, FIRST, ("a", 4)) == '|1|<p id="a">One t|2|wo three</p>'


def test_spaces_do_not_count_and_stay_before_the_break() -> None:
    body = '<p id="a">One\n   two</p>'
    assert broken(body, FIRST, ("a", 3)) == '|1|<p id="a">One\n   |2|two</p>'


def test_a_break_stands_before_the_inline_element_that_its_character_opens() -> None:
    body = '<p id="a">One <em><b>two</b> three</em></p>'
    assert broken(body, FIRST, ("a", 3)) == '|1|<p id="a">One |2|<em><b>two</b> three</em></p>'
    assert broken(body, FIRST, ("a", 4)) == '|1|<p id="a">One <em><b>t|2|wo</b> three</em></p>'


def test_the_text_of_a_note_does_not_count() -> None:
    body = '<div id="d">ab<aside id="n" role="doc-footnote"><p id="np">note</p></aside>cd</div>'
    assert broken(body, FIRST, ("d", 3)).endswith("</aside>c|2|d</div>")


def test_blocks_inside_a_block_count_in_it_and_by_themselves() -> None:
    body = '<ul id="u"><li id="l">own<ul id="v"><li id="m">inner</li></ul>more</li></ul>'
    assert "mo|2|re" in broken(body, FIRST, ("l", 10))
    assert "in|2|ner" in broken(body, FIRST, ("m", 2))


def test_a_page_that_begins_with_a_figure_breaks_before_its_picture() -> None:
    body = '<figure id="f"><img alt="m"/><figcaption id="c">Words</figcaption></figure>'
    made = broken(f'<p id="a">x</p>{body}', FIRST, ("f", 5))
    assert '<figure id="f">|2|<img alt="m"/><figcaption' in made


def test_formulas_and_drawings_do_not_count() -> None:
    math = '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>xyz</mi></math>'
    assert broken(f'<p id="a">ab {math} cd</p>', FIRST, ("a", 3)).endswith(" c|2|d</p>")


def test_a_break_never_cuts_a_heading_or_a_noteref() -> None:
    body = (
        '<p id="a">x</p><h2 id="h">Long heading</h2><p id="b">word<sup class="call">'
        '<a href="#n" role="doc-noteref">12</a></sup> on</p>'
    )
    assert broken(body, FIRST, ("h", 5)).endswith(
        '|2|<h2 id="h">Long heading</h2>' + body.partition("</h2>")[2]
    )
    assert 'word|2|<sup class="call">' in broken(body, FIRST, ("b", 4))
    assert 'word|2|<sup class="call">' in broken(body, FIRST, ("b", 5))


@pytest.mark.parametrize(
    ("body", "block", "expected"),
    [
        ('<ul><li id="b">x</li></ul>', "b", '|2|<ul><li id="b">'),
        ('<ul><li id="a">x</li><li id="b">y</li></ul>', "b", '<li id="b">|2|y'),
        ('<ul><li id="l"><p id="b">x</p></li></ul>', "b", '<li id="l"><p id="b">|2|x'),
        ('<dl><dt id="b">x</dt></dl>', "b", '|2|<dl><dt id="b">'),
        ('<dl><dt id="a">x</dt><dd id="b">y</dd></dl>', "b", '<dd id="b">|2|y'),
        ('<dl><div id="d"><dt id="b">x</dt></div></dl>', "b", "|2|<dl><div"),
        ('<table><thead><tr><th id="b">x</th></tr></thead></table>', "b", "|2|<table>"),
        ('<table><caption id="b">x</caption></table>', "b", "|2|<table>"),
        (
            '<table><tbody><tr><td id="a">x</td></tr><tr><td id="b">y</td></tr></tbody></table>',
            "b",
            '<td id="b">|2|y',
        ),
        (
            '<figure id="b"><img alt="m"/><figcaption id="c">x</figcaption></figure>',
            "b",
            '<figure id="b">|2|<img',
        ),
        ('<figure><figcaption id="b">x</figcaption><img alt="m"/></figure>', "b", "|2|<figure>"),
        (
            '<figure><img alt="m"/><figcaption id="b">x</figcaption></figure>',
            "b",
            '|2|<figcaption id="b">',
        ),
        ('<header><h1 id="b">x</h1></header>', "b", "|2|<header>"),
        ('<section id="s"><h2 id="b">x</h2></section>', "b", '|2|<h2 id="b">'),
        ('<blockquote id="q"><p id="b">x</p></blockquote>', "b", '<p id="b">|2|x'),
    ],
)
def test_a_break_stands_only_where_it_may(body: str, block: str, expected: str) -> None:
    assert expected in broken(f'<p id="z">first</p>{body}', ("z", 0), (block, 0))


def test_pages_without_body_text_take_the_next_body_position() -> None:
    body = '<p id="a">One</p><p id="b">two</p>'
    assert broken(body, FIRST, None, None, ("b", 0)) == (
        '|1|<p id="a">One</p><p id="b">|2||3||4|two</p>'
    )


def test_blank_pages_at_the_end_stand_at_the_end() -> None:
    assert broken('<p id="a">One</p>', FIRST, None) == '|1|<p id="a">One</p>|2|'


def test_a_page_that_begins_with_a_picture_at_the_end_of_a_block_breaks_behind_its_words() -> None:
    assert "|2|" in broken('<p id="a">One <img alt="m"/></p>', FIRST, ("a", 3))


def test_a_place_that_the_text_does_not_have_is_said() -> None:
    tree = tree_of('<p id="a">One</p><p id="b">two</p>')
    breaks, findings = insert_page_breaks(
        [("ch", tree)], pages(FIRST, ("a", 99), ("gone", 0), ("b", 0))
    )
    assert [each.folio for each in breaks] == ["1", "2", "3", "4"]
    assert [item.code for item in findings] == ["page-break-moved"] * 2
    assert "Page 2" in findings[0].message
    assert "“gone”" in findings[1].message


def test_a_break_gets_an_id_that_the_book_does_not_have() -> None:
    tree = tree_of('<p id="page-1">One</p><p id="b">two</p>')
    (first, second), _ = insert_page_breaks([("ch", tree)], pages(FIRST, ("b", 0)))
    assert (first.id, second.id) == ("page-1-2", "page-2")


def test_pages_without_a_folio_have_no_break() -> None:
    map_ = pages(FIRST, ("a", 1))
    unnumbered = replace(map_, pages=(replace(map_.pages[0], folio=""), map_.pages[1]))
    (only,), _ = insert_page_breaks([("ch", tree_of('<p id="a">One</p>'))], unnumbered)
    assert only.folio == "2"


words = st.text(alphabet="ab é漢 \n\u00a0ß", max_size=12)


@st.composite
def paragraphs(draw: st.DrawFn) -> etree._Element:
    """A document of paragraphs with inline elements nested at random, and notes between."""
    tree = tree_of("")
    section = tree[0][0]
    for number in range(draw(st.integers(1, 3))):
        block = etree.SubElement(section, "{http://www.w3.org/1999/xhtml}p", id=f"b{number}")
        block.text = draw(words)
        spot = block
        for _ in range(draw(st.integers(0, 5))):
            name = draw(st.sampled_from(["em", "strong", "span", "code"]))
            child = etree.SubElement(spot, f"{{http://www.w3.org/1999/xhtml}}{name}")
            child.text, child.tail = draw(words), draw(words)
            spot = draw(st.sampled_from([block, spot, child]))
    return tree


def compact(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=150, deadline=None)
@given(tree=paragraphs(), data=st.data())
def test_breaks_change_no_text_and_stand_at_the_offset_that_was_asked(
    tree: etree._Element, data: st.DataObject
) -> None:
    before = copy.deepcopy(tree)
    starts: list[tuple[str, int]] = [FIRST]
    for block in tree.iter("{*}p"):
        length = len(compact("".join(block.itertext())))
        if length:
            offsets = st.lists(st.integers(0, length - 1), unique=True, max_size=3)
            starts += [(block.get("id") or "", offset) for offset in sorted(data.draw(offsets))]
    breaks, findings = insert_page_breaks([("ch", tree)], pages(*starts))
    assert "".join(tree.itertext()) == "".join(before.itertext())
    assert not findings
    assert len({each.id for each in breaks}) == len(starts)
    for each, (block_id, offset) in list(zip(breaks, starts, strict=True))[1:]:
        (span,) = tree.xpath(f"//*[@id='{each.id}']")
        (block,) = tree.xpath(f"//*[@id='{block_id}']")
        preceding = "".join(span.xpath("preceding::text()[ancestor::*[@id=$b]]", b=block_id))
        assert len(compact(preceding)) == offset
        if offset:
            assert span in list(block.iter())
