"""How far the marks at the ends of a line hang into the margin.

A line that begins or ends with a light mark looks cut in; so the mark hangs, and the letters make
the edge. Shares of the mark's own advance, about those of microtype's set for Garamond. Letters
never hang, and nothing hangs at a paragraph's indent, which is no edge.
"""

from __future__ import annotations

_RIGHT = {
    "-": 0.6, "\u2010": 0.6, "\u2011": 0.6, "–": 0.3, "—": 0.2, ".": 0.65, ",": 0.65, ";": 0.45,
    ":": 0.45, "!": 0.25, "?": 0.2, "'": 0.6, "’": 0.6, "”": 0.5, '"': 0.5, "‘": 0.6, "“": 0.5,
    "»": 0.3, "›": 0.4, ")": 0.2, "]": 0.15, "…": 0.2, "*": 0.4, "·": 0.6,
}  # fmt: skip
_LEFT = {
    "‘": 0.6, "“": 0.5, "'": 0.6, '"': 0.5, "’": 0.6, "”": 0.5, "„": 0.4, "‚": 0.5, "«": 0.3,
    "‹": 0.4, "(": 0.2, "[": 0.15, "–": 0.2, "—": 0.15, "-": 0.4, "…": 0.15, "*": 0.3,
}  # fmt: skip

HANGING = frozenset(_RIGHT) | frozenset(_LEFT)


def hangs_right(mark: str) -> float:
    """The share of a line's last mark that stands outside the measure."""
    return _RIGHT.get(mark, 0.0)


def hangs_left(mark: str) -> float:
    """The share of a line's first mark that stands outside the measure."""
    return _LEFT.get(mark, 0.0)
