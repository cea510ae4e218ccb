"""What one file says about itself while it is read: definitions, findings, switches."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from octavo.findings import Finding, Location, finding
from octavo.reading.dialect.attributes import Attributes
from octavo.reading.dialect.lines import Line
from octavo.reading.dialect.marks import Marks


@dataclass(frozen=True, slots=True)
class Reference:
    """What [label]: url "title" {attributes} defines, or the key of a heading."""

    url: str
    title: str
    attributes: Attributes
    heading: str = ""


PATIENCE = 4_000_000
"""Characters that may be searched in vain for the ends of HTML elements, in a file."""

MOST = 1_000
"""Findings of one code in a file: more would tell an author nothing new."""


@dataclass(slots=True)
class Ledger:
    """Filled by block rules, read by span rules; one for each file."""

    path: str
    marks: Marks
    language: str = "en"
    raw_html: Literal["safe", "trusted", "none"] = "safe"
    known_keys: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    examples: dict[str, int] = field(default_factory=dict)
    example_count: int = 0
    patience: int = PATIENCE
    headings: set[str] = field(default_factory=set)
    sources: dict[Element, str] = field(default_factory=dict)  # of spans, while they are read
    notes: list[Element] = field(default_factory=list)

    def report(self, code: str, message: str, at: str | None, hint: str | None = None) -> None:
        """Add a finding; at is "line:column". Of one code no more than MOST are kept."""
        self.counts[code] = self.counts.get(code, 0) + 1
        if self.counts[code] > MOST:
            return
        line, _, column = (at or "1:1").partition(":")
        place = Location(self.path, int(line), int(column))
        self.findings.append(finding(code, message, place, hint))


def at(line: Line, offset: int = 0) -> str:
    """The place of a character of a line, as data-at has it."""
    return f"{line.number}:{line.column + offset}"


def key_of(label: str) -> str:
    """Labels and headings are the same if they differ only in case, spaces and marks of code."""
    return " ".join(label.replace("`", "").split()).casefold()
