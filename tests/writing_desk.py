"""A publication folder that a test writes, builds, edits and builds again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.pipeline.publishing import BuildResult


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


def edit(path: str, old: str, new: str) -> Callable[[Desk], object]:
    """A change to be made at a desk: in a file, old becomes new."""

    def change(desk: Desk) -> None:
        text = (desk.root / path).read_text("utf-8")
        assert old in text
        desk.write(path, text.replace(old, new))

    return change
