"""The judges of EPUBs, one of each for a process of the tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import judges
import pytest


@pytest.fixture(scope="session")
def _bench() -> Iterator[dict[str, judges.Judge]]:
    """The judges that were called, by name; they go at the end."""
    called: dict[str, judges.Judge] = {}
    yield called
    for judge in called.values():
        judge.dismiss()


@pytest.fixture
def epubcheck_says(
    _bench: dict[str, judges.Judge],
    tool: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path], list[str]]:
    """EPUBCheck's messages on a file."""
    tool("java")
    if "epubcheck" not in _bench:
        _bench["epubcheck"] = judges.epubcheck(tmp_path_factory.mktemp("epubcheck"))
    return lambda file: judges.epubcheck_messages(_bench["epubcheck"].report(file))


@pytest.fixture
def ace_says(
    _bench: dict[str, judges.Judge],
    tool: Callable[[str], Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path], list[str]]:
    """Ace's violations in a file."""
    node, browser, _ = tool("node"), tool("chromium"), tool("ace")
    if "ace" not in _bench:
        _bench["ace"] = judges.ace(tmp_path_factory.mktemp("ace"), node, browser)
    return lambda file: judges.ace_violations(_bench["ace"].report(file))
