"""One font program a face for the whole book, in place of one a galley.

Each galley holds its own subset of each face it uses, with glyph ids of the full face. The ids
used anywhere (the keys of /W and /ToUnicode) make one subset, and every galley's font dictionary
is pointed at it: 150 programs became 5 in a book of 30 chapters, pixels and text the same.

PDF/A-2 and PDF/UA-1: no /CIDSet (a wrong one fails 6.2.11.4.2, none is allowed);
/CIDToGIDMap /Identity (6.2.11.3.2); every glyph has a text (UA 7.21.7), never an empty one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf
import uharfbuzz as hb
from pikepdf import Array, Dictionary, Name, Pdf

from octavo.artifacts import Face, FontUse
from octavo.fonts import subset_glyphs

SOFT_HYPHEN = "\u00ad"
_HYPHEN, _HYPHEN_MINUS = 0x2010, 0x2D

_OWN_KEYS = ("/FontFile2", "/FontFile3", "/CIDSet", "/FontFamily", "/FontBBox")

_SECTION = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


@dataclass(frozen=True, slots=True)
class _Model:
    """What the joined font takes over from a galley's."""

    subtype: str  # CIDFontType2 for TrueType outlines, CIDFontType0 for CFF
    descriptor: dict[str, object]


@dataclass(slots=True)
class _Program:
    """What all galleys know of one face."""

    widths: dict[int, float] = field(default_factory=dict)
    texts: defaultdict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    boxes: list[list[float]] = field(default_factory=list)
    models: dict[str, _Model] = field(default_factory=dict)  # by BaseFont


class FontJoiner:
    """Collects the fonts of all galleys, then gives each face one font."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self._files = {face.digest: face.path for face in faces}
        self._programs: defaultdict[str, _Program] = defaultdict(_Program)

    def collect(self, galley: Pdf, uses: Sequence[FontUse]) -> Mapping[str, str]:
        """Note the fonts of a galley and take them out of it; gives their names with the digests
        of their faces.

        Fonts of files that are no face of the book stay where they are.
        """
        digests = {use.base_font: use.face_digest for use in uses}
        joined: dict[str, str] = {}
        fonts = _font_dictionary(galley)
        for name in sorted(fonts.keys()):
            font = fonts[name]
            digest = digests.get(str(font.get("/BaseFont", "/")).lstrip("/").partition("+")[0])
            if digest not in self._files or font.get("/Encoding") != Name("/Identity-H"):
                continue
            _note(self._programs[digest], font)
            joined[name] = digest
            del fonts[name]
        return joined

    def build(self, book: Pdf) -> Mapping[str, pikepdf.Object]:
        """Make the book's fonts, by digest of their face."""
        return {
            digest: _font(book, Path(self._files[digest]).read_bytes(), program)
            for digest, program in sorted(self._programs.items())
        }


def use_fonts(
    joined: Mapping[str, str], resources: pikepdf.Object, made: Mapping[str, pikepdf.Object]
) -> None:
    """Point a galley, now in the book, at the shared fonts, by way of a page's resources."""
    for name, digest in joined.items():
        resources.Font[Name(name)] = made[digest]


def _font_dictionary(galley: Pdf) -> pikepdf.Object:
    """The one font dictionary that all pages and groups of a galley share."""
    for page in galley.pages:
        fonts = page.obj.get("/Resources", Dictionary()).get("/Font")
        if fonts is not None:
            return fonts
    return Dictionary()


def _note(program: _Program, font: pikepdf.Object) -> None:
    descendant = font.DescendantFonts[0]
    program.widths |= _widths(descendant.get("/W", Array()))
    for glyph, text in read_to_unicode(font.ToUnicode.read_bytes()).items():
        program.texts[glyph][text] += 1
    descriptor = descendant.FontDescriptor
    program.boxes.append([float(side) for side in descriptor.FontBBox])
    program.models.setdefault(
        str(font.BaseFont),
        _Model(
            str(descendant.Subtype),
            {key: value for key, value in descriptor.items() if key not in _OWN_KEYS},
        ),
    )


def _widths(array: Iterable[pikepdf.Object]) -> dict[int, float]:
    """Widths by glyph id from a /W array (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    items = list(array)
    place = 0
    while place < len(items):
        first, second = int(items[place]), items[place + 1]
        if isinstance(second, Array):
            widths |= {first + step: float(width) for step, width in enumerate(second)}
            place += 2
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(items[place + 2]))
            place += 3
    return widths


def read_to_unicode(cmap: bytes) -> dict[int, str]:
    """Glyph id -> text from the bfchar sections of a ToUnicode CMap."""
    texts: dict[int, str] = {}
    for section in _SECTION.findall(cmap):
        for glyph, text in _ENTRY.findall(section):
            texts[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
    return texts


def _font(book: Pdf, face: bytes, program: _Program) -> pikepdf.Object:
    texts = _settled(program.texts, face)
    glyphs = sorted(program.widths.keys() | texts.keys())
    base_font, model = min(program.models.items())
    descriptor = Dictionary(model.descriptor)
    content = subset_glyphs(face, glyphs)
    stream = book.make_stream(content)
    if model.subtype == "/CIDFontType0":
        stream.Subtype = Name.OpenType
        descriptor.FontFile3 = stream
    else:
        stream.Length1 = len(content)
        descriptor.FontFile2 = stream
    descriptor.FontBBox = Array(
        [side([box[at] for box in program.boxes]) for at, side in enumerate((min, min, max, max))]
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name(model.subtype),
        BaseFont=Name(base_font),
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        W=_width_array(program.widths),
        FontDescriptor=book.make_indirect(descriptor),
    )
    if model.subtype == "/CIDFontType2":
        descendant.CIDToGIDMap = Name.Identity
    return book.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(base_font),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([book.make_indirect(descendant)]),
            ToUnicode=book.make_stream(_to_unicode(texts)),
        )
    )


def _settled(texts: Mapping[int, Counter[str]], face: bytes) -> dict[int, str]:
    """One text a glyph: the most frequent, then the shortest, then the first by code point.

    The glyph of U+2010 is drawn at line ends alone: it reads as a soft hyphen, so that words
    broken over two lines are found and spoken whole.
    """
    settled = {
        glyph: min(counts, key=lambda text: (-counts[text], len(text), text))
        for glyph, counts in texts.items()
    }
    glyph_of = hb.Font(hb.Face(hb.Blob(face))).get_nominal_glyph
    drawn = glyph_of(_HYPHEN)
    if drawn in settled and drawn != glyph_of(_HYPHEN_MINUS):
        settled[drawn] = SOFT_HYPHEN
    return settled


def _width_array(widths: Mapping[int, float]) -> Array:
    array: list[object] = []
    run: list[float] = []
    before = -2
    for glyph, width in sorted(widths.items()):
        if glyph != before + 1:
            run = []
            array += [glyph, run]
        run.append(int(width) if width == int(width) else width)
        before = glyph
    return Array([Array(item) if isinstance(item, list) else item for item in array])


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-1, 9.10.3), at most 100 entries a section."""
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <ffff> endcodespacerange",
    ]
    entries = [
        f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in sorted(texts.items())
    ]
    for start in range(0, len(entries), 100):
        section = entries[start : start + 100]
        lines += [f"{len(section)} beginbfchar", *section, "endbfchar"]
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
