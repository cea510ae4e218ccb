"""pandoc as a program: found, run once with text in and text out, and what it said.

The binary of the pip package pypandoc_binary is used, so that every machine has the same
version; a pandoc on the PATH stands in where that is missing. It runs with --sandbox, in an
empty folder, without the user's settings and with bounded time and memory. No file of octavo
but this one starts it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from octavo.findings import ToolMissing

API_VERSION = (1, 23, 1)
"""Of the JSON documents that are sent (pandoc-types); pandoc 3 reads it."""

SECONDS = 60.0
_MEMORY = "-M2g"
_MESSAGE = re.compile(r"^\[(WARNING|INFO)\] ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PandocResult:
    """What a run gave: text, or on failure a sentence in message; warnings beside either."""

    text: str
    warnings: tuple[str, ...] = ()
    message: str | None = None  # None where it succeeded

    @property
    def failed(self) -> bool:
        return self.message is not None


def find_pandoc() -> Path:
    """The program's path. Raises ToolMissing where there is none."""
    package = find_spec("pypandoc")
    if package and package.submodule_search_locations:
        bundled = Path(package.submodule_search_locations[0]) / "files" / "pandoc"
        if bundled.is_file():
            return bundled
    installed = shutil.which("pandoc")
    if installed:
        return Path(installed)
    raise ToolMissing(
        "Citations and bibliographies need pandoc, which is not installed.",
        "pip install pypandoc_binary",
    )


def run_pandoc(
    arguments: tuple[str, ...],
    text: str,
    files: tuple[tuple[str, str], ...] = (),
    seconds: float = SECONDS,
) -> PandocResult:
    """Run pandoc on a text; files (name, text) lie in the folder it runs in.

    Raises ToolMissing where pandoc is not installed; every other failure is in the result.
    """
    program = find_pandoc()
    with tempfile.TemporaryDirectory(prefix="octavo-pandoc-") as folder:
        for name, content in files:
            (Path(folder) / name).write_text(content, encoding="utf-8")
        command = (str(program), "+RTS", _MEMORY, "-RTS", "--sandbox", f"--data-dir={folder}")
        try:
            done = subprocess.run(
                (*command, *arguments),
                input=text.encode("utf-8", "replace"),
                capture_output=True,
                timeout=seconds,
                cwd=folder,
                env={"LC_ALL": "C.UTF-8", "HOME": folder, "PATH": ""},
                check=False,
            )
        except subprocess.TimeoutExpired:
            return PandocResult("", (), f"pandoc was stopped after {seconds:.0f} seconds.")
        except OSError as error:
            return PandocResult("", (), f"pandoc cannot be started: {error.strerror}.")
        said = done.stderr.decode("utf-8", "replace").replace(folder + "/", "")
    warnings, rest = _divide(said)
    if done.returncode:
        message = rest or f"pandoc ended with code {done.returncode} and said nothing"
        return PandocResult("", warnings, message)
    return PandocResult(done.stdout.decode("utf-8", "replace"), warnings)


def _divide(said: str) -> tuple[tuple[str, ...], str]:
    """The warnings, and what else pandoc said, each in one line."""
    warnings: list[str] = []
    rest: list[str] = []
    keep = rest
    for line in said.splitlines():
        match = _MESSAGE.match(line)
        if match:
            warnings.append(line[match.end() :])
            keep = warnings
        elif line.startswith(" ") and keep is warnings:
            warnings[-1] += " " + line.strip()
        elif line.startswith("HasCallStack"):
            break
        else:
            keep = rest
            rest.append(line.removeprefix("pandoc: ").strip())
    return tuple(warnings), " ".join(line for line in rest if line)
