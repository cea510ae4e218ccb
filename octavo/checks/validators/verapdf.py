"""veraPDF, the reference validator of PDF/UA and PDF/A: its failed rules.

Found in this order: the environment variable VERAPDF (a jar or a command), the jar that the
project's development target fetches (.tools/verapdf/verapdf.jar), the command verapdf.
The jar is org.verapdf.apps:greenfield-apps; its main class is named, since the manifest names the
graphical program.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from octavo.checks.validators.verdict import PROJECT_TOOLS, Message, ValidatorFailed, Verdict, run
from octavo.findings import ToolMissing

FLAVOURS = ("ua1", "2a")
"""What octavo's screen PDF claims: PDF/UA-1 and PDF/A-2a."""

_JAR = PROJECT_TOOLS / "verapdf" / "verapdf.jar"
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
_ELEMENT = re.compile(r"obj SE\w+ (\w+)\)$")
_VERSION = re.compile(r"veraPDF (\S+)")


def probe() -> tuple[str, ...]:
    """The command that runs veraPDF. Raises ToolMissing."""
    named = os.environ.get("VERAPDF")
    found = named or (str(_JAR) if _JAR.is_file() else shutil.which("verapdf"))
    if not found:
        raise ToolMissing(
            "veraPDF is not installed.",
            "Set VERAPDF to its jar or command, or put the jar at .tools/verapdf/verapdf.jar.",
        )
    if not found.endswith(".jar"):
        return (found,)
    if not Path(found).is_file():
        raise ToolMissing(f"VERAPDF names {found}, which is not there.")
    java = shutil.which("java")
    if java is None:
        raise ToolMissing("veraPDF needs Java.", "Install a Java runtime, 11 or newer.")
    return (java, "-cp", found, _MAIN)


def check(path: Path, flavours: Sequence[str] = FLAVOURS) -> Verdict:
    """Judge a PDF by each flavour (veraPDF's names: ua1, 2a, 2b, 3b, 4 ...).

    One message for each failed rule, with how often it failed and where first.
    Raises ToolMissing, or ValidatorFailed where veraPDF gives no report.
    """
    command = probe()
    messages: list[Message] = []
    for flavour in flavours:
        _, output, errors = run(
            "veraPDF", (*command, "--flavour", flavour, "--format", "json", str(path))
        )
        try:
            messages += _messages(flavour, json.loads(output))
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise ValidatorFailed(f"veraPDF gave no report: {errors.strip()[:300]}") from error
    return Verdict("veraPDF", _version(command), path, tuple(messages))


def _version(command: Sequence[str]) -> str:
    _, output, _ = run("veraPDF", (*command, "--version"))
    found = _VERSION.search(output)
    return found[1] if found else ""


def _messages(flavour: str, report: dict[str, Any]) -> Iterator[Message]:
    job = report["report"]["jobs"][0]
    if "validationResult" not in job:
        said = job.get("taskException") or job.get("taskResult") or {}
        text = said.get("exceptionMessage") or "the file cannot be read as a PDF"
        yield Message("fatal", flavour, text)
        return
    results = job["validationResult"]
    for result in results if isinstance(results, list) else [results]:
        for rule in result["details"]["ruleSummaries"]:
            if rule["ruleStatus"].upper() != "FAILED":
                continue
            first: dict[str, Any] = next(iter(rule.get("checks", ())), {})
            times = "once" if rule["failedChecks"] == 1 else f"{rule['failedChecks']} times"
            context = str(first.get("context") or "")
            where = f", first in {kind[1]}" if (kind := _ELEMENT.search(context)) else ""
            text = f"{rule['description']} ({times}{where})"
            id = f"{flavour} {rule['clause']}-{rule['testNumber']}"
            yield Message("error", id, text, context=context)
