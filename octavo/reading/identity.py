"""Ids: unique in the whole book, valid XML names, the author's before our own.

Authors' ids are claimed first, in reading order; a second claim is an error that names both
places. Ids that octavo makes (from titles, for notes, for blocks) yield to them.
"""

from __future__ import annotations

import re
import unicodedata

from octavo.findings import Finding, Location, finding
from octavo.reading.dialect.identifiers import slug_of

_NOT_NAME = re.compile(r"[^\w.\-\u00b7]+")
_START = re.compile(r"[^\W\d]")


def xml_name(wanted: str) -> str:
    """Make a valid XML name without colon (NCName) of an id that an author wrote.

    Ids like fig:map, as pandoc-crossref users write them, become fig-map.
    """
    name = _NOT_NAME.sub("-", unicodedata.normalize("NFC", wanted.strip()))
    if not name or not _START.match(name):
        name = f"id-{name.lstrip('-.')}" if name.strip("-.") else "id"
    return name


def slug(title: str) -> str:
    """The id that pandoc gives a heading; "section" where nothing is left of it."""
    return xml_name(slug_of(title) or "section")


class Register:
    """All ids of a book, with the places of those that authors gave."""

    def __init__(self) -> None:
        self.places: dict[str, Location] = {}
        self.taken: set[str] = set()
        self.aliases: dict[tuple[str, str], str] = {}  # (file, id made of a title) -> id
        self._counters: dict[str, int] = {}

    def claim(self, wanted: str, location: Location, findings: list[Finding]) -> str:
        """Take an id that the author gave; a second claim gets another name and a finding."""
        name = xml_name(wanted)
        if name in self.places:
            findings.append(
                finding(
                    "id-duplicate",
                    f"The id “{wanted}” was given before, at {self.places[name]}.",
                    location,
                    "Give one of the two another id.",
                )
            )
            return self.new(name)
        self.places[name] = location
        self.taken.add(name)
        return name

    def new(self, wanted: str, *, titled: bool = False) -> str:
        """An id of our own that nobody has: wanted, else wanted-2, wanted-3 ...

        With titled, the name with -title behind it is free as well, and is taken too.
        """
        count = self._counters.get(wanted, 0) + 1
        name = wanted if count == 1 else f"{wanted}-{count}"
        while name in self.taken or (titled and f"{name}-title" in self.taken):
            count += 1
            name = f"{wanted}-{count}"
        self._counters[wanted] = count
        self.taken.add(name)
        if titled:
            self.taken.add(f"{name}-title")
        return name

    def numbered(self, prefix: str) -> str:
        """The next free id of a block: prefix-1, prefix-2 ..."""
        key = f"{prefix}-#"
        count = self._counters.get(key, 0) + 1
        while f"{prefix}-{count}" in self.taken:
            count += 1
        self._counters[key] = count
        name = f"{prefix}-{count}"
        self.taken.add(name)
        return name
