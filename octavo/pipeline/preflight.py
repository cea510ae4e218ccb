"""Preflight of the build's own press file, with places of the manuscript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from math import ceil

from octavo.artifacts import LaidOutPages
from octavo.book.structure import Book
from octavo.findings import Finding, Location
from octavo.geometry import POINTS_PER_MM
from octavo.pipeline.pages import Desk
from octavo.pipeline.places import setting_place
from octavo.press.edition import PressFile

_ROUNDING = 0.01
_ID_OR_PICTURE = re.compile(r'\bid="([^"]*)"|<img\b[^>]*?\bsrc="([^"]*)"')


def preflight_press(desk: Desk, pages: LaidOutPages, made: PressFile) -> tuple[Finding, ...]:
    """What the printer would reject in the press file that was just made."""
    from octavo.checks.preflight import PressRecord, preflight
    from octavo.pdf.pictures import xobject_keys

    places = dict(_picture_places(desk.book))
    # XObjects are named "i", the key, and a digit for image-rendering: octavo.pdf.pictures.
    names = {
        path: [f"/i{key}{digit}" for key in xobject_keys(path) for digit in range(10)]
        for path in desk.pictures
    }
    ink = dict(made.picture_ink)
    record = PressRecord(
        ink={name: 100 * ink[path] for path in names if path in ink for name in names[path]},
        places={name: places[path] for path in names if path in places for name in names[path]},
        pages=dict(_page_places(desk.book, pages, setting_place(desk.publication, "title"))),
    )
    found = preflight(made.content, desk.printer, record)
    return tuple(_with_bleed(item, pages.bleed, desk.printer.bleed.width) for item in found)


def _with_bleed(item: Finding, has: float, wanted: float) -> Finding:
    """Art that stops too early is told how: by a setting, where the pages themselves have less."""
    if item.code != "preflight-bleed" or has >= wanted - _ROUNDING:
        return item
    width = ceil(wanted / POINTS_PER_MM * 10 - 1e-6) / 10
    return replace(item, hint=f"Write page: {{bleed: {width:g}mm}}, and build again.")


def _locations(book: Book) -> dict[str, Location]:
    return {id: place for division in book.divisions for id, place in division.locations}


def _picture_places(book: Book) -> Iterator[tuple[str, Location]]:
    """Where the manuscript shows each picture; where it does so twice, the last place."""
    known = _locations(book)
    texts = [(division.body, division.location) for division in book.divisions]
    texts += [(note.body, note.location) for note in book.notes]
    for body, place in texts:
        for id, path in _ID_OR_PICTURE.findall(body):
            if path and place is not None:
                yield path, place
            elif id in known:
                place = known[id]


def _page_places(
    book: Book, pages: LaidOutPages, title: Location
) -> Iterator[tuple[int, Location]]:
    """Where the text of each page begins, by its number in the press file.

    What octavo makes of the front matter, such as the title page, begins at its title.
    """
    known = _locations(book)
    starts = {start.page: known.get(start.block_id) for start in pages.page_map.starts}
    divisions = {division.id: division.location for division in book.divisions}
    for page in pages.page_map.pages[pages.cover_pages :]:
        place = starts.get(page.number) or divisions.get(page.division_id or "")
        yield page.number - pages.cover_pages, place or title
