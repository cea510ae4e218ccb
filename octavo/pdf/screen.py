"""LaidOutPages -> the screen PDF: cropped to the trim, PDF/UA-1 and PDF/A-2a in one file.

Tags, links, bookmarks and fonts are the master's; here it gets what is true of this edition only:
boxes, metadata, the sRGB output intent, and how a reader opens it.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Array, Dictionary, Name

from octavo.artifacts import LaidOutPages
from octavo.book.languages import is_right_to_left
from octavo.images.profiles import srgb
from octavo.pdf.assembly import save
from octavo.pdf.metadata import screen_xmp, write_info, write_intent, write_xmp
from octavo.publication import Metadata


def screen_pdf(pages: LaidOutPages, metadata: Metadata) -> bytes:
    """Make the screen edition. The same pages and metadata give the same bytes."""
    with pikepdf.open(io.BytesIO(pages.pdf)) as book:
        crop = Array([0, 0, pages.trim.width, pages.trim.height])
        for page in book.pages:
            page.obj.MediaBox = crop
            page.obj.TrimBox = crop
            if "/BleedBox" in page.obj:
                del page.obj.BleedBox
        preferences = Dictionary(DisplayDocTitle=True)
        if is_right_to_left(metadata.language):
            preferences.Direction = Name.R2L
        book.Root.ViewerPreferences = preferences
        book.Root.PageMode = Name.UseOutlines if "/Outlines" in book.Root else Name.UseNone
        write_intent(book, srgb(), "sRGB2014", "GTS_PDFA1")
        write_xmp(book, screen_xmp(metadata))
        write_info(book, metadata)
        return save(book)
