"""Cross-references say what they lead to; links that lead nowhere are errors."""

from __future__ import annotations

import re

import pytest


def codes(reading) -> list[str]:
    return [item.code for item in reading.findings]


def chapters(reading):
    return [division for division in reading.book.divisions if not division.generated]


def plain(xhtml: str) -> str:
    return re.sub(r"<[^>]+>", "", xhtml).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("[](#two)", "Chapter 2"),
        ("@sec-three", "“The third section”"),
        ("[](#sec-three)", "“The third section”"),
        ("[there](#two)", "there"),
        ("[](#app)", "Appendix A"),
        ("[](#two){.page}", "page ?"),
        ("[p.](#two){.page}", "p. ?"),
        ("[](#word)", "page ?"),
        ("<https://example.org/x>", "https://example.org/x"),
    ],
)
def test_references_become_words(folder, reference, words) -> None:
    reading = folder.read(
        f"# One\n\nSee {reference} now. A [word]{{#word}}.\n\n# Two\n\n"
        "## The third section {#sec-three}\n\nText.\n\n# More {.appendix #app}\n\nText.\n"
    )
    assert codes(reading) == []
    assert f"See {words} now." in plain(chapters(reading)[0].body)


def test_sections_with_numbers_are_called_by_them(folder) -> None:
    reading = folder.read(
        "# One\n\nSee @sec-b.\n\n## A\n\n## B {#sec-b}\n", "numbering:\n  sections: true\n"
    )
    assert "See Section 1.2." in plain(chapters(reading)[0].body)
    assert [heading.number for heading in chapters(reading)[0].headings] == ["1.1", "1.2"]


def test_a_page_reference_waits_for_the_pages(folder) -> None:
    reading = folder.read("# One\n\nSee [](#two){.page}.\n\n# Two\n\nText.\n")
    assert (
        '<a href="#two" class="pageref">page\u00a0<span data-folio="two">?</span></a>'
        in chapters(reading)[0].body
    )


def test_links_between_files_lead_into_the_book(folder) -> None:
    reading = folder.read(
        "# One\n\nSee [next](02.md) and [there](02.md#sub).\n",
        **{"02": "# Two\n\n## Sub\n\nText.\n"},
    )
    assert codes(reading) == []
    assert re.findall(r'href="([^"]+)"', chapters(reading)[0].body) == ["#two", "#sub"]


def test_a_link_to_another_file_keeps_its_words_and_warns(folder) -> None:
    reading = folder.read("# One\n\nSee [the data](data.csv).\n")
    assert codes(reading) == ["link-outside"]
    assert plain(chapters(reading)[0].body) == "See the data."


def test_an_unknown_target_is_an_error_with_the_nearest_id(folder) -> None:
    reading = folder.read("# One {#one}\n\nSee [](#oen).\n\nSee @fig-mop, [x](#nowhere).\n")
    assert codes(reading) == ["reference-undefined"] * 3
    assert str(reading.findings[0].location) == "manuscript/00-book.md:9:5"
    assert reading.findings[0].hint == "Did you mean “one”?"


def test_equal_ids_are_an_error_that_names_both_places(folder) -> None:
    reading = folder.read("# One {#x}\n\nText.\n\n# Two {#x}\n\nText.\n")
    (found,) = reading.findings
    assert (found.code, str(found.location)) == ("id-duplicate", "manuscript/00-book.md:11:1")
    assert "manuscript/00-book.md:7:1" in found.message


def test_ids_of_titles_give_way_to_those_of_authors(folder) -> None:
    reading = folder.read("# Notes\n\nText.\n\n# Other {#notes}\n\nText.\n")
    assert codes(reading) == []
    first, second = (division.id for division in chapters(reading))
    assert (first != "notes", second) == (True, "notes")


def test_all_ids_are_unique_names_and_known_to_their_division(folder) -> None:
    folder.drawing("images/map.svg")
    reading = folder.read(
        "# A\n\n## S\n\n- x\n- y\n\n> q\n\n| a |\n|---|\n| 1^[n] |\n\n![m](../images/map.svg)\n\n"
        "```\ncode\n```\n\nterm\n: meaning\n\n# A\n\n## S\n\nText^[n].\n"
    )
    assert codes(reading) == []
    bodies = [division.body for division in chapters(reading)]
    ids = re.findall(r'id="([^"]+)"', "".join(bodies + [n.body for n in reading.book.notes]))
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[^\W\d][\w.-]*", id) for id in ids)
    for tag in ("section", "h2", "p", "li", "blockquote", "th", "td", "figure", "pre", "dt", "dd"):
        tags = re.findall(rf"<{tag}[ >][^>]*", "".join(bodies))
        assert tags, tag
        assert all("id=" in found for found in tags), tag
    owned = [id for division in chapters(reading) for id in division.ids]
    assert len(owned) == len(set(owned))
    assert set(ids) <= set(owned)


def test_index_marks_give_terms_and_places(folder) -> None:
    reading = folder.read(
        '# A\n\nThe [Tigris]{.index} and [the river]{index="Rivers!Tigris; Water"}.'
        ' []{index="Persia" see="Iran"}\n'
    )
    assert codes(reading) == []
    terms = reading.book.index_terms
    assert [(term.path, term.see) for term in terms] == [
        (("Tigris",), None),
        (("Rivers", "Tigris"), None),
        (("Water",), None),
        (("Persia",), "Iran"),
    ]
    for term in terms:
        assert f'<span id="{term.target}" class="index-mark"/>' in chapters(reading)[0].body
    assert [division.role for division in reading.book.divisions][-2:] == ["index", "colophon"]
