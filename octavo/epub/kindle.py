"""What Kindle is known to reject or to lose, and what the EPUB for it has instead.

Trees, entries of the contents, style sheets and resources of an EPUB 3.3 come in, the same fit for
Send-to-Kindle and Kindle Previewer go out. Every rule and its source stands in docs/epub.md,
"Kindle"; what has no source is not done. The file stays a valid EPUB 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import tinycss2
from lxml import etree
from tinycss2.ast import Node

from octavo.book.elements import Formula
from octavo.book.structure import Book
from octavo.epub.navigation import Entry
from octavo.epub.package import Resource
from octavo.epub.xhtml import elements, tag
from octavo.findings import Finding, finding

LARGEST_PICTURE = 5_000_000
"""Bytes of one picture (Kindle Publishing Guidelines 2014.1 and later: 5 MB)."""

CONTENTS_LEVELS = 2
"""Levels of contents (Guidelines 2019.2, 5.2: two levels of nesting are shown)."""


def formula_pictures(book: Book) -> dict[str, tuple[bytes, str]]:
    """The drawings of the book's formulas as pictures, by publication path."""
    return {
        _path(formula): (formula.svg.encode(), "image/svg+xml") for formula in book.formulas
    }  # fmt: skip


def without_mathml(book: Book) -> Book:
    """The book with TeX alone for its formulas: titles in the contents are words, not pictures."""
    return replace(book, formulas=tuple(replace(each, mathml="") for each in book.formulas))


def draw_formulas(tree: etree._Element, formulas: Mapping[str, Formula]) -> None:
    """Put drawings in the place of MathML, the TeX as their alternative text."""
    for place in list(elements(tree)):
        formula = formulas.get(place.get("data-formula") or "")
        if formula is None:
            continue
        style = f"width: {formula.width:.4f}em; height: {formula.height:.4f}em"
        if not formula.display:
            style += f"; vertical-align: {-formula.depth:.4f}em"
        picture = etree.Element(
            tag("img"), {"src": _path(formula), "alt": formula.tex, "style": style}
        )
        math = next(child for child in place if etree.QName(child).localname == "math")
        picture.tail = math.tail
        place.replace(math, picture)


def _path(formula: Formula) -> str:
    return f"formulas/{formula.digest}.svg"


def shallow(entries: Sequence[Entry], level: int = 1) -> tuple[Entry, ...]:
    """The contents in two levels: what stands deeper follows its parent as a sibling."""
    found: list[Entry] = []
    for entry in entries:
        below = shallow(entry.children, level + 1)
        if level < CONTENTS_LEVELS:
            found.append(replace(entry, children=below))
        else:
            found += [replace(entry, children=()), *below]
    return tuple(found)


def without_negative_margins(css: str) -> str:
    """A style sheet without margins below zero, which Enhanced Typesetting does not support."""
    if "margin" not in css or "-" not in css:
        return css
    nodes = tinycss2.parse_stylesheet(css)
    _mend(nodes)
    return str(tinycss2.serialize(nodes))


def _mend(nodes: Iterable[Node]) -> None:
    for node in nodes:
        content = getattr(node, "content", None)
        if not isinstance(content, list):
            continue
        _mend(content)
        node.content = [
            token for part in _parts(content) if not _is_negative_margin(part) for token in part
        ]


def _parts(tokens: Sequence[Node]) -> list[list[Node]]:
    """The content of a block, declaration by declaration, each with its semicolon."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        parts[-1].append(token)
        if token.type == "literal" and token.value == ";":
            parts.append([])
    return parts


def _is_negative_margin(declaration: Sequence[Node]) -> bool:
    words = [token for token in declaration if token.type not in ("whitespace", "comment")]
    return (
        bool(words)
        and words[0].type == "ident"
        and words[0].lower_value.startswith("margin")
        and any(
            token.type in ("number", "dimension", "percentage") and token.value < 0
            for token in words
        )
    )


def too_large(resources: Iterable[Resource]) -> tuple[Finding, ...]:
    """A finding for each picture that is larger than Kindle takes."""
    return tuple(
        finding(
            "kindle-limit",
            f"The picture {each.file} has {len(each.content) / 1e6:.1f} MB in the edition for"
            f" Kindle, which takes {LARGEST_PICTURE / 1e6:.0f} MB at most.",
        )
        for each in resources
        if each.media_type.startswith("image/") and len(each.content) > LARGEST_PICTURE
    )
