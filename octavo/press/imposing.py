"""A PDF and a job ticket in, a PDF of sheets out: opening, measuring, planning and drawing in one.

The pages' trim is the one that most pages have; what differs is said and centred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from pikepdf import Array, Dictionary, Pdf

from octavo.findings import Finding, finding
from octavo.geometry import Size
from octavo.press.drawing import Sides, draw, mixed_sizes
from octavo.press.imposition import ImpositionPlan, plan, ranges
from octavo.press.originals import OriginalPage, measure, opened
from octavo.press.ticket import JobTicket


@dataclass(frozen=True, slots=True)
class Copy:
    """One file to be written: where to, which sides, in which order."""

    out: BinaryIO
    sides: Sides = "both"
    reverse: bool = False


def impose(
    source: Path | bytes, ticket: JobTicket, copies: Sequence[Copy], name: str = "The PDF"
) -> ImpositionPlan:
    """Impose a PDF by a ticket, into one file or several; gives the plan with all findings.

    Raises Unprintable for a PDF that cannot be used, UsageError for a ticket without meaning;
    then what stands in the copies is worth nothing.
    """
    with opened(source, name) as pdf:
        return impose_opened(pdf, ticket, copies, name)


def impose_opened(pdf: Pdf, ticket: JobTicket, copies: Sequence[Copy], name: str) -> ImpositionPlan:
    """Impose a PDF that is open already; all else is as in impose."""
    pages = measure(pdf, name)
    bleeds = [page.least_bleed for page in pages if page.least_bleed]
    made = plan(ticket, len(pages), usual_trim(pages), min(bleeds, default=0.0))
    made = replace(made, findings=(*made.findings, *_foreign(made, pdf, pages)))
    for copy in copies:
        draw(made, pdf, pages, copy.out, copy.sides, copy.reverse)
    return made


def usual_trim(pages: Sequence[OriginalPage]) -> Size:
    """The size that most pages have, the first of those where several are as frequent."""
    counts = Counter((round(page.size.width), round(page.size.height)) for page in pages)
    most = max(counts.values())
    return next(
        page.size
        for page in pages
        if counts[round(page.size.width), round(page.size.height)] == most
    )


def _foreign(made: ImpositionPlan, pdf: Pdf, pages: Sequence[OriginalPage]) -> tuple[Finding, ...]:
    """What a stranger's PDF may hold that sheets cannot."""
    found = []
    if different := mixed_sizes(made, pages):
        found.append(
            finding("imposition-sizes", f"Of another size than most: {_pages(different)}.")
        )
    noted = tuple(
        number for number, page in enumerate(pdf.pages, 1) if _has_notes(page.obj.get("/Annots"))
    )
    if noted:
        message = f"Comments, stamps or form fields are not printed: {_pages(noted)}."
        found.append(finding("imposition-annotations", message))
    return tuple(found)


def _has_notes(annotations: object) -> bool:
    """Say whether there is an annotation that one sees: not a link, not its pop-up."""
    return isinstance(annotations, Array) and any(
        isinstance(item, Dictionary)
        and item.get("/Subtype") not in ("/Link", "/Popup")
        and "/AP" in item
        for item in annotations
    )


def _pages(numbers: tuple[int, ...]) -> str:
    runs = ranges(numbers)
    shown = ", ".join(runs[:8]) + (f" and {len(runs) - 8} more" if len(runs) > 8 else "")
    return f"page{'' if len(numbers) == 1 else 's'} {shown}"
