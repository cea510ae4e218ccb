"""Ace by DAISY finds no violation in the first book, nor in one with one of everything."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from octavo.checks.validators import ace, epubcheck
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish

PROJECT = Path(__file__).parent.parent.parent
BOOKS = {
    "camp-ashraf": PROJECT,
    "everything": PROJECT / "tests" / "readers" / "books" / "everything",
}


@pytest.fixture(scope="module", params=BOOKS)
def epub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The EPUB of a book, built here."""
    root = tmp_path_factory.mktemp(request.param)
    for folder in ("manuscript", "images", "styles"):
        if (BOOKS[request.param] / folder).exists():
            shutil.copytree(BOOKS[request.param] / folder, root / folder)
    publish(BuildOptions(root, jobs=1, editions=("epub",)), Silence())
    (made,) = (root / "dist").glob("*.epub")
    return made


def test_ace_finds_no_violation(epub: Path, tool: Callable[[str], Path]) -> None:
    for program in ("node", "chromium", "ace"):
        tool(program)
    verdict = ace.check(epub)
    assert verdict.version
    assert [str(message) for message in verdict.messages] == []


def test_epubcheck_has_no_message(epub: Path, tool: Callable[[str], Path]) -> None:
    tool("java")
    assert [str(message) for message in epubcheck.check(epub).messages] == []


def test_ace_finds_a_picture_without_alternative_text(
    tool: Callable[[str], Path], tmp_path: Path
) -> None:
    for program in ("node", "chromium", "ace"):
        tool(program)
    (tmp_path / "manuscript.md").write_text("---\ntitle: T\nlang: en\n---\n\n# One\n\nWords.\n")
    publish(BuildOptions(tmp_path, jobs=1, editions=("epub",)), Silence())
    (made,) = (tmp_path / "dist").glob("*.epub")
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(broken, "w") as spoiled:
        for name in whole.namelist():
            content = whole.read(name).replace(b"<p>Words.", b'<p>Words. <img src="x.png"/>')
            spoiled.writestr(name, content)
    assert "image-alt" in [message.id for message in ace.check(broken).messages]
