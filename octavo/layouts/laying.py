"""Book + Theme + medium -> MarkupDocuments: each division laid into its layout.

A layout is rendered around the division's body, the document is parsed once, and what differs by
medium is done on the tree: notes, formulas, links. Links to another division are written
octavo:ID in both media; assembly and the EPUB's content documents resolve them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from octavo.artifacts import CROSS_SCHEME, MarkupDocument, Medium
from octavo.book.languages import is_right_to_left
from octavo.book.structure import Book, Division, Matter
from octavo.book.terms import terms
from octavo.findings import Finding, ManuscriptError, sort_findings
from octavo.layouts import markup, semantics, views
from octavo.layouts.environment import Markup, renderer_of
from octavo.layouts.fitting import fit_to_page
from octavo.layouts.formulas import draw_formulas
from octavo.layouts.markup import Element, q
from octavo.layouts.notes import place_notes
from octavo.layouts.rendering import layout_name, malformed, render_tree
from octavo.layouts.safety import unsafe
from octavo.layouts.theme import Theme
from octavo.publication import Publication


def direction_of(language: str) -> Literal["ltr", "rtl"]:
    """The direction of a language's script (BCP 47); a script named in the tag decides."""
    return "rtl" if is_right_to_left(language) else "ltr"


def lay_out(
    book: Book, publication: Publication, theme: Theme, medium: Medium
) -> tuple[MarkupDocument, ...]:
    """Lay every division into the layout of its role, in reading order.

    MarkupDocument.assets lists pictures by publication path and, in the page medium, formulas as
    formulas/{digest}.svg (their bytes are Book.formulas'). Raises ManuscriptError with all
    layout-* findings: one for each layout that fails.
    """
    shop = _Shop(book, publication, theme, medium)
    trees: list[tuple[Division, Element]] = []
    faults: list[Finding] = []
    for division in book.divisions:
        try:
            trees.append((division, shop.lay(division)))
        except ManuscriptError as error:
            faults.extend(error.findings)
    if faults:
        message = "the theme's layouts have errors"
        # A layout that fails for one chapter fails for all: said once.
        once = {(fault.code, fault.location): fault for fault in reversed(faults)}
        raise ManuscriptError(message, None, sort_findings(tuple(once.values())))
    own = [frozenset(markup.ids(tree)) for _, tree in trees]
    everywhere = frozenset().union(*own)
    documents = []
    for (division, tree), here in zip(trees, own, strict=True):
        _aim_links(tree, here, everywhere)
        documents.append(shop.document(division, tree))
    return tuple(documents)


def lay_front(book: Book, publication: Publication, theme: Theme) -> tuple[str, tuple[str, ...]]:
    """The front cover as it stands before the book's first page: its section, and its pictures.

    A publication without a cover picture has the words that its cover layout shows in its place.
    Raises ManuscriptError where the layout has errors.
    """
    shop = _Shop(book, publication, theme, Medium.PAGE)
    division = next(
        (division for division in book.divisions if division.role == "cover"),
        Division("cover", "cover", Matter.COVER, "", shop.words.cover, generated=True),
    )
    tree = shop.lay(division)
    section = next(tree.iter(q("section")))
    section.tail = None
    pictures = dict.fromkeys(e.get("src", "") for e in section.iter(q("img")))
    return markup.write(section), tuple(pictures)


