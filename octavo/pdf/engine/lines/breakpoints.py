"""Where a paragraph may be broken, and what stands between any two such places.

Each breakpoint knows the sums up to it, once as the end of a line and once as the start of the
next: a line holds what its end has more than its start. Spaces at a break belong to neither, the
letters of a hyphen to the end, and the halves of a broken word are measured each by itself.

Opportunities are Pango's (Unicode line breaking, UAX 14), soft hyphens, and the points of the
hyphenation dictionary in words that have none.

Private name of WeasyPrint: text.line_break.get_log_attrs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from weasyprint.text.line_break import get_log_attrs

from octavo.pdf.engine.lines.beyond import SEVERAL_FACES, BeyondUs
from octavo.pdf.engine.lines.founts import SPACES, Extent, Fount, script_of
from octavo.pdf.engine.lines.matter import PICTURE, Run

Hyphenator = Callable[[Run, str], tuple[int, ...]]
"""Gives the offsets at which a word, or words joined by marks, may be hyphenated."""

WORDS_AND_SPACES = re.compile(f"[{SPACES}]+|[^{SPACES}]+")
"""Parts of a run that are measured and drawn each by itself."""

_NUMBER_BEHIND_MARK = re.compile(r"[.,:;!?)\]’”]\d")
"""Unicode would let a line begin with such a number, which may be a note's."""

_SOFT = "\u00ad"
_HYPHENS = "-\u2010"
_PARTING = " \u200b\u00ad-\u2010–—/"


class Sums(NamedTuple):
    """What stands before a place: widths in CSS pixels, and the gaps between glyphs of a word."""

    letters: float
    spaces: float
    fixed: float  # pictures, and margins inside the line
    gaps: int


class End(NamedTuple):
    """The end of a line: where its visible text ends, and the sums up to there."""

    until: int
    hyphen: str  # the hyphen that is drawn, or nothing
    hyphened: bool  # whether the line ends in a hyphen, drawn or written
    hang: float
    letters: float
    spaces: float
    fixed: float
    gaps: int


class Start(NamedTuple):
    """The start of the next line."""

    at: int
    hang: float
    letters: float
    spaces: float
    fixed: float
    gaps: int


Breakpoint = tuple[End, Start]

NOTHING = End(0, "", False, 0.0, 0.0, 0.0, 0.0, 0)
"""The end of the line before the first."""


class Word(NamedTuple):
    """A word or part of one, in one run, as the start and as the end of a line."""

    text: str
    run: int
    script: str
    extent: Extent
    start: Start
    end: End


