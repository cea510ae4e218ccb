"""One value of the front matter, from YAML's text to a Python value, or a finding with its place.

Values collects what is wrong while it converts, so that one run reports every mistake. A method
returns None both for "not given" (null) and for "wrong": in each case the default holds.
"""

from __future__ import annotations

import datetime
import re
from typing import Any, Literal, get_args, get_origin

import msgspec

from octavo.findings import Finding, Location, finding
from octavo.geometry import POINTS_PER_MM, TRIMS, Size, parse_length, parse_size
from octavo.reading.marked_yaml import Mapping, Node, Scalar, Sequence
from octavo.reading.spelling import did_you_mean, nearest

_BOOLEANS = {"yes": "true", "on": "true", "no": "false", "off": "false", "y": "true", "n": "false"}
_SMALLEST, _LARGEST = 40 * POINTS_PER_MM, 1200 * POINTS_PER_MM

# BCP 47 (RFC 5646, 2.1) without the reserved five-letter languages and the grandfathered tags.
_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(-[a-z]{3}){0,3})(-(?P<script>[a-z]{4}))?"
    r"(-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<rest>(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[0-9a-wyz](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)
_LANGUAGE_NAMES = {
    "english": "en", "british": "en-GB", "american": "en-US", "german": "de", "deutsch": "de",
    "ngerman": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "dutch": "nl",
    "nederlands": "nl", "swedish": "sv", "svenska": "sv", "danish": "da", "dansk": "da",
    "norwegian": "nb", "norsk": "nb", "finnish": "fi", "suomi": "fi", "polish": "pl",
    "polski": "pl", "czech": "cs", "čeština": "cs", "russian": "ru", "русский": "ru",
    "greek": "el", "ελληνικά": "el", "turkish": "tr", "türkçe": "tr", "arabic": "ar",
    "العربية": "ar", "persian": "fa", "farsi": "fa", "فارسی": "fa", "hebrew": "he",
    "עברית": "he", "chinese": "zh", "中文": "zh", "japanese": "ja", "日本語": "ja", "latin": "la",
}  # fmt: skip
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?.*)?)?)?")
_DAY_FIRST = re.compile(r"(?:(\d{1,2})\.? )?([A-Za-z]+),? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")


