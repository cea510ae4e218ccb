"""Set real prose as the engines of docs/typography.md set it, and judge the pages.

python -m bench.typography TEXT --judge CHECK_TYPOGRAPHY.py [--runs N] [--peers] [--work FOLDER]
                           [--table docs/typography.md]

TEXT is a file of Markdown or plain text, or a folder of them: headings begin chapters, blank lines
part paragraphs, _words_ and *words* are set in italics. The setting: A5, EB Garamond Regular, 11 pt
on 14.3 pt, a measure of 108 mm, 34 lines, an indent of 13.2 pt, English. Three ways: the lines that
WeasyPrint would make, whole paragraphs with ragged feet, and with even feet. The judge sees glyph
positions only; it writes its figures as JSON (--json) from a PDF.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import re
import resource
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from bench.typography_peers import peers
from octavo.artifacts import (
    Face,
    FaceRequest,
    Galley,
    MarkupDocument,
    Medium,
    TypesetJob,
    Typography,
)
from octavo.book.structure import Matter
from octavo.fonts import instances
from octavo.geometry import TRIMS
from octavo.pdf.engine import typeset, warm_up

STYLE = """
@page { size: 419.528pt 595.276pt; margin: 54.54pt 56.69pt 54.52pt; bleed: 0 }
html { font: 11pt/14.3pt "EB Garamond" }
body { margin: 0; text-align: justify; hyphens: auto; hyphenate-limit-chars: 5 2 3;
       orphans: 2; widows: 2 }
h1 { font-size: 16pt; line-height: 28.6pt; font-weight: 400; margin: 0 0 14.3pt;
     padding-top: 28.6pt; text-align: left; hyphens: none; break-after: avoid }
