"""What Kindle is known to reject or to lose, and what the EPUB for it has instead.

Trees, entries of the contents and resources of an EPUB 3.3 come in, the same fit for
Send-to-Kindle and Kindle Previewer go out (style sheets: octavo.epub.kindle_styles). Every rule and
its source stands in docs/epub.md, "Kindle"; what has no source is not done. The file stays a valid
EPUB 3.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from octavo.book.elements import Formula
from octavo.book.structure import Book
from octavo.epub.navigation import Entry
from octavo.epub.package import Resource
from octavo.epub.xhtml import EPUB_TYPE, elements, remove, tag
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


def without_hidden_lists(nav: etree._Element) -> None:
    """Take the hidden lists of figures and tables out of a navigation document.

    More than 10,000 hidden characters are an error (KindleGen's E3013), and Kindle shows no such
    lists; the book's own pages with them stay.
    """
    for each in list(nav.iter(tag("nav"))):
        if each.get(EPUB_TYPE) in ("loi", "lot"):
            remove(each)


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
