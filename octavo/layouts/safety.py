"""What a layout of the publication may not make: nothing in a book runs, loads or opens files.

A publication's styles/ may come from a stranger, as its manuscript may. The text of the manuscript
was cleaned when it was read (octavo.reading.safety); what layouts put around it is looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from octavo.layouts.markup import Element, local

_ACTIVE = frozenset({
    "script", "style", "link", "base", "meta", "iframe", "frame", "object", "embed", "applet",
    "portal", "form", "input", "button", "select", "textarea", "audio", "video", "source", "track",
    "canvas", "template", "slot", "foreignObject", "animate", "set", "animateTransform",
    "animateMotion", "image", "use", "feImage", "maction",
})  # fmt: skip
"""Elements that act or load; style sheets stand in files, drawings in images/."""

_SCHEME = re.compile(r"[\s\x00-\x20]*([a-z][a-z0-9+.\-\s\x00-\x20]*):", re.IGNORECASE)
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "doi", "urn", "geo", "sms"})
_ADDRESSES = frozenset({
    "href", "src", "srcset", "action", "formaction", "data", "poster", "background", "cite",
    "longdesc", "ping", "manifest", "altimg",
})  # fmt: skip
_LOADING_STYLE = re.compile(
    r"url\(|image\(|image-set\(|src\(|cross-fade\(|@import|\\", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and words by which its place in a layout is found."""

    message: str
    trace: str


def unsafe(tree: Element, pictures: Collection[str]) -> Fault | None:
    """The first thing in a document that acts or comes from elsewhere; pictures are the book's."""
    for element in tree.iter():
        name = local(element)
        if name in _ACTIVE:
            return Fault(f"a layout may not hold <{name}>", f"<{name}")
        for attribute, value in element.attrib.items():
            plain = str(attribute).rpartition("}")[2]
            if message := _fault(name, plain.lower(), str(value), pictures):
                return Fault(message, plain)
    return None


def _fault(element: str, attribute: str, value: str, pictures: Collection[str]) -> str:
    """What is wrong with an attribute, "" for nothing."""
    if attribute.startswith("on") or attribute == "srcdoc":
        return f"a layout may not carry the event attribute “{attribute}”"
    if attribute == "style" and _LOADING_STYLE.search(value):
        return f"a style of a layout loads something: {value[:60]}"
    if attribute not in _ADDRESSES:
        return ""
    if element == "img" and attribute == "src":
        known = value in pictures
        return "" if known else f"“{value[:60]}” is not a picture that the manuscript shows"
    scheme = _SCHEME.match(value)
    is_link = element == "a" and attribute == "href"
    if is_link and (scheme is None or scheme[1].lower() in _SCHEMES):
        return ""
    if attribute == "cite" and scheme and scheme[1].lower() in _SCHEMES:
        return ""
    return f"a layout may not lead to “{value[:60]}”"
