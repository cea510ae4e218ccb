"""octavo check: read the manuscript and judge the editions that stand in dist/, changing nothing."""

from __future__ import annotations

from pathlib import Path

import click

from octavo.cli.build import folder_argument, format_option
from octavo.cli.show import findings_json, show_findings


@click.command()
@folder_argument
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False),
    help="Judge the editions in this folder instead of dist/.",
)  # fmt: skip
@format_option
def check(folder: Path, output: Path | None, form: str) -> int:
    """Check the manuscript in FOLDER and, with every validator installed, the editions made of it."""
    from octavo.pipeline.check import check_publication

    root = folder.resolve()
    result = check_publication(root, output or root / "dist")
    if form == "json":
        click.echo(findings_json(result.findings))
    else:
        show_findings(result.findings, root)
        for line in result.lines:
            click.echo(line)
    return int(result.exit_code)
