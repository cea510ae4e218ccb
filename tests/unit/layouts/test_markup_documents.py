"""What every division's document promises to pages and EPUB."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from sample import NOTES, division, sample_book, sample_divisions

from octavo.artifacts import Medium
from octavo.book.structure import Matter
from octavo.layouts.semantics import ARIA_ROLES
from octavo.publication import ListSettings, NoteSettings

X = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
BOTH = pytest.mark.parametrize("medium", list(Medium))


def tree(document):
    return ElementTree.fromstring(document.xhtml)


def by_id(root):
    return {element.get("id"): element for element in root.iter() if element.get("id")}


def letters(element):
    return "".join("".join(element.itertext()).split())


def asides(root):
    return list(root.iter(f"{X}aside"))


@BOTH
def test_every_role_becomes_a_well_formed_document(laid, medium):
    for id, document in laid(medium).items():
        root = tree(document)
        section = by_id(root)[id]
        assert section.tag == f"{X}section"
        assert section.get("class").split()[:2] == ["division", document.role]
        assert section.get("role") == ARIA_ROLES.get(document.role)
        assert root.find(f"{X}body").get("class") == f"{document.role} {document.matter.value}"
        assert root.findtext(f"{X}head/{X}title")
        assert root.get("lang") == "en"


def test_semantics_of_epub_stand_in_reflow_alone(laid):
    section = by_id(tree(laid(Medium.REFLOW)["two"]))["two"]
    assert section.get(EPUB_TYPE) == "chapter"
    assert "epub:type=" not in laid(Medium.PAGE)["two"].xhtml


@BOTH
def test_every_id_of_the_body_survives_and_none_is_twice(laid, medium):
    documents = laid(medium)
    found = Counter(
        e.get("id") for item in documents.values() for e in tree(item).iter() if e.get("id")
    )
    assert not [id for id, count in found.items() if count > 1]
    for item in sample_divisions():
        assert set(item.ids) <= set(found), item.id


@BOTH
def test_every_block_has_an_id_and_both_media_use_the_same(laid, medium):
    blocks = {
        f"{X}{name}" for name in ("p", "li", "td", "th", "figcaption", "caption", "pre", "h2")
    }
    other = Medium.PAGE if medium is Medium.REFLOW else Medium.REFLOW
    there = laid(other)
    for id, document in laid(medium).items():
        found = [e for e in tree(document).iter() if e.tag in blocks]
        assert all(e.get("id") for e in found), id
        assert {e.get("id") for e in found} <= by_id(tree(there[id])).keys()


@BOTH
def test_no_letter_of_a_chapter_is_lost_or_moved(laid, medium):
    body = ElementTree.fromstring(
        f'<div xmlns="http://www.w3.org/1999/xhtml">{sample_divisions()[11].body}</div>'
    )
    wanted = by_id(body)
    got = by_id(tree(laid(medium)["one"]))
    for id in ("one-3", "one-7", "one-10", "one-20", "one-24", "one-33", "one-41", "one-46"):
        assert letters(got[id]) == letters(wanted[id])


# --- notes ---


@BOTH
def test_every_note_stands_once_with_its_number_and_the_way_back(laid, medium):
    found = [a for item in laid(medium).values() for a in asides(tree(item))]
    assert Counter(a.get("id") for a in found) == {note.id: 1 for note in NOTES}
    for aside in found:
        back = aside.find(f".//{X}a[@role='doc-backlink']")
        assert back.get("href") == f"#call-{aside.get('id')}"
        assert back.text == f"{aside.get('id')[1:]}."
        assert back.get("aria-label").startswith("Back to note call")
        assert not aside.findall(f".//{X}aside")


def test_a_note_stands_behind_its_call_on_pages(laid):
    root = tree(laid(Medium.PAGE)["one"])
    parents = {kid: parent for parent in root.iter() for kid in parent}
    call = by_id(root)["call-n1"]
    paragraph = parents[parents[call]]
    at = list(paragraph).index(parents[call])
    assert paragraph[at + 1].get("id") == "n1"
    assert paragraph[at + 1].tail.startswith(" It goes on")


def test_where_text_flows_the_notes_end_the_division_in_the_order_of_their_calls(laid):
    for name in ("one", "two"):
        root = tree(laid(Medium.REFLOW)[name])
        section = by_id(root)[name]
        end = section[-1]
        assert end.get("class") == "notes"
        notes = [kid.get("id") for kid in end]
        calls = [
            link.get("href").removeprefix("#")
            for link in section.iter(f"{X}a")
            if link.get("role") == "doc-noteref"
        ]
        assert notes
        assert sorted(notes) == sorted(set(calls))
        assert [id for id in dict.fromkeys(calls) if id != "n6"] == [n for n in notes if n != "n6"]


def test_a_note_called_in_a_note_follows_it_and_is_never_in_it(laid):
    ids = [aside.get("id") for aside in asides(tree(laid(Medium.REFLOW)["one"]))]
    assert ids.index("n6") == ids.index("n3") + 1


@BOTH
def test_endnotes_are_listed_by_chapter_and_linked_both_ways(laid, medium):
    documents = laid(medium, notes=NoteSettings(place="end"))
    assert not [a for item in documents.values() for a in asides(tree(item))]
    root = tree(documents["notes"])
    assert [item.get("id") for item in root.iter(f"{X}li")] == [note.id for note in NOTES]
    back = by_id(root)["n1"].find(f".//{X}a[@role='doc-backlink']")
    assert back.get("href") == "octavo:call-n1"
    call = by_id(tree(documents["one"]))["call-n1"]
    assert call.get("href") == "octavo:n1"


# --- links ---


@BOTH
def test_every_link_inside_the_book_leads_somewhere(laid, medium):
    documents = {id: tree(item) for id, item in laid(medium).items()}
    homes = {id: division for division, root in documents.items() for id in by_id(root)}
    count = 0
    for division_id, root in documents.items():
        for link in root.iter(f"{X}a"):
            href = link.get("href")
            if href.startswith("#"):
                assert homes[href[1:]] == division_id
            elif href.startswith("octavo:"):
                assert homes[href.removeprefix("octavo:")] != division_id
            count += 1
    assert count > 30


# --- pictures and formulas ---


def test_formulas_are_drawings_on_pages_and_mathml_where_text_flows(laid):
    page, reflow = laid(Medium.PAGE)["one"], laid(Medium.REFLOW)["one"]
    image = next(e for e in tree(page).iter(f"{X}img") if e.get("class") == "math")
    assert image.get("src") == "formulas/aa11.svg"
    assert image.get("alt") == "x=1"
    assert "vertical-align: -0.2000em" in image.get("style")
    assert page.assets == (
        "formulas/aa11.svg", "images/map.svg", "formulas/bb22.svg", "images/photo.jpg",
    )  # fmt: skip
    maths = list(tree(reflow).iter("{http://www.w3.org/1998/Math/MathML}math"))
    assert [math.get("alttext") for math in maths] == ["x=1", "x=1"]
    assert reflow.assets == ("images/map.svg", "images/photo.jpg")


def test_a_picture_takes_whole_lines_and_no_more_than_the_measure(laid):
    leading, measure = 14.0, 286.0
    images = [e for e in tree(laid(Medium.PAGE)["one"]).iter(f"{X}img") if e.get("class") is None]
    for image, share in zip(images, (1, 0.6), strict=True):
        width, height, rest = (float(n) for n in re.findall(r"([\d.]+)pt", image.get("style")))
        assert width == pytest.approx(measure * share, abs=0.1)
        assert math.isclose((height + rest) % leading, 0, abs_tol=0.05) or math.isclose(
            (height + rest) % leading, leading, abs_tol=0.05
        )


def test_a_tall_picture_leaves_room_for_its_caption(laid):
    tall = replace(sample_book().assets[0], width=100, height=4000)
    book = sample_book(assets=(tall,))
    image = next(
        e for e in tree(laid(Medium.PAGE, book)["one"]).iter(f"{X}img") if not e.get("class")
    )
    height = float(re.search(r"height: ([\d.]+)pt", image.get("style"))[1])
    assert height <= (34 - 4) * 14


# --- generated lists ---


def contents(document):
    def lines(ol):
        return [
            ("".join(li.find(f"{X}p").itertext()).split(), lines(li.find(f"{X}ol")))
            for li in ol.findall(f"{X}li")
        ] if ol is not None else []  # fmt: skip

    return lines(tree(document).find(f".//{X}ol"))


def test_contents_show_parts_chapters_and_sections_with_folios_on_pages(laid):
    found = contents(laid(Medium.PAGE)["contents"])
    assert [line[-2] for line, _ in found] == [
        "Figures", "Tables", "reader", "water", "Measures", "Notes", "Sources", "Index",
    ]  # fmt: skip
    chapters = found[3][1]
    assert chapters[0][0] == ["1", "A", "canal", "without", "a", "lock", "?"]
    assert [" ".join(line[:-1]) for line, _ in chapters[0][1]] == [
        "Of water and its uses", "Figures, tables, code",
    ]  # fmt: skip
    assert laid(Medium.PAGE)["contents"].folio_refs[:4] == (
        "figures",
        "tables",
        "preface",
        "part-one",
    )


def test_contents_of_depth_three_hold_sections_in_sections(laid):
    lists = ListSettings(contents_depth=3)
    chapters = contents(laid(Medium.REFLOW, lists=lists)["contents"])[3][1]
    assert " ".join(chapters[0][1][0][1][0][0]) == "Lists of several kinds"


def test_contents_carry_no_folios_where_text_flows(laid):
    assert "data-folio" not in laid(Medium.REFLOW)["contents"].xhtml
    assert laid(Medium.REFLOW)["contents"].folio_refs == ()


@BOTH
def test_a_title_in_a_list_has_no_note_call(laid, medium):
    assert "noteref" not in laid(medium)["contents"].xhtml
    assert "The <em>second</em> chapter" in laid(medium)["contents"].xhtml


@BOTH
def test_the_index_is_sorted_as_readers_look_and_leads_to_each_place(laid, medium):
    document = laid(medium)["index"]
    lines = [" ".join("".join(li.itertext()).split()) for li in tree(document).iter(f"{X}li")]
    assert lines == ["Éamon, 1", "Keepers, 1 women, 1", "women, 1", "Wardens, see Keepers"]
    assert document.folio_refs == ("ix-2", "ix-1", "ix-2")


@BOTH
def test_sources_stand_once_where_the_author_wants_them(laid, medium):
    placed = division("own", "chapter", Matter.BODY, "Reading", '<div class="sources" id="own-1"/>')
    book = sample_book()
    with_own = replace(book, divisions=(placed, *book.divisions))
    documents = laid(medium, with_own)
    assert by_id(tree(documents["own"])).keys() >= {"ref-oram", "ref-toll"}
    assert "ref-oram" not in documents["sources"].xhtml
    assert "ref-oram" in laid(medium)["sources"].xhtml


def test_lists_of_figures_and_tables_name_label_and_caption(laid):
    documents = laid(Medium.PAGE)
    text = " ".join("".join(tree(documents["figures"]).itertext()).split())
    assert "Figure 1 The canal between the two towns ?" in text
    assert documents["figures"].folio_refs == ("fig-map", "fig-photo")
    assert documents["tables"].folio_refs == ("tbl-boats",)


@BOTH
def test_the_imprint_says_only_what_is_known(laid, medium):
    text = " ".join("".join(tree(laid(medium)["imprint"]).itertext()).split())
    assert "ISBN" not in text
    assert "None" not in text
    for said in ("Edited by C. Pound", "© 1912 Ada Oram", "Set in EB Garamond", "Made with octavo"):
        assert said in text


# --- the document as a whole ---


def test_rectos_heads_and_bare_pages_follow_the_role(laid):
    documents = laid(Medium.PAGE)
    assert documents["one"].start == "recto"
    assert not documents["one"].bare
    assert documents["one"].recto_head == "A canal without a lock"
    assert documents["two"].recto_head == "The second chapter"
    assert documents["two"].verso_head == "The Slow Canal"
    assert {id for id, item in documents.items() if item.bare} == {
        "cover", "half-title", "title-page", "imprint", "for-whom", "motto", "part-one", "colophon",
    }  # fmt: skip
    assert documents["imprint"].start == "any"
    assert laid(Medium.PAGE, chapter_start="any")["one"].start == "any"
    assert laid(Medium.PAGE, chapter_start="any")["part-one"].start == "recto"


@pytest.mark.parametrize(("language", "direction"), [
    ("fa", "rtl"), ("ar-EG", "rtl"), ("he", "rtl"), ("en", None), ("az-Arab", "rtl"), ("ur-Latn", None),
])  # fmt: skip
def test_a_book_from_right_to_left_says_so(laid, language, direction):
    for item in laid(Medium.PAGE, sample_book(language=language)).values():
        assert tree(item).get("dir") == direction
        assert tree(item).get("lang") == language


def test_the_same_book_gives_the_same_documents(laid):
    assert laid(Medium.PAGE) == laid(Medium.PAGE)
    assert laid(Medium.REFLOW) == laid(Medium.REFLOW)


@BOTH
def test_an_empty_book_gives_no_documents(laid, medium):
    assert laid(medium, sample_book(divisions=(), notes=())) == {}


# --- finer points ---


@pytest.mark.parametrize(("caption", "shown"), [
    ("Iraq and its borders. The map is approximate.", "Iraq and its borders"),
    ("Boats, by year.", "Boats, by year"),
    ("Mrs. Smith at the gate, c. 1900", "Mrs. Smith at the gate, c. 1900"),
    ("The <em>Ada</em>. In the lock.", "The <em>Ada</em>. In the lock."),
    ("Who kept it? Nobody knows.", "Who kept it?"),
])  # fmt: skip
def test_a_list_of_figures_shows_the_first_sentence_of_a_caption(laid, caption, shown):
    figure = replace(sample_book().figures[0], caption=caption)
    document = laid(Medium.PAGE, sample_book(figures=(figure,)))["figures"]
    assert f'<span class="name">{shown}</span>' in document.xhtml


@BOTH
def test_a_note_called_in_two_divisions_stands_behind_the_first_call(laid, medium):
    again = (
        '<p id="three-1">Again<sup class="call"><a id="three-call" href="#n1" '
        'role="doc-noteref" aria-label="Note 1">1</a></sup>.</p>'
    )
    book = sample_book()
    three = division("three", "chapter", Matter.BODY, "Three", again)
    documents = laid(medium, replace(book, divisions=(*book.divisions, three)))
    assert 'id="n1"' in documents["one"].xhtml
    assert not asides(tree(documents["three"]))
    assert by_id(tree(documents["three"]))["three-call"].get("href") == "octavo:n1"


@BOTH
@pytest.mark.parametrize("role", ["titlepage", "halftitlepage", "colophon"])
def test_a_title_page_that_the_author_wrote_is_theirs_alone(laid, medium, role):
    own = division("own", role, Matter.FRONT, body='<p id="own-1">All of it mine.</p>')
    document = laid(medium, sample_book(divisions=(own,), notes=()))["own"]
    text = " ".join("".join(tree(document).find(f"{X}body").itertext()).split())
    assert text == "All of it mine."


def test_an_address_may_break_before_its_marks_and_reads_the_same(laid):
    body = '<p id="own-1"><a href="https://a.org/b-c/d?e=f" class="uri">https://a.org/b-c/d?e=f</a></p>'
    own = division("own", "chapter", Matter.BODY, "Own", body)
    document = laid(Medium.PAGE, sample_book(divisions=(own,), notes=()))["own"]
    link = next(e for e in tree(document).iter(f"{X}a") if e.get("href"))
    assert "".join(link.itertext()) == "https://a.org/b-c/d?e=f"
    assert [part.tail for part in link] == ["a", ".org", "/b", "-c", "/d", "?e", "=f"]


def test_a_long_running_head_is_cut_at_a_word():
    from octavo.layouts.furniture import shorten

    assert shorten("A short one", 40) == "A short one"
    assert (
        shorten("The history of a canal, and of those who lived", 30)
        == "The history of a canal, and…"
    )
    assert shorten("The history of a canal, and of", 26) == "The history of a canal…"
    assert len(shorten("運" * 60, 40)) <= 21
    assert shorten("x" * 80, 40).endswith("…")
