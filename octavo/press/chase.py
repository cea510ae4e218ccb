"""The chase: how the pages of a side are locked into the sheet.

The printer's chase is the frame that holds the type of one forme. Here it knows the sheet, the
scale, the gutters, and from those where each page and each line between pages stands. PDF space,
points, canonical front (see octavo.press.schemes).
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.findings import UsageError
from octavo.geometry import Rect, Size
from octavo.press.schemes import Scheme
from octavo.press.ticket import JobTicket

_ROUNDING = 0.5
"""Sizes that differ by less are the same: programs round paper to whole points."""

_MARGIN = 36.0
"""Around the pages where the sheet is made for them and marks are wanted."""

_WIDEST_WISH = 1 / 20
"""Of the sheet's shorter side, at most, for a gutter that nobody asked for."""

_SMALLEST = 1 / 20


@dataclass(frozen=True, slots=True)
class Chase:
    """A grid of equal pages in the middle of a sheet; width and height are a page's, scaled."""

    sheet: Size
    columns: int
    rows: int
    width: float
    height: float
    gutter: float
    scale: float
    bleed: float  # scaled

    @property
    def block(self) -> Rect:
        """All pages with the gutters between them."""
        width = self.columns * self.width + (self.columns - 1) * self.gutter
        height = self.rows * self.height + (self.rows - 1) * self.gutter
        left, bottom = (self.sheet.width - width) / 2, (self.sheet.height - height) / 2
        return Rect(left, bottom, left + width, bottom + height)

    def page(self, column: int, row: int) -> Rect:
        """The trimmed page in a column from the left and a row from the top, both from 0."""
        left = self.block.x0 + column * (self.width + self.gutter)
        top = self.block.y1 - row * (self.height + self.gutter)
        return Rect(left, top - self.height, left + self.width, top)

    def upright(self, after: int) -> float:
        """The line in the gutter after so many columns."""
        return self.page(after, 0).x0 - self.gutter / 2

    def level(self, after: int) -> float:
        """The line in the gutter below so many rows."""
        return self.page(0, after).y1 + self.gutter / 2

    @property
    def whole(self) -> Rect:
        """The sheet."""
        return Rect(0, 0, self.sheet.width, self.sheet.height)

    @property
    def fits(self) -> bool:
        """No page stands out of the sheet."""
        block = self.block
        return block.x0 >= -_ROUNDING and block.y0 >= -_ROUNDING


def lock_up(ticket: JobTicket, scheme: Scheme, trim: Size, bleed: float) -> Chase:
    """Choose the way the sheet lies, the scale and the gutter.

    At 100 % wherever the pages fit, unless the ticket asks otherwise. The gutter that a scheme
    wants gives way before the scale does; one that the ticket names does not. Raises UsageError
    where nothing worth printing would be left of the pages.
    """
    columns, rows = scheme.columns, scheme.rows
    wanted = ticket.gutter
    if wanted is None:
        wanted = 2 * bleed if scheme.bleed_gutter else scheme.gutter
    if ticket.sheet is None:
        around = 2 * (bleed + (_MARGIN if ticket.marks else 0))
        sheet = Size(
            columns * trim.width + (columns - 1) * wanted + around,
            rows * trim.height + (rows - 1) * wanted + around,
        )
        return Chase(sheet, columns, rows, trim.width, trim.height, wanted, 1.0, bleed)
    sheet = _turned(ticket.sheet, scheme, trim)
    least = wanted if ticket.gutter is not None else 0.0
    if ticket.scale == "none" or (
        ticket.scale == "auto" and _largest(sheet, scheme, trim, least) >= 1
    ):
        scale = 1.0
        if ticket.gutter is None:
            wanted = min(wanted, _slack(sheet, scheme, trim))
    else:
        if ticket.gutter is None:  # on a small sheet a wish is small, too
            wanted = min(wanted, min(sheet.width, sheet.height) * _WIDEST_WISH)
        scale = _largest(sheet, scheme, trim, wanted)
        if scale < _SMALLEST:
            raise UsageError(
                "The sheet is too small: less than a twentieth would be left of the pages.",
                "Take a larger sheet, fewer pages on a side, or a narrower gutter.",
            )
    width, height = trim.width * scale, trim.height * scale
    return Chase(sheet, columns, rows, width, height, wanted, scale, bleed * scale)


def _turned(sheet: Size, scheme: Scheme, trim: Size) -> Size:
    """The sheet as it lies, or turned by 90 degrees where the pages come out larger."""
    other = Size(sheet.height, sheet.width)
    return max((sheet, other), key=lambda size: _largest(size, scheme, trim, 0.0))


def _largest(sheet: Size, scheme: Scheme, trim: Size, gutter: float) -> float:
    """The largest scale at which the pages fit; 1 where rounding alone is in the way.

    Zero or less where the gutters leave no room.
    """
    across = sheet.width - (scheme.columns - 1) * gutter
    down = sheet.height - (scheme.rows - 1) * gutter
    wide, high = scheme.columns * trim.width, scheme.rows * trim.height
    if 0 <= min(across - wide, down - high) + _ROUNDING < 2 * _ROUNDING:
        return 1.0
    return min(across / wide, down / high)


def _slack(sheet: Size, scheme: Scheme, trim: Size) -> float:
    """The widest gutter for which there is room at 100 %."""
    rooms = []
    if scheme.columns > 1:
        rooms.append((sheet.width - scheme.columns * trim.width) / (scheme.columns - 1))
    if scheme.rows > 1:
        rooms.append((sheet.height - scheme.rows * trim.height) / (scheme.rows - 1))
    return max(min(rooms, default=0.0), 0.0)
