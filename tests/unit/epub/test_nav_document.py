"""What a reading system shows as contents, landmarks, lists and pages."""

from __future__ import annotations

from dataclasses import replace

from rivers import OPS, XHTML, Sample

from octavo.book.structure import Heading
from octavo.publication import ListSettings


def test_the_contents_lead_to_files_and_sections_with_their_numbers(sample: Sample) -> None:
    assert sample.build().nav("toc") == [
        ("Preface", "preface.xhtml"),
        ("Part I Rivers", "part-1.xhtml"),
        ("1. The first", "chapter-1.xhtml"),
        ("Lists & tables", "chapter-1.xhtml#sec-list"),
        ("2. Second", "chapter-2.xhtml"),
        ("Accessibility", "accessibility-statement.xhtml"),
    ]


def test_a_contents_of_depth_one_has_no_sections(sample: Sample) -> None:
    shallow = replace(sample.publication, lists=ListSettings(contents_depth=1))
    built = replace(sample, publication=shallow).build()
    assert "Lists & tables" not in dict(built.nav("toc"))


def test_a_title_keeps_its_emphasis_but_not_its_note(sample: Sample) -> None:
    tree = sample.build().tree("nav.xhtml")
    assert [e.text for e in tree.iter(f"{XHTML}em")] == ["first"]
    assert not list(tree.iter(f"{XHTML}sup"))


def test_chapters_stand_below_their_part_and_sections_below_their_heading(sample: Sample) -> None:
    first = sample.book.divisions[4]
    headings = (
        Heading("sec-list", 2, "A", "A"),
        Heading("sec-list-title", 3, "B", "B"),
        Heading("p2", 2, "C", "C"),
    )
    divisions = (
        *sample.book.divisions[:4],
        replace(first, headings=headings),
        sample.book.divisions[5],
    )
    lists = ListSettings(contents_depth=3)
    built = replace(
        sample,
        book=replace(sample.book, divisions=divisions),
        publication=replace(sample.publication, lists=lists),
    ).build()
    nav = next(built.tree("nav.xhtml").iter(f"{XHTML}nav"))
    depths = {
        "".join(a.itertext()): len(list(a.iterancestors(f"{XHTML}ol")))
        for a in nav.iter(f"{XHTML}a")
    }
    assert [depths[name] for name in ("Part I Rivers", "1. The first", "A", "B", "C")] == [
        1, 2, 3, 4, 3,
    ]  # fmt: skip


def test_the_navigation_document_stands_in_the_place_of_the_contents_page(sample: Sample) -> None:
    built = sample.build()
    tree = built.tree("content.opf")
    spine = [item.get("idref") for item in tree.iter("{*}itemref")]
    assert spine[0] == "nav"
    assert "contents.xhtml" not in " ".join(built.names())
    visible = [nav for nav in built.tree("nav.xhtml").iter(f"{XHTML}nav") if not nav.get("hidden")]
    assert [nav.get(f"{OPS}type") for nav in visible] == ["toc"]


def test_without_a_contents_page_the_navigation_stands_outside_the_text(sample: Sample) -> None:
    documents = tuple(d for d in sample.documents if d.role != "toc")
    built = replace(sample, documents=documents).build()
    spine = [item.get("idref") for item in built.tree("content.opf").iter("{*}itemref")]
    assert "nav" not in spine
    assert built.nav("toc")[0] == ("Preface", "preface.xhtml")
    assert "toc" not in [a.get(f"{OPS}type") for a in built.tree("nav.xhtml").iter(f"{XHTML}a")]


def test_landmarks_name_the_contents_and_where_the_text_starts(sample: Sample) -> None:
    assert sample.build().nav("landmarks") == [
        ("Contents", "nav.xhtml"),
        ("Preface", "preface.xhtml"),
        ("Start of the text", "part-1.xhtml"),
    ]


def test_lists_of_figures_and_tables_come_when_asked(sample: Sample) -> None:
    built = sample.build()
    assert built.nav("loi")[0] == ("Figure 1 The rivers", "chapter-2.xhtml#fig-map")
    assert built.nav("lot") == [("Table 1 Numbers", "chapter-1.xhtml#tbl-1")]
    plain = replace(sample, publication=replace(sample.publication, lists=ListSettings())).build()
    assert plain.nav("loi") == plain.nav("lot") == []


def test_the_page_list_has_every_folio_and_each_leads_to_its_break(sample: Sample) -> None:
    built = sample.build()
    pages = built.nav("page-list")
    assert [folio for folio, _ in pages] == ["i", "ii", "iii", "iv", "v", *"123456789"]
    for folio, address in pages:
        file, _, id = address.partition("#")
        (span,) = built.tree(file or "nav.xhtml").xpath(f"//*[@id='{id}']")
        assert span.get("aria-label") == folio
        assert span.get("role") == "doc-pagebreak"
        assert span.get(f"{OPS}type") == "pagebreak"


def test_a_book_without_pages_has_no_page_list(sample: Sample) -> None:
    built = replace(sample, page_map=None).build()
    assert built.nav("page-list") == []
    assert b"pagebreak" not in built.read("chapter-1.xhtml")


def test_a_book_of_one_untitled_division_still_has_a_line_of_contents(sample: Sample) -> None:
    only = replace(sample.book.divisions[2], title="", plain_title="")
    built = replace(
        sample,
        book=replace(sample.book, divisions=(only,)),
        documents=(sample.documents[2],),
        page_map=None,
    ).build()
    assert built.nav("toc")[0] == ("Rivers", "preface.xhtml")


def test_older_readers_get_the_same_contents_and_pages(sample: Sample) -> None:
    ncx = sample.build().tree("toc.ncx")
    lines = [
        (point.findtext("{*}navLabel/{*}text"), point.find("{*}content").get("src"))
        for point in ncx.iter("{*}navPoint")
    ]
    assert lines[1:3] == [
        ("Part I Rivers", "part-1.xhtml"),
        ("1. The first", "chapter-1.xhtml"),
    ]
    assert len(list(ncx.iter("{*}pageTarget"))) == 14
    assert [m.get("content") for m in ncx.iter("{*}meta") if m.get("name") == "dtb:depth"] == ["3"]
