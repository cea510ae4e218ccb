"""Printers' profiles from files: octavo's own presets, and those that a publication brings.

    title = "Our printer in Delft"
    extends = "sheet-fed"           # a preset; what stands below goes before it
    [ink]
    limit = 280
    source = "their price list of 2026"
    verified = true

TOML comes in, a PrinterProfile goes out. A wrong setting is a finding with its line, and leaves
what the preset says. Nothing is read outside the publication.
"""

from __future__ import annotations

import re
import tomllib
import types
from dataclasses import fields, replace
from difflib import get_close_matches
from importlib.resources import files
from math import inf
from pathlib import Path
from typing import Any, Literal, TypeGuard, TypeVar, Union, get_args, get_origin, get_type_hints

from octavo.findings import Finding, Location, finding
from octavo.geometry import parse_length
from octavo.images.profiles import assumed_cmyk, sane_profile
from octavo.press.printer import Coverage, Length, Paper, PrinterProfile

DEFAULT = "sheet-fed"

_OWN_ICC = "FOGRA39L_coated"
_LARGEST_FILE = 256_000
_LARGEST_ICC = 8 * 1024 * 1024
_SECTIONS = tuple(
    item.name for item in fields(PrinterProfile) if item.name not in ("name", "title", "icc")
)
_TOP = ("title", "extends", *_SECTIONS)
_KINDS: dict[Any, str] = {
    bool: "true or false", int: "a whole number from 0", float: "a number from 0",
    str: "a text in quotes", Length: 'a length such as "3mm"',
    Coverage: "a sum of all plates from 100 to 400 (percent)",
}  # fmt: skip
_BLACK_ALONE, _FOUR_PLATES = 100, 400
_Shape = TypeVar("_Shape")


def presets() -> tuple[str, ...]:
    """Names of the profiles that ship with octavo."""
    folder = files(__package__) / "presets"
    names = (file.name for file in folder.iterdir())
    return tuple(sorted(name[:-5] for name in names if name.endswith(".toml")))


def load_profile(name: str, root: Path) -> tuple[PrinterProfile, tuple[Finding, ...]]:
    """A printer's profile by the name of a preset, or by a path relative to the publication.

    Never raises for what is wrong in a file or where there is none: findings say it
    (profile-unknown, profile-syntax, profile-setting), and the preset holds.
    """
    if name in presets():
        return _preset(name), ()
    shown = profile_path(name, root)
    if shown is None:
        return _preset(DEFAULT), (_unknown(name),)
    file = root / shown
    if file.stat().st_size > _LARGEST_FILE:
        message = f"A printer's profile has at most {_LARGEST_FILE // 1000} kB."
        return _preset(DEFAULT), (finding("profile-syntax", message, Location(shown)),)
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        message = "The profile cannot be read as UTF-8 text."
        return _preset(DEFAULT), (finding("profile-syntax", message, Location(shown)),)
    reader = _Reader(text, shown, root)
    profile = reader.profile(file.stem)
    return profile, tuple(reader.findings)


def profile_path(name: str, root: Path) -> str | None:
    """The publication's own file of that name, relative to it; None where it is a preset, or not."""
    file = root / (name if name.endswith(".toml") else f"{name}.toml")
    inside = file.resolve().is_relative_to(root.resolve())
    if name in presets() or not inside or not file.is_file():
        return None
    return file.relative_to(root).as_posix()


def _preset(name: str) -> PrinterProfile:
    text = (files(__package__) / "presets" / f"{name}.toml").read_text("utf-8")
    reader = _Reader(text, f"octavo/press/presets/{name}.toml", Path())
    profile = reader.profile(name)
    assert not reader.findings, reader.findings
    return profile


