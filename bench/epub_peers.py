"""EPUBs of one manuscript by several programs, judged alike: the tables of docs/epub.md.

    python -m bench.epub_peers [--write] [--only NAME ...]

Each program of bench.epub_programs makes an EPUB of this repository's book, from nothing and once
more. Each file is judged by EPUBCheck and Ace, counted (bench.epub_counts), and read in three reading
systems (bench.epub_reading). Programs and judges come by dev/tools.sh and dev/peers.sh; what is
missing is left out and named. --write puts the tables into docs/epub.md, between their marks.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.epub_counts import Counts, counted
from bench.epub_manuscript import PROJECT, Manuscript
from bench.epub_programs import PROGRAMS, Task, with_octavo_unpaged
from bench.epub_reading import Behaviour, behaviour
from bench.reading_systems.driving import SYSTEMS, DrivingFailed, Garage, drive
from bench.reading_systems.epub_file import EpubFile

DOCUMENT = PROJECT / "docs" / "epub.md"
UNPAGED = "octavo, no pages"


@dataclass(frozen=True)
class Row:
    """One program: how long it took, what it made, how that is read."""

    name: str
    seconds: float
    again: float
    counts: Counts
    read: tuple[Behaviour, ...]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--only", nargs="+", default=list(PROGRAMS))
    given = arguments.parse_args()
    rows = []
    with tempfile.TemporaryDirectory(prefix="octavo-peers-") as name:
        root = Path(name)
        for program in given.only:
            try:
                rows.append(measured(program, root))
            except (OSError, subprocess.CalledProcessError, DrivingFailed) as error:
                said = getattr(error, "stderr", None) or b""
                print(f"left out: {program} ({str(error)[:300]} {said[-300:]!r})", file=sys.stderr)
        unpaged = seconds(with_octavo_unpaged(empty(root / UNPAGED), the_manuscript(root)))
    tables = {"peers": judgement(rows, unpaged), "readers": reading(rows)}
    for text in tables.values():
        print(text, end="\n\n")
    for row in rows:
        print(f"{row.name}: {row.counts.said}", file=sys.stderr)
    if given.write:
        write(tables)


def measured(name: str, root: Path) -> Row:
    """Make an EPUB twice, judge and read it."""
    task = PROGRAMS[name](empty(root / name), the_manuscript(root))
    first, again = seconds(task), seconds(task)
    epub = EpubFile(task.target, empty(root / f"{name}-unzipped")).unzipped()
    print(f"{name}: {first:.1f} s", file=sys.stderr, flush=True)
    seen = drive(epub, SYSTEMS, garage())
    read = tuple(behaviour(epub, seen[system]) for system in SYSTEMS)
    for each in read:
        print(f"  {each}", file=sys.stderr, flush=True)
    return Row(name, first, again, counted(epub), read)


def empty(folder: Path) -> Path:
    folder.mkdir()
    return folder


def the_manuscript(root: Path) -> Manuscript:
    folder = root / "manuscript"
    folder.mkdir(exist_ok=True)
    return Manuscript(folder)


def seconds(task: Task) -> float:
    """How long a program takes."""
    started = time.perf_counter()
    task.run()
    return time.perf_counter() - started


def garage() -> Garage:
    """Raises OSError where a program is missing."""
    node, browser = shutil.which("node"), shutil.which("chromium")
    modules = PROJECT / ".tools" / "node_modules"
    if not (node and browser and modules.is_dir()):
        raise FileNotFoundError("node, chromium or .tools/node_modules: dev/tools.sh fetches them")
    return Garage(Path(node), Path(browser), modules, patience=6, minutes=60)


def judgement(rows: Sequence[Row], unpaged: float) -> str:
    """Markdown, one program a column."""
    counts = [row.counts for row in rows]
    lines = {
        "EPUB": [each.version for each in counts],
        "EPUBCheck, messages": [each.epubcheck for each in counts],
        "Ace, violations": [each.ace for each in counts],
        "note calls / notes / ways back, marked as such": [each.notes for each in counts],
        "landmarks": [str(each.landmarks) for each in counts],
        "page list, pages": [str(each.pages) for each in counts],
        "pictures with alternative text": [each.alternatives for each in counts],
        "accessibility features stated": [each.claims for each in counts],
        "fonts in the file": [each.fonts for each in counts],
        "size, kB": [str(each.kilobytes) for each in counts],
        "seconds, from nothing": [duration(row.seconds) for row in rows],
        "seconds, once more": [duration(row.again) for row in rows],
        "seconds, without laying out pages": [
            duration(unpaged) if row.name == "octavo" else "–" for row in rows
        ],
    }
    return table(
        ["", *(row.name for row in rows)], [[name, *cells] for name, cells in lines.items()]
    )


def duration(measured: float) -> str:
    return f"{measured:.1f}" if measured >= 1 else f"{measured:.2f}"


def reading(rows: Sequence[Row]) -> str:
    """Markdown, a row for each program in each reading system."""
    head = ["EPUB of", "read in", "contents", "pages", "notes in place / gone to / come back from",
            "errors", "too wide at 360 px", "too wide in double size", "faint on dark ground"]  # fmt: skip
    body = [
        [row.name if not number else "", each.system, each.contents, each.pages,
         f"{each.notes} of {each.calls}", str(each.errors), each.wide, each.wide_large, each.faint]
        for row in rows
        for number, each in enumerate(row.read)
    ]  # fmt: skip
    return table(head, body)


def table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(cells) + " |" for cells in (head, *body)]
    return "\n".join([lines[0], "|---|" + "---:|" * (len(head) - 1), *lines[1:]])


def write(tables: dict[str, str]) -> None:
    """Put each table between its marks in docs/epub.md."""
    text = DOCUMENT.read_text(encoding="utf-8")
    for name, lines in tables.items():
        begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}\n{lines}\n{end}{rest.partition(end)[2]}"
    DOCUMENT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
