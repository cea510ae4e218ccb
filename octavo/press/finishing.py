"""What to do with printed sheets, step by step, so that a book comes of them.

The pile lies as a printer leaves it once it is put in order: fronts up, sheet 1 on top, the head
of the first page away from the reader. The steps are made from the same geometry as the sheets
and are what the page of instructions tells and what the folding test does.
"""

from __future__ import annotations

from octavo.artifacts import FinishingStep
from octavo.press.chase import Chase
from octavo.press.schemes import Scheme
from octavo.press.ticket import Binding


def finishing(
    scheme: Scheme, binding: Binding, chase: Chase, sheets: int, sections: tuple[int, ...]
) -> tuple[FinishingStep, ...]:
    """The steps for so many sheets, in their order."""
    if scheme.finish == "stack":
        return _stack(binding, chase)
    if scheme.finish == "zine":
        return _zine(binding, chase, sheets)
    if scheme.finish == "none":
        return ()
    return _folded(scheme, binding, chase, sections)


def _folded(
    scheme: Scheme, binding: Binding, chase: Chase, sections: tuple[int, ...]
) -> tuple[FinishingStep, ...]:
    """Turned over, so that the outermost sheet lies below, and closed like a book."""
    divide = (FinishingStep("divide", counts=sections),) if len(sections) > 1 else ()
    fold = (
        FinishingStep("turn"),
        FinishingStep("fold", at=chase.upright(1), part="left" if binding == "left" else "right"),
    )
    gather = (FinishingStep("gather"),) if len(sections) > 1 else ()
    bind = {"saddle": "staple", "sections": "sew", "perfect": "glue"}[scheme.finish]
    at_fold = FinishingStep(bind, at=chase.upright(1))  # type: ignore[arg-type]
    trim = FinishingStep("trim", at=chase.block.x1)
    if bind == "staple":
        return (*divide, *fold, at_fold, trim)
    return (*divide, *fold, *gather, at_fold, trim)


def _stack(binding: Binding, chase: Chase) -> tuple[FinishingStep, ...]:
    """Upright cuts first, then the level ones: the other order mixes the piles."""
    first = "left" if binding == "left" else "right"
    uprights = [
        FinishingStep("cut", "vertical", chase.upright(after), first)  # type: ignore[arg-type]
        for after in range(1, chase.columns)
    ]
    levels = [
        FinishingStep("cut", "horizontal", chase.level(after), "top")
        for after in range(1, chase.rows)
    ]
    return (*uprights, *levels, FinishingStep("trim", at=chase.block.x1))


def _zine(binding: Binding, chase: Chase, sheets: int) -> tuple[FinishingStep, ...]:
    level = chase.level(1)
    creases = [FinishingStep("crease", "vertical", chase.upright(n)) for n in range(1, 4)]
    divide = (FinishingStep("divide", counts=(1,) * sheets),) if sheets > 1 else ()
    gather = (FinishingStep("gather"),) if sheets > 1 else ()
    return (
        *divide,
        *creases,
        FinishingStep("crease", "horizontal", level),
        FinishingStep("slit", "horizontal", level, since=chase.upright(1), until=chase.upright(3)),
        FinishingStep("fold", "horizontal", level, "top"),
        FinishingStep("tuck", part="left" if binding == "left" else "right"),
        *gather,
    )
