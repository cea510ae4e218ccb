"""theme.yaml: what a theme builds on, its faces, its page, its switches.

    extends: classical            # a built-in theme
    page: {size: 11, leading: 1.27, measure: 26, height: 0.8, inner: 0.44, top: 0.45}
    more-faces:                   # beside those of the theme it builds on; faces: in their place
      - {family: EB Garamond, package: eb-garamond, weight: 800, axes: {wght: 800}}
      - {family: House, package: styles/house.ttf}
    typography: {total-fit: true, even-feet: false}
    inks: {"#cc3311": [0, 90, 100, 0]}  # on the press, percent of cyan, magenta, yellow, black

YAML is composed, never constructed: nothing is executed, scalars stay text, every value keeps
its place. Unknown settings are findings with the nearest spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Literal

import yaml

from octavo.artifacts import FaceRequest, Typography
from octavo.findings import Finding, Location, finding
from octavo.layouts.textblock import PageDesign

_LIMITS = {
    "size": (6.0, 18.0), "leading": (1.0, 2.0), "measure": (12.0, 40.0),
    "height": (0.4, 0.92), "inner": (0.25, 0.6), "top": (0.25, 0.6),
}  # fmt: skip
_SWITCHES = {
    "split-notes": "split_notes", "total-fit": "total_fit", "even-feet": "even_feet",
    "floats": "floats", "scaling": "scaling", "hanging": "hanging", "grid": "grid",
}  # fmt: skip
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_FACE = ("family", "package", "weight", "style", "axes")
_TOP = ("extends", "page", "faces", "more-faces", "typography", "inks")
_COLOUR = re.compile(r"#[0-9a-f]{6}")

Inks = tuple[tuple[str, tuple[float, ...]], ...]
"""Colours of the screen (#cc3311) with their shares, 0 to 1, of the four inks."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """A theme.yaml read; page and typography hold only what it sets."""

    extends: str | None = None
    extends_at: Location | None = None
    page: tuple[tuple[str, float], ...] = ()
    faces: tuple[FaceRequest, ...] = ()
    more_faces: tuple[FaceRequest, ...] = ()
    typography: tuple[tuple[str, bool], ...] = ()
    inks: Inks = ()

    def design(self, base: PageDesign) -> PageDesign:
        """The page design with this theme's wishes put in."""
        return replace(base, **dict(self.page))

    def all_faces(self, base: tuple[FaceRequest, ...]) -> tuple[FaceRequest, ...]:
        """The faces with this theme's: in place of those below, or beside them."""
        faces = {(face.family, face.weight, face.style): face
                 for face in (*(self.faces or base), *self.more_faces)}  # fmt: skip
        return tuple(faces.values())

    def switches(self, base: Typography) -> Typography:
        """The typography switches with this theme's put in."""
        return replace(base, **dict(self.typography))


def read_manifest(text: str, path: str) -> tuple[Manifest, tuple[Finding, ...]]:
    """Read a theme.yaml; path is what findings show. Faulty settings are left out."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(path, mark.line + 1, mark.column + 1) if mark else Location(path)
        said = finding("theme-setting", f"theme.yaml is not YAML: {error.problem}", place)
        return Manifest(), (said,)
    except (yaml.YAMLError, RecursionError) as error:
        said = finding("theme-setting", f"theme.yaml is not YAML: {error}", Location(path))
        return Manifest(), (said,)
    reader = _Reader(path)
    manifest = reader.manifest(node) if node is not None else Manifest()
    return manifest, tuple(reader.findings)


@dataclass(slots=True)
class _Reader:
    """Walks the composed nodes and collects what is wrong."""

    path: str
    findings: list[Finding] = field(default_factory=list)

    def manifest(self, node: yaml.Node) -> Manifest:
        extends: str | None = None
        extends_at: Location | None = None
        page: list[tuple[str, float]] = []
        faces: dict[str, list[FaceRequest]] = {"faces": [], "more-faces": []}
        switches: list[tuple[str, bool]] = []
        inks: Inks = ()
        for key, value in self.pairs(node, _TOP, "theme.yaml"):
            if key == "extends":
                extends, extends_at = self.text(value), self.place(value)
            elif key == "page":
                page = [(name, number) for name, item in self.pairs(value, tuple(_LIMITS), "page")
                        if (number := self.number(item, *_LIMITS[name])) is not None]  # fmt: skip
            elif key == "typography":
                switches = [(_SWITCHES[name], choice)
                            for name, item in self.pairs(value, tuple(_SWITCHES), "typography")
                            if (choice := self.switch(item)) is not None]  # fmt: skip
            elif key == "inks":
                inks = tuple(self.inks(value))
            elif isinstance(value, yaml.SequenceNode):
                faces[key] = [face for item in value.value if (face := self.face(item))]
            else:
                self.say(f"{key} must be a list", value)
        return Manifest(
            extends, extends_at, tuple(page), tuple(faces["faces"]), tuple(faces["more-faces"]),
            tuple(switches), inks,
        )  # fmt: skip

    def inks(self, node: yaml.Node) -> Iterator[tuple[str, tuple[float, ...]]]:
        for name, item in self.pairs(node, None, "inks"):
            colour = name.lower()
            shares = item.value if isinstance(item, yaml.SequenceNode) else []
            percents = [self.number(share, 0, 100) for share in shares]
            if not _COLOUR.fullmatch(colour):
                self.say(f"“{name}” is no colour of the form #cc3311", item)
            elif len(percents) != 4:
                self.say("four inks are expected here: [cyan, magenta, yellow, black]", item)
            else:
                yield colour, tuple((percent or 0) / 100 for percent in percents)

    def face(self, node: yaml.Node) -> FaceRequest | None:
        settings = dict(self.pairs(node, _FACE, "a face"))
        texts = {key: self.text(value) for key, value in settings.items() if key != "axes"}
        family, package = texts.get("family"), texts.get("package")
        if not family or not package:
            self.say("a face needs family and package", node)
            return None
        if texts.get("style", "normal") not in ("normal", "italic"):
            self.say("style is normal or italic", settings["style"])
        style: Literal["normal", "italic"] = (
            "italic" if texts.get("style") == "italic" else "normal"
        )
        weight = 400.0
        if "weight" in settings:
            weight = self.number(settings["weight"], 1, 1000) or weight
        axes = [(name, number) for name, item in self.pairs(settings.get("axes"), None, "axes")
                if (number := self.number(item, -1e6, 1e6)) is not None]  # fmt: skip
        return FaceRequest(family, int(weight), style, package, tuple(sorted(axes)))

    def pairs(
        self, node: yaml.Node | None, names: tuple[str, ...] | None, where: str
    ) -> Iterator[tuple[str, yaml.Node]]:
        """Keys and values of a mapping, without the keys that are unknown or come twice."""
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self.say(f"{where} must be a list of settings, “name: value”", node)
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if names is not None and name not in names:
                near = get_close_matches(name, names, 1)
                hint = f"did you mean “{near[0]}”?" if near else f"known: {', '.join(names)}"
                self.say(f"“{name}” is no setting of {where}", key, hint)
            elif name in seen:
                self.say(f"“{name}” is set twice", key)
            else:
                seen.add(name)
                yield name, value

    def text(self, node: yaml.Node) -> str | None:
        if isinstance(node, yaml.ScalarNode):
            return str(node.value)
        self.say("a word is expected here", node)
        return None

    def number(self, node: yaml.Node, least: float, most: float) -> float | None:
        try:
            number = float(node.value)
        except (TypeError, ValueError):
            self.say("a number is expected here", node)
            return None
        if not least <= number <= most:
            self.say(f"{number:g} is outside {least:g} to {most:g}", node)
            return None
        return number

    def switch(self, node: yaml.Node) -> bool | None:
        choice = _TRUTHS.get(str(node.value).lower())
        if choice is None:
            self.say("true or false is expected here", node)
        return choice

    def place(self, node: yaml.Node) -> Location:
        return Location(self.path, node.start_mark.line + 1, node.start_mark.column + 1)

    def say(self, message: str, node: yaml.Node, hint: str | None = None) -> None:
        self.findings.append(finding("theme-setting", message, self.place(node), hint))
