"""Paragraphs that are beyond us: WeasyPrint breaks their lines one by one, and the author is told.

One finding a division and reason, at the first such paragraph: what is set well all the same asks
for nothing to be done.
"""

from __future__ import annotations

from collections.abc import Mapping

from octavo.findings import Finding, finding
from octavo.pdf.engine.places import Places
from octavo.pdf.engine.tree import Element

RIGHT_TO_LEFT = "with text that runs from right to left"
SEVERAL_FACES = "with characters that the face lacks, so that another face has to help"


class BeyondUs(Exception):
    """A paragraph that is left to WeasyPrint's own lines; a reason that is to be told, if any."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason)
        self.reason = reason


def beyond_findings(beyond: Mapping[Element, str], places: Places) -> tuple[Finding, ...]:
    """Tell which paragraphs were left, by reason."""
    told = []
    for reason in dict.fromkeys(beyond.values()):
        elements = [element for element, why in beyond.items() if why == reason]
        count = "A paragraph" if len(elements) == 1 else f"{len(elements)} paragraphs"
        verb = "is" if len(elements) == 1 else "are"
        message = f"{count} {reason} {verb} set line by line, not as a whole."
        told.append(finding("paragraph-greedy", message, places.location(elements[0])))
    return tuple(told)
