"""Marks for the index: `[Tigris]{.index}`, `[the river]{index="Rivers!Tigris"}`.

A heading path is parted by "!", several entries of one mark by ";". `see="Iran"` makes a
reference without a page; an empty mark, `[]{index="Camp"}`, indexes a place without a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from octavo.book.elements import IndexTerm
from octavo.findings import Finding, finding
from octavo.reading.identity import Register
from octavo.reading.places import AT, location_of
from octavo.reading.trees import Element, classes, make, plain_text, remove_class, unwrap


def collect_terms(
    tree: Element, register: Register, findings: list[Finding]
) -> Iterator[IndexTerm]:
    """Turn the marks of a tree into places with ids, in place, and give their terms."""
    for mark in list(tree.iter("span")):
        path = mark.attrib.pop("index", None)
        see = mark.attrib.pop("see", None)
        also = mark.attrib.pop("see-also", None)
        if path is None and "index" not in classes(mark):
            continue
        remove_class(mark, "index")
        entries = [path] if path else [plain_text(mark)]
        if path and ";" in path:
            entries = [entry for entry in path.split(";") if entry.strip()]
        paths = [_path(entry) for entry in entries]
        if not all(paths):
            findings.append(
                finding(
                    "index-empty",
                    "A mark for the index names nothing.",
                    location_of(mark),
                    'Put the word in the brackets, or write {index="Heading!Entry"}.',
                )
            )
            _settle(mark)
            continue
        place = make("span", id=mark.get("id") or register.new("ix"), class_="index-mark")
        mark.attrib.pop("id", None)
        place.tail, mark.text = mark.text, None
        mark.insert(0, place)
        for parts in paths:
            yield IndexTerm(parts, place.get("id") or "", see or also)
        _settle(mark)


def _path(entry: str) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in entry.split("!") if part.strip())


def _settle(mark: Element) -> None:
    """A span that has nothing left to say goes; its words stay."""
    if not any(name != AT for name in mark.attrib):
        unwrap(mark)
