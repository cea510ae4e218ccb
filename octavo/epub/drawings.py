"""Drawings (SVG) made fit for an EPUB: put into the text where they have words, else kept as files.

A drawing in an <img> cannot use the book's faces, so one with text is inlined: its ids get a
prefix of their own, its style rules become attributes (a rule of the drawing must not reach the
book, nor a class of the book the drawing), and role="img" with <title> and <desc> gives it the
alternative text of the picture (SVG-AAM; EPUB 3.3, 6.3). Editors' metadata is dropped.

Scripts, event attributes, foreign objects, animation and addresses outside the drawing were
refused when the manuscript was read; here they are cut once more, so that none can get through.
"""

from __future__ import annotations

import re

import cssselect2
import tinycss2
from lxml import etree

from octavo.epub.xhtml import SVG, XLINK, XML, XML_LANG, elements, local, namespace, parse, remove

_CUT = frozenset({
    "script", "foreignObject", "metadata", "animate", "animateColor", "animateMotion",
    "animateTransform", "set", "handler", "listener", "iframe",
})  # fmt: skip
_NAMESPACED = frozenset({f"{{{XLINK}}}href", XML_LANG, f"{{{XML}}}space"})
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")
_REMOTE = re.compile(r"url\(\s*['\"]?(?!#|['\"]?#)[^)]*\)")
_UNITS = re.compile(r"\s*([\d.]+)\s*(px|pt|mm|cm|in)?\s*")
_PX = {"px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, None: 1.0}
_CURRENT_COLOUR = re.compile("currentcolor", re.IGNORECASE)
_DATA_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp);base64,", re.ASCII)


def read_drawing(content: bytes) -> etree._Element:
    """Parse a drawing and make it safe: only SVG elements, no script, nothing from elsewhere.

    Raises lxml.etree.XMLSyntaxError where it is not well-formed.
    """
    root = parse(content)
    for element in list(elements(root)):
        if element is root:
            continue
        if namespace(element) != SVG or local(element) in _CUT:
            remove(element)
    _fold_styles(root)
    for element in elements(root):
        _clean_attributes(element)
    _drop_unused_ids(root)
    _give_view_box(root)
    etree.cleanup_namespaces(root, top_nsmap={None: SVG})
    return root


def has_text(drawing: etree._Element) -> bool:
    """Whether a drawing shows words, which need the book's faces."""
    return any(
        local(element) in ("text", "tspan", "textPath") and "".join(element.itertext()).strip()
        for element in elements(drawing)
    )


def inline(drawing: etree._Element, prefix: str, alternative: str) -> etree._Element:
    """Make a drawing ready for a content document; the tree is changed and returned.

    prefix is unique in the document; alternative is the picture's alternative text, "" where
    the picture is decorative, which hides it from those who do not see it.
    """
    _prefix_ids(drawing, prefix)
    described = [e for e in drawing.iterchildren(f"{{{SVG}}}desc") if (e.text or "").strip()]
    for old in [*drawing.iterchildren(f"{{{SVG}}}title"), *described[1:]]:
        remove(old)
    drawing.set("class", "drawing")
    if not alternative:
        drawing.set("aria-hidden", "true")
        return drawing
    title = etree.Element(f"{{{SVG}}}title", {"id": f"{prefix}title"})
    title.text = alternative
    drawing.insert(0, title)
    drawing.set("role", "img")
    drawing.set("aria-labelledby", f"{prefix}title")
    if described:
        described[0].set("id", f"{prefix}desc")
        drawing.set("aria-describedby", f"{prefix}desc")
    return drawing


def drawing_file(drawing: etree._Element) -> bytes:
    """The bytes of a drawing that stays a file of its own."""
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + etree.tostring(drawing, encoding="utf-8")


def _clean_attributes(element: etree._Element) -> None:
    for name, value in list(element.attrib.items()):
        if not _is_safe(str(name), str(value)):
            del element.attrib[name]
            continue
        if "url(" in value:
            element.set(name, _REMOTE.sub("none", value))
        elif "currentcolor" in value.lower():
            element.set(name, _CURRENT_COLOUR.sub(_colour(element), value))


def _colour(element: etree._Element) -> str:
    """The colour that an element is said to have: a reader's own must not get into a drawing,
    whose ground is white."""
    around = (element, *element.iterancestors())
    said = (each.get("color", "") for each in around)
    return next((colour for colour in said if colour and "current" not in colour.lower()), "#000")


def _is_safe(name: str, value: str) -> bool:
    plain = name.rpartition("}")[2].lower()
    if name.startswith("{") and name not in _NAMESPACED:
        return False  # editors' own
    if plain == "href":
        return value.startswith("#") or bool(_DATA_PICTURE.match(value))
    return not plain.startswith("on") and plain != "class"


def _fold_styles(root: etree._Element) -> None:
    """Turn the rules of <style> elements into style attributes, in the order of the cascade."""
    styles = [e for e in elements(root) if local(e) == "style"]
    matcher = cssselect2.Matcher()
    for style in styles:
        for rule in tinycss2.parse_stylesheet(
            "".join(style.itertext()), skip_comments=True, skip_whitespace=True
        ):
            if rule.type != "qualified-rule":
                continue
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue
            for selector in selectors:
                matcher.add_selector(selector, tinycss2.serialize(rule.content).strip(" \n;"))
        remove(style)
    if not styles:
        return
    for wrapped in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        rules = [match[-1] for match in matcher.match(wrapped)]
        if rules:
            own = wrapped.etree_element.get("style")
            wrapped.etree_element.set("style", ";".join([*rules, own] if own else rules))


def _references(element: etree._Element) -> set[str]:
    """The ids that an element's attributes point to."""
    found: set[str] = set()
    for name, value in element.attrib.items():
        plain = name.rpartition("}")[2]
        found.update(_REFERENCE.findall(value))
        if plain == "href" and value.startswith("#"):
            found.add(value[1:])
        elif plain in ("aria-labelledby", "aria-describedby"):
            found.update(value.split())
    return found


def _drop_unused_ids(root: etree._Element) -> None:
    used = {id for element in elements(root) for id in _references(element)}
    for element in elements(root):
        if element.get("id") not in used and "id" in element.attrib:
            del element.attrib["id"]
    for name in ("aria-labelledby", "aria-describedby", "role"):
        root.attrib.pop(name, None)


def _prefix_ids(root: etree._Element, prefix: str) -> None:
    for element in elements(root):
        for name, value in list(element.attrib.items()):
            plain = name.rpartition("}")[2]
            if plain == "id":
                element.set(name, prefix + value)
            elif plain == "href" and value.startswith("#"):
                element.set(name, "#" + prefix + value[1:])
            elif "url(" in value:
                element.set(name, _REFERENCE.sub(rf"url(#{prefix}\1)", value))


def _give_view_box(root: etree._Element) -> None:
    """Make a drawing scalable: width and height in px, and a viewBox."""
    sizes = []
    for name in ("width", "height"):
        match = _UNITS.fullmatch(root.get(name) or "")
        sizes.append(float(match[1]) * _PX[match[2]] if match else 0.0)
        root.attrib.pop(name, None)
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if all(sizes):
        if len(box) != 4:
            root.set("viewBox", f"0 0 {sizes[0]:g} {sizes[1]:g}")
        root.set("width", f"{sizes[0]:g}")
        root.set("height", f"{sizes[1]:g}")
    elif len(box) == 4:
        root.set("width", box[2])
        root.set("height", box[3])
