"""Links and pictures: [text](address "title"){attributes}, [text][label], [label], ![alt](file).

[Heading] without a definition leads to the heading of that name, as in pandoc.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from octavo.reading.dialect.attributes import Attributes, parse_attributes
from octavo.reading.dialect.ledger import Reference, key_of
from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import NOTHING, Found, Span, with_characters

_ADDRESS = r"(?:[^\s()]|\((?:[^\s()]|\([^\s()]*\))*\))+"
_TARGET = re.compile(
    rf"\(\s*(?:{MARK}?<([^<>\n]*)>|({_ADDRESS}(?: +(?![\"'(])(?:{_ADDRESS}))*+)?)"
    r"(?:\s+(?:\"((?:[^\"]++|\"(?!\s*\)))*+)\"|'((?:[^']++|'(?!\s*\)))*+)'))?\s*\)"
)
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,3})(?=\S)([^*_]+)(?<=\S)\1(?!\w)")


class Bracketed(Span):
    """What links and pictures share: the text in brackets and what follows it."""

    KIND = "link"

    def make(self, m: re.Match[str], text: str, reference: Reference) -> Element:
        """The element for a target that was found."""
        raise NotImplementedError

    def read(self, m: re.Match[str], data: str) -> Found:
        """Find the target behind the brackets, or by the label."""
        end = self.closing_bracket(data, m.end() - 1)
        if end is None:
            return NOTHING
        text = data[m.end() : end]
        target = _TARGET.match(data, end + 1)
        if target:
            address = target[1] if target[1] is not None else target[2] or ""
            title = target[3] or target[4] or ""
            found, behind = Reference(address, title, Attributes()), target.end()
        else:
            found_reference = self._by_label(m, text, data, end)
            if found_reference is None:
                return NOTHING
            found, behind = found_reference
        element = self.make(m, text, found)
        attributes = parse_attributes(data, behind)
        if attributes:
            if self.KIND == "image" and "alt" in dict(attributes[0].pairs):
                element.set("data-text", " ".join(self.source(text).split()))
            attributes[0].apply(element)
            behind = attributes[1]
        return element, m.start(), behind

    def _by_label(
        self, m: re.Match[str], text: str, data: str, end: int
    ) -> tuple[Reference, int] | None:
        """[text][label], [label][] or [label] alone."""
        full = re.compile(rf"{MARK}?\[([^\[\]]*)\]").match(data, end + 1)
        label = self.source(full[1] if full and full[1].strip() else text)
        reference = self.ledger.references.get(key_of(label)) or self._heading(label)
        if reference:
            return reference, full.end() if full else end + 1
        if full:
            self._undefined(m, label)
        return None

    def _heading(self, label: str) -> Reference | None:
        return None

    def _undefined(self, m: re.Match[str], label: str) -> None:
        self.ledger.report(
            f"{self.KIND}-undefined",
            f"The {'picture' if self.KIND == 'image' else 'link'} [{label}] is nowhere defined.",
            self.ledger.marks.place(m[1]),
            f"Write its address on a line of its own: [{label}]: address",
        )


class Link(Bracketed):
    """A link; its text is read on, but holds no other link."""

    PATTERN = rf"({MARK}?)(?<!!)\["
    SIGN = "["
    ANCESTOR_EXCLUDES = ("a",)

    def make(self, m: re.Match[str], text: str, reference: Reference) -> Element:
        """Give <a href>."""
        link = self.element("a", m[1])
        link.set("href", with_characters(self.raw(reference.url)))
        if reference.heading:
            link.set("data-heading", reference.heading)  # its id is not known yet
        if reference.title:
            link.set("title", with_characters(self.raw(reference.title)))
        reference.attributes.apply(link)
        link.text = text
        return link

    def _heading(self, label: str) -> Reference | None:
        key = key_of(label)
        if key not in self.ledger.headings:
            return None
        return Reference("", "", Attributes(), heading=key)


class Picture(Bracketed):
    """A picture; its text is what those hear who cannot see it."""

    PATTERN = rf"({MARK}?)!\["
    SIGN = "!["
    KIND = "image"

    def make(self, m: re.Match[str], text: str, reference: Reference) -> Element:
        """Give <img src alt title>; the title is the caption."""
        picture = self.element("img", m[1])
        picture.set("src", with_characters(self.raw(reference.url)))
        alternative = " ".join(with_characters(self.raw(_EMPHASIS.sub(r"\2", text))).split())
        source = " ".join(self.source(text).split())
        picture.set("alt", alternative)
        if source != alternative:
            picture.set("data-text", source)  # the caption, where the author wrote no title
        if reference.title:
            picture.set("title", self.source(reference.title))
        reference.attributes.apply(picture)
        return picture


class Autolink(Span):
    """<https://example.org> and <mail@example.org>."""

    PATTERN = (
        rf"({MARK}?)<(?:([A-Za-z][A-Za-z0-9+.\-]*:[^\s<>]+)|([^\s<>@:/]+@[\w\-]+(?:\.[\w\-]+)+))>"
    )
    SIGN = "<"
    ANCESTOR_EXCLUDES = ("a",)

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <a href> with the address as its text."""
        text = with_characters(self.raw(m[2] or m[3]))
        link = self.element("a", m[1])
        link.set("href", text if m[2] else f"mailto:{text}")
        link.set("class", "uri" if m[2] else "email")
        link.text = AtomicString(text)
        attributes = parse_attributes(data, m.end())
        if not attributes:
            return link, m.start(), m.end()
        attributes[0].apply(link)
        return link, m.start(), attributes[1]
