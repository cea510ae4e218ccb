"""Transparency flattened, for printers who refuse it: what lies on bare paper becomes opaque.

On paper a colour of alpha a looks like its mixture with white, so it is replaced by that mixture;
pictures lose their soft masks the same way (octavo.press.pictures). That holds only where nothing
was painted before, and where transparent things do not lie on each other: both are seen by drawing
the page with pdfium, up to the thing and the thing alone. Everything else is refused by page and
kind: soft masks, blend modes, transparent gradients and pictures.

It runs on the master's pages, in sRGB, before they are separated: what is printed is then what the
screen shows.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream
from PIL import Image, ImageChops

from octavo.images.raster import draw_pages
from octavo.press.content import Statement, content_of, join, numbers, statements, written
from octavo.press.separations import PICTURE, transparency

_FILLS = frozenset((b"f", b"F", b"f*", b"sh"))
_STROKES = frozenset((b"S", b"s"))
_BOTH = frozenset((b"B", b"B*", b"b", b"b*"))
_TEXT = frozenset((b"Tj", b"TJ", b"'", b'"'))
_PAINTS = _FILLS | _STROKES | _BOTH | _TEXT | {b"Do"}
_PATHS = (_FILLS | _STROKES | _BOTH) - {b"sh"}
_COLOURS = {b"g": 1, b"rg": 3, b"k": 4, b"G": 1, b"RG": 3, b"K": 4}
_ALPHAS = ("/ca", "/CA")
_DIM = 6
_DOTS = 72  # a pixel a point: fine enough for a hair between two things
_GROUND = (255, 0, 255)
_MANY = 60
"""Transparent things on one page that are looked at; a page with more is refused."""


class Refused(Exception):
    """Something transparent that cannot be made opaque; the text says what it is."""


@dataclass(frozen=True, slots=True)
class _State:
    """Colours as last set and what makes them transparent; q keeps it, Q brings it back."""

    fill: Statement = (b"0 ", b"g")
    stroke: Statement = (b"0 ", b"G")
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    hopeless: str = ""  # a soft mask or a blend mode


@dataclass(frozen=True, slots=True)
class _Thing:
    """Statements of a page, one after the other, that paint transparently and alike."""

    first: int
    last: int
    alpha: float
    picture: bool = False


def flatten(book: Pdf) -> tuple[tuple[int, str], ...]:
    """Make every page of a book opaque; pages (from 1) and kinds of what had to be left."""
    refused: list[tuple[int, str]] = []
    forms: dict[tuple[int, int], float] = {}
    for number, page in enumerate(book.pages, 1):
        kinds = sorted(set(transparency(page.obj.get("/Resources", Dictionary()))))
        if not kinds:
            continue
        try:
            _Flattening(book, page, forms).run()
        except Refused as fault:
            refused.append((number, str(fault)))
    for thing in book.objects:
        if isinstance(thing, Stream) and "/Group" in thing and not refused:
            del thing.Group  # opaque things need no group
    return tuple(refused)


class _Flattening:
    """The flattening of one page."""

    def __init__(self, book: Pdf, page: Page, forms: dict[tuple[int, int], float]) -> None:
        self._book = book
        self._page = page
        self._forms = forms
        self._resources = page.obj.get("/Resources", Dictionary())
        self._statements = statements(content_of(page.obj))
        self._state = _State()
        self._stack: list[_State] = []

    def run(self) -> None:
        """Look at what is transparent, and write the page without it; raises Refused."""
        things = list(self._things())
        if len(things) > _MANY:
            raise Refused(f"more than {_MANY} transparent things")
        for thing in things:
            self._see_on_paper(thing)
        alphas = {
            index: thing.alpha
            for thing in things
            if not thing.picture
            for index in range(thing.first, thing.last + 1)
            if self._statements[index][1] == b"Do"
        }
        for index, alpha in alphas.items():
            self._form(self._drawn(index), alpha)
        content = _opaque(self._statements, self._resources, 1.0)
        self._page.obj.Contents = Stream(self._book, content)
        _drop_alphas(self._resources)

    def _things(self) -> Iterator[_Thing]:
        """Neighbouring paints of one alpha are one thing."""
        current: _Thing | None = None
        for index, (operands, operator) in enumerate(self._statements):
            self._state = _followed(self._state, self._stack, operands, operator, self._resources)
            if operator not in _PAINTS:
                continue
            thing = self._thing(index, operator)
            joins = current and thing and thing.alpha == current.alpha
            if current and thing and joins and not (current.picture or thing.picture):
                current = replace(current, last=index)
                continue
            if current:
                yield current
            current = thing
        if current:
            yield current

    def _thing(self, index: int, operator: bytes) -> _Thing | None:
        """The transparent thing that a statement paints; None where it paints opaquely."""
        state = self._state
        if state.hopeless:
            raise Refused(state.hopeless)
        alpha = state.stroke_alpha if operator in _STROKES else state.fill_alpha
        if operator in _BOTH and state.stroke_alpha != state.fill_alpha:
            raise Refused("a shape with two transparencies")
        if operator == b"Do":
            drawn = self._drawn(index)
            picture = drawn.get("/Subtype") == Name.Image
            if picture and alpha < 1:
                raise Refused("a transparent picture")
            if picture:
                return _Thing(index, index, 1.0, True) if "/SMask" in drawn else None
            inner = sorted(set(transparency(drawn.get("/Resources", Dictionary()))))
            if inner == [PICTURE] and alpha >= 1 and _paints_once(drawn):
                return _Thing(index, index, 1.0, True)
            if inner:
                raise Refused(f"{inner[0]} within another drawing")
        paint = state.stroke if operator in _STROKES else state.fill
        if operator not in (b"Do", b"sh") and self._is_transparent_pattern(paint):
            raise Refused("a gradient with transparent parts")
        if alpha >= 1:
            return None
        if operator == b"sh" or (operator != b"Do" and paint[1] not in _COLOURS):
            raise Refused("a transparent gradient")
        return _Thing(index, index, alpha)

    def _is_transparent_pattern(self, paint: Statement) -> bool:
        name = paint[0].strip().decode("latin-1")
        pattern = self._resources.get("/Pattern", Dictionary()).get(name)
        if pattern is None or "/Resources" not in pattern:
            return False
        return any(True for _ in transparency(pattern.Resources))

    def _drawn(self, index: int) -> Object:
        name = self._statements[index][0].strip().decode("latin-1")
        return self._resources.XObject[name]

    def _form(self, form: Object, alpha: float) -> None:
        """Mix the colours of a form with white; it must be drawn with one alpha alone."""
        known = self._forms.get(form.objgen)
        if known == alpha:
            return
        if known is not None:
            raise Refused("a drawing shown with two transparencies")
        inner = form.get("/Resources", self._resources)
        for kind in ("/Shading", "/Pattern"):
            if len(inner.get(kind, Dictionary()).keys()):
                raise Refused("a transparent gradient")
        for drawn in inner.get("/XObject", Dictionary()).as_dict().values():
            if drawn.get("/Subtype") == Name.Image:
                raise Refused("a transparent picture")
            self._form(drawn, alpha)
        self._forms[form.objgen] = alpha
        form.write(_opaque(statements(form.read_bytes()), inner, alpha))

    # --- what lies where ---

    def _see_on_paper(self, thing: _Thing) -> None:
        """Raise Refused where a thing lies on something, or parts of it on each other."""
        before = _silenced(self._statements, lambda index: index < thing.first)
        alone = _silenced(self._statements, lambda index: thing.first <= index <= thing.last)
        black = _silenced(
            self._statements, lambda index: thing.first <= index <= thing.last, colours=False
        )
        ground, shown, dark = self._rendered((before, alone, black))
        both = ImageChops.multiply(_painted(ground), _painted(shown))
        if any(both.histogram()[128:]):
            what = PICTURE if thing.picture else "a transparent thing"
            raise Refused(f"{what} that lies on something else")
        if thing.first < thing.last:
            # Black of one alpha dims the ground once; where it is dimmer, two things overlap.
            once = round(255 * (1 - thing.alpha)) - _DIM
            if any(dark.getchannel("R").histogram()[: max(once, 0)]):
                raise Refused("transparent things that lie on each other")

    def _rendered(self, contents: Sequence[bytes]) -> list[Image.Image]:
        """The page with other contents, on a ground of a colour that no page has."""
        with Pdf.new() as single:
            for content in contents:
                single.pages.append(self._page)
                page = single.pages[-1].obj
                page.Contents = Stream(single, content)
            written_ = io.BytesIO()
            single.save(written_)
        return list(draw_pages(written_.getvalue(), dots=_DOTS, ground=_GROUND))


def _followed(
    state: _State, stack: list[_State], operands: bytes, operator: bytes, resources: Object
) -> _State:
    """The state after a statement."""
    if operator == b"q":
        stack.append(state)
    elif operator == b"Q":
        return stack.pop() if stack else _State()
    elif operator in (b"g", b"rg", b"k", b"cs", b"sc", b"scn"):
        return replace(state, fill=(operands, operator))
    elif operator in (b"G", b"RG", b"K", b"CS", b"SC", b"SCN"):
        return replace(state, stroke=(operands, operator))
    elif operator == b"gs":
        return _with_state(state, _named(operands, resources))
    return state


def _named(operands: bytes, resources: Object) -> Object:
    states = resources.get("/ExtGState", Dictionary())
    return states.get(operands.strip().decode("latin-1"), Dictionary())


def _with_state(state: _State, named: Object) -> _State:
    if "/ca" in named:
        state = replace(state, fill_alpha=float(named.ca))
    if "/CA" in named:
        state = replace(state, stroke_alpha=float(named.CA))
    if isinstance(named.get("/SMask"), Dictionary):
        return replace(state, hopeless="a soft mask")
    if named.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible):
        return replace(state, hopeless="a blend mode")
    return state


def _paints_once(form: Object) -> bool:
    """Say whether a form shows one picture and nothing else."""
    painted = [operator for _, operator in statements(form.read_bytes()) if operator in _PAINTS]
    return painted == [b"Do"]


def _drop_alphas(resources: Object) -> None:
    """Take out the graphics states that no content names any more."""
    states = resources.get("/ExtGState", Dictionary())
    for name in list(states.keys()):
        if _is_alpha(states[name]) and any(float(states[name].get(k, 1)) < 1 for k in _ALPHAS):
            del states[name]


def _opaque(parts: Sequence[Statement], resources: Object, outer: float) -> bytes:
    """Content with its colours mixed with white in place of their alpha; outer is a group's."""
    state, stack = _State(), list[_State]()
    out: list[Statement] = []
    for operands, operator in parts:
        before = state
        state = _followed(state, stack, operands, operator, resources)
        if operator == b"gs" and _is_alpha(_named(operands, resources)):
            pass
        elif operator not in _COLOURS:
            out.append((operands, operator))
        if operator in (b"q", b"Q"):
            continue
        if (state.fill, state.fill_alpha) != (before.fill, before.fill_alpha):
            out += _emitted(state.fill, state.fill_alpha * outer)
        if (state.stroke, state.stroke_alpha) != (before.stroke, before.stroke_alpha):
            out += _emitted(state.stroke, state.stroke_alpha * outer)
    return join(out)


