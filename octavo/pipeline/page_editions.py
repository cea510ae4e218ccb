"""The editions that are made of the master, one after the other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from octavo.artifacts import Artifact
from octavo.findings import Finding
from octavo.pipeline.booklet import make_booklet_edition
from octavo.pipeline.cover import make_cover
from octavo.pipeline.editions import make_press, make_screen
from octavo.pipeline.galleys import SetPages
from octavo.pipeline.job_sheet import make_job_sheet
from octavo.pipeline.pages import Desk, lay_out_pages
from octavo.pipeline.previews import make_previews

PAGE_EDITIONS = frozenset({"screen", "press", "booklet", "cover", "job-sheet"})


@dataclass(frozen=True, slots=True)
class PageEditions:
    """Editions by name, in the order they were made, and previews if they were asked for."""

    artifacts: dict[str, Artifact]
    previews: tuple[Artifact, ...] = ()


def make_page_editions(
    desk: Desk, paged: SetPages, wanted: Collection[str], previews: bool, findings: list[Finding]
) -> PageEditions:
    """Assemble the set pages and make of them what is wanted; add what is found to the findings."""
    artifacts: dict[str, Artifact] = {}
    cover = None
    pages, found = lay_out_pages(desk, paged)
    findings += found
    if "screen" in wanted:
        artifacts["screen"] = make_screen(desk, pages)
    if "press" in wanted:
        artifacts["press"], found = make_press(desk, pages)
        findings += found
    if "booklet" in wanted:
        made, found = make_booklet_edition(desk, pages, artifacts.get("press"))
        findings += found
        artifacts |= made
    if "cover" in wanted:
        cover = make_cover(desk, pages)
        findings += cover.findings
        artifacts["cover"] = cover.artifact
    if "job-sheet" in wanted:
        made_press = artifacts.get("press")
        artifacts["job-sheet"], found = make_job_sheet(desk, pages, made_press, cover)
        findings += found
    if not previews:
        return PageEditions(artifacts)
    drawn = make_previews(desk, pages, artifacts.get("booklet"), cover)
    return PageEditions(artifacts, tuple(drawn))
