"""What the package says of the book: everything given, and of accessibility only what is true."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rivers import OPF, Built, Sample, png

from octavo.book.accessibility import facts
from octavo.book.elements import Asset
from octavo.publication import Contributor

DC = "{http://purl.org/dc/elements/1.1/}"


def dc(built: Built, name: str) -> list[str]:
    return [e.text or "" for e in built.tree("content.opf").iter(f"{DC}{name}")]


def refined(built: Built, text: str) -> dict[str, str]:
    """The refinements of the statement with that text."""
    tree = built.tree("content.opf")
    (found,) = [e for e in tree.iter() if e.text == text and e.get("id")]
    return {
        e.get("property", ""): e.text or ""
        for e in tree.iter(f"{OPF}meta")
        if e.get("refines") == f"#{found.get('id')}"
    }


def change(sample: Sample, old: str, new: str, division: int = 5) -> Sample:
    """The sample with a piece of a division's markup exchanged."""
    document = sample.documents[division]
    assert old in document.xhtml
    documents = list(sample.documents)
    documents[division] = replace(document, xhtml=document.xhtml.replace(old, new))
    return replace(sample, documents=tuple(documents))


def features(built: Built) -> set[str]:
    return set(built.meta("schema:accessibilityFeature"))


def test_title_subtitle_and_language_stand_as_given(sample: Sample) -> None:
    built = sample.build()
    assert dc(built, "title") == ["Rivers", "A reader"]
    assert refined(built, "A reader")["title-type"] == "subtitle"
    assert dc(built, "language") == ["en"]
    assert dc(built, "date") == ["2024-05-06"]
    assert built.meta("dcterms:modified") == ["2024-05-06T00:00:00Z"]


def test_people_have_their_relator_and_their_place_in_the_alphabet(sample: Sample) -> None:
    people = (
        Contributor("Ann Author", "aut", "Author, Ann"),
        Contributor("Ed Itor", "edt"),
        Contributor("Tra Nslator", "trl"),
    )
    built = sample.with_metadata(contributors=people).build()
    assert dc(built, "creator") == ["Ann Author"]
    assert dc(built, "contributor") == ["Ed Itor", "Tra Nslator"]
    assert refined(built, "Ann Author")["file-as"] == "Author, Ann"
    assert refined(built, "Tra Nslator")["role"] == "trl"


def test_the_editor_of_a_book_without_authors_is_its_creator(sample: Sample) -> None:
    built = sample.with_metadata(contributors=(Contributor("Ed Itor", "edt"),)).build()
    assert dc(built, "creator") == ["Ed Itor"]


def test_the_epubs_own_isbn_identifies_it(sample: Sample) -> None:
    built = sample.with_metadata(isbn=(("epub", "978-3-16-148410-0"),)).build()
    tree = built.tree("content.opf")
    (unique,) = tree.xpath("//*[@id=$id]", id=tree.get("unique-identifier"))
    assert unique.text == "urn:isbn:9783161484100"
    assert dc(built, "identifier")[1] == sample.publication.metadata.identifier


def test_series_rights_subjects_and_the_rest_are_there(sample: Sample) -> None:
    built = sample.with_metadata(
        series="Waters", series_number="2", rights="CC BY-SA 4.0", publisher="A press",
        description="Two <rivers> & more", subjects=("Rivers", "Iraq"), edition="Second",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    ).build()  # fmt: skip
    assert built.meta("belongs-to-collection") == ["Waters"]
    assert refined(built, "Waters") == {"collection-type": "series", "group-position": "2"}
    assert dc(built, "rights") == ["CC BY-SA 4.0"]
    assert dc(built, "publisher") == ["A press"]
    assert dc(built, "description") == ["Two <rivers> & more"]
    assert dc(built, "subject") == ["Rivers", "Iraq"]
    assert built.meta("schema:bookEdition") == ["Second"]


def test_what_is_not_given_is_not_said(sample: Sample) -> None:
    built = sample.with_metadata(subtitle=None, date=None, contributors=()).build()
    for name in ("creator", "date", "publisher", "rights", "subject", "description"):
        assert dc(built, name) == []


def test_page_breaks_name_the_printed_edition_by_its_isbn(sample: Sample) -> None:
    isbns = (("screen", "9780000000019"), ("press", "978-0-00-000002-6"))
    built = sample.with_metadata(isbn=isbns).build()
    assert built.meta("pageBreakSource") == dc(built, "source") == ["urn:isbn:9780000000026"]


def test_without_an_isbn_the_source_of_pages_changes_with_the_pages(sample: Sample) -> None:
    (one,) = sample.build().meta("pageBreakSource")
    assert one.startswith("Rivers, rivers.pdf, pagination ")
    assert sample.page_map is not None
    moved = replace(sample.page_map.starts[6], offset=3)
    starts = (*sample.page_map.starts[:6], moved, *sample.page_map.starts[7:])
    other = replace(sample, page_map=replace(sample.page_map, starts=starts)).build()
    assert other.meta("pageBreakSource") != [one]


def test_pages_are_claimed_with_a_page_list_and_not_without(sample: Sample) -> None:
    pages = {"pageBreakMarkers", "pageNavigation"}
    assert pages <= features(sample.build())
    bare = replace(sample, page_map=None).build()
    assert not pages & features(bare)
    assert dc(bare, "source") == bare.meta("pageBreakSource") == []


def test_alternative_text_is_claimed_only_if_every_picture_has_one(sample: Sample) -> None:
    whole = sample.build()
    assert "alternativeText" in features(whole)
    assert whole.meta("schema:accessModeSufficient") == ["textual", "textual,visual"]
    lacking = change(sample, ' alt="A grey square"', "").build()
    assert "alternativeText" not in features(lacking)
    assert lacking.meta("schema:accessModeSufficient") == ["textual,visual"]
    (summary,) = lacking.meta("schema:accessibilitySummary")
    assert "without an alternative text: 1 of 2." in summary


