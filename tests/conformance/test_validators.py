"""The validators: found or named as missing, and their reports read as they are meant."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from octavo.checks.validators import ace, epubcheck, qpdf, verapdf
from octavo.checks.validators.verdict import ValidatorFailed
from octavo.findings import ExitCode, ToolMissing

Find = Callable[[str], Path]


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    path = tmp_path / "blank.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    return path


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without any of the programs."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("VERAPDF", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def vera(tool: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """veraPDF, named by the environment or where the project keeps it."""
    if "VERAPDF" not in os.environ:
        monkeypatch.setenv("VERAPDF", str(tool("verapdf")))


def program(folder: Path, name: str, script: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_missing_program_is_named_with_the_way_to_get_it(nowhere: Path, blank: Path) -> None:
    for validator in (epubcheck, verapdf, ace):
        with pytest.raises(ToolMissing) as caught:
            validator.check(blank)
        assert caught.value.hint
        assert caught.value.exit_code is ExitCode.TOOL_MISSING


def test_qpdf_passes_a_sound_file_and_tells_a_broken_one(blank: Path, tmp_path: Path) -> None:
    assert qpdf.check(blank).passed
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(blank.read_bytes()[:300])
    verdict = qpdf.check(broken)
    assert not verdict.passed
    assert verdict.version


def test_without_the_command_qpdf_judges_through_its_library(nowhere: Path, blank: Path) -> None:
    assert qpdf.check(blank).passed
    broken = nowhere / "broken.pdf"
    broken.write_bytes(blank.read_bytes()[:300])
    assert {message.severity for message in qpdf.check(broken).messages} >= {"warning"}


def test_verapdf_names_each_failed_rule_once(blank: Path, vera: None) -> None:
    verdict = verapdf.check(blank, ["ua1"])
    rules = [message.id for message in verdict.messages]
    assert "ua1 7.1-8" in rules  # no metadata
    assert len(rules) == len(set(rules))
    assert verdict.version.startswith("1.")


def test_verapdf_tells_a_file_that_is_no_pdf(tmp_path: Path, vera: None) -> None:
    wrong = tmp_path / "wrong.pdf"
    wrong.write_bytes(b"no PDF at all")
    assert [message.severity for message in verapdf.check(wrong, ["ua1"]).messages] == ["fatal"]


def test_a_jar_that_is_not_there_is_named(
    blank: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VERAPDF", str(tmp_path / "gone.jar"))
    with pytest.raises(ToolMissing, match=r"gone\.jar"):
        verapdf.check(blank)


def test_a_validator_that_says_nothing_gives_no_verdict(
    blank: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    command = program(tmp_path, "verapdf", 'echo "out of memory" >&2; exit 9')
    monkeypatch.setenv("VERAPDF", str(command))
    with pytest.raises(ValidatorFailed, match="out of memory"):
        verapdf.check(blank)


def test_aces_violations_are_read_from_its_report(
    blank: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The shape of the report is Ace 1.3's; the program itself needs Node.js and a browser."""
    report = {
        "earl:assertedBy": {"doap:release": {"doap:revision": "1.3.2"}},
        "assertions": [
            {
                "earl:testSubject": {"url": "/EPUB/chapter-1.xhtml"},
                "assertions": [
                    {
                        "earl:test": {"earl:impact": "serious", "dct:title": "image-alt"},
                        "earl:result": {
                            "earl:outcome": "fail",
                            "dct:description": "Images must\n have text",
                        },
                    },
                    {
                        "earl:test": {"earl:impact": "minor", "dct:title": "fine"},
                        "earl:result": {"earl:outcome": "pass"},
                    },
                ],
            }
        ],
    }
    (tmp_path / "stored.json").write_text(json.dumps(report))
    script = (
        f'while [ "$1" != --outdir ]; do shift; done; cp {tmp_path}/stored.json "$2/report.json"'
    )
    program(tmp_path, "ace", script)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    verdict = ace.check(blank)
    assert verdict.version == "1.3.2"
    (message,) = verdict.messages
    assert (message.severity, message.id) == ("error", "image-alt")
    assert (message.path, message.text) == ("EPUB/chapter-1.xhtml", "Images must have text")
