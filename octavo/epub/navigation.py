"""The navigation document (EPUB 3.3, 7): contents, landmarks, page list, lists of figures and tables.

Where the book has a contents page, the navigation document stands in its place in the spine, in
its looks, so that a reader meets the contents once; the other lists in it are hidden there and
shown by reading systems in their own way. Without a contents page it stands outside the spine.
Links are written "#id" and resolved with all others (octavo.epub.content.link).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from octavo.book.elements import Figure, Formula, Table
from octavo.book.structure import Book, Division, Matter
from octavo.book.terms import Terms, terms
from octavo.epub.content import Draft
from octavo.epub.names import NAV
from octavo.epub.page_breaks import PageBreak
from octavo.epub.xhtml import (
    EPUB,
    EPUB_TYPE,
    MATHML,
    XHTML,
    elements,
    local,
    parse,
    remove,
    tag,
    unwrap,
)
from octavo.publication import Publication


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a contents: number and name, where it leads, lines below it."""

    target: str
    number: str
    name: str  # inline XHTML
    text: str
    role: str
    level: int
    children: tuple[Entry, ...] = ()

    @property
    def label(self) -> str:
        """Number and name as plain text, for the NCX."""
        return f"{self.number} {self.text}".strip()


def contents(book: Book, depth: int, shown: Iterable[str]) -> tuple[Entry, ...]:
    """The contents to a depth (1: divisions, 2: their sections ...); shown are the divisions here."""
    here = frozenset(shown)
    listed = [d for d in book.divisions if d.id in here and d.listed and d.plain_title]
    parts = {division.id for division in listed if division.role == "part"}
    chapters: dict[str, list[Division]] = {}
    for division in listed:
        if division.part_id in parts and division.id not in parts:
            chapters.setdefault(division.part_id or "", []).append(division)
    return tuple(
        _entry(division, depth, 1, chapters.get(division.id, ()))
        for division in listed
        if division.part_id not in parts or division.id in parts
    )


def _entry(division: Division, depth: int, level: int, chapters: Sequence[Division]) -> Entry:
    # As in the bookmarks of the PDF; the stop keeps "8. 1 September" apart.
    is_chapter = division.role == "chapter" and division.number
    number = f"{division.number}." if is_chapter else division.label
    below = _sections(division, depth) + tuple(
        _entry(chapter, depth, level + 1, ()) for chapter in chapters
    )
    return Entry(
        division.id, number, division.title, division.plain_title, division.role, level, below
    )


def _sections(division: Division, depth: int) -> tuple[Entry, ...]:
    """The headings of a division as a tree."""
    root: list[Entry] = []
    stack: list[tuple[int, list[Entry]]] = [(1, root)]
    made: list[tuple[list[Entry], int, Entry, list[Entry]]] = []
    for heading in division.headings:
        if heading.level > depth:
            continue
        while stack[-1][0] >= heading.level:
            stack.pop()
        children: list[Entry] = []
        entry = Entry(heading.id, heading.number or "", heading.title, heading.text, "section",
                      heading.level)  # fmt: skip
        siblings = stack[-1][1]
        made.append((siblings, len(siblings), entry, children))
        siblings.append(entry)
        stack.append((heading.level, children))
    # From the last to the first, so that children are whole before their parents take them.
    for siblings, index, entry, children in reversed(made):
        siblings[index] = _with_children(entry, children)
    return tuple(root)


def _with_children(entry: Entry, children: Sequence[Entry]) -> Entry:
    return Entry(entry.target, entry.number, entry.name, entry.text, entry.role, entry.level,
                 tuple(children))  # fmt: skip


def landmarks(book: Book, shown: Iterable[str], words: Terms) -> tuple[tuple[str, str, str], ...]:
    """(epub:type, id, title) of the places that reading systems offer by themselves."""
    here = frozenset(shown)
    divisions = [division for division in book.divisions if division.id in here]
    found = []
    for role, title in _landmark_titles(words).items():
        if role == "bodymatter":
            first = next((d for d in divisions if d.matter is Matter.BODY), None)
            if first is not None:
                found.append((role, first.id, title))
            continue
        first = next((d for d in divisions if d.role == role), None)
        if first is not None:
            found.append((role, first.id, first.plain_title or title))
    return tuple(found)


def _landmark_titles(words: Terms) -> dict[str, str]:
    return {
        "cover": words.cover, "titlepage": words.title_page, "copyright-page": words.imprint,
        "toc": words.contents, "loi": words.list_of_figures, "lot": words.list_of_tables,
        "foreword": words.foreword, "preface": words.preface,
        "introduction": words.introduction, "bodymatter": words.start_of_text,
        "endnotes": words.notes, "glossary": words.glossary, "bibliography": words.sources,
        "index": words.index, "colophon": words.colophon,
    }  # fmt: skip