p { margin: 0; text-indent: 13.2pt } h1 + p { text-indent: 0 }
"""

WAYS = {
    "greedy": Typography(),
    "ragged feet": Typography(total_fit=True),
    "even feet": Typography(total_fit=True, even_feet=True),
}

Chapter = tuple[str, tuple[str, ...]]


def chapters(source: Path) -> Iterator[Chapter]:
    """Title and paragraphs, as XHTML, of each chapter."""
    files = sorted(f for f in source.rglob("*") if f.is_file()) if source.is_dir() else [source]
    for file in files:
        title, paragraphs = file.stem, []
        for block in re.split(r"\n\s*\n", file.read_text("utf-8")):
            text = " ".join(block.split())
            if text.startswith("#"):
                if paragraphs:
                    yield title, tuple(paragraphs)
                title, paragraphs = text.lstrip("# "), []
            elif re.search(r"\w", text):
                paragraphs.append(_typographic(text))
        if paragraphs:
            yield title, tuple(paragraphs)


def _typographic(text: str) -> str:
    """Italics, dashes and quotation marks as a compositor sets them."""
    text = html.escape(text, quote=False).replace("--", "—")
    text = re.sub(r"(?<!\w)[_*]([^_*]+)[_*](?!\w)", r"<em>\1</em>", text)
    for straight, opening, closing in (('"', "“", "”"), ("'", "‘", "’")):
        before = rf"(^|[\s(\[“‘]|[—>](?={straight}[\w<]))"
        text = re.sub(f"{before}{straight}", rf"\1{opening}", text)
        text = text.replace(straight, closing)
    return text


def job(number: int, chapter: Chapter, side: str, faces: tuple[Face, ...], way: str) -> TypesetJob:
    """One chapter to be set."""
    title, paragraphs = chapter
    body = "".join(f'<p id="p{at}">{text}</p>' for at, text in enumerate(paragraphs))
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en-US"><head><title>t</title></head>'
        f'<body><section id="c{number}"><h1 id="h">{title}</h1>{body}</section></body></html>'
    )
    markup = MarkupDocument(
        f"c{number}", "chapter", Matter.BODY, Medium.PAGE, xhtml, title, (STYLE,), start="any"
    )
    first = "recto" if side == "recto" else "verso"
    return TypesetJob(markup, faces, (), TRIMS["a5"], 0.0, first, typography=WAYS[way])  # type: ignore[arg-type]


def set_text(text: list[Chapter], faces: tuple[Face, ...], way: str) -> tuple[bytes, float]:
    """All chapters as one PDF, and the seconds of the processor that setting them took."""
    began, pages, galleys = _seconds(), 0, []
    for number, chapter in enumerate(text):
        side = "verso" if pages % 2 else "recto"
        galley: Galley = typeset(job(number, chapter, side, faces, way))
        galleys.append(galley)
        pages += galley.page_count
    seconds = _seconds() - began
    book = pikepdf.new()
    for galley in galleys:
        book.pages.extend(pikepdf.open(io.BytesIO(galley.pdf)).pages)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue(), seconds


def _seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def judged(judge: Path, pdf: Path) -> dict[str, Any]:
    """What the judge says of a PDF."""
    out = pdf.with_suffix(".json")
    subprocess.run(
        [sys.executable, judge, pdf, "--json", out], check=False, stdout=subprocess.DEVNULL
    )
    figures: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return figures


def rows(figures: dict[str, Any]) -> dict[str, str]:
    """The figures of issue and table, by name, as they are printed."""
    lines, paragraphs = figures["justified_lines"], figures["paragraphs"]

    def per_thousand(name: str) -> str:
        return f"{figures[name] * 1000 / lines:.1f}"

    return {
        "mean squared stretch": f"{figures['mean_squared_stretch']:.4f}",
        "lines over 1.5x, of 1,000": per_thousand("over_1_5"),
        "lines over 2x": str(figures["over_2"]),
        "widest line": f"{figures['widest']:.2f}",
        "lines under 0.667x": str(figures["under_0_7"] if figures["narrowest"] < 0.66 else 0),
        "lines out of the margin": str(figures["overfull_lines"]),
        "neighbours in contrast, of 1,000": per_thousand("contrasting_neighbours"),
        "hyphens, of 1,000": per_thousand("hyphenated_ends"),
        "longest stack of hyphens": str(figures["longest_hyphen_stack"]),
        "single-word last lines, of 100": f"{figures['last_lines_one_word'] * 100 / paragraphs:.1f}",
        "rivers of four lines": str(figures["rivers_4"]),
        "largest scaling": f"{figures['largest_scaling']:.3f}",
        "largest letterspacing, em": f"{figures['largest_letterspacing_em']:.4f}",
        "pages short by 1-2 lines": str(figures["pages_short_by_1_or_2"]),
        "pages shorter still": str(figures["short_pages"]),
        "uneven spreads": str(figures["uneven_spreads"]),
        "widows and orphans": str(figures["widows"] + figures["orphans"]),
        "lines off the grid": str(figures["off_grid_lines"]),
        "pages": str(figures["pages"]),
        "lines": str(figures["lines"]),
    }


GOALS = {
    "mean squared stretch": "0.015; 0.018 with even feet",
    "lines over 1.5x, of 1,000": "2",
    "lines over 2x": "0",
    "lines out of the margin": "0",
    "neighbours in contrast, of 1,000": "2",
    "hyphens, of 1,000": "12",
    "longest stack of hyphens": "1",
    "single-word last lines, of 100": "3",
    "largest scaling": "0.02",
    "pages short by 1-2 lines": "0 with even feet",
    "pages shorter still": "0",
    "uneven spreads": "0 with even feet",
    "widows and orphans": "0",
    "lines off the grid": "0",
    "seconds, of greedy": "1.0; 1.25 with even feet",
}


def table(found: dict[str, dict[str, str]]) -> str:
    """A Markdown table: a row a figure, a column a way."""
    names = list(next(iter(found.values())))
    lines = [
        f"| figure | {' | '.join(found)} | goal, at most |",
        "|---|" + "---|" * (len(found) + 1),
    ]
    for name in names:
        values = " | ".join(way.get(name, "") for way in found.values())
        lines.append(f"| {name} | {values} | {GOALS.get(name, '')} |")
    return "\n".join(lines) + "\n"


def write_table(document: Path, title: str, text: str) -> None:
    """Put the table between the marks of its title in a document, or at the end."""
    begins, ends = f"<!-- {title} -->", f"<!-- end of {title} -->"
    own = f"{begins}\n{text}{ends}"
    known = document.read_text("utf-8") if document.exists() else "# Typography\n"
    if begins in known and ends in known:
        before, rest = known.split(begins, 1)
        known = before + own + rest.split(ends, 1)[1]
    else:
        known = f"{known.rstrip()}\n\n{own}\n"
    document.write_text(known, "utf-8")


def own_ways(
    text: list[Chapter], faces: tuple[Face, ...], judge: Path, work: Path, runs: int
) -> dict[str, dict[str, str]]:
    """The figures of octavo's own ways, set in turn; of the times of several runs, the median."""
    warm_up()
    typeset(job(0, text[0], "recto", faces, "even feet"))
    times: dict[str, list[float]] = {way: [] for way in WAYS}
    found: dict[str, dict[str, str]] = {}
    for _ in range(runs):
        for way in WAYS:
            pdf, seconds = set_text(text, faces, way)
            (work / f"{way.replace(' ', '-')}.pdf").write_bytes(pdf)
            times[way].append(seconds)
    greedy = statistics.median(times["greedy"])
    for way in WAYS:
        found[way] = rows(judged(judge, work / f"{way.replace(' ', '-')}.pdf"))
        found[way]["seconds, of greedy"] = f"{statistics.median(times[way]) / greedy:.2f}"
    return found


def main() -> None:
    """Set, judge, print, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/typography"))
    parser.add_argument("--table", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", action="store_true", help="other engines, where installed")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    text = list(chapters(options.text))
    request = [
        FaceRequest("EB Garamond", 400, style, "eb-garamond") for style in ("normal", "italic")
    ]  # type: ignore[arg-type]
    faces = instances(request, options.work, options.work)
    found = own_ways(text, faces, options.judge, options.work, options.runs)
    if options.peers:
        regular, italic = (Path(face.path) for face in faces)
        for name, pdf in peers(text, STYLE, regular, italic, options.work).items():
            found[name] = rows(judged(options.judge, pdf))
    print(table(found))
    if options.table:
        write_table(options.table, options.text.stem, table(found))


if __name__ == "__main__":
    main()
