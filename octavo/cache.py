"""A content-addressed cache in a folder: what was made once from the same causes is made no more.

The key is a digest of every cause; the value any type that msgspec can read back. Values are
msgpack, never pickle: a publication folder may come from a stranger, its cache too.
A damaged or foreign entry is a miss. Entries are written aside and renamed, so that two builds
may share the folder and an interruption leaves nothing half written.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path
from typing import TypeVar

import msgspec

from octavo import __version__

T = TypeVar("T")

MAXIMUM_BYTES = 2 * 1024**3
"""Entries longest unused are dropped when the folder has grown beyond this."""

_DIGEST_SIZE = 32


def digest(*causes: object) -> str:
    """The sha256 (hex) of all causes; each is anything that msgspec can encode."""
    total = hashlib.sha256()
    for cause in causes:
        part = cause if isinstance(cause, bytes) else msgspec.msgpack.encode(cause)
        total.update(len(part).to_bytes(8, "big"))
        total.update(part)
    return total.hexdigest()


def file_digest(path: Path) -> str:
    """The sha256 (hex) of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@once
def code_digest() -> str:
    """What this octavo is: its version and the state of its own files, so that no edit is missed."""
    return digest(__version__, list(_states(Path(__file__).parent)))


def _states(folder: Path | str, name: str = "") -> Iterator[tuple[str, int, int]]:
    """The files in a folder with size and time; scandir asks the disk once for each."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            path = f"{name}/{entry.name}"
            if entry.is_file():
                state = entry.stat()
                yield path, state.st_size, state.st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _states(entry.path, path)


def write_aside(path: Path, *content: bytes) -> None:
    """Write a file, in parts, beside its place and rename it there: whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{secrets.token_hex(6)}")
    try:
        with aside.open("wb") as file:
            file.writelines(content)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Cache:
    """Entries by kind ("galley", "picture") and key; folder None keeps nothing."""

    folder: Path | None

    def get(self, kind: str, key: str, type_: type[T]) -> T | None:
        """Read an entry back, or None where there is none that is whole and of that type."""
        path = self._path(kind, key)
        if path is None:
            return None
        try:
            stored = path.read_bytes()
        except OSError:
            return None
        checksum, payload = stored[:_DIGEST_SIZE], memoryview(stored)[_DIGEST_SIZE:]
        if hashlib.sha256(payload).digest() != checksum:
            return None
        try:
            value = msgspec.msgpack.decode(payload, type=type_)
        except (msgspec.DecodeError, msgspec.ValidationError):
            return None
        with contextlib.suppress(OSError):  # a read-only disk
            os.utime(path)  # the least recently used go first
        return value

    def put(self, kind: str, key: str, value: object) -> None:
        """Keep an entry; a full or read-only disk is no reason to fail a build."""
        path = self._path(kind, key)
        if path is None:
            return
        payload = msgspec.msgpack.encode(value)
        try:
            write_aside(path, hashlib.sha256(payload).digest(), payload)
        except OSError:
            return

    def made(self, kind: str, key: str, type_: type[T], make: Callable[[], T]) -> T:
        """Read an entry, or make it and keep it."""
        value = self.get(kind, key, type_)
        if value is None:
            value = make()
            self.put(kind, key, value)
        return value

    def prune(self, maximum: int = MAXIMUM_BYTES) -> None:
        """Drop the entries longest unused until the rest fits into maximum bytes."""
        if self.folder is None:
            return
        entries = sorted(self._entries(), reverse=True)
        total = 0
        for _, size, path in entries:
            total += size
            if total > maximum:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        assert self.folder is not None
        for path in self.folder.glob("*/*/*"):
            try:
                state = path.stat()
            except OSError:
                continue
            yield state.st_mtime, state.st_size, path

    def _path(self, kind: str, key: str) -> Path | None:
        if self.folder is None:
            return None
        return self.folder / kind / key[:2] / key


NO_CACHE = Cache(None)
"""Keeps nothing."""
