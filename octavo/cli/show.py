"""Findings and reports in words (with the source line and a caret) and as JSON."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import click
import msgspec

from octavo.findings import Finding, OctavoError, Severity
from octavo.pipeline.outputs import PREVIEWS, BuildReport

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What could steer a terminal or turn its lines around; a manuscript may be a stranger's."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def finding_text(item: Finding, root: Path) -> str:
    """A finding as an author reads it: place, sentence, source line with a caret, hint."""
    place = f"{printable(str(item.location))}: " if item.location else ""
    head = click.style(f"{item.severity}[{item.code}]", fg=_COLOURS[item.severity], bold=True)
    lines = [f"{place}{head}: {printable(item.message)}", *_source_line(item, root)]
    if item.hint:
        lines.append(f"  hint: {printable(item.hint)}")
    return "\n".join(lines)


def printable(text: str) -> str:
    """The text on one line, with what a terminal would obey, not show, as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text.replace("\n", " "))


def _source_line(item: Finding, root: Path) -> list[str]:
    if item.location is None:
        return []
    path = root / item.location.path
    # A stranger's link must not show a file of the reader's own.
    inside = Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
    lines = _lines_of(path) if inside else ()
    if not 1 <= item.location.line <= len(lines):
        return []
    line = lines[item.location.line - 1]
    # A window around the place keeps a paragraph on one line readable.
    start = max(0, item.location.column - 60)
    window = line[start : start + 90]
    # As wide as the characters before it, so that the caret stands below its character.
    pad = "".join(_blank(char) for char in window[: item.location.column - 1 - start])
    return [f"  | {printable(window)}", f"  | {pad}^"]


@lru_cache(maxsize=8)
def _lines_of(path: Path) -> tuple[str, ...]:
    """A file's lines as reading counts them; none where it cannot be read."""
    try:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
    except (OSError, ValueError):
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _blank(char: str) -> str:
    """Blanks as wide as a character on a terminal: tabs stay tabs, accents have no width."""
    if char == "\t":
        return char
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return ""
    return "  " if unicodedata.east_asian_width(char) in "WF" else " "


def show_findings(findings: tuple[Finding, ...], root: Path) -> None:
    """Print findings to the error stream, and a line that counts them."""
    for item in findings:
        click.echo(finding_text(item, root), err=True)
    if findings:
        counts = Counter(item.severity for item in findings)
        parts = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
        click.echo(", ".join(reversed(parts)) + ".", err=True)


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def show_error(error: OctavoError) -> None:
    """Print an error of the family: its sentence and its hint."""
    head = click.style("error", fg="red", bold=True)
    click.echo(f"{head}: {printable(error.message)}", err=True)
    if error.hint:
        click.echo(f"  hint: {printable(error.hint)}", err=True)


def show_refusal(error: OctavoError, root: Path, form: str) -> int:
    """Print why nothing was made, as text or as JSON; gives the exit status."""
    if form == "json":
        message = printable(error.message)
        said = json_text(error=message, hint=error.hint, findings=error.findings)
        click.echo(said, nl=False)
    else:
        show_findings(error.findings, root)
        show_error(error)
    return int(error.exit_code)


def show_report(report: BuildReport, dist: Path, unchanged: bool) -> None:
    """Print what was made: one line about the book, one line an edition."""
    parts = [f"{report.pages} pages"] if report.pages else []
    parts += [f"{report.words:,} words"]
    counts = (("notes", report.notes), ("figures", report.figures), ("tables", report.tables))
    parts += [f"{number} {name if number > 1 else name[:-1]}" for name, number in counts if number]
    click.echo(f"{printable(report.title)}: {', '.join(parts)}")
    widest = max((len(edition.edition) for edition in report.editions), default=0)
    state = " (unchanged)" if unchanged else ""
    pictures = [edition for edition in report.editions if edition.edition == PREVIEWS]
    for edition in report.editions:
        if edition in pictures:
            continue
        size = f"{edition.bytes / 1000:,.0f} kB"
        click.echo(
            f"  {edition.edition:{widest}}  {printable(str(dist / edition.file))}  {size}{state}"
        )
    if pictures:
        place = printable(str(dist / PREVIEWS))
        click.echo(f"  {PREVIEWS:{widest}}  {place}/  {_count(len(pictures), 'picture')}{state}")


def show_earlier(files: Sequence[str]) -> None:
    """Name the editions in the output folder that are older than the report."""
    if files:
        click.echo(f"Of earlier builds, not made now: {printable(', '.join(files))}")


def json_text(**fields: object) -> bytes:
    """A JSON object for editors and scripts, as UTF-8 whatever the terminal takes."""
    return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"
