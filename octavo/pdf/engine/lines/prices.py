"""What a line costs: what a reader sees of it.

Width is found in the glyphs first, which may be scaled by 2 % and set 0.002 em apart unseen; what
is then left for the word spaces is priced as TeX prices it: its share of what a space may give
(it may grow by half and shrink by a third), cubed and squared. Measured against the published
settings of other engines on real prose (docs/typography.md).
"""

from __future__ import annotations

STRETCH = 1 / 2
SHRINK = 1 / 3
SCALING = 0.02
TRACKING = 0.002  # em

LINE = 10.0
HYPHEN = 120.0
SCALED = 400.0  # at the limit of scaling
UNEVEN = 10_000.0  # a tight line beside a loose one
GRAVE = 100_000.0
"""Two hyphens in a row, a hyphen before the last line, a last line of one word or under 2 em."""

SHORT_LAST_LINE = 2.0  # em

TOLERANCES = ((False, 0.8), (True, 1.0), (True, 2.0), (True, 5.0))
"""Passes: whether words are hyphenated, and the largest share of the stretch accepted. The first
pass that gives a plan without a grave fault is taken, else the cheapest plan of all."""
