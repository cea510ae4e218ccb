"""Fixtures for all tests: a small publication to build and edit, and the judges that are present.

A test that needs a program asks for it by name: tool("java"). Where it is missing the test is left
out and the program named at the end of the run; with CI=true a missing program fails the run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from writing_desk import Desk

if TYPE_CHECKING:
    from opened import OpenedBook

PROJECT = Path(__file__).parent.parent
_TOOLS = PROJECT / ".tools"
_PROGRAMS = {
    "verapdf": _TOOLS / "verapdf" / "verapdf.jar",
    "ace": _TOOLS / "node_modules" / ".bin" / "ace-cli",
    "npm readers": _TOOLS / "node_modules" / "octavo-lock.json",
}
_ALSO_CALLED = {"chromium": ("chromium-browser", "google-chrome", "google-chrome-stable")}


@pytest.fixture
def tool() -> Callable[[str], Path]:
    """Find a program or leave the test out (fail it with CI=true)."""

    def find(name: str) -> Path:
        known = _PROGRAMS.get(name)
        names = (name, *_ALSO_CALLED.get(name, ()))
        found = (
            known
            if known and known.exists()
            else next(filter(None, map(shutil.which, names)), None)
        )
        if found:
            return Path(found)
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing, and with CI=true no check may be left out")
        pytest.skip(f"missing: {name}")

    return find


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the programs that were missing."""
    reasons = {
        str(report.longrepr[2]).removeprefix("Skipped: missing: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and "missing: " in str(report.longrepr[2])
    }
    if reasons:
        terminalreporter.write_line(
            f"Left out, because these programs are not here: {', '.join(sorted(reasons))}"
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty publication folder."""
    return Desk(tmp_path)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shelf(shared: Path) -> Callable[[str], OpenedBook]:
    """Any book of the tests by its name, built once in a run."""
    from bookshelf import open_book

    return lambda name: open_book(name, shared)
