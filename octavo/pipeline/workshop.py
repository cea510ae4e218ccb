"""The .octavo folder of a publication: cache, prepared faces and drawings, what the last build read."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from octavo.cache import NO_CACHE, Cache, write_aside

_LEVELS = {"cache": 3, "faces": 1, "drawings": 1, "builds": 1, "locks": 1}
"""What stands in .octavo/: folders by name, and how many levels of them."""

_TAG = "CACHEDIR.TAG"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n"


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where a build keeps what it may need again."""

    folder: Path
    cache: Cache

    def drawing(self, name: str, content: str) -> Path:
        """Keep a drawing made from the text (a formula) as a file that the page engine can read."""
        path = self.folder / "drawings" / name
        wanted = content.encode()
        # Never trusted by its name alone: the folder may be damaged, or a stranger's.
        if not path.is_file() or path.read_bytes() != wanted:
            write_aside(path, wanted)
        return path


def own_folder(root: Path) -> Path | None:
    """Make or find .octavo/ of a publication; None where a build must not or cannot use it.

    A stranger's folder may hold links that lead a build to write or delete elsewhere; a damaged
    one has folders in the place of files; a read-only disk has none at all.
    """
    folder = root / ".octavo"
    try:
        if folder.is_symlink():
            return None
        folder.mkdir(exist_ok=True)
        for name in _LEVELS:
            # Made, not only looked at: a file in the way is found here.
            if not (folder / name).is_symlink():
                (folder / name).mkdir(exist_ok=True)
        if not (folder / _TAG).exists():
            (folder / _TAG).write_text(_SIGNATURE, encoding="ascii")
        own = all(os.access(folder / name, os.W_OK) for name in ("", *_LEVELS))
        return folder if own and _as_octavo_leaves_it(folder, _LEVELS) else None
    except OSError:
        return None


def _as_octavo_leaves_it(folder: Path, inner: dict[str, int]) -> bool:
    """Say whether a folder has no links, and folders only where octavo makes them."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                continue
            levels = inner.get(entry.name, inner.get("*", 0))
            below = {"*": levels - 1}
            if not levels or not entry.is_dir(follow_symlinks=False):
                return False
            if not _as_octavo_leaves_it(Path(entry.path), below):
                return False
    return True


@contextmanager
def open_workshop(folder: Path | None) -> Iterator[Workshop]:
    """Work in .octavo/; with None, in a folder that goes when the build ends, keeping nothing."""
    if folder is not None:
        workshop = Workshop(folder, Cache(folder / "cache"))
        yield workshop
        workshop.cache.prune()
        return
    temporary = Path(tempfile.mkdtemp(prefix="octavo-"))
    try:
        yield Workshop(temporary, NO_CACHE)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
