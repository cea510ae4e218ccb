"""octavo build: make the editions of a publication."""

from __future__ import annotations

from pathlib import Path

import click

from octavo.cli.progress import shown_progress
from octavo.cli.show import show_earlier, show_findings, show_refusal, show_report
from octavo.findings import ExitCode, OctavoError
from octavo.pipeline.options import EDITIONS, BuildOptions

folder_argument = click.argument(
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=".",
    required=False,
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text",
    help="Print findings and report as text or as JSON.",
)  # fmt: skip


@click.command(short_help="Make the editions of a publication.")
@folder_argument
@click.option(
    "--edition", "editions", multiple=True, type=click.Choice(EDITIONS),
    help="Make this edition only; may be given more than once.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Put the editions here instead of dist/.",
)  # fmt: skip
@click.option(
    "--jobs", type=click.IntRange(min=0, max=256), default=0, metavar="N",
    help="Processes to use; 0, the default, takes as many as pay off.",
)  # fmt: skip
@click.option(
    "--executor", default="", metavar="dask://HOST:PORT",
    help="Set pages on the workers of this Dask cluster.",
)  # fmt: skip
@click.option(
    "--draft", is_flag=True, help="Faster: page feet uneven, figures where they are written."
)
@click.option("--no-cache", is_flag=True, help="Make everything anew and keep nothing.")
@click.option("--previews", is_flag=True, help="Draw spreads, booklet and cover as PNG, too.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--quiet", is_flag=True, help="Print findings only.")
@format_option
def build(
    folder: Path,
    editions: tuple[str, ...],
    output: Path | None,
    jobs: int,
    executor: str,
    draft: bool,
    no_cache: bool,
    previews: bool,
    strict: bool,
    quiet: bool,
    form: str,
) -> int:
    """Make the editions of the publication in FOLDER (here, if none is named) into its dist/."""
    from octavo.pipeline.publishing import publish

    chosen = tuple(name for name in EDITIONS if name in editions)
    root = folder.resolve()
    options = BuildOptions(
        root, output, chosen, jobs, executor, draft, not no_cache, strict, previews
    )
    try:
        with shown_progress(quiet or form == "json") as progress:
            result = publish(options, progress)
    except OctavoError as error:
        return show_refusal(error, root, form)
    if form == "json":
        click.echo(result.report.to_json(), nl=False)
        return ExitCode.OK
    show_findings(result.report.findings, root)
    if not quiet:
        show_report(result.report, options.dist, result.unchanged)
        show_earlier(result.earlier)
    return ExitCode.OK
