"""What a line costs: what a reader sees of it.

Width is found in the glyphs first, which may be scaled by 2 % and set a few thousandths of an em
apart unseen. What is then left to the word spaces is priced as TeX prices it: the share taken of
what a space may give (it may grow by half and shrink by a third), cubed and squared. The rest are
faults that a reader sees each by itself. Found on real prose, judged from the pages beside those
of other engines (docs/typography.md); to be changed only with bench/typography.py at hand.
"""

from __future__ import annotations

from typing import NamedTuple

STRETCH = 1 / 2
SHRINK = 1 / 3
TIGHT = 0.36
"""What a word space may grow by before it is wide, shrink by at most, and the price of shrinking:
a tight space is seen a little less than a wide one."""

SCALING = 0.02

LINE = 10.0
SCALED = 400.0  # at the limit of scaling
HYPHEN = 320.0
WIDE = 40_000.0  # a line of which the spaces grow by more than half
UNEVEN = 10_000.0  # a tight line beside a loose one
APART = 40_000.0  # neighbours whose spaces differ by CONTRAST
STACK = 1_000_000.0  # two lines in a row that end in a hyphen
STUB = 30_000.0  # a hyphen before the last line
LONE = 30_000.0  # a last line of one word
SHORT = 300_000.0  # a last line under SHORT_LAST_LINE

CONTRAST = 0.5  # of a word space
SHORT_LAST_LINE = 2.0  # em

GOOD = 30_000.0
"""A plan under this is taken: a fault costs as much or more."""


class Pass(NamedTuple):
    """A search for the best plan, and what is allowed in it."""

    hyphens: bool
    tolerance: float  # the largest share of the word spaces' stretch
    tracking: float  # em between letters
    price: float = 0.0  # of any plan that it finds


PASSES = (
    Pass(False, 0.8, 0.002),
    Pass(True, 2.0, 0.006),
    Pass(True, 5.0, 0.006),
)
"""One after the other until a plan is good; else the cheapest of all is taken."""

LEISURE = (Pass(True, 2.0, 0.01), Pass(True, 2.0, 0.02, price=100_000.0))
"""For paragraphs near a page that is short: more ways to set them, and what a compositor does who
must save or gain a line and finds no other way."""
