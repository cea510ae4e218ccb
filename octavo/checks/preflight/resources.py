"""What a content stream can name: fonts, states, spaces, XObjects, each read once for the file."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from octavo.checks.preflight.boxes import Box
from octavo.checks.preflight.colours import (
    DEVICE,
    UNKNOWN,
    ColourSpace,
    outputs,
    read_space,
)
from octavo.checks.preflight.facts import PictureFacts
from octavo.checks.preflight.fonts import NO_FONT, FontFacts, read_font
from octavo.checks.preflight.names import entry, name_in, spelled
from octavo.press.matrices import IDENTITY, Matrix

Read = TypeVar("Read")
Remark = tuple[str, str]
"""The code of a rule and a sentence about an object."""

BROKEN = (pikepdf.PdfError, AttributeError, KeyError, ValueError, TypeError, IndexError,
          RuntimeError, NotImplementedError)  # fmt: skip
"""What pikepdf raises where an object is not what it should be."""

MOST_OF_A_FILE = 20_000_000
"""Statements on all pages together."""

BLEND_MODES = frozenset(
    "Normal Compatible Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight "
    "SoftLight Difference Exclusion Hue Saturation Color Luminosity".split()
)
"""ISO 32000-1, table 136 and 137: those of PDF 1.6."""


class StateFacts(NamedTuple):
    """An ExtGState: the attributes of Graphics that it sets, its soft mask's group, remarks."""

    sets: dict[str, Any]
    mask: Object | None = None
    remarks: tuple[Remark, ...] = ()


class FormFacts(NamedTuple):
    """A form XObject or a tiling pattern: content with a place of its own."""

    key: Hashable
    stream: Object
    matrix: Matrix
    box: Box | None
    group: ColourSpace | None
    remarks: tuple[Remark, ...]


class ImageUse(NamedTuple):
    """An image XObject with remarks on it; mask is its soft mask."""

    picture: PictureFacts
    masked: bool
    remarks: tuple[Remark, ...]


class ShadingFacts(NamedTuple):
    """A shading: its space, and what is wrong with its functions."""

    space: ColourSpace
    fault: str
    matrix: Matrix = IDENTITY


class Library:
    """What has been read from the file, by object number, and how many statements may still be."""

    def __init__(self) -> None:
        self.left = MOST_OF_A_FILE
        self._read: dict[tuple[str, tuple[int, int]], Any] = {}

    def read(self, kind: str, obj: Object, read: Callable[[Object], Read]) -> Read:
        """Read an object, once if it has a number."""
        if not obj.is_indirect:
            return read(obj)
        key = (kind, obj.objgen)
        if key not in self._read:
            self._read[key] = read(obj)
        known: Read = self._read[key]
        return known


