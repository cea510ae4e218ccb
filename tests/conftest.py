"""Fixtures for all tests: a small publication to build and edit, and the judges that are present.

A test that needs a program asks for it by name: tool("java"). Where it is missing the test is left
out and the program named at the end of the run; with CI=true a missing program fails the run.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from octavo.pipeline.publishing import BuildResult

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


@dataclass(frozen=True)
class Desk:
    """A publication folder that a test writes, builds, edits and builds again."""

    root: Path

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file of the publication, making its folder."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def build(self, *editions: str, **options: object) -> BuildResult:
        """Build in this process; raises ManuscriptError where the manuscript has errors."""
        from octavo.pipeline.options import BuildOptions, Silence
        from octavo.pipeline.publishing import publish

        chosen = {"editions": editions} if editions else {}
        return publish(BuildOptions(self.root, jobs=1, **chosen, **options), Silence())  # type: ignore[arg-type]

    def made(self, suffix: str) -> Path:
        """The one output with that suffix (".pdf", ".epub")."""
        (path,) = (self.root / "dist").glob(f"*{suffix}")
        return path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty publication folder."""
    return Desk(tmp_path)
