"""Findings and reports in words (with the source line and a caret) and as JSON."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
import msgspec

from octavo.findings import Finding, OctavoError, Severity
from octavo.pipeline.outputs import BuildReport

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def finding_text(item: Finding, root: Path) -> str:
    """A finding as an author reads it: place, sentence, source line with a caret, hint."""
    place = f"{item.location}: " if item.location else ""
    head = click.style(f"{item.severity}[{item.code}]", fg=_COLOURS[item.severity], bold=True)
    lines = [f"{place}{head}: {item.message}", *_source_line(item, root)]
    if item.hint:
        lines.append(f"  hint: {item.hint}")
    return "\n".join(lines)


def _source_line(item: Finding, root: Path) -> list[str]:
    if item.location is None:
        return []
    try:
        source = (root / item.location.path).read_text(encoding="utf-8-sig", errors="replace")
    except OSError:
        return []
    lines = source.splitlines()
    if not 1 <= item.location.line <= len(lines):
        return []
    line = lines[item.location.line - 1]
    # A window around the place keeps a paragraph on one line readable.
    start = max(0, item.location.column - 60)
    window = line[start : start + 90]
    # Tabs stay tabs in front of the caret, so that it stands below its character.
    before = window[: item.location.column - 1 - start]
    pad = "".join("\t" if char == "\t" else " " for char in before)
    return [f"  | {window}", f"  | {pad}^"]


def show_findings(findings: tuple[Finding, ...], root: Path) -> None:
    """Print findings to the error stream, and a line that counts them."""
    for item in findings:
        click.echo(finding_text(item, root), err=True)
    if findings:
        counts = Counter(item.severity for item in findings)
        parts = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
        click.echo(", ".join(reversed(parts)) + ".", err=True)


def _count(number: int, severity: Severity) -> str:
    return f"{number} {severity}{'' if number == 1 else 's'}"


def show_error(error: OctavoError) -> None:
    """Print an error of the family: its sentence and its hint."""
    click.echo(f"{click.style('error', fg='red', bold=True)}: {error.message}", err=True)
    if error.hint:
        click.echo(f"  hint: {error.hint}", err=True)


def show_report(report: BuildReport, dist: Path, unchanged: bool) -> None:
    """Print what was made: one line an edition, one line about the book."""
    parts = [f"{report.pages} pages"] if report.pages else []
    parts += [f"{report.words:,} words"]
    counts = (("notes", report.notes), ("figures", report.figures), ("tables", report.tables))
    parts += [f"{number} {name}" for name, number in counts if number]
    click.echo(f"{report.title}: {', '.join(parts)}")
    for edition in report.editions:
        size = f"{edition.bytes / 1000:,.0f} kB"
        state = " (unchanged)" if unchanged else ""
        click.echo(f"  {edition.edition:8} {dist / edition.file}  {size}{state}")


def findings_json(findings: tuple[Finding, ...]) -> str:
    """Findings as a JSON array, for editors and scripts."""
    return msgspec.json.format(msgspec.json.encode(findings), indent=2).decode()
