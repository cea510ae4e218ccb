"""Papers beside the book: documents of one galley, each a master and a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from octavo.artifacts import LaidOutPages, MarkupDocument, Picture, Typography
from octavo.findings import Finding
from octavo.geometry import Size
from octavo.layouts import Theme, load_theme
from octavo.pipeline.galleys import Composing, set_document
from octavo.pipeline.pages import Desk, picture_encoder, placed
from octavo.publication import PageSetup, Publication


def paper_pages(
    desk: Desk,
    publication: Publication,
    document: MarkupDocument,
    typography: Typography,
    pictures: Mapping[str, Picture],
) -> LaidOutPages:
    """Set a document and join its pages; what was found in setting is among their findings.

    publication has the paper's own page, and the metadata of its file.
    """
    from octavo.pdf.assembly import assemble
    from octavo.pdf.pagination import paginate

    composing = Composing(
        publication, desk.faces, pictures, typography, desk.workshop, desk.workers, desk.progress
    )
    galley = set_document(composing, document)
    page_map = paginate((galley,), (document,))
    page, shown = publication.page, tuple(pictures.values())
    pages = assemble(
        (galley,), page_map, (), desk.faces, shown, (), publication.metadata, page.trim,
        page.bleed, 0, picture_encoder(desk),
    )  # fmt: skip
    return replace(pages, findings=(*galley.findings, *pages.findings))


def paper_pdf(
    desk: Desk, sheet: Size, lay: Callable[[Theme, Publication], MarkupDocument]
) -> tuple[bytes, tuple[Finding, ...]]:
    """Set what lay gives on sheets of that size: a PDF tagged like every PDF for reading."""
    from octavo.pdf.screen import screen_pdf

    publication = replace(desk.publication, page=PageSetup(sheet, 0.0), hyphenation=())
    theme, _ = load_theme(publication)  # what is wrong with it has been said
    document = lay(theme, publication)
    metadata = replace(
        publication.metadata, title=document.title, subtitle=None, language=document.language
    )
    publication = replace(publication, metadata=metadata)
    pages = paper_pages(desk, publication, document, theme.typography, {})
    # The paper's blocks are no places in the manuscript: its title says where to look.
    found = (
        replace(item, message=f"{document.title}: {item.message}")
        for item in placed(desk.book, list(pages.findings))
    )
    return screen_pdf(pages, metadata), tuple(found)
