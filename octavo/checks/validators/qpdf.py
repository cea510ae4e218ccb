"""qpdf's check of a PDF: cross-references, streams, syntax. By command, else through pikepdf."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from octavo.checks.validators.verdict import Message, Verdict, run

_VERSION = re.compile(r"qpdf version (\S+)")
_CLEAN = 0


def check(path: Path) -> Verdict:
    """Judge the syntax of a PDF. pikepdf holds the same code, so the tool is never missing."""
    command = shutil.which("qpdf")
    return _by_command(command, path) if command else _by_library(path)


def _by_command(command: str, path: Path) -> Verdict:
    _, version, _ = run("qpdf", (command, "--version"))
    found = _VERSION.search(version)
    status, output, errors = run("qpdf", (command, "--check", str(path)))
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    if status != _CLEAN and not lines:
        lines = output.strip().splitlines()[-1:] or [f"exit status {status}"]
    return Verdict("qpdf", found[1] if found else "", path, _messages(lines))


def _by_library(path: Path) -> Verdict:
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            said = pdf.check_pdf_syntax()
    except pikepdf.PdfError as error:
        said = [str(error)]
    return Verdict("qpdf", pikepdf.__libqpdf_version__, path, _messages(said))


def _messages(lines: Iterable[str]) -> tuple[Message, ...]:
    return tuple(
        Message("warning" if line.startswith("WARNING") else "error", "qpdf-check", line)
        for line in lines
    )
