"""Ace by DAISY: accessibility of an EPUB, WCAG rules by axe among them.

Found where `make tools` installs it (.tools/node_modules/.bin), else as a command: ace of the
package @daisy/ace, or ace-cli of @daisy/ace-cli, which drives a browser that is installed already:
the one that PUPPETEER_EXECUTABLE_PATH names, else Chromium or Chrome.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from octavo.checks.validators.verdict import (
    PROJECT_TOOLS,
    Grade,
    Message,
    ValidatorFailed,
    Verdict,
    run,
)
from octavo.findings import ToolMissing

_LOCAL = PROJECT_TOOLS / "node_modules" / ".bin"
_NAMES = ("ace", "ace-cli")
_BROWSER = "PUPPETEER_EXECUTABLE_PATH"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_STEP = re.compile(r"/(\d+)")
_GRADES: dict[str, Grade] = {
    "critical": "error",
    "serious": "error",
    "moderate": "warning",
    "minor": "warning",
}


def probe() -> tuple[str, ...]:
    """The command that runs Ace. Raises ToolMissing."""
    for name in _NAMES:
        found = shutil.which(name, path=str(_LOCAL.resolve())) or shutil.which(name)
        if found and not shutil.which("node"):
            raise ToolMissing("Ace needs Node.js, which is not installed.",
                              "Install Node.js 20 or newer.")  # fmt: skip
        if found:
            return (found,)
    raise ToolMissing("Ace is not installed.", "Install it: npm install -g @daisy/ace-cli")


def check(path: Path) -> Verdict:
    """Judge the accessibility of an EPUB: one message for each violation.

    Raises ToolMissing, or ValidatorFailed where Ace gives no report.
    """
    command = probe()
    with tempfile.TemporaryDirectory(prefix="octavo-ace-") as folder:
        _, output, errors = run(
            "Ace",
            (*command, "--force", "--silent", "--outdir", folder, str(path.resolve())),
            environment=_browser(),
        )
        try:
            report = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            said = (errors or output).strip()[:300]
            raise ValidatorFailed(f"Ace gave no report: {said}") from error
    version = str(
        report.get("earl:assertedBy", {}).get("doap:release", {}).get("doap:revision", "")
    )
    return Verdict("Ace", version, path, tuple(_messages(report)))


def _browser() -> dict[str, str]:
    """Where ace-cli finds a browser; nothing where it was told, or must look for its own."""
    if os.environ.get(_BROWSER):
        return {}
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    return {_BROWSER: found} if found else {}


def _messages(report: dict[str, Any]) -> Iterator[Message]:
    for document in report.get("assertions", ()):
        file = document.get("earl:testSubject", {}).get("url", "").lstrip("/")
        for assertion in document.get("assertions", ()):
            result = assertion["earl:result"]
            if result["earl:outcome"] != "fail":
                continue
            test = assertion["earl:test"]
            yield Message(
                _GRADES.get(test.get("earl:impact", ""), "warning"),
                test.get("dct:title", ""),
                " ".join(str(result.get("dct:description", "")).split()),
                file,
                steps=_steps(result.get("earl:pointer", {})),
            )


def _steps(pointer: dict[str, Any]) -> tuple[int, ...]:
    """The first place of an assertion: child steps of an EPUB CFI, whose elements are even."""
    said = pointer.get("cfi") or [""]
    first = said[0] if isinstance(said, list) else said
    return tuple(int(step) // 2 for step in _STEP.findall(str(first)))