def navigation_document(
    book: Book,
    publication: Publication,
    entries: Sequence[Entry],
    page: Draft | None,
    shown: Sequence[str],
    stylesheets: tuple[str, ...],
) -> Draft:
    """Make the navigation document: in the looks of the contents page, if the book has one.

    page is the draft of that page, and is changed; shown are the divisions in this EPUB.
    """
    words = terms(book.language)
    page = page or _plain_page(book.language, words, stylesheets)
    section = next(page.tree.iter(tag("section")), _body(page))
    formulas = {formula.digest: formula for formula in book.formulas}
    nav = etree.Element(tag("nav"), {EPUB_TYPE: "toc", "role": "doc-toc", "class": "contents"})
    nav.append(_list(entries, formulas))
    _put_in_place(nav, section)
    _label(nav, section, words)
    body, lists = _body(page), publication.lists
    marks = [(id, title, {EPUB_TYPE: kind}) for kind, id, title in landmarks(book, shown, words)]
    figures = list(_captions(book.figures)) if lists.figures else []
    tables = list(_captions(book.tables)) if lists.tables else []
    for kind, title, lines in (
        ("landmarks", words.landmarks, marks),
        ("loi", words.list_of_figures, figures),
        ("lot", words.list_of_tables, tables),
    ):
        if lines:
            body.append(_hidden(kind, title, lines))
    return Draft(page.division_id, "toc", NAV, page.title, page.tree, page.stylesheets)


def add_page_list(nav: Draft, breaks: Sequence[PageBreak], language: str) -> None:
    """Append the page list to the navigation document."""
    if not breaks:
        return
    title = terms(language).page_list
    pages = _hidden("page-list", title, [(each.id, each.folio, {}) for each in breaks])
    pages.set("role", "doc-pagelist")
    _body(nav).append(pages)


def _body(page: Draft) -> etree._Element:
    body = page.tree.find(tag("body"))
    assert body is not None, "a content document has a body"
    return body


def _plain_page(language: str, words: Terms, stylesheets: tuple[str, ...]) -> Draft:
    tree = parse(
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}"><head/><body class="toc frontmatter">'
        '<section class="division toc"><header><h1 id="nav-title"/></header></section>'
        "</body></html>"
    )
    tree.set("lang", language)
    heading = next(tree.iter(tag("h1")))
    heading.text = words.contents
    return Draft("", "toc", NAV, words.contents, tree, stylesheets)


def _put_in_place(nav: etree._Element, section: etree._Element) -> None:
    """Set the contents where the layout had its own list."""
    lists = [child for child in section if next(child.iter(tag("ol")), None) is not None]
    if lists:
        nav.tail = lists[0].tail
        section.replace(lists[0], nav)
        for other in lists[1:]:
            remove(other)
    else:
        section.append(nav)


def _label(nav: etree._Element, section: etree._Element, words: Terms) -> None:
    """The list is what the role and the name belong to, not the page around it."""
    for name in ("role", EPUB_TYPE, "aria-labelledby", "aria-label"):
        section.attrib.pop(name, None)
    heading = next(section.iter(tag("h1")), None)
    if heading is not None and heading.get("id"):
        nav.set("aria-labelledby", heading.get("id") or "")
    else:
        nav.set("aria-label", words.contents)


def _list(entries: Sequence[Entry], formulas: Mapping[str, Formula]) -> etree._Element:
    ordered = etree.Element(tag("ol"))
    for entry in entries:
        item = etree.SubElement(ordered, tag("li"))
        item.set("class", f"{entry.role} level{entry.level}")
        anchor = etree.SubElement(item, tag("a"), href=f"#{entry.target}")
        if entry.number:
            number = etree.SubElement(anchor, tag("span"), {"class": "number"})
            number.text, number.tail = entry.number, " "
        anchor.append(_name(entry.name, formulas))
        if entry.children:
            item.append(_list(entry.children, formulas))
    return ordered


def _name(title: str, formulas: Mapping[str, Formula]) -> etree._Element:
    """A title for a list: without calls of notes, links, ids and marks."""
    span = parse(f'<span xmlns="{XHTML}" xmlns:epub="{EPUB}" class="name">{title}</span>')
    for element in list(elements(span)):
        if element.get("class") in ("call", "index-mark"):
            remove(element)
        elif local(element) == "a":
            unwrap(element)
        elif digest := element.get("data-formula"):
            _fill_formula(element, formulas[digest])
    for element in elements(span):
        element.attrib.pop("id", None)
    return span


def _fill_formula(element: etree._Element, formula: Formula) -> None:
    """Put MathML where a title has the mark of a formula; its TeX is the text for all others."""
    text = formula.mathml
    if not text:
        element.text = formula.tex
        return
    if "xmlns" not in text.partition(">")[0]:
        text = text.replace("<math", f'<math xmlns="{MATHML}"', 1)
    math = parse(text)
    math.set("alttext", formula.tex)
    element.append(math)


def _captions(things: Sequence[Figure | Table]) -> Iterator[tuple[str, str, dict[str, str]]]:
    for thing in things:
        caption = "".join(_name(thing.caption, {}).itertext()) if thing.caption else ""
        if words := f"{thing.label} {caption}".strip():
            yield thing.id, words, {}


def _hidden(
    kind: str, title: str, lines: Iterable[tuple[str, str, dict[str, str]]]
) -> etree._Element:
    """A list for reading systems alone: (id, text, attributes of the link)."""
    nav = etree.Element(tag("nav"), {EPUB_TYPE: kind, "hidden": "hidden"})
    # A heading is demanded in lists of other types (EPUB 3.3, 7.3); it names them all alike.
    etree.SubElement(nav, tag("h2")).text = title
    ordered = etree.SubElement(nav, tag("ol"))
    for id, text, attributes in lines:
        item = etree.SubElement(ordered, tag("li"))
        anchor = etree.SubElement(item, tag("a"), {"href": f"#{id}"} | attributes)
        anchor.text = text
    return nav
