"""Colours, faces and sizes of all pictures, chosen for print at A5.

The five colours for sources are from Okabe and Ito's palette, which stays distinct for
colour-blind readers; red is left out. In gray the shapes of drawing.marks tell them apart.
"""

from __future__ import annotations

from pathlib import Path

import fontpkg_eb_garamond

FACE = "EB Garamond"
_FILES = fontpkg_eb_garamond.ROOT / "files"
ROMAN: Path = _FILES / "EBGaramond[wght].ttf"
ITALIC: Path = _FILES / "EBGaramond-Italic[wght].ttf"

TEXT_WIDTH = 306.0  # points: the text block of the A5 page, 108 mm
LABEL = 8.5  # points; nothing is set smaller than SMALL
SMALL = 8.0

INK = "#222222"
QUIET = "#5a5a5a"
HAIR = "#a8a8a8"
PAPER = "#ffffff"

WATER = "#c9dbe6"
RIVER = "#6f9ab5"
IRAQ = "#faf5e8"
IRAN = "#ece5d6"
ABROAD = "#dedcd8"
DIYALA = "#ebcf97"
BORDER = "#4a4a4a"

BLUE = "#0072b2"
ORANGE = "#e69f00"
GREEN = "#009e73"
PURPLE = "#a8578a"
BLACK = "#222222"
