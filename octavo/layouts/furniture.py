"""Running heads and folios: one document for the whole book, a page for each of its pages.

Set apart from the text, so that a chapter that grows by a page re-lays nothing else. Heads and
folios are artifacts (PDF/UA-1, 7.8): what they say stands in the text already.
"""

from __future__ import annotations

from collections.abc import Sequence

from octavo.artifacts import BookPage, MarkupDocument, Medium
from octavo.book.structure import Matter
from octavo.layouts import markup
from octavo.layouts.environment import Renderer
from octavo.layouts.laying import direction_of
from octavo.layouts.theme import Theme
from octavo.publication import Publication

FURNITURE = "furniture"
"""The division id of the furniture document, and the name of its layout."""


def furniture_document(
    theme: Theme, publication: Publication, pages: Sequence[BookPage]
) -> MarkupDocument:
    """Lay out head and folio of every page, in order; pages without furniture stay empty.

    Pages are laid with the outer side marked (class outer-left, outer-right), so that style
    sheets need not know in which direction the book is bound.
    """
    language = publication.metadata.language
    direction = direction_of(language)
    values = {
        "pages": tuple(pages),
        "language": language,
        "direction": direction,
        "outer": {side: _outer(side, direction) for side in ("recto", "verso")},
        "metadata": publication.metadata,
    }
    xhtml = Renderer(theme.layouts).render(f"{FURNITURE}.html.j2", values)
    return MarkupDocument(
        division_id=FURNITURE,
        role=FURNITURE,
        matter=Matter.BODY,
        medium=Medium.PAGE,
        xhtml=markup.write(markup.parse(xhtml)),
        title=publication.metadata.title,
        stylesheets=theme.sheets(Medium.PAGE),
        opener=False,
        bare=True,
        start="recto",
        language=language,
    )


def _outer(side: str, direction: str) -> str:
    """The outer side of a page: the right of a recto, unless the book opens from the left."""
    return "right" if (side == "recto") == (direction == "ltr") else "left"
