"""The flow of this room: markup of the reflow medium -> drafts -> content documents -> EPUB.

pictures      files of their own, or drawings that go into the text
drafts        one tree a division, and the navigation document
page breaks   from the pages of the same build
links         every id has its file now; then ids that nothing points to go
resources     faces cut to the characters that are set in each, style sheets, pictures
package       metadata, manifest, spine, NCX, zip
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape
from typing import Literal

from octavo.artifacts import Face, MarkupDocument, PageMap
from octavo.book.accessibility import facts_of_markup
from octavo.book.languages import is_right_to_left
from octavo.book.structure import Book
from octavo.book.terms import terms
from octavo.epub import content, css, kindle, kindle_styles, navigation, resources
from octavo.epub.accessibility import EditionFacts, contradicted, said_of
from octavo.epub.content import Draft
from octavo.epub.metadata import epub_identifier, page_source, statements
from octavo.epub.names import NAV, division_files, picture_files
from octavo.epub.navigation import Entry
from octavo.epub.package import Line, Package, Resource, write_package
from octavo.epub.page_breaks import PageBreak, insert_page_breaks
from octavo.epub.semantics import list_sources
from octavo.epub.statement import STATEMENT_ID, said_in, statement_document, statement_title
from octavo.epub.xhtml import elements, serialise
from octavo.findings import Finding
from octavo.publication import Publication

LEFT_OUT = frozenset({"halftitlepage"})
"""Roles that mean something on paper only: a half-title, where the title page follows at once."""

Profile = Literal["epub3", "kindle"]

_VERTICAL = """html { -epub-writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl;
  writing-mode: vertical-rl }
