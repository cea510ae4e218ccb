"""What octavo has to say to an author, and the errors that end a run.

Findings travel beside results: a stage collects all it can, then raises once.
Everything outside the OctavoError family is a bug and shows as one (exit code 70).

    OctavoError
      ManuscriptError    findings in the manuscript, its pictures or its theme   exit 1
      UsageError         a wrong command line                                    exit 2
      ToolMissing        a program that was asked for is not installed           exit 3
      NonConforming      an output breaks its standard                           exit 4
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from octavo.catalog import CATALOG


class Severity(enum.StrEnum):
    """How much a finding matters: an error stops the build, --strict makes warnings errors."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


class ExitCode(enum.IntEnum):
    """The exit status of the command, one meaning each."""

    OK = 0
    FINDINGS = 1
    USAGE = 2
    TOOL_MISSING = 3
    NONCONFORMING = 4
    BUG = 70


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file; the path is relative to the publication, line and column from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an author should know: a code of the catalogue, a sentence, a place, a hint."""

    code: str
    severity: Severity
    message: str
    location: Location | None = None
    hint: str | None = None

    def __str__(self) -> str:
        place = f"{self.location}: " if self.location else ""
        return f"{place}{self.severity}[{self.code}]: {self.message}"


def finding(
    code: str, message: str, location: Location | None = None, hint: str | None = None
) -> Finding:
    """Make a finding of a code in the catalogue, which gives its severity.

    Raises KeyError for a code that the catalogue lacks: that is a bug in octavo.
    """
    return Finding(code, Severity(CATALOG[code].severity), message, location, hint)


def sort_findings(findings: list[Finding] | tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Order findings by file, line, column and code, each said once."""
    nowhere = Location("", 0, 0)
    return tuple(sorted(set(findings), key=lambda f: (f.location or nowhere, f.code, f.message)))


def has_errors(findings: tuple[Finding, ...] | list[Finding]) -> bool:
    """Say whether any finding is an error."""
    return any(item.severity is Severity.ERROR for item in findings)


@dataclass(eq=False)
class OctavoError(Exception):
    """The head of the family: a sentence for the author, one hint, an exit code."""

    message: str
    hint: str | None = None
    findings: tuple[Finding, ...] = field(default=())
    exit_code = ExitCode.FINDINGS

    def __str__(self) -> str:
        return self.message

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from worker processes, so they must survive pickling.
        return (type(self), (self.message, self.hint, self.findings))


class ManuscriptError(OctavoError):
    """The manuscript, a picture, the bibliography or the theme has errors."""

    exit_code = ExitCode.FINDINGS


class UsageError(OctavoError):
    """The command was called in a way that has no meaning."""

    exit_code = ExitCode.USAGE


class ToolMissing(OctavoError):
    """A program that this step needs is not installed."""

    exit_code = ExitCode.TOOL_MISSING


class NonConforming(OctavoError):
    """An output was made but breaks the standard it claims."""

    exit_code = ExitCode.NONCONFORMING
