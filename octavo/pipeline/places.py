"""Where a setting of the front matter stands, for findings that later stages make."""

from __future__ import annotations

from octavo.findings import Location
from octavo.publication import Publication


def setting_place(publication: Publication, key: str) -> Location:
    """The place of a setting (cover-wrap.barcode), else of its group, else the first line."""
    group = key.partition(".")[0]
    place = publication.place(key) or publication.place(group)
    return place or Location(publication.manuscript[0])
