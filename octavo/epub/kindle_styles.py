"""Style sheets as Kindle reads them: physical lengths, plain values, nothing that it rejects.

CSS text or the style attributes of a tree come in, the same for Kindle go out. Custom properties
are among what Send-to-Kindle was seen to refuse; lengths and sides that depend on the direction of
the text are not on Amazon's lists (Kindle Publishing Guidelines 2019.2, 17), so each gets the side
that it means; Enhanced Typesetting supports no margins below zero. Sources: docs/epub.md, "Kindle".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import tinycss2
from lxml import etree
from tinycss2.ast import Declaration, IdentToken, Node

from octavo.epub.xhtml import elements

_RECKONED = frozenset({"var", "calc", "min", "max", "clamp", "env"})
_VERTICAL = ":where(.vertical)"

Flow = Literal["ltr", "rtl", "vertical"]

_SIDES: dict[Flow, dict[str, str]] = {
    "ltr": {"inline-start": "left", "inline-end": "right", "block-start": "top", "block-end": "bottom"},
    "rtl": {"inline-start": "right", "inline-end": "left", "block-start": "top", "block-end": "bottom"},
    "vertical": {
        "inline-start": "top", "inline-end": "bottom", "block-start": "right", "block-end": "left",
    },
}  # fmt: skip
_LOGICAL = re.compile(r"(margin|padding|border)-((?:inline|block)-(?:start|end))")
_PAIR = re.compile(r"(margin|padding|border)-(inline|block)")
_FOR_OTHERS = frozenset({"max-inline-size", "min-inline-size", "inline-size"})


def flow_of(right_to_left: bool, vertical: bool) -> Flow:
    """The way that lines run."""
    if vertical:
        return "vertical"
    return "rtl" if right_to_left else "ltr"


def plain_sheet(css: str, flow: Flow = "ltr") -> str:
    """A style sheet for Kindle; flow is the way that the book's lines run."""
    nodes = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "\n".join(_rules(nodes, flow)) + "\n"


def plain_attributes(tree: etree._Element, flow: Flow = "ltr") -> None:
    """The same for the style attributes of a tree."""
    for element in elements(tree):
        if (style := element.get("style")) is None:
            continue
        nodes = tinycss2.parse_blocks_contents(style, skip_comments=True, skip_whitespace=True)
        if kept := "; ".join(_declarations(nodes, flow)):
            element.set("style", kept)
        else:
            del element.attrib["style"]


def _rules(nodes: Iterable[Node], flow: Flow) -> Iterator[str]:
    for node in nodes:
        selectors = tinycss2.serialize(node.prelude).strip() if hasattr(node, "prelude") else ""
        if node.type == "qualified-rule":
            if _VERTICAL in selectors and flow != "vertical":
                continue
            declared = tinycss2.parse_blocks_contents(node.content, True, True)
            if kept := "; ".join(_declarations(declared, flow)):
                yield f"{selectors.replace(_VERTICAL, '').strip()} {{ {kept} }}"
        elif node.type != "at-rule" or node.lower_at_keyword == "container":
            continue
        elif node.lower_at_keyword in ("media", "supports") and node.content:
            inner = "\n".join(_rules(tinycss2.parse_rule_list(node.content, True, True), flow))
            is_known = node.lower_at_keyword == "supports"  # each side has been made physical
            yield inner if is_known else f"@media {selectors} {{\n{inner}\n}}"
        else:
            yield node.serialize()


def _declarations(nodes: Sequence[Node], flow: Flow) -> Iterator[str]:
    for node in nodes:
        if node.type != "declaration" or node.name.startswith("--") or _is_reckoned(node.value):
            continue
        is_relative = tinycss2.serialize(node.value).strip() in ("start", "end")
        if is_relative and node.lower_name == "text-align" and _has_side(nodes):
            continue  # a side was said before
        for name, value in _physical(node, flow):
            if not _is_negative_margin(name, value):
                text = tinycss2.serialize(value).strip()
                yield f"{name}: {text}{' !important' if node.important else ''}"


def _has_side(nodes: Sequence[Node]) -> bool:
    return any(
        node.type == "declaration"
        and node.lower_name == "text-align"
        and tinycss2.serialize(node.value).strip() in ("left", "right", "center", "justify")
        for node in nodes
    )


def _physical(node: Declaration, flow: Flow) -> Iterator[tuple[str, Sequence[Node]]]:
    """A declaration with the sides that it means."""
    sides = _SIDES[flow]
    if (named := _LOGICAL.fullmatch(node.lower_name)) is not None:
        yield f"{named[1]}-{sides[named[2]]}", node.value
    elif (pair := _PAIR.fullmatch(node.lower_name)) is not None:
        words = [n for n in node.value if n.type not in ("whitespace", "comment")]
        is_border = pair[1] == "border"
        yield f"{pair[1]}-{sides[pair[2] + '-start']}", node.value if is_border else words[:1]
        yield f"{pair[1]}-{sides[pair[2] + '-end']}", node.value if is_border else words[-1:]
    elif node.lower_name == "float" and tinycss2.serialize(node.value).strip() == "inline-end":
        if flow != "vertical":
            yield "float", [IdentToken(0, 0, sides["inline-end"])]
    elif node.lower_name not in _FOR_OTHERS:
        yield node.lower_name, node.value


def _is_reckoned(value: Iterable[Node]) -> bool:
    return any(
        token.type == "function"
        and (token.lower_name in _RECKONED or _is_reckoned(token.arguments))
        for token in value
    )


def _is_negative_margin(name: str, value: Iterable[Node]) -> bool:
    return name.startswith("margin") and any(
        token.type in ("number", "dimension", "percentage") and token.value < 0 for token in value
    )
