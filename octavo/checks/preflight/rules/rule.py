"""What a rule is: a code of the catalogue, where it comes from, and a check over what was found."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from octavo.checks.preflight.boxes import Box
from octavo.checks.preflight.document import DocumentFacts
from octavo.checks.preflight.facts import PageFacts, PressRecord
from octavo.checks.preflight.limits import Limits
from octavo.findings import Location


@dataclass(frozen=True, slots=True)
class Inspection:
    """All that rules may ask: the file, its pages, the limits, what the build knows."""

    document: DocumentFacts
    pages: tuple[PageFacts, ...]
    limits: Limits
    record: PressRecord

    def inner_side(self, page: PageFacts) -> Literal["left", "right"]:
        """The side of a page at which it is bound; page 1 is a recto."""
        recto, rtl = page.number % 2 == 1, self.document.direction == "rtl"
        return "left" if recto != rtl else "right"


@dataclass(frozen=True, slots=True)
class Hit:
    """One breach: a sentence without its place, the page from 1 (0: the file), where, and what.

    Breaches of one rule about the same thing become one finding that names all their pages.
    """

    message: str
    page: int = 0
    box: Box | None = None
    object: str = ""
    about: Hashable = None
    location: Location | None = None


Check = Callable[[Inspection], Iterable[Hit]]
Standard = Literal["PDF/X-4", "print", "printer"]
"""A rule of the standard; of printing in general; of one printer's profile."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the table; verified: the source's own text was read for it."""

    code: str
    standard: Standard
    asks: str
    source: str
    check: Check
    verified: bool = False


def noted(code: str, sentence: str) -> Check:
    """A check for what the walk has noted under a code; {} in the sentence is what it noted."""

    def check(seen: Inspection) -> Iterator[Hit]:
        for odd in seen.document.oddities:
            if odd.code == code:
                yield Hit(sentence.format(odd.message), 0, None, odd.object, odd.message)
        for page in seen.pages:
            for odd in page.oddities:
                if odd.code == code:
                    message = sentence.format(odd.message)
                    yield Hit(message, page.number, odd.box, odd.object, odd.message)

    return check
