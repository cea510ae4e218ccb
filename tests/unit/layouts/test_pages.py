"""The themes as the page engine sets them: measured, not believed."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from sample import PROSE, division, sample_book, sample_publication

from octavo.artifacts import Galley, Medium, TypesetJob, Typography
from octavo.book.elements import Note
from octavo.book.structure import Matter
from octavo.fonts import instances
from octavo.geometry import TRIMS
from octavo.layouts import Theme, lay_out, load_theme
from octavo.pdf.engine import typeset
from octavo.publication import PageSetup

ADDRESS = "https://example.org/" + "a-very-long-path/" * 8
COLUMNS = range(7)
HEADS = "".join(f'<th scope="col" id="c-h{n}">Heading {n}</th>' for n in COLUMNS)


def row(number: int) -> str:
    cells = ["some words here" if n % 2 else str(number * 1234567) for n in COLUMNS]
    return "".join(f'<td id="c-{number}-{n}">{cell}</td>' for n, cell in enumerate(cells))


HARD = f"""
<p id="c-1">{PROSE} <a class="uri" href="{ADDRESS}">{ADDRESS}</a> <code>{"without_any_break_" * 8}</code></p>
<section id="c-s" class="level2"><h2 id="c-s-title" data-look="2">{"A heading of many words " * 4}</h2>
<table id="c-t"><caption id="c-tc">{"Many columns " * 9}</caption><thead><tr>{HEADS}</tr></thead>
<tbody><tr>{row(1)}</tr><tr>{row(2)}</tr><tr>{row(3)}</tr></tbody></table>
<pre id="c-2"><code>{"x" * 150}</code></pre></section>
"""
QUIET = "".join(
    f'<p id="c-{n}">{PROSE} {PROSE[n * 7:]}'
    + (f'<sup class="call"><a id="call-m{n}" href="#m{n}" role="doc-noteref" aria-label="Note {n}">{n}</a></sup>' if n % 4 == 0 else "")
    + "</p>"
    + (f'<section id="c-s{n}" class="level2"><h2 id="c-s{n}-title" data-look="2">Of water</h2>'
       f'<blockquote id="c-q{n}"><p id="c-qp{n}">{PROSE}</p></blockquote><ul id="c-u{n}"><li id="c-l{n}">One <code>code</code> H<sub>2</sub>O</li></ul>'
       f'<figure id="c-f{n}" class="figure"><img src="images/map.svg" alt="Map"/><figcaption id="c-fc{n}">A map.</figcaption></figure></section>' if n == 5 else "")
    for n in range(1, 12)
)  # fmt: skip
NOTES = tuple(
    Note(f"m{n}", str(n), "c", (f"call-m{n}",), f'<p id="m{n}-1">{PROSE}</p>') for n in (4, 8)
)


VARIED = (
    PROSE,
    "Whoever holds the upper gate commands the whole reach below it, as the commissioners "
    "discovered in the dry summer of 1826, when a miller named Hammond kept his paddles down for "
    "nine days and would not be moved by argument, money or the magistrate. Twenty-two barges "
    "lay aground at Maple Wharf. When at last he gave way the wave carried off a footbridge.",
    "My grandmother remembered him as an old man: huge hands, a moleskin waistcoat, no memory "
    "whatever of the quarrel that had made him known from one end of the county to the other. "
    "“Water?” he would say. “I never had a quarrel with water. Men, now, men I have known to be "
    "wrong about almost everything.” Then he would look away across the meadow for some time.",
)


@pytest.fixture(scope="session")
def face_cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("faces")


@pytest.fixture
def set_chapter(tmp_path, face_cache):
    """Set one chapter in a theme and trim: the theme and the galley."""

    def go(theme_name: str, trim: str, body: str, notes=()) -> tuple[Theme, Galley]:
        (tmp_path / "images").mkdir(exist_ok=True)
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 260" width="600" height="260"/>'
        (tmp_path / "images" / "map.svg").write_text(drawing)
        page = PageSetup(trim=TRIMS[trim])
        publication = sample_publication(tmp_path, theme=theme_name, page=page)
        chapter = division(
            "c", "chapter", Matter.BODY, "The title", body, label="Chapter 1", number="1"
        )
        book = sample_book(divisions=(chapter,), notes=notes)
        theme, _ = load_theme(publication)
        (document,) = lay_out(book, publication, theme, Medium.PAGE)
        pictures = (_picture(tmp_path / "images" / "map.svg"),)
        faces = instances(theme.faces, face_cache, tmp_path)
        return theme, typeset(TypesetJob(
            document, faces, pictures, page.trim, page.bleed, typography=Typography()))  # fmt: skip

    return go


def _picture(file: Path):
    from octavo.artifacts import Picture

    return Picture("images/map.svg", "0" * 64, "drawing", 600, 260, str(file))


def lines(galley: Galley) -> list[list[tuple[float, float, str, float]]]:
    """The lines of each page: baseline, left, text, size of the most letters."""
    import ctypes

    pages = []
    for page in pypdfium2.PdfDocument(galley.pdf):
        text = page.get_textpage()
        found: dict[float, list[tuple[float, str, float]]] = {}
        for at in range(text.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(text, at))
            x, y, matrix = ctypes.c_double(), ctypes.c_double(), pdfium.FS_MATRIX()
            pdfium.FPDFText_GetCharOrigin(text, at, ctypes.byref(x), ctypes.byref(y))
            pdfium.FPDFText_GetMatrix(text, at, ctypes.byref(matrix))
            if letter not in "\r\n":
                size = abs(matrix.d) * pdfium.FPDFText_GetFontSize(text, at)
                found.setdefault(round(y.value, 1), []).append((x.value, letter, size))
        pages.append([
            (y, min(x for x, _, _ in letters), "".join(c for _, c, _ in sorted(letters)),
             Counter(round(s, 1) for _, _, s in letters).most_common(1)[0][0])
            for y, letters in sorted(found.items(), reverse=True)
        ])  # fmt: skip
    return pages


@pytest.mark.parametrize("trim", ["a5", "6x9", "a4"])
@pytest.mark.parametrize("theme_name", ["classical", "modern"])
def test_nothing_runs_out_of_its_place_on_any_trim(set_chapter, theme_name, trim):
    _, galley = set_chapter(theme_name, trim, HARD)
    assert [str(item) for item in galley.findings] == []


@pytest.mark.parametrize("theme_name", ["classical", "modern"])
def test_lines_of_text_stand_on_one_grid_and_notes_are_a_fifth_smaller(set_chapter, theme_name):
    theme, galley = set_chapter(theme_name, "a5", QUIET, NOTES)
    block = theme.text_block
    text = [
        line for page in lines(galley) for line in page
        if abs(line[3] - block.size) < 0.05 and len(line[2]) > 30
    ]  # fmt: skip
    assert len(text) > 80
    first = text[0][0]
    off = [line for line in text if abs((first - line[0]) / block.leading % 1 - 0.5) < 0.48]
    assert off == []
    notes = [
        line for page in lines(galley) for line in page
        if re.search(r"\w{4}", line[2]) and line[3] < block.size * 0.9 and "map" not in line[2]
    ]  # fmt: skip
    sizes = {line[3] for line in notes}
    assert all(0.79 <= size / block.size <= 0.86 for size in sizes if size > 6), sizes
    gaps = Counter(round(a[0] - b[0], 1) for a, b in pairwise(notes) if 0 < a[0] - b[0] < 14)
    assert gaps.most_common(1)[0][0] == pytest.approx(block.leading * 0.8, abs=0.11)


@pytest.mark.parametrize("theme_name", ["classical", "modern"])
def test_a_full_line_holds_58_to_68_characters_at_a5(set_chapter, theme_name):
    paragraphs = "".join(f'<p id="c-{n}">{text}</p>' for n, text in enumerate(VARIED * 3))
    theme, galley = set_chapter(theme_name, "a5", paragraphs)
    full = [
        len(line[2].strip()) for page in lines(galley) for line in page
        if abs(line[3] - theme.text_block.size) < 0.05 and len(line[2]) > 50
    ]  # fmt: skip
    assert 58 <= statistics.median(full) <= 68
