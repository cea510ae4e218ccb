"""The bibliography: every file of it read, each entry with its key, its CSL record, its place.

A Publication comes in, naming its files; a Bibliography goes out. One key has one record: of
two entries the first counts, and a finding names both places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from octavo.findings import Finding, Location, finding
from octavo.publication import Publication
from octavo.reading.bibliography_formats import READERS, Entry
from octavo.reading.sources import read_text


@dataclass(frozen=True, slots=True)
class Record:
    """One source: its key, its CSL-JSON as text (so that it cannot change), its place."""

    key: str
    csl: str
    location: Location


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All sources in the order of their files."""

    records: tuple[Record, ...] = ()
    keys: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "keys", frozenset(record.key for record in self.records))

    def locations(self) -> Mapping[str, Location]:
        """Where each entry stands."""
        return MappingProxyType({record.key: record.location for record in self.records})


def load_bibliography(publication: Publication) -> tuple[Bibliography, tuple[Finding, ...]]:
    """Read the publication's bibliography files, all that can be read of them.

    Raises ToolMissing where BibTeX, biblatex, RIS or CSL-YAML meets no pandoc.
    """
    entries: list[Entry] = []
    findings: list[Finding] = []
    for path in publication.citations.bibliography:
        reader = READERS.get(Path(path).suffix.lower())
        if reader is None:
            message = f"“{Path(path).name}” is no bibliography of a kind that octavo reads."
            findings.append(finding("bibliography-unreadable", message, Location(path)))
            continue
        text, found = read_text(publication.root, path)
        findings += found
        if text is not None and text.strip():
            read, faults = reader(text, path)
            entries += read
            findings += faults
    records, doubled = _each_once(entries)
    return Bibliography(records), (*findings, *doubled)


def _each_once(entries: list[Entry]) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    records: dict[str, Record] = {}
    findings: list[Finding] = []
    for entry in entries:
        first = records.get(entry.key)
        if first is None:
            records[entry.key] = Record(entry.key, entry.csl, entry.location)
        else:
            message = f"The key “{entry.key}” is taken: {first.location} has it already."
            findings.append(finding("bibliography-duplicate", message, entry.location))
    return tuple(records.values()), tuple(findings)
