"""Package metadata (EPUB 3.3, 5.5) and accessibility metadata (EPUB Accessibility 1.1, 2.2).

Metadata, the facts of the content and what the edition itself has come in; statements for the
package document go out, in order. Each accessibility statement is made when the content bears it
out, and left out otherwise; conformance to WCAG is not claimed, since no program can evaluate it.
Values: Schema.org Accessibility Properties for Discoverability Vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType

from octavo.artifacts import PageMap
from octavo.book.accessibility import Facts
from octavo.publication import Contributor, Metadata, Publication

IDENTIFIER_ID = "publication-id"

_CREATORS = frozenset({"aut", "cre", "com", "edt", "art", "cmp", "pht", "drt"})
"""MARC relators of those who made the work; edt counts only where nobody else did."""

_PRINTED = ("press", "print", "screen", "pdf")
"""Editions with pages, the printed one first, as keys of Metadata.isbn."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One element of <metadata>: a Dublin Core element, or a <meta> where name is "meta"."""

    name: str
    value: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class EditionFacts:
    """What this EPUB has beside the content of the book."""

    facts: Facts
    contents: bool = True
    page_source: str | None = None  # named where there is a page list
    roles: bool = True  # structures carry ARIA roles
    reader_settings: bool = True  # type and colours can be changed
    animated: bool = False
    cover_image: bool = False


def statements(metadata: Metadata, edition: EditionFacts) -> tuple[Statement, ...]:
    """All metadata of the package but dcterms:modified, which the package writes."""
    return (*_bibliographic(metadata, edition), *_accessibility(metadata, edition))


def epub_identifier(metadata: Metadata) -> str:
    """The unique identifier: the EPUB's own ISBN, else that of the publication."""
    isbn = dict(metadata.isbn).get("epub")
    return f"urn:isbn:{isbn.replace('-', '').replace(' ', '')}" if isbn else metadata.identifier


def page_source(publication: Publication, page_map: PageMap) -> str:
    """Name the paged edition that page breaks come from (Page Source Identification).

    By its ISBN; else by title, edition and a digest of where its pages begin.
    """
    metadata = publication.metadata
    isbns = dict(metadata.isbn)
    for edition in _PRINTED:
        if edition in isbns:
            return f"urn:isbn:{isbns[edition].replace('-', '').replace(' ', '')}"
    begins = [(page.folio, page.division_id) for page in page_map.pages]
    begins += [(str(start.page), f"{start.block_id} {start.offset}") for start in page_map.starts]
    digest = sha256(repr(begins).encode()).hexdigest()[:16]
    words = [metadata.title, metadata.edition, f"{publication.slug}.pdf", f"pagination {digest}"]
    return ", ".join(word for word in words if word)


def _meta(property: str, value: str, **attributes: str) -> Statement:
    return Statement("meta", value, {"property": property, **attributes})


def _refined(id: str, property: str, value: str, **attributes: str) -> Statement:
    return _meta(property, value, refines=f"#{id}", **attributes)


def _bibliographic(metadata: Metadata, edition: EditionFacts) -> Iterator[Statement]:
    identifier = epub_identifier(metadata)
    yield Statement("identifier", identifier, {"id": IDENTIFIER_ID})
    if metadata.identifier and metadata.identifier != identifier:
        yield Statement("identifier", metadata.identifier)
    yield Statement("title", metadata.title, {"id": "title"})
    yield _refined("title", "title-type", "main")
    yield _refined("title", "display-seq", "1")
    if metadata.subtitle:
        yield Statement("title", metadata.subtitle, {"id": "subtitle"})
        yield _refined("subtitle", "title-type", "subtitle")
        yield _refined("subtitle", "display-seq", "2")
    yield from _people(metadata.contributors)
    yield Statement("language", metadata.language)
    for name, value in (
        ("date", metadata.date), ("publisher", metadata.publisher), ("rights", metadata.rights),
        ("description", metadata.description),
    ):  # fmt: skip
        if value:
            yield Statement(name, value)
    for subject in metadata.subjects:
        yield Statement("subject", subject)
    if metadata.licence_url:
        yield _meta("dcterms:license", metadata.licence_url)
    if metadata.edition:
        yield _meta("schema:bookEdition", metadata.edition)
    if metadata.series:
        yield _meta("belongs-to-collection", metadata.series, id="series")
        yield _refined("series", "collection-type", "series")
        if metadata.series_number:
            yield _refined("series", "group-position", metadata.series_number)
    if edition.page_source:
        yield Statement("source", edition.page_source, {"id": "page-source"})
        yield _meta("pageBreakSource", edition.page_source)
    if edition.cover_image:
        # EPUB 2's way, which Kindle and older readers still look for.
        yield Statement("meta", "", {"name": "cover", "content": "cover-image"})


