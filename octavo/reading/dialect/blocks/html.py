"""Raw HTML between blocks: islands of markup, and containers that hold Markdown.

An island is one element with all in it, whatever blank lines it holds; it is parsed here, with
the place of each tag, and judged with the rest of the tree by octavo.reading.safety. A box
(div, section, details and the like) whose tag stands alone on its line, and anything with
markdown="1", holds Markdown as in pandoc and in Python-Markdown's md_in_html.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.islands import Island
from octavo.reading.dialect.ledger import at
from octavo.reading.dialect.lines import Line, indent
from octavo.reading.trees import names

BOXES = names("div section article aside details figure center header footer main nav")
_BLOCKS = BOXES | names(
    "address base body blockquote button canvas caption col colgroup dd dl dt fieldset figcaption"
    " form frame frameset h1 h2 h3 h4 h5 h6 head hr html iframe legend li link map math menu meta"
    " noscript object ol optgroup option p pre script select style summary svg table tbody td"
    " template textarea tfoot th thead title tr ul video audio embed applet"
)
_TAG = re.compile(r" {0,3}<(/?)([A-Za-z][\w:-]*)(?=[\s/>])")
_COMMENT = re.compile(r" {0,3}<(?:!--|\?|!\[CDATA\[|![A-Za-z])")


def interrupts(text: str) -> bool:
    """Whether a line begins an HTML block in the midst of a paragraph."""
    return text.startswith("<") and bool(
        (match := _TAG.match(text)) and not match[1] and match[2].lower() in _BLOCKS
    )


def html_block(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take a comment, or an element with all in it."""
    text = lines[index].text
    if "<" not in text[:4]:
        return None
    if _COMMENT.match(text):
        return _comment(reader, lines, index)
    match = _TAG.match(text)
    if not match or match[2].lower() not in _BLOCKS:
        return None
    if match[1]:
        return _stray(reader, lines, index, match[2])
    place = at(lines[index], indent(text))
    if reader.ledger.raw_html == "none":
        reader.ledger.report(
            "html-forbidden",
            f"Raw HTML (<{match[2]}>) is switched off for this publication.",
            place,
            "Write it in Markdown, or set raw_html: safe in the front matter.",
        )
    island = Island(lines, index, reader.ledger)
    if island.extent is None:
        return _unclosed(reader, parent, lines, index, match[2])
    if _holds_markdown(island):
        extent = island.extent
        box = reader.add(parent, extent.name, lines[index], indent(text))
        for name, value in extent.attributes.items():
            if name != "markdown":
                box.set(name, value)
        reader.read(box, island.between(extent.content, extent.content_end))
    elif reader.ledger.raw_html != "none":
        island.graft(parent)
    return island.behind(island.extent.end)


def _holds_markdown(island: Island) -> bool:
    extent = island.extent
    assert extent is not None
    if "markdown" in extent.attributes:
        return extent.attributes["markdown"] != "0"
    content = island.text[extent.content : extent.content_end]
    return extent.name in BOXES and content.lstrip(" ").startswith("\n")


def _comment(reader: BlockReader, lines: list[Line], index: int) -> int | None:
    """Comments, processing instructions and declarations print nothing."""
    text = lines[index].text.lstrip(" ")
    closing = "-->" if text.startswith("<!--") else "?>" if text.startswith("<?") else ">"
    if text.startswith("<![CDATA["):
        closing = "]]>"
    offset = indent(lines[index].text) + 2
    for end in range(index, len(lines)):
        found = lines[end].text.find(closing, offset if end == index else 0)
        if found >= 0:
            rest = lines[end].cut(found + len(closing))
            if rest.blank:
                return end + 1
            lines[end] = rest.strip()
            return end
    reader.ledger.report(
        "html-unclosed",
        "The comment that begins here is nowhere closed.",
        at(lines[index], offset - 2),
        f"Close it with {closing}.",
    )
    return len(lines)


def _stray(reader: BlockReader, lines: list[Line], index: int, name: str) -> int:
    line = lines[index]
    reader.ledger.report(
        "html-unclosed",
        f"</{name}> closes an element that is not open.",
        at(line, indent(line.text)),
        "Remove it, or open the element above.",
    )
    end = line.text.find(">")
    rest = line.cut(end + 1) if end >= 0 else line.cut(len(line.text))
    if rest.blank:
        return index + 1
    lines[index] = rest.strip()
    return index


def _unclosed(
    reader: BlockReader, parent: Element, lines: list[Line], index: int, name: str
) -> int:
    line = lines[index]
    reader.ledger.report(
        "html-unclosed",
        f"<{name}> is nowhere closed.",
        at(line, indent(line.text)),
        f"Close it with </{name}>.",
    )
    reader.add(parent, "p", line, indent(line.text)).text = line.text.strip().replace("<", "\\<")
    return index + 1
