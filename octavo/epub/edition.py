"""The flow of this room: markup of the reflow medium -> drafts -> content documents -> EPUB.

sort pictures   files of their own, or drawings that go into the text
drafts          one tree a division, and the navigation document
page breaks     from the pages of the same build
links           every id has its file now; then ids that nothing points to go
faces           cut to the characters that are set in each
package         metadata, manifest, spine, NCX, zip
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from xml.sax.saxutils import quoteattr

from octavo.artifacts import Face, MarkupDocument, PageMap
from octavo.book.accessibility import MOVING_TYPES, facts_of_markup
from octavo.book.languages import is_right_to_left
from octavo.book.structure import Book
from octavo.book.terms import terms
from octavo.epub import content, css
from octavo.epub.content import Draft
from octavo.epub.metadata import EditionFacts, epub_identifier, page_source, statements
from octavo.epub.names import COVER, NAV, division_files, picture_files
from octavo.epub.navigation import (
    Entry,
    add_page_list,
    contents,
    landmarks,
    navigation_document,
)
from octavo.epub.package import Line, Package, Resource, write_package
from octavo.epub.page_breaks import PageBreak, insert_page_breaks
from octavo.epub.typefaces import characters_by_face
from octavo.epub.xhtml import EPUB, XHTML, elements, parse, serialise
from octavo.findings import Finding
from octavo.fonts import coverage, subset_webfont
from octavo.publication import Publication

LEFT_OUT = frozenset({"halftitlepage"})
"""Roles that mean something on paper only: a half-title before a title page that follows at once."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the steps hand on: drafts in reading order, the navigation document, the breaks."""

    drafts: tuple[Draft, ...]
    nav: Draft
    entries: tuple[Entry, ...]
    breaks: tuple[PageBreak, ...]
    targets: Mapping[str, str]

    @property
    def all(self) -> tuple[Draft, ...]:
        """Every content document, the navigation document too where it is outside the spine."""
        return self.drafts if self.nav in self.drafts else (*self.drafts, self.nav)


def build_epub(
    book: Book,
    publication: Publication,
    documents: Sequence[MarkupDocument],
    page_map: PageMap | None,
    faces: Sequence[Face],
    pictures: Mapping[str, tuple[bytes, str]],
    cover: tuple[bytes, str] | None = None,
) -> tuple[bytes, tuple[Finding, ...]]:
    """Make an EPUB 3.3 of a book laid out for reflow.

    documents are in reading order with their folios filled; page_map is None where no page list
    is wanted; faces are those that the theme names; pictures give (bytes, media type) by
    publication path; cover, JPEG or PNG, stands for the publication's cover picture. Reads the
    faces' files and nothing else. Equal input gives equal bytes.
    """
    if cover and publication.cover:
        pictures = {**pictures, publication.cover: cover}
    documents = [document for document in documents if document.role not in LEFT_OUT]
    named = picture_files((path, kind) for path, (_, kind) in pictures.items())
    sorted_pictures = content.sort_pictures(pictures, named)
    parts, findings = _make_documents(book, publication, documents, page_map, sorted_pictures)

    images = _images(publication, parts, pictures, named, cover)
    fonts, font_rules = _fonts(parts, faces)
    styles, styled = _styles(parts, font_rules, named)
    edition = _edition_facts(book, publication, documents, page_map, parts, pictures, images)
    cover_page = _cover_page(parts, images, book, publication, styles)
    metadata = publication.metadata
    for each in parts.all:
        content.finish_head(each.tree, each.title or metadata.title, styled[each.stylesheets])
    texts = tuple(_text(each, parts.nav) for each in parts.all)
    package = Package(
        title=metadata.title,
        language=metadata.language,
        identifier=epub_identifier(metadata),
        modified=metadata.modified,
        right_to_left=is_right_to_left(metadata.language),
        statements=statements(metadata, edition),
        resources=(*cover_page, *texts, *styles, *images, *fonts),
        spine=tuple(each.id for each in cover_page) + tuple(map(_id_of, parts.drafts)),
        contents=_lines(parts.entries, parts.targets),
        pages=tuple((each.folio, parts.targets[each.id]) for each in parts.breaks),
    )
    return write_package(package), findings


