"""octavo check: read the manuscript and judge the editions that stand in dist/, changing nothing."""

from __future__ import annotations

from pathlib import Path

import click

from octavo.cli.build import folder_argument, format_option
from octavo.cli.progress import shown_progress
from octavo.cli.show import json_text, show_findings, show_refusal
from octavo.findings import OctavoError


@click.command(short_help="Judge a manuscript and the editions made of it.")
@folder_argument
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Judge the editions in this folder instead of dist/.",
)  # fmt: skip
@format_option
def check(folder: Path, output: Path | None, form: str) -> int:
    """Check the manuscript in FOLDER and, with every validator installed, the editions made of it."""
    from octavo.pipeline.check import check_publication

    root = folder.resolve()
    try:
        with shown_progress(form == "json") as progress:
            result = check_publication(root, output or root / "dist", progress)
    except OctavoError as error:
        return show_refusal(error, root, form)
    if form == "json":
        click.echo(json_text(findings=result.findings, judges=result.lines), nl=False)
    else:
        show_findings(result.findings, root)
        for line in result.lines:
            click.echo(line)
    return int(result.exit_code)
