"""One run of the reading systems: drive.mjs is asked in JSON and answers in JSON."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.reading_systems.epub_file import EpubFile

SYSTEMS = ("epubjs", "foliate", "readium")
PLAIN = "plain"
"""Chromium alone, for what it tells a screen reader."""

_HERE = Path(__file__).parent


class DrivingFailed(Exception):
    """The run came to no end; says how far it came."""


@dataclass(frozen=True)
class Garage:
    """The programs that a run needs, and how long it may take."""

    node: Path
    browser: Path
    modules: Path  # node_modules with the packages of dev/readers/package.json
    patience: float = 15  # seconds that are waited for what does not come
    minutes: float = 9


def drive(
    epub: EpubFile, systems: Sequence[str], garage: Garage, pictures: Path | None = None
) -> dict[str, dict[str, Any]]:
    """What each system shows of a book: contents, pages, notes, measures, errors (see drive.mjs).

    Pictures of the screens are left in a folder where one is named. Raises DrivingFailed.
    """
    with tempfile.TemporaryDirectory(prefix="octavo-readers-") as folder:
        return _drive(epub.with_reachable_calls(Path(folder)), systems, garage, pictures)


def _drive(
    epub: EpubFile, systems: Sequence[str], garage: Garage, pictures: Path | None
) -> dict[str, dict[str, Any]]:
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    asked = {
        "systems": systems,
        "epub": str(epub.epub),
        "folder": str(epub.folder),
        "modules": str(garage.modules),
        "browser": str(garage.browser),
        "pictures": str(pictures) if pictures else None,
        "pictured": epub.pictured,
        "calls": [asdict(call) for call in epub.calls],
        "files": epub.files,
        "patience": garage.patience,
        "minutes": garage.minutes,
    }
    # A page engine in this process shuts out the machine's fonts; a browser needs them.
    environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    ended = subprocess.run(
        [garage.node, _HERE / "drive.mjs"], input=json.dumps(asked), capture_output=True,
        text=True, check=False, env=environment, timeout=garage.minutes * 60 + 30,
    )  # fmt: skip
    if ended.returncode != 0:
        raise DrivingFailed(ended.stderr.strip()[-2000:])
    seen: dict[str, dict[str, Any]] = json.loads(ended.stdout)
    return seen