class Values:
    """Converts nodes and keeps the findings."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def wrong(self, message: str, place: Location, hint: str | None = None) -> None:
        self.findings.append(finding("metadata-value", message, place, hint))

    def text(self, node: Node, key: str) -> str | None:
        """One line of text; line breaks inside are spaces."""
        if isinstance(node, Scalar):
            return None if node.null else " ".join(node.text.split()) or None
        kind = "a list" if isinstance(node, Sequence) else "keys with values"
        self.wrong(f"“{key}” wants one text, and {kind} stands here.", node.location)
        return None

    def texts(self, node: Node, key: str) -> tuple[str, ...]:
        """A list of texts; a single one counts as a list."""
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(text for item in items if (text := self.text(item, key)) is not None)

    def typed(self, node: Node, key: str, wanted: Any) -> Any:
        """A scalar as bool, int or one of the words of a Literal."""
        text = self.text(node, key)
        if text is None:
            return None
        if wanted is bool:
            text = _BOOLEANS.get(text.lower(), text.lower())
        try:
            return msgspec.convert(text, wanted, strict=False)
        except msgspec.ValidationError:
            message, hint = _what_is_wanted(text, key, wanted)
            self.wrong(message, node.location, hint)
            return None

    def number(
        self, node: Node, key: str, least: int, most: int, unit: str, units: tuple[str, ...] = ()
    ) -> int | None:
        """A whole number between two bounds; its unit may stand behind it."""
        text = self.text(node, key)
        if text is None:
            return None
        bare = text.lower()
        for written in (unit, *units):
            bare = bare.removesuffix(written).rstrip()
        if not (bare.isascii() and bare.isdigit() and least <= int(bare[:9]) <= most):
            message = f"“{key}” is “{text}”, and must be {least} to {most} {unit}."
            self.wrong(message, node.location)
            return None
        return int(bare)

    def depth(self, node: Node, key: str) -> int | None:
        """A number of heading levels."""
        value: int | None = self.typed(node, key, int)
        if value is not None and not 1 <= value <= 6:
            self.wrong(f"“{key}” is {value}, and headings have levels 1 to 6.", node.location)
            return None
        return value

    def size(self, node: Node, key: str = "trim", names: dict[str, Size] = TRIMS) -> Size | None:
        """A size by name ("A5", "6x9") or as "148mm x 210mm"; the unit may stand once."""
        text = self.text(node, key)
        if text is None:
            return None
        try:
            size = parse_size(text, names)
        except ValueError as error:
            hint = did_you_mean(text, names) or f"Known names: {', '.join(sorted(names))}."
            self.wrong(f"{error}.", node.location, hint)
            return None
        if not all(_SMALLEST <= side <= _LARGEST for side in (size.width, size.height)):
            self.wrong("A page is between 40 mm and 1200 mm wide and high.", node.location)
            return None
        return size

    def bleed(self, node: Node) -> float | None:
        """A length of at most 20 mm; 0 needs no unit."""
        return self.length(node, "bleed", 0, 20, "Write bleed: 3mm.")

    def length(self, node: Node, key: str, least: float, most: float, example: str) -> float | None:
        """A length in points between two bounds in millimetres; 0 needs no unit."""
        text = self.text(node, key)
        if text is None:
            return None
        try:
            length = 0.0 if text == "0" else parse_length(text.lower())
        except ValueError as error:
            self.wrong(f"{error}.", node.location, example)
            return None
        if not least * POINTS_PER_MM <= length <= most * POINTS_PER_MM:
            self.wrong(f"A {key} is between {least:g} and {most:g} mm.", node.location)
            return None
        return length

    def language(self, node: Node) -> str | None:
        """A BCP 47 tag, its letters in the usual case (zh-Hant-TW)."""
        text = self.text(node, "lang")
        if text is None:
            return None
        match = _LANGUAGE.fullmatch(text)
        if match:
            return _usual_case(match)
        hint = "Write en, en-GB, fa, zh-Hant: a language, then script or region."
        meant = _LANGUAGE_NAMES.get(text.lower())
        if not meant and _LANGUAGE.fullmatch(text.replace("_", "-").split(".")[0]):
            meant = text.replace("_", "-").split(".")[0]
        if meant:
            hint = f"Write lang: {meant}"
        self.wrong(f"“{text}” is no language tag (BCP 47).", node.location, hint)
        return None

    def date(self, node: Node) -> str | None:
        """A date as YYYY, YYYY-MM or YYYY-MM-DD that the calendar has.

        English dates in words are understood too, since pandoc takes them.
        """
        text = self.text(node, "date")
        if text is None:
            return None
        if text.lower() in ("today", "now", "last-modified", "last modified", "\\today"):
            message = f"“date: {text}” would differ from day to day, so it is left out."
            self.findings.append(finding("metadata-ignored", message, node.location))
            return None
        parts = _date_parts(text)
        if parts is None:
            hint = "Write year-month-day, 2026-11-25; month and day may be left out."
            self.wrong(f"“{text}” is no date of the form 2026-11-25.", node.location, hint)
            return None
        year, month, day = parts
        try:
            datetime.date(year, month or 1, day or 1)
        except ValueError:
            self.wrong(f"The calendar has no day {text}.", node.location)
            return None
        given = [f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)]
        return "-".join(given)

    def mapping(self, node: Node, key: str, example: str) -> Mapping | None:
        """Keys with values, each once."""
        if isinstance(node, Mapping):
            return node
        if not (isinstance(node, Scalar) and node.null):
            self.wrong(f"“{key}” wants keys with values.", node.location, f"Write {example}")
        return None


def _what_is_wanted(text: str, key: str, wanted: Any) -> tuple[str, str | None]:
    if get_origin(wanted) is Literal:
        words = get_args(wanted)
        near = nearest(text, words)
        hint = f"Did you mean “{near}”?" if near else None
        return f"“{key}” is “{text}”, and must be one of: {', '.join(words)}.", hint
    if wanted is bool:
        return f"“{key}” is “{text}”, and must be true or false.", None
    return f"“{key}” is “{text}”, and must be a whole number.", None


def _usual_case(match: re.Match[str]) -> str:
    parts = [match["language"].lower() + (match["extended"] or "").lower()]
    if match["script"]:
        parts.append(match["script"].title())
    if match["region"]:
        parts.append(match["region"].upper())
    return "-".join(parts) + (match["rest"] or "").lower()


def _date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month, day; 0 for what is not given; None for what is no date."""
    if match := _ISO_DATE.fullmatch(text.replace("/", "-") if text[4:5] == "/" else text):
        return int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match := _MONTH_FIRST.fullmatch(text):
        word, day, year = match[1], match[2], match[3]
    elif match := _DAY_FIRST.fullmatch(text):
        day, word, year = match[1] or "0", match[2], match[3]
    else:
        return None
    months = [i for i, name in enumerate(_MONTHS, 1) if name.startswith(word.lower())]
    return (int(year), months[0], int(day)) if len(months) == 1 and len(word) > 2 else None
