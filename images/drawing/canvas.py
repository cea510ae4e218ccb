"""A picture in points: lines, areas and words put on one canvas, y upwards from the lower left.

matplotlib does the drawing; drawing.tidy makes its SVG plain.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from typing import Any

import matplotlib
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from .palette import FACE, INK, ITALIC, LABEL, PAPER, ROMAN
from .tidy import tidy

Point = tuple[float, float]
_POINTS_PER_INCH = 72


class Canvas:
    """One picture of a given size in points, with a bleed around it; `svg` ends it."""

    def __init__(self, width: float, height: float, ground: str = PAPER, bleed: float = 0) -> None:
        self.width, self.height = width, height
        whole = (width + 2 * bleed, height + 2 * bleed)
        self._figure = Figure(
            figsize=(whole[0] / _POINTS_PER_INCH, whole[1] / _POINTS_PER_INCH),
            dpi=_POINTS_PER_INCH,
            facecolor=ground,
        )
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(-bleed, width + bleed)
        self._axes.set_ylim(-bleed, height + bleed)

    def line(
        self,
        points: Sequence[Point],
        colour: str = INK,
        width: float = 0.5,
        dashes: tuple[float, ...] | None = None,
    ) -> None:
        """A line through the points; dashes in points, on and off in turn."""
        self._patch(Path(points), "none", colour, width, dashes)

    def area(
        self,
        points: Sequence[Point],
        fill: str,
        edge: str = "none",
        width: float = 0.5,
    ) -> None:
        """A filled polygon, closed by itself."""
        self._patch(Path([*points, points[0]], closed=True), fill, edge, width, None)

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle from its lower left corner."""
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)

    def words(
        self,
        x: float,
        y: float,
        text: str,
        size: float = LABEL,
        colour: str = INK,
        anchor: str = "left",
        italic: bool = False,
        angle: float = 0,
        halo: str | None = None,
    ) -> None:
        """One line of real text on the baseline y, anchored left, center or right of x.

        A halo, in the colour of the ground, keeps lines behind the text away from it.
        """
        _register()
        if halo:
            self._halo(x, y, text, size, anchor, italic, halo)
        self._axes.text(
            x, y, text, size=size, color=colour, family=FACE, ha=anchor, va="baseline",
            style="italic" if italic else "normal", rotation=angle, rotation_mode="anchor",
        )  # fmt: skip

    def outlines(self, x: float, y: float, text: str, size: float, colour: str,
                 italic: bool = False) -> None:  # fmt: skip
        """One line of text as shapes, centred on x: for a cover, which has no faces to count on."""
        path = _outline(text, size, italic)
        box = path.get_extents()
        moved = path.transformed(Affine2D().translate(x - (box.x0 + box.x1) / 2, y))
        self._patch(moved, colour, "none", 0, None)

    def svg(self, title: str, description: str, places: int = 2) -> bytes:
        """The picture as SVG, with what it is and what it shows, to `places` decimals."""
        written = BytesIO()
        absent = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        settings: dict[Any, Any] = {"svg.fonttype": "none", "svg.hashsalt": "octavo"}
        with matplotlib.rc_context(settings):
            self._figure.savefig(written, format="svg", metadata=absent)
        return tidy(written.getvalue(), title, description, places)

    def _halo(self, x: float, y: float, text: str, size: float, anchor: str, italic: bool,
              colour: str) -> None:  # fmt: skip
        path = _outline(text, size, italic)
        shift = {"left": 0.0, "center": -0.5, "right": -1.0}[anchor] * path.get_extents().width
        moved = path.transformed(Affine2D().translate(x + shift, y))
        self._patch(moved, colour, colour, 2.4, None)

    def _patch(self, path: Path, fill: str, edge: str, width: float,
               dashes: tuple[float, ...] | None) -> None:  # fmt: skip
        self._axes.add_patch(
            PathPatch(
                path, facecolor=fill, edgecolor=edge, linewidth=width, clip_on=False,
                linestyle=(0, dashes) if dashes else "solid",
            )
        )  # fmt: skip


def text_width(text: str, size: float = LABEL, italic: bool = False) -> float:
    """How wide a line of text is, in points."""
    return float(_outline(text, size, italic).get_extents().width)


@cache
def _register() -> None:
    fontManager.addfont(ROMAN)
    fontManager.addfont(ITALIC)


def _outline(text: str, size: float, italic: bool) -> TextPath:
    return TextPath((0, 0), text, size, prop=FontProperties(fname=ITALIC if italic else ROMAN))
