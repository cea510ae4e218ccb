"""Originals: PDFs as they come, from octavo or from anyone, opened and measured or refused.

A file that is locked, damaged, empty, endless or no PDF gets a sentence (Unprintable) and never a
half-read document: qpdf repairs what it can and says so, and what it had to repair is refused,
because a repaired file may lack pages. Boxes: ISO 32000-1, 14.11.2.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Object, Page, Pdf

from octavo.findings import OctavoError
from octavo.geometry import Rect, Size
from octavo.press.content import ContentTooLarge

MAX_BYTES = 4 * 1024**3
MAX_PAGES = 20_000
MAX_SIDE = 14_400 * 10.0
"""Points, after UserUnit: Acrobat's limit is 14 400 units (ISO 32000-1, annex C)."""

_LEAST_SIDE = 1.0


class Unprintable(OctavoError):
    """A PDF that cannot be used."""


@dataclass(frozen=True, slots=True)
class OriginalPage:
    """The geometry of a page: boxes in its own units, before it is turned."""

    number: int
    trim: Rect
    bleed: Rect  # holds the trim
    rotate: int  # clockwise, 0 to 270
    unit: float  # points

    @property
    def size(self) -> Size:
        """The trimmed page as one sees it, in points."""
        width, height = self.trim.width * self.unit, self.trim.height * self.unit
        return Size(height, width) if self.rotate % 180 else Size(width, height)

    @property
    def least_bleed(self) -> float:
        """The bleed of that side of four which has least of it, unless it has none (a spine)."""
        trim, bleed = self.trim, self.bleed
        sides = (trim.x0 - bleed.x0, trim.y0 - bleed.y0, bleed.x1 - trim.x1, bleed.y1 - trim.y1)
        return min((side * self.unit for side in sides if side > 0.1), default=0.0)


@contextmanager
def opened(source: Path | bytes, name: str) -> Iterator[Pdf]:
    """Open a PDF that is whole and not locked; name is what errors call it.

    Raises Unprintable, also for damage that only shows while the pages are worked on.
    """
    if isinstance(source, Path):
        _see_size(source, name)
    try:
        pdf = pikepdf.open(
            io.BytesIO(source) if isinstance(source, bytes) else source, suppress_warnings=True
        )
    except pikepdf.PasswordError:
        raise _locked(name) from None
    except (pikepdf.PikepdfError, ValueError) as error:
        raise _no_pdf(name, source, error) from error
    except OSError as error:
        raise Unprintable(f"{name} cannot be read: {error.strerror or error}.") from error
    with pdf:
        if pdf.is_encrypted:
            raise _locked(name)
        try:
            _see_whole(pdf, name)
            _count_pages(pdf, name)
            yield pdf
        except pikepdf.PikepdfError as error:
            raise _damaged(name, str(error)) from error
        except ContentTooLarge as error:
            raise Unprintable(f"{name} has a page too large to be anything but a trap.") from error
        _see_whole(pdf, name)


def measure(pdf: Pdf, name: str) -> tuple[OriginalPage, ...]:
    """The geometry of every page.

    The trim is the TrimBox, else the CropBox, else the MediaBox; bleed counts only where the file
    says so with a BleedBox. Raises Unprintable for a page without a sensible size.
    """
    found = []
    for number, page in enumerate(pdf.pages, 1):
        try:
            found.append(_measure(page, number))
        except (ValueError, TypeError, ArithmeticError, AttributeError, pikepdf.PdfError):
            raise Unprintable(
                f"Page {number} of {name} has no size that makes sense.",
                "Print it to a new PDF with the program it comes from.",
            ) from None
    return tuple(found)


