"""From a line box to the pieces of its lines: read, measured, planned, cut; kept by content.

The same paragraph is laid out again and again (pages that are tried, notes that are measured,
divisions whose page numbers moved); its plan is made once. What it is kept by says all that the
plan depends on: text, founts, hyphenation, measure and indent; never the box.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyphen
from weasyprint.layout.percent import resolve_one_percentage

from octavo.artifacts import TypesetJob
from octavo.pdf.engine.boxes import Box
from octavo.pdf.engine.hyphenation import Dictionaries
from octavo.pdf.engine.lines.beyond import RIGHT_TO_LEFT, BeyondUs
from octavo.pdf.engine.lines.breakpoints import Hyphenator, Text
from octavo.pdf.engine.lines.founts import Foundry
from octavo.pdf.engine.lines.matter import HyphenKey, Matter, Reader, Run
from octavo.pdf.engine.lines.pieces import Pieces, cut
from octavo.pdf.engine.lines.prices import GOOD, LEISURE, PASSES, Pass
from octavo.pdf.engine.lines.total_fit import Measure, Plan, fit
from octavo.pdf.engine.tree import Element

Plans = dict[int, Plan]
"""The best plan of a paragraph for each number of lines."""

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LOOSER = {"loose": 1, "tight": -1}


class Composer:
    """Plans the paragraphs of one job."""

    def __init__(self, foundry: Foundry, job: TypesetJob) -> None:
        self._dictionaries = Dictionaries(job.hyphenation)
        self._typography = job.typography
        self._reader = Reader(foundry.fount, hyphenation_of)
        self._texts: dict[tuple[Run, ...], Text | BeyondUs] = {}
        self._plans: dict[tuple[tuple[Run, ...], Measure], Plans] = {}
        self._pieces: dict[tuple[object, ...], Pieces] = {}
        self._offsets: dict[tuple[HyphenKey, str], tuple[int, ...]] = {}
        self._set: dict[Element, tuple[tuple[Run, ...], Measure] | None] = {}
        self._more: dict[tuple[tuple[Run, ...], Measure], tuple[int, Plans]] = {}
        self.wanted: Mapping[Element, int] = {}  # paragraphs and the lines they shall have
        self.beyond: dict[Element, str] = {}  # paragraphs that are left to WeasyPrint, and why

    def read(self, line_box: Box, container: Box) -> Matter | None:
        """The matter of a line box; None where WeasyPrint makes its lines."""
        if not _is_ours(line_box, container):
            return None
        try:
            if line_box.style["direction"] != "ltr":
                raise BeyondUs(RIGHT_TO_LEFT)
            return self._reader.read(line_box, container)
        except BeyondUs as beyond:
            self._leave(container.element, beyond)
            return None

    def pieces(self, matter: Matter, line_box: Box, container: Box) -> Pieces | None:
        """The pieces of the best lines for a paragraph; None where there is no good plan."""
        measure = self._measure(line_box, container)
        self._remember(container.element, matter.runs, measure)
        longer = _looseness(container.element)
        lines = self.wanted.get(container.element, 0)
        key = (matter.runs, measure, longer, lines)
        if key not in self._pieces:
            plans = self.plans(matter.runs, measure)
            _, more = self._more.get((matter.runs, measure), (0, plans))
            plan = more.get(lines) or choose(plans, longer)
            text = self._text(matter.runs)
            self._pieces[key] = cut(plan, text) if plan and isinstance(text, Text) else ()
        text = self._text(matter.runs)
        if isinstance(text, BeyondUs):
            self._leave(container.element, text)
        return self._pieces[key] or None

    def plans(self, runs: tuple[Run, ...], measure: Measure) -> Plans:
        """The best plan for each number of lines, of the first pass that gives a good one."""
        key = (runs, measure)
        if key not in self._plans:
            text = self._text(runs)
            found = _plan(text, measure, self._hyphenate) if isinstance(text, Text) else {}
            self._plans[key] = found
        return self._plans[key]

    def choices(self, element: Element, leisure: int) -> dict[int, float]:
        """The numbers of lines that a paragraph can have beside its best, with their prices, after
        so many searches at leisure for better ways."""
        known = self._set.get(element)
        if known is None or _looseness(element):
            return {}
        plans = self.plans(*known)
        best = min(plans, key=lambda lines: (plans[lines].cost, lines))
        price = plans[best].cost
        if leisure and best > 1:
            plans = self._search_more(*known, leisure)
        return {
            lines: plans[lines].cost - price for lines in (best - 1, best + 1) if lines in plans
        }

    def _search_more(self, runs: tuple[Run, ...], measure: Measure, leisure: int) -> Plans:
        """The best plans with what a paragraph near a short page may do, too."""
        key = (runs, measure)
        searched, plans = self._more.get(key, (0, self._plans[key]))
        if searched < leisure:
            plans, text = dict(plans), self._text(runs)
            assert isinstance(text, Text)
            for search in LEISURE[searched:leisure]:
                _search(plans, text, measure, self._hyphenate, search)
            self._more[key] = leisure, plans
        return plans

    def _remember(self, element: Element, runs: tuple[Run, ...], measure: Measure) -> None:
        """Note what an element's lines are made of; nothing where it has several kinds of lines."""
        own = (runs, measure)
        if self._set.setdefault(element, own) != own:
            self._set[element] = None

    def _measure(self, line_box: Box, container: Box) -> Measure:
        resolve_one_percentage(line_box, "text_indent", container.width)
        style = line_box.style
        return Measure(
            width=container.width,
            indent=line_box.text_indent,
            em=style["font_size"],
            scaling=self._typography.scaling,
            hanging=self._typography.hanging,
            full=style["text_align_last"] == "justify",
        )

    def _text(self, runs: tuple[Run, ...]) -> Text | BeyondUs:
        if runs not in self._texts:
            try:
                self._texts[runs] = Text(runs)
            except BeyondUs as beyond:
                self._texts[runs] = beyond
        return self._texts[runs]

    def _leave(self, element: Element, beyond: BeyondUs) -> None:
        """Note why a paragraph is left to WeasyPrint, where the author is to know."""
        if beyond.reason:
            self.beyond.setdefault(element, beyond.reason)

    def _hyphenate(self, run: Run, text: str) -> tuple[int, ...]:
        """The offsets at which words may be hyphenated, by the run's dictionary."""
        assert run.hyphenation is not None
        key = (run.hyphenation, text)
        offsets = self._offsets.get(key)
        if offsets is None:
            dictionary = self._dictionaries.get(run.hyphenation)
            offsets = self._offsets[key] = tuple(
                word.start() + len(head)
                for word in _WORDS.finditer(text)
                if len(word[0]) >= run.hyphenation[3]
                for head, tail in dictionary.iterate(word[0])
                # Where spelling changes at the hyphen, the halves are not the word's own.
                if head + tail == word[0]
            )
        return offsets


