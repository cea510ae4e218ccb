"""What a reader sees of set pages: their lines, as glyphs stand, without trust in any layout."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from octavo.artifacts import Galley


@dataclass
class SeenLine:
    """A line as it stands on a page, in points."""

    baseline: float
    text: str = ""
    left: float = 0.0
    right: float = 0.0  # of the last letter's advance
    scale: float = 1.0
    size: float = 0.0
    gaps: list[float] = field(default_factory=list)  # between words


def seen_lines(galley: Galley) -> list[list[SeenLine]]:
    """The lines of each page, from glyph positions alone."""
    return [_page_lines(page) for page in pypdfium2.PdfDocument(galley.pdf)]


def _page_lines(page: pypdfium2.PdfPage) -> list[SeenLine]:
    text = page.get_textpage()
    box, x, y, matrix = (
        pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX(),
    )  # fmt: skip
    lines: list[SeenLine] = []
    for index in range(pdfium.FPDFText_CountChars(text)):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or character in "\r\n":
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        if not lines or abs(lines[-1].baseline - y.value) > 6:
            scale, size = abs(matrix.a / matrix.d), pdfium.FPDFText_GetFontSize(text, index)
            lines.append(SeenLine(y.value, left=x.value, scale=scale, size=size * abs(matrix.d)))
        line = lines[-1]
        character = "-" if character in "\u0002\ufffe\u00ad\u2010" else character
        if character != " ":
            if line.text.endswith(" "):
                line.gaps.append(x.value - line.right)
            line.right = box.right
        line.text += character
    for line in lines:
        line.text = line.text.strip()
    return lines
