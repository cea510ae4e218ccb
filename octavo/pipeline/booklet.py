"""The booklet edition: the imposed sheets, and the page that tells how to fold them."""

from __future__ import annotations

from octavo.artifacts import Artifact, LaidOutPages
from octavo.findings import Finding
from octavo.layouts import instructions_document
from octavo.pipeline.editions import make_press
from octavo.pipeline.outputs import edition_artifact
from octavo.pipeline.pages import Desk
from octavo.pipeline.papers import paper_pdf
from octavo.publication import BookletSettings


def make_booklet_edition(
    desk: Desk, pages: LaidOutPages, press: Artifact | None
) -> tuple[dict[str, Artifact], tuple[Finding, ...]]:
    """Impose the book and set its instructions; press is the press edition, where one was made.

    The press file's pages are taken where the publication has a press edition, whether or not
    this build makes it: the booklet is the same in every build.
    """
    from octavo.press.booklet import make_booklet

    publication = desk.publication
    settings = publication.booklet or BookletSettings()
    source: Artifact | None = None
    if settings.pages == "press" or (settings.pages == "auto" and publication.press):
        source = press or make_press(desk, pages)[0]
    desk.progress.stage("Imposing the booklet")
    content = source.content if source else None
    booklet = make_booklet(pages, content, publication.metadata, settings)
    guide, found = paper_pdf(
        desk,
        booklet.guide.sheet,
        lambda theme, publication: instructions_document(theme, publication, booklet.guide),
    )
    made = {"booklet": booklet.content, "booklet-instructions": guide}
    artifacts = {name: edition_artifact(publication, name, made[name]) for name in made}
    return artifacts, (*booklet.findings, *found)
