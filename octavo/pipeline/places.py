"""Where a setting of the front matter stands, for findings that later stages make."""

from __future__ import annotations

from octavo.findings import Location
from octavo.publication import Publication


def setting_place(publication: Publication, key: str) -> Location:
    """The place of a setting, or the manuscript's first line where it is not written."""
    return publication.place(key) or Location(publication.manuscript[0])
