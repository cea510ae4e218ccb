"""Whether anything in a book runs over the trim: only then does its bleed matter."""

from __future__ import annotations

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from octavo.artifacts import LaidOutPages

_SCALE = 0.25  # pixels a point: 3 mm of bleed are two pixels


def bleeding_page(pages: LaidOutPages) -> int | None:
    """The first page (from 1, without the cover) with art in its bleed; None where there is none."""
    document = pdfium.PdfDocument(pages.pdf)
    try:
        for index in range(pages.cover_pages, len(document)):
            drawn = document[index].render(scale=_SCALE).to_pil().convert("L")
            if _reaches(drawn, max(round(pages.bleed * _SCALE), 1)):
                return index + 1 - pages.cover_pages
    finally:
        document.close()
    return None


def _reaches(page: Image.Image, bleed: int) -> bool:
    """Say whether the frame around the trim, less the pixel that they share, is not white."""
    ink = ImageChops.invert(page)
    ink.paste(0, (bleed - 1, bleed - 1, page.width - bleed + 1, page.height - bleed + 1))
    return any(ink.histogram()[16:])
