"""LaidOutPages -> the press file: pages in inks, pictures for paper, boxes and identity for a printer.

Nothing is laid out again: text stands where it stands on the screen. What print has no use for
(links, bookmarks, tags, names) is left out. The same pages and profile give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.artifacts import LaidOutPages, Picture
from octavo.book.languages import is_right_to_left
from octavo.findings import Finding, Location, finding
from octavo.press.boxes import draw_marks, press_boxes, write_boxes
from octavo.press.colour import BlackInk, Inking, Inks, ProcessInks, ScreenColours
from octavo.press.pictures import (
    PictureOrder,
    PictureSettings,
    Print,
    PrintedPicture,
    print_here,
)
from octavo.press.placements import Placement, placements
from octavo.press.printer import PrinterProfile
from octavo.press.separations import Reached, Separator
from octavo.press.spine import bound_pages
from octavo.press.standards import write_identity
from octavo.publication import Metadata

_SCREEN_ONLY = (
    "/Annots", "/AA", "/StructParents", "/Tabs", "/Metadata", "/PieceInfo", "/Thumb", "/B", "/Trans",
    "/Dur",
)  # fmt: skip
_WORTHWHILE = 1.1
"""A picture is made smaller where it is finer than wanted by a tenth; less would only blur it."""


@dataclass(frozen=True, slots=True)
class PressFile:
    """The file, what was found, and the most ink in each picture (3 for 300 %) by its name.

    blanks is how many of the file's pages, its last ones, are blank to fill the last sheet.
    """

    content: bytes
    findings: tuple[Finding, ...]
    picture_ink: tuple[tuple[str, float], ...] = ()
    blanks: int = 0


def press_pdf(
    pages: LaidOutPages,
    metadata: Metadata,
    profile: PrinterProfile,
    pictures: Mapping[str, Picture] | None = None,
    inks: Inking | None = None,
    print_pictures: Print = print_here,
) -> PressFile:
    """Make the press file of a book.

    pictures are the book's files by the md5 in their XObjects' names; what is not among them is
    made from the master's own stream. inks are exact inks by sRGB colour ("#cc3311").
    """
    with pikepdf.open(io.BytesIO(pages.pdf)) as book:
        del book.pages[: pages.cover_pages]
        for page in book.pages:
            for entry in _SCREEN_ONLY:
                if entry in page.obj:
                    del page.obj[entry]
        colours = _inks(profile, inks or {})
        refused = () if profile.output.transparency else _flattened(book)
        found = tuple(_transparent(pages, page, what) for page, what in refused)
        reached = Separator(book, colours, profile.output.transparency).separate()
        shown = placements(book)
        ink = _print(book, reached, shown, pictures or {}, profile, inks or {}, print_pictures)
        blanks = _fill_up(book, profile)
        _write_boxes(book, pages, metadata, profile, colours)
        write_identity(book, metadata, profile)
        if is_right_to_left(metadata.language):
            book.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)
        return PressFile(_save(book), found, ink, blanks)


def _inks(profile: PrinterProfile, exact: Inking) -> Inks:
    if profile.output.colour == "gray":
        return BlackInk()
    if profile.output.colour == "rgb":
        return ScreenColours()
    return ProcessInks(profile.icc, profile.ink_limit, exact)


def _flattened(book: Pdf) -> tuple[tuple[int, str], ...]:
    from octavo.press.flattening import flatten  # pdfium is loaded for these printers alone

    return flatten(book)


def _transparent(pages: LaidOutPages, number: int, what: str) -> Finding:
    """What cannot be flattened on a page of the press file (from 1); its place is the division's id."""
    place = pages.page_map.pages[pages.cover_pages + number - 1]
    folio = f", printed {place.folio}," if place.folio else ""
    where = Location(f"#{place.division_id}") if place.division_id else None
    message = f"Page {number} of the press file{folio} has {what}, which this printer refuses."
    return finding("press-transparency", message, where)


def _fill_up(book: Pdf, profile: PrinterProfile) -> int:
    """Add the blank pages of the last sheet, where the printer wants them in the file."""
    if profile.pages.blanks != "file":
        return 0
    count = len(book.pages)
    blanks = bound_pages(count, profile) - count
    for _ in range(blanks):
        page = Dictionary(Type=Name.Page, MediaBox=book.pages[0].mediabox, Resources=Dictionary())
        book.pages.append(pikepdf.Page(book.make_indirect(page)))
    return blanks


# --- pictures ---


