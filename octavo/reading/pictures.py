"""The pictures that a book shows: found inside the publication, whole, safe, each read once.

Remote addresses are refused: an edition must hold all it shows, and a build needs no network.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace as with_changes
from pathlib import Path
from urllib.parse import unquote

from octavo.book.elements import Asset
from octavo.cache import Cache, code_digest, digest
from octavo.findings import Finding, Location, finding
from octavo.images import BadImage, Probe, examine, media_type, read_file, svg_faults
from octavo.publication import Publication
from octavo.reading.places import location_of
from octavo.reading.safety import scheme_of
from octavo.reading.sources import confined
from octavo.reading.spelling import nearest
from octavo.reading.trees import Element, add_class

_PICTURES = frozenset((".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"))
_MORE_PLACES = 5  # of one broken file; the same sentence a hundred times helps nobody


class Pictures:
    """Resolves the addresses of pictures and keeps one Asset a file."""

    def __init__(self, publication: Publication, findings: list[Finding], cache: Cache) -> None:
        self.root = publication.root
        self.findings = findings
        self.cache = cache
        self._assets: dict[Path, Asset | None] = {}
        self._faults: dict[Path, tuple[Finding, ...]] = {}
        self._said: dict[Path, int] = {}

    def assets(self) -> tuple[Asset, ...]:
        """All pictures found, by path."""
        found = {asset.path: asset for asset in self._assets.values() if asset is not None}
        return tuple(found[path] for path in sorted(found))

    def resolve(self, tree: Element) -> None:
        """Give every picture in a tree its publication path; those that fail lose theirs."""
        for picture in tree.iter("img"):
            place = location_of(picture)
            asset = self.find(picture.get("src") or "", place)
            if asset is None:
                picture.attrib.pop("src", None)
                add_class(picture, "missing")
            else:
                picture.set("src", asset.path)

    def find(self, address: str, place: Location) -> Asset | None:
        """The asset that an address in a file means; None, with a finding, where there is none."""
        file = self._file(address.strip(), place)
        return self._asset(file, place) if file is not None else None

    def cover(self, path: str, place: Location) -> Asset | None:
        """The cover picture, by its path in the publication; the front matter has checked it."""
        file = confined(self.root, "cover", path)
        return self._asset(file, place) if file is not None and file.is_file() else None

    def _asset(self, file: Path, place: Location) -> Asset | None:
        if file not in self._assets:
            self._assets[file] = self._read(file)
        for fault in self._faults.get(file, ()):
            if self._said.setdefault(file, 0) < _MORE_PLACES:
                self.findings.append(with_changes(fault, location=place))
        self._said[file] = self._said.get(file, 0) + 1
        return self._assets[file]

    def _file(self, address: str, place: Location) -> Path | None:
        scheme = scheme_of(address)
        if scheme == "data":
            self._report(
                "image-remote",
                "A picture is written into the text as a data: address.",
                place,
                "Save it as a file in images/ and link to that.",
            )
            return None
        if scheme or address.startswith("//"):
            self._report(
                "image-remote",
                f"The picture {_short(address)} is not in the publication's folder.",
                place,
                "Download it into images/ and link to that; octavo never fetches anything.",
            )
            return None
        if not address:
            self._report("image-missing", "A picture has no address.", place, "Write its path.")
            return None
        file = confined(self.root, place.path, address.split("#")[0].split("?")[0])
        if file is None:
            self._report(
                "path-outside",
                f"The picture {_short(address)} lies outside the publication's folder.",
                place,
                "Copy it into images/ and link to that.",
            )
            return None
        if not file.is_file():
            self._report(
                "image-missing",
                f"There is no picture {_short(unquote(address))}.",
                place,
                self._nearest(file, place),
            )
            return None
        return file

    def _nearest(self, wanted: Path, place: Location) -> str:
        """The picture that was probably meant, as a path from the manuscript file."""
        here = (self.root / place.path).resolve().parent
        around = {wanted.parent, here, self.root.resolve() / "images", here / "images"}
        known: dict[str, Path] = {}
        for folder in sorted(around):
            if folder.is_dir():
                for file in sorted(folder.iterdir()):
                    if file.suffix.lower() in _PICTURES:
                        known.setdefault(file.name, file)
        name = wanted.name if wanted.name in known else nearest(wanted.name, known)
        if name is None:
            return "Paths are relative to the manuscript file."
        up = [".."] * 8
        target = known[name]
        for steps in range(len(up) + 1):
            base = here.parents[steps - 1] if steps else here
            if target.is_relative_to(base):
                path = "/".join([*up[:steps], *target.relative_to(base).parts])
                return f"Did you mean “{path}”?"
        return f"Did you mean “{name}”?"

    def _read(self, file: Path) -> Asset | None:
        path = file.relative_to(self.root.resolve()).as_posix()
        try:
            content = read_file(file)
            facts = self._facts(content)
            if facts.is_drawing:
                self._faults[file] = tuple(
                    finding(
                        "svg-unsafe",
                        f"{path}, line {line}: {sentence}.",
                        hint="Save the drawing as plain SVG.",
                    )
                    for line, sentence in svg_faults(content)
                )
                if self._faults[file]:
                    return None
        except BadImage as error:
            self._faults[file] = tuple(
                with_changes(
                    fault,
                    message=f"{path}: {fault.message}.",
                    hint=_sentence(fault.hint),
                )
                for fault in error.findings
            )
            return None
        whose = hashlib.sha256(content).hexdigest()
        return Asset(path, whose, facts.media_type, float(facts.width), float(facts.height))

    def _facts(self, content: bytes) -> Probe:
        """What a picture is; a drawing is judged each time, others once for all builds."""
        if media_type(content) == "image/svg+xml":
            return examine(content)
        key = digest(code_digest(), content)
        return self.cache.made("picture-facts", key, Probe, lambda: examine(content))

    def _report(self, code: str, message: str, place: Location, hint: str | None = None) -> None:
        self.findings.append(finding(code, message, place, hint))


def _sentence(hint: str | None) -> str | None:
    return f"{hint[0].upper()}{hint[1:].rstrip('.')}." if hint else None


def _short(address: str) -> str:
    return address if len(address) <= 70 else address[:69] + "…"
