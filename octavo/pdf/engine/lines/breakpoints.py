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
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from weasyprint.text.line_break import get_log_attrs

from octavo.pdf.engine.lines.founts import SPACES, Extent, Fount, script_of
from octavo.pdf.engine.lines.matter import BeyondUs, Run
from octavo.pdf.engine.lines.protrusion import hangs_left, hangs_right

Hyphenator = Callable[[Run, str], tuple[int, ...]]
"""Gives the offsets at which a word may be hyphenated."""

_PIECES = re.compile(f"[{SPACES}]+|[^{SPACES}]+")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SOFT = "\u00ad"
_HYPHENS = "-\u2010"


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


class Word(NamedTuple):
    """A word or part of one, in one run, with the sums before it."""

    text: str
    start: int
    run: int
    script: str
    extent: Extent
    before: Sums


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

    def breakpoints(self, hyphenator: Hyphenator | None) -> list[Breakpoint]:
        """All places to break, from the beginning to the end; without a hyphenator, words stay
        whole."""
        words = self._words
        points = [(End(0, "", False, 0.0, 0.0, 0.0, 0.0, 0), self._start(words[0]))]
        last = words[-1]
        for word, following in zip(words, words[1:], strict=False):
            points.extend(self._inside(word, hyphenator))
            if self._openings[following.start]:
                points.append((self._end(word), self._start(following)))
        points.extend(self._inside(last, hyphenator))
        end = self._end(last)
        points.append((end, Start(len(self.text), 0.0, *end[4:])))
        return points

    def _measure(self) -> Iterator[Word]:
        letters = spaces = fixed = 0.0
        gaps = 0
        script = "Latn"
        for index, run in enumerate(self.runs):
            fixed += run.before
            start, fount = self.starts[index], run.fount
            self.run_starts.append(Sums(letters, spaces, fixed, gaps))
            if fount is None:
                yield Word(run.text, start, index, script, Extent(0.0, 0), self.run_starts[-1])
                fixed += run.picture
            else:
                for piece in _PIECES.finditer(run.text):
                    text = piece[0]
                    if text[0] in SPACES:
                        spaces += fount.space * len(text)
                        continue
                    script = script_of(text) or script
                    extent = fount.extent(text, script)
                    if extent is None:
                        raise BeyondUs
                    before = Sums(letters, spaces, fixed, gaps)
                    yield Word(text, start + piece.start(), index, script, extent, before)
                    letters += extent.width
                    gaps += extent.gaps
            self.run_ends.append(Sums(letters, spaces, fixed, gaps))
            fixed += run.after

    def _find_openings(self) -> bytearray:
        """For every character, whether a line may begin with it."""
        attributes = get_log_attrs(self.text, self.runs[0].language)
        openings = bytearray(attributes[at].is_line_break for at in range(len(self.text) + 1))
        before: Run | None = None
        for index, run in enumerate(self.runs):
            start, end = self.starts[index], self.starts[index + 1]
            if run.kept:
                openings[start + 1 : end] = bytes(end - start - 1)
            if run.called or (before and (before.fount is None or (before.kept and run.kept))):
                openings[start] = 0  # nothing would tell WeasyPrint to break here
            if run.before and run.text.startswith(" "):
                openings[start + 1] = 0
            if run.after and run.text.endswith(" "):
                openings[end] = 0
            before = run
        return openings

    def _inside(self, word: Word, hyphenator: Hyphenator | None) -> Iterator[Breakpoint]:
        """The places inside a word."""
        run, text = self.runs[word.run], word.text
        found: dict[int, str] = {}
        at = self._openings.find(1, word.start + 1, word.start + len(text))
        while at >= 0:
            offset = at - word.start
            if text[offset - 1] != _SOFT:
                found[offset] = ""
            elif run.soft:
                found[offset] = run.hyphen
            at = self._openings.find(1, at + 1, word.start + len(text))
        if hyphenator and run.hyphenation and _SOFT not in text:
            for part in _WORDS.finditer(text):
                for offset in hyphenator(run, part[0]):
                    found.setdefault(part.start() + offset, run.hyphen)
        fount = run.fount
        if fount is not None:
            for offset in sorted(found):
                yield from self._split(word, fount, offset, found[offset])

    def _split(self, word: Word, fount: Fount, offset: int, hyphen: str) -> Iterator[Breakpoint]:
        head = fount.extent(word.text[:offset] + hyphen, word.script)
        tail = fount.extent(word.text[offset:], word.script)
        if head is None or tail is None:
            return
        letters, spaces, fixed, gaps = word.before
        mark = hyphen or word.text[offset - 1]
        end = End(
            word.start + offset, hyphen, mark in _HYPHENS, self._hang(hangs_right(mark), mark, word),
            letters + head.width, spaces, fixed, gaps + head.gaps,
        )  # fmt: skip
        first = word.text[offset]
        start = Start(
            word.start + offset, self._hang(hangs_left(first), first, word),
            letters + word.extent.width - tail.width, spaces, fixed,
            gaps + word.extent.gaps - tail.gaps,
        )  # fmt: skip
        yield end, start

    def _end(self, word: Word) -> End:
        """A line's end behind a word."""
        run, mark = self.runs[word.run], word.text[-1]
        letters, spaces, fixed, gaps = word.before
        until = word.start + len(word.text)
        closing = run.after if until == self.starts[word.run + 1] else 0.0
        return End(
            until, "", mark in _HYPHENS, self._hang(hangs_right(mark), mark, word),
            letters + word.extent.width, spaces, fixed + run.picture + closing,
            gaps + word.extent.gaps,
        )  # fmt: skip

    def _start(self, word: Word) -> Start:
        """A line's start before a word."""
        run, mark = self.runs[word.run], word.text[0]
        letters, spaces, fixed, gaps = word.before
        opening = run.before if word.start == self.starts[word.run] else 0.0
        hang = self._hang(hangs_left(mark), mark, word)
        return Start(word.start, hang, letters, spaces, fixed - opening, gaps)

    def _hang(self, share: float, mark: str, word: Word) -> float:
        fount = self.runs[word.run].fount
        if not share or fount is None:
            return 0.0
        extent = fount.extent(mark, word.script)
        return share * extent.width if extent else 0.0
