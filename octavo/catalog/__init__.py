"""Every finding code: its severity, what it means, what to do. docs/findings.md is made from it.

Codes are words, the thing first: note-undefined, image-missing. A code is never reused for
another meaning. tests/findings/<code>/ holds a manuscript that earns each.
"""

from __future__ import annotations

from octavo.catalog.dialect import DIALECT
from octavo.catalog.editions import EDITIONS
from octavo.catalog.entry import Entry
from octavo.catalog.pages import PAGES
from octavo.catalog.preflight import PREFLIGHT
from octavo.catalog.press import PRESS
from octavo.catalog.reading import READING
from octavo.catalog.themes import THEMES

CATALOG: dict[str, Entry] = {
    **READING,
    **DIALECT,
    **THEMES,
    **PAGES,
    **EDITIONS,
    **PRESS,
    **PREFLIGHT,
}

__all__ = ["CATALOG", "Entry"]
