"""XHTML as a tree: parsing, a few moves in it, writing. Strictly well-formed, no entities, no DTD."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from lxml import etree

from octavo.layouts.environment import Markup

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{EPUB}}}type"

BLOCKS = frozenset({
    "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "td", "th", "caption", "figcaption",
    "figure", "table", "pre", "blockquote", "div",
})  # fmt: skip
"""Elements that always have an id (docs/markup.md), so that every page start has a name."""

Element = etree._Element


def q(name: str) -> str:
    """The name of an XHTML element for lxml."""
    return f"{{{XHTML}}}{name}"


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def new(name: str, attributes: dict[str, str]) -> Element:
    """A new XHTML element; its attributes in the order given."""
    return etree.Element(q(name), attributes, nsmap={None: XHTML})


def parse(xhtml: str) -> Element:
    """Parse a document. Raises etree.XMLSyntaxError where it is not well-formed."""
    # A parser keeps the errors of its last document, so each gets its own.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=True,
    )  # fmt: skip
    return etree.fromstring(xhtml.encode(), parser)


def parse_fragment(xhtml: str) -> Element:
    """Parse a fragment into a <div> around it."""
    return parse(f'<div xmlns="{XHTML}" xmlns:epub="{EPUB}">{xhtml}</div>')


def write(root: Element) -> str:
    """Write a tree as text, the same for the same tree."""
    etree.cleanup_namespaces(root)
    text: str = etree.tostring(root, encoding="unicode")
    return text


def inner(element: Element) -> str:
    """Write what is inside an element."""
    whole = write(element)
    start, end = whole.index(">") + 1, whole.rfind("</")
    return whole[start:end] if end >= start else ""


def insert_after(element: Element, new: Element) -> None:
    """Put an element behind another one, before the text that follows it."""
    new.tail, element.tail = element.tail, None
    parent = element.getparent()
    assert parent is not None
    parent.insert(parent.index(element) + 1, new)


def insert_first(parent: Element, new: Element, gap: str) -> None:
    """Put an element before all else in another one, with a gap behind it."""
    new.tail = gap + (parent.text or "")
    parent.text = None
    parent.insert(0, new)


def unwrap(element: Element) -> None:
    """Take an element away and leave what is in it."""
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    _add_text(parent, at, element.text)
    tail, kids = element.tail, list(element)
    element.tail = None
    parent.remove(element)
    for offset, kid in enumerate(kids):
        parent.insert(at + offset, kid)
    _add_text(parent, at + len(kids), tail)


def remove(element: Element) -> None:
    """Take an element away with what is in it; the text behind it stays."""
    parent = element.getparent()
    assert parent is not None
    _add_text(parent, parent.index(element), element.tail)
    element.tail = None
    parent.remove(element)


def _add_text(parent: Element, before: int, text: str | None) -> None:
    if not text:
        return
    if before == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[before - 1].tail = (parent[before - 1].tail or "") + text


def quiet(xhtml: str) -> Markup:
    """A title or caption for use in a list: without notes' calls, links and ids."""
    if "<" not in xhtml:
        return Markup(xhtml)
    root = parse_fragment(xhtml)
    for call in [e for e in root.iter(q("sup")) if e.get("class") == "call"]:
        remove(call)
    for link in list(root.iter(q("a"))):
        unwrap(link)
    for mark in [e for e in root.iter(q("span")) if e.get("class") == "index-mark"]:
        remove(mark)
    for element in root.iter():
        element.attrib.pop("id", None)
    return Markup(inner(root).strip())


def copies(nodes: Iterable[Element]) -> Iterator[Element]:
    """Copies of elements, without the text behind them."""
    for node in nodes:
        twin = deepcopy(node)
        twin.tail = None
        yield twin


def add_ids(root: Element, prefix: str) -> None:
    """Give every block without an id one of its own: {prefix}-l1, -l2 ... in document order."""
    count = 0
    for element in root.iter():
        if local(element) in BLOCKS and element.get("id") is None:
            count += 1
            element.set("id", f"{prefix}-l{count}")


def ids(root: Element) -> list[str]:
    """All ids of a tree in document order."""
    return [value for element in root.iter() if (value := element.get("id")) is not None]
