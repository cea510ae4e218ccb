"""A theme: faces, style sheets by medium, layouts by role, switches; built in and extended.

A theme is a folder of layouts (chapter.html.j2 ...), style sheets and a theme.yaml. Themes stack:
modern extends classical, a publication's styles/ extends the theme that the book names. A layout
replaces the one of the same name below it, which it can still extend as "classical/chapter.html.j2";
style sheets of the same name follow each other in the cascade. All is read once, so that a Theme
is a plain value: picklable, and known by its content.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import tinycss2

from octavo.artifacts import FaceRequest, Medium, Typography
from octavo.findings import Finding, Location, finding
from octavo.layouts.environment import Layout
from octavo.layouts.manifest import Inks, Manifest, read_manifest
from octavo.layouts.textblock import PageDesign, TextBlock, geometry_css, text_block
from octavo.publication import Publication

BUILTIN = Path(__file__).parent / "builtin"
STYLES = "styles"

SHEETS = {
    Medium.PAGE: ("shared.css", "page.css", "divisions.css"),
    Medium.REFLOW: ("shared.css", "reflow.css"),
}
"""The style sheets of each medium, in the order of the cascade."""

PAPERS = ("cover.css", "job-sheet.css")
"""Style sheets of what goes with the book, each used for its own document alone."""

_LAYOUT_SUFFIX = ".html.j2"
_LARGEST_FILE = 512_000


@dataclass(frozen=True, slots=True)
class Theme:
    """The look of a book, ready for a trim; layouts are in the order in which they are sought."""

    name: str
    faces: tuple[FaceRequest, ...]
    stylesheets: tuple[tuple[Medium, tuple[str, ...]], ...]
    layouts: tuple[Layout, ...]
    text_block: TextBlock
    typography: Typography
    inks: Inks = ()  # exact inks of the press by colour
    papers: tuple[tuple[str, tuple[str, ...]], ...] = ()  # CSS of each of PAPERS

    def sheets(self, medium: Medium) -> tuple[str, ...]:
        """The CSS texts of a medium in cascade order."""
        return dict(self.stylesheets)[medium]

    def paper(self, name: str) -> tuple[str, ...]:
        """The CSS texts of one of PAPERS in cascade order."""
        return dict(self.papers)[name]


def builtin_themes() -> tuple[str, ...]:
    """Names of the themes that ship with octavo."""
    return tuple(sorted(folder.name for folder in BUILTIN.iterdir() if folder.is_dir()))


def load_theme(publication: Publication) -> tuple[Theme, tuple[Finding, ...]]:
    """Read the publication's theme: styles/ on top of the built-in theme that it names.

    Never raises for what a theme's author did wrong: faulty files and settings are left out and
    said in findings (theme-unknown, theme-setting, theme-file, style-syntax).
    """
    findings: list[Finding] = []
    own = _read_folder(publication.root / STYLES, publication.root, findings)
    base = _base(own.manifest, publication, findings)
    stack = [*_builtin_stack(base), own]  # lowest first
    design, typography = PageDesign(), Typography()
    faces: tuple[FaceRequest, ...] = ()
    for folder in stack:
        design = folder.manifest.design(design)
        typography = folder.manifest.switches(typography)
        faces = folder.manifest.all_faces(faces)
    block = text_block(publication.page.trim, design)
    geometry = geometry_css(publication.page.trim, publication.page.bleed, block)
    sheets = {
        medium: tuple(
            folder.files[name] for name in names for folder in stack if name in folder.files
        )
        for medium, names in SHEETS.items()
    }
    sheets[Medium.PAGE] = (geometry, *sheets[Medium.PAGE])
    inks = dict(pair for folder in stack for pair in folder.manifest.inks)
    papers = tuple(
        (name, tuple(folder.files[name] for folder in stack if name in folder.files))
        for name in PAPERS
    )
    theme = Theme(
        base, faces, tuple(sheets.items()), _layouts(stack), block, typography,
        tuple(inks.items()), papers,
    )  # fmt: skip
    return theme, tuple(findings)


# --- one folder of a theme ---


@dataclass(frozen=True, slots=True)
class _Folder:
    """What one theme folder holds, read."""

    name: str  # "" for the publication's own
    shown: str  # the folder as findings show it
    manifest: Manifest
    files: dict[str, str]


def _builtin_stack(name: str) -> list[_Folder]:
    """A built-in theme and those below it, lowest first."""
    files = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((BUILTIN / name).iterdir()) if path.is_file()
    }  # fmt: skip
    shown = f"octavo/layouts/builtin/{name}"
    manifest, faults = read_manifest(files.get("theme.yaml", ""), f"{shown}/theme.yaml")
    assert not faults, faults
    below = _builtin_stack(manifest.extends) if manifest.extends else []
    return [*below, _Folder(name, shown, manifest, files)]


def _read_folder(folder: Path, root: Path, findings: list[Finding]) -> _Folder:
    """Read the publication's styles/; what cannot be used is left out and said."""
    wanted = _SHEET_NAMES | {"theme.yaml"}
    files: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.name in wanted or path.name.endswith(_LAYOUT_SUFFIX):
            text = _read_file(path, root, findings)
            if text is not None:
                files[path.name] = text
    manifest, faults = read_manifest(files.get("theme.yaml", ""), f"{STYLES}/theme.yaml")
    findings.extend(faults)
    for name in [name for name in files if name.endswith(".css")]:
        findings.extend(_style_faults(files[name], f"{STYLES}/{name}"))
    return _Folder("", STYLES, manifest, files)


