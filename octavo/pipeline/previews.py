"""Pictures of what was made, for those who look before they print: spreads, sheets, the cover."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.artifacts import Artifact, LaidOutPages
from octavo.book.languages import is_right_to_left
from octavo.pipeline.cover import Cover
from octavo.pipeline.outputs import PREVIEWS
from octavo.pipeline.pages import Desk

HEIGHT = 1000
"""Pixels: an A5 page at 121 dpi, legible on a screen and light enough to be sent."""


def make_previews(
    desk: Desk, pages: LaidOutPages, booklet: Artifact | None, cover: Cover | None
) -> Iterator[Artifact]:
    """The cover, the spreads of the book and the sheets of the booklet, of those that were made."""
    count = len(pages.page_map.pages) - pages.cover_pages
    desk.progress.stage("Drawing previews", count)
    if cover is not None:
        yield from _each(cover.pages.pdf, "cover", cover.guide.bleed)
    yield from _spreads(desk, pages)
    if booklet is not None:
        yield from _each(booklet.content, "booklet", 0.0)


def _each(pdf: bytes, name: str, crop: float) -> Iterator[Artifact]:
    """Every page of a file by itself; a file of one page has no number."""
    from octavo.images.raster import draw_pages, png

    drawn = [png(picture) for picture in draw_pages(pdf, height=HEIGHT, crop=crop)]
    for number, content in enumerate(drawn, 1):
        yield _preview(name if len(drawn) == 1 else f"{name}-{number:03d}", content)


def _spreads(desk: Desk, pages: LaidOutPages) -> Iterator[Artifact]:
    """Facing pages, by their numbers in the press file: the first is alone, and so may the last be."""
    from PIL import Image

    from octavo.images.raster import draw_pages, png, side_by_side

    rtl = is_right_to_left(desk.publication.metadata.language)
    verso: Image.Image | None = None
    number = last = len(pages.page_map.pages) - pages.cover_pages
    drawn = draw_pages(pages.pdf, height=HEIGHT, crop=pages.bleed)
    for place, picture in enumerate(drawn):
        number = place + 1 - pages.cover_pages
        if number < 1:
            yield _preview("front", png(picture))
            continue
        desk.progress.step()
        if number % 2 == 0 and number < last:
            verso = picture
            continue
        pair = (picture, None) if number % 2 == 0 else (verso, picture)
        name = f"spread-{number:03d}" if None in pair else f"spread-{number - 1:03d}-{number:03d}"
        yield _preview(name, png(side_by_side(pair[::-1] if rtl else pair)))
        verso = None


def _preview(name: str, content: bytes) -> Artifact:
    return Artifact(f"{PREVIEWS}/{name}.png", content, "image/png")
