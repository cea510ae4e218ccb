"""The booklet's page of instructions and its duplex test: a document for one who has never folded.

A BookletGuide comes in, numbers made from the plan of the sheets; the words are in the layout
booklet-instructions.html.j2, which a publication can replace.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.artifacts import BookletGuide, FinishingStep, MarkupDocument
from octavo.geometry import POINTS_PER_MM
from octavo.layouts.papers import paper_document
from octavo.layouts.theme import Theme
from octavo.publication import Publication

INSTRUCTIONS = "booklet-instructions"
"""The division id of the document, its role, and the name of its layout."""

_OTHER = {"left": "right", "right": "left", "top": "bottom", "bottom": "top"}


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as the layout sees it: places in whole millimetres."""

    action: str
    axis: str
    at: str
    part: str
    other: str
    since: str
    until: str
    counts: tuple[str, ...]


def instructions_document(
    theme: Theme, publication: Publication, guide: BookletGuide
) -> MarkupDocument:
    """Lay out the instructions; theme and publication have the sheet for their trim.

    The words are English, whatever the book's language is: so is the document's. Raises
    ManuscriptError where a layout of the publication has errors.
    """
    values = {
        "metadata": publication.metadata,
        "guide": guide,
        "steps": tuple(_view(step, guide) for step in guide.steps),
        "landscape": guide.sheet.width >= guide.sheet.height,
        "percent": f"{guide.scale / 10:g}",
    }
    title = f"How to make the booklet: {publication.metadata.title}"
    return paper_document(theme, INSTRUCTIONS, values, title, "en-GB")


def _view(step: FinishingStep, guide: BookletGuide) -> StepView:
    counts = step.counts or guide.sections
    return StepView(
        step.action, step.axis, _mm(step.at), step.part, _OTHER[step.part], _mm(step.since),
        _mm(step.until), tuple(map(str, counts)),
    )  # fmt: skip


def _mm(points: float) -> str:
    return f"{points / POINTS_PER_MM:.1f}".removesuffix(".0")