class Text:
    """The text of a paragraph, measured word by word. Raises BeyondUs where it cannot be."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self.runs = runs
        self.text = "".join(run.text for run in runs)
        self.starts = [0, *accumulate(len(run.text) for run in runs)]
        self.run_starts: list[Sums] = []
        self.run_ends: list[Sums] = []
        self._words = list(self._measure())
        if not self._words:
            raise BeyondUs
        self._openings = self._find_openings()

    def script_at(self, at: int) -> str:
        """The script of the word that stands at a place, or behind it."""
        word = bisect_right(self._words, at, key=lambda word: word.end.until)
        return self._words[min(word, len(self._words) - 1)].script

    def breakpoints(self, hyphenator: Hyphenator | None) -> list[Breakpoint]:
        """All places to break, from the beginning to the end; without a hyphenator, words stay
        whole."""
        openings, before = self._openings, NOTHING
        points: list[Breakpoint] = []
        for word in self._words:
            at = word.start.at
            if not points or openings[at]:
                points.append((before, word.start))
            before = word.end
            if hyphenator or openings.find(1, at + 1, before.until) >= 0:
                points.extend(self._inside(word, hyphenator))
        points.append((before, Start(len(self.text), 0.0, *before[4:])))
        return points

    def _measure(self) -> Iterator[Word]:
        letters = spaces = fixed = 0.0
        gaps = 0
        script = "Latn"
        for index, run in enumerate(self.runs):
            begins, fount = self.starts[index], run.fount
            opening = fixed
            fixed += run.before
            self.run_starts.append(Sums(letters, spaces, fixed, gaps))
            if fount is None:
                start = Start(begins, 0.0, letters, spaces, opening, gaps)
                fixed += run.picture
                end = End(begins + 1, "", False, 0.0, letters, spaces, fixed + run.after, gaps)
                yield Word(run.text, index, script, Extent(0.0, 0), start, end)
            else:
                for piece in WORDS_AND_SPACES.finditer(run.text):
                    text = piece[0]
                    if text[0] in SPACES:
                        spaces += fount.space * len(text)
                        continue
                    script = script_of(text) or script
                    extent = fount.extent(text, script)
                    if extent is None:
                        raise BeyondUs(SEVERAL_FACES)
                    since, until = piece.span()
                    start = Start(
                        begins + since, fount.hang_left(text[0]), letters, spaces,
                        fixed if since else opening, gaps,
                    )  # fmt: skip
                    letters += extent.width
                    gaps += extent.gaps
                    mark = text[-1]
                    end = End(
                        begins + until, "", mark in _HYPHENS,
                        fount.hang_right(mark) - extent.excess, letters,
                        spaces, fixed + run.after if until == len(run.text) else fixed, gaps,
                    )  # fmt: skip
                    yield Word(text, index, script, extent, start, end)
            self.run_ends.append(Sums(letters, spaces, fixed, gaps))
            fixed += run.after

    def _find_openings(self) -> bytearray:
        """For every character, whether a line may begin with it."""
        attributes = get_log_attrs(self.text, self.runs[0].language)
        openings = bytearray(attributes[at].is_line_break for at in range(len(self.text) + 1))
        for number in _NUMBER_BEHIND_MARK.finditer(self.text):
            openings[number.end() - 1] = 0
        last = max((at for at, mark in enumerate(self.text) if _says(mark)), default=0)
        openings[last + 1 :] = bytes(len(openings) - last - 1)
        before: Run | None = None
        for index, run in enumerate(self.runs):
            start, end = self.starts[index], self.starts[index + 1]
            if run.kept:
                openings[start + 1 : end] = bytes(end - start - 1)
            if run.called or (before and not _may_part(before, run)):
                openings[start] = 0
            if run.before and run.text.startswith(" "):
                openings[start + 1] = 0
            if run.after and run.text.endswith(" "):
                openings[end] = 0
            before = run
        return openings

    def _inside(self, word: Word, hyphenator: Hyphenator | None) -> Iterator[Breakpoint]:
        """The places inside a word."""
        run, text, start = self.runs[word.run], word.text, word.start.at
        found: dict[int, str] = {}
        at = self._openings.find(1, start + 1, start + len(text))
        while at >= 0:
            offset = at - start
            if text[offset - 1] != _SOFT:
                found[offset] = ""
            elif run.soft:
                found[offset] = run.hyphen
            at = self._openings.find(1, at + 1, start + len(text))
        if hyphenator and run.hyphenation and _SOFT not in text:
            for offset in hyphenator(run, text):
                found.setdefault(offset, run.hyphen)
        fount = run.fount
        if fount is not None and found:
            for offset in sorted(found):
                yield from self._split(word, fount, offset, found[offset])

    def _split(self, word: Word, fount: Fount, offset: int, hyphen: str) -> Iterator[Breakpoint]:
        text = word.text
        head = fount.extent(text[:offset] + hyphen, word.script)
        tail = fount.extent(text[offset:], word.script)
        if head is None or tail is None:
            return
        begin, _, letters, spaces, _, gaps = word.start
        fixed = self.run_starts[word.run].fixed
        mark = hyphen or text[offset - 1]
        end = End(
            begin + offset, hyphen, mark in _HYPHENS, fount.hang_right(mark),
            letters + head.width, spaces, fixed, gaps + head.gaps,
        )  # fmt: skip
        start = Start(
            begin + offset, fount.hang_left(text[offset]),
            letters + word.extent.width - tail.width, spaces, fixed,
            gaps + word.extent.gaps - tail.gaps,
        )  # fmt: skip
        yield end, start


def _says(mark: str) -> bool:
    """Say whether a line may hold this alone: a letter, a figure or a picture."""
    return mark.isalnum() or mark == PICTURE


def _may_part(before: Run, run: Run) -> bool:
    """Say whether a line may end with one run and the next begin with the following: not before a
    note's number, nor where nothing would tell WeasyPrint to break."""
    if before.fount is None or (before.kept and run.kept):
        return False
    return run.fount is None or before.text[-1] in _PARTING or run.text[0] in "—–"
