"""The octavo command. Light: each worker process imports the program that started it."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status (octavo.findings.ExitCode)."""
    from octavo.cli import command

    return command.main(arguments)
