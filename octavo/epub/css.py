"""What octavo has to know of a style sheet: its rules, its addresses, what it forbids readers.

CSS text in, plain values out; tinycss2 reads the syntax (CSS Syntax 3). A rule inside @media or
@supports is marked as conditional, since it holds on some screens only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import tinycss2
from tinycss2.ast import Declaration, Node

_CONDITIONAL = frozenset({"media", "supports"})
_ABSOLUTE_UNITS = frozenset({"px", "pt", "pc", "mm", "cm", "in", "q"})
_READERS_OWN = frozenset({
    "background", "background-color", "color", "font", "font-family", "font-size", "letter-spacing",
    "line-height", "text-align", "word-spacing",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A style rule: the tokens of its selectors, its declarations in order."""

    selectors: Sequence[Node]
    declarations: tuple[Declaration, ...]
    conditional: bool = False


def rules(css: str) -> Iterator[Rule]:
    """The style rules of a style sheet in order, those inside @media and @supports too."""
    yield from _rules(tinycss2.parse_stylesheet(css, True, True), conditional=False)


def _rules(nodes: Sequence[Node], conditional: bool) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            declared = tinycss2.parse_blocks_contents(node.content, True, True)
            declarations = tuple(item for item in declared if item.type == "declaration")
            yield Rule(node.prelude, declarations, conditional)
        elif node.type == "at-rule" and node.content and node.lower_at_keyword in _CONDITIONAL:
            inner = tinycss2.parse_rule_list(node.content, True, True)
            yield from _rules(inner, conditional=True)


def leaves_readers_their_settings(sheets: Sequence[str]) -> bool:
    """Whether a reader can change size, colour and face: nothing !important, no absolute sizes."""
    return not any(_binds(item) for css in sheets for rule in rules(css)
                   for item in rule.declarations)  # fmt: skip


def _binds(declaration: Declaration) -> bool:
    if declaration.lower_name not in _READERS_OWN:
        return False
    if declaration.important:
        return True
    return declaration.lower_name in ("font", "font-size") and any(
        token.type == "dimension" and token.lower_unit in _ABSOLUTE_UNITS
        for token in declaration.value
    )


def is_animated(sheets: Sequence[str]) -> bool:
    """Whether anything moves by CSS, which would be a hazard to name."""
    return any(
        item.lower_name.startswith(("animation", "-webkit-animation"))
        for css in sheets for rule in rules(css) for item in rule.declarations
    )  # fmt: skip


def ids_named(sheets: Sequence[str]) -> frozenset[str]:
    """The ids that selectors name."""
    return frozenset(
        token.value
        for css in sheets for rule in rules(css) for token in rule.selectors
        if token.type == "hash"
    )  # fmt: skip


def with_addresses(css: str, addresses: Mapping[str, str]) -> str:
    """Replace url(x) by the address given for x; other addresses stay."""
    if "url(" not in css:
        return css
    nodes = tinycss2.parse_stylesheet(css)
    for token in _tokens(nodes):
        if token.type == "url" and token.value in addresses:
            token.value = addresses[token.value]
            token.representation = f'url("{token.value}")'
        elif token.type == "function" and token.lower_name == "url":
            for argument in token.arguments:
                if argument.type == "string" and argument.value in addresses:
                    argument.value = addresses[argument.value]
                    argument.representation = f'"{argument.value}"'
    return str(tinycss2.serialize(nodes))


def _tokens(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for name in ("prelude", "content", "arguments"):
            inner = getattr(node, name, None)
            if isinstance(inner, list):
                yield from _tokens(inner)
