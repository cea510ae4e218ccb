"""The structure tree of a galley while it is read: one node for each element that says something.

Elements come in as their boxes are met; TagNode comes out. A node is made where its element is
met first, inside the node of the element around it, so kids stand in reading order. What HTML and
PDF arrange differently is arranged here: list items get a body, terms and definitions share an
item, a figure and its one picture are one node, captions go into their tables, links inside the
book into a Reference, notes behind the block that calls them. Languages are said where they
change.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from octavo.artifacts import TagAnnotation, TagContent, TagNode
from octavo.pdf.engine.roles import (
    INLINE,
    KEPT_EMPTY,
    alternative,
    is_contents,
    link_contents,
    role_of,
    scope_of,
    sole_picture,
)
from octavo.pdf.engine.tree import XML_LANG, Element, is_note, parents

NOTE_HOMES = frozenset(
    {"Document", "Sect", "Art", "Div", "BlockQuote", "LBody", "TD", "TH", "Note"}
)
"""A note is read behind the child of the nearest of these that holds its call."""


@dataclass(slots=True, eq=False)
class Node:
    """A structure element in the making."""

    role: str
    lang: str
    parent: Node | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    kids: list[Node | TagContent | TagAnnotation] = field(default_factory=list)

    def add(self, role: str, lang: str | None = None, first: bool = False) -> Node:
        """Make a node at the end of this one, or at its beginning."""
        node = Node(role, self.lang if lang is None else lang, self)
        self.kids.insert(0 if first else len(self.kids), node)
        return node


class Structure:
    """The nodes of one document, by element."""

    def __init__(self, root: Element) -> None:
        self._parents = parents(root)
        self._order = {element: place for place, element in enumerate(root.iter())}
        self._root = Node("Document", _language(root) or "")
        self._nodes: dict[Element, Node] = {root: self._root}
        self._items: dict[Element, Node] = {}
        self._notes: dict[Element, Node] = {}
        self._moved: dict[Element, None] = {}
        self._named = {name for e in root.iter() for name in e.get("headers", "").split()}

    def node(self, element: Element) -> Node:
        """The node that an element's text belongs to, made on first asking."""
        node = self._nodes.get(element)
        if node is None:
            node = self._nodes[element] = self._make(element)
        return node

    def label(self, element: Element) -> Node:
        """The node of a list item's number or bullet."""
        self.node(element)
        item = self._items.get(element, self._nodes[element])
        first = item.kids[0] if item.kids else None
        if isinstance(first, Node) and first.role == "Lbl":
            return first
        return item.add("Lbl", first=True)

    def list_of(self, item: Element) -> Node | None:
        """The list that a list item belongs to."""
        node = self._items.get(item)
        return node.parent if node is not None else None

    def link(self, element: Element) -> Node | None:
        """The node of the link around an element, or of the element itself."""
        around: Element | None = element
        while around is not None:
            if around.tag == "a" and around.get("href"):
                return self.node(around)
            around = self._parents.get(around)
        return None

    def moved(self, element: Element) -> None:
        """Note that an element is met elsewhere than where it is written."""
        self._moved[element] = None

    def freeze(self) -> TagNode:
        """Place what moved and the notes, and give the whole as plain values."""
        for element in sorted(self._moved, key=self._order.__getitem__):
            self._put_back(element)
        for element in sorted(self._notes, key=self._order.__getitem__):
            self._place(element, self._notes[element])
        (document,) = _frozen(self._root, None)
        assert isinstance(document, TagNode)
        return document

    def _make(self, element: Element) -> Node:
        around = self._parents[element]
        lang = _language(element)
        role = role_of(element, self._in_contents(element))
        if role == "Note":
            return self._note(element, lang)
        if role == "Div" and around.tag == "dl":
            return self.node(around)
        if element.tag in ("dt", "dd") and role is not None:
            return self._entry(element).add(role, lang)
        if role == "Caption":
            return self._captioned(around).add(role, lang)
        if role == "Link":
            return self._link(element, self.node(around), lang)
        home = self.node(around)
        if role is None:
            return home.add("Span", lang) if lang and lang != home.lang else home
        if role == "LI":
            item = self._items[element] = home.add("LI", lang)
            return item.add("LBody")
        if role in ("Figure", "Formula"):
            return self._picture(element, role, home, lang)
        node = home.add(role, lang)
        if role in ("TH", "TD"):
            self._cell(element, node)
        return node

    def _note(self, element: Element, lang: str | None) -> Node:
        node = Node("Note", lang or self.node(self._parents[element]).lang)
        node.attributes["id"] = element.get("id", "")
        self._notes[element] = node
        return node

    def _entry(self, element: Element) -> Node:
        """The list item of a term or definition: from one run of terms to the next."""
        around = self._parents[element]
        siblings = [e for e in around if e.tag in ("dt", "dd")]
        at = siblings.index(element)
        while at and not (siblings[at].tag == "dt" and siblings[at - 1].tag == "dd"):
            at -= 1
        first = siblings[at]
        if first not in self._items:
            self._items[first] = self.node(around).add("LI")
        return self._items[first]

    def _captioned(self, around: Element) -> Node:
        """What a caption belongs to: in a figure that shows a table, the table."""
        if around.tag == "figure" and sole_picture(around) is None:
            tables = list(around.iter("table"))
            if len(tables) == 1:
                return self.node(tables[0])
        return self.node(around)

    def _link(self, element: Element, home: Node, lang: str | None) -> Node:
        if element.get("role") == "doc-backlink":
            note: Node | None = home
            while note is not None and note.role != "Note":
                note = note.parent
            home = note.add("Lbl", first=True) if note is not None else home.add("Lbl")
        elif element.get("href", "").startswith(("#", "octavo:")):
            home = home.add("Reference")
        node = home.add("Link", lang)
        node.attributes["contents"] = link_contents(element)
        return node

    def _picture(self, element: Element, role: str, home: Node, lang: str | None) -> Node:
        picture = sole_picture(element) if element.tag == "figure" else element
        assert picture is not None
        if element.tag != "figure" and home.role == "Figure":
            return home  # the one picture of its figure
        node = home.add(role, lang)
        node.attributes["alt"] = alternative(picture)
        if element.tag == "figure":
            node.attributes["placement"] = "Block"
        return node

    def _cell(self, element: Element, node: Node) -> None:
        if element.tag == "th":
            row = self._parents[element]
            head = self._parents.get(row)
            in_head = head is not None and head.tag == "thead"
            node.attributes["scope"] = scope_of(element, row, in_head)
            if element.get("id", "") in self._named:
                node.attributes["id"] = element.get("id", "")
        if element.get("headers"):
            node.attributes["headers"] = " ".join(element.get("headers", "").split())

    def _in_contents(self, element: Element) -> bool:
        if element.tag not in ("ol", "ul", "li"):
            return False
        around: Element | None = element
        while around is not None and not is_contents(around):
            around = self._parents.get(around)
        return around is not None

    def _put_back(self, element: Element) -> None:
        """Put what moved behind the element that it is written after."""
        node = self.node(element)
        home = node.parent
        assert home is not None
        home.kids.remove(node)
        at = 0
        siblings = list(self._parents[element])
        for before in reversed(siblings[: siblings.index(element)]):
            known = [self._nodes[below] for below in before.iter() if below in self._nodes]
            places = [home.kids.index(n) for n in known if n.parent is home]
            if places:
                at = max(places) + 1
                break
        home.kids.insert(at, node)

    def _place(self, element: Element, note: Node) -> None:
        """Put a note behind the block that holds its call."""
        call = self.node(self._parents[element])
        if _is_note_home(call):
            home, at = call, self._after_line(element, call)
        else:
            while call.parent is not None and not _is_note_home(call.parent):
                call = call.parent
            assert call.parent is not None
            home = call.parent
            at = home.kids.index(call) + 1
        while at < len(home.kids) and _role(home.kids[at]) == "Note":
            at += 1
        note.parent = home
        home.kids.insert(at, note)

    def _after_line(self, element: Element, home: Node) -> int:
        """The place behind the run of text that holds a note's call, directly in its home."""
        siblings = list(self._parents[element])
        before = siblings[: siblings.index(element)]
        at = len(home.kids)
        for called in reversed([e for s in before[-1:] for e in s.iter() if not is_note(e)]):
            node: Node | None = self._nodes.get(called)
            while node is not None and node is not home and node.parent is not home:
                node = node.parent
            if node is not None and node is not home:
                at = home.kids.index(node)
                break
        while at < len(home.kids) and _role(home.kids[at]) in INLINE:
            at += 1
        return at


