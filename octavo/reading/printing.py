"""What the front matter says about editions on paper other than the book's own pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_type_hints

from octavo.geometry import SHEETS
from octavo.publication import BookletSettings, CoverWrapSettings, PressSettings
from octavo.reading.named_files import existing_picture
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


def cover_wrap_settings(root: Path, settings: Settings, values: Values) -> CoverWrapSettings | None:
    """Read cover-wrap: {spine-text: down, add-on: 51995}; None where nothing is said of one."""
    if "cover-wrap" not in settings.groups:
        return None
    given: dict[str, Any] = {}
    if spine := settings.one("cover-wrap.spine"):
        given["spine"] = values.length(spine.value, "spine", 1, 100, "Write spine: 12.5mm.")
    if text := settings.one("cover-wrap.spine-text"):
        hints = get_type_hints(CoverWrapSettings)
        given["spine_text"] = values.typed(text.value, text.written, hints["spine_text"])
    if back := settings.one("cover-wrap.back"):
        given["back"] = existing_picture(root, back, "picture of the back cover", values)
    if barcode := settings.one("cover-wrap.barcode"):
        # The sizes that GS1 allows: octavo.press.barcode.
        given["barcode"] = values.number(barcode.value, "barcode", 80, 200, "%", ("percent",))
    if add_on := settings.one("cover-wrap.add-on"):
        digits = values.text(add_on.value, add_on.written)
        if digits and not re.fullmatch(r"[0-9]{2}|[0-9]{5}", digits):
            message = f"“{digits}” is no add-on of a barcode: two or five digits."
            values.wrong(message, add_on.value.location)
            digits = None
        given["add_on"] = digits
    return CoverWrapSettings(**{name: value for name, value in given.items() if value is not None})
