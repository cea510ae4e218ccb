"""Pages of a PDF as pictures to look at: whole pages, and pages side by side.

The same PDF gives the same pictures, to the byte.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium
from PIL import Image

_FOLD = (221, 221, 221)


def draw_pages(pdf: bytes, height: int, crop: float = 0.0) -> Iterator[Image.Image]:
    """Draw every page `height` pixels high, `crop` points cut off on each side."""
    document = pdfium.PdfDocument(pdf)
    try:
        for page in document:
            scale = height / (page.get_height() - 2 * crop)
            drawn: Image.Image = page.render(scale=scale, crop=(crop,) * 4).to_pil()
            yield drawn.convert("RGB")
            page.close()
    finally:
        document.close()


def side_by_side(pages: Sequence[Image.Image | None]) -> Image.Image:
    """Two facing pages from left to right; None is where there is no page. A line is the fold."""
    size = next(page.size for page in pages if page is not None)
    spread = Image.new("RGB", (size[0] * len(pages), size[1]), "white")
    for place, page in enumerate(pages):
        if page is not None:
            spread.paste(page, (place * size[0], 0))
    spread.paste(_FOLD, (size[0], 0, size[0] + 1, size[1]))
    return spread


def png(picture: Image.Image) -> bytes:
    """A picture as PNG, without anything but its pixels."""
    written = io.BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()
