"""A page of a PDF as pixels: the EPUB's cover image, drawn from the laid-out cover."""

from __future__ import annotations

import io

import pypdfium2 as pdfium

_QUALITY = 90


def page_picture(pdf: bytes, height: int, crop: float = 0, page: int = 1) -> tuple[bytes, str]:
    """Draw a page (from 1) as a JPEG `height` pixels high, `crop` points cut off on each side.

    Gives bytes and media type; the same PDF gives the same bytes.
    """
    document = pdfium.PdfDocument(pdf)
    try:
        drawn = document[page - 1]
        scale = height / (drawn.get_height() - 2 * crop)
        picture = drawn.render(scale=scale, crop=(crop,) * 4).to_pil().convert("RGB")
    finally:
        document.close()
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return written.getvalue(), "image/jpeg"


def most_colourful(pdf: bytes, page: int, dots: float) -> int:
    """The widest gap between the channels of any pixel, 0 to 255, of a page drawn at so many dpi."""
    from PIL import ImageChops

    document = pdfium.PdfDocument(pdf)
    try:
        red, green, blue = (
            document[page - 1].render(scale=dots / 72).to_pil().convert("RGB").split()
        )
    finally:
        document.close()
    lighter = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    darker = ImageChops.darker(ImageChops.darker(red, green), blue)
    return max(ImageChops.difference(lighter, darker).tobytes())
