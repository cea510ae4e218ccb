"""Every claim of accessibility, made when it is true and left out when it is false.

The table below is the promise: a claim, content that earns it, content that takes it away. Both ways
are built and read back from the package document, and the readable statement is held against it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from rivers import MAP, XHTML, Built, Sample

from octavo.publication import AccessibilitySettings

Change = Callable[[Sample], Sample]

_EVALUATED = AccessibilitySettings(
    evaluated_by="A library for the blind", conformance="wcag-2.1-aa"
)


def text(old: str, new: str, division: int = 5) -> Change:
    """Exchange a piece of markup."""

    def change(sample: Sample) -> Sample:
        documents = list(sample.documents)
        assert old in documents[division].xhtml
        xhtml = documents[division].xhtml.replace(old, new)
        documents[division] = replace(documents[division], xhtml=xhtml)
        return replace(sample, documents=tuple(documents))

    return change


def style(css: str) -> Change:
    def change(sample: Sample) -> Sample:
        documents = tuple(
            replace(each, stylesheets=(*each.stylesheets, css)) for each in sample.documents
        )
        return replace(sample, documents=documents)

    return change


def evaluated(settings: AccessibilitySettings) -> Change:
    def change(sample: Sample) -> Sample:
        return replace(sample, publication=replace(sample.publication, accessibility=settings))

    return change


def without_pages(sample: Sample) -> Sample:
    return replace(sample, page_map=None)


def without_notes(sample: Sample) -> Sample:
    return replace(sample, book=replace(sample.book, notes=()))


def without_pictures(sample: Sample) -> Sample:
    start, end = "<figure id", "</figure>"
    document = sample.documents[5]
    before, _, rest = document.xhtml.partition(start)
    bare = replace(document, xhtml=before + rest.rpartition(end)[2])
    return replace(sample, documents=(*sample.documents[:5], bare), pictures={})


def moving(sample: Sample) -> Sample:
    pictures = sample.pictures | {"images/Photo of it.png": (b"GIF89a", "image/gif")}
    return replace(sample, pictures=pictures)


def several(*changes: Change) -> Change:
    def change(sample: Sample) -> Sample:
        for each in changes:
            sample = each(sample)
        return sample

    return change


def as_it_is(sample: Sample) -> Sample:
    return sample


ALT = ' alt="A grey square"'
RUBY = text("Quoted words", "<ruby>Quoted<rt>kwot</rt></ruby> words")
DESCRIBED = text(
    "</blockquote>",
    '</blockquote><div class="description" id="d1"><p class="description-title">'
    '<a class="xref" href="#fig-map">Figure 1</a></p><p>At length.</p></div>',
)


def no_mathematics(sample: Sample) -> Sample:
    document = sample.documents[5]
    before, _, rest = document.xhtml.partition("<math")
    bare = replace(document, xhtml=before + rest.partition("</math>")[2])
    return replace(sample, documents=(*sample.documents[:5], bare))


def no_headings(sample: Sample) -> Sample:
    documents = []
    for each in sample.documents:
        xhtml = each.xhtml
        for level in "12":
            xhtml = xhtml.replace(f"<h{level}", "<p").replace(f"</h{level}>", "</p>")
        documents.append(replace(each, xhtml=xhtml))
    return replace(sample, documents=tuple(documents))


def no_roles(sample: Sample) -> Sample:
    documents = tuple(
        replace(each, xhtml=each.xhtml.replace(' role="doc-', ' data-was="doc-'))
        for each in sample.documents
        if each.role != "toc"  # the list of contents has a role of its own
    )
    return replace(sample, documents=documents, page_map=None)


FEATURES: tuple[tuple[str, Change, Change], ...] = (
    ("ARIA", as_it_is, no_roles),
    ("MathML", as_it_is, no_mathematics),
    ("alternativeText", as_it_is, text(ALT, "")),
    ("alternativeText", as_it_is, text(ALT, ' alt="Photo of it.png" class="alt-missing"')),
    ("alternativeText", as_it_is, without_pictures),
    ("displayTransformability", as_it_is, style("p { font-size: 12pt }")),
    ("displayTransformability", as_it_is, style("p { color: #000 !important }")),
    ("longDescription", DESCRIBED, as_it_is),
    ("pageBreakMarkers", as_it_is, without_pages),
    ("pageNavigation", as_it_is, without_pages),
    ("rubyAnnotations", RUBY, as_it_is),
    ("structuralNavigation", as_it_is, no_headings),
)


def features(built: Built) -> set[str]:
    return set(built.meta("schema:accessibilityFeature"))


@pytest.mark.parametrize(("claim", "with_it", "without_it"), FEATURES)
def test_a_feature_is_claimed_when_it_is_there_and_only_then(
    sample: Sample, claim: str, with_it: Change, without_it: Change
) -> None:
    assert claim in features(with_it(sample).build())
    assert claim not in features(without_it(sample).build())


MODES: tuple[tuple[Change, list[str], list[str]], ...] = (
    (as_it_is, ["textual", "visual"], ["textual", "textual,visual"]),
    (text(ALT, ""), ["textual", "visual"], ["textual,visual"]),
    (without_pictures, ["textual"], ["textual"]),
)


@pytest.mark.parametrize(("change", "modes", "sufficient"), MODES)
def test_modes_follow_the_pictures(
    sample: Sample, change: Change, modes: list[str], sufficient: list[str]
) -> None:
    built = change(sample).build()
    assert built.meta("schema:accessMode") == modes
    assert built.meta("schema:accessModeSufficient") == sufficient


@pytest.mark.parametrize(
    ("change", "hazard"),
    [
        (as_it_is, "none"),
        (moving, "unknown"),
        (style("p { animation: blink 1s infinite }"), "unknown"),
    ],
)
def test_no_hazard_is_ruled_out_that_may_be_there(
    sample: Sample, change: Change, hazard: str
) -> None:
    assert change(sample).build().meta("schema:accessibilityHazard") == [hazard]


def said(built: Built) -> str:
    """The readable statement, as text."""
    return " ".join("".join(built.tree("accessibility-statement.xhtml").itertext()).split())


SENTENCES: tuple[tuple[str, Change, Change], ...] = (
    ("its size, typeface and colours can be changed", as_it_is, style("p { font-size: 12pt }")),
    ("page numbers of the paged edition", as_it_is, without_pages),
    ("Notes are linked both ways", as_it_is, without_notes),
    ("can be read aloud", as_it_is, text(ALT, "")),
    ("have alternative texts", as_it_is, text(ALT, "")),
    ("without an alternative text: 1 of 2", text(ALT, ""), as_it_is),
    ("Longer descriptions", DESCRIBED, as_it_is),
    ("Tables have header cells", as_it_is, text("<th ", "<td ", 4)),
    ("Not all tables", text("<th ", "<td ", 4), as_it_is),
    ("Formulas are MathML", as_it_is, no_mathematics),
    ("other languages are marked", as_it_is, text(' lang="fa" dir="rtl"', "")),
    ("Nothing moves", as_it_is, moving),
    ("It is not known whether", moving, as_it_is),
    ("conforms to EPUB Accessibility 1.1 - WCAG 2.1 Level AA, as evaluated by A library",
     evaluated(_EVALUATED), as_it_is),
    ("has not been evaluated", as_it_is, evaluated(_EVALUATED)),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "with_it", "without_it"), SENTENCES)
def test_readers_are_told_what_is_true_and_nothing_else(
    sample: Sample, sentence: str, with_it: Change, without_it: Change
) -> None:
    def closed(change: Change) -> Sample:
        made = change(sample)
        xhtml = made.documents[4].xhtml
        if "<td scope" in xhtml:
            xhtml = xhtml.replace("</th>", "</td>")
            mended = replace(made.documents[4], xhtml=xhtml)
            made = replace(made, documents=(*made.documents[:4], mended, *made.documents[5:]))
        return made

    told, silent = closed(with_it).build(), closed(without_it).build()
    assert sentence in said(told)
    assert sentence not in said(silent)
    assert sentence in told.meta("schema:accessibilitySummary")[0]


CONTRADICTED: tuple[tuple[str, Change], ...] = (
    ("WCAG 1.1.1", text(ALT, "")),
    ("WCAG 2.2.2", moving),
    ("WCAG 1.4.4", style("p { font-size: 12pt }")),
)


@pytest.mark.parametrize(("criterion", "change"), CONTRADICTED)
def test_a_claim_that_the_book_contradicts_is_left_out_with_the_reason(
    sample: Sample, criterion: str, change: Change
) -> None:
    built = several(evaluated(_EVALUATED), change)(sample).build()
    assert built.meta("dcterms:conformsTo") == built.meta("a11y:certifiedBy") == []
    (found,) = [item for item in built.findings if item.code == "conformance-contradicted"]
    assert criterion in found.message


@pytest.mark.parametrize(
    "settings",
    [
        AccessibilitySettings(),
        AccessibilitySettings(evaluated_by="Somebody"),
        AccessibilitySettings(conformance="wcag-2.2-aa"),
    ],
)
def test_conformance_is_never_claimed_without_who_and_what(
    sample: Sample, settings: AccessibilitySettings
) -> None:
    built = evaluated(settings)(sample).build()
    assert built.meta("dcterms:conformsTo") == built.meta("a11y:certifiedBy") == []


def test_a_claim_names_the_standard_who_found_it_and_the_report(sample: Sample) -> None:
    settings = replace(_EVALUATED, report="https://example.org/report", summary="Read and tried.")
    built = evaluated(settings)(sample).build()
    package = built.tree("content.opf")
    (claim,) = [e for e in package.iter("{*}meta") if e.get("property") == "dcterms:conformsTo"]
    (by,) = [e for e in package.iter("{*}meta") if e.get("property") == "a11y:certifiedBy"]
    (link,) = package.iter("{*}link")
    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.1 Level AA"
    assert by.get("refines") == f"#{claim.get('id')}"
    assert (by.text, link.get("refines")) == ("A library for the blind", f"#{by.get('id')}")
    assert link.get("href") == "https://example.org/report"
    assert built.meta("schema:accessibilitySummary") == ["Read and tried."]
    assert "Read and tried." in said(built)


def test_the_statement_is_the_last_section_and_in_the_contents(sample: Sample) -> None:
    built = sample.build()
    spine = [item.get("idref") for item in built.tree("content.opf").iter("{*}itemref")]
    assert spine[-1] == "text-accessibility-statement"
    assert built.nav("toc")[-1] == ("Accessibility", "accessibility-statement.xhtml")
    assert not any("accessibility-statement" in address for _, address in built.nav("page-list"))


def test_a_section_of_the_authors_takes_the_statements_place(sample: Sample) -> None:
    last = replace(sample.book.divisions[-1], ids=("chapter-2", "accessibility-statement"))
    book = replace(sample.book, divisions=(*sample.book.divisions[:-1], last))
    assert "accessibility-statement.xhtml" not in replace(sample, book=book).build().names()


@pytest.mark.parametrize(
    ("language", "title", "marked"),
    [("de-AT", "Barrierefreiheit", "de-AT"), ("sw", "Accessibility", "en")],
)
def test_the_statement_speaks_the_books_language_or_says_which(
    sample: Sample, language: str, title: str, marked: str
) -> None:
    book = replace(sample.book, language=language)
    built = replace(sample, book=book).with_metadata(language=language).build()
    tree = built.tree("accessibility-statement.xhtml")
    heading = next(tree.iter(f"{XHTML}h1"))
    assert heading.text == title
    spoken = next(e.get("lang") for e in (heading, *heading.iterancestors()) if e.get("lang"))
    assert (tree.get("lang"), spoken) == (language, marked)


def test_every_language_says_the_same_sentences() -> None:
    import tomllib
    from importlib.resources import files

    folder = files("octavo.epub") / "words"
    words = {item.name: tomllib.loads(item.read_text("utf-8")) for item in folder.iterdir()}
    assert len(words) >= 11
    for name, sentences in words.items():
        assert sentences.keys() == words["en.toml"].keys(), name
        assert {"{standard}", "{who}"} <= set(_holes(sentences["claimed"])), name
        assert {"{missing}", "{all}"} == set(_holes(sentences["undescribed"])), name


def _holes(sentence: str) -> list[str]:
    import re

    return re.findall(r"\{\w+\}", sentence)


def test_an_inlined_drawing_is_described_at_length_too(sample: Sample) -> None:
    assert b"<text" in MAP
    tree = DESCRIBED(sample).build().tree("chapter-2.xhtml")
    (drawing,) = tree.iter("{*}svg")
    assert drawing.get("aria-details") == "d1"
