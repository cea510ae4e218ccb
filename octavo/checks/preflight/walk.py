"""Read a page as a press would: every mark with its place, size, colour and state.

Forms, tiling patterns, Type 3 glyphs and soft masks are entered too, each once for a place, to a
bounded depth and with a bounded number of statements a page.
"""

from __future__ import annotations

from collections.abc import Hashable

from pikepdf import Dictionary, Object

from octavo.checks.preflight.boxes import Box, common, placed
from octavo.checks.preflight.colours import ColourSpace, Paint, read_space
from octavo.checks.preflight.facts import PageFacts, SpaceUse
from octavo.checks.preflight.graphics import Graphics
from octavo.checks.preflight.interpreter import Purpose
from octavo.checks.preflight.marking import StreamWalk
from octavo.checks.preflight.resources import BROKEN, FormFacts, Library, Remark, Scope
from octavo.press.content import ContentTooLarge, content_of, is_whole, readable_statements
from octavo.press.matrices import Matrix, times

MOST_BYTES = 48_000_000
"""Of one stream; the most intricate map seen has four."""
MOST_STATEMENTS = 1_000_000
"""Of one page, forms included: a hundred times the most intricate map of the first book."""
DEEPEST = 16


class PageWalk:
    """One walk over one page; it writes into the page's facts."""

    deepest = DEEPEST

    def __init__(self, facts: PageFacts, library: Library) -> None:
        self.facts = facts
        self.library = library
        self.left = MOST_STATEMENTS
        self.entered: set[Hashable] = set()
        self.remarked: set[Hashable] = set()
        self.paints: dict[Hashable, Paint] = {}
        unit = facts.user_unit
        self.base: Matrix = (unit, 0.0, 0.0, unit, 0.0, 0.0)

    def read(self, page: Object, resources: Object | None) -> None:
        """Walk the page's content; what cannot be read becomes a remark, never an exception."""
        frame = Graphics(self.base, self.facts.media)
        try:
            content = content_of(page, MOST_BYTES)
            self.group(page.get("/Group"))
            self.stream(content, Scope(resources, self.library), frame, 0, "page")
        except ContentTooLarge:
            self.facts.odd("preflight-partial", "The page is so intricate that not all was read.")
        except BROKEN:
            self.facts.odd("preflight-damaged", "The content of the page cannot be unpacked.")

    def stream(
        self, content: bytes, scope: Scope, state: Graphics, depth: int, purpose: Purpose
    ) -> None:
        """Walk one content stream; raises ContentTooLarge when the page's share of work is used up."""
        if len(content) > MOST_BYTES:
            raise ContentTooLarge
        found = readable_statements(content, min(self.left, self.library.left))
        self.left -= len(found)
        self.library.left -= len(found)
        if not is_whole(content, found):
            self.facts.odd("preflight-damaged", "The content of the page is damaged in places.")
        StreamWalk(self, scope, state, depth, purpose).run(found)

    def form(
        self, form: FormFacts, scope: Scope, state: Graphics, depth: int, purpose: Purpose
    ) -> None:
        """Walk a form where it is placed; once for each place, and not too deep."""
        state = state.copy()
        state.ctm = times(form.matrix, state.ctm)
        if form.box is not None:
            clip = common(state.clip, placed(form.box, state.ctm))
            if clip is None:
                return
            state.clip = clip
        place = (form.key, purpose, *(round(value, 2) for value in state.ctm))
        if depth > DEEPEST or place in self.entered:
            return
        self.entered.add(place)
        self.remarks(form.remarks, form.key, state.clip, "a form")
        if form.group is not None:
            self.space(form.group, "transparency group", state.clip)
        try:
            content = form.stream.read_bytes()
        except BROKEN:
            self.facts.odd("preflight-damaged", "A form on the page cannot be unpacked.")
            return
        own = form.stream.get("/Resources")
        inner = Scope(own, self.library) if isinstance(own, Dictionary) else scope
        self.stream(content, inner, state, depth + 1, purpose)

    def group(self, group: Object | None) -> None:
        """Note the colour space of the page's own transparency group."""
        if isinstance(group, Dictionary) and "/CS" in group:
            self.space(read_space(group.CS), "transparency group", None)

    def space(
        self, space: ColourSpace, what: str, box: Box | None, paint: Paint | None = None
    ) -> None:
        """Note a space that is used for something; the first place counts."""
        key = (id(space), what)
        if key not in self.facts.spaces:
            self.facts.spaces[key] = SpaceUse(space, what, box, paint)

    def remarks(
        self, remarks: tuple[Remark, ...], key: Hashable, box: Box | None, object: str
    ) -> None:
        """Note the remarks on an object, once a page."""
        if remarks and key not in self.remarked:
            self.remarked.add(key)
            for code, message in remarks:
                self.facts.odd(code, message, box, object)

    def paint(self, space: ColourSpace, values: tuple[float, ...], pattern: str = "") -> Paint:
        """The colour as one value, the same for the same colour."""
        key = (id(space), values, pattern)
        if key not in self.paints:
            self.paints[key] = Paint(space, values, pattern)
        return self.paints[key]
