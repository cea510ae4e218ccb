"""What a build depends on, so that a build in which nothing changed makes nothing.

The record of the last build names every file it read with its digest, the folders whose files
count by being there, and the digests of what it wrote. Same causes and whole outputs: done.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from octavo.cache import code_digest, digest, file_digest, write_aside
from octavo.pipeline.options import BuildOptions
from octavo.pipeline.outputs import BuildReport, read_report

WATCHED = ("manuscript", "styles")
"""Folders in which a new file changes the book; elsewhere only files that were read count."""

_RECORD = "last-build.json"


@dataclass(frozen=True, slots=True)
class Record:
    """The causes of the last build into a folder."""

    key: str
    read: tuple[str, ...]  # paths relative to the publication


def _record_path(options: BuildOptions, folder: Path) -> Path:
    name = digest(str(options.dist.resolve()))[:16]
    return folder / "builds" / f"{name}-{_RECORD}"


def _key(options: BuildOptions, read: Iterable[str]) -> str:
    """Digest the options, the code and every file that counts."""
    root = options.root
    names = set(read)
    for watched in WATCHED:
        names |= {p.relative_to(root).as_posix() for p in (root / watched).rglob("*")}
    names |= {path.name for path in root.glob("*.md")}
    files = [(name, file_digest(root / name)) for name in sorted(names) if (root / name).is_file()]
    settings = (options.editions, options.draft, options.strict)
    return digest(code_digest(), settings, files)


def unchanged(options: BuildOptions, folder: Path) -> BuildReport | None:
    """The report of the last build, if another would make the same; folder is .octavo/.

    An output that was removed or altered counts as a change.
    """
    try:
        stored = _record_path(options, folder).read_bytes()
        record = msgspec.json.decode(stored, type=Record)
        if record.key != _key(options, record.read):
            return None
        report = read_report(options.dist)
        whole = report and all(
            file_digest(options.dist / edition.file) == edition.sha256
            for edition in report.editions
        )
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None
    return report if whole else None


def remember(options: BuildOptions, folder: Path, read: Iterable[str]) -> None:
    """Record what the build that has just ended depended on."""
    read = tuple(sorted(set(read)))
    record = Record(_key(options, read), read)
    try:
        write_aside(_record_path(options, folder), msgspec.json.encode(record))
    except OSError:
        return
