"""Measure the design of a finished PDF and write the table into docs/: python -m dev.design_figures.

python -m dev.design_figures [FILE.pdf] [OUT.md]

Everything is read from the glyphs of the pages: nothing is taken from the style sheets.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

ROOT = Path(__file__).parent.parent
POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """One line of text: its page (from 0), left and right edge, baseline, size and characters."""

    page: int
    left: float
    right: float
    baseline: float
    size: float
    characters: int


@dataclass(frozen=True)
class Figure:
    """One figure of the table: what, what was wanted, what was measured, whether that is kept."""

    what: str
    wanted: str
    measured: str
    kept: bool


def lines_of(page: pdfium.PdfPage, number: int) -> Iterator[Line]:
    """The lines of a page; glyphs belong together that share baseline and size."""
    text = page.get_textpage()
    rows: dict[tuple[float, float], list[tuple[float, float]]] = {}
    for index in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text, index)).isspace():
            continue
        left, _, right, _ = text.get_charbox(index, loose=True)
        x, y = c_double(), c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        size = _size(text, index)
        rows.setdefault((round(y.value, 1), size), []).append((left, right))
    spaces = Counter[float]()
    for index in range(text.count_chars()):
        if chr(raw.FPDFText_GetUnicode(text, index)) == " ":
            x, y = c_double(), c_double()
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            spaces[round(y.value, 1)] += 1
    for (baseline, size), boxes in rows.items():
        yield Line(
            number,
            min(left for left, _ in boxes),
            max(right for _, right in boxes),
            baseline,
            size,
            len(boxes) + spaces[baseline],
        )


def _size(text: pdfium.PdfTextPage, index: int) -> float:
    """The type size as printed, in points: the font's size by the scale of its matrix."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    return round(raw.FPDFText_GetFontSize(text, index) * hypot(matrix.b, matrix.d), 1)


def measure(path: Path) -> tuple[Figure, ...]:
    """Measure a book of prose set in one column, its pages all of one trim."""
    document = pdfium.PdfDocument(path)
    width, height = document[0].get_size()
    lines = [line for n, page in enumerate(document) for line in lines_of(page, n)]
    sizes = Counter[float]()
    for line in lines:
        sizes[line.size] += line.characters
    (body, _), (note, _) = sizes.most_common(2)
    text = [line for line in lines if line.size == body]
    edge = Counter(round(line.right) for line in text).most_common(2)
    full = [line for line in text if any(abs(line.right - r) < 1.5 for r, _ in edge)]
    full = [line for line in full if line.characters > 40]
    # Pages alternate: a recto's text begins at the inner margin, a verso's at the outer one.
    left = {side: _mode(line.left for line in full if line.page % 2 == side) for side in (0, 1)}
    right = {side: _mode(line.right for line in full if line.page % 2 == side) for side in (0, 1)}
    recto = 0 if left[0] < left[1] else 1
    inner, outer = left[recto], width - right[recto]
    leading = _leading(text)
    note_leading = _leading([line for line in lines if line.size == note])
    characters = median(line.characters for line in full)
    ratio, note_ratio = leading / body, note / body
    return (
        Figure("trim", "148 × 210 mm", f"{_mm(width)} × {_mm(height)} mm",
               (_mm(width), _mm(height)) == (148, 210)),
        Figure("characters in a full line (median)", "58 to 68", f"{characters:.0f}",
               58 <= characters <= 68),
        Figure("type and leading", "leading 1.25 to 1.35", f"{body:g} on {leading:g} pt, {ratio:.2f}",
               1.25 <= ratio <= 1.35),
        Figure("inner and outer margin", "inner smaller", f"{inner:.0f} and {outer:.0f} pt",
               inner < outer),
        Figure("notes against text", "80 to 85 %", f"{note:g} pt, {note_ratio:.0%}, leading"
               f" {note_leading:g} pt", 0.80 <= round(note_ratio, 2) <= 0.85),
        Figure("measure", "", f"{right[recto] - left[recto]:.0f} pt", True),
        Figure("lines off the grid of their page", "0", str(_off_grid(full, leading)),
               _off_grid(full, leading) == 0),
    )  # fmt: skip


def _mm(points: float) -> int:
    return round(points / POINTS_PER_MM)


def _mode(values: Iterator[float]) -> float:
    return Counter(round(value, 1) for value in values).most_common(1)[0][0]


def _leading(lines: list[Line]) -> float:
    steps = Counter[float]()
    for above, below in pairwise(lines):
        if above.page == below.page and above.baseline > below.baseline:
            steps[round(above.baseline - below.baseline, 1)] += 1
    return steps.most_common(1)[0][0]


def _off_grid(lines: list[Line], leading: float) -> int:
    """Full lines whose baseline is off the grid that most lines of the book stand on (0.35 pt)."""
    phase = _mode(line.baseline % leading for line in lines)
    away = [(line.baseline - phase) % leading for line in lines]
    return sum(min(distance, leading - distance) > 0.35 for distance in away)


def table(figures: tuple[Figure, ...]) -> str:
    """The figures as a table of Markdown."""
    rows = [f"| {f.what} | {f.wanted} | {f.measured} |" for f in figures]
    return "\n".join(["| figure | wanted | measured |", "|---|---|---|", *rows])


def main(pdf: Path = ROOT / "dist" / "camp-ashraf.pdf", out: Path | None = None) -> int:
    """Print or write the table; exit status 1 where a figure is not kept."""
    figures = measure(pdf)
    page = (
        "# The design, measured\n\nFrom the glyphs of the finished PDF of the first book, by"
        f" `python -m dev.design_figures` (`make docs`).\n\n{table(figures)}\n"
    )
    if out:
        out.write_text(page, "utf-8")
    else:
        print(page)
    return int(not all(figure.kept for figure in figures))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
