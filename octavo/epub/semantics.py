"""What the parts of a content document are, for those who hear it: types, roles, names, headers.

Types are terms of EPUB's Structural Semantics Vocabulary 1.1, roles those of DPUB-ARIA 1.1 and
WAI-ARIA 1.2; those of whole divisions come from the layouts (octavo.layouts.semantics).
"""

from __future__ import annotations

from lxml import etree

from octavo.epub.xhtml import EPUB_TYPE, SVG, elements, local, tag

_TYPES = {
    "doc-noteref": "noteref", "doc-backlink": "backlink", "doc-footnote": "footnote",
    "doc-biblioref": "biblioref", "doc-glossref": "glossref",
}  # fmt: skip
"""Types that reading systems act on (pop-up notes), by the role that says the same."""

_PARTS = {
    "epigraph": ("epigraph", "doc-epigraph"), "dedication": ("dedication", "doc-dedication"),
}  # fmt: skip
"""(epub:type, role) of a <div> inside a division, by its class."""

_TIP, _NOTICE = ("tip", "doc-tip"), ("notice", "doc-notice")
_ADMONITIONS = {
    "tip": _TIP, "hint": _TIP, "warning": _NOTICE, "caution": _NOTICE, "danger": _NOTICE,
    "important": _NOTICE,
}  # fmt: skip
"""The same of admonitions, by their kind; others are notes (WAI-ARIA 1.2, role note)."""


def name_parts(tree: etree._Element) -> None:
    """Say what the parts of a division are: roles by their classes, types by their roles."""
    for box in tree.iter(tag("div")):
        classes = (box.get("class") or "").split()
        kinds = _ADMONITIONS if "admonition" in classes else _PARTS
        found = next((kinds[name] for name in classes if name in kinds), None)
        if found is None and "admonition" in classes:
            box.set("role", "note")
        elif found is not None:
            box.set(EPUB_TYPE, found[0])
            box.set("role", found[1])
    for element in elements(tree):
        role = element.get("role")
        if role in _TYPES and element.get(EPUB_TYPE) is None:
            element.set(EPUB_TYPE, _TYPES[role])
        if local(element) == "p" and element.get("class") == "subtitle":
            element.set("role", "doc-subtitle")
        elif local(element) == "header":
            # In a section with a role, browsers take it for the banner of a site (HTML-AAM 1.0).
            element.set("role", "presentation")
            _name_with_number(element)


def _name_with_number(header: etree._Element) -> None:
    """Name a division by its number too: “Chapter 3 Sewing” is heard where it begins."""
    section = header.getparent()
    label = next((p for p in header.iter(tag("p")) if p.get("class") == "label"), None)
    title = section.get("aria-labelledby") if section is not None else None
    if section is not None and label is not None and title and (id := label.get("id")):
        section.set("aria-labelledby", f"{id} {title}")


def list_sources(tree: etree._Element) -> None:
    """Make lists of sources heard as lists, with the number of their items.

    Page breaks are in their places by now: one between two sources would be no item.
    """
    for box in tree.iter(tag("div")):
        entries = list(box) if box.get("class") == "sources" else []
        if len(entries) > 1 and all(local(entry) == "p" for entry in entries):
            box.set("role", "list")
            for entry in entries:
                entry.set("role", "listitem")


def mend_tables(tree: etree._Element) -> None:
    """A corner without words is no header: nobody can hear what it heads (WCAG 1.3.1)."""
    for cell in tree.iter(tag("th")):
        if not len(cell) and not (cell.text or "").strip():
            cell.tag = tag("td")
            cell.attrib.pop("scope", None)


def point_to_descriptions(tree: etree._Element) -> None:
    """Lead from each picture to its long description (WAI-ARIA 1.2, aria-details).

    A description names its figure by a link in its first paragraph, which is the way back.
    """
    figures = {id: each for each in tree.iter(tag("figure")) if (id := each.get("id"))}
    for box in tree.iter(tag("div")):
        if "description" not in (box.get("class") or "").split():
            continue
        link = next(box.iter(tag("a")), None)
        figure = figures.get((link.get("href") or "").lstrip("#") if link is not None else "")
        if figure is None or box.get("id") is None:
            continue
        for shown in figure.iter(tag("img"), f"{{{SVG}}}svg"):
            if shown.get("alt") or shown.get("role") == "img":
                shown.set("aria-details", box.get("id") or "")
