"""Book -> LaidOutPages: lay out, set, settle, furnish, assemble. Every page edition starts here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from octavo.artifacts import Face, LaidOutPages, Medium, PageMap, Picture, Typography
from octavo.book.structure import Book, Matter
from octavo.cache import code_digest, digest
from octavo.executors import Workers
from octavo.findings import Finding, Location
from octavo.layouts import Theme, furniture_document, lay_out, outline
from octavo.pipeline.galleys import Composing, SetPages, set_pages
from octavo.pipeline.options import Progress
from octavo.pipeline.workshop import Workshop
from octavo.publication import Publication


@dataclass(frozen=True, slots=True)
class Desk:
    """What a build works with, once the manuscript is read."""

    book: Book
    publication: Publication
    theme: Theme
    faces: tuple[Face, ...]
    pictures: Mapping[str, Picture]
    workshop: Workshop
    workers: Workers
    progress: Progress
    draft: bool = False


@dataclass(frozen=True, slots=True)
class PagedBook:
    """The divisions set and paginated, before assembly: enough for a page list."""

    set_pages: SetPages

    @property
    def page_map(self) -> PageMap:
        """Where everything stands."""
        return self.set_pages.page_map


def page_book(desk: Desk) -> tuple[PagedBook, tuple[Finding, ...]]:
    """Set the whole book into pages and settle its page references."""
    documents = lay_out(desk.book, desk.publication, desk.theme, Medium.PAGE)
    set_ = set_pages(_composing(desk), documents)
    found = [item for galley in set_.galleys for item in galley.findings]
    return PagedBook(set_), (*set_.findings, *_placed(desk.book, found))


def lay_out_pages(desk: Desk, paged: PagedBook) -> tuple[LaidOutPages, tuple[Finding, ...]]:
    """Furnish and assemble the set pages into the master."""
    from octavo.pdf.assembly import assemble
    from octavo.pdf.furniture import furniture_pages

    set_ = paged.set_pages
    marks = outline(desk.book)
    furniture = furniture_document(desk.theme, desk.publication, furniture_pages(paged.page_map))
    furnished = set_pages(replace(_composing(desk)), [furniture]) if furniture else None
    desk.progress.stage("Joining pages")
    rasters = sorted((p.path, p.digest) for p in desk.pictures.values())
    key = digest(
        code_digest(), set_.keys, furnished.keys if furnished else (), rasters, marks,
        desk.publication.metadata, paged.page_map,
    )  # fmt: skip
    covers = sum(page.matter is Matter.COVER for page in paged.page_map.pages)
    pages = desk.workshop.cache.made(
        "master",
        key,
        LaidOutPages,
        lambda: assemble(
            set_.galleys,
            paged.page_map,
            furnished.galleys[0] if furnished else None,
            desk.faces,
            tuple(desk.pictures.values()),
            marks,
            desk.publication.metadata,
            desk.publication.page.trim,
            desk.publication.page.bleed,
            covers,
        ),
    )
    return pages, furnished.galleys[0].findings if furnished else ()


def _composing(desk: Desk) -> Composing:
    typography = Typography() if desk.draft else desk.theme.typography
    return Composing(
        desk.publication, desk.faces, desk.pictures, typography,
        desk.workshop, desk.workers, desk.progress,
    )  # fmt: skip


def _placed(book: Book, found: list[Finding]) -> list[Finding]:
    """Give findings of the page engine, which knows blocks by id, their place in the manuscript."""
    places: dict[str, Location] = {}
    for division in book.divisions:
        if division.location:
            places[division.id] = division.location
        places |= dict(division.locations)
    for note in book.notes:
        if note.location:
            places[note.id] = note.location
    return [
        replace(item, location=places.get(item.location.path.removeprefix("#")))
        if item.location and item.location.path.startswith("#")
        else item
        for item in found
    ]
