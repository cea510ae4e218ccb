"""How fast a book is made, and with how much memory: octavo beside plain WeasyPrint and pandoc.

python -m bench.speed [--runs 5] [--growth] [--chapters 30] [--publication FOLDER] [--only WAY ...]
                      [--write]

A synthetic book (bench.synthetic), or --publication, is built in whole processes, all ways in turn
in every run; reported are medians, ratios to "plain" (bench.plain: Python-Markdown and WeasyPrint
in one process, tagged, with the same faces and CSS) and peak memory. --growth builds 1, 4 and 16
times the chapters, once each. --write puts tables and plots into docs/. Programs that are not
installed are left out and named.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from bench import speed_report
from bench.synthetic import Size, write_book
from bench.watched import Run, watch

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Ground:
    """Where a book is built: the publication, the same without a page list, and a folder beside."""

    book: Path
    unpaged: Path
    work: Path

    @property
    def texts(self) -> list[Path]:
        """The manuscript's files, in order."""
        return sorted((self.book / "manuscript").glob("*.md"))


@dataclass(frozen=True)
class Way:
    """One way to make the book: what is prepared untimed, and the command that is timed."""

    name: str
    command: Callable[[Ground], list[str | Path]]
    prepare: Callable[[Ground], None] = lambda ground: None
    bar: str = ""  # what is asked for, in words


def octavo(
    *words: str, unpaged: bool = False, every: bool = False
) -> Callable[[Ground], list[str | Path]]:
    """The command line of a build: of PDF and EPUB, or of every edition that the book asks for."""
    both = ("--edition", "screen", "--edition", "epub")

    def command(ground: Ground) -> list[str | Path]:
        folder = ground.unpaged if unpaged else ground.book
        editions = () if every or "--edition" in words else both
        return [sys.executable, "-m", "octavo", "build", folder, "--quiet", *editions, *words]

    return command


def anew(ground: Ground) -> None:
    """Forget everything."""
    for folder in (ground.book, ground.unpaged):
        shutil.rmtree(folder / ".octavo", ignore_errors=True)
        shutil.rmtree(folder / "dist", ignore_errors=True)


