"""What may stand in what: raw HTML can put a cell outside a table or a block into a word.

Source: the content models of HTML (html.spec.whatwg.org, 4.3 to 4.9), as far as a book's markup
goes. A misplaced element becomes a plain block and is reported; no word is lost.
"""

from __future__ import annotations

from octavo.findings import Finding, finding
from octavo.reading.places import location_of, placed
from octavo.reading.trees import BLOCKS, Element, is_blank, name_of, names, unwrap

_PARENTS = {
    "li": names("ul ol"),
    "dt": names("dl"),
    "dd": names("dl"),
    "tr": names("table thead tbody tfoot"),
    "td": names("tr"),
    "th": names("tr"),
    "thead": names("table"),
    "tbody": names("table"),
    "tfoot": names("table"),
    "caption": names("table"),
    "colgroup": names("table"),
    "col": names("colgroup table"),
    "figcaption": names("figure"),
    "rt": names("ruby"),
    "rp": names("ruby"),
    "rb": names("ruby"),
}
_WORDS = names(
    "em strong code sup sub ruby mark kbd samp var cite i b u s small abbr dfn bdi bdo q del ins span a time"
)
"""Elements for words, which hold no blocks."""


def mend_nesting(root: Element) -> list[Finding]:
    """Give every element of a parsed tree a place where it may stand, in place."""
    findings: list[Finding] = []
    for element in list(root.iter(*_PARENTS)):
        name, parent = name_of(element), element.getparent()
        if parent is None or parent.tag in _PARENTS[name]:
            continue
        findings.append(
            finding(
                "html-misplaced",
                f"<{name}> cannot stand in <{name_of(parent)}>; it was read as plain text.",
                location_of(element),
                f"Put it into <{min(_PARENTS[name])}>.",
            )
        )
        if element.tag in ("col", "colgroup", "rt", "rp", "rb"):
            unwrap(element)
        else:
            element.tag = "div"
            for attribute in ("colspan", "rowspan", "scope", "headers", "value", "style"):
                element.attrib.pop(attribute, None)
    for items in root.iter("ul", "ol"):
        _only_items(items)
    for words in list(root.iter(*_WORDS)):
        if any(_is_block(child) for child in words.iter()):
            unwrap(words)
    return findings


def _is_block(element: Element) -> bool:
    return element.tag in BLOCKS and element.tag != "o-note"


def _only_items(items: Element) -> None:
    """Wrap what stands in a list outside its items."""
    if not is_blank(items.text):
        item = placed("li", items, items.text)
        items.text = None
        items.insert(0, item)
    for child in list(items):
        if child.tag != "li":
            item = placed("li", child)
            items.replace(child, item)
            item.append(child)
        elif not is_blank(child.tail):
            item = placed("li", child, child.tail)
            child.tail = None
            child.addnext(item)
