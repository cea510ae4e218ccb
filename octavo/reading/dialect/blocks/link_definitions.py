"""Definitions that print nothing: [label]: address "title" {attributes}, and *[ABBR]: meaning."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from octavo.reading.dialect.attributes import Attributes, parse_attributes
from octavo.reading.dialect.blocks.reader import BlockReader
from octavo.reading.dialect.ledger import Reference, at, key_of
from octavo.reading.dialect.lines import Line, indent

_LABEL = re.compile(r" {0,3}\[(?!\^)((?:\\.|[^\[\]\\]|\[[^\[\]]*\]){1,500})\]: *")
_ADDRESS = re.compile(r"<([^<>]*)>|(\S+)")
_TITLE = re.compile(r""" *(?:"(.*?)"|'(.*?)'|\((.*?)\))(?= *(?:\{|$))""")
_ABBREVIATION = re.compile(r" {0,3}\*\[([^\]]+)\]: *(.*?) *$")


def link_definition(
    reader: BlockReader, parent: Element, lines: list[Line], index: int
) -> int | None:
    """Take a definition for reference links; title and attributes may stand on the next line."""
    line = lines[index]
    match = _LABEL.match(line.text)
    if not match or match[1].startswith("@"):
        return None
    rest, end = line.text[match.end() :], index + 1
    if not rest.strip() and end < len(lines) and indent(lines[end].text) > 0:
        rest, end = lines[end].text.lstrip(" "), end + 1
    address = _ADDRESS.match(rest)
    if not address:
        return None
    rest = rest[address.end() :].strip(" ")
    if not rest and end < len(lines) and _is_title(lines[end].text):
        rest, end = lines[end].text.strip(" "), end + 1
    title = _TITLE.match(rest)
    if title:
        rest = rest[title.end() :].strip(" ")
    attributes = Attributes()
    if rest:
        found = parse_attributes(rest)
        if not found or found[1] != len(rest):
            return None
        attributes = found[0]
    text = (title[1] or title[2] or title[3] or "") if title else ""
    url = address[1] if address[1] is not None else address[2]
    _define(reader, match[1], Reference(url, text, attributes), at(line, indent(line.text)))
    return end


def _is_title(text: str) -> bool:
    return text.startswith(" ") and _TITLE.match(text) is not None


def _define(reader: BlockReader, label: str, reference: Reference, place: str) -> None:
    known = reader.ledger.references
    key = key_of(label)
    if known.get(key, reference) != reference:
        reader.ledger.report(
            "link-duplicate",
            f"The link [{label}] was already defined with another address.",
            place,
            "Give one of them another name.",
        )
    known.setdefault(key, reference)


def abbreviation(reader: BlockReader, parent: Element, lines: list[Line], index: int) -> int | None:
    """Take the meaning of an abbreviation."""
    match = _ABBREVIATION.match(lines[index].text)
    if not match:
        return None
    if match[2]:
        reader.ledger.abbreviations[match[1]] = match[2]
    return index + 1
