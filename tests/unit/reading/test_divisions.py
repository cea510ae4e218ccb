"""What begins a division, what it is, and which number it has."""

from __future__ import annotations

import pytest

from octavo.book.structure import Matter
from octavo.reading.divisions import characterise, divide, letters, roman
from octavo.reading.identity import Register, slug, xml_name
from octavo.reading.trees import plain_text


def titles(drafts) -> list[str]:
    return [plain_text(draft.heading) for draft in drafts]


def test_every_first_level_heading_starts_a_division(body) -> None:
    drafts = divide([body("<h1>A</h1><p>a</p><h2>x</h2><h1>B</h1>"), body("<h1>C</h1>")], "Book")
    assert titles(drafts) == ["A", "B", "C"]


def test_files_are_read_on_as_one_text(body) -> None:
    drafts = divide([body("<h1>A</h1>"), body("<p>more of A</p>")], "Book")
    assert len(drafts) == 1
    assert plain_text(drafts[0].body) == "more of A"


def test_without_headings_the_book_is_one_chapter_with_its_title(body) -> None:
    (draft,) = divide([body("<p>All.</p><h2>x</h2>")], "The book")
    assert titles([draft]) == ["The book"]
    assert draft.unnumbered


def test_text_before_the_first_heading_is_a_preamble_without_title(body) -> None:
    drafts = divide([body("<p>First words.</p><h1>A</h1>")], "Book")
    assert [(draft.role, plain_text(draft.heading)) for draft in drafts] == [
        ("preamble", ""),
        ("chapter", "A"),
    ]


def test_empty_paragraphs_are_no_preamble(body) -> None:
    assert titles(divide([body("<p> </p><h1>A</h1>")], "Book")) == ["A"]


def test_a_box_around_chapters_gives_them_its_classes(body) -> None:
    drafts = divide(
        [body('<div class="backmatter" lang="fr"><h1>A</h1><p>a</p><h1>B</h1></div>')], "Book"
    )
    assert titles(drafts) == ["A", "B"]
    characterise(drafts, [])
    assert [(draft.matter, draft.language) for draft in drafts] == [(Matter.BACK, "fr")] * 2


@pytest.mark.parametrize(
    ("attributes", "role", "matter"),
    [
        ("", "chapter", Matter.BODY),
        ('class="preface"', "preface", Matter.FRONT),
        ('role="dedication"', "dedication", Matter.FRONT),
        ('class="frontmatter"', "chapter", Matter.FRONT),
        ('class="backmatter"', "chapter", Matter.BACK),
        ('class="part"', "part", Matter.BODY),
        ('class="appendix"', "appendix", Matter.BACK),
        ('class="acknowledgements"', "acknowledgments", Matter.FRONT),
        ('class="sources"', "bibliography", Matter.BACK),
        ('class="backmatter preface"', "preface", Matter.BACK),
    ],
)
def test_roles_are_said_by_class_or_attribute(body, attributes, role, matter) -> None:
    drafts = divide([body(f"<h1 {attributes}>Preface</h1><p>x</p>")], "Book")
    findings: list = []
    characterise(drafts, findings)
    assert (drafts[0].role, drafts[0].matter, findings) == (role, matter, [])


def test_an_unknown_role_is_an_error_with_the_nearest_name(body) -> None:
    drafts = divide([body('<h1 role="prefase">x</h1>')], "Book")
    findings: list = []
    characterise(drafts, findings)
    assert [(item.code, item.hint) for item in findings] == [
        ("role-unknown", "Did you mean “preface”?")
    ]


def test_front_matter_among_the_chapters_is_a_warning(body) -> None:
    drafts = divide([body('<h1>A</h1><h1 class="preface">B</h1><h1>C</h1>')], "Book")
    findings: list = []
    characterise(drafts, findings)
    assert [item.code for item in findings] == ["matter-order"]
    assert [draft.matter for draft in drafts] == [Matter.BODY] * 3


def test_an_introduction_may_stand_in_a_part(body) -> None:
    drafts = divide([body('<h1 class="part">A</h1><h1 class="introduction">B</h1>')], "Book")
    findings: list = []
    characterise(drafts, findings)
    assert findings == []
    assert drafts[1].matter is Matter.BODY


def test_numerals() -> None:
    assert [roman(n) for n in (1, 4, 9, 14, 40, 1999)] == ["I", "IV", "IX", "XIV", "XL", "MCMXCIX"]
    assert [letters(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("The first chapter", "the-first-chapter"),
        ("3. Applications", "applications"),
        ("[HTML], [S5], or [RTF]?", "html-s5-or-rtf"),
        ("Maître d'hôtel", "maître-dhôtel"),
        ("الفصل الأول", "الفصل-الأول"),
        ("1984", "section"),
        ("", "section"),
    ],
)
def test_ids_of_headings_are_those_of_pandoc(title: str, id: str) -> None:
    assert slug(title) == id


def test_ids_of_authors_become_xml_names() -> None:
    assert [xml_name(id) for id in ("fig:map", "1a", "a b", "ok.1-2_3", "-")] == [
        "fig-map", "id-1a", "a-b", "ok.1-2_3", "id",
    ]  # fmt: skip


def test_ids_of_our_own_yield(body) -> None:
    register = Register()
    register.taken.add("x")
    assert [register.new("x"), register.new("x"), register.new("y")] == ["x-2", "x-3", "y"]
