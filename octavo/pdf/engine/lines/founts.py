"""A face at a size: measures words, and gives their glyphs to be drawn.

Each word is shaped by itself, once, so widths of words add up to the line to the last unit. They
are shaped with uharfbuzz from the very file that Pango took. Whether Pango would set them as wide
is tried on a sample when a fount is made; a fount that differs (small capitals made from large
ones, bold made from regular) is not used.

Private names of WeasyPrint: text.line_break.Layout, create_layout, first_line_metrics and
line_size; text.fonts.font_features, get_pango_font_key, get_pango_font_hb_face and
get_hb_object_data.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import uharfbuzz as hb
from fontTools import unicodedata
from weasyprint.text.ffi import TO_UNITS, ffi
from weasyprint.text.fonts import (
    font_features,
    get_hb_object_data,
    get_pango_font_hb_face,
    get_pango_font_key,
)
from weasyprint.text.line_break import create_layout, first_line_metrics, line_size

from octavo.pdf.engine.lines.protrusion import HANGING, hangs_left, hangs_right

Style = Any

SPACES = " \u00a0"
"""What WeasyPrint widens in a justified line."""

INK_OUT = 0.09
"""Of an em: a little less than the hook of an f stands out in most faces."""

WORDS_KEPT = 20_000
"""Measured words of a fount that are kept, more than most books have: a worker that lives for long
does not grow."""

_NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})
_LIGATURES = ("liga", "clig", "dlig", "hlig")
_SAMPLE = "Often, 1855: (Quire) AV. To fill; official waffles! Yr. My"
_FONT = (
    "font_family", "font_style", "font_stretch", "font_weight", "font_kerning",
    "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings", "font_variation_settings", "font_language_override", "lang",
    "font_size", "letter_spacing", "word_spacing",
)  # fmt: skip
"""The properties of a style that the widths of its words depend on."""


class Extent(NamedTuple):
    """What a word takes up: its width in CSS pixels, the number of gaps between its glyphs, and by
    how much the ink of the last one stands out too far."""

    width: float
    gaps: int
    excess: float = 0.0


class Glyph(NamedTuple):
    """A glyph of a face: its number, its own width in thousandths of an em, and what it says."""

    number: int
    width: int
    text: str


class Shown(NamedTuple):
    """A word as a PDF shows it: its glyphs in hexadecimal, and between ">" and "<" by how many
    thousandths of an em they are set apart (operands of TJ, ISO 32000-1, 9.4.3)."""

    operands: str
    advance: float  # of the whole word, in thousandths of an em
    due: float  # what of it the operands fall short of: less than a thousandth, as a rule
    glyphs: tuple[Glyph, ...]


class PangoFont(NamedTuple):
    """The font that Pango took for a fount, by which WeasyPrint finds it in a PDF."""

    font: Any
    key: int
    size: float
    layout: Any  # keeps the font from being freed


class Fount:
    """One face at one size, with its features and spacing."""

    def __init__(
        self, style: Style, font: hb.Font, pango: PangoFont, height: float, baseline: float
    ) -> None:
        self.size: float = style["font_size"]
        self.pango = pango
        self.height = height
        self.baseline = baseline
        self.tracking = _length(style["letter_spacing"])
        self._font = font
        self._scale = self.size / font.face.upem
        self._language = style["lang"] or "en"
        self._features = dict(
            font_features(
                style["font_kerning"], style["font_variant_ligatures"],
                style["font_variant_position"], style["font_variant_caps"],
                style["font_variant_numeric"], style["font_variant_alternates"],
                style["font_variant_east_asian"], style["font_feature_settings"],
            )
        )  # fmt: skip
        if self.tracking:
            self._features |= dict.fromkeys(_LIGATURES, 0)
        self._extents: dict[tuple[str, str], Extent | None] = {}
        self._shown: dict[tuple[str, str], Shown | None] = {}
        self._glyphs: dict[Glyph, Glyph] = {}  # one value for a glyph of many words
        space = self.extent(" ")
        self.space = (space.width if space else 0.0) + _length(style["word_spacing"])

    def extent(self, word: str, script: str = "Latn") -> Extent | None:
        """What a word takes up; None where the face lacks one of its characters.

        script is that of the text before, for words without letters.
        """
        key = (word, script)
        try:
            return self._extents[key]
        except KeyError:
            if len(self._extents) >= WORDS_KEPT:
                self._extents.clear()
            extent = self._extents[key] = self._measure(word, script)
            return extent

    def shown(self, word: str, script: str = "Latn") -> Shown | None:
        """A word that was measured, as it is drawn; None where its glyphs stand at several
        heights."""
        key = (word, script)
        if key not in self._shown:
            if len(self._shown) >= WORDS_KEPT:
                self._shown.clear()
                self._glyphs.clear()
            self._shown[key] = self._show(word, script)
        return self._shown[key]

    def hang_left(self, mark: str) -> float:
        """How far a line's first mark stands outside the measure."""
        return self._hang(mark, hangs_left(mark)) if mark in HANGING else 0.0

    def hang_right(self, mark: str) -> float:
        """How far a line's last mark stands outside the measure."""
        return self._hang(mark, hangs_right(mark)) if mark in HANGING else 0.0

    def _hang(self, mark: str, share: float) -> float:
        extent = self.extent(mark) if share else None
        return share * extent.width if extent else 0.0

    def _shape(self, word: str, script: str) -> hb.Buffer:
        buffer = hb.Buffer()
        buffer.add_str(word)
        buffer.direction = "ltr"
        buffer.script = script_of(word) or script
        buffer.language = self._language
        buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self._font, buffer, self._features)
        return buffer

    def _measure(self, word: str, script: str) -> Extent | None:
        buffer = self._shape(word, script)
        infos = buffer.glyph_infos
        if not infos:
            return Extent(0.0, 0)
        if any(info.codepoint == 0 for info in infos):
            return None
        width = sum(position.x_advance for position in buffer.glyph_positions) * self._scale
        if self.tracking:
            width += self.tracking * len({info.cluster for info in infos})
        return Extent(width, len(infos) - 1, self._excess(infos[-1], buffer.glyph_positions[-1]))

    def _show(self, word: str, script: str) -> Shown | None:
        buffer = self._shape(word, script)
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        if not infos:
            return Shown("", 0.0, 0.0, ())
        if any(position.y_offset for position in positions):
            return None
        thousandths = 1000 / self._font.face.upem
        tracking = self.tracking / self.size * 1000
        operands, glyphs = [], []
        place = drawn = 0.0
        texts = _texts(word, [info.cluster for info in infos])
        for info, position, (text, is_last) in zip(infos, positions, texts, strict=True):
            shift = round(place + position.x_offset * thousandths - drawn)
            width = round(self._font.get_glyph_h_advance(info.codepoint) * thousandths)
            operands.append(f">{-shift}<{info.codepoint:04x}" if shift else f"{info.codepoint:04x}")
            glyph = Glyph(info.codepoint, width, text)
            glyphs.append(self._glyphs.setdefault(glyph, glyph))
            drawn += shift + width
            place += position.x_advance * thousandths + (tracking if is_last else 0.0)
        return Shown("".join(operands), place, place - drawn, tuple(glyphs))

    def _excess(self, last: hb.GlyphInfo, position: hb.GlyphPosition) -> float:
        """How much further than INK_OUT the ink of a word's last glyph stands out of its advance:
        the hook of an f may hang over the edge of a line, but not without end."""
        ink = self._font.get_glyph_extents(last.codepoint)
        if ink is None:
            return 0.0
        out: float = (ink.x_bearing + ink.width - position.x_advance) * self._scale
        return max(0.0, out - INK_OUT * self.size)