def _people(contributors: tuple[Contributor, ...]) -> Iterator[Statement]:
    roles = {person.role for person in contributors}
    makers = _CREATORS - ({"edt"} if roles & (_CREATORS - {"edt"}) else set())
    for number, person in enumerate(contributors, 1):
        id = f"person-{number}"
        name = "creator" if person.role in makers else "contributor"
        yield Statement(name, person.name, {"id": id})
        yield _refined(id, "role", person.role, scheme="marc:relators")
        if person.file_as:
            yield _refined(id, "file-as", person.file_as)
        yield _refined(id, "display-seq", str(number))


def _accessibility(metadata: Metadata, edition: EditionFacts) -> Iterator[Statement]:
    for mode in access_modes(edition.facts):
        yield _meta("schema:accessMode", mode)
    for modes in sufficient_modes(edition.facts):
        yield _meta("schema:accessModeSufficient", ",".join(modes))
    for feature in features(edition):
        yield _meta("schema:accessibilityFeature", feature)
    for hazard in hazards(edition):
        yield _meta("schema:accessibilityHazard", hazard)
    if metadata.accessibility_summary:
        yield _meta("schema:accessibilitySummary", metadata.accessibility_summary)
    else:
        language = {} if metadata.language.split("-")[0] == "en" else {"xml:lang": "en"}
        yield Statement("meta", summary(edition),
                        {"property": "schema:accessibilitySummary", **language})  # fmt: skip


def access_modes(facts: Facts) -> tuple[str, ...]:
    """How the content reaches a reader: as text, and by eye where pictures say something."""
    visual = ("visual",) if facts.pictures else ()
    return (("textual",) if facts.words or facts.described_pictures else ()) + visual


def sufficient_modes(facts: Facts) -> tuple[tuple[str, ...], ...]:
    """Which modes are enough: text alone only where every picture is described in words."""
    modes = access_modes(facts)
    if modes == ("textual", "visual") and facts.all_described:
        return (("textual",), modes)
    return (modes,) if modes else ()


def features(edition: EditionFacts) -> tuple[str, ...]:
    """Accessibility features that the content bears out, in alphabetical order."""
    facts = edition.facts
    claims = {
        "ARIA": edition.roles,
        "MathML": facts.formulas > 0,
        "alternativeText": facts.described_pictures > 0 and facts.all_described,
        "displayTransformability": edition.reader_settings,
        "index": facts.index,
        "pageBreakMarkers": edition.page_source is not None,
        "pageNavigation": edition.page_source is not None,
        "readingOrder": True,  # notes, figures and contents are marked as what they are
        "rubyAnnotations": facts.ruby > 0,
        "structuralNavigation": facts.headings > 0,
        "tableOfContents": edition.contents,
        "unlocked": True,  # no rights management is ever applied
    }
    return tuple(name for name, holds in claims.items() if holds)


def hazards(edition: EditionFacts) -> tuple[str, ...]:
    """None for a book of still pictures; unknown where one may move. Books have no sound here."""
    moving = edition.facts.moving_pictures or edition.animated
    return ("unknown",) if moving else ("none",)


def summary(edition: EditionFacts) -> str:
    """The same facts in plain words."""
    facts = edition.facts
    sentences = ["The text reflows."]
    if edition.reader_settings:
        sentences = ["The text reflows, and its size, typeface and colours can be changed."]
    if edition.contents:
        sentences.append("Headings and a table of contents lead through it.")
    if edition.page_source:
        sentences.append("The page numbers of the paged edition are marked.")
    if facts.notes:
        sentences.append("Notes are linked both ways.")
    if facts.pictures and facts.all_described:
        sentences.append("All pictures that carry meaning have alternative texts.")
    elif facts.pictures:
        sentences.append(
            f"Of {facts.pictures} pictures, {facts.undescribed_pictures} lack an alternative text."
        )
    if facts.tables:
        if facts.tables_without_headers:
            sentences.append("Not all tables have header cells.")
        else:
            sentences.append("Tables have header cells.")
    if facts.formulas:
        sentences.append("Formulas are MathML.")
    return " ".join(sentences)
