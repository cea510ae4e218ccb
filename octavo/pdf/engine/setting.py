"""A job becomes a galley: lay out, judge, write, tell."""

from __future__ import annotations

from weasyprint.document import Page

from octavo.artifacts import Anchor, Galley, TypesetJob
from octavo.pdf.engine.boxes import POINTS_PER_PIXEL
from octavo.pdf.engine.desk import desk_for
from octavo.pdf.engine.fetcher import Fetcher
from octavo.pdf.engine.layout import lay_out, write
from octavo.pdf.engine.reports import Reports
from octavo.pdf.engine.tree import read_tree


def set_galley(job: TypesetJob) -> Galley:
    """Set one division (octavo.pdf.engine.typeset says what comes in and out)."""
    desk = desk_for(job)
    fetcher = Fetcher(pictures=job.pictures)
    tree = read_tree(job)
    with Reports() as reports:
        document = lay_out(job, tree, desk, fetcher)
        written = write(document, tagged=True)
    return Galley(
        division_id=job.document.division_id,
        pdf=written.pdf,
        page_count=len(document.pages),
        anchors=anchors(document.pages),
        tags=written.tags,
        fonts=written.fonts,
        findings=(*desk.findings, *reports.findings(fetcher.refused)),
    )


def anchors(pages: list[Page]) -> tuple[Anchor, ...]:
    """Where each id stands first, as WeasyPrint gathered it (top left of the element's box)."""
    found: dict[str, Anchor] = {}
    for number, page in enumerate(pages, 1):
        for name, (x, y, _, _) in page.anchors.items():
            if name not in found:
                left, bottom = x * POINTS_PER_PIXEL, (page.height - y) * POINTS_PER_PIXEL
                found[name] = Anchor(name, number, round(left, 3), round(bottom, 3))
    return tuple(found.values())
