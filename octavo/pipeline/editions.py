"""Artifacts of the editions: what is made of the master and of the Book."""

from __future__ import annotations

from dataclasses import replace

from octavo.artifacts import Artifact, LaidOutPages
from octavo.cache import code_digest, digest
from octavo.findings import Finding
from octavo.pipeline.outputs import edition_artifact
from octavo.pipeline.pages import Desk, placed
from octavo.pipeline.pictures import picture_printer
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
