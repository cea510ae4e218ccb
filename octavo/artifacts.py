"""Values on the conveyor between layouts, pages and editions. All frozen and picklable.

MarkupDocument  a division laid into markup for one medium      layouts -> pdf | epub
TypesetJob      all that one worker needs to set one division   pipeline -> pdf.engine
Galley          a division set into pages                       pdf.engine -> pdf.assembly
PageMap         folios, anchors and page starts of the book     pdf.pagination -> all
LaidOutPages    the master: every page edition is made of it    pdf.assembly -> screen, press
Artifact        an output file                                  editions -> disk

Pages are counted from 1 within a galley and from 1 within the book; folios are what is printed.
Lengths are points, PDF space (origin bottom left) unless said otherwise.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import Literal

from msgspec import Struct

from octavo.book.structure import Matter
from octavo.findings import Finding
from octavo.geometry import Rect, Size

BASE_URL = "https://book.invalid/"
"""Base address of page markup: pictures are fetched from it by publication path, never from disk."""

CROSS_SCHEME = "octavo:"
"""href="octavo:ID" in page markup links to an id in another division; assembly resolves it."""


class Medium(enum.StrEnum):
    """What a layout is made for."""

    PAGE = "page"
    REFLOW = "reflow"


@dataclass(frozen=True, slots=True)
class MarkupDocument:
    """A whole XHTML document for one division.

    xhtml is well-formed XML, root <html xmlns=XHTML lang>, without <link> or <style>.
    Elements with data-folio="ID" print the folio of ID's page: the page medium fills them
    (see fill_folios in octavo.pdf.pagination), reflow fills them too, from the same PageMap.
    """

    division_id: str
    role: str
    matter: Matter
    medium: Medium
    xhtml: str
    title: str
    stylesheets: tuple[str, ...]  # CSS texts in cascade order
    assets: tuple[str, ...] = ()  # publication paths of the pictures shown
    folio_refs: tuple[str, ...] = ()  # ids whose folio is printed, in order
    start: Literal["recto", "any"] = "recto"
    opener: bool = True  # its first page carries no running head
    bare: bool = False  # none of its pages carries furniture (title page, part, cover)
    recto_head: str = ""
    verso_head: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class FaceRequest:
    """A face that a theme names: a font package or file, and the axis values of the instance."""

    family: str  # as CSS names it
    weight: int
    style: Literal["normal", "italic"]
    package: str  # fontpkg family slug ("eb-garamond") or, with a "/", a file in styles/
    axes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Face:
    """A static face ready to use: the file's content is known by its sha256."""

    family: str
    weight: int
    style: Literal["normal", "italic"]
    digest: str
    path: str  # absolute, in the cache


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as layout needs it; pixels as shown (after an EXIF turn), CSS px for drawings."""

    path: str  # publication path, as in the markup
    digest: str
    kind: Literal["raster", "drawing"]
    width: float
    height: float
    file: str  # absolute path of the source file


@dataclass(frozen=True, slots=True)
class Typography:
    """Switches of the page engine."""

    split_notes: bool = True
    total_fit: bool = False
    even_feet: bool = False
    floats: bool = False
    scaling: bool = True  # of glyphs by 2 % and a hair of letterspacing, with total_fit
    hanging: bool = True  # of marks at the ends of lines, with total_fit
    grid: bool = False  # paragraphs begin on the lines of the page's grid

    @property
    def in_one_layout(self) -> Typography:
        """Without what may ask for a second layout of a division: --draft."""
        return replace(self, even_feet=False, floats=False)


@dataclass(frozen=True, slots=True)
class Fitness:
    """What works with the WeasyPrint that is installed, as the engine's self-test found."""

    splits: bool = True
    tags: bool = True
    floats: bool = True
    lines: bool = True
    grid: bool = True


