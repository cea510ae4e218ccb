"""Captions that stand in a picture's title or brackets: Markdown of their own, parsed apart."""

from __future__ import annotations

import re
from dataclasses import replace as with_changes

from octavo.findings import Finding
from octavo.publication import Publication
from octavo.reading.dialect import parse_markdown
from octavo.reading.figures import ParseInline
from octavo.reading.places import AT, location_of
from octavo.reading.safety import clean
from octavo.reading.trees import Element, make, move_content

_PLAIN = re.compile(r"[\w ,;:()/&%+=\u00a0]*[.?!]?")
_BLOCK_START = re.compile(r"^(?:[>|]|#+ |[:+*-] )")
_NUMBER = re.compile(r"^(\d+)([.)] )")


def caption_parser(
    publication: Publication, known_keys: frozenset[str], findings: list[Finding]
) -> ParseInline:
    """A function that parses a caption as inline Markdown, at the place of an element."""

    def parse(text: str, like: Element) -> Element:
        text = " ".join(text.split())
        if _PLAIN.fullmatch(text):
            return make("div", text)
        place = location_of(like)
        # a caption such as "1. The camp" or "# 3" is a line of words, not a list or heading
        escaped = _NUMBER.sub(r"\1\\\2", text)
        if _BLOCK_START.match(text):
            escaped = f"\\{text}"
        parsed = parse_markdown(
            escaped,
            place.path,
            language=publication.metadata.language,
            raw_html=publication.raw_html,
            smart_quotes=publication.smart_quotes,
            known_keys=known_keys,
        )
        for element in parsed.root.iter():
            element.set(AT, str(place))
        # what the dialect has said about this line already is not said twice
        said = {(item.code, item.location.line) for item in findings if item.location}
        findings.extend(
            with_changes(found, location=place)
            for found in parsed.findings
            if (found.code, place.line) not in said
        )
        findings.extend(clean(parsed.root, publication.raw_html))
        content = make("div")
        for block in list(parsed.root):
            if block.tag == "p":
                move_content(block, content)
            else:
                content.append(block)
        return content

    return parse
