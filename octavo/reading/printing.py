"""What the front matter says about editions on paper other than the book's own pages."""

from __future__ import annotations

from typing import Any, get_type_hints

from octavo.geometry import SHEETS
from octavo.publication import BookletSettings, PressSettings
from octavo.reading.settings import Settings
from octavo.reading.values import Values


def press_settings(settings: Settings, values: Values) -> PressSettings | None:
    """Read press: {profile: sheet-fed, paper: white}; None where nothing is said of a press."""
    if "press" not in settings.groups:
        return None
    given = {
        name: text
        for name in ("profile", "paper")
        if (found := settings.one(f"press.{name}"))
        and (text := values.text(found.value, found.written))
    }
    return PressSettings(**given)


def booklet_settings(settings: Settings, values: Values) -> BookletSettings | None:
    """Read booklet: {sheet: A4, paper: 90gsm}; None where the front matter speaks of no booklet."""
    if "booklet" not in settings.groups:
        return None
    hints = get_type_hints(BookletSettings)
    given: dict[str, Any] = {}
    for name in ("scheme", "flip", "binding", "pages"):
        if found := settings.one(f"booklet.{name}"):
            given[name] = values.typed(found.value, found.written, hints[name])
    if sheet := settings.one("booklet.sheet"):
        given["sheet"] = values.size(sheet.value, "sheet", SHEETS)
    if paper := settings.one("booklet.paper"):
        units = ("gsm", "g/m2", "g")
        given["paper"] = values.number(paper.value, "paper", 40, 400, "g/m²", units)
    if sections := settings.one("booklet.sections"):
        given["sections"] = values.number(sections.value, "sections", 1, 32, "sheets")
    return BookletSettings(**{name: value for name, value in given.items() if value is not None})