@dataclass(frozen=True, slots=True)
class TypesetJob:
    """Self-contained and picklable: one division to be set into pages."""

    document: MarkupDocument
    faces: tuple[Face, ...]
    pictures: tuple[Picture, ...]
    trim: Size
    bleed: float
    first_side: Literal["recto", "verso"] = "recto"
    hyphenation: tuple[tuple[str, str], ...] = ()
    typography: Typography = Typography()
    block_locations: tuple[tuple[str, str], ...] = ()  # block id -> "file:line:column"
    embeds_fonts: bool = True  # False where pages are joined: the book has one program a face
    fitness: Fitness | None = None  # where these faces were tried before; else the worker tries


# --- what a galley knows beside its PDF ---


# Tag records are Structs: a union of them can be told apart when read back from the cache.


class TagContent(Struct, frozen=True, tag=True, array_like=True):
    """Marked content: page of the galley from 1, MCID, and the form XObjects it is drawn through."""

    page: int
    mcid: int
    forms: tuple[str, ...] = ()


class TagAnnotation(Struct, frozen=True, tag=True, array_like=True):
    """An annotation: page of the galley from 1 and its index in /Annots."""

    page: int
    index: int


class TagNode(Struct, frozen=True, tag=True, array_like=True):
    """A structure element: PDF role, attributes by name, kids in reading order.

    Attributes: id, lang, alt, actual, title, scope, headers (space-joined), colspan, rowspan,
    numbering, placement, bbox ("x0 y0 x1 y1" in galley page points), contents (of a link).
    """

    role: str
    attributes: tuple[tuple[str, str], ...] = ()
    kids: tuple[TagNode | TagContent | TagAnnotation, ...] = ()


NO_TAGS = TagNode("Document")
"""The record of a galley that shows nothing to a reader of tags."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where an id stands: page from 1, point from the page's bottom left."""

    id: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PageStart:
    """The first body text of a page: block id, and characters other than spaces before it there.

    Notes do not count. A page of note text alone has no start of its own.
    """

    page: int
    block_id: str
    offset: int


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font program in a galley: its BaseFont prefix and the sha256 of the full face."""

    base_font: str
    face_digest: str


@dataclass(frozen=True, slots=True)
class NotePlacement:
    """Pages (from 1 in the galley) of a note's call and of the first line of its text."""

    note_id: str
    call_page: int
    note_page: int
    last_page: int


@dataclass(frozen=True, slots=True)
class Galley:
    """One division set into pages; pages carry text, pictures as placeholders, no furniture."""

    division_id: str
    pdf: bytes
    page_count: int
    anchors: tuple[Anchor, ...] = ()
    page_starts: tuple[PageStart, ...] = ()
    tags: TagNode = NO_TAGS
    fonts: tuple[FontUse, ...] = ()
    notes: tuple[NotePlacement, ...] = ()
    findings: tuple[Finding, ...] = ()
    fitness: Fitness | None = None  # None where it was not asked


