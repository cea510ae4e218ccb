"""The shape of a CSL record, so that one odd entry does not stop the formatting of all.

The variables and their kinds are those of CSL 1.0.2 (appendix IV) and its JSON schema. Keys that
the schema does not know pass ("custom" and whatever else a tool keeps there); a known one of the
wrong kind is left out with a finding.
"""

from __future__ import annotations

from typing import Any

from octavo.findings import Finding, Location, finding

NAMES = frozenset(
    (
        "author", "chair", "collection-editor", "compiler", "composer", "container-author",
        "contributor", "curator", "director", "editor", "editorial-director", "editor-translator",
        "executive-producer", "guest", "host", "illustrator", "interviewer", "narrator",
        "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
        "script-writer", "series-creator", "translator",
    )
)  # fmt: skip
DATES = frozenset(
    ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
)
_LISTS = frozenset(("categories", "custom", "keyword", "references"))  # not printed, of any kind


def checked(value: Any, place: Location) -> tuple[dict[str, Any] | None, list[Finding]]:
    """A record with an id and usable fields, or None; and what was wrong with it."""
    if not isinstance(value, dict):
        message = "An entry of the bibliography must be an object with id and type."
        return None, [finding("bibliography-entry", message, place)]
    key = value.get("id")
    if not isinstance(key, str | int) or isinstance(key, bool) or not str(key).strip():
        title = value.get("title")
        named = f" “{title}”" if isinstance(title, str) else ""
        message = f"The entry{named} has no id, so that it cannot be cited."
        return None, [finding("bibliography-entry", message, place)]
    record: dict[str, Any] = {"id": str(key).strip()}
    findings: list[Finding] = []
    for name, content in value.items():
        if name == "id" or content is None:
            continue
        fault = _fault(name, content)
        if fault:
            message = f"“{name}” of the entry “{key}” is left out: {fault}."
            findings.append(finding("bibliography-entry", message, place))
        else:
            record[name] = content
    return record, findings


def _fault(name: str, content: Any) -> str | None:
    if name in NAMES:
        return _name_fault(content)
    if name in DATES:
        return _date_fault(content)
    if name in _LISTS or isinstance(content, str | int | float | dict):
        return None  # an object under another name is a tool's own
    return "it must be a text or a number"


def _name_fault(content: Any) -> str | None:
    if not isinstance(content, list):
        return "it must be a list of names with family and given, or literal"
    for name in content:
        if not isinstance(name, dict):
            return "each name must have family and given, or literal"
        for part, text in name.items():
            if not isinstance(text, str | bool):
                return f"“{part}” of a name must be a text"
    return None


def _date_fault(content: Any) -> str | None:
    if isinstance(content, str):
        return None  # ISO or EDTF; what is neither is printed as it stands
    if not isinstance(content, dict):
        return "a date is an object with date-parts, or a text such as 2013-09-01"
    parts = content.get("date-parts")
    if parts is None:
        return None
    if not isinstance(parts, list) or not 1 <= len(parts) <= 2:
        return "date-parts is a list of one date or two"
    for date in parts:
        if not isinstance(date, list) or not 1 <= len(date) <= 3:
            return "a date has a year, a month and a day, or the first of them"
        if not all(_is_number(number) for number in date):
            return "year, month and day are numbers"
    return None


def _is_number(value: Any) -> bool:
    if isinstance(value, str):
        return value.lstrip("-").isdecimal()
    return isinstance(value, int) and not isinstance(value, bool)
