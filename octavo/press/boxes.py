"""The boxes of a press page, and the marks outside its bleed (ISO 32000-1, 14.11.2).

Pages of the master have bleed on four sides, and their origin at the corner of the trim. Here the
bleed is cropped to the sides that the printer wants: at the spine some want none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.geometry import POINTS_PER_MM, PageBoxes, Rect, Size
from octavo.press.colour import Space
from octavo.press.content import content_of, written
from octavo.press.printer import PrinterProfile

_GAP = 1 * POINTS_PER_MM
_LENGTH = 5 * POINTS_PER_MM
_HAIR = 0.25
_CIRCLE = 0.5523
"""The share of a radius at which Bezier handles draw a quarter of a circle."""

Line = tuple[float, float, float, float]


def press_boxes(
    trim: Size, bleed: float, profile: PrinterProfile, side: Literal["recto", "verso"], rtl: bool
) -> PageBoxes:
    """Boxes of a page whose art runs bleed points over its trim, on the sides that are wanted.

    The spine is left of a recto, and right of one in a book that is read from the right.
    """
    width = min(bleed, profile.bleed.width)
    inner, outer = ("left", "right") if (side == "recto") != rtl else ("right", "left")
    names = {"inner": inner, "outer": outer}
    sides = {names.get(name, name): width for name in profile.bleed.sides}
    trimmed = Rect(0, 0, trim.width, trim.height)
    bled = Rect(
        -sides.get("left", 0),
        -sides.get("bottom", 0),
        trim.width + sides.get("right", 0),
        trim.height + sides.get("top", 0),
    )
    marked = profile.marks.allowed and profile.marks.drawn
    room = width + 2 * _GAP + _LENGTH if marked else 0.0
    media = trimmed.inset(-room) if marked else bled
    return PageBoxes(media, bled, trimmed)


def write_boxes(page: Object, boxes: PageBoxes) -> None:
    """Set the boxes of a page, and no others than these three."""
    for stale in ("/CropBox", "/ArtBox"):
        if stale in page:
            del page[stale]
    for name, box in (
        ("/MediaBox", boxes.media), ("/BleedBox", boxes.bleed), ("/TrimBox", boxes.trim)
    ):  # fmt: skip
        page[name] = Array([round(side, 4) for side in (box.x0, box.y0, box.x1, box.y1)])


def draw_marks(
    book: Pdf, page: Object, boxes: PageBoxes, profile: PrinterProfile, space: Space
) -> None:
    """Clip the page to its bleed and draw its marks on all plates."""
    clip = boxes.bleed
    art = written((clip.x0, clip.y0, clip.width, clip.height)) + b" re W n"
    lines = [
        b"/Registration CS 1 SCN", written((_HAIR,)) + b" w",
        *(_stroke(line) for line in _crop(boxes) if "crop" in profile.marks.drawn),
        *(part for part in _registration(boxes) if "registration" in profile.marks.drawn),
    ]  # fmt: skip
    pieces = (b"q", art, content_of(page), b"Q", b"q", *lines, b"Q")
    page.Contents = Stream(book, b"\n".join(pieces))
    if "/Resources" not in page:
        page.Resources = Dictionary()
    if "/ColorSpace" not in page.Resources:
        page.Resources.ColorSpace = Dictionary()
    page.Resources.ColorSpace.Registration = _registration_space(space)


def _registration_space(space: Space) -> Array:
    """Ink on every plate there is (8.6.6.4)."""
    plates = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}[space]
    paper, full = (0, 1) if space == "DeviceCMYK" else (1, 0)
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[paper] * plates, C1=[full] * plates, N=1)
    return Array([Name.Separation, Name.All, Name(f"/{space}"), tint])


def _crop(boxes: PageBoxes) -> Iterator[Line]:
    """Two lines at each corner of the trim, beginning outside the bleed on every side."""
    trim, media = boxes.trim, boxes.media
    for edge, way in ((media.x0, 1), (media.x1, -1)):
        for y in (trim.y0, trim.y1):
            yield edge + way * _GAP, y, edge + way * (_GAP + _LENGTH), y
    for edge, way in ((media.y0, 1), (media.y1, -1)):
        for x in (trim.x0, trim.x1):
            yield x, edge + way * _GAP, x, edge + way * (_GAP + _LENGTH)


def _registration(boxes: PageBoxes) -> Iterator[bytes]:
    """A cross in a circle in the middle of each side."""
    trim, media = boxes.trim, boxes.media
    half, radius = _LENGTH / 2, _LENGTH / 4
    middle = ((trim.x0 + trim.x1) / 2, (trim.y0 + trim.y1) / 2)
    for x, y in (
        (middle[0], media.y0 + _GAP + half), (middle[0], media.y1 - _GAP - half),
        (media.x0 + _GAP + half, middle[1]), (media.x1 - _GAP - half, middle[1]),
    ):  # fmt: skip
        yield _stroke((x - half, y, x + half, y))
        yield _stroke((x, y - half, x, y + half))
        yield _circle(x, y, radius)


def _stroke(line: Line) -> bytes:
    return written(line[:2]) + b" m " + written(line[2:]) + b" l S"


def _circle(x: float, y: float, radius: float) -> bytes:
    arm = radius * _CIRCLE
    path = written((x + radius, y)) + b" m"
    for points in (
        (x + radius, y + arm, x + arm, y + radius, x, y + radius),
        (x - arm, y + radius, x - radius, y + arm, x - radius, y),
        (x - radius, y - arm, x - arm, y - radius, x, y - radius),
        (x + arm, y - radius, x + radius, y - arm, x + radius, y),
    ):
        path += b" " + written(points) + b" c"
    return path + b" S"
