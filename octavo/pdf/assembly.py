"""Galleys, furniture, faces and pictures -> LaidOutPages, the master of every page edition.

What joining makes true of the book as a whole, step by step below: pages in order with blanks,
destinations, one font a face, pictures in place of placeholders, running heads, one structure
tree, bookmarks and page labels. Metadata and output intents belong to the editions
(octavo.pdf.screen, octavo.press): the master says only what its language is.

Streams are copied, never decoded, and the same values give the same bytes: everything is sorted
or in reading order, and the file's identifier is a digest.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo.artifacts import Face, Galley, LaidOutPages, OutlineEntry, PageMap, Picture
from octavo.findings import Finding, finding
from octavo.geometry import Size
from octavo.pdf.furniture import forms_of, furniture_pages, stamp
from octavo.pdf.joined_fonts import FontJoiner, use_fonts
from octavo.pdf.links import settle_links, write_destinations
from octavo.pdf.outline import write_outline, write_page_labels
from octavo.pdf.pictures import Encode, PictureSwapper, encode_picture
from octavo.pdf.tags import GalleyPages, TagWriter, linked_annotations
from octavo.publication import Metadata


def assemble(
    galleys: Sequence[Galley],
    page_map: PageMap,
    furniture: Sequence[Galley],
    faces: Sequence[Face],
    pictures: Sequence[Picture],
    outline: Sequence[OutlineEntry],
    metadata: Metadata,
    trim: Size,
    bleed: float,
    cover_pages: int,
    encode: Encode = encode_picture,
) -> LaidOutPages:
    """Join a book.

    Galleys come in reading order; furniture has a page for each of
    furniture_pages(page_map), or is empty.
    Origin of all pages is the corner of the trim; trim and bleed are points. encode gives a
    picture's stream, from a cache where there is one.
    Raises BadImage for a picture that cannot be read any more, ValueError where galleys and page
    map do not belong together.
    """
    known = frozenset(anchor.id for anchor in page_map.anchors)
    with Pdf.new() as book:
        fonts = FontJoiner(faces)
        laid, joined = _place_pages(book, page_map, galleys, fonts, trim, bleed)
        pages_of = _pages_by_division(laid, page_map)
        running = [_place_furniture(book, sheaf, fonts) for sheaf in furniture]
        swapper = PictureSwapper(book, pictures, encode)
        made = fonts.build(book)
        tags = TagWriter(book, metadata.language)
        lost: list[str] = []
        linked = {entry.target for entry in _entries(outline)}
        for galley in galleys:
            pages = pages_of.get(galley.division_id)
            if not pages:
                continue
            swapper.swap(pages[0].Resources)
            use_fonts(joined[galley.division_id], pages[0].Resources, made)
            placed, missing = _settle(galley, pages, known)
            tags.add(galley.division_id, galley.tags, placed)
            linked |= _targets(placed)
            lost += missing
        for forms, own in running:
            for form in forms:
                swapper.swap(form.Resources)
                use_fonts(own, form.Resources, made)
        if furniture:
            every = [form for forms, _ in running for form in forms]
            stamp(book, laid, furniture_pages(page_map), every)
        tags.finish()
        write_outline(book, outline, known)
        write_page_labels(book, page_map.pages, metadata.language)
        write_destinations(book, laid, page_map, linked)
        lost += [entry.target for entry in _entries(outline) if entry.target not in known]
        book.Root.Lang = String(metadata.language)
        content = save(book)
    return LaidOutPages(content, page_map, trim, bleed, cover_pages, _findings(lost))


def save(book: Pdf) -> bytes:
    """Write a PDF 1.7 with object streams and an identifier made from its content.

    Content that is compressed already is passed on as it is.
    """
    written = io.BytesIO()
    book.save(
        written,
        min_version="1.7",
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return written.getvalue()


def _open(galley: Galley) -> Pdf:
    """Open a galley, its document-wide entries taken out.

    Nothing holds it once its pages are in the book, so that what was read of it goes at once; the
    book draws on the galley's bytes until it is written.
    """
    source = pikepdf.open(io.BytesIO(galley.pdf))
    if len(source.pages) != galley.page_count:
        raise ValueError(f"the galley of {galley.division_id} has {len(source.pages)} pages")
    for entry in ("/Names", "/Dests", "/Outlines", "/StructTreeRoot"):
        if entry in source.Root:
            del source.Root[entry]
    return source


def _place_furniture(
    book: Pdf, sheaf: Galley, fonts: FontJoiner
) -> tuple[list[pikepdf.Object], Mapping[str, str]]:
    """Make forms of a sheaf's pages; gives their fonts, too."""
    source = _open(sheaf)
    own = fonts.collect(source, sheaf.fonts)
    return forms_of(book, source), own