"""

_COVER_PATH = "cover"
"""Stands for the path of a cover picture that is given without one."""


@dataclass(frozen=True, slots=True)
class _Documents:
    """Trees ready but for their heads, and what was learnt while they were made."""

    spine: tuple[Draft, ...]
    nav: Draft
    entries: tuple[Entry, ...]
    breaks: tuple[PageBreak, ...]
    addresses: Mapping[str, str]
    facts: EditionFacts
    findings: tuple[Finding, ...]

    @property
    def all(self) -> tuple[Draft, ...]:
        """Every document: the navigation document too where it is outside the spine."""
        return self.spine if self.nav in self.spine else (*self.spine, self.nav)


def build_epub(
    book: Book,
    publication: Publication,
    documents: Sequence[MarkupDocument],
    page_map: PageMap | None,
    faces: Callable[[], Sequence[Face]],
    pictures: Mapping[str, tuple[bytes, str]],
    cover: tuple[bytes, str] | None = None,
    profile: Profile = "epub3",
) -> tuple[bytes, tuple[Finding, ...]]:
    """Make an EPUB 3.3 of a book laid out for reflow.

    documents are in reading order with their folios filled; page_map is None where no page list
    is wanted; faces gives those that the theme names, asked only if one is needed; pictures give
    (bytes, media type) by publication path; cover, a JPEG or PNG, takes the place of the
    publication's cover picture.
    profile "kindle" makes it fit for Kindle (octavo.epub.kindle).
    Reads the faces' files and nothing else. Equal input gives equal bytes.
    """
    cover_path = publication.cover or _COVER_PATH
    if cover:
        pictures = {**pictures, cover_path: cover}
    left_out = LEFT_OUT | {"cover"} if profile == "kindle" else LEFT_OUT
    documents = [document for document in documents if document.role not in left_out]
    if profile == "kindle":
        pictures = {**pictures, **kindle.formula_pictures(book)}
    named = picture_files((path, media_type) for path, (_, media_type) in pictures.items())
    sorted_pictures = content.sort_pictures(pictures, named)
    made = _make_documents(book, publication, documents, page_map, sorted_pictures, profile)

    images = resources.images(made.all, pictures, named, cover_path)
    is_kindle = profile == "kindle"
    fonts, rules = resources.fonts(made.spine, faces, "opentype" if is_kindle else "woff2")
    leftwards = is_right_to_left(publication.metadata.language)
    vertical = publication.epub.writing == "vertical"
    if vertical:
        rules += _VERTICAL
    flow = kindle_styles.flow_of(leftwards, vertical)
    mend = partial(kindle_styles.plain_sheet, flow=flow) if is_kindle else str
    styles, whose = resources.styles(made.all, rules, named, mend)
    title = publication.metadata.title
    for each in made.all:
        content.finish_head(each.tree, each.title or title, whose[each.stylesheets])
        if vertical:
            each.tree.set("class", "vertical")
        if is_kindle:
            kindle_styles.plain_attributes(each.tree, flow)
    covers = () if is_kindle else _cover_page(made, images, book.language, title, styles[0].file)
    texts = (*covers, *(_text(each) for each in made.all))
    spine = (*(page.id for page in covers), *(_id_of(each) for each in made.spine))
    cover_image = any(each.id == "cover-image" for each in images)
    package = Package(
        title=title,
        language=publication.metadata.language,
        identifier=epub_identifier(publication.metadata),
        modified=publication.metadata.modified,
        right_to_left=leftwards,
        statements=statements(publication.metadata, replace(made.facts, cover_image=cover_image)),
        resources=(*texts, *styles, *images, *fonts),
        spine=spine,
        contents=_lines(made.entries, made.addresses),
        pages=tuple((each.folio, made.addresses[each.id]) for each in made.breaks),
        vertical=vertical,
    )
    found = (*made.findings, *contradicted(made.facts))
    return write_package(package), (*found, *kindle.too_large(images)) if is_kindle else found


def _make_documents(
    book: Book,
    publication: Publication,
    documents: Sequence[MarkupDocument],
    page_map: PageMap | None,
    pictures: content.Pictures,
    profile: Profile,
) -> _Documents:
    roles = [(document.division_id, document.role) for document in documents]
    if _wants_statement(book):
        roles.append((STATEMENT_ID, "accessibility"))
    files = division_files(roles)
    formulas = {formula.digest: formula for formula in book.formulas}
    step = kindle.draw_formulas if profile == "kindle" else content.let_formulas_scroll
    prepare = partial(step, formulas=formulas)
    drafts = [content.draft(each, files[each.division_id], pictures, prepare) for each in documents]
    ids = [each.division_id for each in drafts]
    if profile == "kindle":
        book = kindle.without_mathml(book)
    entries = _contents(book, publication, drafts, profile)
    page = next((each for each in drafts if each.role == "toc"), None)
    nav = navigation.navigation_document(
        book, publication, entries, page, ids, drafts[0].stylesheets if drafts else ()
    )
    if profile == "kindle":
        kindle.without_hidden_lists(nav.tree)
    spine = [nav if each is page else each for each in drafts]
    breaks: tuple[PageBreak, ...] = ()
    findings: tuple[Finding, ...] = ()
    if page_map is not None:
        breaks, findings = insert_page_breaks(
            [(each.division_id, each.tree) for each in spine],
            page_map,
            rewritten=frozenset({nav.division_id}),
        )
        navigation.add_page_list(nav, breaks, book.language)
    pages = page_map if breaks else None
    facts = _edition_facts(book, publication, documents, pages, spine, pictures)
    facts = replace(facts, drawn_formulas=profile == "kindle")
    if _wants_statement(book):
        spine.append(_statement(book, publication, facts, files[STATEMENT_ID], nav.stylesheets))
    every = spine if page else [*spine, nav]
    addresses = content.addresses(every)
    for each in every:
        findings += content.link(each, addresses)
        list_sources(each.tree)
    kept = content.pointed_ids(every) | frozenset((*ids, STATEMENT_ID))
    sheets = _sheets(every)
    kept |= css.ids_named(sheets)
    marks = css.marks_named(sheets)
    for each in every:
        content.trim(each, kept, marks)
    return _Documents(tuple(spine), nav, entries, breaks, addresses, facts, findings)


def _contents(
    book: Book, publication: Publication, drafts: Sequence[Draft], profile: Profile
) -> tuple[Entry, ...]:
    """The contents, with the accessibility statement as the last line."""
    ids = [each.division_id for each in drafts]
    entries = navigation.contents(book, publication.lists.contents_depth, ids)
    if not entries and drafts:
        entries = (_whole_book(drafts, publication),)
    if _wants_statement(book):
        title = statement_title(said_in(book.language))
        entries += (Entry(STATEMENT_ID, "", escape(title), title, "accessibility", 1),)
    return kindle.shallow(entries) if profile == "kindle" else entries


def _wants_statement(book: Book) -> bool:
    """An author's own section of that id takes the place of the generated one."""
    return STATEMENT_ID not in book.owners()


