"""The booklet edition: the book's pages on sheets that an office printer or a print shop folds.

Saddle stitch as long as the sheets lie well in one another, sections above that. Made of the
press file's pages, or of the master's own in sRGB, which then have the cover around them. The
guide that comes with it holds the numbers and steps; octavo.layouts puts them into words.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf

from octavo.artifacts import BookletGuide, LaidOutPages
from octavo.book.languages import is_right_to_left
from octavo.findings import Finding, Severity
from octavo.geometry import POINTS_PER_MM, SHEETS, Size
from octavo.press.imposing import Copy, impose_opened
from octavo.press.imposition import STAPLED_SHEETS, ImpositionPlan, Side, plan, ranges
from octavo.press.profiles import load_profile
from octavo.press.standards import write_identity
from octavo.press.ticket import Binding, JobTicket, caliper_of
from octavo.publication import BookletSettings, Metadata


@dataclass(frozen=True, slots=True)
class Booklet:
    """The sheets, what has to be known to fold them, and what was found."""

    content: bytes
    guide: BookletGuide
    findings: tuple[Finding, ...]


def make_booklet(
    pages: LaidOutPages, press: bytes | None, metadata: Metadata, settings: BookletSettings
) -> Booklet:
    """Impose the book; press is the press file, None where the master's own pages are wanted.

    Blanks and scale stand in the guide and are no findings of a build; warnings are.
    """
    out = io.BytesIO()
    if press is not None:
        count = len(pages.page_map.pages) - pages.cover_pages
        ticket = ticket_for(settings, metadata, count, pages.trim, False)
        with pikepdf.open(io.BytesIO(press)) as book:
            del book.pages[count:]  # blanks for the printer's sheets are none for these
            made = impose_opened(book, ticket, (Copy(out),), "The press file")
    else:
        count = len(pages.page_map.pages)
        ticket = ticket_for(settings, metadata, count, pages.trim, pages.cover_pages == 1)
        with pikepdf.open(io.BytesIO(pages.pdf)) as book:
            for page in book.pages:
                if "/Annots" in page.obj:
                    del page.obj.Annots
            write_identity(book, metadata, load_profile("office", Path())[0])
            made = impose_opened(book, ticket, (Copy(out),), "The master")
    warnings = tuple(item for item in made.findings if item.severity is not Severity.NOTE)
    return Booklet(out.getvalue(), guide_of(made, settings), warnings)


def ticket_for(
    settings: BookletSettings, metadata: Metadata, page_count: int, trim: Size, front_cover: bool
) -> JobTicket:
    """The job ticket of a publication's settings: what is left to octavo is decided here."""
    binding: Binding = "right" if is_right_to_left(metadata.language) else "left"
    ticket = JobTicket(
        scheme="saddle" if settings.scheme == "auto" else settings.scheme,
        sheet=settings.sheet,
        binding=binding if settings.binding == "auto" else settings.binding,
        flip=settings.flip,
        section_sheets=settings.sections,
        front_cover=front_cover,
    )
    if settings.scheme == "auto" and len(plan(ticket, page_count, trim).sheets) > STAPLED_SHEETS:
        ticket = replace(ticket, scheme="sections")
    if plan(ticket, page_count, trim).scheme.creeps:
        ticket = replace(ticket, caliper=caliper_of(settings.paper))
    return ticket


def guide_of(made: ImpositionPlan, settings: BookletSettings) -> BookletGuide:
    """What the page of instructions needs of a plan."""
    shown = made.sheets[:1] + made.sheets[1:][-1:]
    return BookletGuide(
        scheme=made.scheme.name,
        title=made.scheme.title,
        sheet_name=sheet_name(made.sheet),
        sheet=made.sheet,
        sheets=len(made.sheets),
        pages=made.page_count,
        blanks=tuple(ranges(made.blanks)),
        flip=made.ticket.flip,
        binding=made.ticket.binding,
        scale=round(made.scale * 1000),
        paper=settings.paper,
        steps=made.steps,
        duplex=made.scheme.duplex,
        faces=tuple(
            tuple(_rows(side) for side in (sheet.front, sheet.back) if side) for sheet in shown
        ),
        sections=made.sections,
    )


def _rows(side: Side) -> tuple[tuple[str, ...], ...]:
    """The places in the book of the pages on a side, as one sees them: row by row."""
    tops = sorted({round(p.trim.y1) for p in side.placements}, reverse=True)
    return tuple(
        tuple(
            str(placement.place)
            for placement in sorted(side.placements, key=lambda item: item.trim.x0)
            if round(placement.trim.y1) == top
        )
        for top in tops
    )


def sheet_name(sheet: Size) -> str:
    """A size as people call it: A4, Letter, or its millimetres."""
    for name, size in SHEETS.items():
        for width, height in ((size.width, size.height), (size.height, size.width)):
            if abs(width - sheet.width) < 1 and abs(height - sheet.height) < 1:
                return name.upper() if len(name) < 5 else name.title()
    width, height = (side / POINTS_PER_MM for side in (sheet.width, sheet.height))
    return f"{width:.0f} × {height:.0f} mm"
