"""Laid-out boxes -> TagNode: what a blind reader hears, recorded instead of written.

WeasyPrint's own tag tree fails PDF/UA on most books and says less than its boxes know, so
weasyprint.pdf.add_tags, called once at the end of write_pdf, is rebound to a recorder. It leaves
a plain record; octavo.pdf.assembly writes the one structure tree of the book.

How it reads: a box with an element finds its node by that element, so a box seen again on the
next line or page continues the same node, and anonymous boxes vanish into their parent's. Notes
lie in a page's footnote area, yet are read after the block that calls them; what moved to the
head of a page is read where it is written. Margin boxes, table
heads and feet seen again, leaders and decorative pictures are artifacts: the operators that
opened their marked content are changed in the stream. Text from right to left is drawn from the
left, so its glyphs are in the wrong order: a Span around each run of it says the letters as
written (/ActualText, ISO 32000-1, 14.9.4). It stands in the tree, not in the stream, where
Poppler and PDFium would turn it round once more.

Private names of WeasyPrint: pdf.add_tags (rebound), pdf.Stream (rebound to a subclass that
remembers where each marked content begins; marked, add_group, clone and the operator list
Stream.stream are used), Stream._tags, Page.links, box.link, box.link_annotation, Document._html.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

import pydyf
import weasyprint.pdf
from weasyprint.document import Document, Page
from weasyprint.pdf.stream import Stream

from octavo.artifacts import TagAnnotation, TagContent, TagNode
from octavo.pdf.engine.boxes import (
    POINTS_PER_PIXEL,
    BlockReplacedBox,
    Box,
    LineBox,
    ReplacedBox,
    TextBox,
    body_boxes,
    children,
    element_of,
    head_boxes,
    note_boxes,
)
from octavo.pdf.engine.roles import NUMBERING, is_decorative
from octavo.pdf.engine.structure import Structure
from octavo.pdf.engine.tree import Element

_FROM_THE_RIGHT = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
"""Bidirectional classes (UAX #9) whose presence changes the order of letters."""


@dataclass(slots=True)
class Mark:
    """Marked content as drawn: its number, its stream, and where in the stream it begins."""

    mcid: int
    stream: RecordingStream
    begins: int

    def make_artifact(self) -> None:
        """Take the content out of the structure (ISO 32000-1, 14.8.2.2)."""
        operators = self.stream.stream
        operators[self.begins] = b"/Artifact"
        operators[self.begins + 1] = pydyf.Dictionary({"Type": "/Layout"})


class RecordingStream(Stream):  # type: ignore[misc]
    """A content stream that remembers where each box's marked content begins."""

    forms: tuple[str, ...] = ()

    def clone(self, **changes: Any) -> Any:
        """Make groups and patterns of this same kind (WeasyPrint names its own class)."""
        kinds = ("fonts", "page_rectangle", "resources", "images", "tags",
                 "color_profiles", "output_intent")  # fmt: skip
        own = {kind: getattr(self, f"_{kind}", None) for kind in kinds}
        own |= {"page_rectangle": self.page_rectangle, "compress": self.compress}
        return type(self)(**(own | changes))

    def add_group(self, *rectangle: float) -> Any:
        """Remember through which form XObjects a group is drawn."""
        group = super().add_group(*rectangle)
        group.forms = (*self.forms, group.id)
        return group

    @contextmanager
    def marked(self, box: Box, tag: str) -> Iterator[None]:
        """Open marked content; the operators /Tag, properties, BDC are the next three."""
        begins = len(self.stream)
        with super().marked(box, tag):
            if self._tags is not None:
                self._tags[box] = Mark(len(self._tags) - 1, self, begins)
            yield


class Recorder:
    """Takes the place of weasyprint.pdf.add_tags for one document."""

    def __init__(self) -> None:
        self.tags = TagNode("Document")

    def __call__(self, pdf: Any, document: Document, version: Any, streams: Sequence[Any]) -> None:
        """Record the tags of a document (the signature of weasyprint.pdf.add_tags)."""
        structure = Structure(document._html.etree_element)
        repeated: dict[Element, int] = {}
        readers = []
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True), 1):
            marks = {} if stream._tags is None else dict(stream._tags)
            readers.append(_PageReader(structure, page, number, marks, repeated))
            readers[-1].read()
        for reader in readers:
            reader.finish()
        self.tags = structure.freeze()


