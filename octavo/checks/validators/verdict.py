"""What a validator says, in one form for all of them."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from octavo.findings import OctavoError

Grade = Literal["fatal", "error", "warning", "info"]

TIMEOUT = 600.0
"""Seconds that one validator may take; a book of 1,000 pages takes veraPDF about a minute."""

PROJECT_TOOLS = Path(__file__).parents[3] / ".tools"
"""Where `make tools` puts programs in a checkout of octavo. Never the working directory: a folder
that a stranger made must not bring the programs that judge it."""


class ValidatorFailed(OctavoError):
    """A validator ended without a verdict: that says nothing about the output."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One complaint: the rule's id, a sentence, and where.

    Lines, columns and steps count from 1, 0 is unknown. Steps lead from the root of a document to
    an element, child by child; the context is a validator's own word for an object of a PDF.
    """

    severity: Grade
    id: str
    text: str
    path: str = ""  # inside the container, "" for the file as a whole
    line: int = 0
    column: int = 0
    steps: tuple[int, ...] = ()
    context: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        return f"{place}: {self.severity} {self.id}: {self.text}".removeprefix(": ")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one program says about one file."""

    tool: str
    version: str
    file: Path
    messages: tuple[Message, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing at all was said, not even a warning."""
        return not self.messages


def run(
    tool: str,
    command: Sequence[str],
    cwd: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[int, str, str]:
    """Run a program without input; its exit status, output and errors as text.

    environment, where given, is added to that of this process.

    Raises ValidatorFailed where it cannot be started or does not end.
    """
    try:
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            cwd=cwd,
            env=_surroundings() | dict(environment or {}),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ValidatorFailed(f"{tool} did not end within {TIMEOUT:.0f} seconds.") from error
    except OSError as error:
        raise ValidatorFailed(f"{tool} cannot be started: {error.strerror}.") from error
    return (
        ended.returncode,
        ended.stdout.decode(errors="replace"),
        ended.stderr.decode(errors="replace"),
    )


def _surroundings() -> dict[str, str]:
    """The environment of this process without what the page engine sets: browsers need fonts."""
    return {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
