"""The cover edition: back, spine and front in one press file, in step with the pages of this build."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from octavo.artifacts import (
    Artifact,
    CoverGuide,
    Face,
    FaceRequest,
    LaidOutPages,
    MarkupDocument,
    Picture,
    Typography,
)
from octavo.book.languages import is_right_to_left
from octavo.cache import digest
from octavo.findings import Finding, ManuscriptError, finding
from octavo.geometry import POINTS_PER_CSS_PX
from octavo.layouts import spine_names, wrap_document
from octavo.pipeline.outputs import edition_artifact
from octavo.pipeline.pages import Desk, placed
from octavo.pipeline.papers import paper_pages
from octavo.pipeline.pictures import picture_printer
from octavo.pipeline.places import setting_place
from octavo.publication import CoverWrapSettings, Metadata, PageSetup, PressSettings

DIGITS = FaceRequest("Source Sans 3", 400, "normal", "source-sans-3", (("wght", 400.0),))
"""The face of the digits below a barcode, whatever the theme's are."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The wrap in sRGB as it was laid out, its press file, and the numbers a printer asks for."""

    artifact: Artifact
    pages: LaidOutPages
    guide: CoverGuide
    findings: tuple[Finding, ...]


def make_cover(desk: Desk, book: LaidOutPages) -> Cover:
    """Make the wrap of a book as it is laid out in this build.

    Raises ManuscriptError where it cannot be made: paper unknown, description or barcode without
    room, a layout with errors.
    """
    from octavo.press.spine import bound_pages

    desk.progress.stage("Making the cover")
    publication = desk.publication
    bound = bound_pages(len(book.page_map.pages) - book.cover_pages, desk.printer)
    guide, said = _plan(desk, bound)
    pictures = {**desk.pictures, **_barcode(desk, guide)}
    document = wrap_document(desk.book, publication, desk.theme, guide)
    metadata = replace(publication.metadata, title=document.title)
    pages = _set(desk, document, guide, metadata, pictures)
    content, judged = _printed(desk, pages, metadata, pictures, (guide, bound))
    artifact = edition_artifact(publication, "cover", content)
    own = placed(desk.book, list(pages.findings))
    return Cover(artifact, pages, guide, (*said, *own, *judged))


def _plan(desk: Desk, bound: int) -> tuple[CoverGuide, tuple[Finding, ...]]:
    """The panels, what the spine carries, and the barcode's place."""
    from octavo.fonts.lettering import Lettering
    from octavo.press.wrap import SpineLine, with_barcode, with_spine_text, wrap_panels

    publication, printer = desk.publication, desk.printer
    metadata = publication.metadata
    settings = publication.cover_wrap or CoverWrapSettings()
    rtl = is_right_to_left(metadata.language)
    width = settings.spine or _reckoned_spine(desk, bound)
    guide = wrap_panels(publication.page.trim, width, printer, "right" if rtl else "left")
    line = SpineLine(metadata.title, spine_names(metadata))
    letters = Lettering(_face_for(desk.faces, line.title + line.names))
    wanted, language = settings.spine_text, metadata.language
    guide, bare = with_spine_text(guide, wanted, line, letters, bound, printer, language)
    isbn = dict(metadata.isbn).get("press", "")
    try:
        guide = with_barcode(guide, isbn, settings.add_on or "", settings.barcode, printer)
    except ValueError as error:
        hint = "Leave the add-on out, or write cover-wrap: {barcode: 80%}."
        _refuse(desk, "cover-barcode", str(error), "cover-wrap.barcode", hint)
    back = settings.back or ""
    guide = replace(guide, barcode_picture=_BARCODE if isbn else "", back_picture=back)
    place = setting_place(publication, "cover-wrap.spine-text")
    hint = "Shorten the title, take thicker paper, or write cover-wrap: {spine-text: none}."
    return guide, (finding("cover-spine-text", bare, place, hint),) if bare else ()


_BARCODE = "cover-wrap/barcode.svg"
"""The address of the drawing in the wrap's markup."""


