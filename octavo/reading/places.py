"""Where things stand in the manuscript: every parsed element carries `data-at`.

The dialect writes "line:column"; stamp() puts the file's path before it, since notes and
divisions of several files are mixed afterwards. The attribute is removed on serialising.
"""

from __future__ import annotations

import re

from octavo.findings import Location
from octavo.reading.trees import Element, make

AT = "data-at"
_PLACE = re.compile(r"[1-9]\d{0,8}:[1-9]\d{0,8}")


def stamp(root: Element, path: str) -> None:
    """Put the path of the file before each position."""
    root.set(AT, root.get(AT) or "1:1")
    for element in root.iter():
        at = element.get(AT) if isinstance(element.tag, str) else None
        if at is None:
            continue
        if _PLACE.fullmatch(at):
            element.set(AT, f"{path}:{at}")
        else:  # an attribute that the author wrote
            del element.attrib[AT]


def location_of(element: Element) -> Location:
    """The place of an element, else of what stands around it."""
    node: Element | None = element
    while node is not None:
        place = own_location(node)
        if place:
            return place
        node = node.getparent()
    return Location("", 1, 1)


def own_location(element: Element) -> Location | None:
    """The place that an element itself carries."""
    at = element.get(AT)
    if not at:
        return None
    path, line, column = at.rsplit(":", 2)
    return Location(path, int(line), int(column))


def settle(element: Element) -> None:
    """Let an element carry its place itself, before it is moved away from its parents."""
    if not element.get(AT):
        element.set(AT, str(location_of(element)))


def placed(tag: str, like: Element, text: str | None = None, /, **attributes: str) -> Element:
    """Make an element that stands where another does."""
    element = make(tag, text, **attributes)
    element.set(AT, str(location_of(like)))
    return element
