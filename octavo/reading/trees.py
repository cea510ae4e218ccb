"""Surgery on parsed trees: lxml keeps text after an element in its tail, and every cut minds it.

All functions change the tree they are given, in place; none makes findings.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from lxml import etree

Element = etree._Element

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_SPACE = re.compile(r"\s+")


def names(text: str) -> frozenset[str]:
    """A set of names, written as one line of words."""
    return frozenset(text.split())


BLOCKS = names(
    "p div section h1 h2 h3 h4 h5 h6 ul ol dl li dt dd blockquote pre table figure figcaption"
    " caption thead tbody tfoot tr td th colgroup col hr o-note"
)
"""Elements that start on a line of their own."""


def make(tag: str, text: str | None = None, /, **attributes: str) -> Element:
    """Make an element; an underscore after or in a name stands for none or a hyphen."""
    element = etree.Element(tag)
    for name, value in attributes.items():
        element.set(name.rstrip("_").replace("_", "-"), value)
    element.text = text
    return element


def name_of(element: Element) -> str:
    """The element's name; "" for comments and processing instructions."""
    return element.tag if isinstance(element.tag, str) else ""


def fragment(xhtml: str) -> Element:
    """Parse inline or block XHTML into the children of a <div>; raises etree.XMLSyntaxError."""
    return etree.fromstring(f"<div>{xhtml}</div>", _PARSER)


def read_tree(xml: bytes) -> Element:
    """Parse a whole tree; raises etree.XMLSyntaxError."""
    return etree.fromstring(xml, _PARSER)


def text_before(element: Element, text: str) -> None:
    """Put text directly before an element."""
    previous = element.getprevious()
    parent = element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def preceding_text(element: Element) -> str:
    """The text directly before an element, up to its sibling before or its parent's start."""
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def set_preceding_text(element: Element, text: str) -> None:
    """Replace the text directly before an element."""
    previous = element.getprevious()
    parent = element.getparent()
    if previous is not None:
        previous.tail = text
    elif parent is not None:
        parent.text = text


def drop(element: Element) -> None:
    """Take an element out with all in it; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        text_before(element, element.tail)
        element.tail = None
    parent.remove(element)


def replace(old: Element, new: Element) -> None:
    """Put another element in an element's place; the text after it stays."""
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


def replace_with_text(element: Element, text: str) -> None:
    """Put words in an element's place."""
    text_before(element, text)
    drop(element)


def unwrap(element: Element) -> None:
    """Put an element's content in its place."""
    parent = element.getparent()
    if parent is None:
        return
    text_before(element, element.text or "")
    index = parent.index(element)
    for child in list(element):
        parent.insert(index, child)
        index += 1
    drop(element)


def move_content(source: Element, target: Element) -> None:
    """Move all text and children to the end of another element."""
    append_text(target, source.text or "")
    source.text = None
    for child in list(source):
        target.append(child)


def append_text(element: Element, text: str) -> None:
    """Add text at the end of an element's content."""
    if not text:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def insert_after(element: Element, new: Element) -> None:
    """Put an element directly behind another, before the text that follows."""
    tail, element.tail = element.tail, None
    element.addnext(new)
    new.tail = tail


def classes(element: Element) -> list[str]:
    """The class names of an element."""
    return (element.get("class") or "").split()


def add_class(element: Element, *names: str) -> None:
    """Add class names that the element lacks."""
    present = classes(element)
    present += [name for name in names if name not in present]
    element.set("class", " ".join(present))


def remove_class(element: Element, *names: str) -> None:
    """Take class names away; an empty attribute goes too."""
    left = [name for name in classes(element) if name not in names]
    if left:
        element.set("class", " ".join(left))
    else:
        element.attrib.pop("class", None)


def plain_text(element: Element) -> str:
    """The text of an element as read, spaces joined, without notes, calls and index marks."""
    return _SPACE.sub(" ", "".join(_texts(element))).strip()


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if (
            not isinstance(child.tag, str)
            or child.tag in ("o-inline-note", "o-note", "o-call")
            or (child.tag == "sup" and {"call", "call-separator"} & set(classes(child)))
        ):
            pass
        elif child.tag == "br":
            yield " "
        elif child.tag == "img":
            yield child.get("alt") or ""
        elif child.tag == "o-math":
            yield child.get("tex") or ""
        else:
            yield from _texts(child)
        yield child.tail or ""


def is_blank(text: str | None) -> bool:
    """Say whether a text is nothing but white space."""
    return not text or text.isspace()


def is_display(math: Element) -> bool:
    """Say whether a formula stands on lines of its own."""
    return math.get("display") == "1"


def only_child(element: Element) -> Element | None:
    """The one child of an element that holds nothing else, or None."""
    if len(element) != 1 or not is_blank(element.text) or not is_blank(element[0].tail):
        return None
    return element[0]


def clone(element: Element) -> Element:
    """A deep copy without the text after it."""
    twin = copy.deepcopy(element)
    twin.tail = None
    return twin


def inner_xhtml(element: Element) -> str:
    """Serialise the content of an element, not the element itself."""
    head = etree.Element("x")
    head.text = element.text
    opening = etree.tostring(head, encoding="unicode")
    text = opening[3:-4] if element.text else ""
    return text + "".join(etree.tostring(child, encoding="unicode") for child in element)