class _Shop:
    """One book being laid out for one medium."""

    def __init__(self, book: Book, publication: Publication, theme: Theme, medium: Medium) -> None:
        self.book, self.publication, self.theme, self.medium = book, publication, theme, medium
        self.words = terms(book.language)
        self.notes = {note.id: note for note in book.notes}
        self.assets = {asset.path: asset for asset in book.assets}
        self.formulas = {formula.digest: formula for formula in book.formulas}
        self.renderer = renderer_of(theme.layouts)
        self.layouts = frozenset(layout.name for layout in theme.layouts)
        self.strange = any(not layout.builtin for layout in theme.layouts)
        self.pictures = frozenset((*self.assets, publication.cover or ""))
        families = list(dict.fromkeys(face.family for face in theme.faces))
        self.common: dict[str, object] = {
            "metadata": publication.metadata,
            "credits": views.credits_of(publication.metadata.contributors, self.words),
            "year": views.year_of(publication.metadata),
            "words": self.words,
            "medium": medium.value,
            "cover": publication.cover or "",
            "set_in": self.words.set_in.replace("{faces}", views.join_names(families, self.words)),
            "made_with": self.words.made_with.replace("{program}", "octavo"),
        }
        self.placed: set[str] = set()
        self.sources_wanted = True

    def lay(self, division: Division) -> Element:
        """Render a division's layout and make its tree, links still as in the book."""
        name = division.role if layout_name(division.role) in self.layouts else "division"
        tree = render_tree(self.renderer, name, self.values(division))
        self.proof(division, tree, name)
        markup.add_ids(tree, division.id)
        self.fill_sources(tree)
        if self.publication.notes.place == "page":
            place_notes(tree, self.notes, self.medium, self.words, self.placed)
        draw_formulas(tree, self.formulas, self.medium)
        _direct(tree)
        if self.medium is Medium.PAGE:
            fit_to_page(tree, self.assets, self.theme.text_block)
        return tree

    def values(self, division: Division) -> dict[str, object]:
        language = division.language or self.book.language
        heading = views.Heading(
            division.id, division.role, division.matter.value, Markup(division.title),
            division.plain_title, division.number or "", division.label,
            " ".join(division.classes),
            division.generated,
            division.role if division.role in semantics.EPUB_TYPES else "",
            semantics.ARIA_ROLES.get(division.role, ""),
        )  # fmt: skip
        values = self.common | {
            "division": heading,
            "content": Markup(division.body),
            "language": language,
            "direction": direction_of(language),
        }
        if division.role in views.LISTS:
            name, make = views.LISTS[division.role]
            values[name] = make(self.book, self.publication, self.words)
        return values

    def proof(self, division: Division, tree: Element, layout: str) -> None:
        """See that a layout carries its division, whole and once."""
        if tree.getroottree().docinfo.internalDTD is not None:
            raise malformed(self.renderer, layout, "a layout must not declare a document type")
        found = markup.ids(tree)
        here = set(found)
        if len(here) < len(found):
            twice = next(name for name in found if found.count(name) > 1)
            raise malformed(self.renderer, layout, f"the layout shows the id “{twice}” twice")
        if markup.local(tree) != "html" or division.id not in here:
            message = 'the layout has no <section id="{{ division.id }}"> in an <html>'
            raise malformed(self.renderer, layout, message)
        if division.body and not here.issuperset(_body_ids(division)):
            raise malformed(self.renderer, layout, "the layout leaves out the division's text")
        if self.strange and (fault := unsafe(tree, self.pictures)):
            name = layout_name(layout)
            raise self.renderer.refused("layout-unsafe", fault.message, name, fault.trace)

    def fill_sources(self, tree: Element) -> None:
        """Put the list of sources where it is wanted first, so that each stands once."""
        for place in [e for e in tree.iter(q("div")) if e.get("class") == "sources"]:
            if not self.sources_wanted:
                markup.remove(place)
                continue
            self.sources_wanted = False
            for source in self.book.sources:
                line = markup.parse_fragment(f'<p id="{source.id}">{source.entry}</p>')
                place.extend(markup.copies(line))

    def document(self, division: Division, tree: Element) -> MarkupDocument:
        """The finished document of a tree."""
        spread = self.publication.chapter_start
        start = "any" if division.role in semantics.FOLLOWING else spread
        if division.role in ("halftitlepage", "titlepage", "part"):
            start = "recto"
        pictures = dict.fromkeys(e.get("src", "") for e in tree.iter(q("img")))
        folios = [e.get("data-folio", "") for e in tree.iter() if e.get("data-folio")]
        return MarkupDocument(
            division_id=division.id,
            role=division.role,
            matter=division.matter,
            medium=self.medium,
            xhtml=markup.write(tree),
            title=division.plain_title or self.publication.metadata.title,
            stylesheets=self.theme.sheets(self.medium),
            assets=tuple(pictures),
            folio_refs=tuple(folios),
            start=start,
            bare=division.role in semantics.BARE,
            recto_head=division.plain_title,
            verso_head=self.publication.metadata.title,
            language=division.language or self.book.language,
        )


def _body_ids(division: Division) -> Iterator[str]:
    """The ids that a division's body holds: all but its own, its title's and its notes'."""
    for element in markup.parse_fragment(division.body).iter():
        if (name := element.get("id")) is not None:
            yield name


def _direct(tree: Element) -> None:
    """Give passages in a language that runs the other way their direction: [word]{lang=fa}."""
    for element in tree.iter():
        language = element.get("lang")
        if not language or element is tree or element.get("dir"):
            continue
        around = next((e.get("dir") for e in element.iterancestors() if e.get("dir")), "ltr")
        if (direction := direction_of(language)) != around:
            element.set("dir", direction)


def _aim_links(tree: Element, here: frozenset[str], everywhere: frozenset[str]) -> None:
    """Mark links that lead into another division."""
    for link in tree.iter(q("a")):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in here and target[1:] in everywhere:
            link.set("href", CROSS_SCHEME + target[1:])