class Foundry:
    """The founts of a set of faces; kept from job to job, since words come again."""

    def __init__(self) -> None:
        self._founts: dict[str, Fount | None] = {}
        self._fonts: dict[bytes, hb.Font] = {}

    def fount(self, style: Style) -> Fount | None:
        """The fount of a style; None where its words cannot be measured."""
        key = repr([style[name] for name in _FONT])
        if key not in self._founts:
            self._founts[key] = self._cast(style) if style["font_size"] > 0 else None
        return self._founts[key]

    def _cast(self, style: Style) -> Fount | None:
        pango, file = _taken(create_layout(_SAMPLE, style, None, None, 0.0))
        if pango is None:
            return None
        layout = create_layout(_SAMPLE, style, None, None, 1.0)
        layout.set_text(_SAMPLE, justify=True)
        line, _ = layout.get_first_line()
        drawn, _ = line_size(line, style)
        layout.set_text("x")
        line, _ = layout.get_first_line()
        *_, height, baseline = first_line_metrics(line, "x", layout, None, False, style)
        if file not in self._fonts:
            self._fonts[file] = hb.Font(hb.Face(file))
        fount = Fount(style, self._fonts[file], pango, height, baseline)
        words = [fount.extent(word) for word in _SAMPLE.split()]
        measured = sum(word.width for word in words if word) + _SAMPLE.count(" ") * (
            fount.space + 1
        )
        agrees = all(words) and abs(measured - drawn) < fount.size / 200
        return fount if agrees else None


@lru_cache(WORDS_KEPT)
def script_of(word: str) -> str | None:
    """The script (ISO 15924) of a word's first letter; None for figures and marks."""
    for character in word:
        script: str = unicodedata.script(character)
        if script not in _NEUTRAL:
            return script
    return None


def _length(value: Any) -> float:
    """A spacing as Pango knows it, in whole units."""
    return 0.0 if value == "normal" else int(value * TO_UNITS) / TO_UNITS


def _texts(word: str, clusters: list[int]) -> Iterator[tuple[str, bool]]:
    """What each glyph says, and whether it is the last of its cluster: a letter and its marks are
    one cluster, of which each glyph says a character and the last one what is left."""
    begin = 0
    for cluster, after in zip(clusters, [*clusters[1:], len(word)], strict=True):
        begin = max(begin, cluster)
        end = after if after > cluster else min(begin + 1, len(word))
        yield word[begin:end], after > cluster
        begin = end


def _taken(layout: Any) -> tuple[PangoFont | None, bytes]:
    """The font that Pango took for a text, and its file; None where it took several."""
    line, _ = layout.get_first_line()
    run = line.runs[0]
    first = run.data.item.analysis.font
    while run != ffi.NULL:
        if run.data.item.analysis.font != first:
            return None, b""
        run = run.next
    key, _, size = get_pango_font_key(first)
    content: bytes = get_hb_object_data(get_pango_font_hb_face(first))
    return PangoFont(first, key, size, layout), content