def _read_file(path: Path, root: Path, findings: list[Finding]) -> str | None:
    shown = Location(f"{STYLES}/{path.name}")
    if not path.resolve().is_relative_to(root.resolve()):
        message = "the file is a link that leads out of the publication"
    elif not path.is_file():
        message = "this is not a file"
    elif path.stat().st_size > _LARGEST_FILE:
        message = f"the file is larger than {_LARGEST_FILE // 1000} kB"
    else:
        try:
            return path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"the file is not UTF-8 text (byte {error.start + 1})"
        except OSError as error:
            message = f"the file cannot be read: {error.strerror}"
    findings.append(finding("theme-file", message, shown))
    return None


def _base(manifest: Manifest, publication: Publication, findings: list[Finding]) -> str:
    """The built-in theme that a publication builds on: theme.yaml's word, else the metadata's."""
    known = builtin_themes()
    name = manifest.extends or publication.theme
    if name in known:
        return name
    near = get_close_matches(name, known, 1)
    hint = f"Did you mean “{near[0]}”?" if near else f"octavo has {' and '.join(known)}."
    place = manifest.extends_at if manifest.extends else publication.place("theme")
    findings.append(finding("theme-unknown", f"There is no theme “{name}”.", place, hint))
    return "classical"


def _layouts(stack: list[_Folder]) -> tuple[Layout, ...]:
    """Every layout by its own name (the highest wins) and by theme/name."""
    found: dict[str, Layout] = {}
    for folder in reversed(stack):
        for name, source in folder.files.items():
            if not name.endswith(_LAYOUT_SUFFIX):
                continue
            path, builtin = f"{folder.shown}/{name}", bool(folder.name)
            found.setdefault(name, Layout(name, path, source, builtin))
            if builtin:
                full = f"{folder.name}/{name}"
                found.setdefault(full, Layout(full, path, source, builtin))
    return tuple(found.values())


# --- the publication's style sheets ---


def _style_faults(css: str, path: str) -> list[Finding]:
    """Say where a style sheet is not CSS or asks for something from elsewhere."""
    found: list[Finding] = []
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    for node in _nodes(rules):
        place = Location(path, node.source_line, node.source_column)
        if node.type == "error":
            found.append(finding("style-syntax", f"the style sheet: {node.message}", place))
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            found.append(finding(
                "style-syntax", "@import is not used: octavo reads the style sheets by name",
                place, f"put the rules into one of {', '.join(sorted(_SHEET_NAMES))}"))  # fmt: skip
        elif node.type == "at-rule" and node.lower_at_keyword == "font-face":
            found.append(finding(
                "style-syntax", "@font-face is written by octavo, so that each face is static",
                place, "name the face in styles/theme.yaml"))  # fmt: skip
        elif (address := _address(node)) and (":" in address or address.startswith("//")):
            message = f"“{address[:60]}” is not a file of the publication"
            found.append(finding("style-syntax", message, place))
    return found


_LOADING = frozenset({
    "url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade",
})  # fmt: skip
"""Functions whose texts are addresses (CSS Images 4, CSS Values 4)."""


def _address(node: tinycss2.ast.Node) -> str:
    """The address of url(x) or url("x"), or of a function that takes texts for addresses."""
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name in _LOADING:
        return "".join(str(item.value) for item in node.arguments if item.type == "string")
    return ""


_SHEET_NAMES = {name for names in SHEETS.values() for name in names} | set(PAPERS)


def _nodes(nodes: list[tinycss2.ast.Node]) -> list[tinycss2.ast.Node]:
    """All nodes of a style sheet in order; nesting is bounded by the size of the file."""
    found: list[tinycss2.ast.Node] = []
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        found.append(node)
        inner = [*(getattr(node, "prelude", None) or ()), *(getattr(node, "content", None) or ()),
                 *(getattr(node, "arguments", None) or ())]  # fmt: skip
        waiting.extend(reversed(inner))
    return found
