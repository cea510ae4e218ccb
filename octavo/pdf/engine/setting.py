"""A job becomes a galley: lay out, judge, write, tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from weasyprint.document import Document

from octavo.artifacts import Galley, TypesetJob
from octavo.executors import rarely_collected
from octavo.findings import Finding, finding
from octavo.pdf.engine.anchors import anchors
from octavo.pdf.engine.audit import NoteAudit, audit_notes, late_notes, loosen, note_findings
from octavo.pdf.engine.desk import Desk, clear_away, desk_for, once
from octavo.pdf.engine.fetcher import Fetcher
from octavo.pdf.engine.floats.placing import Pulled, best_placed
from octavo.pdf.engine.glyphs import glyph_findings
from octavo.pdf.engine.headings import heading_findings, keep_with_text, stranded_headings
from octavo.pdf.engine.layout import lay_out, write
from octavo.pdf.engine.lines.beyond import beyond_findings
from octavo.pdf.engine.lines.composing import Composer
from octavo.pdf.engine.lines.even_feet import even, whiteness
from octavo.pdf.engine.lines.flow import read_flow
from octavo.pdf.engine.lines.last_page import with_fuller_end
from octavo.pdf.engine.overflow import overflow_findings, size_findings
from octavo.pdf.engine.page_starts import page_starts
from octavo.pdf.engine.places import Places
from octavo.pdf.engine.reports import Reports
from octavo.pdf.engine.self_test import self_test, unfit
from octavo.pdf.engine.tree import Element, TreeDocument, read_tree

FURNITURE = "furniture"
"""The role of running heads and folios, which are artifacts: they are never tagged."""

LAYOUTS = 4
"""A note that is still lost after so many layouts is told as an error."""


def set_galley(job: TypesetJob) -> Galley:
    """Set one division (octavo.pdf.engine.typeset says what comes in and out)."""
    clear_away()
    with rarely_collected():
        return _set(job)


def _set(job: TypesetJob) -> Galley:
    desk = desk_for(job)
    if not desk.has_faces:
        return _unset(job, desk)
    fitness = job.fitness or once("fitness", lambda: self_test(desk))
    fetcher = Fetcher(pictures=job.pictures)
    tree = read_tree(job)
    places = Places(job, tree)
    if not fitness.floats:
        job = replace(job, typography=replace(job.typography, floats=False))
    if not fitness.grid:
        job = replace(job, typography=replace(job.typography, grid=False))
    if not fitness.lines:
        job = replace(job, typography=replace(job.typography, total_fit=False))
    if not fitness.splits:
        job = replace(job, typography=replace(job.typography, split_notes=False))
    with Reports() as reports:
        composer = Composer(desk.foundry, job) if job.typography.total_fit else None
        document, notes = _lay_out_whole(job, tree, desk, fetcher, places, composer)
        left_out = () if job.embeds_fonts else job.faces
        tagged = fitness.tags and job.document.role != FURNITURE
        written = write(document, tagged, frozenset(face.digest for face in left_out))
    starts, unmatched = page_starts(document.pages, tree)
    findings = (
        *desk.findings,
        *unfit(fitness),
        *reports.findings(fetcher.refused),
        *size_findings(document.pages, job),
        *glyph_findings(reports.missing_characters(), tree, places),
        *note_findings(notes, places),
        *late_notes(notes, tree, places),
        *overflow_findings(document.pages, places),
        *heading_findings(stranded_headings(document.pages, tree), places),
        *(beyond_findings(composer.beyond, places) if composer else ()),
        *_unsure(unmatched, tree, places),
    )
    return Galley(
        division_id=job.document.division_id,
        pdf=written.pdf,
        page_count=len(document.pages),
        anchors=anchors(document.pages),
        page_starts=starts,
        tags=written.tags,
        fonts=written.fonts,
        notes=notes.placements,
        findings=tuple(dict.fromkeys(findings)),
        fitness=fitness,
    )


def _unset(job: TypesetJob, desk: Desk) -> Galley:
    """An empty galley, which says that there was no face to set a division in."""
    said = finding("face-missing", f"“{job.document.title}” has no face to be set in.")
    return Galley(job.document.division_id, b"", 0, findings=(*desk.findings, said))


def _lay_out_whole(
    job: TypesetJob,
    tree: Element,
    desk: Desk,
    fetcher: Fetcher,
    places: Places,
    composer: Composer | None,
) -> tuple[Document, NoteAudit]:
    """Lay out until no note is lost and no heading alone, giving way a little where one was."""
    kept: set[Element] = set()
    pulls: dict[Document, Pulled] = {}

    html = TreeDocument(tree, fetcher)

    def arrange(pulled: Pulled) -> Document:
        document = lay_out(job, html, desk, pulled, composer)
        pulls[document] = pulled
        return document

    for _ in range(LAYOUTS):
        document = best_placed(arrange, tree, job)
        notes = audit_notes(document.pages, tree)
        alone = [
            heading for heading in stranded_headings(document.pages, tree) if heading not in kept
        ]
        if not notes.lost and not alone:
            break
        loosen(notes.lost, places)
        keep_with_text(alone, tree)
        kept.update(alone)
    if composer is not None and job.typography.even_feet:
        pulled = pulls[document]
        document = _evened(document, lambda: arrange(pulled), composer, job)
        notes = audit_notes(document.pages, tree)
        fuller = _ended(document, lambda: arrange(pulled), composer)
        if fuller is not document:
            audit = audit_notes(fuller.pages, tree)
            if not audit.lost and not stranded_headings(fuller.pages, tree):
                document, notes = fuller, audit
    return document, notes


def _evened(
    document: Document, again: Callable[[], Document], composer: Composer, job: TypesetJob
) -> Document:
    """Lay out once more with paragraphs longer or shorter, if that fills the pages."""
    flow = read_flow(document.pages)
    wanted = even(flow, composer.choices, job.first_side == "recto") if flow else {}
    if flow is None or not wanted:
        return document
    composer.wanted = wanted
    other = again()
    evened = read_flow(other.pages)
    if evened and whiteness(evened) < whiteness(flow):
        return other
    composer.wanted = {}
    return document


def _ended(document: Document, again: Callable[[], Document], composer: Composer) -> Document:
    """Lay out with lines saved or brought over, where the last page has next to no text."""
    wanted = composer.wanted

    def arrange(lines: Mapping[Element, int]) -> Document:
        composer.wanted = lines
        return again()

    return with_fuller_end(document, arrange, composer.choices, wanted)


def _unsure(unmatched: dict[str, str], tree: Element, places: Places) -> list[Finding]:
    blocks = {element.get("id", ""): element for element in tree.iter()}
    return [
        finding(
            "page-start-unsure",
            f"“{text[:30]}” stands on the page where its source reads otherwise;"
            " a page break in this block may be off.",
            places.location(blocks[name]),
        )
        for name, text in unmatched.items()
    ]