def choose(plans: Plans, longer: int) -> Plan | None:
    """The cheapest plan, or one that is longer by so many lines, if there is one."""
    if not plans:
        return None
    best = min(plans, key=lambda lines: (plans[lines].cost, lines))
    return plans.get(best + longer, plans[best])


def hyphenation_of(style: Any) -> HyphenKey | None:
    """The dictionary that WeasyPrint would hyphenate with, and its limits."""
    language = style["lang"] and pyphen.language_fallback(style["lang"])
    if style["hyphens"] != "auto" or not language:
        return None
    total, left, right = style["hyphenate_limit_chars"]
    return language, left, right, total


def _plan(text: Text, measure: Measure, hyphenate: Hyphenator) -> Plans:
    """Search pass by pass until a plan is good."""
    found: Plans = {}
    for search in PASSES:
        _search(found, text, measure, hyphenate, search)
        if found and min(plan.cost for plan in found.values()) < GOOD:
            break
    return found


def _search(
    found: Plans, text: Text, measure: Measure, hyphenate: Hyphenator, search: Pass
) -> None:
    """Add what a pass finds, where it is cheaper."""
    points = text.breakpoints(hyphenate if search.hyphens else None)
    for lines, plan in fit(points, measure, search).items():
        if lines not in found or plan.cost + search.price < found[lines].cost:
            found[lines] = Plan(plan.lines, plan.cost + search.price)


def _is_ours(line_box: Box, container: Box) -> bool:
    style = line_box.style
    return bool(
        style["text_align_all"] == "justify"
        and style["white_space"] == "normal"
        and 0 < container.width < float("inf")
    )


def _looseness(element: Element | None) -> int:
    """How many lines more a paragraph shall have: classes loose and tight of the markup."""
    names = element.get("class", "").split() if element is not None else ()
    return next((_LOOSER[name] for name in names if name in _LOOSER), 0)