def _make_documents(
    book: Book,
    publication: Publication,
    documents: Sequence[MarkupDocument],
    page_map: PageMap | None,
    pictures: content.Pictures,
) -> tuple[_Parts, tuple[Finding, ...]]:
    """From markup to trees that are ready but for their heads."""
    words = terms(book.language)
    named = division_files((document.division_id, document.role) for document in documents)
    drafts = [
        content.draft(document, named[document.division_id], pictures) for document in documents
    ]
    ids = [each.division_id for each in drafts]
    entries = contents(book, publication.lists.contents_depth, ids)
    if not entries and drafts:
        entries = (_whole_book(drafts, publication),)
    page = next((each for each in drafts if each.role == "toc"), None)
    nav = navigation_document(
        book, publication, entries, landmarks(book, ids, words), page, words,
        drafts[0].stylesheets if drafts else (),
    )  # fmt: skip
    drafts = [nav if each is page else each for each in drafts]
    breaks: tuple[PageBreak, ...] = ()
    findings: tuple[Finding, ...] = ()
    if page_map is not None:
        trees = [(each.division_id, each.tree) for each in drafts]
        breaks, findings = insert_page_breaks(trees, page_map)
        add_page_list(nav, breaks, words)
    everything = drafts if page else [*drafts, nav]
    targets = content.addresses(everything)
    for each in everything:
        findings += content.link(each, targets)
    kept = content.pointed_ids(everything) | frozenset(ids)
    kept |= css.ids_named(sorted({sheet for each in drafts for sheet in each.stylesheets}))
    for each in everything:
        content.trim(each, kept)
    return _Parts(tuple(drafts), nav, entries, breaks, targets), findings


def _whole_book(drafts: Sequence[Draft], publication: Publication) -> Entry:
    """The contents of a book in which no division has a title: one line."""
    title = publication.metadata.title
    first = next((each for each in drafts if each.role not in ("cover", "toc")), drafts[0])
    return Entry(first.division_id, "", escape(title), title, first.role, 1)


def _images(
    publication: Publication,
    parts: _Parts,
    pictures: Mapping[str, tuple[bytes, str]],
    named: Mapping[str, str],
    cover: tuple[bytes, str] | None,
) -> tuple[Resource, ...]:
    """The pictures that documents or style sheets show, and the cover image."""
    shown = {
        image.get("src") for each in parts.all for image in each.tree.iter("{*}img")
    }  # fmt: skip
    sheets = {sheet for each in parts.all for sheet in each.stylesheets}
    resources = []
    for path, (data, media_type) in pictures.items():
        is_cover = path == publication.cover and media_type != "image/svg+xml"
        if is_cover or named[path] in shown or any(path in sheet for sheet in sheets):
            id = "cover-image" if is_cover else f"image-{named[path].removeprefix('images/')}"
            properties = ("cover-image",) if is_cover else ()
            resources.append(Resource(id, named[path], media_type, data, properties))
    if cover and not publication.cover:
        file = picture_files([("cover", cover[1])])["cover"]
        if any(each.file == file for each in resources):
            file = file.replace("cover.", "cover-image.")
        resources.append(Resource("cover-image", file, cover[1], cover[0], ("cover-image",)))
    return tuple(resources)


def _fonts(parts: _Parts, faces: Sequence[Face]) -> tuple[tuple[Resource, ...], str]:
    """The faces in use, cut to their characters, and the rules that declare them."""
    used = characters_by_face(
        ((each.tree, each.stylesheets) for each in parts.drafts), faces, coverage
    )
    resources, declared = [], []
    for face, characters in used.items():
        family = "-".join(face.family.lower().split())
        name = f"{family}-{face.weight}{'-italic' if face.style == 'italic' else ''}.woff2"
        data = subset_webfont(face, characters)
        resources.append(Resource(f"font-{name}", f"fonts/{name}", "font/woff2", data))
        declared.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
            f' font-style: {face.style}; src: url("../fonts/{name}") format("woff2"); }}\n'
        )
    return tuple(resources), "".join(declared)