# --- the book in pages ---


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page of the book: whose it is, its side, its folio, what it carries."""

    number: int  # from 1
    division_id: str | None  # None for an inserted blank
    galley_page: int  # from 1; 0 for a blank
    side: Literal["recto", "verso"]
    folio: str  # "iv", "12"; "" for the cover
    matter: Matter
    furniture: bool  # running head and folio are printed
    head: str = ""
    folio_at_foot: bool = False  # openers carry a drop folio where the theme wants one


@dataclass(frozen=True, slots=True)
class PageMap:
    """Every page of the book, and the page of every id."""

    pages: tuple[BookPage, ...]
    anchors: tuple[Anchor, ...]  # pages of the book
    starts: tuple[PageStart, ...]  # pages of the book, one a page that has body text

    def folio_of(self) -> dict[str, str]:
        """The printed folio of every id."""
        return {anchor.id: self.pages[anchor.page - 1].folio for anchor in self.anchors}


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: title, the id it leads to, entries below it."""

    title: str
    target: str
    children: tuple[OutlineEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class LaidOutPages:
    """The master: all pages with bleed, tagged, fonts joined, pictures in place."""

    pdf: bytes
    page_map: PageMap
    trim: Size
    bleed: float
    cover_pages: int = 0  # leading pages that only the screen edition shows
    findings: tuple[Finding, ...] = ()  # links that lead to no page


@dataclass(frozen=True, slots=True)
class FinishingStep:
    """One thing to do with printed sheets, by hand or machine, in order.

    Lengths are points from the left or bottom edge of the sheet as it was printed. part names
    the side of the line that is taken up: in a fold it is laid over the other, in a cut it is
    put on top of the other pile.
    """

    action: Literal[
        "divide", "turn", "fold", "cut", "gather", "staple", "sew", "glue", "trim", "crease",
        "slit", "tuck",
    ]  # fmt: skip
    axis: Literal["vertical", "horizontal"] = "vertical"
    at: float = 0.0
    part: Literal["left", "right", "top", "bottom"] = "left"
    until: float = 0.0  # a slit runs along the axis's line from `since` to `until`
    since: float = 0.0
    counts: tuple[int, ...] = ()  # sheets of each heap that a pile is divided into


@dataclass(frozen=True, slots=True)
class BookletGuide:
    """What the page of instructions tells: numbers and steps; the words are the layout's."""

    scheme: str
    title: str  # of the scheme
    sheet_name: str  # "A4", or "210 × 297 mm"
    sheet: Size  # as printed, landscape or portrait
    sheets: int
    pages: int
    blanks: tuple[str, ...]  # places of blank pages: "2", "39–40"
    flip: Literal["short", "long"]
    binding: Literal["left", "right"]
    scale: int  # per mille
    paper: int  # g/m², 0 where it was not said
    steps: tuple[FinishingStep, ...]
    duplex: bool
    faces: tuple[tuple[tuple[tuple[str, ...], ...], ...], ...]  # sheet (first, last), side, row
    sections: tuple[int, ...] = ()  # sheets of each section


@dataclass(frozen=True, slots=True)
class CoverGuide:
    """The cover wrap's panels and places; the layout says what stands there.

    Lengths are points, rectangles are of the trimmed wrap from its lower left corner. Back, spine
    and front stand from left to right, or from right to left where the book is bound on the right.
    """

    size: Size
    bleed: float
    back: Rect
    spine: Rect
    front: Rect
    binding: Literal["left", "right"]
    margin: float  # what must not be cut keeps so far from the trim
    hinge: float  # and so far from the folds, where the cover is creased
    spine_text: Literal["", "down", "up"] = ""
    spine_size: float = 0.0  # of the type on the spine
    spine_names_size: float = 0.0
    spine_shift: float = 0.0  # em by which its letters stand too low in their line
    spine_room: float = 0.0  # length of the line there
    kept: Rect | None = None  # the barcode's place, empty without one
    barcode: Rect | None = None
    barcode_percent: int = 0  # of its nominal size
    barcode_picture: str = ""
    back_picture: str = ""


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file that goes to the printer, known by its digest."""

    name: str
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class JobGuide:
    """What the job sheet tells a printer: numbers of the files; the words are the layout's.

    Pages are those of the press file, from 1; ranges of them are written "3", "5–8".
    """

    trim: Size
    trim_name: str  # "A5", or ""
    pages: int
    folios: tuple[str, ...]  # ranges of what is printed on them: "i–x", "1–54"
    bound_pages: int
    blanks: tuple[str, ...]
    colours: Literal["cmyk", "gray", "rgb"]
    colour_pages: tuple[str, ...]
    coloured: int  # how many pages that are
    all_coloured: bool
    bleed: float
    bleed_sides: tuple[str, ...]  # top, bottom, outer, inner
    paper: str
    binding: Literal["left", "right"]
    printer: str
    standard: str  # "PDF/X-4", or ""
    condition: str
    cover: CoverGuide | None
    isbn: str
    files: tuple[JobFile, ...]


@dataclass(frozen=True, slots=True)
class Artifact:
    """An output file: name within dist/, bytes, media type."""

    name: str
    content: bytes
    media_type: str
