"""A line box read as matter for lines: its text in order, piece by piece of one style.

Beyond us, and so left to WeasyPrint's own lines: text that runs from right to left, characters
that the face lacks, preserved newlines and tabs, floats and blocks in the line, and styles whose
words cannot be measured (octavo.pdf.engine.lines.founts). A picture or formula in the line is a
letter of fixed width.

Private names of WeasyPrint: the classes LineBox, InlineBox, TextBox and InlineReplacedBox;
layout.percent.resolve_percentages, layout.replaced.inline_replaced_box_layout.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure.boxes import InlineBox, InlineReplacedBox, TextBox
from weasyprint.layout.percent import resolve_percentages
from weasyprint.layout.replaced import inline_replaced_box_layout

from octavo.pdf.engine.boxes import Box
from octavo.pdf.engine.lines.beyond import RIGHT_TO_LEFT, SEVERAL_FACES, BeyondUs
from octavo.pdf.engine.lines.founts import Fount

PICTURE = "\u2e80"
"""Stands for a picture in the text: like an ideograph, it may be parted from its neighbours."""

_KEPT = re.compile("[\t\n\r\f\v\u0085\u2028\u2029]")
"""Breaks that must be kept."""

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Text that runs from right to left, or says where it does."""

HyphenKey = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style; all that its lines depend on, and nothing else."""

    text: str
    fount: Fount | None  # None for a picture
    language: str
    hyphenation: HyphenKey | None  # the dictionary that may break its words, or none
    soft: bool  # whether soft hyphens count
    hyphen: str
    kept: bool  # no break inside
    before: float = 0.0  # margins, borders and padding of the boxes that open here
    after: float = 0.0
    picture: float = 0.0
    called: bool = False  # a note's call stands before it and must stay on the line above

    @property
    def padded(self) -> bool:
        """Say whether a box with margins, borders or padding opens or ends here."""
        return bool(self.before or self.after)


@dataclass(frozen=True, slots=True)
class Matter:
    """A paragraph as matter for lines, with the box of each run."""

    runs: tuple[Run, ...]
    boxes: tuple[Box, ...]


class Reader:
    """Reads line boxes; knows each style's fount and hyphenation."""

    def __init__(
        self, fount: Callable[[Any], Fount | None], hyphenation: Callable[[Any], HyphenKey | None]
    ) -> None:
        self._fount = fount
        self._hyphenation = hyphenation
        self._styles: dict[int, tuple[Any, Fount | None, HyphenKey | None]] = {}

    def read(self, line_box: Box, container: Box) -> Matter:
        """Read the text of a line box. Raises BeyondUs."""
        reading = _Reading(self, container)
        reading.read(line_box)
        return reading.matter()

    def style(self, style: Any) -> tuple[Fount | None, HyphenKey | None]:
        """Fount and hyphenation of a style; styles are shared by many boxes."""
        known = self._styles.get(id(style))
        if known is None:
            known = style, self._fount(style), self._hyphenation(style)
            self._styles[id(style)] = known
        return known[1], known[2]


class _Reading:
    def __init__(self, reader: Reader, container: Box) -> None:
        self._reader = reader
        self._container = container
        self._runs: list[dict[str, Any]] = []
        self._boxes: list[Box] = []
        self._opening = 0.0
        self._called = False

    def matter(self) -> Matter:
        return Matter(tuple(Run(**run) for run in self._runs), tuple(self._boxes))

    def read(self, box: Box) -> None:
        for child in box.children:
            if isinstance(child, TextBox):
                self._text(child)
            elif isinstance(child, InlineBox):
                self._inline(child)
            elif isinstance(child, InlineReplacedBox) and child.is_in_normal_flow():
                self._picture(child)
            elif child.is_in_normal_flow() or child.is_floated():
                raise BeyondUs

    def _inline(self, box: Box) -> None:
        if not box.is_in_normal_flow():
            if box.is_floated():
                raise BeyondUs
            return
        if box.style["direction"] != "ltr":
            raise BeyondUs(RIGHT_TO_LEFT)
        if box.is_leader:
            raise BeyondUs
        resolve_percentages(box, self._container)
        if "auto" in (box.margin_left, box.margin_right):
            raise BeyondUs
        self._called = self._called or bool(box.footnote)
        opening = box.margin_left + box.border_left_width + box.padding_left
        closing = box.margin_right + box.border_right_width + box.padding_right
        before = len(self._runs)
        self._opening += opening
        self.read(box)
        if (opening or closing) and len(self._runs) == before:
            raise BeyondUs
        if closing:
            self._runs[-1]["after"] += closing

    def _text(self, box: Box) -> None:
        text, style = box.text, box.style
        if not text:
            return
        if _RIGHT_TO_LEFT.search(text):
            raise BeyondUs(RIGHT_TO_LEFT)
        if style["white_space"] not in ("normal", "nowrap") or _KEPT.search(text):
            raise BeyondUs
        fount, hyphenation = self._reader.style(style)
        if fount is None:
            raise BeyondUs(SEVERAL_FACES)
        self._add(box, text, fount, hyphenation, style["white_space"] == "nowrap", 0.0)

    def _picture(self, box: Box) -> None:
        copy = box.copy()
        resolve_percentages(copy, self._container)
        inline_replaced_box_layout(copy, self._container)
        self._add(box, PICTURE, None, None, False, copy.margin_width())

    def _add(
        self,
        box: Box,
        text: str,
        fount: Fount | None,
        hyphenation: HyphenKey | None,
        kept: bool,
        picture: float,
    ) -> None:
        style = box.style
        self._boxes.append(box)
        self._runs.append({
            "text": text, "fount": fount, "language": style["lang"] or "",
            "hyphenation": hyphenation, "soft": style["hyphens"] != "none",
            "hyphen": style["hyphenate_character"], "kept": kept, "before": self._opening,
            "after": 0.0, "picture": picture, "called": self._called,
        })  # fmt: skip
        self._opening, self._called = 0.0, False
