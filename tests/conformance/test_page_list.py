"""The page list is true: each break stands where the page of the PDF begins.

What a page begins with is read by PDFium (printed.py). The rule: the first words after a page's
break are the first words of the page's body text. A page without body text, or of a division that
the EPUB leaves out, takes the next body position; so does what stands at the head of a page
although its place in the text is on an earlier one (a moved figure or table). A divided word is
followed by its break.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile

import pytest
from bookshelf import BOOKS
from lxml import etree
from opened import EPUB_TYPE, XHTML, OpenedBook
from printed import PrintedPage, Run, printed_pages

from octavo.checks.letters import letters

_BLOCKS = frozenset(
    f"{XHTML}{name}"
    for name in "section header p li dt dd td th div h1 h2 h3 h4 figure figcaption caption pre br".split()
)
WORDS = 24
"""Letters that are compared: about five words."""

WITHOUT_PAGES = ("handbook",)
"""A book that says page-list: none."""

_LISTS = frozenset({"toc", "loi", "lot"})
_LEFT_OUT = frozenset({"cover", "halftitlepage"})
_UNSPOKEN = ("{http://www.w3.org/2000/svg}", "{http://www.w3.org/1998/Math/MathML}")


@dataclass(frozen=True)
class Break:
    """A page break in the body text of an EPUB: what stands around it, blocks apart by a space."""

    folio: str
    before: str  # without the lists of figures and tables, which say captions too
    after: str

    @property
    def cuts_a_word(self) -> bool:
        return self.before[-1:].isalnum() and self.after[:1].isalnum()


def breaks_of(opened: OpenedBook) -> list[Break]:
    """Every page break of the spine; notes, drawings and formulas are not body text."""
    text = ""
    places = []
    beginning = 0
    for tree in opened.spine.values():
        body = tree.find(f"{XHTML}body")
        for piece in _pieces(body):
            if isinstance(piece, str):
                text += piece
            elif piece.get(EPUB_TYPE) == "pagebreak":
                places.append((piece.get("aria-label"), beginning, len(text)))
        if body[0].get(EPUB_TYPE) in _LISTS:
            beginning = len(text)
    return [Break(folio, text[beginning:place], text[place:]) for folio, beginning, place in places]


def _pieces(element: etree._Element) -> Iterator[str | etree._Element]:
    """Elements, and texts between them, in reading order; spaces around blocks."""
    apart = " " if element.tag in _BLOCKS else ""
    yield apart
    yield element
    yield element.text or ""
    for child in element.iterchildren("*"):
        is_note = child.get(EPUB_TYPE) in ("footnote", "footnotes") or child.get("hidden")
        if not is_note and not child.tag.startswith(_UNSPOKEN):
            yield from _pieces(child)
        yield child.tail or ""
    yield apart


def body_of(page: PrintedPage, list_titles: frozenset[str]) -> list[Run]:
    """The runs of a page that are words of the text: no numbers of list items, no drawings; of a
    list of the book no numbers at all, since folios are not told from those of chapters."""
    runs = [run for run in page.runs if run.path[-1] not in ("Figure", "Formula")]
    is_list = bool(runs) and runs[0].path[-1] == "H1" and runs[0].text.strip() in list_titles
    if is_list:
        return [Run(run.path, _without_numbers(run.text)) for run in runs if not _is_folio(run)]
    return [run for run in runs if run.path[-2:] != ("LI", "Lbl")]


def _is_folio(run: Run) -> bool:
    return run.path[-1] == "Link" and set(run.text.strip()) <= set("ivxlc0123456789.")


def _without_numbers(text: str) -> str:
    return "".join(sign for sign in text if not sign.isdecimal() and sign != ".")


def _is_float(run: Run) -> bool:
    return bool({"Figure", "Table"} & set(run.path))


def _ends_in_divided_word(runs: list[Run]) -> bool:
    return bool(runs) and runs[-1].text.rstrip()[-1:] in ("\x02", "\u00ad", "-", "\u2010")


def _said(runs: list[Run]) -> str:
    return letters("".join(run.text for run in runs).replace("\x02", ""))[:WORDS]


def _begins(it: Break, runs: list[Run], before: list[Run]) -> bool:
    """Whether the words after a break are those that a page begins with, or divided, goes on with."""
    begun = letters(it.after[: 6 * WORDS])
    if not any(sign.isdecimal() for run in runs for sign in run.text):
        begun = _without_numbers(begun)  # of a list
    beginnings = [_said(runs)]
    if _ends_in_divided_word(before) and runs:
        rest = Run(runs[0].path, runs[0].text.lstrip().partition(" ")[2])
        beginnings.append(_said([rest, *runs[1:]]))
    return any(said and begun[: len(said)] == said for said in beginnings)


def _without_moved(it: Break, runs: list[Run]) -> list[Run]:
    """A page's runs without the figures and tables at its head whose place is before the break."""
    floating = list(takewhile(_is_float, runs))
    return runs[len(floating) :] if _said(floating) in letters(it.before) else runs


@pytest.mark.parametrize("name", [name for name in BOOKS if name not in WITHOUT_PAGES])
def test_each_break_stands_before_the_first_words_of_its_page(
    name: str, shelf: Callable[[str], OpenedBook]
) -> None:
    opened = shelf(name)
    breaks = breaks_of(opened)
    titles = frozenset(each.plain_title for each in opened.book.divisions if each.role in _LISTS)
    pages = [page for page in printed_pages(opened.pdf) if page.folio != "Cover"]
    assert [each.folio for each in breaks] == [page.folio for page in pages]
    assert len(pages) >= 8
    wrong = []
    waiting: list[Break] = []
    before: list[Run] = []
    for page, each in zip(pages, breaks, strict=True):
        waiting.append(each)
        runs = _without_moved(each, body_of(page, titles))
        if not runs or page is pages[0]:  # the half-title, which the EPUB leaves out
            continue
        wrong += [
            (it.folio, it.before[-20:], it.after[:40], _said(runs))
            for it in waiting
            if it.cuts_a_word or not _begins(it, runs, before)
        ]
        waiting, before = [], runs
    assert wrong == []
    assert all(letters(it.after) == "" for it in waiting)  # blank pages behind the last
