"""What a printer wants: the rules of one printing house, each with where it comes from.

A PrinterProfile is data, read from a file by octavo.press.profiles. Lengths are points, ink is
percent, calipers are the thickness of a page (half a leaf) in points. None: no rule is known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NewType

Length = NewType("Length", float)
"""Points; written in a profile as "3mm" or "0.125in"."""

Coverage = NewType("Coverage", float)
"""Ink at a point, all plates together, in percent: 100 is black alone, 400 four full plates."""

Side = Literal["top", "bottom", "outer", "inner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where a rule comes from, and whether the printer's own words were read."""

    source: str = ""
    verified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Output(Rule):
    """Colours and kind of the file: CMYK or gray as PDF/X-4 or plain PDF, sRGB as plain PDF."""

    colour: Literal["cmyk", "gray", "rgb"] = "cmyk"
    standard: Literal["PDF/X-4", "none"] = "PDF/X-4"
    transparency: bool = True
    icc: str = "FOGRA39L_coated"  # octavo's own, or a file of the publication
    condition: str = "FOGRA39"  # its name in the ICC's registry, or the printer's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Bleed(Rule):
    """How far art must run over the trim, and on which sides."""

    width: Length = Length(0)
    sides: tuple[Side, ...] = ("top", "bottom", "outer", "inner")


@dataclass(frozen=True, slots=True, kw_only=True)
class GutterStep:
    """The inside margin of books up to so many pages."""

    pages: int
    inside: Length


@dataclass(frozen=True, slots=True, kw_only=True)
class Gutter(Rule):
    """The inside margin by page count, thin books first."""

    steps: tuple[GutterStep, ...] = ()

    def inside(self, pages: int) -> Length | None:
        """The least inside margin of a book; None where there is no rule for its length."""
        return next((step.inside for step in self.steps if pages <= step.pages), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Margins(Rule):
    """How far text and live matter keep from the trim on the outer sides."""

    outside: Length | None = None
    outside_with_bleed: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks(Rule):
    """Printer's marks outside the bleed: may they be, and which are drawn."""

    allowed: bool = False
    drawn: tuple[Literal["crop", "registration"], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures(Rule):
    """Pixels an inch of photographs and of lines; what is finer than the most is resampled."""

    min_dpi: float | None = None
    max_dpi: float | None = None
    lines_min_dpi: float | None = None
    lines_max_dpi: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines(Rule):
    """The thinnest line that prints."""

    min_width: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Type(Rule):
    """The smallest type; knocked_out where it is white or of several inks."""

    min_size: Length | None = None
    min_size_knocked_out: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ink(Rule):
    """The most ink at a point."""

    limit: Coverage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages(Rule):
    """How many pages a book may have, and how many blank ones may follow each other.

    multiple is that of whole sheets; blanks says who adds the pages that fill the last one.
    """

    least: int | None = None
    most: int | None = None
    multiple: int | None = None
    blanks: Literal["file", "printer"] = "printer"
    blanks_in_a_row: int | None = None
    last_blank: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class File(Rule):
    """The largest file, and whether encryption, bookmarks and annotations are refused."""

    max_bytes: int | None = None
    plain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Rule):
    """Directions of reading that the printer binds."""

    directions: tuple[Literal["ltr", "rtl"], ...] = ("ltr", "rtl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spine(Rule):
    """Width: pages x caliper of the paper + constant; when it may carry text."""

    constant: Length = Length(0)
    text_from_pages: int | None = None
    text_clearance: Length | None = None  # free on both sides of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover(Rule):
    """How far live matter on a cover keeps from the trim, and from the creases beside the spine."""

    margin: Length | None = None
    hinge: Length | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Rule):
    """A paper that the printer has: the thickness of one page."""

    name: str = ""
    caliper: Length = Length(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Barcode(Rule):
    """The zone on the back cover that is kept for the barcode, lower right."""

    width: Length | None = None
    height: Length | None = None
    clearance: Length | None = None  # from spine fold and trim


@dataclass(frozen=True, slots=True, kw_only=True)
class PrinterProfile:
    """All rules of a printer; profile is the ICC profile of its output, read."""

    name: str
    title: str
    output: Output = field(default_factory=Output)
    bleed: Bleed = field(default_factory=Bleed)
    gutter: Gutter = field(default_factory=Gutter)
    margins: Margins = field(default_factory=Margins)
    marks: Marks = field(default_factory=Marks)
    pictures: Pictures = field(default_factory=Pictures)
    lines: Lines = field(default_factory=Lines)
    type: Type = field(default_factory=Type)
    ink: Ink = field(default_factory=Ink)
    cover_ink: Ink = field(default_factory=Ink)
    pages: Pages = field(default_factory=Pages)
    file: File = field(default_factory=File)
    reading: Reading = field(default_factory=Reading)
    spine: Spine = field(default_factory=Spine)
    cover: Cover = field(default_factory=Cover)
    barcode: Barcode = field(default_factory=Barcode)
    papers: tuple[Paper, ...] = ()
    icc: bytes = field(default=b"", repr=False)

    @property
    def ink_limit(self) -> float:
        """The limit as a sum of plates: 3 for 300 %; 4 where there is none."""
        return (self.ink.limit or 400) / 100

    def paper(self, name: str | None) -> Paper | None:
        """A paper by name; the first where none is named; None where there is no such paper."""
        if name is None:
            return self.papers[0] if self.papers else None
        return next((paper for paper in self.papers if paper.name == name), None)
