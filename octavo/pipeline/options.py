"""What the caller of a build asks for, and how a build speaks while it works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

EDITIONS = ("screen", "epub")
"""The editions that can be made, by the names that --edition takes, in the order they are made."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """One build: where, which editions, with how many processes."""

    root: Path
    output: Path | None = None  # dist/ of the publication
    editions: tuple[str, ...] = EDITIONS
    jobs: int = 0  # 0: as many as pay off, at most one a core
    draft: bool = False
    use_cache: bool = True
    strict: bool = False

    @property
    def dist(self) -> Path:
        """The folder that the editions are put into."""
        return self.output or self.root / "dist"


class Progress(Protocol):
    """Told what a build is doing: a bar on a terminal, plain lines elsewhere, nothing in tests."""

    def stage(self, name: str, total: int = 0) -> None:
        """A stage begins; total steps, 0 where it has none."""

    def step(self) -> None:
        """One step of the stage is done."""

    def say(self, sentence: str) -> None:
        """Something the user should know now: that another build is waited for."""


class Silence:
    """Says nothing."""

    def stage(self, name: str, total: int = 0) -> None:
        """Nothing."""

    def step(self) -> None:
        """Nothing."""

    def say(self, sentence: str) -> None:
        """Nothing."""
