"""Sections follow the depth of nesting; the author's level is kept as a look."""

from __future__ import annotations

import pytest

from octavo.reading.divisions import divide
from octavo.reading.identity import Register
from octavo.reading.sections import nest


@pytest.fixture
def nested(body, written):
    def make(xhtml: str, number: str | None = None, numbered: bool = False):
        (draft,) = divide([body(f"<h1>A</h1>{xhtml}")], "Book")
        draft.number = number
        findings: list = []
        nest(draft, Register(), findings, numbered=numbered)
        return written(draft.body), findings

    return make


def test_a_heading_opens_a_section_up_to_the_next_of_its_level(nested) -> None:
    xhtml, findings = nested("<p>0</p><h2>B</h2><p>1</p><h3>C</h3><p>2</p><h2>D</h2>")
    assert findings == []
    assert xhtml == (
        '<p>0</p><section id="b" class="level2"><h2 id="b-title" data-look="2">B</h2><p>1</p>'
        '<section id="c" class="level3"><h3 id="c-title" data-look="3">C</h3><p>2</p></section>'
        '</section><section id="d" class="level2"><h2 id="d-title" data-look="2">D</h2></section>'
    )


def test_a_skipped_level_is_a_warning_and_keeps_its_look(nested) -> None:
    xhtml, findings = nested("<h4>B</h4><h3>C</h3>")
    assert [item.code for item in findings] == ["heading-skipped", "heading-skipped"]
    assert '<h2 id="b-title" data-look="4">' in xhtml
    assert '<h2 id="c-title" data-look="3">' in xhtml


def test_classes_and_ids_go_to_the_section(nested) -> None:
    xhtml, _ = nested('<h2 id="x" class="special unnumbered">B</h2>')
    assert xhtml == (
        '<section id="x" class="level2 special"><h2 id="x-title" data-look="2">B</h2></section>'
    )


def test_sections_are_numbered_within_their_chapter(nested) -> None:
    xhtml, _ = nested(
        '<h2>B</h2><h3>C</h3><h3 class="unnumbered">D</h3><h2>E</h2><h3>F</h3>', "2", numbered=True
    )
    numbers = [part.split("<")[0] for part in xhtml.split('<span class="number">')[1:]]
    assert numbers == ["2.1", "2.1.1", "2.2", "2.2.1"]


def test_sections_of_an_unnumbered_division_have_no_numbers(nested) -> None:
    assert "number" not in nested("<h2>B</h2>", None, numbered=True)[0]


def test_headings_in_a_box_are_sections_inside_it(nested) -> None:
    xhtml, _ = nested('<h2>B</h2><div class="box"><h3>C</h3><p>1</p></div><p>2</p>')
    assert '<div class="box"><section id="c" class="level3">' in xhtml
    assert xhtml.endswith("</section></div><p>2</p></section>")


def test_headings_in_quotations_begin_no_section(nested) -> None:
    xhtml, _ = nested("<blockquote><h2>B</h2><p>1</p></blockquote>")
    assert xhtml == '<blockquote><p class="subheading">B</p><p>1</p></blockquote>'


def test_equal_titles_get_different_ids(nested) -> None:
    xhtml, _ = nested("<h2>B</h2><h2>B</h2>")
    assert 'id="b"' in xhtml
    assert 'id="b-2"' in xhtml
    assert 'id="b-2-title"' in xhtml
