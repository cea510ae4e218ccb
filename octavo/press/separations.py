"""A book's pages in inks: every content stream, gradient and group once, wherever it is reached.

Pages, form XObjects, tiling patterns and Type 3 glyphs are rewritten in place. What is drawn
into a soft mask is luminosity, not ink, and becomes gray (ISO 32000-1, 11.5.3). Raster pictures
are only named here: octavo.press.pictures makes them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pikepdf import Dictionary, Name, Object, Pdf, Stream

from octavo.press.colour import BlackInk, Inks
from octavo.press.content import content_of
from octavo.press.inking import OVERPRINTS, ContentInker, overprint_state
from octavo.press.shadings import ink_shading

PICTURE = "a picture with transparent parts"

Key = tuple[int, int]
"""An indirect object's number and generation."""

_DEVICE_HABITS = ("/TR", "/TR2", "/HT", "/HTP", "/BG", "/BG2", "/UCR", "/UCR2")
"""Entries of a graphics state that belong to one device (ISO 15930-7 forbids them)."""


@dataclass(slots=True)
class Reached:
    """What the pages lead to, beside their streams."""

    pictures: dict[Key, Object] = field(default_factory=dict)  # image XObjects
    masks: set[Key] = field(default_factory=set)  # those of them drawn into soft masks


class Separator:
    """Puts the pages of one book into inks; what several pages share is done once."""

    def __init__(self, book: Pdf, inks: Inks, groups: bool = True) -> None:
        """groups: pages with something transparent say so, and in which inks they blend."""
        self.reached = Reached()
        self._book = book
        self._inks = inks
        self._groups = groups
        self._luminosity = BlackInk()
        self._seen: set[Key] = set()
        self._users: list[tuple[Object, bool]] = []
        self._overprints = {
            name: book.make_indirect(overprint_state(*choice))
            for name, choice in OVERPRINTS.items()
        }

    def separate(self) -> Reached:
        """Rewrite all pages."""
        for page in self._book.pages:
            self._one_page(page.obj)
        self._drop_spaces()
        return self.reached

    def _drop_spaces(self) -> None:
        """Take out the colour spaces that no content names any more; they may be RGB."""
        kept = {user.objgen for user, keeps in self._users if keeps and user.is_indirect}
        for user, keeps in self._users:
            if not keeps and user.objgen not in kept and "/ColorSpace" in user:
                del user.ColorSpace

    def _one_page(self, page: Object) -> None:
        if "/Resources" not in page:
            page.Resources = Dictionary()
        resources = page.Resources
        content = content_of(page)
        if content:
            rewritten = self._rewrite(content, resources, self._inks, from_black=True)
            page.Contents = Stream(self._book, rewritten)
        self._resources(resources, self._inks)
        if "/Group" in page:
            page.Group.CS = Name(f"/{self._inks.space}")
        elif self._groups and transparent(resources):
            page.Group = Dictionary(
                Type=Name.Group, S=Name.Transparency, CS=Name(f"/{self._inks.space}")
            )

    def _rewrite(self, content: bytes, resources: Object, inks: Inks, from_black: bool) -> bytes:
        """One stream in inks; its resources then hold the overprint states that it uses."""
        inker = ContentInker(inks, resources)
        rewritten = inker.rewrite(content, from_black)
        if inker.overprints:
            if "/ExtGState" not in resources:
                resources.ExtGState = Dictionary()
            for name in sorted(inker.overprints):
                resources.ExtGState[name] = self._overprints[name]
        self._users.append((resources, inker.keeps_spaces))
        return rewritten

    def _resources(self, resources: Object, inks: Inks) -> None:
        """Everything that resources lead to."""
        if resources.is_indirect and self._met(resources):
            return
        for kind in ("/Properties", "/ProcSet"):
            if kind in resources:
                del resources[kind]
        # Soft masks first: WeasyPrint names their groups among the XObjects, too.
        for state in _values(resources, "/ExtGState"):
            self._state(state, resources)
        for drawn in _values(resources, "/XObject"):
            if drawn.get("/Subtype") == Name.Image:
                self._picture(drawn, inks)
            elif not self._met(drawn):
                self._form(drawn, resources, inks, from_black=False)
        for pattern in _values(resources, "/Pattern"):
            if not self._met(pattern):
                self._pattern(pattern, resources, inks)
        for shading in _values(resources, "/Shading"):
            self._shading(shading, inks)
        for font in _values(resources, "/Font"):
            if font.get("/Subtype") == Name.Type3 and not self._met(font):
                self._glyphs(font, resources, inks)

    def _form(self, form: Object, outer: Object, inks: Inks, from_black: bool) -> None:
        resources = form.get("/Resources", outer)
        form.write(self._rewrite(form.read_bytes(), resources, inks, from_black))
        for entry in ("/StructParents", "/StructParent", "/OPI", "/Metadata", "/PieceInfo"):
            if entry in form:
                del form[entry]
        if "/Group" in form and "/CS" in form.Group:
            form.Group.CS = Name(f"/{inks.space}")
        if "/Resources" in form:
            self._resources(resources, inks)

    def _pattern(self, pattern: Object, outer: Object, inks: Inks) -> None:
        if isinstance(pattern, Stream):
            self._form(pattern, outer, inks, from_black=True)
        elif "/Shading" in pattern:
            self._shading(pattern.Shading, inks)

    def _shading(self, shading: Object, inks: Inks) -> None:
        if self._met(shading):
            return
        ink_shading(self._book, shading, inks)

    def _state(self, state: Object, outer: Object) -> None:
        for entry in _DEVICE_HABITS:
            if entry in state:
                del state[entry]
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            if "/TR" in mask:
                del mask.TR
            if not self._met(mask.G):
                self._form(mask.G, outer, self._luminosity, from_black=True)

    def _glyphs(self, font: Object, outer: Object, inks: Inks) -> None:
        """Glyphs drawn by content streams of their own (9.6.5)."""
        resources = font.get("/Resources", outer)
        for glyph in font.CharProcs.as_dict().values():
            glyph.write(self._rewrite(glyph.read_bytes(), resources, inks, from_black=False))
        self._resources(resources, inks)

    def _picture(self, picture: Object, inks: Inks) -> None:
        self.reached.pictures[picture.objgen] = picture
        if inks is self._luminosity:
            self.reached.masks.add(picture.objgen)

    def _met(self, thing: Object) -> bool:
        """Say whether an indirect object was met before, and remember it."""
        if not thing.is_indirect:
            return False
        met = thing.objgen in self._seen
        self._seen.add(thing.objgen)
        return met