class Scope:
    """The resource dictionary of one content stream; what it names is read when first asked."""

    def __init__(self, resources: Object | None, library: Library) -> None:
        self.dictionary = resources if isinstance(resources, Dictionary) else Dictionary()
        self.library = library
        self._known: dict[tuple[str, bytes], Any] = {}
        self._plain = "/ColorSpace" not in self.dictionary
        self._fonts: dict[bytes, tuple[FontFacts, float]] = {}

    def _named(self, category: str, name: bytes, read: Callable[[Object], Read]) -> Read | None:
        key = (category, name)
        if key not in self._known:
            found = None
            try:
                obj = entry(self.dictionary.get(f"/{category}", Dictionary()), name_in(name))
                found = self.library.read(category, obj, read) if obj is not None else None
            except BROKEN:
                found = None
            self._known[key] = found
        known: Read | None = self._known[key]
        return known

    def font(self, operands: bytes) -> tuple[FontFacts, float]:
        """The font and the size that Tf names; raises ValueError where it names none."""
        if operands not in self._fonts:
            name, size = operands.split()
            font = self._named("Font", name, read_font) or NO_FONT
            self._fonts[operands] = (font, float(size))
        return self._fonts[operands]

    def state(self, name: bytes) -> StateFacts | None:
        """The state that gs names."""
        return self._named("ExtGState", name, self._read_state)

    def space(self, name: bytes) -> ColourSpace:
        """The space that cs names, by itself or in the resources."""
        key = ("cs", name)
        if key not in self._known:
            known = DEVICE.get(name) if self._plain else None
            self._known[key] = known or read_space(Name(name_in(name)), self.dictionary)
        space: ColourSpace = self._known[key]
        return space

    def xobject(self, name: bytes) -> FormFacts | ImageUse | str | None:
        """What Do names; the subtype where it is neither form nor image."""
        return self._named("XObject", name, self._read_xobject)

    def pattern(self, name: bytes) -> FormFacts | ShadingFacts | None:
        """The pattern that scn names."""
        return self._named("Pattern", name, self._read_pattern)

    def shading(self, name: bytes) -> ShadingFacts | None:
        """The shading that sh names."""
        return self._named("Shading", name, self._read_shading)

    def _read_state(self, obj: Object) -> StateFacts:
        sets: dict[str, Any] = {}
        for key, attribute in (("/LW", "width"), ("/ca", "fill_alpha"), ("/CA", "stroke_alpha")):
            if key in obj:
                sets[attribute] = float(obj[key])
        if "/OP" in obj:
            sets["stroke_overprints"] = sets["fill_overprints"] = bool(obj["/OP"])
        if "/op" in obj:
            sets["fill_overprints"] = bool(obj["/op"])
        if "/BM" in obj:
            modes = obj["/BM"] if isinstance(obj["/BM"], Array) else [obj["/BM"]]
            sets["blend"] = spelled(modes[0]).lstrip("/") if len(modes) else "Normal"
        mask = obj.get("/SMask")
        if mask is not None:
            sets["masked"] = isinstance(mask, Dictionary)
        if "/Font" in obj and len(obj["/Font"]) == 2:
            sets["font"] = self.library.read("Font", obj["/Font"][0], read_font)
            sets["size"] = float(obj["/Font"][1])
        group = mask.get("/G") if isinstance(mask, Dictionary) else None
        return StateFacts(sets, group, tuple(_state_remarks(obj, sets.get("blend", "Normal"))))

    def _read_xobject(self, obj: Object) -> FormFacts | ImageUse | str:
        subtype = spelled(obj.get("/Subtype", ""))
        if subtype == "/Image":
            return self._read_image(obj)
        return self._read_form(obj) if subtype == "/Form" else subtype.lstrip("/")

    def _read_form(self, obj: Object) -> FormFacts:
        group = obj.get("/Group")
        space = None
        if isinstance(group, Dictionary) and "/CS" in group:
            space = read_space(group.CS, self.dictionary)
        box = obj.get("/BBox")
        corners = [float(value) for value in box] if box is not None else []
        x0, y0, x1, y1 = corners if len(corners) == 4 else (0.0, 0.0, 0.0, 0.0)
        bounds = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)) if corners else None
        key = obj.objgen if obj.is_indirect else id(obj)
        return FormFacts(key, obj, matrix_of(obj), bounds, space, tuple(_form_remarks(obj)))

    def _read_image(self, obj: Object) -> ImageUse:
        stencil = bool(obj.get("/ImageMask", False))
        space = None
        if not stencil and "/JPXDecode" not in spelled(obj.get("/Filter", "")):
            space = read_space(obj.get("/ColorSpace"), self.dictionary)
        bits = int(obj.get("/BitsPerComponent", 1 if stencil else 8))
        picture = PictureFacts(
            obj.objgen if obj.is_indirect else id(obj),
            max(int(obj.get("/Width", 1)), 1),
            max(int(obj.get("/Height", 1)), 1),
            stencil,
            bits == 1,
            space,
            obj,
        )
        return ImageUse(picture, "/SMask" in obj, tuple(_image_remarks(obj)))

    def _read_pattern(self, obj: Object) -> FormFacts | ShadingFacts:
        if int(obj.get("/PatternType", 1)) == 2:
            shading = self.library.read("Shading", obj.Shading, self._read_shading)
            return shading._replace(matrix=matrix_of(obj))
        return self._read_form(obj)

    def _read_shading(self, obj: Object) -> ShadingFacts:
        space = read_space(obj.get("/ColorSpace"), self.dictionary)
        gives = outputs(obj.get("/Function"))
        fault = ""
        if gives is not None and space is not UNKNOWN and gives != space.components:
            fault = f"its function gives {gives} values where {space.name} has {space.components}"
        return ShadingFacts(space, fault)


def matrix_of(obj: Object) -> Matrix:
    """The /Matrix of a form or pattern."""
    values = obj.get("/Matrix")
    if values is None or len(values) != 6:
        return IDENTITY
    a, b, c, d, e, f = (float(value) for value in values)
    return (a, b, c, d, e, f)


def _state_remarks(obj: Object, blend: str) -> list[Remark]:
    found: list[Remark] = []
    for key in ("/TR", "/TR2"):
        value = obj.get(key)
        if value is not None and not (key == "/TR2" and value == Name.Default):
            found.append(("preflight-transfer", f"a transfer function ({key})"))
    if "/HTP" in obj:
        found.append(("preflight-transfer", "a halftone phase (/HTP)"))
    halftone = obj.get("/HT")
    if isinstance(halftone, Dictionary | Stream) and (
        "/HalftoneName" in halftone or int(halftone.get("/HalftoneType", 1)) not in (1, 5)
    ):
        found.append(("preflight-transfer", "a halftone of its own (/HT)"))
    if blend not in BLEND_MODES:
        found.append(("preflight-blend-mode", f"the blend mode {blend}"))
    return found


def _form_remarks(obj: Object) -> list[Remark]:
    found = _stream_remarks(obj)
    if "/Ref" in obj:
        found.append(("preflight-forbidden", "a reference to a page of another file (/Ref)"))
    if "/PS" in obj or obj.get("/Subtype2") == Name.PS:
        found.append(("preflight-forbidden", "a PostScript program"))
    return found


def _image_remarks(obj: Object) -> list[Remark]:
    found = _stream_remarks(obj)
    if "/Alternates" in obj:
        found.append(("preflight-forbidden", "other versions of the image (/Alternates)"))
    return found


def _stream_remarks(obj: Object) -> list[Remark]:
    found: list[Remark] = []
    if "/OPI" in obj:
        found.append(("preflight-forbidden", "a placeholder of another image (/OPI)"))
    if "/F" in obj:
        found.append(("preflight-forbidden", "content in another file (/F)"))
    if "LZW" in spelled(obj.get("/Filter", "")):
        found.append(("preflight-forbidden", "LZW compression"))
    return found