def _unknown(name: str) -> Finding:
    near = get_close_matches(name, presets(), 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"octavo has {', '.join(presets())}."
    message = f"There is no printer's profile “{name}”, nor a file of that name here."
    return finding("profile-unknown", message, None, hint)


class _Reader:
    """Reads one file and collects what is wrong in it."""

    def __init__(self, text: str, shown: str, root: Path) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._shown = shown
        self._root = root

    def profile(self, name: str) -> PrinterProfile:
        try:
            tree = tomllib.loads(self._text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            place = re.search(r"line (\d+), column (\d+)", str(error))
            at = Location(self._shown, *(int(part) for part in place.groups())) if place else None
            said = str(error).split(" (at")[0]
            message = f"The profile is not TOML that can be read: {said}."
            self._say("profile-syntax", message, at or Location(self._shown))
            return replace(_preset(DEFAULT), name=name)
        base = self._base(tree, name)
        given: dict[str, Any] = {}
        for key, value in tree.items():
            if key not in _TOP:
                self._unknown_key(key, _TOP, "a profile", self._place(None, key))
            elif key == "papers":
                given[key] = self._papers(value)
            elif key in _SECTIONS:
                given[key] = self._section(key, value, getattr(base, key))
        title = tree.get("title")
        profile = replace(base, name=name, title=str(title) if title else base.title, **given)
        return replace(profile, icc=self._icc(profile))

    def _base(self, tree: dict[str, Any], name: str) -> PrinterProfile:
        wanted = tree.get("extends")
        if wanted is None:
            return PrinterProfile(name=name, title=name, icc=b"")
        if wanted in presets():
            return _preset(wanted)
        hint = f"Presets: {', '.join(presets())}."
        message = f"“{wanted}” is no preset to be extended."
        self._say("profile-setting", message, self._place(None, "extends"), hint)
        return _preset(DEFAULT)

    def _section(self, name: str, value: object, base: _Shape) -> _Shape:
        """A section laid over what holds without it."""
        if not isinstance(value, dict):
            message = f"“{name}” is a section: write [{name}], and its settings below."
            self._say("profile-setting", message, self._place(None, name))
            return base
        return replace(base, **self._fields(name, value, type(base)))  # type: ignore[type-var]

    def _papers(self, value: object) -> tuple[Paper, ...]:
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            message = "Papers are sections: write [[papers]], and name and caliper below."
            self._say("profile-setting", message, self._place(None, "papers"))
            return ()
        return tuple(Paper(**self._fields("papers", item, Paper)) for item in value)

    def _fields(self, section: str, given: dict[str, Any], shape: type) -> dict[str, Any]:
        hints = get_type_hints(shape)
        right: dict[str, Any] = {}
        for key, value in given.items():
            place = self._place(section, key)
            if key not in hints:
                self._unknown_key(key, tuple(hints), f"[{section}]", place)
                continue
            try:
                right[key] = _typed(value, hints[key])
            except ValueError as fault:
                self._say("profile-setting", f"“{key}” of [{section}]: {fault}.", place)
        return right

    def _icc(self, profile: PrinterProfile) -> bytes:
        """The ICC profile of the output: a CMYK one of version 4 or less (ISO 15930-7)."""
        name = profile.output.icc
        if profile.output.colour == "rgb" or name == _OWN_ICC:
            return assumed_cmyk()
        place = self._place("output", "icc")
        file = self._root / name
        inside = file.resolve().is_relative_to(self._root.resolve())
        if not inside or not file.is_file() or file.stat().st_size > _LARGEST_ICC:
            message = f"There is no ICC profile {name} in the publication."
            self._say("profile-setting", message, place)
            return assumed_cmyk()
        sane = sane_profile(file.read_bytes(), "cmyk")
        if sane is None or sane[12:16] != b"prtr":
            message = f"{name} is no ICC profile of a press in CMYK, of version 4 or less."
            self._say("profile-setting", message, place)
            return assumed_cmyk()
        return sane

    def _unknown_key(self, key: str, known: tuple[str, ...], where: str, place: Location) -> None:
        near = get_close_matches(key, known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"It has: {', '.join(known)}."
        self._say("profile-setting", f"“{key}” is no setting of {where}.", place, hint)

    def _place(self, section: str | None, key: str) -> Location:
        """Line and column of a key, found by its text; of the section where that fails."""
        inside, at = section is None, Location(self._shown)
        for number, line in enumerate(self._text.splitlines(), 1):
            header = re.match(r"\s*\[+\s*([\w.-]+)", line)
            if header:
                inside = header[1] == section
                if inside or header[1] == key:
                    at = Location(self._shown, number, line.index("[") + 1)
            elif inside and (found := re.match(rf"\s*[\"']?({re.escape(key)})[\"']?\s*=", line)):
                return Location(self._shown, number, found.start(1) + 1)
        return at

    def _say(self, code: str, message: str, place: Location, hint: str | None = None) -> None:
        self.findings.append(finding(code, message, place, hint))


def _typed(value: object, wanted: Any) -> Any:
    """A TOML value as a field wants it; raises ValueError with what is wanted."""
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _typed(value, next(part for part in get_args(wanted) if part is not type(None)))
    if origin is tuple:
        if not isinstance(value, list):
            raise ValueError("a list in [brackets] is wanted")
        return tuple(_typed(item, get_args(wanted)[0]) for item in value)
    if origin is Literal:
        if value not in get_args(wanted):
            raise ValueError(f"one of {', '.join(get_args(wanted))} is wanted, and “{value}” given")
        return value
    if wanted is Length:
        if not isinstance(value, str):
            raise ValueError(f"{_KINDS[Length]} is wanted")
        length = 0.0 if value == "0" else parse_length(value)
        if length < 0:
            raise ValueError("a length cannot be less than nothing")
        return length
    if wanted is Coverage:
        if not _is_number(value, float) or not _BLACK_ALONE <= value <= _FOUR_PLATES:
            raise ValueError(f"{_KINDS[Coverage]} is wanted")
        return value
    if isinstance(value, dict):
        hints = get_type_hints(wanted)
        if set(value) - set(hints):
            raise ValueError(f"{', '.join(hints)} are wanted")
        return wanted(**{key: _typed(item, hints[key]) for key, item in value.items()})
    right = isinstance(value, wanted) if wanted in (str, bool) else _is_number(value, wanted)
    if not right:
        raise ValueError(f"{_KINDS.get(wanted, 'another value')} is wanted")
    return value


def _is_number(value: object, wanted: Any) -> TypeGuard[float]:
    """Whether a value is a number of that kind that can count or measure something."""
    if isinstance(value, bool) or wanted not in (int, float):
        return False
    if isinstance(value, int):
        return value >= 0
    return wanted is float and isinstance(value, float) and 0 <= value < inf
