"""Artifacts of the editions: what is made of the master and of the Book."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Literal

from octavo.artifacts import Artifact, LaidOutPages, Medium, Picture
from octavo.cache import code_digest, digest
from octavo.findings import Finding
from octavo.layouts import lay_out
from octavo.pipeline.galleys import SetPages
from octavo.pipeline.outputs import edition_artifact
from octavo.pipeline.pages import Desk, placed, set_cover
from octavo.pipeline.pictures import picture_printer
from octavo.pipeline.versions import installed
from octavo.press.printer import PrinterProfile
from octavo.publication import PressSettings, Publication

COVER_PIXELS = 1600
"""Height in pixels of the EPUB's cover image."""


def make_screen(desk: Desk, pages: LaidOutPages) -> Artifact:
    """The PDF for screens: cropped to the trim, tagged, PDF/UA-1 and PDF/A-2a."""
    from octavo.pdf.screen import screen_pdf

    metadata = desk.publication.metadata
    key = digest(code_digest(), "screen", pages.pdf, metadata, pages.cover_pages)
    content = desk.workshop.cache.made("edition", key, bytes, lambda: screen_pdf(pages, metadata))
    return edition_artifact(desk.publication, "screen", content)


def make_press(desk: Desk, pages: LaidOutPages) -> tuple[Artifact, tuple[Finding, ...]]:
    """The press file for the publication's printer, its pictures made once for all builds."""
    from octavo.pdf.pictures import xobject_keys
    from octavo.pipeline.preflight import preflight_press
    from octavo.press.edition import press_pdf

    desk.progress.stage("Making the press file")
    publication = desk.publication
    pictures = {key: item for item in desk.pictures.values() for key in xobject_keys(item.path)}
    made = press_pdf(
        pages,
        publication.metadata,
        desk.printer,
        pictures,
        dict(desk.theme.inks),
        picture_printer(desk.workshop.cache, desk.workers),
    )
    artifact = edition_artifact(publication, "press", made.content)
    judged = preflight_press(desk, pages, made)
    return artifact, (*placed(desk.book, list(made.findings)), *judged)


def printer_of(publication: Publication) -> tuple[PrinterProfile, tuple[Finding, ...]]:
    """The profile of the printer that the front matter names, or the default, and its faults."""
    from octavo.press.profiles import load_profile

    settings = publication.press or PressSettings()
    profile, found = load_profile(settings.profile, publication.root)
    place = publication.place("press.profile")
    return profile, tuple(replace(item, location=item.location or place) for item in found)


def press_sources(publication: Publication, printer: PrinterProfile) -> tuple[str, ...]:
    """The publication's files that decide its press edition: a profile of its own, an ICC profile."""
    from octavo.press.profiles import profile_path

    settings = publication.press
    path = profile_path(settings.profile, publication.root) if settings else None
    return (path, printer.output.icc) if path else ()


def make_epub(
    desk: Desk, paged: SetPages | None, profile: Literal["epub3", "kindle"] = "epub3"
) -> tuple[Artifact, tuple[Finding, ...]]:
    """The EPUB, with the page list of the printed book unless the publication wants none."""
    from octavo.epub import build_epub
    from octavo.pdf.pagination import fill_folios

    desk.progress.stage("Packing the EPUB")
    page_map = paged.page_map if paged else None
    folios = page_map.folio_of() if page_map else {}
    documents = tuple(
        fill_folios(document, folios)
        for document in lay_out(desk.book, desk.publication, desk.theme, Medium.REFLOW)
    )
    with_pages = page_map if desk.publication.page_list == "book" else None
    shown = {path for document in documents for path in document.assets}
    pictures = {path: _encoded(desk, p) for path, p in desk.pictures.items() if path in shown}
    cover = cover_image(desk, paged)
    causes = (desk.book, _settings(desk.publication), documents, with_pages, pictures, cover)
    content, found = desk.workshop.cache.made(
        "edition",
        digest(code_digest(), installed(), profile, desk.face_causes, causes),
        tuple[bytes, tuple[Finding, ...]],
        lambda: build_epub(
            desk.book,
            desk.publication,
            documents,
            with_pages,
            desk.make_faces,
            pictures,
            cover,
            profile,
        ),
    )
    name = "kindle" if profile == "kindle" else "epub"
    return edition_artifact(desk.publication, name, content), found


def cover_image(desk: Desk, paged: SetPages | None) -> tuple[bytes, str] | None:
    """The EPUB's cover image: the laid-out cover as pixels, so that both show one design.

    None where there is no cover, and where it is a photograph that serves as it is.
    """
    cover = desk.publication.cover
    if cover is None or desk.pictures[cover].kind == "raster":
        return None
    galley = set_cover(desk, paged)
    if galley is None:
        return None
    from octavo.images.raster import draw_pages, jpeg

    bleed = desk.publication.page.bleed

    def draw() -> tuple[bytes, str]:
        (front,) = draw_pages(galley.pdf, [1], height=COVER_PIXELS, crop=bleed)
        return jpeg(front), "image/jpeg"

    key = digest(code_digest(), installed(), galley.pdf, COVER_PIXELS, bleed)
    return desk.workshop.cache.made("cover-image", key, tuple[bytes, str], draw)


def _settings(publication: Publication) -> list[object]:
    """All that a publication says, without the folder that it lies in."""
    names = (field.name for field in fields(publication) if field.name != "root")
    return [getattr(publication, name) for name in names]


def _encoded(desk: Desk, picture: Picture) -> tuple[bytes, str]:
    """Encode a picture for the EPUB once for all builds."""
    from octavo.images.reflow import RECIPE, epub_picture

    return desk.workshop.cache.made(
        "epub-picture",
        digest(RECIPE, picture.digest),
        tuple[bytes, str],
        lambda: epub_picture(Path(picture.file)),
    )
