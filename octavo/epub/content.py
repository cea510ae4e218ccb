"""A division's markup made into an EPUB content document (EPUB 3.3, 6.1).

MarkupDocuments of the reflow medium come in as trees are needed by several steps:

    draft       languages, types beside roles, pictures: nothing that needs the others
    (page breaks are inserted by octavo.epub.page_breaks)
    link        addresses of ids, which the drafts together give
    trim        ids that nothing points to, marks that were for octavo alone
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from octavo.artifacts import CROSS_SCHEME, MarkupDocument
from octavo.book.accessibility import MOVING_TYPES
from octavo.book.elements import Formula
from octavo.epub.columns import fit_tables
from octavo.epub.directions import set_directions, set_languages
from octavo.epub.drawings import has_text, inline, read_drawing
from octavo.epub.names import NAV
from octavo.epub.semantics import mend_tables, name_parts, point_to_descriptions
from octavo.epub.xhtml import (
    EPUB_TYPE,
    MATHML,
    SVG,
    elements,
    is_address,
    local,
    namespace,
    parse,
    remove,
    tag,
)
from octavo.findings import Finding, finding

_PRINTED_MEASURE = 26.0
"""Em: the width of a text on paper, which widths of pictures in per cent are thought for."""

_WIDTH = re.compile(r"(?:^|;)\s*width:\s*([\d.]+)%")

_ADDRESS_BREAKS = re.compile(r"(?<=://)|(?<=[^/:])(?=[/._?#%~=&])")
"""Where an address may go on on the next line (Chicago Manual of Style, 17th ed., 7.46): behind the
slashes of its scheme, before other signs, so that none seems to end there. Hyphens are left to the
browser."""

_NARROWEST = 10.0
"""Em: a screen of 320 px with its text at 200 %, less its margins."""

_ADDRESSES = etree.XPath("//@href", smart_strings=False)
_POINTERS = etree.XPath(
    "//@aria-labelledby | //@aria-describedby | //@aria-details | //@headers | //@for",
    smart_strings=False,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A content document in the making; its tree is changed from step to step."""

    division_id: str
    role: str
    file: str
    title: str
    tree: etree._Element
    stylesheets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pictures:
    """The pictures of the book: names in the container, and drawings that go into the text."""

    files: Mapping[str, str]  # publication path -> file
    inlined: Mapping[str, bytes]  # publication path -> SVG
    moving: bool = False  # one is of a kind that may move


def sort_pictures(pictures: Mapping[str, tuple[bytes, str]], files: Mapping[str, str]) -> Pictures:
    """Say which drawings hold words and so go into the text."""
    inlined = {
        path: content for path, (content, media_type) in pictures.items()
        if media_type == "image/svg+xml" and has_text(read_drawing(content))
    }  # fmt: skip
    moving = any(media_type in MOVING_TYPES for _, media_type in pictures.values())
    named = {path: files[path] for path in pictures if path not in inlined}
    return Pictures(named, inlined, moving)


def draft(
    document: MarkupDocument,
    file: str,
    pictures: Pictures,
    prepare: Callable[[etree._Element], None] = lambda tree: None,
) -> Draft:
    """Turn the markup of one division into a draft; prepare is done to its tree first.

    Raises KeyError for a picture that is not among pictures: reading answers for those.
    """
    tree = parse(document.xhtml)
    prepare(tree)
    set_languages(tree, document.language)
    set_directions(tree)
    name_parts(tree)
    mend_tables(tree)
    fit_tables(tree)
    _place_pictures(tree, pictures)
    _keep_legible(tree)
    _divide_addresses(tree)
    point_to_descriptions(tree)
    return Draft(document.division_id, document.role, file, document.title, tree,
                 document.stylesheets)  # fmt: skip


def _keep_legible(tree: etree._Element) -> None:
    """Pictures with a share of the width are not smaller on a phone than beside the type on paper."""
    for element in elements(tree):
        style = element.get("style") or ""
        if local(element) in ("figure", "img", "svg") and (share := _WIDTH.search(style)):
            least = _PRINTED_MEASURE * float(share[1]) / 100
            style = f"{style.rstrip('; ')}; min-width: min(100%, {least:.3g}em)"
            element.set("style", style)


def _divide_addresses(tree: etree._Element) -> None:
    """Let long addresses break at their signs rather than anywhere; they are copied as they were."""
    for link in [each for each in tree.iter(tag("a")) if is_address(each) and not len(each)]:
        first, *others = _ADDRESS_BREAKS.split(link.text or "")
        link.text = first
        for part in others:
            etree.SubElement(link, tag("wbr")).tail = part


