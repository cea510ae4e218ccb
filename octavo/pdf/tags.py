"""Tag records of all galleys -> the one structure tree of the book (ISO 32000-1, 14.7 and 14.8).

The engine records what the boxes know; here it becomes objects. PDF/UA-1 rules that decide the
form: every content reached once from the tree (7.1), annotations through OBJR with /StructParent
(7.18.5), /ID on notes (7.9) and header cells (7.5), a role map for Em and Strong, which PDF 1.7
does not know (7.1-5). /Pg of an element is the page of its first content; content there is a bare
MCID, elsewhere an MCR, and in a form XObject an MCR with /Stm (14.7.4.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo.artifacts import TagAnnotation, TagContent, TagNode
from octavo.pdf.trees import name_tree, number_tree

_ROLE_MAP = {"/Em": Name.Span, "/Strong": Name.Span}

_STRUCT_ELEM, _MCR = Name.StructElem, Name.MCR

_LISTED_IDS = ("Note", "TH")
"""Elements whose ids the standard asks for; divisions get theirs too."""

_TEXTS = {"lang": "/Lang", "alt": "/Alt", "actual": "/ActualText", "title": "/T"}

_TABLE_NUMBERS = {"colspan": "/ColSpan", "rowspan": "/RowSpan"}


def linked_annotations(tags: TagNode) -> dict[int, dict[int, str]]:
    """Page of the galley -> index in /Annots -> what the link says, from a tag record."""
    found: dict[int, dict[int, str]] = {}
    for node in _nodes(tags):
        for kid in node.kids:
            if isinstance(kid, TagAnnotation):
                contents = dict(node.attributes).get("contents", "")
                found.setdefault(kid.page, {})[kid.index] = contents
    return found


def _nodes(tags: TagNode) -> Iterator[TagNode]:
    waiting = [tags]
    while waiting:
        yield (node := waiting.pop())
        waiting += [kid for kid in node.kids if isinstance(kid, TagNode)]


@dataclass(slots=True)
class GalleyPages:
    """The pages of a galley in the book, and its annotations that stayed, by their old index."""

    pages: tuple[pikepdf.Object, ...]
    annotations: Mapping[int, Mapping[int, pikepdf.Object]]  # page of the galley -> index


@dataclass(slots=True)
class _Parents:
    """What the ParentTree will say."""

    pages: dict[tuple[int, int], dict[int, pikepdf.Object]] = field(default_factory=dict)
    forms: dict[tuple[int, int], dict[int, pikepdf.Object]] = field(default_factory=dict)
    form_objects: dict[tuple[int, int], pikepdf.Object] = field(default_factory=dict)
    annotations: list[tuple[pikepdf.Object, pikepdf.Object]] = field(default_factory=list)


class TagWriter:
    """Grows the structure tree, galley by galley."""

    def __init__(self, book: Pdf, language: str) -> None:
        self._book = book
        self._language = language
        self._parents = _Parents()
        self._ids: dict[str, pikepdf.Object] = {}
        self._root = book.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = book.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root, Lang=String(language))
        )
        self._kids: list[pikepdf.Object] = []
        self._roles: dict[str, pikepdf.Object] = {}
        self._marked: tuple[dict[int, pikepdf.Object], ...] = ()  # the galley's in hand, by page

    def add(self, division_id: str, tags: TagNode, galley: GalleyPages) -> None:
        """Add a galley's record as one element below the one Document, named by its division."""
        first = tags.kids[0] if len(tags.kids) == 1 else None
        # The Document node of a galley goes; what is no single element is held by a Sect.
        division = first if isinstance(first, TagNode) else TagNode("Sect", (), tags.kids)
        marked = self._parents.pages
        self._marked = tuple(marked.setdefault(page.objgen, {}) for page in galley.pages)
        element = self._element(division, self._document, galley)
        language = dict(tags.attributes).get("lang", self._language)
        if language != self._language and "/Lang" not in element:
            element.Lang = String(language)
        if division_id not in self._ids:
            element.ID = String(division_id)
            self._ids[division_id] = element
        self._kids.append(element)

    def finish(self) -> None:
        """Write the trees that lead back from content to elements, and the catalog's entries."""
        book = self._book
        self._document.K = Array(self._kids)
        self._root.K = Array([self._document])
        self._root.RoleMap = Dictionary(_ROLE_MAP)
        entries = self._number_everything()
        self._root.ParentTree = number_tree(book, entries)
        self._root.ParentTreeNextKey = len(entries)
        if self._ids:
            self._root.IDTree = name_tree(book, self._ids.items())
        book.Root.StructTreeRoot = self._root
        book.Root.MarkInfo = Dictionary(Marked=True)

    def _number_everything(self) -> list[tuple[int, pikepdf.Object]]:
        """Give pages, annotations and forms their keys, in this order."""
        entries: list[tuple[int, pikepdf.Object]] = []
        for page in self._book.pages:
            marked = self._parents.pages.get(page.obj.objgen)
            if marked:
                page.obj.StructParents = len(entries)
                entries.append((len(entries), self._by_mcid(marked)))
        for annotation, element in self._parents.annotations:
            annotation.StructParent = len(entries)
            entries.append((len(entries), element))
        for key, marked in self._parents.forms.items():
            self._parents.form_objects[key].StructParents = len(entries)
            entries.append((len(entries), self._by_mcid(marked)))
        return entries

    def _by_mcid(self, marked: Mapping[int, pikepdf.Object]) -> pikepdf.Object:
        return self._book.make_indirect(
            Array([marked.get(mcid) for mcid in range(max(marked) + 1)])
        )

    def _element(
        self, node: TagNode, parent: pikepdf.Object, galley: GalleyPages
    ) -> pikepdf.Object:
        role = self._role("Span" if _leads_nowhere(node, galley) else node.role)
        element = self._book.make_indirect(
            Dictionary({"/Type": _STRUCT_ELEM, "/S": role, "/P": parent})
        )
        if node.attributes:
            self._describe(element, node)
        home = next((kid.page for kid in node.kids if not isinstance(kid, TagNode)), None)
        if home is not None:
            element.Pg = galley.pages[home - 1]
        kids: list[object] = []
        for kid in node.kids:
            if isinstance(kid, TagNode):
                kids.append(self._element(kid, element, galley))
            elif isinstance(kid, TagContent):
                kids.append(self._content(kid, element, galley, home))
            else:
                annotation = galley.annotations.get(kid.page, {}).get(kid.index)
                if annotation is not None:
                    kids.append(self._annotation(annotation, element, galley.pages[kid.page - 1]))
        if len(kids) == 1:
            element.K = kids[0]
        elif kids:
            element.K = Array(kids)
        return element

    def _content(
        self, content: TagContent, element: pikepdf.Object, galley: GalleyPages, home: int | None
    ) -> object:
        if not content.forms:
            self._marked[content.page - 1][content.mcid] = element
            if content.page == home:
                return content.mcid
        page = galley.pages[content.page - 1]
        if not content.forms:
            return Dictionary({"/Type": _MCR, "/Pg": page, "/MCID": content.mcid})
        form = page
        for name in content.forms:
            form = form.Resources.XObject[Name(f"/{name}")]
        self._parents.forms.setdefault(form.objgen, {})[content.mcid] = element
        self._parents.form_objects[form.objgen] = form
        return Dictionary({"/Type": _MCR, "/Pg": page, "/Stm": form, "/MCID": content.mcid})

    def _role(self, role: str) -> pikepdf.Object:
        return self._roles.get(role) or self._roles.setdefault(role, Name(f"/{role}"))

    def _annotation(
        self, annotation: pikepdf.Object, element: pikepdf.Object, page: pikepdf.Object
    ) -> pikepdf.Object:
        self._parents.annotations.append((annotation, element))
        return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)

    def _describe(self, element: pikepdf.Object, node: TagNode) -> None:
        given = dict(node.attributes)
        for name, key in _TEXTS.items():
            if name in given:
                element[key] = String(given[name])
        if given.get("id") and node.role in _LISTED_IDS and given["id"] not in self._ids:
            element.ID = String(given["id"])
            self._ids[given["id"]] = element
        attributes = [*_attribute_objects(given)]
        if attributes:
            element.A = attributes[0] if len(attributes) == 1 else Array(attributes)


