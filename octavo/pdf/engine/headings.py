"""Headings that stand alone: last on a page whose text goes on overleaf.

WeasyPrint keeps a heading with what follows, but not where it stands first on a page and what
follows must not break and does not fit below it. The cure is a second layout in which that table,
and its first row, may break.
"""

from __future__ import annotations

from collections.abc import Sequence

from weasyprint.document import Page

from octavo.findings import Finding, finding
from octavo.pdf.engine.boxes import (
    Box,
    ReplacedBox,
    TextBox,
    body_boxes,
    descendants,
    element_of,
    is_generated,
)
from octavo.pdf.engine.places import Places
from octavo.pdf.engine.roles import sole_picture
from octavo.pdf.engine.tree import Element, add_style, parents

_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})


def stranded_headings(pages: Sequence[Page], root: Element) -> tuple[Element, ...]:
    """Find the headings that end a page, unless the author breaks the page there."""
    around = parents(root)
    found = []
    for page in pages[:-1]:
        heading = _heading(element_of(last), around) if (last := _last(page)) else None
        if heading is not None and not _is_break(_following(heading, around)):
            found.append(heading)
    return tuple(found)


def keep_with_text(headings: Sequence[Element], root: Element) -> None:
    """Let what follows these headings break, so that it begins below them."""
    around = parents(root)
    for heading in headings:
        block = _following(heading, around)
        if block is None or (block.tag == "figure" and sole_picture(block) is not None):
            continue
        rows = [row for part in block.iter("tbody") for row in part.findall("tr")]
        for part in (block, *block.findall(".//table"), *rows[:1]):
            add_style(part, "break-inside: auto")


def heading_findings(headings: Sequence[Element], places: Places) -> tuple[Finding, ...]:
    """Tell of headings that are left alone."""
    return tuple(
        finding(
            "heading-stranded",
            f"The heading “{' '.join(''.join(heading.itertext()).split())}” is the last line of"
            " its page: what follows does not fit below it.",
            places.location(heading),
            "Put a sentence below the heading, or make what follows smaller.",
        )
        for heading in headings
    )


def _last(page: Page) -> Box | None:
    """The last text or picture in the text of a page."""
    seen = None
    for home in body_boxes(page):
        for box in descendants(home):
            shown = isinstance(box, TextBox) and box.text.strip() and not is_generated(box)
            if shown or isinstance(box, ReplacedBox):
                seen = box
    return seen


def _heading(element: Element | None, around: dict[Element, Element]) -> Element | None:
    while element is not None and element.tag not in _HEADINGS:
        element = around.get(element)
    return element


def _following(element: Element, around: dict[Element, Element]) -> Element | None:
    """The block behind an element."""
    while (home := around.get(element)) is not None:
        siblings = list(home)
        behind = siblings[siblings.index(element) + 1 :]
        if behind:
            return behind[0]
        element = home
    return None


def _is_break(element: Element | None) -> bool:
    return element is None or "page-break" in element.get("class", "").split()
