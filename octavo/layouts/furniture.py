"""Running heads and folios: documents of their own, a page for each page of the book.

Set apart from the text, so that a chapter that grows by a page re-lays nothing else; in sheaves of
some chapters each, which are set side by side, and of which the unchanged ones are kept. Heads and
folios are artifacts (PDF/UA-1, 7.8): what they say stands in the text already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from octavo.artifacts import BookPage, MarkupDocument, Medium
from octavo.book.structure import Matter
from octavo.layouts import markup
from octavo.layouts.environment import renderer_of
from octavo.layouts.laying import direction_of
from octavo.layouts.rendering import malformed, render_tree
from octavo.layouts.theme import Theme
from octavo.publication import Publication

_HEAD_LETTER = 0.5
"""Width of a running head's letter, spaced small capitals, in em of the text."""

FURNITURE = "furniture"
"""The division id of furniture documents, and the name of their layout."""

SHEAF = 40
"""Pages of a sheaf, at least: fewer would cost more in fonts than they save in time."""


def furniture_documents(
    theme: Theme, publication: Publication, pages: Sequence[BookPage]
) -> tuple[MarkupDocument, ...]:
    """Lay out head and folio of every page, in order; pages without furniture stay empty.

    Pages are laid with the outer side marked (class outer-left, outer-right), so that style
    sheets need not know in which direction the book is bound. Raises ManuscriptError where the
    layout has errors.
    """
    language = publication.metadata.language
    direction = direction_of(language)
    block = theme.text_block
    renderer = renderer_of(theme.layouts)
    room = int((block.measure - 6 * block.size) / (_HEAD_LETTER * block.size))
    values = {
        "language": language,
        "direction": direction,
        "outer": {side: _outer(side, direction) for side in ("recto", "verso")},
        "metadata": publication.metadata,
    }
    documents = []
    for sheaf in sheaves(pages):
        shown = tuple(replace(page, head=shorten(page.head, room)) for page in sheaf)
        tree = render_tree(renderer, FURNITURE, {**values, "pages": shown})
        documents.append(_document(theme, publication, markup.write(tree)))
    return tuple(documents)


def _document(theme: Theme, publication: Publication, xhtml: str) -> MarkupDocument:
    return MarkupDocument(
        division_id=FURNITURE,
        role=FURNITURE,
        matter=Matter.BODY,
        medium=Medium.PAGE,
        xhtml=xhtml,
        title=publication.metadata.title,
        stylesheets=theme.sheets(Medium.PAGE),
        opener=False,
        bare=True,
        start="recto",
        language=publication.metadata.language,
    )


def proof_furniture(theme: Theme, pages: Sequence[BookPage], counts: Sequence[int]) -> None:
    """See that each sheaf was set in as many pages as it furnishes.

    Raises ManuscriptError where a publication's layout made more or fewer.
    """
    for sheaf, count in zip(sheaves(pages), counts, strict=True):
        if count != len(sheaf):
            message = f"this layout makes {count} pages for {len(sheaf)} pages of the book"
            raise malformed(renderer_of(theme.layouts), FURNITURE, message)


def sheaves(pages: Sequence[BookPage]) -> tuple[tuple[BookPage, ...], ...]:
    """Divide pages into sheaves of whole divisions, so that few change when one division grows."""
    made: list[list[BookPage]] = []
    for _, group in groupby(pages, key=attrgetter("division_id")):
        if made and len(made[-1]) < SHEAF:
            made[-1] += group
        else:
            made.append(list(group))
    return tuple(map(tuple, made))


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