def one_paragraph(ground: Ground) -> None:
    """Change a word of one paragraph in a chapter of the middle, otherwise each time."""
    path = ground.texts[len(ground.texts) // 2]
    blocks = path.read_text("utf-8").split("\n\n")
    prose = [index for index, block in enumerate(blocks) if block[:1].isupper()]
    middle = prose[len(prose) // 2]
    first, _, rest = blocks[middle].partition(" ")
    blocks[middle] = f"{'So ' if first != 'So' else ''}{first} {rest}" if first != "So" else rest
    path.write_text("\n\n".join(blocks), "utf-8")


def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def pandoc(*words: str) -> Callable[[Ground], list[str | Path]]:
    """A command line of pandoc; OUT stands for the folder beside."""

    def command(ground: Ground) -> list[str | Path]:
        given = [word.replace("OUT", str(ground.work)) for word in words]
        images = f"--resource-path={ground.book / 'manuscript'}"
        return [_pandoc(), *ground.texts, "--toc", "-s", images, *given]

    return command


def typst(ground: Ground) -> list[str | Path]:
    """pandoc to Typst, and Typst to PDF, one after the other."""
    return [sys.executable, "-m", "bench.typst_pdf", ground.work / "peer-typst.pdf", _pandoc(),
            f"--resource-path={ground.book / 'manuscript'}", *ground.texts]  # fmt: skip


def plain(ground: Ground) -> list[str | Path]:
    """The yardstick."""
    out = ground.work / "plain.pdf"
    return [sys.executable, "-m", "bench.plain", ground.book, ground.work / "plain.css", out]


def ways(every: bool) -> Iterator[Way]:
    """All ways, in the order in which they are run: some use what the one before has left. Every
    edition is made of a publication that asks for more than PDF and EPUB."""
    yield Way("plain", plain)
    yield Way("draft, one process", octavo("--draft", "--jobs", "1"), anew, "0.90")
    yield Way("draft", octavo("--draft"), anew, "0.45")
    yield Way("cold", octavo(), anew, "0.55")
    if every:
        yield Way("cold, every edition", octavo(every=True), anew)
        yield Way("cold again", octavo(), anew)  # what the ways below begin with
    yield Way("edit", octavo(), one_paragraph, "0.09")
    yield Way("unchanged", octavo(), bar="0.03")
    yield Way("EPUB, warm", octavo("--edition", "epub"), bar="0.10")
    yield Way("EPUB, no page list", octavo("--edition", "epub", unpaged=True), anew)
    yield Way("pandoc, EPUB", pandoc("-o", "OUT/peer.epub"))
    css = ("--css", "OUT/plain.css", "-t", "html5", "--mathml")
    engine = str(Path(sys.executable).with_name("weasyprint"))
    yield Way("pandoc, WeasyPrint", pandoc(*css, f"--pdf-engine={engine}", "-o", "OUT/peer.pdf"))
    if importlib.util.find_spec("typst"):
        yield Way("pandoc, Typst", typst)


def lay_ground(work: Path, publication: Path | None, size: Size) -> Ground:
    """Put the book, and a copy without a page list, where they can be built."""
    ground = Ground(work / "book", work / "unpaged", work)
    if publication:
        for name in ("manuscript", "images", "styles"):
            if (publication / name).is_dir():
                shutil.copytree(publication / name, ground.book / name)
    else:
        write_book(ground.book, size)
    shutil.copytree(ground.book, ground.unpaged)
    first = min((ground.unpaged / "manuscript").glob("*.md"))
    text = first.read_text("utf-8")
    first.write_text(text.replace("---\n", "---\npage-list: none\n", 1), "utf-8")
    watch([sys.executable, "-m", "bench.sheets", ground.book, work / "plain.css"], ROOT)
    return ground


def measure(ground: Ground, runs: int, chosen: list[Way]) -> dict[str, list[Run]]:
    """Run all ways in turn; the first round fills the file system's cache and does not count."""
    found: dict[str, list[Run]] = {way.name: [] for way in chosen}
    for turn in range(runs + 1):
        for way in chosen:
            way.prepare(ground)
            run = watch(way.command(ground), ROOT)
            print(f"{turn} {way.name}: {run.seconds:.2f} s", file=sys.stderr, flush=True)
            if turn:
                found[way.name].append(run)
    return found


def growth(size: Size, chosen: list[Way]) -> dict[int, dict[str, Run]]:
    """Each way once for 1, 4 and 16 times the chapters."""
    found = {}
    for times in (1, 4, 16):
        with tempfile.TemporaryDirectory() as folder:
            larger = replace(size, chapters=size.chapters * times)
            ground = lay_ground(Path(folder), None, larger)
            found[times] = {}
            for way in chosen:
                way.prepare(ground)
                found[times][way.name] = run = watch(way.command(ground), ROOT)
                print(f"{times}x {way.name}: {run.seconds:.2f} s", file=sys.stderr, flush=True)
    return found


def main() -> None:
    """Measure what the command line asks for; print tables, or put them into docs/."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=5)
    arguments.add_argument("--chapters", type=int, default=30)
    arguments.add_argument("--publication", type=Path)
    arguments.add_argument("--growth", action="store_true")
    arguments.add_argument("--only", nargs="*", help="names of ways, beside plain")
    arguments.add_argument("--write", action="store_true")
    given = arguments.parse_args()
    known = ways(every=given.publication is not None)
    chosen = [way for way in known if not given.only or way.name in (*given.only, "plain")]
    size = Size(chapters=given.chapters)
    bars = {way.name: "" if given.publication else way.bar for way in chosen}
    if given.growth:
        names = given.only or ("plain", "cold", "edit")
        grown = growth(size, [way for way in chosen if way.name in names])
        text, name = speed_report.growth_table(grown), "growth"
        text += (
            "\n\nThe same drawn: ![time and memory over the size of the book](pictures/growth.svg)"
        )
        if given.write:
            speed_report.draw_growth(grown, ROOT / "docs" / "pictures" / "growth.svg")
    else:
        with tempfile.TemporaryDirectory() as folder:
            ground = lay_ground(Path(folder), given.publication, size)
            found = measure(ground, given.runs, chosen)
        text = speed_report.table(found, bars)
        name = "publication" if given.publication else "synthetic"
    print(text)
    if given.write:
        speed_report.put(ROOT / "docs" / "speed.md", name, text)


if __name__ == "__main__":
    main()
