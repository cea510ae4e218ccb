"""The octavo command: choose the verb, call it, one place for failure."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from octavo import __version__
from octavo.cli.build import build
from octavo.cli.check import check
from octavo.cli.show import show_error
from octavo.findings import ExitCode, OctavoError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="octavo")
def octavo() -> None:
    """A Markdown manuscript in; PDF, EPUB and booklet editions out, all agreeing."""


octavo.add_command(build)
octavo.add_command(check)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status (octavo.findings.ExitCode).

    What is not an error of the OctavoError family is a bug: it shows its traceback, exit 70.
    """
    try:
        status = octavo.main(
            args=list(arguments) if arguments is not None else None, standalone_mode=False
        )
        return int(status or ExitCode.OK)
    except OctavoError as error:
        show_error(error)
        return int(error.exit_code)
    except click.exceptions.Abort:
        click.echo("Stopped. The last good editions are as they were.", err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except Exception:
        import traceback

        traceback.print_exc()
        print("This is a bug in octavo, not in your manuscript.", file=sys.stderr)
        return int(ExitCode.BUG)
