"""Where a setting of the front matter stands, for findings that later stages make."""

from __future__ import annotations

import re

from octavo.findings import Location
from octavo.publication import Publication


def setting_place(publication: Publication, key: str) -> Location:
    """The line of a key in the manuscript's first file, or its first line where it is not there."""
    first = publication.manuscript[0]
    try:
        text = (publication.root / first).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return Location(first)
    for number, line in enumerate(text.splitlines(), 1):
        if number > 1 and re.match(r"(---|\.\.\.)\s*$", line):
            break
        if re.match(rf"{re.escape(key)}\s*:", line):
            return Location(first, number)
    return Location(first)