def _emitted(paint: Statement, alpha: float) -> list[Statement]:
    return [_mixed(paint, alpha)] if paint[1] in _COLOURS else []


def _is_alpha(named: Object) -> bool:
    return not set(named.keys()) - {"/ca", "/CA", "/Type"}


def _mixed(paint: Statement, alpha: float) -> Statement:
    """A colour on white paper; inks grow thin, lights grow white."""
    values = numbers(paint[0])
    paper = 0.0 if paint[1] in (b"k", b"K") else 1.0
    mixed = [paper + alpha * (value - paper) for value in values]
    return (b"\n" + written(mixed) + b" ", paint[1] + b"\n")


def _silenced(
    parts: Sequence[Statement], speaks: Callable[[int], bool], colours: bool = True
) -> bytes:
    """Content in which only some statements paint; paths still clip. Without colours all is black."""
    out: list[Statement] = []
    for index, (operands, operator) in enumerate(parts):
        if operator in _COLOURS and not colours:
            continue
        if operator not in _PAINTS or speaks(index):
            out.append((operands, operator))
        elif operator in _PATHS:
            out.append((operands, b"n"))
    return join(out)


def _painted(picture: Image.Image) -> Image.Image:
    """White where something was painted, black where the ground shows."""
    ground = Image.new("RGB", picture.size, _GROUND)
    red, green, blue = ImageChops.difference(picture, ground).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 * (level > 8) for level in range(256)])
