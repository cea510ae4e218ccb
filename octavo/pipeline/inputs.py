"""What a build depends on, so that a build in which nothing changed makes nothing.

The record of the last build names every file it read with its digest, the folders whose files
count by being there, and the report that it wrote, which has the digests of the editions. Same
causes and whole outputs: done.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from octavo.cache import code_digest, digest, file_digest, write_aside
from octavo.pipeline.options import BuildOptions
from octavo.pipeline.outputs import REPORT, BuildReport, name_of, read_report
from octavo.pipeline.versions import installed, layout_versions

WATCHED = ("manuscript", "styles")
"""Folders in which a new file changes the book; elsewhere only files that were read count."""

_RECORD = "last-build.json"
_MARKDOWN = (".md", ".markdown")
_READABLE = (*_MARKDOWN, ".yaml", ".yml", ".json", ".bib", ".ris", ".csl")
"""Kinds of files that are found by themselves: text, metadata, bibliography, citation style."""

_LARGEST_REPORT = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """The causes of the last build into a folder, and the digest of its report."""

    key: str
    read: tuple[str, ...]  # paths relative to the publication
    report: str


def has_manuscript(root: Path) -> bool:
    """Say whether a folder looks like a publication at all."""
    texts = (path for path in root.glob("*") if path.suffix.lower() in _MARKDOWN)
    return (root / "manuscript").is_dir() or any(texts)


def unchanged(options: BuildOptions, folder: Path) -> BuildReport | None:
    """The report of the last build, if another would make the same; folder is .octavo/.

    An output that was removed or altered counts as a change.
    """
    try:
        stored = _record_path(options, folder).read_bytes()
        record = msgspec.json.decode(stored, type=Record)
        if record.key != _key(options, record.read) or not _is_report(options, record.report):
            return None
        report = read_report(options.dist)
        whole = report and all(
            file_digest(options.dist / edition.file) == edition.sha256
            for edition in report.editions
        )
    except (OSError, ValueError):
        return None
    return report if whole else None


def begin(folder: Path) -> int:
    """Mark the moment at which a build begins to read, by the clock that stamps changed files."""
    marker = folder / "begun"
    try:
        marker.touch()
        return marker.stat().st_ctime_ns
    except OSError:
        return 0


def remember(
    options: BuildOptions, folder: Path, read: Iterable[str], report: BuildReport, since: int
) -> None:
    """Record what the build that has just ended depended on.

    Not where a file was changed since the build began: nobody knows which state was read.
    """
    read = tuple(sorted(set(read)))
    try:
        if any(_changed(options.root / name) > since for name in _names(options.root, read)):
            return
        record = Record(_key(options, read), read, digest(report.to_json()))
        write_aside(_record_path(options, folder), msgspec.json.encode(record))
    except (OSError, ValueError):
        return


def _record_path(options: BuildOptions, folder: Path) -> Path:
    return folder / "builds" / f"{name_of(options.dist)}-{_RECORD}"


def _is_report(options: BuildOptions, expected: str) -> bool:
    path = options.dist / REPORT
    if not path.is_file() or path.stat().st_size > _LARGEST_REPORT:
        return False
    return digest(path.read_bytes()) == expected


def _key(options: BuildOptions, read: Iterable[str]) -> str:
    """Digest the options, the code, the packages and every file that counts."""
    inside = Path(os.path.realpath(options.root))
    files = [(os.fsencode(name), _state(inside, name)) for name in _names(options.root, read)]
    settings = (options.editions, options.draft, options.strict, options.previews)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return digest(code_digest(), layout_versions(), installed(), settings, epoch, files)


def _names(root: Path, read: Iterable[str]) -> list[str]:
    """The paths of all files that count, and of those that would if they changed."""
    return sorted({*read, *_watched(root)})


def _watched(root: Path) -> Iterator[str]:
    yield from (path.name for path in root.iterdir() if path.suffix.lower() in _READABLE)
    for watched in WATCHED:
        yield watched
        # A link that leads out is not read, so it is not walked through either.
        if _is_within(root / watched, root):
            for path in (root / watched).rglob("*"):
                if watched == "styles" or path.suffix.lower() in _READABLE:
                    yield path.relative_to(root).as_posix()


def _state(inside: Path, name: str) -> str:
    """What is known of a path: the digest of a file of the publication, else what is there."""
    path = inside / name
    if path.is_symlink() and not _is_within(path, inside):
        return "outside"
    return file_digest(path) if path.is_file() else str(path.exists())


def _is_within(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _changed(path: Path) -> int:
    """When a file was last changed, in ns; 0 where there is none."""
    try:
        return path.stat().st_ctime_ns if path.is_file() else 0
    except OSError:
        return 0
