"""Fenced code: ``` and ~~~, with a language, attributes, or a raw format.

The opening and closing rules stand here once: paragraphs, lists and divisions ask for them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString

from octavo.reading.dialect.attributes import RAW_FORMAT, Attributes, parse_attributes
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import Line, indent

_OPENING = re.compile(r"( {0,3})(`{3,}|~{3,}) *(.*?) *$")
_WORD = re.compile(r"[^`{}\s]+")
_NAMES = {"c++": "cpp", "objective-c": "objectivec"}


@dataclass(frozen=True, slots=True)
class Fence:
    """An opening fence."""

    indent: int
    marker: str
    attributes: Attributes
    raw_format: str = ""

    def closes(self, text: str) -> bool:
        """Whether a line closes this fence: as many marks or more, and nothing else."""
        bare = text.strip(" ")
        return bare.startswith(self.marker) and not bare.strip(self.marker[0]) and indent(text) < 4


def opening(text: str) -> Fence | None:
    """The fence that a line opens, if any."""
    match = _OPENING.match(text)
    if not match:
        return None
    margin, marker, info = len(match[1]), match[2], match[3]
    raw = RAW_FORMAT.fullmatch(info)
    if raw:
        return Fence(margin, marker, Attributes(), raw[1].lower())
    word = _WORD.match(info)
    rest = info[word.end() :].lstrip() if word else info
    attributes = Attributes()
    if rest:
        found = parse_attributes(rest)
        if found and not rest[found[1] :].strip():
            attributes = found[0]
        elif re.fullmatch(r"\{[\w+-]+\}", rest):  # Quarto's ```{python}
            attributes = Attributes(classes=(rest[1:-1],))
        elif "`" in rest or not rest.startswith("{"):
            return None
    if word:
        name = word[0].lower()
        attributes = attributes.with_class(_NAMES.get(name, name))
    return Fence(margin, marker, attributes)


def closing(lines: list[Line], start: int, fence: Fence) -> int | None:
    """The index of the line that closes the fence opened at start."""
    for index in range(start + 1, len(lines)):
        if fence.closes(lines[index].text):
            return index
    return None


def interrupts(lines: list[Line], index: int) -> bool:
    """Whether a fence of backticks begins here in the midst of a paragraph, and is closed."""
    text = lines[index].text
    if "```" not in text[:6]:
        return False
    fence = opening(text)
    return bool(fence and fence.marker[0] == "`" and closing(lines, index, fence) is not None)


def fenced_code(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take a fenced block; one that nothing closes runs to the end and is an error."""
    if lines[index].text.lstrip(" ")[:1] not in ("`", "~"):
        return None
    fence = opening(lines[index].text)
    if fence is None:
        return None
    end = closing(lines, index, fence)
    if end is None:
        reader.ledger.report(
            "fence-unclosed",
            f"The code that {fence.marker} opens here is nowhere closed.",
            at(lines[index], fence.indent),
            f"Close it with a line of its own that holds {fence.marker}.",
        )
        end = len(lines)
    content = "\n".join(line.dedent(fence.indent).text for line in lines[index + 1 : end])
    if fence.raw_format:
        dropped_raw(reader, fence.raw_format, at(lines[index], fence.indent))
    else:
        code_block(parent, content, fence.attributes, at(lines[index], fence.indent))
    return end + 1


def dropped_raw(reader: BlockReader, raw_format: str, place: str) -> None:
    """Say that text in another format was left out."""
    reader.ledger.report(
        "raw-dropped", f"A passage in raw {raw_format} was left out of the book.", place
    )


def code_block(parent: Element, content: str, attributes: Attributes, place: str) -> None:
    """Add <pre><code>; the first class names the language."""
    pre = SubElement(parent, "pre", {"data-at": place})
    code = SubElement(pre, "code")
    if attributes.classes:
        code.set("class", f"language-{attributes.classes[0]}")
    Attributes(attributes.id, attributes.classes[1:], attributes.pairs).apply(pre)
    code.text = AtomicString(content)
