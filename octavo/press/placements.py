"""How large pictures stand on pages, in points: what decides how many pixels print has use for.

The content is walked for q, Q, cm and Do alone, and only where pictures can be reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.press.content import content_of, numbers, statements
from octavo.press.matrices import IDENTITY, Matrix, times

_DEPTH = 12


@dataclass(slots=True)
class Placement:
    """A picture at its largest: sides in points, the page (from 1) where it first stands."""

    width: float
    height: float
    page: int
    name: str  # of the resource: it leads back to the file


def placements(book: Pdf) -> dict[tuple[int, int], Placement]:
    """Every picture of a book by the number of its object."""
    walk = _Walk()
    for number, page in enumerate(book.pages, 1):
        resources = page.obj.get("/Resources", Dictionary())
        if walk.leads_to_pictures(resources, 0):
            walk.page = number
            walk.content(content_of(page.obj), resources, IDENTITY, 0)
    return walk.found


class _Walk:
    """The recursion, and what it knows already of resources."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], Placement] = {}
        self.page = 0
        self._known: dict[tuple[int, int], bool] = {}

    def leads_to_pictures(self, resources: Object, depth: int) -> bool:
        """Say whether there is a picture anywhere below."""
        if depth > _DEPTH:
            return False
        if resources.is_indirect and resources.objgen in self._known:
            return self._known[resources.objgen]
        found = False
        for kind in ("/XObject", "/Pattern"):
            for drawn in resources.get(kind, Dictionary()).as_dict().values():
                found |= drawn.get("/Subtype") == Name.Image or (
                    "/Resources" in drawn and self.leads_to_pictures(drawn.Resources, depth + 1)
                )
        if resources.is_indirect:
            self._known[resources.objgen] = found
        return found

    def content(
        self, content: bytes, resources: Object, matrix: Matrix, depth: int, name: str = ""
    ) -> None:
        """Walk one stream; name is that of the form it stands in."""
        if depth > _DEPTH:
            return
        drawn = resources.get("/XObject", Dictionary())
        stack: list[Matrix] = []
        start = matrix
        for operands, operator in statements(content):
            if operator == b"q":
                stack.append(matrix)
            elif operator == b"Q":
                matrix = stack.pop() if stack else start
            elif operator == b"cm":
                matrix = times(_matrix(numbers(operands)), matrix)
            elif operator == b"Do":
                named = operands.strip().decode("latin-1")
                if named in drawn:
                    self._drawn(drawn[named], resources, matrix, depth, named, name)
        for pattern in resources.get("/Pattern", Dictionary()).as_dict().values():
            if isinstance(pattern, Stream):
                self._form(pattern, resources, IDENTITY, depth, name)

    def _drawn(
        self, drawn: Object, outer: Object, matrix: Matrix, depth: int, named: str, form: str
    ) -> None:
        if drawn.get("/Subtype") != Name.Image:
            self._form(drawn, outer, matrix, depth, named)
            return
        width, height = hypot(*matrix[:2]), hypot(*matrix[2:4])
        # A picture that its file wants turned stands in a form of its own, which has the name.
        name = form if named == "/Im" else named
        known = self.found.setdefault(drawn.objgen, Placement(0, 0, self.page, name))
        known.width, known.height = max(known.width, width), max(known.height, height)

    def _form(self, form: Object, outer: Object, matrix: Matrix, depth: int, name: str) -> None:
        resources = form.get("/Resources", outer)
        if self.leads_to_pictures(resources, depth):
            inner = times(_matrix(form.get("/Matrix", Array(IDENTITY))), matrix)
            self.content(form.read_bytes(), resources, inner, depth + 1, name)


def _matrix(values: object) -> Matrix:
    a, b, c, d, e, f = (float(value) for value in values)  # type: ignore[attr-defined]
    return (a, b, c, d, e, f)
