"""What a press does with a colour: black of several inks, registration, white that vanishes, too much ink."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from octavo.checks.preflight.boxes import Box, common
from octavo.checks.preflight.colours import Paint
from octavo.checks.preflight.facts import PageFacts
from octavo.checks.preflight.ink import most_ink
from octavo.checks.preflight.rules.rule import Hit, Inspection

_LARGE = 24.0
"""Type of this size may be of several inks: half a millimetre off register does not blur it."""
_TOLERANCE = 1.0


def black_is_one_ink(seen: Inspection) -> Iterator[Hit]:
    """Black and gray text is of black ink alone."""
    for page in seen.pages:
        for run in page.texts:
            paint = run.paint
            if paint is None or run.size > _LARGE or paint.white:
                continue
            if paint.neutral_rgb and seen.limits.colour != "rgb":
                message = "Black or gray text is made of red, green and blue."
                yield Hit(message, page.number, run.box, "text", "rgb")
            elif paint.inks and paint.inks[3] >= 0.85 and sum(paint.inks[:3]) > 0.05:
                shares = ", ".join(f"{100 * share:.0f}" for share in paint.inks)
                message = f"Black text is of several inks (C, M, Y, K: {shares} %)."
                yield Hit(message, page.number, run.box, "text", paint.inks)


def no_registration(seen: Inspection) -> Iterator[Hit]:
    """The colour of register marks stays outside the trim."""
    for page, paint, box, what, _ in _painted(seen):
        if paint.registration and _within_trim(box, page):
            message = f"The colour of registration marks, all inks in full, is used for {what}."
            yield Hit(message, page.number, box, what, what)


def white_knocks_out(seen: Inspection) -> Iterator[Hit]:
    """White does not overprint: it would not be seen."""
    for page, paint, box, what, overprints in _painted(seen):
        if overprints and paint.white and _within_trim(box, page):
            yield Hit(f"White {what} overprints, so it will not be seen.",
                      page.number, box, what, what)  # fmt: skip


def ink_within_limit(seen: Inspection) -> Iterator[Hit]:
    """No colour and no picture inside the trim has more ink than the paper takes."""
    limit = seen.limits.ink
    if limit is None or seen.limits.colour == "rgb":
        return
    for page, paint, box, what, _ in _painted(seen):
        if paint.ink is None or paint.ink <= limit + _TOLERANCE or paint.registration:
            continue
        if _within_trim(box, page):
            message = f"{paint.ink:.0f} % of ink in {what}; {limit:g} % is the most."
            yield Hit(message, page.number, box, what, paint)
    known: dict[Hashable, float] = {}
    for page in seen.pages:
        for placement in page.placements:
            if placement.picture.key not in known:
                recorded = seen.record.ink.get(placement.name)
                known[placement.picture.key] = (
                    recorded if recorded is not None else most_ink(placement)
                )
            ink = known[placement.picture.key]
            if ink > limit + _TOLERANCE and _within_trim(placement.box, page):
                message = f"{ink:.0f} % of ink in an image; {limit:g} % is the most."
                yield Hit(message, page.number, placement.box, f"image {placement.name}",
                          placement.picture.key, seen.record.places.get(placement.name))  # fmt: skip


def _painted(seen: Inspection) -> Iterator[tuple[PageFacts, Paint, Box, str, bool]]:
    """Every colour put on a page: text, fills and lines; the same colour once a page."""
    for page in seen.pages:
        met: set[Hashable] = set()
        for run in page.texts:
            if run.paint is not None and (id(run.paint), run.overprints) not in met:
                met.add((id(run.paint), run.overprints))
                yield page, run.paint, run.box, "text", run.overprints
        for area in page.areas:
            # An area counts anew where one before it may have stood outside the trim.
            key = (id(area.paint), area.kind, area.overprints, _within_trim(area.box, page))
            if key not in met:
                met.add(key)
                what = {"fill": "an area", "line": "a line", "shading": "a gradient"}[area.kind]
                yield page, area.paint, area.box, what, area.overprints


def _within_trim(box: Box, page: PageFacts) -> bool:
    return common(box, page.trim) is not None