def _measure(page: Page, number: int) -> OriginalPage:
    media = _rect(page.mediabox)
    crop = _within(_rect(page.cropbox), media)
    trim = _within(_rect(page.obj.TrimBox), media) if "/TrimBox" in page.obj else crop
    bleed = trim
    if "/BleedBox" in page.obj:
        stated = _within(_rect(page.obj.BleedBox), media)
        bleed = Rect(
            min(stated.x0, trim.x0), min(stated.y0, trim.y0),
            max(stated.x1, trim.x1), max(stated.y1, trim.y1),
        )  # fmt: skip
    unit = float(page.obj.get("/UserUnit", 1))
    original = OriginalPage(number, trim, bleed, int(page.rotation) % 360, unit)
    sides = (original.size.width, original.size.height)
    if original.rotate % 90 or not all(_LEAST_SIDE <= side <= MAX_SIDE for side in sides):
        raise ValueError
    return original


def _rect(box: Object) -> Rect:
    """A box with its corners in order; raises where it is no four finite numbers."""
    if not isinstance(box, Array) or len(box) != 4:
        raise ValueError
    x0, y0, x1, y1 = (float(side) for side in box)
    if not all(map(math.isfinite, (x0, y0, x1, y1))):
        raise ValueError
    return Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _within(box: Rect, media: Rect) -> Rect:
    """What of a box lies in the media; the media where that is nothing."""
    inside = Rect(
        max(box.x0, media.x0), max(box.y0, media.y0), min(box.x1, media.x1), min(box.y1, media.y1)
    )
    return inside if inside.width > 0 and inside.height > 0 else media


# --- what is refused ---


def _see_size(path: Path, name: str) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Unprintable(f"{name} cannot be read: {error.strerror}.") from error
    if path.is_dir():
        raise Unprintable(f"{name} is a folder, not a PDF.")
    if size > MAX_BYTES:
        raise Unprintable(
            f"{name} has {size / 1e9:.1f} GB, more than octavo takes.", "Split it into parts."
        )


def _see_whole(pdf: Pdf, name: str) -> None:
    if warnings := pdf.get_warnings():
        raise _damaged(name, str(warnings[0]))


def _count_pages(pdf: Pdf, name: str) -> None:
    """Walk the page tree ourselves first: a small file can name millions of pages."""
    tree = pdf.Root.get("/Pages")
    if not isinstance(tree, Dictionary):
        raise _damaged(name, "it has no page tree")
    count = 0
    waiting: list[tuple[object, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        kids = node.get("/Kids") if isinstance(node, Dictionary) else None
        if isinstance(kids, Array):
            if depth > 100 or len(kids) > MAX_PAGES:
                raise _endless(name)
            waiting += [(kid, depth + 1) for kid in kids]
        else:
            count += 1
        if count + len(waiting) > 2 * MAX_PAGES:
            raise _endless(name)
    if count > MAX_PAGES:
        raise _endless(name)
    if count == 0 or len(pdf.pages) == 0:
        raise Unprintable(f"{name} has no pages.")


def _endless(name: str) -> Unprintable:
    return Unprintable(
        f"{name} has more than {MAX_PAGES:,} pages, or pretends to.", "Split it into parts."
    )


def _locked(name: str) -> Unprintable:
    return Unprintable(
        f"{name} is encrypted.",
        "If you may, save a copy without a password: qpdf --decrypt IN.pdf OUT.pdf",
    )


def _no_pdf(name: str, source: Path | bytes, error: Exception) -> Unprintable:
    """A file that has no PDF header is none; any other is damaged."""
    try:
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            head = file.read(1024)
    except OSError:
        head = b""
    if not head:
        return Unprintable(f"{name} is empty.")
    if b"%PDF-" not in head:
        return Unprintable(f"{name} is not a PDF.")
    return _damaged(name, str(error))


def _damaged(name: str, what: str) -> Unprintable:
    """qpdf's own words without the path and the place in the file, which help nobody."""
    words = what.rsplit("): ", 1)[-1].rsplit(": ", 1)[-1].strip().rstrip(".")
    return Unprintable(
        f"{name} is damaged; qpdf says: {words}.",
        "Make it anew, or repair it with qpdf IN.pdf OUT.pdf and see that no page is missing.",
    )
