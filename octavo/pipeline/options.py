"""What the caller of a build asks for, and how a build speaks while it works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from octavo.publication import Publication

EDITIONS = ("screen", "epub", "kindle", "press", "booklet", "cover", "job-sheet")
"""The editions that can be made, by the names that --edition takes, in the order they are made."""

ALWAYS = ("screen", "epub")
"""Made if none is asked for; of the others, those of which the front matter speaks."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """One build: where, which editions, with how many processes."""

    root: Path
    output: Path | None = None  # dist/ of the publication
    editions: tuple[str, ...] = ()  # none named: what the publication itself asks for
    jobs: int = 0  # 0: as many as pay off, at most one a core
    executor: str = ""  # dask://host:port; with none, processes of this machine
    draft: bool = False
    use_cache: bool = True
    strict: bool = False
    previews: bool = False  # pictures of spreads, sheets and cover, into dist/previews/

    def wanted(self, publication: Publication) -> tuple[str, ...]:
        """The editions to be made, in their order."""
        settings = {"press": publication.press, "booklet": publication.booklet,
                    "cover": publication.cover_wrap,
                    "job-sheet": publication.press or publication.cover_wrap,
                    "kindle": publication.epub.profile == "kindle"}  # fmt: skip
        asked = [name for name in EDITIONS if name in ALWAYS or settings.get(name)]
        return self.editions or tuple(asked)

    @property
    def sets_pages(self) -> bool:
        """Whether pages are sure to be wanted: an EPUB alone may do without."""
        return not self.editions or not {"epub", "kindle"}.issuperset(self.editions)

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
