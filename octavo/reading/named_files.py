"""The files that front matter names: bibliographies, a citation style, a cover picture.

A path is relative to the file that names it, or to the publication; it never leads out of the
publication. Paths come out relative to the publication, POSIX.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from octavo.findings import Location, finding
from octavo.reading.citation_styles import look_up
from octavo.reading.foreign_keys import CSL_HOSTS
from octavo.reading.marked_yaml import Node, Scalar, Sequence
from octavo.reading.settings import Setting, Settings
from octavo.reading.sources import confined
from octavo.reading.spelling import did_you_mean
from octavo.reading.values import Values

BIBLIOGRAPHY_NAMES = ("sources", "bibliography", "references")
BIBLIOGRAPHY_SUFFIXES = (".json", ".bib", ".yaml", ".yml", ".ris")
PICTURE_SUFFIXES = frozenset((".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".tif", ".tiff"))

_NOCITE_KEY = re.compile(r"@(?:\{([^}]*)\}|([\w*](?:[\w:.#$%&+?<>~/*-]*[\w*])?))")


def citation_settings(root: Path, first: str, settings: Settings, values: Values) -> dict[str, Any]:
    """The fields of CitationSettings that are given, or found beside the manuscript."""
    chosen: dict[str, Any] = {"bibliography": _bibliographies(root, first, settings, values)}
    nocite = settings.one("nocite")
    if nocite:
        chosen["nocite"] = _nocite(nocite.value, values)
    style = settings.one("citation-style")
    text = values.text(style.value, style.written) if style else None
    if style and text and (found := _style(root, style.value.location, text, values)):
        chosen["style"] = found
    return chosen


def cover_picture(root: Path, first: str, settings: Settings, values: Values) -> str | None:
    """The cover's picture, if one is named and there."""
    found = settings.one("cover")
    return existing_picture(root, found, "cover picture", values) if found else None


def existing_picture(root: Path, found: Setting, what: str, values: Values) -> str | None:
    """The publication path of a picture that a setting names."""
    text = values.text(found.value, found.written)
    path = existing(root, text, found.value.location, what, values) if text else None
    if path and Path(path).suffix.lower() not in PICTURE_SUFFIXES:
        message = f"The {what} “{text}” is no picture that octavo can read."
        values.wrong(message, found.value.location, "Use SVG, PNG, JPEG, WebP, GIF or TIFF.")
        return None
    return path


def existing(root: Path, href: str, place: Location, what: str, values: Values) -> str | None:
    """The publication path of a file that is there, or a finding with the nearest name."""
    targets = [confined(root, place.path, href), confined(root, "publication", href)]
    for target in targets:
        if target is not None and target.is_file():
            return target.relative_to(root).as_posix()
    if targets == [None, None]:
        message = f"The {what} “{href}” lies outside the publication."
        values.findings.append(finding("path-outside", message, place))
        return None
    message = f"There is no {what} “{href}”."
    hint = did_you_mean(Path(href).name, _names_near(targets, root))
    values.findings.append(finding("metadata-file-missing", message, place, hint))
    return None


def _names_near(targets: list[Path | None], root: Path) -> list[str]:
    """Names of the files beside those that were looked for."""
    folders = dict.fromkeys([*(target.parent for target in targets if target), root])
    return [
        item.name for folder in folders if folder.is_dir() for item in sorted(folder.iterdir())
    ][:1000]


def _bibliographies(root: Path, first: str, settings: Settings, values: Values) -> tuple[str, ...]:
    found = settings.one("bibliography")
    if not found:
        return _beside(root, first)
    node = found.value
    paths = []
    for item in node.items if isinstance(node, Sequence) else (node,):
        text = values.text(item, "bibliography")
        path = existing(root, text, item.location, "bibliography", values) if text else None
        if path:
            paths.append(path)
    return tuple(dict.fromkeys(paths))


def _beside(root: Path, first: str) -> tuple[str, ...]:
    """The bibliography that nobody names: the first of the usual names by the manuscript."""
    for folder in dict.fromkeys((Path(first).parent.as_posix(), ".")):
        for name in BIBLIOGRAPHY_NAMES:
            for suffix in BIBLIOGRAPHY_SUFFIXES:
                path = Path(folder, name + suffix)
                if (root / path).is_file() and (root / path).resolve().is_relative_to(root):
                    return (path.as_posix(),)
    return ()


def _nocite(node: Node, values: Values) -> tuple[str, ...]:
    """Keys to list though uncited: "@a, @b", [a, b], "@*" for all."""
    keys: list[str] = []
    for text in values.texts(node, "nocite"):
        marked = [match[1] or match[2] for match in _NOCITE_KEY.finditer(text)]
        keys += marked or ([text] if isinstance(node, Sequence | Scalar) else [])
    return tuple(dict.fromkeys(keys))


def _style(root: Path, place: Location, text: str, values: Values) -> str | None:
    """A style's name, or its file relative to the publication; None where there is no such style."""
    address = urlsplit(text)
    bare = address.netloc + address.path
    if address.scheme in ("http", "https") and bare.startswith(CSL_HOSTS):
        text = Path(address.path).name.removesuffix(".csl")
    for from_file in (place.path, "publication"):
        target = confined(root, from_file, text)
        if target is not None and target.is_file():
            text = target.relative_to(root).as_posix()
            break
    style, findings = look_up(root, text, place)
    values.findings += findings
    return text if style else None