def _place_pages(
    book: Pdf,
    page_map: PageMap,
    galleys: Sequence[Galley],
    fonts: FontJoiner,
    trim: Size,
    bleed: float,
) -> tuple[tuple[pikepdf.Object, ...], Mapping[str, Mapping[str, str]]]:
    """Put the pages of all galleys into the book, blanks between, boxes the same everywhere; gives
    the book's pages, and the fonts of each galley."""
    named = {galley.division_id: galley for galley in galleys}
    joined: dict[str, Mapping[str, str]] = {}
    for division, places in groupby(page_map.pages, key=attrgetter("division_id")):
        if division is None:
            for _ in places:
                blank = Dictionary(Type=Name.Page, Resources=Dictionary())
                book.pages.append(pikepdf.Page(book.make_indirect(blank)))
            continue
        source = _open(named[division])
        joined[division] = fonts.collect(source, named[division].fonts)
        pages = list(source.pages)
        for place in places:
            book.pages.append(pages[place.galley_page - 1])
    laid = tuple(page.obj for page in book.pages)
    media = Array([-bleed, -bleed, trim.width + bleed, trim.height + bleed])
    for page in laid:
        for stale in ("/StructParents", "/CropBox", "/ArtBox"):
            if stale in page:
                del page[stale]
        page.MediaBox, page.BleedBox = media, media
        page.TrimBox = Array([0, 0, trim.width, trim.height])
        page.Tabs = Name.S
    return laid, joined


def _pages_by_division(
    laid: Sequence[pikepdf.Object], page_map: PageMap
) -> dict[str | None, tuple[pikepdf.Object, ...]]:
    found: dict[str | None, list[pikepdf.Object]] = {}
    for page, place in zip(laid, page_map.pages, strict=True):
        found.setdefault(place.division_id, []).append(page)
    return {division: tuple(pages) for division, pages in found.items()}


def _settle(
    galley: Galley, pages: tuple[pikepdf.Object, ...], known: frozenset[str]
) -> tuple[GalleyPages, list[str]]:
    """Finish the links of a galley's pages."""
    tagged = linked_annotations(galley.tags)
    annotations: dict[int, dict[int, pikepdf.Object]] = {}
    lost: list[str] = []
    for number, page in enumerate(pages, 1):
        annotations[number], missing = settle_links(page, tagged.get(number, {}), known)
        lost += missing
    return GalleyPages(pages, annotations), lost


def _targets(galley: GalleyPages) -> set[str]:
    """The ids that a galley's links lead to."""
    annotations = (a for page in galley.annotations.values() for a in page.values())
    return {str(annotation.Dest) for annotation in annotations if "/Dest" in annotation}


def _entries(outline: Sequence[OutlineEntry]) -> Iterator[OutlineEntry]:
    for entry in outline:
        yield entry
        yield from _entries(entry.children)


def _findings(lost: Sequence[str]) -> tuple[Finding, ...]:
    return tuple(
        finding("link-lost", f"no page shows “{target}”, so nothing in the PDF can lead to it")
        for target in dict.fromkeys(lost)
    )
