"""The namespaces of an EPUB content document, and the way in and out of a tree.

Text in, lxml tree out, and back to bytes: an XML declaration, <!DOCTYPE html> (EPUB 3.3, 6.1),
no empty-element tags except for void elements, so that a reader that takes the file for HTML
sees the same tree.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
MATHML = "http://www.w3.org/1998/Math/MathML"
XML = "http://www.w3.org/XML/1998/namespace"

EPUB_TYPE = f"{{{EPUB}}}type"
XML_LANG = f"{{{XML}}}lang"

_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
                   "source", "track", "wbr"})  # fmt: skip


def tag(name: str) -> str:
    """The qualified name of an XHTML element."""
    return f"{{{XHTML}}}{name}"


def parse(text: str | bytes) -> etree._Element:
    """Read a document into a tree; DTDs and the network are out of reach, entities vanish.

    Raises lxml.etree.XMLSyntaxError where the text is not well-formed.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(text.encode() if isinstance(text, str) else text, parser)
    for entity in list(root.iter(etree.Entity)):
        remove(entity)
    return root


def serialise(root: etree._Element) -> bytes:
    """Write a content document as bytes."""
    for element in elements(root):
        if not len(element) and element.text is None and local(element) not in _VOID:
            element.text = ""  # written as <span></span>
    etree.cleanup_namespaces(root, top_nsmap={None: XHTML, "epub": EPUB}, keep_ns_prefixes=["epub"])
    return b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n' + etree.tostring(
        root, encoding="utf-8"
    ) + b"\n"  # fmt: skip


def elements(root: etree._Element) -> Iterator[etree._Element]:
    """Elements in document order, without comments and processing instructions."""
    return root.iter("*")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def namespace(element: etree._Element) -> str:
    """The namespace of an element, "" where it has none."""
    name = str(element.tag)
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def is_address(element: etree._Element) -> bool:
    """Whether a link shows the address that it leads to."""
    return local(element) == "a" and (
        element.get("class") in ("uri", "email") or element.get("href") == element.text
    )


def append_text(parent: etree._Element, text: str) -> None:
    """Add text behind all that an element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def remove(element: etree._Element) -> None:
    """Take an element out and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        previous = element.getprevious()
        if previous is None:
            parent.text = (parent.text or "") + element.tail
        else:
            previous.tail = (previous.tail or "") + element.tail
    element.tail = None
    parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Replace an element by its content."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    children = list(element)
    before, after = element.text or "", element.tail or ""
    element.tail = None
    parent.remove(element)
    for offset, child in enumerate(children):
        parent.insert(index + offset, child)
    if children:
        children[-1].tail = (children[-1].tail or "") + after
        after = ""
    lead = before + after
    if lead and index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + lead
    elif lead:
        parent.text = (parent.text or "") + lead
