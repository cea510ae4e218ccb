"""THE FLOW: manuscript -> Book -> pages and content documents -> editions, each step once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from octavo import __version__
from octavo.artifacts import Artifact
from octavo.book.structure import Book
from octavo.executors import Workers
from octavo.findings import Finding, ManuscriptError, Severity, has_errors, sort_findings
from octavo.pipeline.editions import press_sources, printer_of
from octavo.pipeline.epub import begin_epub
from octavo.pipeline.options import BuildOptions, Progress
from octavo.pipeline.outputs import PREVIEWS, UNTOUCHED, BuildReport, edition_report
from octavo.pipeline.page_editions import PAGE_EDITIONS, PageEditions, make_page_editions
from octavo.pipeline.pages import Desk, page_book
from octavo.pipeline.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Made:
    """What a build leaves to be written: the report, the files, and the paths that it read."""

    report: BuildReport
    artifacts: tuple[Artifact, ...]
    read: tuple[str, ...]


def build(options: BuildOptions, progress: Progress, shop: Workshop, workers: Workers) -> Made:
    """Make the editions that are asked for, in memory.

    Raises ManuscriptError with every finding of the run where one is an error.
    """
    findings: list[Finding] = []
    try:
        return _make(options, progress, shop, workers, findings)
    except ManuscriptError as error:
        # Faces and layouts that cannot be used end the run with all that was found before.
        raise refused((*findings, *error.findings), options.strict) from error


def _make(
    options: BuildOptions,
    progress: Progress,
    shop: Workshop,
    workers: Workers,
    findings: list[Finding],
) -> Made:
    desk = open_desk(options, progress, shop, workers, findings)
    publication, book = desk.publication, desk.book
    wanted = options.wanted(publication)
    paged = None
    in_pages = options.previews or PAGE_EDITIONS.intersection(wanted)
    if in_pages or publication.page_list == "book" or _names_pages(book):
        paged, found = page_book(desk)
        findings += found
        _stop_on_errors(findings, options.strict)
    packing = {name: begin_epub(desk, paged, name) for name in ("epub", "kindle") if name in wanted}
    made = PageEditions({})
    if in_pages and paged:
        made = make_page_editions(desk, paged, wanted, options.previews, findings)
    artifacts = dict(made.artifacts)
    for name, finish in packing.items():
        artifacts[name], found = finish()
        findings += found
    _stop_on_errors(findings, options.strict)
    report = BuildReport(
        title=publication.metadata.title,
        octavo=__version__,
        pages=len(paged.page_map.pages) if paged else 0,
        words=sum(division.words for division in book.divisions),
        notes=len(book.notes),
        figures=len(book.figures),
        tables=len(book.tables),
        sources=len(book.sources),
        editions=(
            *(edition_report(name, item) for name, item in artifacts.items()),
            *(edition_report(PREVIEWS, item) for item in made.previews),
        ),
        findings=sort_findings(findings),
    )
    pictures = [asset.path for asset in book.assets]
    citations = publication.citations
    read = (*publication.manuscript, *citations.bibliography, citations.style, *pictures)
    read += press_sources(publication, desk.printer)
    return Made(report, (*artifacts.values(), *made.previews), read)


def _names_pages(book: Book) -> bool:
    """Whether the text refers to printed pages: an EPUB alone must know them, too."""
    bodies = (*(division.body for division in book.divisions), *(note.body for note in book.notes))
    return any("data-folio" in body for body in bodies)


def open_desk(
    options: BuildOptions,
    progress: Progress,
    shop: Workshop,
    workers: Workers,
    findings: list[Finding],
) -> Desk:
    """Read the manuscript and the theme; prepare faces and pictures.

    What is found is added to the findings. Raises ManuscriptError where one is an error.
    """
    from octavo.fonts import causes, instances
    from octavo.layouts import load_theme
    from octavo.pipeline.pictures import pictures_of
    from octavo.reading import read

    progress.stage("Reading")
    reading = read(options.root, shop.cache)
    findings += reading.findings
    if reading.publication is None or reading.book is None:
        raise refused(findings, options.strict)
    theme, found = load_theme(reading.publication)
    printer, faults = printer_of(reading.publication)
    findings += (*found, *faults)
    _stop_on_errors(findings, options.strict)
    face_causes = causes(theme.faces, options.root)
    make_faces = cache(lambda: instances(theme.faces, shop.folder, options.root, face_causes))
    pictures = pictures_of(reading.book, options.root, shop)
    return Desk(
        reading.book, reading.publication, theme, printer, face_causes, make_faces, pictures,
        shop, workers, progress, options.draft,
    )  # fmt: skip


def _stop_on_errors(findings: Sequence[Finding], strict: bool) -> None:
    warned = strict and any(item.severity is Severity.WARNING for item in findings)
    if has_errors(list(findings)) or warned:
        raise refused(findings, strict)


def refused(findings: Sequence[Finding], strict: bool) -> ManuscriptError:
    """The error that ends a build: everything that was found, in order."""
    because = "errors or warnings (--strict)" if strict else "errors"
    return ManuscriptError(
        f"Nothing was made: the manuscript has {because}.",
        UNTOUCHED,
        sort_findings(tuple(findings)),
    )