def _print(
    book: Pdf,
    reached: Reached,
    shown: Mapping[tuple[int, int], Placement],
    pictures: Mapping[str, Picture],
    profile: PrinterProfile,
    exact: Inking,
    print_pictures: Print,
) -> tuple[tuple[str, float], ...]:
    """Order the pictures that print needs otherwise than they are, and put them into the book."""
    settings = PictureSettings(
        profile.output.colour,
        profile.icc if profile.output.colour == "cmyk" else b"",
        profile.ink_limit,
        tuple(sorted(exact.items())),
        not profile.output.transparency,
    )
    wanted: list[Object] = []
    orders: list[PictureOrder] = []
    names: list[str] = []
    for key, image in sorted(reached.pictures.items()):
        place = shown.get(key)
        width, height = _pixels(image, place, profile)
        luminosity = key in reached.masks
        if _stays(image, width, settings) or "/ImageMask" in image:
            continue
        source = pictures.get(place.name[2:-1]) if place else None
        given: str | bytes = source.file if source else picture_file(image)
        digest = source.digest if source else hashlib.sha256(bytes(given)).hexdigest()  # type: ignore[arg-type]
        lines = (profile.pictures.lines_max_dpi or 1e6) / (profile.pictures.max_dpi or 1e6)
        orders.append(PictureOrder(given, digest, width, height, settings, lines, luminosity))
        wanted.append(image)
        names.append(source.path if source else f"page {place.page if place else '?'}")
    ink: dict[str, float] = {}
    for index, printed in print_pictures(orders):
        _replace(book, wanted[index], printed)
        ink[names[index]] = max(ink.get(names[index], 0), printed.ink)
    return tuple(sorted(ink.items()))


def _pixels(image: Object, place: Placement | None, profile: PrinterProfile) -> tuple[int, int]:
    """How many pixels print has use for; (0, 0) for all."""
    most = profile.pictures.max_dpi
    if most is None or place is None or not place.width or not place.height:
        return 0, 0
    width, height = int(image.Width), int(image.Height)
    share = max(place.width * most / 72 / width, place.height * most / 72 / height)
    if share * _WORTHWHILE >= 1:
        return 0, 0
    return ceil(width * share), ceil(height * share)


def _stays(image: Object, width: int, settings: PictureSettings) -> bool:
    """Say whether a picture is right as it stands in the master: sRGB or gray on a screen's terms."""
    if width or (settings.opaque and "/SMask" in image):
        return False
    if settings.space == "cmyk":
        return False
    space = image.get("/ColorSpace")
    return space == Name.DeviceGray or (settings.space == "rgb" and space == Name.DeviceRGB)


def picture_file(image: Object) -> bytes:
    """An image XObject as the bytes of a picture file, its soft mask as alpha."""
    if image.get("/Filter") == Name.DCTDecode and "/SMask" not in image:
        return image.read_raw_bytes()
    picture = pikepdf.PdfImage(cast("Stream", image)).as_pil_image()
    if "/SMask" in image:
        mask = pikepdf.PdfImage(cast("Stream", image.SMask)).as_pil_image().convert("L")
        picture = picture.convert("RGB")
        picture.putalpha(mask.resize(picture.size))
    written = io.BytesIO()
    picture.convert("RGB" if picture.mode == "CMYK" else picture.mode).save(written, "PNG")
    return written.getvalue()


def _replace(book: Pdf, image: Object, printed: PrintedPicture) -> None:
    """Put a printed picture where the master had its own."""
    for entry in list(image.keys()):
        if entry not in ("/Type", "/Subtype", "/Length"):
            del image[entry]
    components = {"cmyk": 4, "gray": 1, "rgb": 3}[printed.space]
    _fill(image, printed, printed.content, printed.filter, components, printed.bits)
    image.ColorSpace = {
        "cmyk": Name.DeviceCMYK, "gray": Name.DeviceGray, "rgb": Name.DeviceRGB
    }[printed.space]  # fmt: skip
    if printed.space == "cmyk" and printed.filter == "DCTDecode":
        image.Decode = Array([1, 0] * 4)
    if printed.mask is not None:
        mask = book.make_indirect(Stream(book, b""))
        mask.Type, mask.Subtype, mask.ColorSpace = Name.XObject, Name.Image, Name.DeviceGray
        _fill(mask, printed, printed.mask, "FlateDecode", 1, 8)
        image.SMask = mask


def _fill(
    image: Object, printed: PrintedPicture, content: bytes, filter_: str, components: int, bits: int
) -> None:
    parameters = None
    if filter_ == "FlateDecode":
        parameters = Dictionary(
            Predictor=15, Colors=components, BitsPerComponent=bits, Columns=printed.width
        )
    image.write(content, filter=Name(f"/{filter_}"), decode_parms=parameters)
    image.Width, image.Height, image.BitsPerComponent = printed.width, printed.height, bits


# --- the file ---


def _write_boxes(
    book: Pdf, pages: LaidOutPages, metadata: Metadata, profile: PrinterProfile, inks: Inks
) -> None:
    rtl = is_right_to_left(metadata.language)
    first = pages.page_map.pages[pages.cover_pages].side
    for number, page in enumerate(book.pages):
        side = first if number % 2 == 0 else ("verso" if first == "recto" else "recto")
        boxes = press_boxes(pages.trim, pages.bleed, profile, side, rtl)
        write_boxes(page.obj, boxes)
        if profile.marks.allowed and profile.marks.drawn:
            draw_marks(book, page.obj, boxes, profile, inks.space)


def _save(book: Pdf) -> bytes:
    """Write PDF 1.6 (ISO 15930-7, 6.1); pictures are passed on as they are encoded."""
    written = io.BytesIO()
    book.save(
        written,
        force_version="1.6",
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return written.getvalue()
