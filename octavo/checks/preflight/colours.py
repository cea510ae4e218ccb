"""Colour spaces and colours of a PDF (ISO 32000-1, 8.6) as values that rules can ask."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pikepdf
from pikepdf import Array, Dictionary, Name, Object

from octavo.checks.preflight.names import spelled

_ABBREVIATED = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK", "/I": "/Indexed"}
_COMPONENTS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4, "CalGray": 1, "CalRGB": 3,
               "Lab": 3, "Indexed": 1, "Separation": 1}  # fmt: skip
_DEFAULTS = {"/DeviceGray": "/DefaultGray", "/DeviceRGB": "/DefaultRGB",
             "/DeviceCMYK": "/DefaultCMYK"}  # fmt: skip
_DEEPEST = 8


@dataclass(frozen=True)
class ColourSpace:
    """A colour space; base is the one below (Indexed, Pattern) or beside it (Separation)."""

    family: str
    components: int
    base: ColourSpace | None = None
    colorants: tuple[str, ...] = ()
    profile: tuple[int, int] | None = None  # object number of the ICC profile
    fault: str = ""

    @property
    def name(self) -> str:
        """As it is told: "DeviceRGB", "Indexed over DeviceRGB", "Separation Gold"."""
        if self.family in ("Separation", "DeviceN"):
            return f"{self.family} {', '.join(self.colorants)}"
        if self.family == "ICCBased":
            model = {1: "gray", 3: "RGB", 4: "CMYK"}.get(self.components, "unknown")
            return f"ICC-based {model}"
        return f"{self.family} over {self.base.name}" if self.base else self.family

    @property
    def model(self) -> str:
        """gray, rgb, cmyk, lab, spot or "" (a pattern without base)."""
        if self.family in ("Indexed", "Pattern"):
            return self.base.model if self.base else ""
        if self.family in ("Separation", "DeviceN"):
            return "spot"
        if self.family == "Lab":
            return "lab"
        return {1: "gray", 3: "rgb", 4: "cmyk"}.get(self.components, "")

    @property
    def chain(self) -> tuple[ColourSpace, ...]:
        """The space and those it builds on."""
        return (self, *self.base.chain) if self.base else (self,)


GRAY = ColourSpace("DeviceGray", 1)
RGB = ColourSpace("DeviceRGB", 3)
CMYK = ColourSpace("DeviceCMYK", 4)
DEVICE = {b"/DeviceGray": GRAY, b"/DeviceRGB": RGB, b"/DeviceCMYK": CMYK}
PATTERN = ColourSpace("Pattern", 0)
UNKNOWN = ColourSpace("unknown", 0, fault="it cannot be read")


@dataclass(frozen=True)
class Paint:
    """A colour: its space and values; of a pattern the pattern's name."""

    space: ColourSpace
    values: tuple[float, ...]
    pattern: str = ""

    @cached_property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Shares of C, M, Y, K from 0 to 1 where the colour says so itself."""
        if len(self.values) != self.space.components or self.pattern:
            return None
        if self.space.model == "cmyk" and self.space.family != "Indexed":
            c, m, y, k = self.values
            return (c, m, y, k)
        if self.space.model == "gray" and self.space.family != "Indexed":
            return (0.0, 0.0, 0.0, 1 - self.values[0])
        if self.space.family in ("Separation", "DeviceN"):
            names = self.space.colorants
            if len(names) == len(self.values) and set(names) <= _PROCESS:
                shares = dict(zip(names, self.values, strict=True))
                return (shares.get("Cyan", 0.0), shares.get("Magenta", 0.0),
                        shares.get("Yellow", 0.0), shares.get("Black", 0.0))  # fmt: skip
        return None

    @cached_property
    def ink(self) -> float | None:
        """All inks together in percent; None where only a conversion could tell."""
        if self.inks is not None:
            return 100 * sum(self.inks)
        if self.space.model == "spot" and not self.pattern:
            return None if self.registration else 100 * sum(self.values)
        return None

    @cached_property
    def registration(self) -> bool:
        """Puts ink on every plate."""
        if "All" in self.space.colorants:
            return any(value > 0 for value in self.values)
        return self.inks is not None and min(self.inks) >= 0.995

    @cached_property
    def white(self) -> bool:
        """Puts no ink on paper."""
        if self.pattern or not self.values:
            return False
        if self.space.model in ("rgb", "gray") and self.space.family != "Indexed":
            return min(self.values) >= 0.999
        return self.ink is not None and self.ink <= 0.1

    @cached_property
    def neutral_rgb(self) -> bool:
        """Gray or black made of red, green and blue."""
        return (
            self.space.model == "rgb"
            and self.space.family != "Indexed"
            and len(self.values) == 3
            and max(self.values) - min(self.values) <= 0.02
        )


_PROCESS = frozenset({"Cyan", "Magenta", "Yellow", "Black", "None"})


def read_space(obj: Object | None, resources: Object | None = None, depth: int = 0) -> ColourSpace:
    """The colour space that an object of a PDF describes; UNKNOWN with a fault where it fails."""
    if obj is None or depth > _DEEPEST:
        return UNKNOWN
    try:
        if isinstance(obj, Name):
            return _named(spelled(obj), resources, depth)
        if isinstance(obj, Array) and len(obj):
            return _made(obj, resources, depth)
    except (pikepdf.PdfError, AttributeError, KeyError, ValueError, TypeError, IndexError):
        return UNKNOWN
    return UNKNOWN


def _named(name: str, resources: Object | None, depth: int) -> ColourSpace:
    name = _ABBREVIATED.get(name, name)
    spaces = resources.get("/ColorSpace") if resources is not None else None
    if not isinstance(spaces, Dictionary):
        spaces = None
    if name in _DEFAULTS:
        default = spaces.get(_DEFAULTS[name]) if spaces is not None else None
        if isinstance(default, Array):
            return read_space(default, None, depth + 1)
        return {"/DeviceGray": GRAY, "/DeviceRGB": RGB, "/DeviceCMYK": CMYK}[name]
    if name == "/Pattern":
        return PATTERN
    if spaces is not None and name in spaces:
        return read_space(spaces[name], resources, depth + 1)
    return UNKNOWN


def _made(obj: Array, resources: Object | None, depth: int) -> ColourSpace:
    family = _ABBREVIATED.get(spelled(obj[0]), spelled(obj[0])).lstrip("/")
    if len(obj) == 1:
        return _named(f"/{family}", resources, depth)
    if family == "ICCBased":
        return _icc(obj[1])
    if family in ("Indexed", "Pattern"):
        base = read_space(obj[1], resources, depth + 1)
        return ColourSpace(family, _COMPONENTS.get(family, base.components), base)
    if family in ("Separation", "DeviceN"):
        named = obj[1] if isinstance(obj[1], Array) else [obj[1]]
        colorants = tuple(spelled(each).lstrip("/") for each in named)
        base = read_space(obj[2], resources, depth + 1)
        fault = "" if outputs(obj[3]) in (None, base.components) else (
            f"its function gives {outputs(obj[3])} values where {base.name} has {base.components}"
        )  # fmt: skip
        return ColourSpace(family, len(colorants), base, colorants, fault=fault)
    if family in _COMPONENTS:
        return ColourSpace(family, _COMPONENTS[family])
    return UNKNOWN


def _icc(stream: Object) -> ColourSpace:
    count = int(stream.get("/N", 0))
    where = stream.objgen if stream.is_indirect else None
    header = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}.get(bytes(stream.read_bytes()[16:20]))
    fault = "" if header == count else f"/N is {count}, its profile has {header or 'unknown'} inks"
    return ColourSpace("ICCBased", count, profile=where, fault=fault)


def outputs(function: Object | None, depth: int = 0) -> int | None:
    """How many values a function gives (ISO 32000-1, 7.10); None where it cannot be said."""
    if function is None or depth > _DEEPEST:
        return None
    if isinstance(function, Array):
        return len(function)
    if not hasattr(function, "get"):
        return None
    kind = int(function.get("/FunctionType", -1))
    if kind in (0, 4):
        return len(function.get("/Range", Array())) // 2
    if kind == 2:
        return len(function.get("/C1", Array([1])))
    parts = function.get("/Functions", Array())
    return outputs(parts[0], depth + 1) if len(parts) else None
