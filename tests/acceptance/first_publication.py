"""The first publication in a folder of its own, and what publish.py leaves there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Publication:
    """A folder that publish.py was run in."""

    root: Path

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def pdf(self) -> Path:
        return self.dist / "camp-ashraf.pdf"

    @property
    def epub(self) -> Path:
        return self.dist / "camp-ashraf.epub"

    def publish(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run python publish.py."""
        return subprocess.run(
            [sys.executable, str(self.root / "publish.py"), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )

    def outputs(self) -> dict[str, bytes]:
        """Every file in dist/ by name."""
        return {path.name: path.read_bytes() for path in self.dist.iterdir()}


def copy_publication(folder: Path) -> Publication:
    """Copy what an author has: no dist/, no .octavo/."""
    for name in ("manuscript", "images", "styles"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / name, folder / name, ignore=ignored)
    shutil.copy(PROJECT / "publish.py", folder)
    return Publication(folder)