class _PageReader:
    """Reads one page into the structure."""

    def __init__(
        self,
        structure: Structure,
        page: Page,
        number: int,
        marks: dict[Box, Mark],
        repeated: dict[Element, int],
    ) -> None:
        self._structure = structure
        self._page = page
        self._number = number
        self._marks = marks
        self._repeated = repeated  # table heads and feet, with the page where they stood first
        self._line_end: Box | None = None
        drawn = [link[3] for link in page.links if link[3].link_annotation is not None]
        self._annotations = {id(box): index for index, box in enumerate(drawn)}

    def read(self) -> None:
        """Read body and notes in the order in which they stand."""
        for box in (*body_boxes(self._page), *note_boxes(self._page)):
            self._read(box)

    def finish(self) -> None:
        """Read what moved to the head, whose place is in the text of this page or another; what is
        drawn besides (margin boxes) becomes an artifact."""
        for box in head_boxes(self._page):
            element = element_of(box)
            if element is not None:
                self._structure.moved(element)
            self._read(box)
        for mark in self._marks.values():
            mark.make_artifact()

    def _read(self, box: Box) -> None:
        element = element_of(box)
        if isinstance(box, LineBox):
            self._line_end = _last(box)
        if isinstance(box, TextBox | ReplacedBox):
            self._content(box)
        if element is not None and (self._is_repeated(box, element) or box.is_leader):
            return  # left to read(): artifacts
        if id(box) in self._annotations and element is not None:
            link = self._structure.link(element)
            if link is not None:
                link.kids.append(TagAnnotation(self._number, self._annotations[id(box)]))
        if box.element_tag in ("td", "th", "li") and element is not None:
            self._block(box, element)
        for child in children(box):
            self._read(child)

    def _is_repeated(self, box: Box, element: Element) -> bool:
        if box.element_tag not in ("thead", "tfoot"):
            return False
        return self._repeated.setdefault(element, self._number) != self._number

    def _block(self, box: Box, element: Element) -> None:
        """Note what only the box of a cell or list item knows."""
        node = self._structure.node(element)
        if element.tag == "li":
            items = self._structure.list_of(element)
            if items is not None:
                style = box.style["list_style_type"]
                items.attributes.setdefault("numbering", NUMBERING.get(style, "None"))
            return
        for span in ("colspan", "rowspan"):
            if getattr(box, span) != 1:
                node.attributes[span] = str(getattr(box, span))

    def _content(self, box: Box) -> None:
        """Give the marked content of a text or picture to its node; what says nothing stays."""
        mark = self._marks.get(box)
        element = element_of(box)
        if mark is None or element is None or _says_nothing(box, element):
            return
        del self._marks[box]
        if box.element_tag.endswith("::marker"):
            node = self._structure.label(element)
        else:
            node = self._structure.node(element)
        if isinstance(box, ReplacedBox):
            node.attributes["bbox"] = self._rectangle(box)
            placement = "Block" if isinstance(box, BlockReplacedBox) else "Inline"
            node.attributes.setdefault("placement", placement)
        elif _runs_from_the_right(box):
            node = node if node.role == "Lbl" and not node.kids else node.add("Span")
            node.attributes["actual"] = _as_written(box.text, box is self._line_end)
        node.kids.append(TagContent(self._number, mark.mcid, mark.stream.forms))

    def _rectangle(self, box: Box) -> str:
        """The content box in points from the page's bottom left."""
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, self._page.height - top - box.height, left + box.width,
                   self._page.height - top)  # fmt: skip
        return " ".join(f"{corner * POINTS_PER_PIXEL:.3f}" for corner in corners)


def _last(line: Box) -> Box:
    """The last box of a line, as written."""
    box = line
    while kids := getattr(box, "children", ()):
        box = kids[-1]
    return box


def _runs_from_the_right(box: Box) -> bool:
    """Say whether a text's letters may be drawn in another order than they are written in."""
    if box.style["direction"] == "rtl":
        return True
    return not box.text.isascii() and not _FROM_THE_RIGHT.isdisjoint(map(bidirectional, box.text))


def _as_written(text: str, at_line_end: bool) -> str:
    """The letters of a run; at the end of a line with the space that fell there, or the hyphen
    that was put there as a soft one."""
    if not at_line_end:
        return text
    return f"{text[:-1]}\u00ad" if text.endswith("\u2010") else f"{text.rstrip()} "


def _says_nothing(box: Box, element: Element) -> bool:
    """Say whether a box is there for the eye alone."""
    generated = "::" in box.element_tag
    if isinstance(box, ReplacedBox):
        return generated or is_decorative(element)
    return not box.text.strip() or (generated and element.tag == "hr")


@contextmanager
def recording() -> Iterator[Recorder]:
    """Rebind WeasyPrint's tagging to a recorder while a document is written."""
    recorder = Recorder()
    own = weasyprint.pdf.add_tags, weasyprint.pdf.Stream
    weasyprint.pdf.add_tags, weasyprint.pdf.Stream = recorder, RecordingStream
    try:
        yield recorder
    finally:
        weasyprint.pdf.add_tags, weasyprint.pdf.Stream = own


def keep_own_links(document: Document) -> None:
    """Drop the link areas that boxes inside a link repeat: the link's own box covers them.

    A picture keeps its own, since a line's box is lower than a picture in it.
    """
    for page in document.pages:
        page.links = [
            link for link in page.links if link[3].link or isinstance(link[3], ReplacedBox)
        ]