def _leads_nowhere(node: TagNode, galley: GalleyPages) -> bool:
    """Say whether a link lost all its annotations, since no page shows its target."""
    if node.role != "Link":
        return False
    areas = [kid for kid in node.kids if isinstance(kid, TagAnnotation)]
    return bool(areas) and not any(
        kid.index in galley.annotations.get(kid.page, {}) for kid in areas
    )


def _attribute_objects(given: Mapping[str, str]) -> Iterator[Dictionary]:
    """The attribute objects of an element, one an owner (ISO 32000-1, 14.8.5)."""
    table: dict[str, object] = {
        key: int(given[name])
        for name, key in _TABLE_NUMBERS.items()
        if int(given.get(name, "1")) > 1
    }
    if "scope" in given:
        table["/Scope"] = Name(f"/{given['scope']}")
    if given.get("headers"):
        table["/Headers"] = Array([String(id_) for id_ in given["headers"].split()])
    if table:
        yield Dictionary({"/O": Name.Table, **table})
    if "numbering" in given:
        yield Dictionary(O=Name.List, ListNumbering=Name(f"/{given['numbering']}"))
    layout: dict[str, object] = {}
    if "placement" in given:
        layout["/Placement"] = Name(f"/{given['placement']}")
    if "bbox" in given:
        layout["/BBox"] = Array([float(side) for side in given["bbox"].split()])
    if layout:
        yield Dictionary({"/O": Name.Layout, **layout})
