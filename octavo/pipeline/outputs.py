"""The output folder: one build at a time, every file whole, the report beside them."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from octavo.artifacts import Artifact
from octavo.cache import digest
from octavo.findings import Finding, OctavoError
from octavo.pipeline.options import BuildOptions, Progress
from octavo.publication import Publication

REPORT = "report.json"
PREVIEWS = "previews"
"""The folder of pictures to look at, and the name that the report gives them."""

SUFFIXES = {
    "screen": ".pdf",
    "epub": ".epub",
    "kindle": "-kindle.epub",
    "press": "-press.pdf",
    "booklet": "-booklet.pdf",
    "booklet-instructions": "-booklet-instructions.pdf",
    "cover": "-cover.pdf",
    "job-sheet": "-job-sheet.pdf",
}
"""What the name of an edition's file has after the publication's slug."""

UNTOUCHED = "Editions made before are untouched."
WAIT_SECONDS = 60
_PREVIEW = re.compile(rf"{PREVIEWS}/[a-z0-9-]+\.png")


class OutputError(OctavoError):
    """The output folder cannot be used."""


@dataclass(frozen=True, slots=True)
class EditionReport:
    """One file that was made."""

    edition: str
    file: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made and found. It holds no times, so that it is reproducible."""

    title: str
    octavo: str
    pages: int
    words: int
    notes: int
    figures: int
    tables: int
    sources: int
    editions: tuple[EditionReport, ...]
    findings: tuple[Finding, ...]

    def to_json(self) -> bytes:
        """The report as it stands in dist/report.json."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2) + b"\n"


def edition_artifact(publication: Publication, edition: str, content: bytes) -> Artifact:
    """The file of an edition under its name, such as camp-press.pdf."""
    suffix = SUFFIXES[edition]
    kind = "application/epub+zip" if suffix.endswith(".epub") else "application/pdf"
    return Artifact(publication.slug + suffix, content, kind)


def edition_report(edition: str, artifact: Artifact) -> EditionReport:
    """Describe an artifact by its size and digest."""
    content = artifact.content
    return EditionReport(edition, artifact.name, len(content), hashlib.sha256(content).hexdigest())


def read_report(folder: Path) -> BuildReport | None:
    """The report of the last build in a folder, or None where there is none to be read."""
    try:
        return msgspec.json.decode((folder / REPORT).read_bytes(), type=BuildReport)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return None


def of_earlier_builds(
    folder: Path, report: BuildReport, last: BuildReport | None = None
) -> tuple[str, ...]:
    """Editions in a folder that the report does not name: they may say what the book said once.

    They are found by the report's slug, and by the report of the last build, which may have had
    another. None is removed: whoever makes one edition by itself does not give up the others.
    """
    slugs = {
        item.file.removesuffix(SUFFIXES[item.edition])
        for item in report.editions
        if item.edition in SUFFIXES
    }
    known = {slug + suffix for slug in slugs for suffix in SUFFIXES.values()}
    known |= {item.file for item in last.editions if item.edition in SUFFIXES} if last else set()
    known -= {item.file for item in report.editions}
    return tuple(sorted(known.intersection(path.name for path in folder.iterdir())))


@contextmanager
def held(options: BuildOptions, own: Path | None, progress: Progress) -> Iterator[None]:
    """Hold the output folder: a second build into it waits, says so, and gives up after a minute.

    own is .octavo/ of the publication, None where it cannot be used. Raises OutputError where the folder cannot be made, leaves the publication, or stays held.
    """
    folder = options.dist
    if options.output is None and folder.is_symlink():
        # A stranger's publication must not write through a link of its own.
        raise OutputError(
            f"{folder.name}/ is a link to {os.path.realpath(folder)}; no edition is written there.",
            "Remove the link, or name the folder yourself with --output.",
        )
    if folder.exists() and not folder.is_dir():
        raise OutputError(
            f"{folder} is a file, so no edition can be put into it.",
            "Move the file away, or name another folder with --output.",
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(_lock_path(options, own))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            progress.say(f"Another build is writing to {folder}; waiting for it.")
            lock.acquire(timeout=WAIT_SECONDS)
    except Timeout:
        raise OutputError(
            f"Another build has been writing to {folder} for {WAIT_SECONDS} seconds.",
            "Wait until it has ended, or build into another folder with --output.",
        ) from None
    except OSError as error:
        raise OutputError(
            f"The output folder {folder} cannot be used: {error.strerror}.",
            "Name a folder that can be written to with --output.",
        ) from error
    try:
        yield
    finally:
        if own is None:
            # While it is held: who waits opens a new file.
            Path(lock.lock_file).unlink(missing_ok=True)
        lock.release()


def _lock_path(options: BuildOptions, own: Path | None) -> Path:
    """The lock of an output folder stands in .octavo/, so that dist/ holds editions alone.

    Where there is no .octavo/ it stands in dist/ as long as the build takes.
    """
    return own / "locks" / f"{name_of(options.dist)}.lock" if own else options.dist / ".octavo.lock"


def name_of(folder: Path) -> str:
    """A short name for a folder, the same for every way to write its path."""
    # As bytes: a folder's name need not be text.
    return digest(os.fsencode(os.path.realpath(folder)))[:16]


def replace_outputs(
    options: BuildOptions, artifacts: Sequence[Artifact], report: BuildReport
) -> None:
    """Put all artifacts and the report in place, each by one rename, only when all are written."""
    folder = options.dist
    stale = _stale_previews(folder, {item.name for item in artifacts})
    everything = [*((item.name, item.content) for item in artifacts), (REPORT, report.to_json())]
    if (folder / PREVIEWS).is_symlink() and any("/" in name for name, _ in everything):
        raise OutputError(
            f"{folder / PREVIEWS} is a link; no picture is written through it.", "Remove the link."
        )
    blocked = next((name for name, _ in everything if (folder / name).is_dir()), None)
    if blocked:
        raise OutputError(
            f"{folder / blocked} is a folder, in the place of a file to be made.",
            f"Move it away. {UNTOUCHED}",
        )
    # One name for all builds of a publication: the next one clears what a killed one left.
    aside = folder / f".octavo-{name_of(options.root)}"
    hint = UNTOUCHED
    try:
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        for name, content in everything:
            for place in (aside, folder):
                (place / name).parent.mkdir(exist_ok=True)
            (aside / name).write_bytes(content)
        for name, _ in everything:
            (aside / name).replace(folder / name)
            hint = "Some files are new and some are not: build again."
        for path in stale:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"The editions could not be written to {folder}: {error.strerror}.",
            hint,
        ) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _stale_previews(folder: Path, made: set[str]) -> tuple[Path, ...]:
    """Pictures of the last build that this one, which draws some too, does not make again."""
    report = read_report(folder)
    if report is None or not any(_PREVIEW.fullmatch(name) for name in made):
        return ()
    old = (edition.file for edition in report.editions if _PREVIEW.fullmatch(edition.file))
    return tuple(folder / name for name in old if name not in made)
