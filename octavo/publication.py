"""What to make: the metadata and settings that stand in the front matter, typed.

A Publication says nothing about the text; the Book (octavo.book) holds that. Reading the
front matter, with positions and hints, is the work of octavo.reading.front_matter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from octavo.findings import Location
from octavo.geometry import POINTS_PER_MM, TRIMS, Size


@dataclass(frozen=True, slots=True)
class Contributor:
    """A person or body with a MARC relator code (aut, edt, trl, ill ...)."""

    name: str
    role: str = "aut"
    file_as: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """What library catalogues, title page, imprint, PDF and EPUB all say, from one place."""

    title: str
    language: str = "en"  # BCP 47
    identifier: str = ""  # urn:uuid:..., urn:isbn:... or any URI; never empty after reading
    subtitle: str | None = None
    contributors: tuple[Contributor, ...] = ()
    publisher: str | None = None
    place: str | None = None
    rights: str | None = None
    licence_url: str | None = None
    description: str | None = None
    subjects: tuple[str, ...] = ()
    date: str | None = None  # ISO 8601 date as given
    edition: str | None = None
    series: str | None = None
    series_number: str | None = None
    isbn: tuple[tuple[str, str], ...] = ()  # (edition name, ISBN); only where given
    accessibility_summary: str | None = None
    modified: str = "1980-01-01T00:00:00Z"  # from date, SOURCE_DATE_EPOCH, or this


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Trim and bleed in points; margins are the theme's, except where given here."""

    trim: Size = TRIMS["a5"]
    bleed: float = 3 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class NoteSettings:
    """Where notes stand and how they are counted, in all editions alike."""

    place: Literal["page", "end"] = "page"
    numbering: Literal["chapter", "book"] = "chapter"


@dataclass(frozen=True, slots=True)
class ListSettings:
    """Generated lists; contents_depth 1 takes divisions only, 2 their sections too."""

    contents: bool = True
    contents_depth: int = 1
    figures: bool = False
    tables: bool = False
    index: bool = True  # made only where terms are marked


@dataclass(frozen=True, slots=True)
class NumberingSettings:
    """What gets a number before its title."""

    chapters: bool = True
    sections: bool = False


@dataclass(frozen=True, slots=True)
class CitationSettings:
    """The style by CSL name or by file, the bibliography files, and what is listed uncited."""

    style: str = "chicago-notes-bibliography"
    bibliography: tuple[str, ...] = ()  # relative to the publication; found beside the manuscript
    nocite: tuple[str, ...] = ()  # keys; "*" for all


Conformance = Literal[
    "wcag-2.0-a", "wcag-2.0-aa", "wcag-2.0-aaa", "wcag-2.1-a", "wcag-2.1-aa", "wcag-2.1-aaa",
    "wcag-2.2-a", "wcag-2.2-aa", "wcag-2.2-aaa",
]  # fmt: skip
"""What a book can be found to conform to (EPUB Accessibility 1.1, 2.3): version and level."""


@dataclass(frozen=True, slots=True)
class AccessibilitySettings:
    """What people have found about the book's accessibility; a claim needs who and what."""

    summary: str | None = None
    evaluated_by: str | None = None
    conformance: Conformance | None = None
    report: str | None = None  # web address


@dataclass(frozen=True, slots=True)
class EpubSettings:
    """For which reading systems the EPUB is made, and which way its lines run."""

    profile: Literal["epub3", "kindle"] = "epub3"
    writing: Literal["horizontal", "vertical"] = "horizontal"


@dataclass(frozen=True, slots=True)
class BookletSettings:
    """The booklet edition: on which sheets, folded how, for which printer."""

    sheet: Size = TRIMS["a4"]
    scheme: Literal[
        "auto", "saddle", "sections", "perfect", "cut-stack-2", "cut-stack-4", "zine"
    ] = "auto"  # saddle stitch, or sections above twelve sheets
    sections: int = 4  # most sheets of a section
    flip: Literal["short", "long"] = "short"  # the edge about which the printer turns sheets
    binding: Literal["auto", "left", "right"] = "auto"  # by the language
    paper: int = 80  # g/m², for creep
    pages: Literal["auto", "press", "screen"] = "auto"  # the press file's, if one is made


@dataclass(frozen=True, slots=True)
class PressSettings:
    """Whom the press edition is made for: a printer's profile by name or file, and its paper."""

    profile: str = "sheet-fed"
    paper: str | None = None  # one of the printer's by name, or a weight: 90gsm


@dataclass(frozen=True, slots=True)
class CoverWrapSettings:
    """The cover wrap of the printed book: its spine, and what stands on its back."""

    spine: float | None = None  # points, as the printer's template has it; None: reckoned
    spine_text: Literal["auto", "none", "down", "up"] = "auto"  # read from head to foot: down
    back: str | None = None  # a picture, relative to root
    barcode: int | None = None  # percent of its nominal size; None: as large as its place takes
    add_on: str | None = None  # two or five digits beside the ISBN's bars


@dataclass(frozen=True, slots=True)
class Publication:
    """One publication folder: where it is, what it is called, how it is to be made."""

    root: Path  # absolute
    slug: str  # stem of every output: camp-ashraf
    manuscript: tuple[str, ...]  # Markdown files in reading order, relative to root, POSIX
    metadata: Metadata
    page: PageSetup = field(default_factory=PageSetup)
    theme: str = "classical"  # a built-in theme; styles/ of the publication extends it
    notes: NoteSettings = field(default_factory=NoteSettings)
    lists: ListSettings = field(default_factory=ListSettings)
    numbering: NumberingSettings = field(default_factory=NumberingSettings)
    citations: CitationSettings = field(default_factory=CitationSettings)
    accessibility: AccessibilitySettings = field(default_factory=AccessibilitySettings)
    epub: EpubSettings = field(default_factory=EpubSettings)
    booklet: BookletSettings | None = None  # None: made only if it is asked for
    cover: str | None = None  # a picture, relative to root
    press: PressSettings | None = None  # None: printed only when it is asked for
    cover_wrap: CoverWrapSettings | None = None  # None: made only if it is asked for
    page_list: Literal["book", "none"] = "book"
    raw_html: Literal["safe", "trusted", "none"] = "safe"
    chapter_start: Literal["recto", "any"] = "recto"
    hyphenation: tuple[tuple[str, str], ...] = ()  # (word, "hy-phen-at-ed")
    smart_quotes: bool = True
    # Where settings stand, for what later rooms find; of no weight when two are compared.
    places: tuple[tuple[str, Location], ...] = field(default=(), compare=False)

    def place(self, setting: str) -> Location | None:
        """Where a setting stands, by its key: theme, press.profile, cover-wrap."""
        return dict(self.places).get(setting)
