"""XHTML text in, the element tree that WeasyPrint lays out. No HTML parser takes part.

An HTML parser would close a <p> before the <aside> of a note. WeasyPrint reads plain ElementTree
elements: HTML names without a namespace, SVG and MathML names with theirs.

Private names of WeasyPrint: HTML.wrapper_element and HTML.etree_element, set here instead of by
HTML.__init__, which takes no tree.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from weasyprint import HTML

from octavo.artifacts import BASE_URL, TypesetJob
from octavo.pdf.engine.fetcher import Fetcher

XHTML = "{http://www.w3.org/1999/xhtml}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SVG = "{http://www.w3.org/2000/svg}"

_HEAD_KEPT = frozenset({"title"})
"""Of a head only the title counts: <link rel=attachment> would embed files, <style> is the
theme's to give, <base> would move every address."""

Element = ElementTree.Element


class TreeDocument(HTML):  # type: ignore[misc]
    """An HTML document for WeasyPrint, made from a tree; it can be laid out again and again."""

    def __init__(self, root: Element, fetcher: Fetcher) -> None:
        self.styled: tuple[list[str | None], Any] | None = None
        self.base_url = BASE_URL
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root)
        self.etree_element = root

    def styled_once(self, style: Callable[[], Any]) -> Any:
        """What style gives, kept until an element's own style is another."""
        own = [element.get("style") for element in self.etree_element.iter()]
        if self.styled is None or self.styled[0] != own:
            self.styled = own, style()
        return self.styled[1]


def read_tree(job: TypesetJob) -> Element:
    """Parse the markup of a job into elements named as WeasyPrint wants them.

    The first page's side becomes break-before on the root, where WeasyPrint looks for it.
    Raises xml.etree.ElementTree.ParseError where the markup is not well-formed: that is a bug
    of the layouts, which write it.
    """
    root = ElementTree.fromstring(job.document.xhtml)  # noqa: S314 - expat 2.4 bounds entities
    for element in root.iter():
        element.tag = element.tag.removeprefix(XHTML)
        if element.tag == "a":
            element.attrib.pop("rel", None)  # rel=attachment would embed the file it names
        elif element.tag == "head":
            for child in [c for c in element if c.tag.removeprefix(XHTML) not in _HEAD_KEPT]:
                element.remove(child)
    _flatten_notes(root)
    add_style(root, f"break-before: {job.first_side}")
    root.attrib.setdefault("lang", job.document.language)
    return root


def _flatten_notes(root: Element) -> None:
    """Put a note called inside a note behind it: WeasyPrint would count its height twice."""
    around = parents(root)
    for inner in [note for note in root.iter("aside") if is_note(note)]:
        outer = around.get(inner)
        while outer is not None and not is_note(outer):
            outer = around.get(outer)
        if outer is None:
            continue
        _take_out(inner, around[inner])
        around[inner] = around[outer]
        home = around[outer]
        behind = list(home).index(outer) + 1
        inner.tail, outer.tail = outer.tail, None
        while behind < len(home) and is_note(home[behind]) and not home[behind - 1].tail:
            behind += 1
        home.insert(behind, inner)


def _take_out(element: Element, around: Element) -> None:
    """Remove an element, but not the text behind it."""
    siblings = list(around)
    at = siblings.index(element)
    if at:
        siblings[at - 1].tail = (siblings[at - 1].tail or "") + (element.tail or "")
    else:
        around.text = (around.text or "") + (element.tail or "")
    element.tail = None
    around.remove(element)


def add_style(element: Element, declarations: str) -> None:
    """Add declarations to an element's own style."""
    own = element.get("style")
    element.set("style", f"{own}; {declarations}" if own else declarations)


def parents(root: Element) -> dict[Element, Element]:
    """Map every element to its parent."""
    return {child: parent for parent in root.iter() for child in parent}


def is_note(element: Element) -> bool:
    """Say whether an element is the text of a note."""
    return element.tag == "aside" and element.get("role") == "doc-footnote"
