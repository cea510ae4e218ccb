"""The barcode of a book: EAN-13 from its ISBN, with a two- or five-digit add-on, as a drawing.

Sources: ISO/IEC 15420 and the GS1 General Specifications (5.2): symbol characters, quiet zones,
sizes from 80 to 200 %. All is black on nothing: the white ground is the layout's. Widths are
counted in modules, the narrowest bar: 0.33 mm at 100 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from octavo.fonts.lettering import Lettering
from octavo.geometry import POINTS_PER_MM

LEAST, NOMINAL, MOST = 80, 100, 200
"""The sizes that a scanner at a till must read, in percent."""

MODULE = 0.33
"""Millimetres at 100 %."""

_ODD = ("0001101", "0011001", "0010011", "0111101", "0100011",
        "0110001", "0101111", "0111011", "0110111", "0001011")  # fmt: skip
_EVEN = tuple("".join("10"[int(bit)] for bit in reversed(code)) for code in _ODD)
_RIGHT = tuple("".join("10"[int(bit)] for bit in code) for code in _ODD)
_FIRST = ("OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE",
          "OEEOOE", "OEEEOO", "OEOEOE", "OEOEEO", "OEEOEO")  # fmt: skip
"""How the first digit, which has no bars, is told: by the sets that the next six are taken from."""

_FIVE = ("EEOOO", "EOEOO", "EOOEO", "EOOOE", "OEEOO",
         "OOEEO", "OOOEE", "OEOEO", "OEOOE", "OOEOE")  # fmt: skip
_TWO = ("OO", "OE", "EO", "EE")

_QUIET_LEFT, _QUIET_RIGHT, _QUIET_ADD_ON, _APART = 11, 7, 5, 9
_BARS = 22.85 / MODULE  # heights in modules at 100 %
_GUARDS = _BARS + 5
_DIGITS = 8.3  # high as capitals
_UNDER = 1.2  # between bars and digits
_ISBN = 7.0  # the letters of the line above, as high as capitals
_ABOVE = 3.5


@dataclass(frozen=True, slots=True)
class Barcode:
    """The drawing, and its size in points with all quiet zones, ISBN line above and digits below."""

    svg: str
    width: float
    height: float


def digits_of(isbn: str) -> str:
    """The thirteen digits of a printed ISBN."""
    return "".join(character for character in isbn if character.isdigit())


def ean13(digits: str) -> str:
    """The 95 modules of an EAN-13, 1 for black; the check digit is taken as it is."""
    sets = {"O": _ODD, "E": _EVEN}
    left = "".join(
        sets[name][int(digit)]
        for name, digit in zip(_FIRST[int(digits[0])], digits[1:7], strict=True)
    )
    right = "".join(_RIGHT[int(digit)] for digit in digits[7:])
    return f"101{left}01010{right}101"


def add_on(digits: str) -> str:
    """The modules of an add-on: 20 for two digits, 47 for five."""
    if len(digits) == 2:
        sets = _TWO[int(digits) % 4]
    else:
        total = 3 * sum(map(int, digits[::2])) + 9 * sum(map(int, digits[1::2]))
        sets = _FIVE[total % 10]
    codes = [
        (_ODD if name == "O" else _EVEN)[int(digit)]
        for name, digit in zip(sets, digits, strict=True)
    ]
    return "1011" + "01".join(codes)


def barcode_size(more: str, percent: float) -> tuple[float, float]:
    """Width and height in points of a barcode with its quiet zones."""
    point = MODULE * percent / 100 * POINTS_PER_MM
    return _width(more) * point, _height() * point


def barcode(isbn: str, more: str, percent: float, letters: Lettering) -> Barcode:
    """Draw the barcode of an ISBN as printed ("978-..."), with an add-on's digits or "".

    The ISBN has been checked by octavo.reading, the add-on and the size by the front matter.
    """
    drawn = _Drawing(letters)
    digits, top = digits_of(isbn), _ISBN + _ABOVE
    drawn.line(f"ISBN {isbn}", _QUIET_LEFT, _QUIET_LEFT + 95, _ISBN)
    drawn.bars(ean13(digits), _QUIET_LEFT, top)
    foot = _height()
    drawn.digit(digits[0], _QUIET_LEFT - 8, foot)
    for first, half in ((3, digits[1:7]), (50, digits[7:])):
        for place, digit in enumerate(half):
            drawn.digit(digit, _QUIET_LEFT + first + 7 * place, foot)
    if more:
        start = _QUIET_LEFT + 95 + _APART
        drawn.bars(add_on(more), start, top + _DIGITS + _UNDER, top + _GUARDS)
        for place, digit in enumerate(more):
            drawn.digit(digit, start + 4 + 9 * place, top + _DIGITS)
    width, height = barcode_size(more, percent)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.4f}pt" height="{height:.4f}pt"'
        f' viewBox="0 0 {_width(more)} {_height():.4f}">'
        f'<path fill="#000" d="{"".join(drawn.paths)}"/></svg>'
    )
    return Barcode(svg, width, height)


def _width(more: str) -> int:
    """In modules, quiet zones and all."""
    if not more:
        return _QUIET_LEFT + 95 + _QUIET_RIGHT
    return _QUIET_LEFT + 95 + _APART + len(add_on(more)) + _QUIET_ADD_ON


def _height() -> float:
    return _ISBN + _ABOVE + _BARS + _UNDER + _DIGITS


class _Drawing:
    """Paths in modules, y downwards."""

    def __init__(self, letters: Lettering) -> None:
        self.paths: list[str] = []
        self._letters = letters

    def bars(self, modules: str, left: float, top: float, foot: float | None = None) -> None:
        """Each run of black as one bar, so that no seam shows; guards of an EAN-13 reach lower."""
        place = 0
        for black, run in groupby(modules):
            wide = len(list(run))
            if black == "1":
                guard = place < 3 or 45 <= place < 50 or place >= 92
                end = foot if foot is not None else top + (_GUARDS if guard else _BARS)
                self.paths.append(f"M{left + place:g} {top:g}h{wide}v{end - top:.4f}h-{wide}z")
            place += wide

    def digit(self, digit: str, left: float, baseline: float) -> None:
        """A digit in the seven modules of its bars."""
        size = _DIGITS / self._letters.capital
        indent = (7 - self._letters.width(digit, size)) / 2
        self.paths.append(self._letters.outline(digit, size, left + indent, baseline))

    def line(self, text: str, left: float, right: float, high: float) -> None:
        """A line from the top, between two places, smaller where it would not fit."""
        size = high / self._letters.capital
        size *= min(1, (right - left) / self._letters.width(text, size))
        indent = (right - left - self._letters.width(text, size)) / 2
        self.paths.append(self._letters.outline(text, size, left + indent, high))
