"""Content documents: links, languages, pictures, ids, and nothing that is octavo's own."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import pytest
from rivers import OPS, XHTML, Built, Sample, png

from octavo.artifacts import MarkupDocument

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def with_body(sample: Sample, body: str, **changes: object) -> Sample:
    """The preface with another body, alone in its book."""
    document = sample.documents[2]
    start = document.xhtml.index("<p ")
    xhtml = document.xhtml[:start] + body + "</section></body></html>"
    book = replace(sample.book, divisions=(sample.book.divisions[2],), figures=(), tables=())
    return replace(
        sample, book=book, documents=(replace(document, xhtml=xhtml, **changes),), page_map=None
    )


def hrefs(built: Built, name: str) -> list[str]:
    return [a.get("href", "") for a in built.tree(name).iter(f"{XHTML}a")]


def test_links_lead_to_the_file_that_holds_the_id(sample: Sample) -> None:
    found = hrefs(sample.build(), "chapter-1.xhtml")
    assert "chapter-2.xhtml#fig-map" in found  # written #fig-map
    assert "chapter-2.xhtml#p9" in found  # written octavo:p9
    assert "#n1" in found


def test_every_link_inside_the_book_leads_somewhere(sample: Sample) -> None:
    built = sample.build()
    texts = [name.removeprefix("EPUB/") for name in built.names() if name.endswith(".xhtml")]
    ids = {name: {e.get("id") for e in built.tree(name).iter()} for name in texts}
    for name in texts:
        for href in hrefs(built, name):
            file, _, id = href.partition("#")
            assert not id or id in ids[file or name], f"{name}: {href}"


def test_a_link_to_what_the_epub_leaves_out_becomes_text_and_is_said(sample: Sample) -> None:
    built = with_body(sample, '<p id="a">See <a href="octavo:half">there</a>.</p>').build()
    assert hrefs(built, "preface.xhtml") == []
    assert b"There" not in built.read("preface.xhtml")
    assert "".join(built.tree("preface.xhtml").itertext()).endswith("See there.")
    assert [item.code for item in built.findings] == ["epub-link-lost"]


def test_outside_links_stay(sample: Sample) -> None:
    built = with_body(sample, '<p id="a"><a href="https://example.org/#x">out</a></p>').build()
    assert hrefs(built, "preface.xhtml") == ["https://example.org/#x"]


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (
            "http://www.a.org/posts/2013/12/17/us_fingers_iran?x=1&y#z",
            ["http://", "www", ".a", ".org", "/posts", "/2013", "/12", "/17", "/us", "_fingers",
             "_iran", "?x", "=1", "&y", "#z"],
        ),
        ("https://a.org/", ["https://", "a", ".org", "/"]),
    ],
)  # fmt: skip
def test_an_address_breaks_at_its_signs_and_is_copied_whole(
    sample: Sample, address: str, parts: list[str]
) -> None:
    written = escape(address)
    body = f'<p id="a"><a href="{written}">{written}</a>, <a href="{written}">a.b.c</a></p>'
    built = with_body(sample, body).build()
    shown, named = (a for a in built.tree("preface.xhtml").iter(f"{XHTML}a") if a.get("href"))
    assert [shown.text, *(each.tail for each in shown)] == parts
    assert "".join(shown.itertext()) == shown.get("href") == address
    assert len(named) == 0


def test_xml_lang_stands_beside_lang(sample: Sample) -> None:
    tree = sample.build().tree("chapter-2.xhtml")
    assert tree.get(XML_LANG) == tree.get("lang") == "en"
    (passage,) = [e for e in tree.iter(f"{XHTML}span") if e.get("lang")]
    assert passage.get(XML_LANG) == "fa"
    assert passage.get("dir") == "rtl"


@pytest.mark.parametrize(
    ("language", "direction"),
    [("fa", "rtl"), ("ar-EG", "rtl"), ("az-Arab", "rtl"), ("en", None), ("ar-Latn", None)],
)
def test_a_book_in_a_right_to_left_language_turns_its_pages_the_other_way(
    sample: Sample, language: str, direction: str | None
) -> None:
    documents = tuple(
        replace(
            each, language=language, xhtml=each.xhtml.replace('lang="en"', f'lang="{language}"')
        )
        for each in sample.documents
    )
    book = replace(sample.book, language=language)
    built = replace(sample.with_metadata(language=language), book=book, documents=documents).build()
    assert built.tree("chapter-1.xhtml").get("dir") == direction
    spine = built.tree("content.opf").find("{*}spine")
    assert spine is not None
    assert spine.get("page-progression-direction") == direction


def test_notes_and_their_ways_back_have_the_types_that_pop_up(sample: Sample) -> None:
    tree = sample.build().tree("chapter-1.xhtml")
    types = {
        e.get("role"): e.get(f"{OPS}type")
        for e in tree.iter()
        if e.get("role") and "doc" in e.get("role")
    }
    assert types["doc-noteref"] == "noteref"
    assert types["doc-backlink"] == "backlink"
    assert types["doc-footnote"] == "footnote"


def test_pictures_get_plain_names_of_their_own(sample: Sample) -> None:
    built = replace(
        with_body(sample, '<p id="a"><img src="a/Ü b.png" alt="a"/><img src="c/Ü B.png" alt="b"/></p>'),
        pictures={"a/Ü b.png": (png(), "image/png"), "c/Ü B.png": (png("red"), "image/png"),
                  "images/unused.png": (png("blue"), "image/png")},
    ).build()  # fmt: skip
    names = [name for name in built.names() if "images/" in name]
    assert names == ["EPUB/images/u-b.png", "EPUB/images/u-b-2.png"]
    assert built.read("images/u-b-2.png") == png("red")


def test_divisions_with_names_that_ascii_lacks_get_files_named_by_role(sample: Sample) -> None:
    document = sample.documents[2]
    xhtml = document.xhtml.replace('"preface"', '"پیشگفتار"', 1)
    division = replace(sample.book.divisions[2], id="پیشگفتار")
    built = replace(
        sample,
        book=replace(sample.book, divisions=(division,)),
        documents=(replace(document, division_id="پیشگفتار", xhtml=xhtml),),
        page_map=None,
    ).build()
    assert "EPUB/preface.xhtml" in built.names()


def test_files_that_differ_in_case_alone_get_different_names(sample: Sample) -> None:
    first = sample.documents[2]
    second = replace(
        first,
        division_id="PREFACE",
        xhtml=first.xhtml.replace("preface", "PREFACE").replace('"pf1"', '"pf2"'),
    )
    divisions = (sample.book.divisions[2], replace(sample.book.divisions[2], id="PREFACE"))
    built = replace(
        sample,
        book=replace(sample.book, divisions=divisions),
        documents=(first, second),
        page_map=None,
    ).build()
    assert {"EPUB/preface.xhtml", "EPUB/preface-2.xhtml"} <= set(built.names())


def test_ids_that_nothing_points_to_are_gone_and_the_others_stay(sample: Sample) -> None:
    built = sample.build()
    ids = {e.get("id") for e in built.tree("chapter-1.xhtml").iter() if e.get("id")}
    assert {"chapter-1", "chapter-1-title", "n1", "call-n1", "nt", "sec-list", "tbl-1"} <= ids
    assert not ids & {"li1", "td1", "ix1", "p2", "cap1"}


def test_octavos_own_marks_do_not_reach_readers(sample: Sample) -> None:
    body = '<p id="a">page <span data-folio="x">3</span><span id="i" class="index-mark"/></p>'
    text = with_body(sample, body).build().read("preface.xhtml").decode()
    assert "data-" not in text
    assert "index-mark" not in text
    assert "<p>page <span>3</span></p>" in text


def test_a_style_sheet_that_names_an_id_keeps_it(sample: Sample) -> None:
    built = with_body(
        sample, '<p id="special">x</p>', stylesheets=("#special {color: red}",)
    ).build()
    assert 'id="special"' in built.read("preface.xhtml").decode()


def test_a_mark_that_a_style_sheet_asks_for_stays(sample: Sample) -> None:
    body = '<section id="s"><h2 id="h" data-look="3" data-other="x">x</h2></section>'
    built = with_body(sample, body, stylesheets=('[data-look="3"] {color: red}',)).build()
    assert '<h2 data-look="3">' in built.read("preface.xhtml").decode()


def test_no_element_is_written_in_a_way_that_html_would_read_otherwise(sample: Sample) -> None:
    built = with_body(sample, '<table id="t"><tr><td id="a"/></tr></table><p id="b"><br/><i/></p>')
    text = built.build().read("preface.xhtml").decode()
    assert "<td></td>" in text
    assert "<br/>" in text
    assert "<i></i>" in text


def test_half_titles_stay_on_paper(sample: Sample) -> None:
    assert not any("half" in name for name in sample.build().names())


def test_the_words_of_a_division_are_all_there_in_order(sample: Sample) -> None:
    from lxml import etree

    def text(document: MarkupDocument) -> list[str]:
        body = etree.fromstring(document.xhtml).find(f"{XHTML}body")
        assert body is not None
        return "".join(body.itertext()).split()

    built = sample.build()
    for document in sample.documents[2:5]:
        body = built.tree(f"{document.division_id}.xhtml").find(f"{XHTML}body")
        assert body is not None
        assert "".join(body.itertext()).split() == text(document)


def test_a_missing_picture_is_a_bug_and_shows_as_one(sample: Sample) -> None:
    with pytest.raises(KeyError, match=r"gone\.png"):
        with_body(sample, '<p id="a"><img src="gone.png" alt=""/></p>').build()
