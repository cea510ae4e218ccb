"""What a file is held against: a printer's profile, or what every offset printer asks for."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.geometry import POINTS_PER_MM
from octavo.press.printer import PrinterProfile


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Thresholds of the rules, in points, percent and dots an inch; None: nothing is asked.

    The values here hold without a profile. Sources: docs/preflight.md.
    """

    printer: str = "offset printing"
    x4: bool = True
    colour: str = "cmyk"  # or "gray", "rgb"
    transparency: bool = True
    bleed: float = 3 * POINTS_PER_MM
    bleed_sides: tuple[str, ...] = ("top", "bottom", "outer", "inner")
    margin: float | None = None
    margin_with_bleed: float | None = None
    gutter: float | None = None
    marks: bool = True
    least_dpi: float | None = 200
    most_dpi: float | None = 600
    line_least_dpi: float | None = 600
    line_most_dpi: float | None = 2400
    line: float | None = 0.25
    type: float | None = 4.0
    type_knocked_out: float | None = 6.0
    ink: float | None = 300
    least_pages: int | None = None
    most_pages: int | None = None
    multiple: int | None = None
    blanks: int | None = 2
    last_blank: bool = False
    most_bytes: int | None = None
    plain: bool = False
    directions: tuple[str, ...] = ("ltr", "rtl")
    spine_text_from: int | None = None
    spine_clearance: float | None = None


_FINER = 2.0
"""How much finer than a printer's figure a picture may be: pictures may be shown large elsewhere."""


def limits_of(profile: PrinterProfile | None, pages: int, cover: bool = False) -> Limits:
    """The limits for a file of so many pages; those of a cover where it is one."""
    if profile is None:
        return Limits()
    pictures, least_lines = profile.pictures, profile.pictures.lines_min_dpi
    ink = profile.cover_ink if cover else profile.ink
    return Limits(
        printer=profile.title,
        x4=profile.output.standard == "PDF/X-4",
        colour=profile.output.colour,
        transparency=profile.output.transparency,
        bleed=profile.bleed.width,
        bleed_sides=("top", "bottom", "outer", "inner") if cover else profile.bleed.sides,
        margin=profile.cover.margin if cover else profile.margins.outside,
        margin_with_bleed=None if cover else profile.margins.outside_with_bleed,
        gutter=None if cover else profile.gutter.inside(pages),
        marks=profile.marks.allowed,
        least_dpi=pictures.min_dpi,
        most_dpi=_FINER * pictures.max_dpi if pictures.max_dpi else None,
        line_least_dpi=least_lines,
        line_most_dpi=_FINER * pictures.lines_max_dpi if pictures.lines_max_dpi else None,
        line=profile.lines.min_width,
        type=profile.type.min_size,
        type_knocked_out=profile.type.min_size_knocked_out,
        ink=ink.limit,
        least_pages=None if cover else profile.pages.least,
        most_pages=None if cover else profile.pages.most,
        multiple=None if cover else profile.pages.multiple,
        blanks=profile.pages.blanks_in_a_row or Limits().blanks,
        last_blank=profile.pages.last_blank and not cover,
        most_bytes=profile.file.max_bytes,
        plain=profile.file.plain,
        directions=profile.reading.directions,
        spine_text_from=profile.spine.text_from_pages,
        spine_clearance=profile.spine.text_clearance,
    )
