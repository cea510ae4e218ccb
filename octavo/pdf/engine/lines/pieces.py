"""A plan cut up for WeasyPrint: for each run, what of it stands on each line.

WeasyPrint asks run by run for as much text as fits; it is given the piece that was planned, and
where to go on. A break belongs to the run in which the next line begins, or, where it begins with
a run, to the run before: WeasyPrint can only be told to stop inside a run's text.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from octavo.pdf.engine.lines.breakpoints import Text
from octavo.pdf.engine.lines.total_fit import Line, Plan


@dataclass(frozen=True, slots=True)
class Piece:
    """What of a run stands on one line. Bytes are of the run's text in UTF-8."""

    begins: int  # byte where the line takes the run up
    resume: int | None  # byte where the next line goes on; None where this line goes on
    text: str  # as drawn, with its hyphen; may be empty
    width: float  # CSS pixels inside the measure
    spacing: float  # added to each word space, before scaling
    scale: float  # of the glyphs' width
    tracking: float  # behind each glyph, before scaling
    hang: float  # how far the text begins left of its place
    script: str  # ISO 15924, of the words before


Pieces = tuple[tuple[Piece, ...], ...]
"""The pieces of each run, in order."""


def cut(plan: Plan, text: Text) -> Pieces:
    """Cut the lines of a plan into pieces."""
    found: list[list[Piece]] = [[] for _ in text.runs]
    begins = 0
    for number, line in enumerate(plan.lines, 1):
        is_last = number == len(plan.lines)
        ends = len(text.text) if is_last else plan.lines[number].start.at
        for run, piece in _cut_line(line, begins, ends, is_last, text):
            found[run].append(piece)
        begins = ends
    return tuple(map(tuple, found))


def _cut_line(
    line: Line, begins: int, ends: int, is_last: bool, text: Text
) -> list[tuple[int, Piece]]:
    starts = text.starts
    first, final = bisect_right(starts, begins) - 1, bisect_right(starts, ends - 1) - 1
    opening, closing = (bisect_right(starts, at) - 1 for at in (line.start.at, line.end.until - 1))
    pieces = []
    for run in range(first, final + 1):
        low, high = starts[run], starts[run + 1]
        since, until = max(line.start.at, low), min(line.end.until, high)
        visible = text.text[since:until]
        width = spacing = hang = 0.0
        script = "Latn"
        if visible:
            hang = line.hang_left if run == opening else 0.0
            width = _width(line, run, opening, closing, text) - hang
            if run == closing:
                visible += line.end.hyphen
                width -= line.hang_right
            fount = text.runs[run].fount
            assert fount is not None or not visible.strip("\u2e80")
            if fount is not None:
                # Tracking stands behind a word's last glyph and the space too, where none is meant.
                spacing = fount.space * (line.space / line.scale - 1) - 2 * line.tracking
                script = text.script_at(since)
        resume = None if is_last or run < final else _bytes(text.text[low:ends])
        begin = _bytes(text.text[low : max(begins, low)])
        piece = Piece(
            begin, resume, visible, width, spacing, line.scale, line.tracking, hang, script
        )
        pieces.append((run, piece))
    return pieces


def _width(line: Line, run: int, opening: int, closing: int, text: Text) -> float:
    """The width of what a line shows of a run, as drawn."""
    since = line.start if run == opening else text.run_starts[run]
    until = line.end if run == closing else text.run_ends[run]
    letters = until.letters - since.letters + (until.gaps - since.gaps) * line.tracking
    return letters * line.scale + (until.spaces - since.spaces) * line.space


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode())
