"""Where the text stands on a page: size, leading and margins for any trim, by one rule.

The text block is a whole number of lines, so that all lines of facing pages stand on one grid.
The measure is set in em, since that is what fixes the characters in a line (58 to 68 are read
with most ease; Bringhurst, 2.1.2). The inner margin is smaller than the outer one: two inner
margins make one gutter.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.geometry import TRIMS, Size

_SMALLEST, _LARGEST = 8.5, 13.0  # pt: what is read with ease at arm's length
_GROWTH = 0.35  # type grows more slowly than paper
_TALLEST = 1.85  # height of the text block by its width, at most
_LEAST_SIDE = 0.26  # of the trim width, both side margins together


@dataclass(frozen=True, slots=True)
class PageDesign:
    """A theme's wishes, as for A5; other trims follow from them."""

    size: float = 11.0  # pt
    leading: float = 1.27  # line height by size
    measure: float = 26.0  # em
    height: float = 0.8  # of the trim height, at most
    inner: float = 0.44  # share of the side margins
    top: float = 0.45  # share of the margins above and below


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The text block of one trim, lengths in points."""

    size: float
    leading: float
    lines: int
    measure: float
    inner: float
    outer: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the text block: a whole number of lines."""
        return self.lines * self.leading


def text_block(trim: Size, design: PageDesign) -> TextBlock:
    """Fit a theme's design to a trim."""
    scaled = design.size * (trim.width / TRIMS["a5"].width) ** _GROWTH
    size = _quarter(min(max(scaled, _SMALLEST), _LARGEST))
    leading = _quarter(size * design.leading)
    measure = round(min(design.measure * size, trim.width * (1 - _LEAST_SIDE)), 2)
    lines = int(min(design.height * trim.height, _TALLEST * measure) / leading)
    sides, ends = trim.width - measure, trim.height - lines * leading
    inner, top = round(sides * design.inner, 2), round(ends * design.top, 2)
    return TextBlock(size, leading, lines, measure, inner, sides - inner, top, ends - top)


def geometry_css(trim: Size, bleed: float, block: TextBlock) -> str:
    """The rules that depend on the trim: the page, its margins, and values for the themes."""
    return f"""\
@page {{ size: {trim.width:.3f}pt {trim.height:.3f}pt; bleed: {bleed:.3f}pt }}
@page :right {{ margin: {_margins(block, block.outer, block.inner)} }}
@page :left {{ margin: {_margins(block, block.inner, block.outer)} }}
:root {{
  font-size: {block.size:g}pt; line-height: {block.leading:g}pt;
  --size: {block.size:g}pt; --line: {block.leading:g}pt; --lines: {block.lines};
  --measure: {block.measure:g}pt; --text-height: {block.height:g}pt;
  --inner: {block.inner:.2f}pt; --outer: {block.outer:.2f}pt;
  --top: {block.top:.2f}pt; --bottom: {block.bottom:.2f}pt; --bleed: {bleed:.3f}pt;
  --trim-width: {trim.width:.3f}pt; --trim-height: {trim.height:.3f}pt;
}}
"""


def _margins(block: TextBlock, right: float, left: float) -> str:
    # The last line's descent must never push it off by a rounding error.
    return f"{block.top:.2f}pt {right:.2f}pt {block.bottom - 0.01:.2f}pt {left:.2f}pt"


def _quarter(points: float) -> float:
    return round(points * 4) / 4
