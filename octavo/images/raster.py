"""Pages of a PDF as pixels: previews, the EPUB's cover image, and what is judged by its look.

The same PDF gives the same pixels, and the same bytes of a picture file.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence

import pypdfium2 as pdfium
from PIL import Image, ImageChops

_QUALITY = 90
_FOLD = (221, 221, 221)
_WHITE = (255, 255, 255)


def draw_pages(
    pdf: bytes,
    pages: Iterable[int] | None = None,
    *,
    dots: float = 72,
    height: int | None = None,
    crop: float = 0.0,
    ground: tuple[int, int, int] = _WHITE,
) -> Iterator[Image.Image]:
    """Draw the pages of those numbers (from 1), or all: at so many dpi, or `height` pixels high.

    `crop` points are cut off on each side; ground is the colour of bare paper.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        for number in range(1, len(document) + 1) if pages is None else pages:
            page = document[number - 1]
            scale = height / (page.get_height() - 2 * crop) if height else dots / 72
            drawn = page.render(scale=scale, crop=(crop,) * 4, fill_color=(*ground, 255))
            yield drawn.to_pil().convert("RGB")
            page.close()
    finally:
        document.close()


def colourfulness(picture: Image.Image) -> int:
    """The widest gap between the channels of any pixel, 0 to 255."""
    red, green, blue = picture.split()
    lighter = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darker = ImageChops.darker(ImageChops.darker(red, green), blue)
    return max(ImageChops.difference(lighter, darker).tobytes())


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


def jpeg(picture: Image.Image) -> bytes:
    """A picture as JPEG, its colours as fine as its light."""
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return written.getvalue()
