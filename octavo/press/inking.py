"""One content stream in the inks of the press: colours rewritten, black made to overprint.

Text and graphics pass through as they stand; colour operators are written anew and marked
content, which only screens need, is left out. Full black overprints (ISO 32000-1, 8.6.7, mode 1)
wherever it is opaque, so that no white rim shows where plates are out of register; everything
else, white above all, knocks out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, Object

from octavo.press.colour import Colour, Inks, lab_to_rgb
from octavo.press.content import Statement, join, numbers, statements, written

_MARKED = frozenset((b"BDC", b"BMC", b"EMC", b"DP", b"MP"))
_DIRECT = {
    b"g": "DeviceGray", b"rg": "DeviceRGB", b"k": "DeviceCMYK",
    b"G": "DeviceGray", b"RG": "DeviceRGB", b"K": "DeviceCMYK",
}  # fmt: skip
_SETTING = {"DeviceGray": (b"g", b"G"), "DeviceRGB": (b"rg", b"RG"), "DeviceCMYK": (b"k", b"K")}
_INITIAL: dict[str, Colour] = {
    "DeviceGray": (0.0,), "DeviceRGB": (0.0, 0.0, 0.0), "DeviceCMYK": (0.0, 0.0, 0.0, 1.0),
    "Lab": (0.0, 0.0, 0.0),
}  # fmt: skip
_BY_COMPONENTS = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}

_OTHER: Colour = ()
"""A pattern or a spot colour: no ink of the process, never black."""

OVERPRINTS = {
    f"/Overprint{stroke:d}{fill:d}": (stroke, fill)
    for stroke in (False, True)
    for fill in (False, True)
}
"""Graphics states by name: does the stroke overprint, does the fill."""


def overprint_state(stroke: bool, fill: bool) -> Dictionary:
    """The graphics state dictionary of a choice (ISO 32000-1, table 58)."""
    return Dictionary(Type=Name.ExtGState, OP=stroke, op=fill, OPM=1)


@dataclass(frozen=True, slots=True)
class _Paint:
    """What fills, or strokes: the space named by the page, the inks set; None where inherited."""

    space: str = "DeviceGray"
    inks: Colour | None = None
    opaque: bool = True

    def overprints(self, black: Inks) -> bool:
        return self.opaque and bool(self.inks) and black.is_black(self.inks or ())


@dataclass(frozen=True, slots=True)
class _State:
    """The part of the graphics state that decides colours; q keeps it, Q brings it back."""

    fill: _Paint = _Paint()
    stroke: _Paint = _Paint()
    plain: bool = True  # neither a soft mask nor a blend mode
    overprint: tuple[bool, bool] | None = None  # None where inherited


class ContentInker:
    """Rewrites one stream; names are looked up in its resources."""

    def __init__(self, inks: Inks, resources: Object) -> None:
        self._inks = inks
        self._spaces = resources.get("/ColorSpace", Dictionary())
        self._states = resources.get("/ExtGState", Dictionary())
        self._out: list[Statement] = []
        self._state = _State()
        self._stack: list[_State] = []
        self.overprints: set[str] = set()
        self.keeps_spaces = False

    def rewrite(self, content: bytes, from_black: bool) -> bytes:
        """The content in inks; from_black where it starts with the initial colour of a page.

        Raises BrokenContent for what is no content stream.
        """
        if from_black:
            black = self._inks.of_gray((0.0,))
            self._set(black, fill=True)
            self._set(black, fill=False)
        for statement in statements(content):
            operands, operator = statement
            if operator in _DIRECT:
                self._direct(operands, operator)
            elif operator in (b"sc", b"scn", b"SC", b"SCN"):
                self._special(operands, operator)
            elif operator in (b"cs", b"CS"):
                self._space(operands, operator)
            elif operator == b"gs":
                self._out.append(statement)
                self._graphics_state(operands)
            elif operator == b"q":
                self._out.append(statement)
                self._stack.append(self._state)
            elif operator == b"Q":
                self._out.append(statement)
                self._state = self._stack.pop() if self._stack else _State()
            elif operator not in _MARKED:
                self._out.append(statement)
        return join(self._out).strip()

    def _direct(self, operands: bytes, operator: bytes) -> None:
        """g rg k and their capitals (8.6.8)."""
        fill = operator.islower()
        space = _DIRECT[operator]
        self._name_space(space, fill)
        self._set(self._inked(space, numbers(operands)), fill)

    def _space(self, operands: bytes, operator: bytes) -> None:
        """cs and CS: a space, and its initial colour."""
        fill = operator == b"cs"
        space = self._kind(operands.strip().decode("latin-1"))
        self._name_space(space, fill)
        if space in _INITIAL:
            self._set(self._inked(space, _INITIAL[space]), fill)
        else:
            self._keep(operands, operator, fill)
            self.keeps_spaces |= operands.strip() != b"/Pattern"

    def _special(self, operands: bytes, operator: bytes) -> None:
        """sc scn and their capitals: a colour of the space that cs has named."""
        fill = operator.islower()
        space = self._paint(fill).space
        if space in _INITIAL and b"/" not in operands:
            self._set(self._inked(space, numbers(operands)), fill)
        else:
            self._keep(operands, operator, fill)

    def _keep(self, operands: bytes, operator: bytes, fill: bool) -> None:
        self._out.append((operands, operator))
        self._change(replace(self._paint(fill), inks=_OTHER), fill)

    def _graphics_state(self, operands: bytes) -> None:
        """gs: transparent black must not overprint, or it would look darker than on the screen."""
        named = self._states.get(operands.strip().decode("latin-1"))
        if named is None:
            return
        fill, stroke, plain = self._state.fill, self._state.stroke, self._state.plain
        if "/ca" in named:
            fill = replace(fill, opaque=float(named.ca) >= 1)
        if "/CA" in named:
            stroke = replace(stroke, opaque=float(named.CA) >= 1)
        if "/SMask" in named or "/BM" in named:
            plain = not isinstance(named.get("/SMask"), Dictionary) and (
                named.get("/BM", Name.Normal) in (Name.Normal, Name.Compatible)
            )
        self._state = replace(self._state, fill=fill, stroke=stroke, plain=plain)
        self._overprint()

    def _set(self, inks: Colour, fill: bool) -> None:
        """Write a colour, unless it is set already."""
        paint = self._paint(fill)
        if paint.inks == inks:
            return
        operator = _SETTING[self._inks.space][0 if fill else 1]
        self._out.append((b"\n" + written(inks) + b" ", operator + b"\n"))
        self._change(replace(paint, inks=inks), fill)

    def _change(self, paint: _Paint, fill: bool) -> None:
        self._paint_with(paint, fill)
        self._overprint()

    def _overprint(self) -> None:
        """Switch overprinting on and off as the colours of fill and stroke ask."""
        state = self._state
        if self._inks.space != "DeviceCMYK" or state.fill.inks is state.stroke.inks is None:
            return
        wanted = (
            state.plain and state.stroke.overprints(self._inks),
            state.plain and state.fill.overprints(self._inks),
        )
        if wanted == state.overprint:
            return
        name = f"/Overprint{wanted[0]:d}{wanted[1]:d}"
        self._out.append((b"\n" + name.encode() + b" ", b"gs\n"))
        self.overprints.add(name)
        self._state = replace(state, overprint=wanted)

    def _paint(self, fill: bool) -> _Paint:
        return self._state.fill if fill else self._state.stroke

    def _name_space(self, space: str, fill: bool) -> None:
        paint = replace(self._paint(fill), space=space)
        self._paint_with(paint, fill)

    def _paint_with(self, paint: _Paint, fill: bool) -> None:
        if fill:
            self._state = replace(self._state, fill=paint)
        else:
            self._state = replace(self._state, stroke=paint)

    def _inked(self, space: str, colour: Colour) -> Colour:
        return inked(self._inks, space, colour)

    def _kind(self, name: str) -> str:
        return kind_of(self._spaces.get(name, Name(name)))


def kind_of(space: Object | None) -> str:
    """A colour space as one of those that can be put into inks, else its own name (8.6)."""
    if isinstance(space, Name):
        return str(space)[1:]
    if isinstance(space, Array) and len(space):
        family = str(space[0])[1:]
        if family == "ICCBased":
            return _BY_COMPONENTS[int(space[1].N)]
        return {"CalGray": "DeviceGray", "CalRGB": "DeviceRGB"}.get(family, family)
    return "DeviceGray"


def inked(inks: Inks, space: str, colour: Colour, smooth: bool = False) -> Colour:
    """A colour of a space in inks; raises KeyError for a space that is no colour of light."""
    if space == "DeviceGray":
        return inks.of_gray(colour)
    if space == "DeviceCMYK":
        return inks.of_cmyk(colour)
    if space == "Lab":
        colour = lab_to_rgb(colour)
    elif space != "DeviceRGB":
        raise KeyError(space)
    return inks.of_rgb(colour, smooth)
