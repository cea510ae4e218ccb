"""octavo preflight: find in any PDF what a printer would reject."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from octavo.cli.build import format_option
from octavo.cli.show import json_text, show_findings, show_refusal
from octavo.findings import ExitCode, Finding, OctavoError, Severity, UsageError, has_errors
from octavo.geometry import parse_length

if TYPE_CHECKING:
    from octavo.checks.preflight import CoverFacts
    from octavo.press.printer import PrinterProfile


@click.command(short_help="Find in a PDF what a printer would reject.")
@click.argument("file", metavar="FILE.pdf", type=click.Path(path_type=Path))
@click.option(
    "--profile", metavar="NAME|FILE",
    help="The printer: kdp-paperback, ingramspark, lulu, sheet-fed, office, or a .toml file.",
)  # fmt: skip
@click.option(
    "--spine", metavar="LENGTH",
    help="FILE is a cover with a spine of this width, such as 11.4mm.",
)  # fmt: skip
@click.option(
    "--pages", type=click.IntRange(min=1), default=None,
    help="Pages of the book that the cover is for.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@format_option
def preflight(
    file: Path, profile: str | None, spine: str | None, pages: int | None, strict: bool, form: str
) -> int:
    """Find in FILE.pdf what a printer would reject: colours, fonts, pictures, bleed, boxes.

    Places are in mm from the top left of the trimmed page. The exit status is 1 where an error is
    found, or where the file cannot be judged.
    """
    from octavo.checks.preflight import PressRecord
    from octavo.checks.preflight import preflight as judge

    printer, found = _printer(profile)
    record = PressRecord(cover=_cover(spine, pages))
    if not has_errors(found):
        try:
            found = (*found, *judge(file, printer, record))
        except OctavoError as error:
            return show_refusal(error, Path(), form)
    if form == "json":
        click.echo(json_text(findings=found), nl=False)
    else:
        show_findings(found, Path())
        if not found:
            click.echo(f"{file.name}: nothing found that {_named(printer)} would reject.")
    refused = has_errors(found) or (strict and any(f.severity is Severity.WARNING for f in found))
    return int(ExitCode.FINDINGS if refused else ExitCode.OK)


def _printer(named: str | None) -> tuple[PrinterProfile | None, tuple[Finding, ...]]:
    """The profile of a printer by name or file, with what is wrong in it."""
    if named is None:
        return None, ()
    from octavo.press.profiles import load_profile, presets

    if named in presets():
        return load_profile(named, Path())
    path = Path(named).absolute()
    return load_profile(path.name, path.parent)


def _cover(spine: str | None, pages: int | None) -> CoverFacts | None:
    from octavo.checks.preflight import CoverFacts

    if spine is None and pages is None:
        return None
    if spine is None or pages is None:
        raise UsageError("A cover needs both --spine and --pages.")
    try:
        return CoverFacts(parse_length(spine), pages)
    except ValueError as error:
        raise UsageError(f"--spine: {error}.") from None


def _named(printer: PrinterProfile | None) -> str:
    return f"“{printer.title}”" if printer else "an offset printer"
