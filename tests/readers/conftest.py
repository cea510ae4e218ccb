"""Books, built once, and what three reading systems in headless Chromium show of them.

A run of a book in all of them takes a while, so it is done once for all tests, whichever process
asks first; pictures of the screens are kept in .tools/readers/.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bookshelf import PROJECT, once
from expected import BOOKS, Least
from opened import OpenedBook

from bench.reading_systems.driving import PLAIN, SYSTEMS, Garage, drive

PICTURES = PROJECT / ".tools" / "readers"


ASTRAY = {"opened": "rudha", "system": "readium"}
"""In books from right to left Readium's navigator 2.4 opens the wrong page of the right document
(bench/reading_systems/harness/readium.html says why), so that calls of notes cannot be clicked."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what no EPUB could pass."""
    items[:] = [item for item in items if not _goes_astray(item)]


def _goes_astray(item: pytest.Item) -> bool:
    given = item.callspec.params if hasattr(item, "callspec") else {}
    is_there = all(given.get(name) == value for name, value in ASTRAY.items())
    return is_there and item.originalname.startswith("test_every_note")


@pytest.fixture(scope="session", params=BOOKS)
def opened(request: pytest.FixtureRequest, shelf: Callable[[str], OpenedBook]) -> OpenedBook:
    """A book, built as PDF and EPUB."""
    return shelf(request.param)


@pytest.fixture
def least(opened: OpenedBook) -> Least:
    """What the book has at least."""
    return BOOKS[opened.name]


@pytest.fixture
def driven(
    opened: OpenedBook, tool: Callable[[str], Path], shared: Path
) -> dict[str, dict[str, Any]]:
    """What each reading system shows of a book, and Chromium by itself."""
    modules = tool("npm readers").parent
    garage = Garage(tool("node"), tool("chromium"), modules)
    return once(
        shared,
        f"{opened.name}-driven",
        lambda: drive(opened, (*SYSTEMS, PLAIN), garage, PICTURES / opened.name),
    )


@pytest.fixture(params=SYSTEMS)
def system(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def seen(driven: dict[str, dict[str, Any]], system: str) -> dict[str, Any]:
    """What one reading system shows of a book."""
    return driven[system]


@pytest.fixture
def plain(driven: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What Chromium shows of the content documents by themselves."""
    return driven[PLAIN]