def _styles(
    parts: _Parts, font_rules: str, named: Mapping[str, str]
) -> tuple[tuple[Resource, ...], dict[tuple[str, ...], str]]:
    """One file for each list of style sheets that occurs (nearly always one), and which is whose."""
    own = (files("octavo.epub") / "epub.css").read_text(encoding="utf-8")
    addresses = {path: f"../{file}" for path, file in named.items()}
    resources: list[Resource] = []
    whose: dict[tuple[str, ...], str] = {}
    for each in parts.all:
        if each.stylesheets in whose:
            continue
        number = f"-{len(whose) + 1}" if whose else ""
        file = f"styles/book{number}.css"
        whose[each.stylesheets] = file
        sheets = [css.with_addresses(sheet, addresses) for sheet in each.stylesheets]
        text = "\n".join([font_rules + own, *sheets])
        resources.append(Resource(f"style{number}", file, "text/css", text.encode()))
    return tuple(resources), whose


def _cover_page(
    parts: _Parts,
    images: Sequence[Resource],
    book: Book,
    publication: Publication,
    styles: Sequence[Resource],
) -> tuple[Resource, ...]:
    """A page for the cover image where the layouts have not made one."""
    image = next((each for each in images if "cover-image" in each.properties), None)
    if image is None or any(each.role == "cover" for each in parts.drafts):
        return ()
    words = terms(book.language)
    title = publication.metadata.title
    tree = parse(
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}" lang={quoteattr(book.language)}'
        f" xml:lang={quoteattr(book.language)}><head/>"
        '<body class="cover"><section class="octavo-cover" epub:type="cover">'
        f"<img src={quoteattr(image.file)} alt={quoteattr(f'{words.cover}: {title}')}"
        ' role="doc-cover"/></section></body></html>'
    )
    content.finish_head(tree, title, styles[0].file)
    return (Resource("text-cover", COVER, "application/xhtml+xml", serialise(tree)),)


def _edition_facts(
    book: Book,
    publication: Publication,
    documents: Sequence[MarkupDocument],
    page_map: PageMap | None,
    parts: _Parts,
    pictures: Mapping[str, tuple[bytes, str]],
    images: Sequence[Resource],
) -> EditionFacts:
    """What the content bears out, for the accessibility metadata."""
    counted = [document.xhtml for document in documents if document.role != "cover"]
    facts = facts_of_markup(
        counted,
        notes=len(book.notes),
        index=any(each.role == "index" for each in parts.drafts) and bool(book.index_terms),
        moving_pictures=any(each.media_type in MOVING_TYPES for each in images),
    )
    sheets = sorted({sheet for each in parts.all for sheet in each.stylesheets})
    return EditionFacts(
        facts,
        contents=bool(parts.entries),
        page_source=page_source(publication, page_map) if page_map and parts.breaks else None,
        roles=any((e.get("role") or "").startswith("doc-")
                  for each in parts.drafts for e in elements(each.tree)),
        reader_settings=css.leaves_readers_their_settings(sheets),
        animated=css.is_animated(sheets),
        cover_image=any("cover-image" in each.properties for each in images),
    )  # fmt: skip


def _id_of(each: Draft) -> str:
    return "nav" if each.file == NAV else f"text-{each.file.removesuffix('.xhtml')}"


def _text(each: Draft, nav: Draft) -> Resource:
    names = content.properties(each.tree) + (("nav",) if each is nav else ())
    return Resource(_id_of(each), each.file, "application/xhtml+xml", serialise(each.tree), names)


def _lines(entries: Sequence[Entry], targets: Mapping[str, str]) -> tuple[Line, ...]:
    return tuple(
        Line(entry.label, targets[entry.target], _lines(entry.children, targets))
        for entry in entries
        if entry.target in targets
    )
