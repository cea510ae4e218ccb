"""The countable things of a book. Ids are unique in the whole book and valid XML names."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.findings import Location


@dataclass(frozen=True, slots=True)
class Note:
    """A note; its body is block XHTML without number or back-link, which layouts add."""

    id: str
    number: str  # as printed at call and note: "1", "12", "*"
    division_id: str
    call_ids: tuple[str, ...]  # ids of the <a> calls, in reading order, at least one
    body: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with a number; unnumbered pictures are plain <img> in the body."""

    id: str
    number: str | None
    label: str  # "Figure 3", in the book's language
    caption: str  # inline XHTML without notes; for lists
    division_id: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption."""

    id: str
    number: str | None
    label: str
    caption: str
    division_id: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula: MathML for reflow, a drawing for pages, the TeX for everyone else.

    The drawing's sizes are in em of the text around it; depth is how far it hangs
    below the baseline.
    """

    digest: str
    tex: str
    display: bool
    mathml: str
    svg: str
    width: float
    height: float
    depth: float


@dataclass(frozen=True, slots=True)
class IndexTerm:
    """One mark of the index: the heading path and the id of the place it marks."""

    path: tuple[str, ...]  # ("Rivers", "Tigris")
    target: str
    see: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One entry of the list of sources, formatted by the CSL style (inline XHTML)."""

    id: str  # "ref-" + key
    key: str
    entry: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that the book shows; path is relative to the publication, POSIX.

    Sizes are in pixels as shown (after an EXIF turn); a drawing (SVG) has its size in CSS px.
    """

    path: str
    digest: str  # sha256 of the file
    media_type: str  # image/jpeg, image/png, image/svg+xml ...
    width: float
    height: float
