"""Ace by DAISY: accessibility of an EPUB, WCAG rules by axe among them.

Found where the project's development target installs it (.tools/node_modules/.bin), else as a
command: ace of the package @daisy/ace, or ace-cli of @daisy/ace-cli, which brings its own driver
for a browser (PUPPETEER_EXECUTABLE_PATH names one that is installed already).
"""

from __future__ import annotations

import json
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
            "Ace", (*command, "--force", "--silent", "--outdir", folder, str(path.resolve()))
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
            )
