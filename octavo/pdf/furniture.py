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


def forms_of(book: Pdf, sheaf: Pdf) -> list[pikepdf.Object]:
    """The pages of a sheaf of furniture as forms of the book: all their bleed, no tags, no links.

    Their content is passed on as it is.
    """
    return [_form(book, page) for page in sheaf.pages]


def stamp(
    book: Pdf,
    laid: Sequence[pikepdf.Object],
    pages: Sequence[BookPage],
    forms: Sequence[pikepdf.Object],
) -> None:
    """Draw the n-th form over the n-th furnished page of the book, of which all pages are given as
    laid.

    Both have the same size and origin. Raises ValueError where their numbers differ: the
    furniture was laid out for another book.
    """
    if len(pages) != len(forms):
        raise ValueError(f"{len(forms)} pages of furniture for {len(pages)} pages")
    before, after = book.make_stream(b"q"), book.make_stream(_TAIL)
    for page, form in zip(pages, forms, strict=True):
        under = laid[page.number - 1]
        under.Resources = _resources_with(under.Resources, form)
        # WeasyPrint's first matrix stands outside q, so the page is wrapped as a whole.
        under.Contents = Array([before, *_contents(under), after])


def _form(book: Pdf, page: pikepdf.Page) -> pikepdf.Object:
    page.contents_coalesce()
    content = page.obj.Contents
    form = pikepdf.Stream(book, content.read_raw_bytes())
    for key in ("/Filter", "/DecodeParms"):
        if key in content:
            form[key] = content[key]
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([float(side) for side in page.mediabox])
    form.Resources = book.copy_foreign(page.obj.Resources)
    return book.make_indirect(form)


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
