"""Fonts of a PDF as preflight needs them: embedded or not, how wide, which code is no glyph."""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from octavo.checks.preflight.names import spelled

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_STRINGS = re.compile(
    rb"<([0-9A-Fa-f\s]*)>|(\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))|([-+.0-9]+)", re.DOTALL
)
_NUMBER = re.compile(rb"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_NO_HEX = re.compile(rb"[^0-9A-Fa-f]+")
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_SUBSET = re.compile(r"^[A-Z]{6}\+")


class Widths(dict[int, float]):
    """Widths of glyphs in thousandths of the size, with one for all others."""

    def __init__(self, known: dict[int, float], other: float) -> None:
        super().__init__(known)
        self.other = other

    def __missing__(self, code: int) -> float:
        return self.other


class Shown(NamedTuple):
    """A string as shown: its advance in thousandths, its codes, how many are word spaces."""

    advance: float
    glyphs: int
    spaces: int
    missing: bool


@dataclass(slots=True, eq=False)
class FontFacts:
    """A font of the file."""

    name: str
    kind: str
    embedded: bool
    wide: bool  # two bytes a glyph
    widths: Widths
    undefined: frozenset[int]  # codes that show .notdef
    unit: float = 0.001  # glyph space to text space
    procedures: tuple[Object, ...] = ()  # of a Type 3 font
    source: Object | None = None
    _known: dict[bytes, Shown] = field(default_factory=dict)

    def shown(self, operand: bytes) -> Shown:
        """Measure the operand of Tj or TJ."""
        operand = operand.strip()
        known = self._known.get(operand)
        if known is None:
            known = self._measured(operand)
            if len(operand) < 32 and len(self._known) < 20_000:
                self._known[operand] = known
        return known

    def _measured(self, operand: bytes) -> Shown:
        if b"(" not in operand and operand.startswith(b"[<"):
            # The common case by far, without a step in Python for each glyph.
            pieces = operand.replace(b">0<", b"").replace(b">", b"<").split(b"<")
            text = _unhexed(b"".join(pieces[1::2]))
            moved = _sum(pieces[2:-1:2])
        else:
            pieces, moved = [], 0.0
            for hexed, literal, number in _STRINGS.findall(operand):
                if number:
                    moved += _sum([number])
                else:
                    pieces.append(_unescaped(literal[1:-1]) if literal else _unhexed(hexed))
            text = b"".join(pieces)
        codes = self._codes(text)
        advance = sum(map(self.widths.__getitem__, codes)) - moved
        missing = 0 in codes if self.wide else not self.undefined.isdisjoint(codes)
        missing = missing and bool(self.undefined)
        spaces = 0 if self.wide else text.count(b" ")
        return Shown(advance, len(codes), spaces, missing)

    def _codes(self, text: bytes) -> bytes | array[int]:
        if not self.wide:
            return text
        codes = array("H", text[: len(text) // 2 * 2])
        codes.byteswap()
        return codes


def _sum(numbers: list[bytes]) -> float:
    try:
        return sum(map(float, filter(None, numbers)))
    except ValueError:
        # Two numbers side by side, or spaces alone.
        return sum(float(word) for word in b" ".join(numbers).split() if _NUMBER.fullmatch(word))


def _unhexed(piece: bytes) -> bytes:
    try:
        return bytes.fromhex(piece.decode())
    except ValueError:
        # An odd digit stands for itself and 0 (7.3.4.3); what is no digit is passed over.
        digits = _NO_HEX.sub(b"", piece).decode()
        return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _unescaped(literal: bytes) -> bytes:
    def plain(match: re.Match[bytes]) -> bytes:
        escaped = match[1]
        if escaped.isdigit():
            return bytes((int(escaped, 8) & 255,))
        return b"" if escaped[:1] in b"\r\n" else _ESCAPED.get(escaped, escaped)

    return _ESCAPE.sub(plain, literal) if b"\\" in literal else literal


NO_FONT = FontFacts("no font", "", True, False, Widths({}, 500), frozenset())


def read_font(font: Object) -> FontFacts:
    """Read a font dictionary; what is broken in it is taken as missing."""
    try:
        kind = spelled(font.get("/Subtype", "")).lstrip("/")
        if kind == "Type0":
            return _composite(font)
        if kind == "Type3":
            return _type3(font)
        return _simple(font, kind)
    except (pikepdf.PdfError, AttributeError, KeyError, ValueError, TypeError, IndexError):
        return FontFacts("a broken font", "", False, False, Widths({}, 500), frozenset())


def _name(font: Object) -> str:
    return _SUBSET.sub("", spelled(font.get("/BaseFont", "/unnamed")).lstrip("/"))


def _embedded(font: Object) -> bool:
    descriptor = font.get("/FontDescriptor")
    return isinstance(descriptor, Dictionary) and any(key in descriptor for key in _PROGRAMS)


def _composite(font: Object) -> FontFacts:
    below = font.DescendantFonts[0]
    identity = spelled(font.get("/Encoding", "")) in ("/Identity-H", "/Identity-V")
    other = float(below.get("/DW", 1000))
    # Only Identity tells the glyph from the code; another CMap keeps the usual width.
    known = _wide_widths(below.get("/W", Array())) if identity else {}
    undefined = frozenset({0} if identity else ())
    return FontFacts(_name(font), "Type0", _embedded(below), True, Widths(known, other), undefined)


def _wide_widths(table: Object) -> dict[int, float]:
    """The /W array: first [w w ...] or first last w (ISO 32000-1, 9.7.4.3)."""
    known: dict[int, float] = {}
    entries = list(table)
    index = 0
    while index + 1 < len(entries):
        first = int(entries[index])
        if isinstance(entries[index + 1], Array):
            for offset, width in enumerate(entries[index + 1]):
                known[first + offset] = float(width)
            index += 2
        elif index + 2 < len(entries):
            last = min(int(entries[index + 1]), 65535)
            known.update(zip(range(first, last + 1), repeat(float(entries[index + 2]))))
            index += 3
        else:
            break
    return known


def _simple(font: Object, kind: str) -> FontFacts:
    descriptor = font.get("/FontDescriptor", Dictionary())
    widths = Widths(_simple_widths(font), float(descriptor.get("/MissingWidth", 0)) or 500)
    embedded = _embedded(font)
    return FontFacts(_name(font), kind, embedded, False, widths, _undefined(font))


def _simple_widths(font: Object) -> dict[int, float]:
    first = int(font.get("/FirstChar", 0))
    return {first + n: float(w) for n, w in enumerate(font.get("/Widths", Array()))}


def _undefined(font: Object) -> frozenset[int]:
    """Codes that /Differences names .notdef."""
    encoding = font.get("/Encoding")
    if not isinstance(encoding, Dictionary):
        return frozenset()
    found, code = set(), 0
    for entry in encoding.get("/Differences", Array()):
        if isinstance(entry, Name):
            if spelled(entry) == "/.notdef":
                found.add(code)
            code += 1
        else:
            code = int(entry)
    return frozenset(found)


def _type3(font: Object) -> FontFacts:
    procedures = tuple(font.get("/CharProcs", Dictionary()).as_dict().values())
    matrix = [float(value) for value in font.get("/FontMatrix", Array([0.001, 0, 0, 0.001, 0, 0]))]
    widths = Widths(_simple_widths(font), 0)
    name = spelled(font.get("/Name", "/unnamed")).lstrip("/")
    return FontFacts(
        name, "Type3", True, False, widths, frozenset(), abs(matrix[0]), procedures, font
    )
