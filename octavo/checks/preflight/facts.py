"""What the walk finds on pages: text, paths, pictures, and what else a printer asks about.

Boxes are points of the page with its UserUnit applied, before /Rotate. Rules read these values;
they never look into the PDF again.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from pikepdf import Object

from octavo.checks.preflight.boxes import Box
from octavo.checks.preflight.colours import ColourSpace, Paint
from octavo.checks.preflight.fonts import FontFacts
from octavo.findings import Location


class TextRun(NamedTuple):
    """What one operator shows: from first to last glyph, about a capital high."""

    box: Box
    font: FontFacts
    size: float  # as printed, in points
    paint: Paint | None  # None: outlined only
    overprints: bool
    missing: bool  # shows glyph 0


class PaintedArea(NamedTuple):
    """A filled or stroked path, or a shading; width is a line's or a thin bar's, in points."""

    box: Box
    kind: Literal["fill", "line", "shading"]
    paint: Paint
    overprints: bool
    width: float | None = None


class PictureFacts(NamedTuple):
    """An image of the file, once for all its places."""

    key: Hashable
    width: int
    height: int
    stencil: bool  # painted through in the current colour
    line_art: bool  # one bit a pixel
    space: ColourSpace | None
    stream: Object | None  # None for an image in the content stream


class Placement(NamedTuple):
    """An image on a page; dots are pixels an inch along its width and its height."""

    box: Box
    picture: PictureFacts
    name: str
    across: float
    down: float


class SpaceUse(NamedTuple):
    """A colour space where it is first used for something on a page."""

    space: ColourSpace
    what: str
    box: Box | None
    paint: Paint | None = None


class Oddity(NamedTuple):
    """Something that a rule wants to know of, by the rule's code."""

    code: str
    message: str
    box: Box | None
    object: str


@dataclass(slots=True)
class PageFacts:
    """Everything found on one page."""

    number: int
    media: Box
    crop: Box
    bleed: Box
    trim: Box
    stated: frozenset[str]  # names of the boxes that the page states
    rotation: int = 0
    user_unit: float = 1.0
    texts: list[TextRun] = field(default_factory=list)
    areas: list[PaintedArea] = field(default_factory=list)
    placements: list[Placement] = field(default_factory=list)
    spaces: dict[Hashable, SpaceUse] = field(default_factory=dict)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def blank(self) -> bool:
        """Nothing that can be seen stands on the page."""
        return not (
            self.texts or self.placements or any(not area.paint.white for area in self.areas)
        )

    def odd(self, code: str, message: str, box: Box | None = None, object: str = "") -> None:
        """Note something for the rule of that code."""
        self.oddities.append(Oddity(code, message, box, object))


class CoverFacts(NamedTuple):
    """What a cover wrap belongs to: its spine in points, and the pages of the book in it."""

    spine: float
    pages: int


@dataclass(frozen=True, slots=True)
class PressRecord:
    """What a build knows of its press file, so that nothing is measured or guessed twice.

    ink: most ink in percent, by the name of the image in the file; places: where the manuscript
    shows it, by the same name; pages: where the text of a page begins; cover: what it wraps.
    """

    ink: dict[str, float] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)
    pages: dict[int, Location] = field(default_factory=dict)
    cover: CoverFacts | None = None