def transparent(resources: Object) -> bool:
    """Say whether anything that resources lead to is transparent (ISO 32000-1, 11.6)."""
    return any(True for _ in transparency(resources))


def transparency(resources: Object, seen: set[Key] | None = None) -> Iterator[str]:
    """Name what makes pages transparent: alpha, soft masks, blend modes."""
    seen = set() if seen is None else seen
    if resources.is_indirect:
        if resources.objgen in seen:
            return
        seen.add(resources.objgen)
    for state in _values(resources, "/ExtGState"):
        if float(state.get("/ca", 1)) < 1 or float(state.get("/CA", 1)) < 1:
            yield "opacity"
        if isinstance(state.get("/SMask"), Dictionary):
            yield "a soft mask"
        if state.get("/BM", Name.Normal) not in (Name.Normal, Name.Compatible):
            yield "a blend mode"
    for drawn in (*_values(resources, "/XObject"), *_values(resources, "/Pattern")):
        if isinstance(drawn, Stream) and "/SMask" in drawn:
            yield PICTURE
        if "/Resources" in drawn:
            yield from transparency(drawn.Resources, seen)


def _values(resources: Object, kind: str) -> tuple[Object, ...]:
    """The resources of one kind, in the order of their names."""
    named = resources.get(kind)
    return tuple(named[name] for name in sorted(named.keys())) if named is not None else ()
