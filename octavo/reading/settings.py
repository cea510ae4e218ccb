"""The settings of a publication as they were written, under octavo's own names for them.

YAML trees of one or more files come in, the manuscript's own first; out comes one Settings with
a flat key each ("lists.contents"), pandoc's and Quarto's keys translated. Unknown and doubled
keys, and those without effect, are findings here; values are not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from octavo.findings import Finding, Location, finding
from octavo.publication import (
    AccessibilitySettings,
    BookletSettings,
    CoverWrapSettings,
    EpubSettings,
    ListSettings,
    NoteSettings,
    NumberingSettings,
    PageSetup,
    PressSettings,
)
from octavo.reading.foreign_keys import ALIASES, IGNORED
from octavo.reading.marked_yaml import Entry, Mapping, Node, Scalar
from octavo.reading.people import KEYS as PEOPLE
from octavo.reading.spelling import did_you_mean

GROUPS: dict[str, type] = {
    "page": PageSetup,
    "notes": NoteSettings,
    "lists": ListSettings,
    "numbering": NumberingSettings,
    "accessibility": AccessibilitySettings,
    "epub": EpubSettings,
    "booklet": BookletSettings,
    "press": PressSettings,
    "cover-wrap": CoverWrapSettings,
}
"""Keys that hold keys, and the part of the Publication that names those."""

SINGLE = frozenset(
    ("title", "subtitle", "lang", "identifier", "isbn", "publisher", "place", "rights", "licence",
     "licence-url", "description", "subjects", "date", "edition", "series", "series-number",
     "cover", "theme", "citation-style", "bibliography", "nocite", "page-list", "raw-html",
     "chapter-start", "hyphenation", "smart-quotes", "accessibility-summary", "slug",
     "reference-location")
)  # fmt: skip
OWN = SINGLE | frozenset(PEOPLE) | frozenset(GROUPS)
SEVERAL = frozenset(PEOPLE) | {"subjects"}
"""Keys whose values add up, since pandoc's users write keywords and subject side by side."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key as written, its value, and where the key stands."""

    written: str
    value: Node
    location: Location


class Settings:
    """What was written, by octavo's key."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.groups: dict[str, Location] = {}  # those that are there, even empty
        self._found: dict[str, list[Setting]] = {}

    def one(self, key: str) -> Setting | None:
        """The setting that counts."""
        found = self._found.get(key)
        return found[0] if found else None

    def every(self, key: str) -> tuple[Setting, ...]:
        """All settings of a key whose values add up."""
        return tuple(self._found.get(key, ()))

    def places(self) -> tuple[tuple[str, Location], ...]:
        """Where each setting's value stands, and each group's key."""
        settings = {key: found[0].value.location for key, found in self._found.items()}
        return tuple(sorted((self.groups | settings).items()))

    def add(self, tree: Mapping) -> None:
        """Take in one file; what an earlier file has said holds."""
        earlier = frozenset(self._found)
        for entry in _each_once(tree, self.findings):
            own = field_name(entry.key)
            if own in GROUPS:
                self.groups.setdefault(own, entry.location)
            if own in GROUPS and isinstance(entry.value, Mapping):
                self._add_group(own, entry.value, earlier)
            else:
                self._add(entry, earlier)

    def _add_group(self, group: str, tree: Mapping, earlier: frozenset[str]) -> None:
        known = [kebab(item.name) for item in fields(GROUPS[group])]
        for entry in _each_once(tree, self.findings):
            name = field_name(entry.key)
            if name in known:
                key = f"{group}.{name}"
                self._keep(key, Setting(entry.key, entry.value, entry.location), earlier)
            else:
                message = f"“{group}” has no setting “{entry.key}”."
                hint = did_you_mean(name, known) or f"It has: {', '.join(known)}."
                self._say("metadata-unknown", message, entry.location, hint)

    def _add(self, entry: Entry, earlier: frozenset[str]) -> None:
        name = field_name(entry.key)
        setting = Setting(entry.key, entry.value, entry.location)
        if _is_foreign_value(name, entry.value):
            message = f"“{entry.key}” has no effect here: it is Quarto's, for its own programs."
            self._say("metadata-ignored", message, entry.location)
        elif name in GROUPS:
            if not (isinstance(entry.value, Scalar) and entry.value.null):
                known = kebab(fields(GROUPS[name])[0].name)
                message = f"“{name}” wants keys with values, such as {name}: {{{known}: ...}}."
                self._say("metadata-value", message, entry.value.location)
        elif name in OWN:
            self._keep(name, setting, earlier)
        elif name in ALIASES:
            self._keep(ALIASES[name], setting, earlier)
        elif entry.key in IGNORED or name in IGNORED:
            reason = IGNORED.get(entry.key) or IGNORED[name]
            message = f"“{entry.key}” has no effect here: {reason}"
            self._say("metadata-ignored", message, entry.location)
        else:
            message = f"The front matter has no key “{entry.key}”."
            hint = did_you_mean(name, OWN | ALIASES.keys())
            self._say("metadata-unknown", message, entry.location, hint)

    def _keep(self, key: str, setting: Setting, earlier: frozenset[str]) -> None:
        if key in earlier:
            return  # the manuscript's own front matter goes before a file beside it
        found = self._found.setdefault(key, [])
        if found and key not in SEVERAL:
            first = found[0]
            message = f"“{setting.written}” says what “{first.written}” says already, and is left."
            self._say("metadata-ignored", message, setting.location)
        else:
            found.append(setting)

    def _say(self, code: str, message: str, place: Location, hint: str | None = None) -> None:
        self.findings.append(finding(code, message, place, hint))


def _each_once(tree: Mapping, findings: list[Finding]) -> list[Entry]:
    """The entries of a mapping; the second of a name is a finding."""
    kept: dict[str, Entry] = {}
    for entry in tree.entries:
        if entry.key in kept:
            first = kept[entry.key].location.line
            message = f"“{entry.key}” stands twice; the first time on line {first}."
            findings.append(finding("metadata-duplicate", message, entry.location))
        else:
            kept[entry.key] = entry
    return list(kept.values())


def _is_foreign_value(name: str, value: Node) -> bool:
    """Quarto's editor: visual and theme: [cosmo, custom.scss] are not ours of the same name."""
    if name == "editor":
        if isinstance(value, Mapping):
            return value.get("mode") is not None or value.get("markdown") is not None
        return isinstance(value, Scalar) and value.text in ("visual", "source")
    return name == "theme" and not isinstance(value, Scalar)


def field_name(key: str) -> str:
    """A key as octavo writes it: toc_depth and Title are toc-depth and title."""
    return key.strip().replace("_", "-").lower()


def kebab(name: str) -> str:
    """A field's name as a key."""
    return name.replace("_", "-")
