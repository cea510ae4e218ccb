"""What octavo has to know of a style sheet: its rules, its addresses, what it forbids readers.

CSS text in, plain values out; tinycss2 reads the syntax (CSS Syntax 3). A rule inside @media or
@supports is marked as conditional, since it holds on some screens only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tinycss2
from tinycss2.ast import Declaration, Node

_CONDITIONAL = frozenset({"media", "supports", "container", "layer"})
_ABSOLUTE_UNITS = frozenset({"px", "pt", "pc", "mm", "cm", "in", "q"})
_READERS_OWN = frozenset({
    "background", "background-color", "color", "font", "font-family", "font-size", "letter-spacing",
    "line-height", "text-align", "word-spacing",
})  # fmt: skip
_DATA_ATTRIBUTE = re.compile(r"\[\s*(data-[\w-]+)")
_FORBIDDEN = ("direction", "unicode-bidi")


@dataclass(frozen=True, slots=True)
class Rule:
    """A style rule: the tokens of its selectors, its declarations in order."""

    selectors: Sequence[Node]
    declarations: tuple[Declaration, ...]
    conditional: bool = False


@lru_cache(maxsize=64)
def rules(css: str) -> tuple[Rule, ...]:
    """The style rules of a style sheet in order, those inside @media and @supports too.

    Kept, since several steps ask for the rules of the same few sheets.
    """
    return tuple(_rules(tinycss2.parse_stylesheet(css, True, True), conditional=False))


@lru_cache(maxsize=1024)
def declarations(style: str) -> tuple[Declaration, ...]:
    """The declarations of a style attribute; drawings repeat the same few a thousand times."""
    return _declared(tinycss2.parse_blocks_contents(style, True, True))


def _declared(nodes: Sequence[Node]) -> tuple[Declaration, ...]:
    return tuple(item for item in nodes if item.type == "declaration")


def _rules(nodes: Sequence[Node], conditional: bool) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            declared = _declared(tinycss2.parse_blocks_contents(node.content, True, True))
            yield Rule(node.prelude, declared, conditional)
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


def marks_named(sheets: Sequence[str]) -> frozenset[str]:
    """The data-* attributes that selectors name."""
    return frozenset(name for css in sheets for name in _DATA_ATTRIBUTE.findall(css))


def fit_for_epub(css: str, addresses: Mapping[str, str]) -> str:
    """Put in the address given for each url(x), and take out what EPUB does not allow.

    Direction is a matter of the markup's dir attribute (EPUB 3.3, 6.3.1.2: "direction" and
    "unicode-bidi" must not be set).
    """
    if "url(" not in css and not any(name in css for name in _FORBIDDEN):
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
        content = getattr(token, "content", None)
        if isinstance(content, list):
            token.content = _without_forbidden(content)
    return str(tinycss2.serialize(nodes))


def _without_forbidden(tokens: Sequence[Node]) -> list[Node]:
    """The content of a block without forbidden declarations, up to their semicolons."""
    kept: list[Node] = []
    declaration: list[Node] = []
    for token in tokens:
        declaration.append(token)
        if token.type == "literal" and token.value == ";":
            kept += [] if _is_forbidden(declaration) else declaration
            declaration = []
    return kept if _is_forbidden(declaration) else kept + declaration


def _is_forbidden(declaration: Sequence[Node]) -> bool:
    words = [token for token in declaration if token.type not in ("whitespace", "comment")]
    return (
        len(words) > 1
        and words[0].type == "ident"
        and words[0].lower_value in _FORBIDDEN
        and words[1].type == "literal"
        and words[1].value == ":"
    )


def _tokens(nodes: Sequence[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for name in ("prelude", "content", "arguments"):
            inner = getattr(node, name, None)
            if isinstance(inner, list):
                yield from _tokens(inner)
