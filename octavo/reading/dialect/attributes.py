"""Attribute lists as pandoc writes them: {#id .class key=value key="two words" - .unnumbered}.

Source of the rules: pandoc's manual, "Extension: header_attributes" and the reader behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_TOKEN = re.compile(
    r"""\s*(?:
      \#(?P<id>[\w:.\-]+)
    | \.(?P<class>[^\W\d_][\w:.\-]*)
    | (?P<key>[^\W\d][\w:.\-]*)=(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'
        |(?P<bare>[^\s}"']*))
    | (?P<unnumbered>-)(?=[\s}])
    )""",
    re.X,
)
_END = re.compile(r"\s*\}")
_ESCAPE = re.compile(r"\\(.)")
RAW_FORMAT = re.compile(r"\{ *=([\w-]+) *\}")
RESERVED = frozenset(("data-at", "data-auto", "data-key", "data-heading", "data-text"))
"""Attributes that octavo writes for itself; an author's are not taken."""

ATTEMPT = re.compile(r"\{(?=[^{}]*\})[^{}]*(?:[#.]\w|\w=)[^{}]*\}\s*$")
"""Something at the end of a line that was meant as an attribute list."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """An id, classes in order, and keys with values."""

    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def apply(self, element: Element) -> None:
        """Write the attributes onto an element; classes join those that are there."""
        if self.id:
            element.set("id", self.id)
        classes = [*(element.get("class") or "").split(), *self.classes]
        if classes:
            element.set("class", " ".join(dict.fromkeys(classes)))
        for key, value in self.pairs:
            if key not in RESERVED:
                element.set(key, value)

    def with_class(self, name: str) -> Attributes:
        """The same attributes with one class put first."""
        return Attributes(self.id, (name, *self.classes), self.pairs)


def parse_attributes(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """Read the list that begins at start; give it and the index behind it, None if it is none."""
    if not text.startswith("{", start):
        return None
    index = start + 1
    identifier, classes, pairs = "", [], []
    while match := _TOKEN.match(text, index):
        index = match.end()
        if match["id"]:
            identifier = match["id"]
        elif match["class"]:
            classes.append(match["class"])
        elif match["unnumbered"]:
            classes.append("unnumbered")
        else:
            value = match["double"] or match["single"] or match["bare"] or ""
            value = _ESCAPE.sub(r"\1", value)
            if match["key"] == "id":
                identifier = value
            elif match["key"] == "class":
                classes += value.split()
            else:
                pairs.append((match["key"], value))
    end = _END.match(text, index)
    if not end:
        return None
    return Attributes(identifier, tuple(classes), tuple(pairs)), end.end()


def trailing_attributes(text: str) -> tuple[str, Attributes] | None:
    """Split text and the attribute list at its end; None where there is no well-formed one."""
    stripped = text.rstrip()
    if not stripped.endswith("}"):
        return None
    start = stripped.rfind("{")
    while start >= 0:
        found = parse_attributes(stripped, start)
        if found and found[1] == len(stripped):
            return stripped[:start].rstrip(), found[0]
        if found is None and stripped.count('"', start) % 2 == 0:
            return None
        start = stripped.rfind("{", 0, start)  # a brace inside a quoted value
    return None