def _reckoned_spine(desk: Desk, bound: int) -> float:
    from octavo.press.spine import page_caliper, spine_width

    printer, paper = desk.printer, (desk.publication.press or PressSettings()).paper
    message = f"{printer.title} says nothing of paper, so the spine's width cannot be reckoned."
    try:
        caliper = page_caliper(printer, paper)
    except ValueError as error:
        caliper, message = None, f"{error}."
    if caliper is None:
        hint = "Write press: {paper: 90gsm}, or cover-wrap: {spine: 12.5mm} as the printer has it."
        _refuse(desk, "cover-paper", message, "press.paper", hint)
    return spine_width(bound, caliper, printer)


def _face_for(faces: Sequence[Face], text: str) -> Face:
    """The face that the spine is measured in: the theme's first one that has its letters."""
    from octavo.fonts import coverage

    wanted = {ord(letter) for letter in text if not letter.isspace()}
    return next((face for face in faces if wanted <= coverage(face)), faces[0])


def _barcode(desk: Desk, guide: CoverGuide) -> dict[str, Picture]:
    """The drawing of the barcode, as a picture that the page engine can show."""
    if guide.barcode is None:
        return {}
    from octavo.fonts import instance
    from octavo.fonts.lettering import Lettering
    from octavo.press.barcode import barcode

    publication, shop = desk.publication, desk.workshop
    letters = Lettering(instance(DIGITS, shop.folder, publication.root))
    isbn = dict(publication.metadata.isbn)["press"]
    settings = publication.cover_wrap or CoverWrapSettings()
    made = barcode(isbn, settings.add_on or "", guide.barcode_percent, letters)
    key = digest(made.svg)
    file = shop.drawing(f"{key}.svg", made.svg)
    size = (made.width / POINTS_PER_CSS_PX, made.height / POINTS_PER_CSS_PX)
    return {_BARCODE: Picture(_BARCODE, key, "drawing", *size, str(file))}


def _set(
    desk: Desk, document: MarkupDocument, guide: CoverGuide, metadata: Metadata,
    pictures: Mapping[str, Picture],
) -> LaidOutPages:  # fmt: skip
    """Set the wrap on its one page."""
    page = PageSetup(guide.size, guide.bleed)
    whole = replace(desk.publication, page=page, metadata=metadata)
    pages = paper_pages(desk, whole, document, Typography(), pictures)
    if len(pages.page_map.pages) > 1:
        message = "The description is too long for the back of the cover."
        hint = "Shorten it, or set it smaller: .blurb p in styles/cover.css."
        _refuse(desk, "cover-text-long", message, "description", hint)
    return pages


def _printed(
    desk: Desk, pages: LaidOutPages, metadata: Metadata, pictures: Mapping[str, Picture],
    of: tuple[CoverGuide, int],
) -> tuple[bytes, tuple[Finding, ...]]:  # fmt: skip
    """The press file of the wrap, judged as a cover of a book of so many pages."""
    from octavo.checks.preflight import CoverFacts, PressRecord, preflight
    from octavo.pdf.pictures import xobject_keys
    from octavo.press.edition import press_pdf
    from octavo.press.wrap import cover_profile

    guide, bound = of
    rules = cover_profile(desk.printer)
    keys = {key: item for item in pictures.values() for key in xobject_keys(item.path)}
    printer = picture_printer(desk.workshop.cache, desk.workers)
    made = press_pdf(pages, metadata, rules, keys, dict(desk.theme.inks), printer)
    record = PressRecord(cover=CoverFacts(guide.spine.width, bound))
    return made.content, (*made.findings, *preflight(made.content, rules, record))


def _refuse(desk: Desk, code: str, message: str, key: str, hint: str) -> NoReturn:
    """Say that there can be no cover, at the key of the front matter that would mend it."""
    said = finding(code, message, setting_place(desk.publication, key), hint)
    raise ManuscriptError(message, None, (said,))
