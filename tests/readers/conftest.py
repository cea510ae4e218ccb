"""Three books, built once, and what three reading systems in headless Chromium show of them.

A run of a reading system takes some seconds, so it is done once for all tests, whichever process
asks first; pictures of the screens are kept in .tools/readers/.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from bookshelf import PROJECT, once
from opened import OpenedBook

HERE = Path(__file__).parent
PICTURES = PROJECT / ".tools" / "readers"

BOOKS = ("camp-ashraf", "everything", "rudha")
"""The first book, one with one of everything, and one from right to left."""

SYSTEMS = ("epubjs", "foliate", "readium")

ASTRAY = {"opened": "rudha", "seen": "readium"}
"""Readium's navigator 2.4 rounds places left of zero towards it (snapOffset), so that in books from
right to left it opens the page before the one that is asked for, whatever is in the book."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what no EPUB could pass."""
    items[:] = [item for item in items if not _goes_astray(item)]


def _goes_astray(item: pytest.Item) -> bool:
    given = item.callspec.params if hasattr(item, "callspec") else {}
    return all(given.get(name) == value for name, value in ASTRAY.items())


@pytest.fixture(scope="session", params=BOOKS)
def opened(request: pytest.FixtureRequest, shelf: Callable[[str], OpenedBook]) -> OpenedBook:
    """A book, built as PDF and EPUB."""
    return shelf(request.param)


@pytest.fixture(scope="session")
def drive(shared: Path) -> Callable[..., dict[str, Any]]:
    """Run drive.mjs on a book in a reading system; see there what comes out."""

    def run(opened: OpenedBook, system: str, browser: Path, node: Path) -> dict[str, Any]:
        return once(
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
        "pictured": opened.pictured,
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
