"""Running heads and folios: which pages have them, and how they are stamped on.

Furniture is laid out in documents of its own, a page for each furnished page of the book, and
drawn over the text as a Form XObject inside an artifact (PDF/UA-1, 7.8; ISO 32000-1, 14.8.2.2):
screen readers pass it over.
"""

from __future__ import annotations

from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from octavo.artifacts import BookPage, PageMap

_FORM = "/Furniture"
_TAIL = (
    b"Q /Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC "
    b"q " + _FORM.encode() + b" Do Q EMC"
)


def furniture_pages(page_map: PageMap) -> tuple[BookPage, ...]:
    """The pages that carry a running head or a folio, in order."""
    return tuple(page for page in page_map.pages if page.furniture or page.folio_at_foot)


def stamp(
    book: Pdf,
    laid: Sequence[pikepdf.Object],
    pages: Sequence[BookPage],
    furniture: Sequence[pikepdf.Page],
) -> tuple[pikepdf.Object, ...]:
    """Draw page n of the furniture over the n-th furnished page of the book, of which all pages
    are given as laid; gives the forms.

    Both have the same size and origin. Raises ValueError where their numbers differ: the
    furniture was laid out for another book.
    """
    if len(pages) != len(furniture):
        raise ValueError(f"{len(furniture)} pages of furniture for {len(pages)} pages")
    forms = []
    before, after = book.make_stream(b"q"), book.make_stream(_TAIL)
    for page, drawn in zip(pages, furniture, strict=True):
        under = laid[page.number - 1]
        forms.append(form := _form(book, drawn))
        under.Resources = _resources_with(under.Resources, form)
        # WeasyPrint's first matrix stands outside q, so the page is wrapped as a whole.
        under.Contents = Array([before, *_contents(under), after])
    return tuple(forms)


def _form(book: Pdf, page: pikepdf.Page) -> pikepdf.Object:
    """A furniture page as a form: all its bleed, no group, no tags of its own."""
    if "/Annots" in page.obj:
        del page.obj.Annots
    form = page.as_form_xobject()
    form.BBox = page.mediabox
    if "/Group" in form:
        del form.Group
    if b"EMC" in form.read_bytes():
        form.write(_untagged(page))
    return book.copy_foreign(form)


def _untagged(page: pikepdf.Page) -> bytes:
    """The page's content without marked content: inside an artifact nothing else may be marked."""
    marking = (pikepdf.Operator("BDC"), pikepdf.Operator("BMC"), pikepdf.Operator("EMC"))
    kept = [
        instruction
        for instruction in pikepdf.parse_content_stream(page)
        if instruction.operator not in marking
    ]
    return pikepdf.unparse_content_stream(kept)


def _contents(page: pikepdf.Object) -> list[pikepdf.Object]:
    contents = page.get("/Contents")
    if contents is None:
        return []
    return list(contents) if isinstance(contents, Array) else [contents]


def _resources_with(resources: pikepdf.Object, form: pikepdf.Object) -> pikepdf.Object:
    """A page's resources with one form more; pages of a galley share theirs, so they are copied."""
    copy = Dictionary(dict(resources.items()))
    drawn = resources.get("/XObject")
    copy.XObject = Dictionary(dict(drawn.items()) if drawn else {})
    copy.XObject[Name(_FORM)] = form
    return copy
