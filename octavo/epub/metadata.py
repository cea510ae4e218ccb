"""Package metadata (EPUB 3.3, 5.5): who made what, and what identifies it.

Metadata and what the edition itself has come in; statements for the package document go out, in
order, those about accessibility (octavo.epub.accessibility) last.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from octavo.artifacts import PageMap
from octavo.epub.accessibility import (
    EditionFacts,
    Statement,
    accessibility_statements,
    meta,
    refined,
)
from octavo.publication import Contributor, Metadata, Publication

IDENTIFIER_ID = "publication-id"

_CREATORS = frozenset({"aut", "cre", "com", "edt", "art", "cmp", "pht", "drt"})
"""MARC relators of those who made the work; edt counts only where nobody else did."""

_PRINTED = ("press", "print", "screen", "pdf")
"""Editions with pages, the printed one first, as keys of Metadata.isbn."""


def statements(metadata: Metadata, edition: EditionFacts) -> tuple[Statement, ...]:
    """All metadata of the package but dcterms:modified, which the package writes."""
    return (*_bibliographic(metadata, edition), *accessibility_statements(metadata, edition))


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


def _bibliographic(metadata: Metadata, edition: EditionFacts) -> Iterator[Statement]:
    identifier = epub_identifier(metadata)
    yield Statement("identifier", identifier, {"id": IDENTIFIER_ID})
    if metadata.identifier and metadata.identifier != identifier:
        yield Statement("identifier", metadata.identifier)
    yield Statement("title", metadata.title, {"id": "title"})
    yield refined("title", "title-type", "main")
    yield refined("title", "display-seq", "1")
    if metadata.subtitle:
        yield Statement("title", metadata.subtitle, {"id": "subtitle"})
        yield refined("subtitle", "title-type", "subtitle")
        yield refined("subtitle", "display-seq", "2")
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
        yield meta("dcterms:license", metadata.licence_url)
    if metadata.edition:
        yield meta("schema:bookEdition", metadata.edition)
    if metadata.series:
        yield meta("belongs-to-collection", metadata.series, id="series")
        yield refined("series", "collection-type", "series")
        if metadata.series_number:
            yield refined("series", "group-position", metadata.series_number)
    if edition.page_source:
        yield Statement("source", edition.page_source, {"id": "page-source"})
        yield meta("pageBreakSource", edition.page_source)
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
        yield refined(id, "role", person.role, scheme="marc:relators")
        if person.file_as:
            yield refined(id, "file-as", person.file_as)
        yield refined(id, "display-seq", str(number))
