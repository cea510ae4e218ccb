"""veraPDF, where it is: the environment variable VERAPDF_JAR names the jar of greenfield-apps."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

MAIN_CLASS = "org.verapdf.apps.GreenfieldCliWrapper"


def jar() -> Path:
    """The jar; without one the test is skipped, in CI it fails."""
    named = os.environ.get("VERAPDF_JAR")
    if named and Path(named).is_file():
        return Path(named)
    message = "VERAPDF_JAR names no file: veraPDF was not asked"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)


def failed_rules(pdf: Path, flavour: str) -> list[str]:
    """Validate a file against "ua1", "2a" ...; gives the rules that failed, clause-test: sentence."""
    command = ["java", "-cp", str(jar()), MAIN_CLASS, "-f", flavour, "--format", "json", str(pdf)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    job = json.loads(told.stdout)["report"]["jobs"][0]
    results = job["validationResult"]
    result = results[0] if isinstance(results, list) else results
    assert result["details"]["passedRules"] > 50
    return [
        f"{rule['clause']}-{rule['testNumber']}: {rule['description']}"
        for rule in result["details"]["ruleSummaries"]
        if rule["ruleStatus"] == "FAILED"
    ]
