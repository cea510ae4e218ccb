"""Running heads and folios: one document for the whole book, a page for each of its pages.

Set apart from the text, so that a chapter that grows by a page re-lays nothing else. Heads and
folios are artifacts (PDF/UA-1, 7.8): what they say stands in the text already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from octavo.artifacts import BookPage, MarkupDocument, Medium
from octavo.book.structure import Matter
from octavo.layouts import markup
from octavo.layouts.environment import Renderer
from octavo.layouts.laying import direction_of
from octavo.layouts.theme import Theme
from octavo.publication import Publication

_HEAD_LETTER = 0.5
"""Width of a running head's letter, spaced small capitals, in em of the text."""

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
    block = theme.text_block
    room = int((block.measure - 6 * block.size) / (_HEAD_LETTER * block.size))
    values = {
        "pages": tuple(replace(page, head=shorten(page.head, room)) for page in pages),
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


def shorten(head: str, room: int) -> str:
    """Cut a running head at a word where it is longer than the line has room for letters.

    Letters of East Asian scripts take the room of two.
    """
    if _width(head) <= room:
        return head
    kept = ""
    for word in re.split(r"(?<=\s)", head):
        if _width(kept + word.rstrip()) >= room:
            break
        kept += word
    if not kept.strip():
        kept = head[: room // 2]
    return kept.rstrip(" ,;:–—-") + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _outer(side: str, direction: str) -> str:
    """The outer side of a page: the right of a recto, unless the book opens from the left."""
    return "right" if (side == "recto") == (direction == "ltr") else "left"
