"""The octavo command: choose the verb, call it, one place for failure."""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from octavo import __version__
from octavo.cli.build import build
from octavo.cli.check import check
from octavo.cli.impose import impose
from octavo.cli.preflight import preflight
from octavo.cli.show import show_error
from octavo.findings import ExitCode, OctavoError
from octavo.pipeline.outputs import UNTOUCHED

STOPPED = 130
"""The exit status after Ctrl-C, as shells have it: 128 and the number of SIGINT."""

_FULL = (errno.ENOSPC, errno.EDQUOT)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="octavo")
def octavo() -> None:
    """A Markdown manuscript in; PDF, EPUB and booklet editions out, all agreeing."""


octavo.add_command(build)
octavo.add_command(check)
octavo.add_command(impose)
octavo.add_command(preflight)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status (octavo.findings.ExitCode).

    What is not an error of the OctavoError family is a bug: it shows its traceback, exit 70.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that has no “ is no reason to fail
            stream.reconfigure(errors="replace")
    try:
        with _stopped_by_signals():
            status = octavo.main(
                args=list(arguments) if arguments is not None else None,
                standalone_mode=False,
                color=False if os.environ.get("NO_COLOR") else None,
            )
        return int(status or ExitCode.OK)
    except OctavoError as error:
        show_error(error)
        return int(error.exit_code)
    except click.exceptions.Abort:
        click.echo(f"Stopped. {UNTOUCHED}", err=True)
        return STOPPED
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            show_error(OctavoError(f"The disk is full: {error.strerror}.", "Make room on it."))
            return int(ExitCode.FINDINGS)
        import traceback

        traceback.print_exc()
        print("This is a bug in octavo, not in your manuscript.", file=sys.stderr)
        return int(ExitCode.BUG)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let a request to end (SIGTERM, a closed terminal) leave as tidily as Ctrl-C does."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in map(signal.Signals.__getitem__, names)}
    for number, handler in before.items():
        if handler is not signal.SIG_IGN:  # nohup
            signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt
