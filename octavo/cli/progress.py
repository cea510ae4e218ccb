"""How a build shows that it works: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from octavo.pipeline.options import Progress, Silence

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID


class Lines:
    """One line a stage, for logs and pipes."""

    def stage(self, name: str, total: int = 0) -> None:
        """Print the stage's name."""
        count = f" ({total})" if total else ""
        click.echo(f"{name}{count}", err=True)

    def step(self) -> None:
        """Steps are not worth a line."""

    def say(self, sentence: str) -> None:
        """Print the sentence."""
        click.echo(sentence, err=True)


class Bar:
    """One moving line on a terminal; rich is loaded when the first stage begins."""

    def __init__(self) -> None:
        self._bar: RichProgress | None = None
        self._task: TaskID | None = None

    def stage(self, name: str, total: int = 0) -> None:
        """Begin a stage: its bar replaces the one before."""
        from rich.console import Console
        from rich.progress import Progress as RichProgress

        if self._bar is None:
            self._bar = RichProgress(console=Console(stderr=True), transient=True)
            self._bar.start()
        if self._task is not None:
            self._bar.remove_task(self._task)
        self._task = self._bar.add_task(name, total=total or None)

    def step(self) -> None:
        """Move the bar."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)

    def say(self, sentence: str) -> None:
        """Print above the bar."""
        if self._bar is not None:
            self._bar.console.print(sentence, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(sentence, err=True)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Progress]:
    """A bar on a terminal, lines elsewhere, silence when asked for; taken away at the end."""
    if quiet:
        yield Silence()
    elif not sys.stderr.isatty():
        yield Lines()
    else:
        bar = Bar()
        try:
            yield bar
        finally:
            bar.close()
