"""The folding simulator: prints sheets, folds and cuts the paper, reads the pile. It knows no pages.

A test book's pages are flat colours that encode their number, with a red square in the head's left
corner of the trim, a blue one at the foot on the right, and green bleed. The imposed file is
rendered; a printer that turns the paper about one of its edges puts two renderings on one sheet; a
pile is a list of pieces, top first, each with its place on the table. fold() mirrors what moves,
cut() splits, and read() says what one sees, turning leaf after leaf. Where a page stands in the
book is never asked of the code under test.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pikepdf
import pypdfium2
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Stream

from octavo.artifacts import FinishingStep
from octavo.geometry import Rect, Size

Picture = NDArray[np.uint8]

DPI = 24
_LEVELS = [30 + 27 * level for level in range(8)]
RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 255, 0)


# --- the test book ---


def colour_of(page: int) -> tuple[int, int, int]:
    """The flat colour of a page from 1 to 512."""
    code = page - 1
    return _LEVELS[code % 8], _LEVELS[code // 8 % 8], _LEVELS[code // 64]


def colour_book(
    count: int, trim: Size, bleed: float = 0.0, sizes: dict[int, Size] | None = None
) -> bytes:
    """A PDF of so many coded pages; sizes gives pages of another trim."""
    with pikepdf.Pdf.new() as book:
        for page in range(1, count + 1):
            size = (sizes or {}).get(page, trim)
            book.pages.append(_coded_page(book, page, size, bleed))
        out = io.BytesIO()
        book.save(out, deterministic_id=True)
        return out.getvalue()


def _coded_page(book: pikepdf.Pdf, page: int, trim: Size, bleed: float) -> pikepdf.Page:
    width, height, square = trim.width, trim.height, trim.width * 0.2
    media = [-bleed, -bleed, width + bleed, height + bleed]
    content = "\n".join(
        f"{_fill(colour)} {x} {y} {w} {h} re f"
        for colour, x, y, w, h in (
            (GREEN, -bleed, -bleed, width + 2 * bleed, height + 2 * bleed),
            (colour_of(page), 0, 0, width, height),
            (RED, 0, height - square, square, square),
            (BLUE, width - square, 0, square, square),
        )
    )
    return pikepdf.Page(
        book.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=Array(media),
                BleedBox=Array(media),
                TrimBox=Array([0, 0, width, height]),
                Resources=Dictionary(),
                Contents=Stream(book, content.encode()),
            )
        )
    )


def _fill(colour: Sequence[int]) -> str:
    return " ".join(f"{part / 255:.5f}" for part in colour) + " rg"


# --- paper ---


@dataclass(frozen=True)
class Paper:
    """A printed sheet: both faces seen through from the front, in pixels, and its size in points."""

    front: Picture
    back: Picture | None
    size: Size


def rendered(pdf: bytes, dpi: int = DPI) -> list[tuple[Picture, Size]]:
    """The pages of a PDF as pictures, with their sizes."""
    with pypdfium2.PdfDocument(pdf) as document:
        found = []
        for page in document:
            bitmap = page.render(scale=dpi / 72, rev_byteorder=True)
            found.append((bitmap.to_numpy()[:, :, :3].copy(), Size(*page.get_size())))
        return found


def printed(pdf: bytes, duplex: bool, flip: str, dpi: int = DPI) -> list[Paper]:
    """What a printer makes of a file that is turned about that edge of the paper."""
    sides = rendered(pdf, dpi)
    if not duplex:
        return [Paper(front, None, size) for front, size in sides]
    papers = []
    for (front, size), (back, _) in zip(sides[::2], sides[1::2], strict=True):
        upright_axis = (size.width >= size.height) == (flip == "short")
        through = back[:, ::-1] if upright_axis else back[::-1, :]
        papers.append(Paper(front, through, size))
    return papers


@dataclass(frozen=True)
class Piece:
    """A rectangle of a paper on the table: x_table = sx * x_paper + dx, y alike."""

    paper: Paper
    rect: Rect
    sx: int = 1
    sy: int = 1
    dx: float = 0.0
    dy: float = 0.0

    def seen(self, face: str) -> Picture | None:
        """The upper face as it lies, or the lower one as seen when turned like a page."""
        front_up = self.sx * self.sy > 0
        whole = self.paper.front if (face == "upper") == front_up else self.paper.back
        if whole is None:
            return None
        picture = _part(whole, self.rect, self.paper.size)
        columns = self.sx < 0 if face == "upper" else self.sx > 0
        return picture[:: -1 if self.sy < 0 else 1, :: -1 if columns else 1]


Pile = list[Piece]  # top first


def _part(picture: Picture, rect: Rect, size: Size) -> Picture:
    height, width = picture.shape[:2]
    x, y = width / size.width, height / size.height
    left, right = round(rect.x0 * x), round(rect.x1 * x)
    top, bottom = round(height - rect.y1 * y), round(height - rect.y0 * y)
    return picture[max(top, 0) : bottom, max(left, 0) : right]


def _split(pile: Pile, axis: str, at: float) -> tuple[Pile, Pile]:
    """The parts below (left of) and above (right of) a line on the table."""
    low: Pile = []
    high: Pile = []
    for piece in pile:
        scale, offset = (piece.sx, piece.dx) if axis == "vertical" else (piece.sy, piece.dy)
        line = (at - offset) * scale
        rect = piece.rect
        if axis == "vertical":
            line = min(max(line, rect.x0), rect.x1)
            near, far = replace(rect, x1=line), replace(rect, x0=line)
        else:
            line = min(max(line, rect.y0), rect.y1)
            near, far = replace(rect, y1=line), replace(rect, y0=line)
        below, above = (near, far) if scale > 0 else (far, near)
        low += [replace(piece, rect=below)] if below.width > 1 and below.height > 1 else []
        high += [replace(piece, rect=above)] if above.width > 1 and above.height > 1 else []
    return low, high


def _mirror(piece: Piece, axis: str, at: float) -> Piece:
    if axis == "vertical":
        return replace(piece, sx=-piece.sx, dx=2 * at - piece.dx)
    return replace(piece, sy=-piece.sy, dy=2 * at - piece.dy)


def fold(pile: Pile, axis: str, at: float, part: str) -> Pile:
    """Take up the part of the pile beyond the line and lay it, turned, on the rest."""
    low, high = _split(pile, axis, at)
    moved, still = (low, high) if part in ("left", "bottom") else (high, low)
    return [_mirror(piece, axis, at) for piece in reversed(moved)] + still


def cut(pile: Pile, axis: str, at: float, part: str) -> Pile:
    """Cut through the pile and put the named part on top of the other."""
    low, high = _split(pile, axis, at)
    return low + high if part in ("left", "bottom") else high + low


def turn(pile: Pile) -> Pile:
    """Turn the pile over like a page."""
    middle = pile[0].paper.size.width / 2
    return [_mirror(piece, "vertical", middle) for piece in reversed(pile)]


def zine(pile: Pile, creases: list[FinishingStep], slit: FinishingStep, part: str) -> Pile:
    """Slit a sheet of eight panels and push it together: a ring of panels folds to four leaves.

    Each leaf is two neighbours of the ring, back to back, print outside. The four hinges between
    leaves meet in the spine: those beside the slit's ends, on both rows.
    """
    (piece,) = pile
    paper, size = piece.paper, piece.paper.size
    xs = [0.0, *(c.at for c in creases if c.axis == "vertical"), size.width]
    assert (slit.since, slit.until) == (xs[1], xs[3]), "the slit ends where the ring must turn"
    rows = {"top": (slit.at, size.height), "bottom": (0.0, slit.at)}
    order = [("bottom", 1), ("bottom", 2), ("bottom", 3), ("top", 3),
             ("top", 2), ("top", 1), ("top", 0), ("bottom", 0)]  # fmt: skip
    if part == "right":
        order = [(row, 3 - column) for row, column in order]
    leaves = []
    for recto, verso in zip(order[::2], order[1::2], strict=True):
        faces = []
        for row, column in (recto, verso):
            low, high = rows[row]
            panel = _part(paper.front, Rect(xs[column], low, xs[column + 1], high), size)
            faces.append(panel[::-1, ::-1] if row == "top" else panel)
        height = min(face.shape[0] for face in faces)
        width = min(face.shape[1] for face in faces)
        front, back = (face[:height, :width] for face in faces)
        leaf = Size(width * 72 / DPI, height * 72 / DPI)
        whole = Rect(0, 0, leaf.width, leaf.height)
        leaves.append(Piece(Paper(front, back[:, ::-1], leaf), whole))
    return leaves


# --- doing what the instructions say ---


def finish(papers: list[Paper], steps: Sequence[FinishingStep]) -> Pile:
    """Do the steps, in their order, to the sheets as the printer left them."""
    whole = [Piece(p, Rect(0, 0, p.size.width, p.size.height)) for p in papers]
    heaps: list[Pile] = [whole]
    creases: list[FinishingStep] = []
    slit: FinishingStep | None = None
    for step in steps:
        if step.action == "divide":
            (pile,) = heaps
            assert sum(step.counts) == len(pile)
            ends = np.cumsum(step.counts)
            heaps = [pile[end - n : end] for n, end in zip(step.counts, ends, strict=True)]
        elif step.action == "turn":
            heaps = [turn(heap) for heap in heaps]
        elif step.action == "fold" and slit is None:
            heaps = [fold(heap, step.axis, step.at, step.part) for heap in heaps]
        elif step.action == "cut":
            heaps = [cut(heap, step.axis, step.at, step.part) for heap in heaps]
        elif step.action == "gather":
            heaps = [[piece for heap in heaps for piece in heap]]
        elif step.action == "crease":
            creases.append(step)
        elif step.action == "slit":
            slit = step
        elif step.action == "tuck" and slit is not None:
            heaps = [zine(heap, creases, slit, step.part) for heap in heaps]
    (pile,) = heaps
    return pile


# --- reading ---


@dataclass(frozen=True)
class Read:
    """What one page shows: its number (None for a blank) and whether it stands upright."""

    page: int | None
    upright: bool


def read(pile: Pile) -> list[Read]:
    """Turn the leaves of a pile, top first: upper face, lower face, next leaf."""
    return [read_page(piece.seen(face)) for piece in pile for face in ("upper", "lower")]


def read_page(picture: Picture | None) -> Read:
    """Find the corner squares, decode the colour halfway between them."""
    if picture is None:
        return Read(None, True)
    inner = picture[2:-2, 2:-2]  # a pixel at a fold belongs to both its sides
    reds, blues = _squares(inner, RED), _squares(inner, BLUE)
    if not reds and not blues:
        return Read(None, True)
    assert len(reds) == len(blues) == 1, "not one whole page"
    (red,), (blue,) = reds, blues
    return Read(_number(inner, red, blue), red[0] < blue[0] and red[1] < blue[1])


Spot = tuple[float, float]  # row, column


def _number(picture: Picture, red: Spot, blue: Spot) -> int:
    middle = picture[round((red[0] + blue[0]) / 2), round((red[1] + blue[1]) / 2)].astype(int)
    levels = [round((value - 30) / 27) for value in middle]
    decoded = [30 + 27 * level for level in levels]
    assert abs(np.array(decoded) - middle).max() <= 3, f"no page's colour: {middle}"
    return 1 + levels[0] + 8 * levels[1] + 64 * levels[2]


def _squares(picture: Picture, colour: tuple[int, int, int]) -> list[Spot]:
    """The centres of what has that colour, touching pixels taken together."""
    bright = [picture[:, :, part] > 230 if value else picture[:, :, part] < 25
              for part, value in enumerate(colour)]  # fmt: skip
    rows, columns = np.nonzero(bright[0] & bright[1] & bright[2])
    if not len(rows):
        return []
    height, width = np.ptp(rows) + 1, np.ptp(columns) + 1
    if len(rows) == height * width:  # one whole square: the usual case
        return [(float(rows.mean()), float(columns.mean()))]
    left = set(zip(rows.tolist(), columns.tolist(), strict=True))
    found = []
    while left:
        waiting = [left.pop()]
        square = []
        while waiting:
            row, column = waiting.pop()
            square.append((row, column))
            for near in (
                (row, column + 1),
                (row, column - 1),
                (row + 1, column),
                (row - 1, column),
            ):
                if near in left:
                    left.remove(near)
                    waiting.append(near)
        found.append((sum(r for r, _ in square) / len(square),
                      sum(c for _, c in square) / len(square)))  # fmt: skip
    return found


def read_grid(papers: list[Paper], binding: str) -> list[Read]:
    """Read single-sided sheets as they lie: row by row, from the side where reading begins."""
    found = []
    for paper in papers:
        reds, blues = _squares(paper.front, RED), _squares(paper.front, BLUE)
        assert len(reds) == len(blues)
        for red in _by_rows(reds, binding):
            below = [blue for blue in blues if blue[0] > red[0] and blue[1] > red[1]]
            assert below, "a page stands on its head"
            blue = min(below, key=lambda spot: spot[0] - red[0] + spot[1] - red[1])
            found.append(Read(_number(paper.front, red, blue), True))
    return found


def _by_rows(spots: list[Spot], binding: str) -> list[Spot]:
    """Spots from top to bottom; those of a row from left to right, or from right to left."""
    rows: list[list[Spot]] = []
    for spot in sorted(spots):
        if rows and spot[0] - rows[-1][-1][0] < 4:
            rows[-1].append(spot)
        else:
            rows.append([spot])
    from_right = binding == "right"
    return [spot for row in rows for spot in sorted(row, key=lambda s: s[1], reverse=from_right)]
