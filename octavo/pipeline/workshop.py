"""The .octavo folder of a publication: cache, prepared faces and drawings, what the last build read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from octavo.cache import Cache, write_aside


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a build keeps what it may need again."""

    folder: Path
    cache: Cache

    def drawing(self, name: str, content: str) -> Path:
        """Keep a drawing made from the text (a formula) as a file that the page engine can read."""
        path = self.folder / "drawings" / name
        if not path.exists():
            write_aside(path, content.encode())
        return path


@contextmanager
def open_workshop(root: Path, use_cache: bool) -> Iterator[Workshop]:
    """Open .octavo/ of the publication, or a folder that goes when the build ends.

    A publication that cannot be written to (a read-only disk) is built without a cache.
    """
    folder = root / ".octavo"
    # A link set by a stranger must not lead the build to write elsewhere.
    if use_cache and folder.resolve() == root.resolve() / ".octavo":
        try:
            folder.mkdir(exist_ok=True)
            (folder / "CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n")
        except OSError:
            pass
        else:
            workshop = Workshop(folder, Cache(folder / "cache"))
            yield workshop
            workshop.cache.prune()
            return
    temporary = Path(tempfile.mkdtemp(prefix="octavo-"))
    try:
        yield Workshop(temporary, Cache(None))
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
