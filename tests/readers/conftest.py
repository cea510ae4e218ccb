"""Two books, built once, and what three reading systems in headless Chromium show of them.

A run of a reading system takes some seconds, so it is done once for all tests, whichever process
asks first; pictures of the screens are kept in .tools/readers/.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from opened import OpenedBook

from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish
from octavo.reading import read

HERE = Path(__file__).parent
PROJECT = HERE.parent.parent
PICTURES = PROJECT / ".tools" / "readers"

BOOKS = {"camp-ashraf": PROJECT, "everything": HERE / "books" / "everything"}
SYSTEMS = ("epubjs", "foliate", "readium")


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "readers"
    folder.mkdir(exist_ok=True)
    return folder


def _once(shared: Path, name: str, make: Callable[[], Any]) -> Any:
    """What make gives; made by the first process that asks."""
    kept = shared / f"{name}.pickle"
    with FileLock(shared / f"{name}.lock"):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
    return pickle.loads(kept.read_bytes())


@pytest.fixture(scope="session", params=BOOKS)
def opened(request: pytest.FixtureRequest, shared: Path) -> OpenedBook:
    """A book, built as PDF and EPUB."""
    name = request.param
    return _once(shared, name, lambda: _build(name, shared / name))


def _build(name: str, root: Path) -> OpenedBook:
    for folder in ("manuscript", "images", "styles"):
        if (BOOKS[name] / folder).exists():
            shutil.copytree(BOOKS[name] / folder, root / folder)
    publish(BuildOptions(root, jobs=1, editions=("screen", "epub")), Silence())
    reading = read(root)
    assert reading.book is not None
    assert reading.publication is not None
    opened = OpenedBook(name, root, reading.publication, reading.book)
    with zipfile.ZipFile(opened.epub) as epub:
        epub.extractall(opened.folder)
    return opened


@pytest.fixture(scope="session")
def drive(shared: Path) -> Callable[..., dict[str, Any]]:
    """Run drive.mjs on a book in a reading system; see there what comes out."""

    def run(opened: OpenedBook, system: str, browser: Path, node: Path) -> dict[str, Any]:
        return _once(
            shared, f"{opened.name}-{system}", lambda: _drive(opened, system, browser, node)
        )

    return run


def _drive(opened: OpenedBook, system: str, browser: Path, node: Path) -> dict[str, Any]:
    pictures = PICTURES / f"{opened.name}-{system}"
    pictures.mkdir(parents=True, exist_ok=True)
    asked = {
        "system": system,
        "epub": str(opened.epub),
        "folder": str(opened.folder),
        "modules": str(PROJECT / ".tools" / "node_modules"),
        "browser": str(browser),
        "pictures": str(pictures),
        "pictured": opened.lines("loi")[0].href,
        "calls": [asdict(call) for call in opened.calls],
        "files": [f"EPUB/{file}" for file in opened.spine],
    }
    # The page engine of a build in this process shuts out the machine's fonts; a browser needs them.
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    ended = subprocess.run(
        [node, HERE / "drive.mjs"], input=json.dumps(asked),
        capture_output=True, text=True, check=False, timeout=540, env=environment,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


@pytest.fixture(params=SYSTEMS)
def seen(
    request: pytest.FixtureRequest,
    opened: OpenedBook,
    tool: Callable[[str], Path],
    drive: Callable[..., dict[str, Any]],
) -> dict[str, Any]:
    """What one reading system shows of a book."""
    tool("npm readers")
    return drive(opened, request.param, tool("chromium"), tool("node"))


@pytest.fixture
def plain(
    opened: OpenedBook, tool: Callable[[str], Path], drive: Callable[..., dict[str, Any]]
) -> dict[str, Any]:
    """What Chromium shows of the content documents by themselves."""
    tool("npm readers")
    return drive(opened, "plain", tool("chromium"), tool("node"))