def _statement(
    book: Book,
    publication: Publication,
    facts: EditionFacts,
    file: str,
    stylesheets: tuple[str, ...],
) -> Draft:
    """The last section of the book: what can be said of its accessibility, for readers."""
    found = publication.accessibility
    summary = found.summary or publication.metadata.accessibility_summary
    tree = statement_document(book.language, said_of(facts), summary, found.report)
    title = statement_title(said_in(book.language))
    return Draft(STATEMENT_ID, "accessibility", file, title, tree, stylesheets)


def _whole_book(drafts: Sequence[Draft], publication: Publication) -> Entry:
    """The contents of a book in which no division has a title: one line."""
    title = publication.metadata.title
    first = next((each for each in drafts if each.role not in ("cover", "toc")), drafts[0])
    return Entry(first.division_id, "", escape(title), title, first.role, 1)


def _cover_page(
    made: _Documents, images: Sequence[Resource], language: str, title: str, style: str
) -> tuple[Resource, ...]:
    """A page for the cover image, where the layouts have made none."""
    image = next((each for each in images if each.id == "cover-image"), None)
    if image is None or any(each.role == "cover" for each in made.spine):
        return ()
    words = f"{terms(language).cover}: {title}"
    return (resources.cover_page(image, title, words, language, style),)


def _edition_facts(
    book: Book,
    publication: Publication,
    documents: Sequence[MarkupDocument],
    page_map: PageMap | None,
    spine: Sequence[Draft],
    pictures: content.Pictures,
) -> EditionFacts:
    """What the content bears out, for the accessibility metadata; the cover is not counted.

    page_map is None where the text has no page breaks.
    """
    has_index = any(each.role == "index" for each in spine)
    facts = facts_of_markup(
        (document.xhtml for document in documents if document.role != "cover"),
        notes=len(book.notes),
        index=has_index and bool(book.index_terms),
        moving_pictures=pictures.moving,
    )
    sheets = _sheets(spine)
    return EditionFacts(
        facts,
        page_source=page_source(publication, page_map) if page_map else None,
        roles=any(
            (element.get("role") or "").startswith("doc-")
            for each in spine
            for element in elements(each.tree)
        ),
        reader_settings=css.leaves_readers_their_settings(sheets),
        animated=css.is_animated(sheets),
        evaluation=publication.accessibility,
    )


def _sheets(drafts: Sequence[Draft]) -> list[str]:
    return list(dict.fromkeys(sheet for each in drafts for sheet in each.stylesheets))


def _id_of(each: Draft) -> str:
    return "nav" if each.file == NAV else f"text-{each.file.removesuffix('.xhtml')}"


def _text(each: Draft) -> Resource:
    properties = content.properties(each.tree) + (("nav",) if each.file == NAV else ())
    return Resource(
        _id_of(each), each.file, "application/xhtml+xml", serialise(each.tree), properties
    )


def _lines(entries: Sequence[Entry], addresses: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(
        Line(entry.label, addresses[entry.target], _lines(entry.children, addresses))
        for entry in entries
        if entry.target in addresses
    )