def test_a_decorative_picture_does_not_spoil_the_claim(sample: Sample) -> None:
    assert "alternativeText" in features(change(sample, 'alt="A grey square"', 'alt=""').build())


def test_a_book_without_pictures_is_textual_and_claims_no_alternatives(sample: Sample) -> None:
    built = replace(sample, documents=sample.documents[:5]).build()
    assert built.meta("schema:accessMode") == ["textual"]
    assert built.meta("schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" not in features(built)


def test_mathml_is_claimed_only_with_formulas(sample: Sample) -> None:
    assert "MathML" in features(sample.build())
    assert "MathML" not in features(replace(sample, documents=sample.documents[:5]).build())


def test_ruby_is_claimed_only_where_it_stands(sample: Sample) -> None:
    assert "rubyAnnotations" not in features(sample.build())
    ruby = change(sample, "Quoted", "<ruby>漢<rt>kan</rt></ruby>")
    assert "rubyAnnotations" in features(ruby.build())


@pytest.mark.parametrize(
    ("css", "free"),
    [
        ("p { font-size: 1.1em; color: #333 }", True),
        ("p { font-size: 12pt }", False),
        ("@media (min-width: 40em) { p { font: 14px serif } }", False),
        ("p { color: black !important }", False),
        ("p { margin: 0 !important; border: 1px solid }", True),
    ],
)
def test_readers_own_settings_are_promised_only_if_the_style_leaves_them(
    sample: Sample, css: str, free: bool
) -> None:
    documents = tuple(replace(each, stylesheets=(css,)) for each in sample.documents)
    built = replace(sample, documents=documents).build()
    assert ("displayTransformability" in features(built)) is free
    (summary,) = built.meta("schema:accessibilitySummary")
    assert ("can be changed" in summary) is free


def test_hazards_are_none_for_still_pictures_and_unknown_for_others(sample: Sample) -> None:
    assert sample.build().meta("schema:accessibilityHazard") == ["none"]
    pictures = {**sample.pictures, "images/Photo of it.png": (b"GIF89a", "image/gif")}
    assert replace(sample, pictures=pictures).build().meta("schema:accessibilityHazard") == [
        "unknown"
    ]
    sheets = tuple(replace(each, stylesheets=("p {animation: x 1s}",)) for each in sample.documents)
    assert replace(sample, documents=sheets).build().meta("schema:accessibilityHazard") == [
        "unknown"
    ]


def test_the_authors_own_summary_is_used(sample: Sample) -> None:
    built = sample.with_metadata(accessibility_summary="Read it aloud.").build()
    assert built.meta("schema:accessibilitySummary") == ["Read it aloud."]


def test_conformance_is_never_claimed(sample: Sample) -> None:
    text = sample.build().read("content.opf").decode()
    assert "conformsTo" not in text
    assert "wcag" not in text.lower()


def test_the_facts_of_a_book_are_counted_from_its_text(sample: Sample) -> None:
    division = replace(
        sample.book.divisions[4],
        body='<p id="a"><img src="a.png" alt="x"/><img src="b.png" alt=""/><img src="c.png"/>'
        '<span class="formula" data-formula="f1"/> two <span lang="fa">سلام</span></p>'
        '<table id="t"><tbody><tr><td id="c">1</td></tr></tbody></table>'
        '<table id="u"><tbody><tr><th id="d" scope="row">1</th></tr></tbody></table>',
    )
    moving = Asset("a.gif", "0", "image/gif", 1, 1)
    found = facts(replace(sample.book, divisions=(division,), assets=(moving,)))
    assert (found.described_pictures, found.decorative_pictures, found.undescribed_pictures) == (
        1, 1, 1,
    )  # fmt: skip
    assert (found.tables, found.tables_without_headers) == (2, 1)
    assert found.formulas == 1
    assert found.languages == ("fa",)
    assert found.moving_pictures
    assert not found.all_described
    assert found.notes == 2


def test_the_cover_is_an_image_of_its_own_with_a_page(sample: Sample) -> None:
    built = replace(sample, cover=(png("navy"), "image/png")).build()
    (item,) = built.tree("content.opf").xpath("//*[@properties='cover-image']")
    assert built.read(item.get("href")) == png("navy")
    assert next(built.tree("content.opf").iter("{*}itemref")).get("idref") == "text-cover"
    (image,) = built.tree("cover.xhtml").iter("{*}img")
    assert image.get("alt") == "Cover: Rivers"
    assert built.meta("schema:accessMode") == sample.build().meta("schema:accessMode")


def test_the_cover_page_of_the_layouts_is_used_where_there_is_one(sample: Sample) -> None:
    document = replace(
        sample.documents[2],
        division_id="cover",
        role="cover",
        xhtml=sample.documents[2]
        .xhtml.replace("preface", "cover")
        .replace('<p id="pf1">', '<p id="pf1"><img src="images/front.svg" alt="Cover"/>'),
    )
    built = replace(
        sample,
        documents=(document, *sample.documents[2:]),
        publication=replace(sample.publication, cover="images/front.svg"),
        pictures={**sample.pictures, "images/front.svg": (b"<svg/>", "image/svg+xml")},
        cover=(png("navy"), "image/png"),
    ).build()
    (image,) = built.tree("cover.xhtml").iter("{*}img")
    assert built.read(image.get("src", "")) == png("navy")
    assert sum(name.endswith("cover.xhtml") for name in built.names()) == 1
