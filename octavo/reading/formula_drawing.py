"""Formulas drawn for pages, as SVG of nothing but paths and rules.

ziamath (with its STIX Two Math) reads TeX best, but makes what it can of a slip and says nothing.
So it only draws what a stricter reader has accepted as MathML, and the drawing is taken of the
TeX where ziamath finds the same characters in it, else of that MathML: both say the same.
"""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from octavo.reading.mathml import for_epub, visible_characters

_MARGIN = 0.04  # em around the drawing, for letters that lean out of their box
_SIZE = 16.0  # px to the em


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG with its sizes in em; depth is below the baseline."""

    svg: str
    width: float
    height: float
    depth: float


def draw(tex: str, mathml: str, *, display: bool) -> Drawing | None:
    """Draw a formula; None where characters of the MathML would be missing."""
    wanted = visible_characters(mathml)
    marks = sum(character.isalnum() for character in wanted.elements())
    latex, math = _ziamath()
    margin = _MARGIN * _SIZE
    drawing = _attempt(
        lambda: latex(tex, size=_SIZE, inline=not display, margin=margin), marks, wanted
    )
    if drawing is None:
        source = for_epub(mathml, "", display=display, drawn=True)
        drawing = _attempt(lambda: math(source, size=_SIZE, margin=margin), marks)
    return drawing


def _attempt(
    make: Callable[[], Any], marks: int, wanted: Counter[str] | None = None
) -> Drawing | None:
    """One way of drawing; None where it fails, reads other characters, or draws too few."""
    try:
        with _heard():
            drawn = make()
            if wanted is not None and visible_characters(drawn.mathmlstr()) != wanted:
                return None
            drawing = _drawing(drawn)
    except Exception as error:  # ziamath raises whatever it stumbles over
        _log.debug("Not drawn: %s", error)
        return None
    return drawing if drawing.svg.count("<path") >= marks else None


def _drawing(drawn: Any) -> Drawing:
    width, height = drawn.getsize()
    return Drawing(
        # the namespace of xlink is declared and never used
        drawn.svg().replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', ""),
        round(width / _SIZE + 2 * _MARGIN, 4),
        round(height / _SIZE + 2 * _MARGIN, 4),
        round(_MARGIN - drawn.getyofst() / _SIZE, 4),
    )


@cache
def _ziamath() -> tuple[Any, Any]:
    """ziamath's two readers; its import warns of its own use of the standard library."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from ziamath.config import config
        from ziamath.zmath import Latex, Math
    config.svg2 = False  # paths in place of symbols, whose ids would meet on a page
    return Latex, Math


@contextmanager
def _heard() -> Iterator[None]:
    """Give ziamath's remarks a handler, or logging would set one up for the whole program."""
    root, handler = logging.getLogger(), logging.NullHandler()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)


_log = logging.getLogger(__name__)
