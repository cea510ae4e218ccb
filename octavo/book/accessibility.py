"""What a book asks of its readers' eyes, counted from its content, never declared.

A Book comes in (or the XHTML of the documents that an edition is made of), Facts go out. EPUB
metadata, the tags of the PDF and the landing page all draw on them, so that no edition claims
what another denies. Claims themselves are made where a vocabulary is spoken: octavo.epub.metadata
for schema.org (EPUB Accessibility 1.1, 2.2).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from xml.etree import ElementTree

from octavo.book.structure import Book

MOVING_TYPES = frozenset({"image/gif", "image/apng", "image/webp"})
"""Kinds of picture that may move or flash; a still one cannot be told apart by its type."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts over the whole content; pictures are those of the text, not the cover."""

    words: int = 0
    headings: int = 0
    described_pictures: int = 0
    decorative_pictures: int = 0  # marked so by an empty alternative text
    undescribed_pictures: int = 0  # a fault: no alternative text, or none by the author
    long_descriptions: int = 0
    formulas: int = 0
    tables: int = 0
    tables_without_headers: int = 0
    notes: int = 0
    ruby: int = 0
    languages: tuple[str, ...] = ()  # of passages, sorted, as tagged
    moving_pictures: bool = False
    index: bool = False

    @property
    def pictures(self) -> int:
        """Pictures that say something; decorative ones do not."""
        return self.described_pictures + self.undescribed_pictures

    @property
    def all_described(self) -> bool:
        """Whether no picture lacks an alternative text."""
        return not self.undescribed_pictures


def facts(book: Book) -> Facts:
    """Count over the text of a book: divisions, titles and notes."""
    fragments = [text for division in book.divisions for text in (division.title, division.body)]
    fragments += [note.body for note in book.notes]
    return facts_of_markup(
        fragments,
        headings=sum(bool(division.title) for division in book.divisions),
        notes=len(book.notes),
        index=bool(book.index_terms),
        moving_pictures=any(asset.media_type in MOVING_TYPES for asset in book.assets),
    )


def facts_of_markup(
    fragments: Iterable[str],
    *,
    headings: int = 0,
    notes: int = 0,
    index: bool = False,
    moving_pictures: bool = False,
) -> Facts:
    """Count over well-formed XHTML: fragments of docs/markup.md, or whole documents.

    headings is added to those found. Raises ElementTree.ParseError for what is not well-formed.
    """
    count: Counter[str] = Counter()
    languages: set[str] = set()
    for fragment in fragments:
        tree = _tree(fragment)
        own = None
        count["words"] += sum(len(text.split()) for text in tree.itertext())
        for element in tree.iter():
            count[_kind(element)] += 1
            count["data-formula"] += "data-formula" in element.attrib
            if _name(element) == "html":
                own = element.get("lang")
            elif (language := element.get("lang")) and language != own:
                languages.add(language)
    return Facts(
        words=count["words"],
        headings=headings + count["heading"],
        described_pictures=count["described"],
        decorative_pictures=count["decorative"],
        undescribed_pictures=count["undescribed"],
        long_descriptions=count["long description"],
        # A formula stands in the Book as a mark, in a document as MathML inside the same mark.
        formulas=max(count["data-formula"], count["math"]),
        tables=count["table"] + count["bare table"],
        tables_without_headers=count["bare table"],
        notes=notes,
        ruby=count["ruby"],
        languages=tuple(sorted(languages)),
        moving_pictures=moving_pictures,
        index=index,
    )


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def _kind(element: ElementTree.Element) -> str:
    """What an element counts as; a name that nobody asks for where it counts as nothing."""
    name = _name(element)
    if name in _HEADINGS:
        return "heading"
    if name == "img":
        alternative = element.get("alt")
        if alternative is None or "alt-missing" in (element.get("class") or "").split():
            return "undescribed"
        return "described" if alternative.strip() else "decorative"
    if name == "div" and "description" in (element.get("class") or "").split():
        return "long description"
    if name == "table":
        has_headers = any(_name(cell) == "th" for cell in element.iter())
        return "table" if has_headers else "bare table"
    return name


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _tree(fragment: str) -> ElementTree.Element:
    if fragment.lstrip().startswith(("<?xml", "<!DOCTYPE", "<html")):
        return ElementTree.fromstring(fragment)  # noqa: S314  octavo's own layouts made it
    return ElementTree.fromstring(f"<div>{fragment}</div>")  # noqa: S314
