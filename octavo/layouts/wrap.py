"""The cover wrap as a document: one page with back, spine and front on it.

A CoverGuide comes in, the panels in numbers; what stands on them is the layout's,
cover-wrap.html.j2. The front is the cover that the screen edition and the EPUB show.
"""

from __future__ import annotations

from dataclasses import replace

from octavo.artifacts import CoverGuide, MarkupDocument
from octavo.book.structure import Book
from octavo.book.terms import terms
from octavo.geometry import Rect
from octavo.layouts import views
from octavo.layouts.environment import Markup
from octavo.layouts.laying import direction_of, lay_front
from octavo.layouts.papers import paper_document
from octavo.layouts.theme import Theme
from octavo.publication import Metadata, Publication

WRAP = "cover-wrap"
"""The division id of the document, its role, and the name of its layout."""

_INSET = 0.1
"""Text on the back keeps this share of the trim's width from its edges, and the safe margin."""


def wrap_document(
    book: Book, publication: Publication, theme: Theme, guide: CoverGuide
) -> MarkupDocument:
    """Lay out the wrap; it is one page long unless the description does not fit on the back.

    Raises ManuscriptError where a layout of the publication has errors.
    """
    metadata = publication.metadata
    words = terms(metadata.language)
    front, _ = lay_front(book, publication, theme)
    values = {
        "metadata": metadata,
        "credits": views.credits_of(metadata.contributors, words),
        "words": words,
        "language": metadata.language,
        "direction": direction_of(metadata.language),
        "guide": guide,
        "title": metadata.title,
        "names": spine_names(metadata),
        "front": Markup(front),
    }
    title = f"{metadata.title}: {words.cover}"
    sheets = (wrap_css(guide, direction_of(metadata.language)), *theme.paper("cover.css"))
    document = paper_document(theme, WRAP, values, title, metadata.language, sheets)
    return replace(document, opener=False)


def spine_names(metadata: Metadata) -> str:
    """Those who wrote the book, or else edited it, as its spine names them."""
    credits = views.credits_of(metadata.contributors, terms(metadata.language))
    return next((credit.names for credit in credits if credit.role in ("aut", "edt")), "")


def wrap_css(guide: CoverGuide, direction: str) -> str:
    """The rules that depend on the book: the sheet, and the panels' places as values for themes."""
    inset = max(guide.margin, _INSET * guide.back.width)
    fold = max(guide.hinge, inset)
    outer_left = guide.binding == "left"
    left = guide.back.x0 + (inset if outer_left else fold)
    right = guide.back.x1 - (fold if outer_left else inset)
    foot = guide.kept.y1 + inset / 2 if guide.kept else inset
    turn = 90 if (guide.spine_text == "down") == (direction == "ltr") else -90
    return f"""\
@page cover-wrap {{
  size: {guide.size.width:.3f}pt {guide.size.height:.3f}pt; bleed: {guide.bleed:.3f}pt;
  margin: {inset:.3f}pt {guide.size.width - right:.3f}pt {foot:.3f}pt {left:.3f}pt
}}
:root {{
  --bleed: {guide.bleed:.3f}pt;
  --wrap-width: {guide.size.width:.3f}pt; --wrap-height: {guide.size.height:.3f}pt;
  --text-left: {left:.3f}pt; --text-top: {inset:.3f}pt; --text-width: {right - left:.3f}pt;
  --back-left: {guide.back.x0:.3f}pt; --front-left: {guide.front.x0:.3f}pt;
  --front-clip: {0.0 if outer_left else guide.bleed:.3f}pt;
  --spine-left: {guide.spine.x0:.3f}pt; --spine-width: {guide.spine.width:.3f}pt;
  --spine-size: {guide.spine_size:g}pt; --spine-names-size: {guide.spine_names_size:g}pt;
  --spine-shift: {-guide.spine_shift:.3f}em; --spine-room: {guide.spine_room:.3f}pt;
  --spine-turn: {turn}deg; --inset: {inset:.3f}pt; --fold-inset: {fold:.3f}pt;
}}
{_place(".kept", guide.kept, guide)}{_place(".barcode", guide.barcode, guide)}"""


def _place(selector: str, place: Rect | None, guide: CoverGuide) -> str:
    if place is None:
        return ""
    top = guide.size.height - place.y1
    return (
        f"{selector} {{ left: {place.x0:.3f}pt; top: {top:.3f}pt; width: {place.width:.3f}pt;"
        f" height: {place.height:.3f}pt }}\n"
    )
