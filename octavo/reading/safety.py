"""The walk that lets only listed markup into a book, and says what it took out.

A parsed tree comes in and is mended in place; findings come out. Nothing is removed in
silence, and no words are lost: unknown elements leave their content, only active ones
(scripts, frames, forms) go whole. Links that would run code or open local files are errors.
"""

from __future__ import annotations

import re
from typing import Literal

from octavo.findings import Finding, finding
from octavo.reading.allowed import (
    ACTIVE,
    BOXES,
    ELEMENTS,
    GLOBAL_ATTRIBUTES,
    HARMLESS_SCHEMES,
    RENAMED,
    SILENT_ATTRIBUTES,
    VALUES,
)
from octavo.reading.places import location_of
from octavo.reading.trees import Element, add_class, drop, name_of, unwrap

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_CONTROL = re.compile(r"[\x00-\x20\x7f\u200b-\u200f\u2028-\u202f\u2060\ufeff]+")
_ALIGN = re.compile(r"\s*text-align\s*:\s*(left|right|center|start|end|justify)\s*;?\s*")
_WIDTH = re.compile(r"\s*(?:max-)?width\s*:\s*(\d+(?:\.\d+)?(?:%|mm|cm|in|pt|em|px))\s*;?\s*")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def clean(root: Element, raw_html: Literal["safe", "trusted", "none"] = "safe") -> list[Finding]:
    """Mend a parsed tree in place until it holds only what docs/markup.md lists.

    With "trusted", unknown elements and attributes stay; active ones never do.
    """
    findings: list[Finding] = []
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            drop(element)  # comments and processing instructions have nothing to print
            continue
        if findings and element is not root and not _is_inside(element, root):
            continue  # went with an element around it
        if _element(element, raw_html, findings):
            _attributes(element, raw_html, findings)
    return findings


def _is_inside(element: Element, root: Element) -> bool:
    node = element.getparent()
    while node is not None:
        if node is root:
            return True
        node = node.getparent()
    return False


def _element(element: Element, raw_html: str, findings: list[Finding]) -> bool:
    """Judge an element by its name; says whether it stays."""
    tag = name_of(element)
    if tag in ELEMENTS:
        return True
    if tag in RENAMED:
        element.tag = RENAMED[tag]
        return True
    name = tag.rpartition("}")[2].lower()
    if name in ACTIVE or tag.startswith("{"):
        findings.append(
            finding(
                "element-unsafe",
                f"<{name}> has no place in a book and was left out with all in it.",
                location_of(element),
                _hint_for(name),
            )
        )
        drop(element)
        return False
    if raw_html == "trusted":
        return True
    if name in BOXES:
        element.tag = "div"
        add_class(element, name)
        return True
    findings.append(
        finding(
            "element-unknown",
            f"<{name}> is not markup that octavo knows; its content was kept.",
            location_of(element),
            "Use a span or a fenced division with a class of your own.",
        )
    )
    unwrap(element)
    return False


def _hint_for(name: str) -> str:
    if name in ("svg", "canvas"):
        return "Save the drawing as a file in images/ and show it with ![…](…)."
    if name == "math":
        return "Write the formula in TeX between dollar signs."
    if name == "style":
        return "Put style rules into the publication's styles folder."
    return "Take it out of the manuscript."


def _attributes(element: Element, raw_html: str, findings: list[Finding]) -> None:
    own = ELEMENTS.get(name_of(element), frozenset())
    for name, value in list(element.attrib.items()):
        if name == _XML_LANG:
            del element.attrib[name]
            element.set("lang", value)
        elif name in ("href", "src", "cite") and name in own:
            _address(element, name, value, findings)
        elif name == "style":
            _style(element, value, raw_html, findings)
        elif name in own or name in GLOBAL_ATTRIBUTES:
            form = VALUES.get(f"{name_of(element)} {name}") or VALUES.get(name)
            if form and not form.fullmatch(value):
                _remove_value(element, name, value, findings)
        elif raw_html != "trusted" or name.lower().startswith("on") or name == "rel":
            _remove_attribute(element, name, findings)


def _remove_value(element: Element, name: str, value: str, findings: list[Finding]) -> None:
    del element.attrib[name]
    if value:
        findings.append(
            finding(
                "attribute-value",
                f"“{_short(value)}” is no value for the attribute {name}, which was left out.",
                location_of(element),
                "Write a language as a tag such as fa or pt-BR." if name == "lang" else None,
            )
        )


def _remove_attribute(element: Element, name: str, findings: list[Finding]) -> None:
    del element.attrib[name]
    plain = name.rpartition("}")[2]
    if plain.lower().startswith("on") or plain.lower() in ("srcdoc", "formaction", "action"):
        findings.append(
            finding(
                "attribute-unsafe",
                f"The attribute {plain} would run a script and was left out.",
                location_of(element),
                "Take it out of the manuscript.",
            )
        )
    elif plain in SILENT_ATTRIBUTES or plain.startswith("data-"):
        findings.append(
            finding(
                "attribute-ignored",
                f"The attribute {plain} has no effect in octavo.",
                location_of(element),
            )
        )
    else:
        findings.append(
            finding(
                "attribute-unknown",
                f"The attribute {plain} is not one that octavo knows and was left out.",
                location_of(element),
                "Look it up in the manual, or give a class and style that in the theme.",
            )
        )


def _style(element: Element, value: str, raw_html: str, findings: list[Finding]) -> None:
    """Style may align cells and give pictures a width; the rest belongs to the theme."""
    cell = _ALIGN.fullmatch(value) if element.tag in ("td", "th") else None
    width = _WIDTH.fullmatch(value) if element.tag in ("figure", "img", "col") else None
    if cell:
        element.set("style", f"text-align: {cell[1]}")
    elif width:
        element.set("style", f"width: {width[1]}")
    elif raw_html == "trusted" and "url" not in value.lower() and "\\" not in value:
        return
    else:
        del element.attrib["style"]
        findings.append(
            finding(
                "style-inline",
                f"The style “{value.strip()}” was left out: the look of a book is its theme's.",
                location_of(element),
                "Give a class, and style the class in the publication's styles folder.",
            )
        )


def scheme_of(address: str) -> str:
    """The scheme of an address in small letters, "" for a relative one.

    Control and invisible characters are skipped, as a browser skips them.
    """
    match = _SCHEME.match(_CONTROL.sub("", address))
    return match[1].lower() if match else ""


def _address(element: Element, name: str, value: str, findings: list[Finding]) -> None:
    scheme = scheme_of(value)
    if name == "src":
        return  # octavo.reading.pictures judges pictures
    if not scheme or scheme in HARMLESS_SCHEMES:
        return
    del element.attrib[name]
    findings.append(
        finding(
            "link-unsafe",
            f"A link to “{_short(value)}” was left out: a book may not lead to {scheme}: addresses.",
            location_of(element),
            "Link to an http, https or mailto address, or to a place in the book.",
        )
    )


def _short(value: str) -> str:
    return value if len(value) <= 60 else value[:59] + "…"