def let_formulas_scroll(tree: etree._Element, formulas: Mapping[str, Formula]) -> None:
    """Let the keyboard reach displayed formulas that a narrow screen scrolls (WCAG 2.1.1)."""
    for place in tree.iter(tag("div")):
        formula = formulas.get(place.get("data-formula") or "")
        if formula is not None and formula.width > _NARROWEST:
            place.set("tabindex", "0")


def _place_pictures(tree: etree._Element, pictures: Pictures) -> None:
    number = 0
    for image in list(tree.iter(tag("img"))):
        path = image.get("src", "")
        if path not in pictures.inlined:
            image.set("src", pictures.files[path])
            if pictures.files[path].endswith(".svg"):
                image.set("class", f"{image.get('class', '')} drawing".strip())
            continue
        number += 1
        drawing = inline(
            read_drawing(pictures.inlined[path]), f"drawing-{number}-", image.get("alt") or ""
        )
        if style := image.get("style"):
            drawing.set("style", style)
        drawing.tail, image.tail = image.tail, None
        parent = image.getparent()
        assert parent is not None, "a picture stands in a document"
        parent.replace(image, drawing)


def addresses(drafts: Iterable[Draft]) -> dict[str, str]:
    """Map every id to its address: file#id, and the file alone for a division."""
    found: dict[str, str] = {}
    for each in drafts:
        for element in elements(each.tree):
            if (id := element.get("id")) is not None:
                found.setdefault(id, f"{each.file}#{id}")
        found[each.division_id] = each.file
    return found


def link(each: Draft, targets: Mapping[str, str]) -> tuple[Finding, ...]:
    """Resolve links to ids, in this file or another; a link that leads nowhere becomes text."""
    findings: list[Finding] = []
    for anchor in list(each.tree.iter(tag("a"))):
        href = anchor.get("href", "")
        if href.startswith(CROSS_SCHEME):
            id = href.removeprefix(CROSS_SCHEME)
        elif href.startswith("#"):
            id = href[1:]
        else:
            continue
        target = targets.get(id)
        if target is None:
            findings.append(finding(
                "epub-link-lost",
                f"A link in “{each.title}” leads to “{id}”, which the EPUB does not have;"
                " its words stay as text.",
            ))  # fmt: skip
            anchor.tag = tag("span")
            for name in ("href", "role", EPUB_TYPE, "aria-label"):
                anchor.attrib.pop(name, None)
            continue
        file, _, fragment = target.partition("#")
        # Reading systems take lists out of the navigation document: those keep the file's name.
        is_near = file == each.file and file != NAV
        anchor.set("href", f"#{fragment or id}" if is_near else target)
    return tuple(findings)


def pointed_ids(drafts: Sequence[Draft]) -> frozenset[str]:
    """The ids that links and accessible names in the documents point to."""
    found: set[str] = set()
    for each in drafts:
        for href in _ADDRESSES(each.tree):
            if "#" in href and "//" not in href:
                found.add(href.rpartition("#")[2])
        for ids in _POINTERS(each.tree):
            found.update(ids.split())
    return frozenset(found)


def trim(each: Draft, kept: frozenset[str], marks: frozenset[str]) -> None:
    """Drop ids but those kept, empty marks left without one, and data-* attributes but marks."""
    for element in list(elements(each.tree)):
        for name in map(str, list(element.attrib)):
            if name.startswith("data-") and name not in marks:
                del element.attrib[name]
        if namespace(element) == SVG:
            continue  # octavo.epub.drawings has seen to those
        if "id" in element.attrib and element.get("id") not in kept:
            del element.attrib["id"]
            is_mark = element.get("class") == "index-mark"
            if is_mark and not len(element) and not (element.text or ""):
                remove(element)


def properties(tree: etree._Element) -> tuple[str, ...]:
    """The manifest properties that a document needs (EPUB 3.3, D.6): mathml, svg."""
    names = (("mathml", MATHML), ("svg", SVG))
    return tuple(
        name for name, space in names if next(tree.iter(f"{{{space}}}*"), None) is not None
    )


def finish_head(tree: etree._Element, title: str, stylesheet: str) -> None:
    """Give a document its title and the link to its style sheet, and its body the direction."""
    head = tree.find(tag("head"))
    if head is None:
        head = etree.Element(tag("head"))
        tree.insert(0, head)
    for child in list(head):
        if local(child) in ("title", "link", "style"):
            remove(child)
    etree.SubElement(head, tag("title")).text = title
    etree.SubElement(head, tag("link"), rel="stylesheet", type="text/css", href=stylesheet)
    body = tree.find(tag("body"))
    if body is not None and (direction := tree.get("dir")):
        body.set("dir", direction)  # Readium's navigator looks for it there alone
