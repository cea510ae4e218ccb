"""An imposition plan and the PDF it was made for in, a PDF of sheets out.

Each page becomes one Form XObject, once: its streams are passed on as they are, its resources
shared, its transparency group kept, its BBox the BleedBox (pikepdf's own as_form_xobject takes
the TrimBox and cuts the bleed off). A side shows it through a clip that ends at the fold. What
stands above pages goes along: output intents, metadata, Info, optional content. What belongs to
screens stays behind: annotations, bookmarks, tags.

The same file and plan give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO, Literal

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from octavo.geometry import Rect, Size
from octavo.press.imposition import ImpositionPlan, Placement, Sheet, Side
from octavo.press.inks import Inks, draw_marks
from octavo.press.matrices import Matrix, number, placed, times
from octavo.press.originals import OriginalPage
from octavo.press.page_content import page_content
from octavo.press.passport import carry_passport

Sides = Literal["both", "fronts", "backs"]

_SAME = 0.5
"""Pages whose sizes differ by less, in points, are of one size."""


def draw(
    plan: ImpositionPlan,
    original: Pdf,
    pages: Sequence[OriginalPage],
    out: BinaryIO,
    sides: Sides = "both",
    reverse: bool = False,
) -> None:
    """Write the sheets of a plan; pages are octavo.press.originals.measure(original).

    sides takes fronts or backs alone, for printers that print on one side; reverse writes the
    last sheet first, for printers that lay sheets face up. Raises pikepdf.PdfError where the
    original is damaged inside.
    """
    with Pdf.new() as book:
        carry_passport(original, book)
        forms = _Forms(original, book, pages)
        inks = Inks(book, original)
        sheets: Iterable[Sheet] = reversed(plan.sheets) if reverse else plan.sheets
        for sheet in sheets:
            if sides != "backs":
                _draw_side(book, plan, sheet.front, forms, inks)
            if sides != "fronts" and sheet.back is not None:
                _draw_side(book, plan, sheet.back, forms, inks)
        _tell_the_printer(book, plan, sides)
        _save(book, original, out)


def mixed_sizes(plan: ImpositionPlan, pages: Sequence[OriginalPage]) -> tuple[int, ...]:
    """The pages that are not of the plan's trim; they are centred, and scaled if too large."""
    return tuple(page.number for page in pages if not _same(page.size, plan.trim))


class _Forms:
    """The pages of the original as Form XObjects of the new file, each made when first wanted."""

    def __init__(self, original: Pdf, book: Pdf, pages: Sequence[OriginalPage]) -> None:
        self._original, self._book, self.pages = original, book, pages
        self._made: dict[int, Object] = {}

    def __getitem__(self, page: int) -> Object:
        if page not in self._made:
            self._made[page] = self._make(page)
        return self._made[page]

    def _make(self, number: int) -> Object:
        page = self._original.pages[number - 1]
        form = page_content(self._book, page)
        bleed = self.pages[number - 1].bleed
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([bleed.x0, bleed.y0, bleed.x1, bleed.y1])
        form.Resources = self._copied(page.resources)
        if "/Group" in page.obj:
            form.Group = self._copied(page.obj.Group)
        return self._book.make_indirect(form)

    def _copied(self, value: Object) -> Object:
        return self._book.copy_foreign(self._original.make_indirect(value))


def _draw_side(book: Pdf, plan: ImpositionPlan, side: Side, forms: _Forms, inks: Inks) -> None:
    shown: dict[str, Object] = {}
    lines: list[str] = []
    for placement in side.placements:
        if placement.page is None:
            continue
        name = f"/P{placement.page}"
        shown[name] = forms[placement.page]
        matrix = page_matrix(placement, forms.pages[placement.page - 1])
        figures = " ".join(map(number, matrix))
        lines.append(f"q {_path(placement.clip)} W n {figures} cm {name} Do Q")
    resources = Dictionary(XObject=Dictionary(shown))
    if side.marks:
        lines += draw_marks(side.marks)
        resources.ColorSpace = inks.spaces
    width, height = plan.sheet.width, plan.sheet.height
    trim, bleed = plan.block, plan.block.inset(-plan.bleed)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        BleedBox=_box(bleed, plan.sheet),
        TrimBox=_box(trim, plan.sheet),
        Resources=resources,
        Contents=Stream(book, "\n".join(lines).encode("ascii")),
    )
    book.pages.append(Page(book.make_indirect(page)))


def page_matrix(placement: Placement, page: OriginalPage) -> Matrix:
    """From the page's own space to the sheet: upright, scaled, in the middle of its place.

    A page of another size than its place is centred; one that is too large is scaled to fit.
    """
    place = placement.trim
    wanted = Size(place.width / placement.scale, place.height / placement.scale)
    fit = 1.0
    if not _same(page.size, wanted):
        fit = min(1.0, wanted.width / page.size.width, wanted.height / page.size.height)
    scale = placement.scale * fit * page.unit
    upright, size = placed(page.trim, -page.rotate, scale)
    width, height = size.width, size.height
    turned, _ = placed(Rect(0, 0, width, height), placement.rotation, 1.0)
    left = place.x0 + (place.width - width) / 2
    bottom = place.y0 + (place.height - height) / 2
    return times(times(upright, turned), (1, 0, 0, 1, left, bottom))


def _same(one: Size, other: Size) -> bool:
    return abs(one.width - other.width) < _SAME and abs(one.height - other.height) < _SAME


def _path(rect: Rect) -> str:
    figures = (rect.x0, rect.y0, rect.width, rect.height)
    return " ".join(map(number, figures)) + " re"


def _box(rect: Rect, sheet: Size) -> Array:
    inside = (
        max(rect.x0, 0.0), max(rect.y0, 0.0),
        min(rect.x1, sheet.width), min(rect.y1, sheet.height),
    )  # fmt: skip
    return Array([round(side, 4) for side in inside])


def _tell_the_printer(book: Pdf, plan: ImpositionPlan, sides: Sides) -> None:
    """Ask for 100 % and the right turn in the print dialogue (ISO 32000-1, table 150)."""
    preferences = Dictionary(PrintScaling=Name("/None"))
    if plan.scheme.duplex and sides == "both":
        edge = "Short" if plan.ticket.flip == "short" else "Long"
        preferences.Duplex = Name(f"/DuplexFlip{edge}Edge")
    if plan.scheme.name == "spreads" and plan.ticket.binding == "right":
        preferences.Direction = Name.R2L
    book.Root.ViewerPreferences = preferences


def _save(book: Pdf, original: Pdf, out: BinaryIO) -> None:
    """Keep the version; older files (PDF/X-1a, X-3) must have no object streams."""
    modern = tuple(map(int, original.pdf_version.split("."))) >= (1, 5)
    mode = pikepdf.ObjectStreamMode
    book.save(
        out,
        min_version=original.pdf_version,
        fix_metadata_version=False,
        deterministic_id=True,
        object_stream_mode=mode.generate if modern else mode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
