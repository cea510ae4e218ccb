"""Prose for tests of lines, and what a reader sees of it: lines, edges, spaces, scaling."""

from __future__ import annotations

import ctypes
import random
from dataclasses import dataclass, field

import pypdfium2
import pypdfium2.raw as pdfium

from octavo.artifacts import Galley, Typography

FIT = Typography(total_fit=True)
FEET = Typography(total_fit=True, even_feet=True)

WORDS = (
    "a the of and to in that he was his it with as for had at by on not be which from but they "
    "were she all when there one would so said what if more out up into than who them then some "
    "could time very our well day house little water river evening garden window morning letter "
    "father people nothing something country question children another together company village "
    "history present afternoon gentleman beautiful considerable conversation understanding "
    "neighbourhood circumstances extraordinary remembered magistrate particularly"
).split()


def prose(words: int, seed: int) -> str:
    """So many words in sentences; the same for a seed."""
    chance = random.Random(seed)
    said: list[str] = []
    while len(said) < words:
        sentence = [chance.choice(WORDS) for _ in range(chance.randint(5, 22))]
        sentence[0] = sentence[0].capitalize()
        if len(sentence) > 9:
            sentence[4] += chance.choice((",", ";", ","))
        sentence[-1] += chance.choice((".", ".", ".", "?"))
        said += sentence
    return " ".join(said[:words]).rstrip(",;.?") + "."


def paragraphs(count: int, seed: int = 1, most: int = 120) -> str:
    """Paragraphs of every length, dialogue among them."""
    chance = random.Random(seed)
    return "".join(
        f'<p id="p{number}">{prose(chance.choice((4, 12, 30, 60, most)), seed * 1000 + number)}</p>'
        for number in range(count)
    )


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
