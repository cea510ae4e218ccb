"""The nearest spelling: what an author probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_MANY = 300
MAX_HINTS = 100
"""How many names of one kind are compared in a book; an author mends those first."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that looks most like the word, or None where nothing comes near.

    Letter case is ignored; equal distances are decided by the alphabet, so the answer is stable.
    """
    by_folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    found = get_close_matches(word.casefold(), sorted(by_folded), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """A hint with the nearest spelling, or None."""
    near = nearest(word, choices)
    return f"Did you mean “{near}”?" if near else None
