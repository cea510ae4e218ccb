"""SVG drawings: parsed without entities or network, measured, and refused where unsafe.

A drawing reaches readers' screens inside an EPUB: nothing in it may run, fetch or embed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from octavo.geometry import POINTS_PER_CSS_PX, parse_length
from octavo.images.faults import BadImage

SVG = "http://www.w3.org/2000/svg"
MAXIMUM_BYTES = 32 * 1024 * 1024

_XHTML = "http://www.w3.org/1999/xhtml"
_REFUSED = {"script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler"}
_ADDRESSES = {"href", "src", "{http://www.w3.org/1999/xlink}href"}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_OWN_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
_LINK = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)
_CSS_ADDRESS = re.compile(
    r"@import|image-set\(|(?<![\w-])(?:image|src)\(\s*['\"]|url\(\s*['\"]?(?!\s*['\"]?(?:#|data:(?:font/|image/(?:png|jpeg|gif|webp)[;,])))",
    re.IGNORECASE,
)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|([^\n0-9a-fA-F]))")
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")]+)", re.IGNORECASE)
MOST_DRAWN = 200_000
"""Elements that a drawing may come to where it repeats parts of itself: ten times ten times ten
copies of one shape keep a reading system busy for ever."""
_ANIMATIONS = {"animate", "set", "animateTransform", "animateMotion"}


def svg_faults(data: bytes) -> tuple[tuple[int, str], ...]:
    """All that makes a drawing unsafe: (line, sentence), in the order of the file.

    Raises BadImage for what is no SVG at all.
    """
    return tuple(_faults(parse_svg(data)))


def parse_svg(data: bytes) -> etree._Element:
    """Parse a drawing; raises BadImage where it is not well-formed, not SVG, or too large."""
    if len(data) > MAXIMUM_BYTES:
        raise BadImage.of(
            "image-oversized", "the drawing is larger than 32 MB", "simplify its paths"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadImage.broken(f"the SVG is not well-formed: {error}") from error
    if root.tag != f"{{{SVG}}}svg":
        raise BadImage.of(
            "image-broken",
            "the file is XML but no SVG",
            f'the root element must be <svg xmlns="{SVG}">',
        )
    return root


def svg_size(root: etree._Element) -> tuple[float, float]:
    """Width and height in CSS px: from the attributes, else from the viewBox.

    Raises BadImage where neither gives a size.
    """
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = _view_box(root.get("viewBox"))
    if box and width and not height:
        height = width * box[1] / box[0]
    elif box and height and not width:
        width = height * box[0] / box[1]
    elif box and not width and not height:
        width, height = box
    if not width or not height:
        raise BadImage.of(
            "image-broken",
            "the drawing has no size",
            'give its <svg> a viewBox, for example viewBox="0 0 400 300"',
        )
    return width, height


def clean_svg(root: etree._Element) -> bytes:
    """The drawing as UTF-8 without document type, comments or instructions outside its root."""
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, with_tail=False))


def _faults(root: etree._Element) -> Iterator[tuple[int, str]]:
    tree = root.getroottree()
    dtd = tree.docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        yield 1, "the drawing declares entities; save it as plain SVG"
    for before in root.itersiblings(preceding=True):
        if isinstance(before, etree._ProcessingInstruction) and before.target == "xml-stylesheet":
            yield before.sourceline or 1, "the drawing loads a style sheet"
    for element in root.iter():
        line = int(element.sourceline or 1)
        if isinstance(element.tag, str):
            for sentence in _element_faults(element):
                yield line, sentence
        elif isinstance(element, etree._Entity):
            yield line, "the drawing uses an entity; write the character itself"
    if _repeats_too_much(root):
        yield 1, f"the drawing repeats its parts more than {MOST_DRAWN:,} times"


def _element_faults(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element)
    if name.localname in _REFUSED:
        yield f"a drawing may not hold <{name.localname}>"
    elif name.namespace == _XHTML:
        yield f"a drawing may not hold HTML (<{name.localname}>)"
    if name.localname in _ANIMATIONS:
        target = element.get("attributeName", "").lower()
        if target.startswith("on") or target.endswith("href"):
            yield f"a drawing may not change “{target}” by animation"
    if name.localname == "style" and _loads(element.text or ""):
        yield "the drawing's style sheet loads another file"
    for attribute, value in element.attrib.items():
        yield from _attribute_faults(name.localname, str(attribute), str(value).strip())


def _attribute_faults(element: str, attribute: str, value: str) -> Iterator[str]:
    plain = etree.QName(attribute).localname.lower()
    if plain.startswith("on"):
        yield f"a drawing may not carry the event attribute “{plain}”"
    elif attribute == _BASE:
        yield "a drawing may not set xml:base"
    elif attribute in _ADDRESSES or plain == "href":
        allowed = _LINK.match(value) if element == "a" else value.startswith("#")
        if value and not allowed and not (element == "image" and _OWN_PICTURE.fullmatch(value)):
            yield f"the drawing refers to another file: {value[:60]}"
    elif _loads(value):
        yield f"the drawing refers to another file: {value[:60]}"


def _loads(css: str) -> bool:
    """Say whether CSS fetches anything, escapes such as u\\72l() and u\\rl() read as what they mean."""
    plain = _CSS_ESCAPE.sub(_unescaped, css)
    return bool(_CSS_ADDRESS.search(plain))


def _unescaped(match: re.Match[str]) -> str:
    return chr(min(int(match[1], 16), 0x10FFFF)) if match[1] else match[2]


def _repeats_too_much(root: etree._Element) -> bool:
    """Whether the copies of what a drawing refers to, and theirs, are more than MOST_DRAWN."""
    elements = list(root.iter("*"))
    named = {id: element for element in elements if (id := element.get("id"))}
    copied = {
        element: [named[id] for id in ids if id in named]
        for element in elements
        if (ids := list(_referred(element)))
    }
    waiting = [copy for copies in copied.values() for copy in copies]
    drawn = 0
    while waiting and drawn <= MOST_DRAWN:
        element = waiting.pop()
        drawn += 1
        waiting.extend(element.iterchildren("*"))
        waiting.extend(copied.get(element, ()))
    return drawn > MOST_DRAWN


def _referred(element: etree._Element) -> Iterator[str]:
    """The ids of what an element draws beside its children: a copy, a pattern, a mask ..."""
    for attribute, value in element.attrib.items():
        if attribute in _ADDRESSES and value.startswith("#"):
            if etree.QName(element).localname != "a":
                yield str(value[1:])
        elif "url(" in value:
            yield from _REFERENCE.findall(str(value))


def _pixels(length: str | None) -> float | None:
    text = (length or "").strip()
    if re.fullmatch(r"\d*\.?\d+", text):
        return float(text)
    try:
        return parse_length(text) / POINTS_PER_CSS_PX
    except ValueError:
        return None


def _view_box(text: str | None) -> tuple[float, float] | None:
    try:
        numbers = [float(part) for part in re.split(r"[\s,]+", (text or "").strip())]
    except ValueError:
        return None
    return (numbers[2], numbers[3]) if len(numbers) == 4 and min(numbers[2:]) > 0 else None