def _is_note_home(node: Node) -> bool:
    """Also a table's caption: behind the table, its note would come after those of the cells."""
    in_table = node.parent is not None and node.parent.role == "Table"
    return node.role in NOTE_HOMES or (node.role == "Caption" and in_table)


def _frozen(node: Node, around: Node | None) -> tuple[TagNode | TagContent | TagAnnotation, ...]:
    """Give a node as plain values; nothing for an empty one, its kids for a link that leads
    nowhere (WeasyPrint gave it no annotation)."""
    kids: list[TagNode | TagContent | TagAnnotation] = []
    for kid in _in_order(node):
        kids.extend(_frozen(kid, node) if isinstance(kid, Node) else (kid,))
    if not kids and node.role not in KEPT_EMPTY and around is not None:
        return ()
    if node.role == "Link" and not any(isinstance(kid, TagAnnotation) for kid in kids):
        return tuple(kids)
    attributes = dict(node.attributes)
    if node.lang and (around is None or node.lang != around.lang):
        attributes["lang"] = node.lang
    return (TagNode(node.role, tuple(sorted(attributes.items())), tuple(kids)),)


def _in_order(node: Node) -> list[Node | TagContent | TagAnnotation]:
    if node.role != "Table":
        return node.kids
    places = {"Caption": 0, "TFoot": 2}
    return sorted(node.kids, key=lambda kid: places.get(_role(kid), 1))


def _role(kid: Node | TagContent | TagAnnotation) -> str:
    """The role of a kid; loose text counts as inline."""
    return kid.role if isinstance(kid, Node) else "Span"


def _language(element: Element) -> str | None:
    return element.get("lang") or element.get(XML_LANG)
