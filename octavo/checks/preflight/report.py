"""Breaches -> findings: one for each thing that is wrong, with all its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from octavo.catalog import CATALOG
from octavo.checks.preflight.facts import PageFacts
from octavo.checks.preflight.rules.rule import Hit
from octavo.findings import Finding, Location, Severity
from octavo.geometry import POINTS_PER_MM

_MOST_RANGES = 12
_MOST_OF_A_RULE = 25
"""Findings of one rule that are told one by one; the others are counted."""


@dataclass(frozen=True, slots=True)
class PreflightFinding(Finding):
    """A finding with its page (from 1; None: the file), and the place on it.

    x and y are mm from the top left of the trimmed page as one sees it, to the right and down.
    """

    page: int | None = None
    x: float | None = None
    y: float | None = None
    object: str = ""
    pages: tuple[int, ...] = ()


def findings_of(
    code: str,
    hits: Iterable[Hit],
    pages: Sequence[PageFacts],
    places: Mapping[int, Location] | None = None,
) -> list[Finding]:
    """Findings of one rule, in the order of their first page.

    places: where the manuscript has the text with which a page begins; a hit's own place goes first.
    """
    groups: dict[object, list[Hit]] = {}
    for hit in hits:
        if hit.location is None and places:
            hit = replace(hit, location=places.get(hit.page))
        groups.setdefault(hit.message if hit.about is None else hit.about, []).append(hit)
    ordered = sorted(groups.values(), key=lambda group: group[0].page)
    found: list[Finding] = [_finding(code, group, pages) for group in ordered[:_MOST_OF_A_RULE]]
    more = ordered[_MOST_OF_A_RULE:]
    if more:
        told = _ranges(sorted({hit.page for group in more for hit in group}))
        message = f"{len(more)} more findings of this kind, on {told}."
        found.append(_made(code, message, more[0][0], None, ()))
    return found


def _finding(code: str, group: list[Hit], pages: Sequence[PageFacts]) -> Finding:
    first = min(group, key=lambda hit: hit.page)
    numbers = tuple(sorted({hit.page for hit in group if hit.page}))
    place = _place(first, pages[first.page - 1]) if first.page and first.box else None
    where = ""
    if first.page:
        where = f"Page {first.page}"
        if place is not None:
            where += f", {place[0]:.1f} mm from the left and {place[1]:.1f} mm from the top"
        where += ": "
    message = where + first.message
    others = [number for number in numbers if number != first.page]
    count = sum(hit.page == first.page for hit in group)
    if count > 1:
        message += f" {count} times on this page."
    if others:
        message += f" Also on {_ranges(others)}."
    return _made(code, message, first, place, numbers)


def _made(
    code: str, message: str, hit: Hit, place: tuple[float, float] | None, pages: tuple[int, ...]
) -> PreflightFinding:
    entry = CATALOG[code]
    x, y = place if place is not None else (None, None)
    return PreflightFinding(
        code, Severity(entry.severity), message, hit.location, entry.remedy,
        hit.page or None, x, y, hit.object, pages,
    )  # fmt: skip


def _place(hit: Hit, page: PageFacts) -> tuple[float, float]:
    """The top left of what is meant, in mm from the top left of the trim as one sees it."""
    assert hit.box is not None
    left, low, right, top = page.trim
    x0, y0, x1, y1 = hit.box
    across, down = {
        90: (y0 - low, x0 - left),
        180: (right - x1, y0 - low),
        270: (top - y1, right - x1),
    }.get(page.rotation, (x0 - left, top - y1))
    return round(across / POINTS_PER_MM, 1), round(down / POINTS_PER_MM, 1)


def _ranges(numbers: Sequence[int]) -> str:
    """Page numbers in words: "pages 3, 5–9 and 12"."""
    if numbers == [0]:
        return "the file"
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(a) if a == b else f"{a}–{b}" for a, b in runs]
    word = "page" if len(numbers) == 1 else "pages"
    if len(told) > _MOST_RANGES:
        return f"{word} {', '.join(told[:_MOST_RANGES])} and more, {len(numbers)} in all"
    return f"{word} {', '.join(told)}"
