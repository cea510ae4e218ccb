"""What the content streams of a PDF say: the text of every marked content, by stream and MCID.

Independent of how octavo writes: any PDF whose fonts have a ToUnicode map can be read. Used by the
judge of tags alone; nothing here changes a file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo.pdf.joined_fonts import read_to_unicode

Key = tuple[tuple[int, int], int]
"""The object number of a page or form, and an MCID in its stream."""

_OPERATORS = "BDC BMC EMC Tf Tj TJ ' \" Do q Q"
_DEPTH = 20
"""Forms nested deeper than this are taken for a loop."""


@dataclass(slots=True)
class MarkedContent:
    """The marked content of a whole file."""

    texts: dict[Key, list[str]] = field(default_factory=dict)
    stray: list[int] = field(default_factory=list)  # pages with text outside tags and artifacts
    mute: list[int] = field(default_factory=list)  # pages with a glyph that has no text
    repeated: list[tuple[int, int]] = field(default_factory=list)  # page and MCID met again

    def text(self, key: Key) -> str:
        """The text of one marked content."""
        return "".join(self.texts.get(key, ()))


def read_marked_content(pdf: Pdf) -> MarkedContent:
    """Read all pages, and the forms they draw."""
    found = MarkedContent()
    reader = _Reader(found)
    for number, page in enumerate(pdf.pages, 1):
        reader.read(page.obj, number, _OUTSIDE, 0)
    return found


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where text drawn now belongs: to an MCID, to an artifact, or to nothing."""

    key: Key | None
    artifact: bool = False


_OUTSIDE = _Mark(None)


class _Reader:
    def __init__(self, found: MarkedContent) -> None:
        self._found = found
        self._fonts: dict[tuple[int, int], dict[int, str]] = {}
        self._forms: set[tuple[int, int]] = set()

    def read(self, stream: pikepdf.Object, page: int, around: _Mark, depth: int) -> None:
        """Read the content of a page or form; text belongs to the innermost mark around it."""
        if depth > _DEPTH or (depth == 0 and "/Contents" not in stream):
            return
        resources = stream.get("/Resources", Dictionary())
        marks = [around]
        font: dict[int, str] = {}
        fonts: list[dict[int, str]] = []
        for instruction in pikepdf.parse_content_stream(stream, _OPERATORS):
            operands: list[Any] = list(instruction.operands)
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marks.append(self._mark(operands, stream.objgen, marks[-1], page))
                case "EMC":
                    marks.pop()
                case "q":
                    fonts.append(font)
                case "Q":
                    font = fonts.pop() if fonts else font
                case "Tf":
                    font = self._font(resources, operands[0])
                case "Do":
                    self._draw(resources, operands[0], page, marks[-1], depth)
                case _:
                    self._show("".join(self._texts(operands, font, page)), page, marks[-1])

    def _mark(
        self, operands: Sequence[Any], stream: tuple[int, int], around: _Mark, page: int
    ) -> _Mark:
        if operands[0] == Name.Artifact or around.artifact:
            return _Mark(None, artifact=True)
        properties = operands[1] if len(operands) > 1 else None
        if not isinstance(properties, Dictionary) or "/MCID" not in properties:
            return around
        key = (stream, int(properties.MCID))
        if key in self._found.texts and stream not in self._forms:
            self._found.repeated.append((page, key[1]))
        self._found.texts.setdefault(key, [])
        return _Mark(key)

    def _draw(
        self, resources: pikepdf.Object, name: Name, page: int, mark: _Mark, depth: int
    ) -> None:
        drawn = resources.get("/XObject", Dictionary()).get(name)
        if drawn is None or drawn.get("/Subtype") != Name.Form:
            return
        if "/StructParents" in drawn:  # its marks are its own, however often it is drawn
            if drawn.objgen in self._forms:
                return
            self._forms.add(drawn.objgen)
        self.read(drawn, page, mark, depth + 1)

    def _show(self, text: str, page: int, mark: _Mark) -> None:
        if mark.key is not None:
            self._found.texts[mark.key].append(text)
        elif not mark.artifact and text.strip():
            self._found.stray.append(page)

    def _font(self, resources: pikepdf.Object, name: Name) -> dict[int, str]:
        font = resources.get("/Font", Dictionary()).get(name)
        if font is None or "/ToUnicode" not in font:
            return {}
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = read_to_unicode(font.ToUnicode.read_bytes())
        return self._fonts[font.objgen]

    def _texts(self, operands: Sequence[Any], font: dict[int, str], page: int) -> Iterator[str]:
        """The text of a show operator; two bytes a glyph, as Identity-H has them."""
        for operand in operands:
            for part in operand if isinstance(operand, Array) else (operand,):
                if not isinstance(part, String):
                    continue
                codes = bytes(part)
                for place in range(0, len(codes) - 1, 2):
                    text = font.get(int.from_bytes(codes[place : place + 2], "big"), "")
                    if not text:
                        self._found.mute.append(page)
                    yield text
