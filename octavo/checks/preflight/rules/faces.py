"""Group 5 of PDF/X-4, and type that is too small to print."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.checks.preflight.facts import TextRun
from octavo.checks.preflight.rules.rule import Hit, Inspection

_TOLERANCE = 0.05


def embedded(seen: Inspection) -> Iterator[Hit]:
    """Every font that is used is in the file."""
    for page in seen.pages:
        for run in page.texts:
            if not run.font.embedded:
                message = f"The font {run.font.name} is not in the file."
                yield Hit(message, page.number, run.box, f"font {run.font.name}", run.font.name)


def no_notdef(seen: Inspection) -> Iterator[Hit]:
    """No empty box stands for a character that the font lacks."""
    for page in seen.pages:
        for run in page.texts:
            if run.missing:
                message = f"A character that {run.font.name} does not have is shown (.notdef)."
                yield Hit(message, page.number, run.box, f"font {run.font.name}", run.font.name)


def large_enough(seen: Inspection) -> Iterator[Hit]:
    """Type is not below the least size, which is larger for more inks than one."""
    limits = seen.limits
    enough = max(limits.type or 0.0, limits.type_knocked_out or 0.0) - _TOLERANCE
    for page in seen.pages:
        for run in page.texts:
            if run.size >= enough:
                continue
            knocked_out = _knocked_out(run)
            least = limits.type_knocked_out if knocked_out else limits.type
            if least is None:
                least = limits.type
            if least is not None and 0 < run.size < least - _TOLERANCE:
                which = "white or coloured type" if knocked_out else "type"
                message = f"Type of {run.size:.1f} pt; {which} needs {least:g} pt."
                yield Hit(message, page.number, run.box, f"font {run.font.name}",
                          (run.font.name, round(run.size, 1)))  # fmt: skip


def _knocked_out(run: TextRun) -> bool:
    paint = run.paint
    if paint is None or paint.white:
        return True
    return paint.inks is not None and sum(ink > 0.01 for ink in paint.inks) > 1
