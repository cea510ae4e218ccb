"""Book -> LaidOutPages: lay out, set, settle, furnish, assemble. Every page edition starts here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from octavo.artifacts import Face, Galley, LaidOutPages, Medium, Picture
from octavo.book.structure import Book, Matter
from octavo.cache import code_digest, digest
from octavo.executors import Workers
from octavo.findings import Finding, Location
from octavo.layouts import Theme, furniture_documents, lay_out, outline, proof_furniture
from octavo.pipeline.galleys import Composing, SetPages, set_apart, set_document, set_pages
from octavo.pipeline.options import Progress
from octavo.pipeline.workshop import Workshop
from octavo.press.printer import PrinterProfile
from octavo.publication import Publication

if TYPE_CHECKING:
    from octavo.images import EncodedPicture


@dataclass(frozen=True, slots=True)
class Desk:
    """What a build works with, once the manuscript is read."""

    book: Book
    publication: Publication
    theme: Theme
    printer: PrinterProfile
    face_causes: tuple[str, ...]  # what the faces are made of
    make_faces: Callable[[], tuple[Face, ...]]  # once, when first needed: an EPUB may need none
    pictures: Mapping[str, Picture]
    workshop: Workshop
    workers: Workers
    progress: Progress
    draft: bool = False

    @property
    def faces(self) -> tuple[Face, ...]:
        """The theme's faces, ready to be set in."""
        return self.make_faces()


def page_book(desk: Desk) -> tuple[SetPages, tuple[Finding, ...]]:
    """Set the whole book into pages and settle its page references: enough for a page list."""
    documents = lay_out(desk.book, desk.publication, desk.theme, Medium.PAGE)
    paged = set_pages(_composing(desk), documents)
    found = [item for galley in paged.galleys for item in galley.findings]
    return paged, (*paged.findings, *placed(desk.book, found))


def set_cover(desk: Desk, paged: SetPages | None) -> Galley | None:
    """The cover in pages, taken from the paged book or set alone; None where there is none."""
    if paged:
        roles = zip(paged.documents, paged.galleys, strict=True)
        return next((galley for document, galley in roles if document.role == "cover"), None)
    for document in lay_out(desk.book, desk.publication, desk.theme, Medium.PAGE):
        if document.role == "cover":
            return set_document(_composing(desk), document)
    return None


def lay_out_pages(desk: Desk, paged: SetPages) -> tuple[LaidOutPages, tuple[Finding, ...]]:
    """Furnish and assemble the set pages into the master."""
    from octavo.pdf.assembly import assemble
    from octavo.pdf.furniture import furniture_pages

    marks = outline(desk.book)
    furnished = furniture_pages(paged.page_map)
    sheaves = furniture_documents(desk.theme, desk.publication, furnished)
    furniture_keys, furniture = set_apart(_composing(desk), sheaves)
    proof_furniture(desk.theme, furnished, [sheaf.page_count for sheaf in furniture])
    desk.progress.stage("Joining pages")
    pictures = tuple(sorted((p.path, p.digest) for p in desk.pictures.values()))
    metadata, page = desk.publication.metadata, desk.publication.page
    key = digest(
        code_digest(), paged.keys, furniture_keys, pictures, marks, metadata, paged.page_map
    )
    covers = sum(place.matter is Matter.COVER for place in paged.page_map.pages)
    pages = desk.workshop.cache.made(
        "master",
        key,
        LaidOutPages,
        lambda: assemble(
            paged.galleys,
            paged.page_map,
            furniture,
            desk.faces,
            tuple(desk.pictures.values()),
            marks,
            metadata,
            page.trim,
            page.bleed,
            covers,
            picture_encoder(desk),
        ),
    )
    return pages, (
        *pages.findings,
        *dict.fromkeys(found for sheaf in furniture for found in sheaf.findings),
    )


def picture_encoder(desk: Desk) -> Callable[[Picture], EncodedPicture]:
    """Encode a picture once for all builds."""
    from octavo.images.page import RECIPE, EncodedPicture
    from octavo.pdf.pictures import encode_picture

    def encode(picture: Picture) -> EncodedPicture:
        return desk.workshop.cache.made(
            "page-picture",
            digest(RECIPE, picture.digest),
            EncodedPicture,
            lambda: encode_picture(picture),
        )

    return encode


def _composing(desk: Desk) -> Composing:
    typography = desk.theme.typography.in_one_layout if desk.draft else desk.theme.typography
    return Composing(
        desk.publication, desk.faces, desk.pictures, typography,
        desk.workshop, desk.workers, desk.progress,
    )  # fmt: skip


def placed(book: Book, found: list[Finding]) -> list[Finding]:
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
