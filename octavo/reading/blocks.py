"""The order of blocks in a tree: what may stand where, so that every edition is valid.

Paragraphs hold no blocks, lists are tight or loose and not half of each, containers hold
blocks and not loose words; links hold no links.
"""

from __future__ import annotations

from octavo.reading.places import AT
from octavo.reading.trees import (
    BLOCKS,
    Element,
    add_class,
    classes,
    drop,
    insert_after,
    is_blank,
    is_display,
    make,
    remove_class,
    unwrap,
)

_HOLD_BLOCKS = ("blockquote", "div", "body", "section")
_ITEMS = ("li", "dd")
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt")


def order_blocks(root: Element) -> None:
    """Mend the blocks of a tree, in place; the root itself is taken for a container."""
    for paragraph in list(root.iter("p")):
        if any(_is_block(child) for child in paragraph):
            _split(paragraph)
    for element in list(root.iter(*_HOLD_BLOCKS, *_ITEMS, "td", "th")):
        holds_blocks = element is root or element.tag in _HOLD_BLOCKS
        if "formula" in classes(element):
            continue  # its number is no paragraph
        if holds_blocks or any(child.tag == "p" for child in element):
            _wrap_stray(element)
    for items in root.iter("ul", "ol", "dl"):
        _tighten(items)


def _is_block(element: Element) -> bool:
    if element.tag == "o-math":
        return is_display(element)
    return element.tag in BLOCKS


def _split(paragraph: Element) -> None:
    """Cut a paragraph around the blocks inside it; the first piece keeps its id."""
    parent = paragraph.getparent()
    if parent is None:
        return
    pieces: list[Element] = []
    run: Element | None = None

    def words() -> Element:
        nonlocal run
        if run is None:
            run = make("p")
            for name in ("class", "lang", "dir", AT):
                if paragraph.get(name):
                    run.set(name, paragraph.get(name) or "")
            pieces.append(run)
        return run

    if not is_blank(paragraph.text):
        words().text = paragraph.text
    for child in list(paragraph):
        tail, child.tail = child.tail, None
        if _is_block(child):
            pieces.append(child)
            run = None
        else:
            words().append(child)
        if run is not None and len(run):
            run[-1].tail = tail
        elif not is_blank(tail):
            words().text = (tail or "").lstrip()
    id = paragraph.get("id")
    if id and pieces:
        holder = next((piece for piece in pieces if piece.get("id") is None), None)
        if holder is not None:
            holder.set("id", id)
    index = parent.index(paragraph)
    tail = paragraph.tail
    parent.remove(paragraph)
    for offset, piece in enumerate(pieces):
        parent.insert(index + offset, piece)
    if pieces:
        pieces[-1].tail = tail


def _wrap_stray(container: Element) -> None:
    """Put words that stand between blocks into paragraphs."""
    run: Element | None = None
    if not is_blank(container.text):
        run = make("p", container.text)
        container.text = None
        container.insert(0, run)
    for child in list(container):
        if child is run:
            continue
        tail = child.tail
        if _is_block(child):
            run = None
            if not is_blank(tail):
                child.tail = None
                run = make("p", (tail or "").lstrip())
                insert_after(child, run)
            continue
        if run is None:
            run = make("p")
            container.insert(container.index(child), run)
        run.append(child)


def _tighten(items: Element) -> None:
    """Say on the list whether its items hold text directly."""
    holders = [child for child in items if child.tag in _ITEMS]
    loose = [item for item in holders if any(child.tag == "p" for child in item)]
    if holders and not loose:
        add_class(items, "tight")
        return
    remove_class(items, "tight")
    for item in holders:
        if item not in loose:
            _wrap_stray(item)


def unnest_links(root: Element) -> None:
    """Move note calls out of the links around them, and open links inside links."""
    for link in list(root.iter("a")):
        outer = _outer_link(link, root)
        if outer is None:
            continue
        holder = link.getparent()
        if holder is not None and holder.tag == "sup" and "call" in classes(holder):
            drop(holder)
            insert_after(outer, holder)
        else:
            unwrap(link)


def _outer_link(link: Element, root: Element) -> Element | None:
    node = link.getparent()
    while node is not None and node is not root:
        if node.tag == "a":
            return node
        node = node.getparent()
    return None
