"""The command as its users meet it, python -m octavo in a process of its own, and what it is run on."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).parent.parent.parent

Call = Callable[..., subprocess.CompletedProcess[str]]
"""Runs the command in this process: the fixture `call`."""

BOOK = """---
title: A Small Book
slug: small
author: Jane Doe
lang: en-GB
date: 2020-02-02
page-list: none
identifier: urn:uuid:11111111-2222-3333-4444-555555555555
---

# First

Some words.^[A note.]
"""


def octavo(
    *arguments: object, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return _run([sys.executable, "-m", "octavo", *map(str, arguments)], cwd, env)


def octavo_after(
    change: str, *arguments: object, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end in a process where code has changed something before."""
    code = f"{change}\nimport sys\nfrom octavo.cli import main; sys.exit(main(sys.argv[1:]))"
    return _run([sys.executable, "-c", code, *map(str, arguments)], None, env)


def _run(
    command: Sequence[str], cwd: Path | None, env: Mapping[str, str] | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        cwd=cwd or PROJECT,
        env={**os.environ, **(env or {})},
        timeout=300,
    )


def publication(folder: Path, text: str = BOOK) -> Path:
    """Write a publication of one file."""
    (folder / "manuscript").mkdir(parents=True)
    (folder / "manuscript" / "book.md").write_text(text, "utf-8")
    return folder


def names(folder: Path) -> list[str]:
    """What stands in a folder, in order."""
    return sorted(path.name for path in folder.iterdir())
