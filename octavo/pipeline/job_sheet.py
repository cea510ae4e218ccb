"""The job sheet: what a printer wants to know of the files, read off the files themselves."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from itertools import groupby

from octavo.artifacts import Artifact, BookPage, JobFile, JobGuide, LaidOutPages
from octavo.book.languages import is_right_to_left
from octavo.findings import Finding
from octavo.geometry import TRIMS, Size
from octavo.layouts import job_sheet_document
from octavo.pipeline.cover import Cover, make_cover
from octavo.pipeline.editions import make_press
from octavo.pipeline.outputs import edition_artifact
from octavo.pipeline.pages import Desk
from octavo.pipeline.papers import paper_pdf
from octavo.publication import PressSettings

_SHEET = TRIMS["a4"]


def make_job_sheet(
    desk: Desk, pages: LaidOutPages, press: Artifact | None, cover: Cover | None
) -> tuple[Artifact, tuple[Finding, ...]]:
    """Set the job sheet of a book; press and cover are this build's, where it made them.

    The cover is made for it where the publication has one, and the press file always: the sheet
    is the same in every build. What there is to find in them is said where they are asked for.
    """
    press = press or make_press(desk, pages)[0]
    if cover is None and desk.publication.cover_wrap:
        cover = make_cover(desk, pages)
    desk.progress.stage("Writing the job sheet")
    guide = job_guide(desk, pages, press, cover)
    content, found = paper_pdf(
        desk, _SHEET, lambda theme, publication: job_sheet_document(theme, publication, guide)
    )
    return edition_artifact(desk.publication, "job-sheet", content), found


def job_guide(desk: Desk, pages: LaidOutPages, press: Artifact, cover: Cover | None) -> JobGuide:
    """Everything that the sheet says, in numbers."""
    from octavo.checks.colour_pages import colour_pages
    from octavo.press.imposition import ranges
    from octavo.press.spine import bound_pages

    publication = desk.publication
    settings = publication.press or PressSettings()
    profile = desk.printer
    inside = pages.page_map.pages[pages.cover_pages :]
    seen = colour_pages(press.content)
    paper = profile.paper(settings.paper)
    rgb = profile.output.colour == "rgb"
    files = (press, cover.artifact) if cover else (press,)
    return JobGuide(
        trim=pages.trim,
        trim_name=_named(pages.trim),
        pages=seen.count,
        folios=tuple(_folios(inside)),
        bound_pages=bound_pages(seen.count, profile),
        blanks=tuple(ranges(seen.blank)),
        colours=profile.output.colour,
        colour_pages=tuple(ranges(seen.coloured)),
        coloured=len(seen.coloured),
        all_coloured=0 < len(seen.coloured) == seen.count - len(seen.blank),
        bleed=min(pages.bleed, profile.bleed.width),
        bleed_sides=profile.bleed.sides,
        paper=paper.name if paper else settings.paper or "",
        binding="right" if is_right_to_left(publication.metadata.language) else "left",
        printer=profile.title,
        standard="" if rgb or profile.output.standard == "none" else profile.output.standard,
        condition="sRGB" if rgb else profile.output.condition,
        cover=cover.guide if cover else None,
        isbn=dict(publication.metadata.isbn).get("press", ""),
        files=tuple(
            JobFile(item.name, len(item.content), hashlib.sha256(item.content).hexdigest())
            for item in files
        ),
    )


def _named(trim: Size) -> str:
    """The name of a size that is one of paper; sizes that two names share have none."""
    names = [name for name, size in TRIMS.items() if abs(size.width - trim.width) < 0.5
             and abs(size.height - trim.height) < 0.5]  # fmt: skip
    return names[0].upper() if len(names) == 1 and len(names[0]) == 2 else ""


def _folios(pages: Iterable[BookPage]) -> list[str]:
    """The folios in runs of one kind: "i–x", "1–54"."""
    runs = []
    for _, run in groupby((page.folio for page in pages if page.folio), key=str.isdecimal):
        folios = list(run)
        runs.append(folios[0] if len(folios) == 1 else f"{folios[0]}–{folios[-1]}")
    return runs
