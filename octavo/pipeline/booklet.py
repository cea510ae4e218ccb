"""The booklet edition: the imposed sheets, and the page that tells how to fold them."""

from __future__ import annotations

from dataclasses import replace

from octavo.artifacts import Artifact, BookletGuide, LaidOutPages
from octavo.findings import Finding
from octavo.layouts import instructions_document, load_theme
from octavo.pipeline.editions import make_press
from octavo.pipeline.galleys import Composing, set_document
from octavo.pipeline.pages import Desk
from octavo.publication import BookletSettings, PageSetup


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
    slug = publication.slug
    guide, found = _instructions(desk, booklet.guide)
    artifacts = {
        "booklet": Artifact(f"{slug}-booklet.pdf", booklet.content, "application/pdf"),
        "booklet-instructions": Artifact(
            f"{slug}-booklet-instructions.pdf", guide, "application/pdf"
        ),
    }
    return artifacts, (*booklet.findings, *found)


def _instructions(desk: Desk, guide: BookletGuide) -> tuple[bytes, tuple[Finding, ...]]:
    """The instructions as a PDF of the sheet's size, tagged like every PDF for reading."""
    from octavo.pdf.assembly import assemble
    from octavo.pdf.pagination import paginate
    from octavo.pdf.screen import screen_pdf

    page = PageSetup(guide.sheet, 0.0)
    publication = replace(desk.publication, page=page, hyphenation=())
    theme, _ = load_theme(publication)  # what is wrong with it has been said
    document = instructions_document(theme, publication, guide)
    composing = Composing(
        publication, desk.faces, {}, theme.typography, desk.workshop, desk.workers, desk.progress
    )
    galley = set_document(composing, document)
    page_map = paginate((galley,), (document,))
    metadata = replace(
        publication.metadata, title=document.title, subtitle=None, language=document.language
    )
    pages = assemble(
        (galley,), page_map, (), desk.faces, (), (), metadata, page.trim, page.bleed, 0
    )
    return screen_pdf(pages, metadata), (*galley.findings, *pages.findings)
