"""Ids of headings, by pandoc's rule: small letters, hyphens for spaces, -1 for the second."""

from __future__ import annotations

import re

from lxml import etree

_NOT_KEPT = re.compile(r"[^\w\s.\-]")
_BEFORE_LETTER = re.compile(r"^[\W\d_]+")
_SILENT = ("o-call", "o-inline-note")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def identify(body: etree._Element) -> None:
    """Give every heading without an id one made of its text, and mark it with data-auto.

    Links to a heading by its words get their address here.
    """
    counts: dict[str, int] = {}
    keys: dict[str, str] = {}
    taken = {element.get("id") for element in body.iter() if element.get("id")}
    for heading in body.iter(*HEADINGS):
        key = heading.attrib.pop("data-key", None)
        if heading.get("id"):
            keys[key or ""] = heading.get("id") or ""
            continue
        slug = slug_of(_text(heading)) or "section"
        name = slug
        while name in taken:
            counts[slug] = counts.get(slug, 0) + 1
            name = f"{slug}-{counts[slug]}"
        taken.add(name)
        heading.set("id", name)
        heading.set("data-auto", "1")
        keys[key or ""] = name
    for link in body.iter("a"):
        target = link.attrib.pop("data-heading", None)
        if target is not None:
            link.set("href", f"#{keys[target]}")


def slug_of(text: str) -> str:
    """An id made of a text (pandoc's manual, "Extension: auto_identifiers")."""
    kept = _NOT_KEPT.sub("", text.lower())
    return _BEFORE_LETTER.sub("", "-".join(kept.split()))


def _text(element: etree._Element) -> str:
    """The text of a heading without its notes."""
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _SILENT:
            parts.append(child.get("tex") or _text(child))
        parts.append(child.tail or "")
    return "".join(parts)
