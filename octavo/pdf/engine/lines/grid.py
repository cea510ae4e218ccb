"""All lines of the text on one grid, whatever stands between them.

A picture, a table or a theme's margin need not be a whole number of lines high. Where the theme
asks for it, a paragraph begins on the next line of the page's grid, so that the lines of facing
pages, and of both sides of a leaf, stand at the same heights. What stands in a table, a figure or
a note or in columns has lines of its own, and a heading stands in the white around it.

Private names of WeasyPrint: layout.block._in_flow_layout (rebound; its arguments by place), which
resolves the margins of a child and lays it out; LayoutContext._excluded_shapes_root_boxes, one for
the page and one for each box with a flow of its own; in_column; text.line_break.strut;
layout.percent.resolve_percentages; layout.block.collapse_margin.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint.layout.block as blocks
from weasyprint.formatting_structure.boxes import BlockBox
from weasyprint.layout.block import collapse_margin
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.line_break import strut

from octavo.pdf.engine.boxes import Box, LineBox
from octavo.pdf.engine.tree import Element, is_note

_APART = frozenset({"table", "figure", "h1", "h2", "h3", "h4", "h5", "h6"})
_ABOVE = ("margin_top", "border_top_width", "padding_top")
_NEAR = 0.02
"""Of a line: nearer than this to the grid a paragraph stands on it."""


@contextmanager
def kept_on_grid(root: Element) -> Iterator[None]:
    """Begin the paragraphs of a tree on the grid of their pages, in layouts made meanwhile."""
    own = blocks._in_flow_layout
    body = root.find("body")
    text = frozenset(_text_of(body)) if body is not None else frozenset()

    def lay_out(
        context: Any, box: Box, index: int, child: Box, new_children: Any, *rest: Any
    ) -> Any:
        page_is_empty, _, _, margins, _, position_y, skip_stack = rest[:7]
        if skip_stack is None and child.element in text and _begins_with_lines(child):
            line, _ = strut(context.style_for(body))
            if _is_plain(context, child, line):
                resolve_percentages(child, box)
                begun = context.current_page > 1 and page_is_empty and not new_children
                margin = 0.0 if begun else _number(child.margin_top)
                top = context.current_footnote_area.page.content_box_y()
                _push(child, margins, margin, position_y - top, line)
        return own(context, box, index, child, new_children, *rest)

    blocks._in_flow_layout = lay_out
    try:
        yield
    finally:
        blocks._in_flow_layout = own


def _push(child: Box, margins: list[float], margin: float, y: float, line: float) -> None:
    """Add to the margins above a paragraph, y below the head of its page, what is missing to the
    next line of the grid."""
    starts = y + collapse_margin([*margins, margin]) + child.border_top_width + child.padding_top
    missing = -starts % line
    if _NEAR * line < missing < (1 - _NEAR) * line:
        margins.append(max(0.0, margin, *margins) + missing)


def _text_of(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag not in _APART and not is_note(child):
            yield child
            yield from _text_of(child)


def _begins_with_lines(box: Box) -> bool:
    """Say whether the top of a box is that of its first line; a list's item moves with its mark."""
    while isinstance(box, BlockBox):
        flow = [child for child in box.children if child.is_in_normal_flow()]
        if not flow or isinstance(flow[0], LineBox):
            return bool(flow)
        box = flow[0]
        if any(_length(box.style[name]) for name in _ABOVE):
            return False
    return False


def _is_plain(context: Any, box: Box, line: float) -> bool:
    """Say whether a box is part of the page's own flow, and its lines are those of the text."""
    alone = len(context._excluded_shapes_root_boxes) == 1 and not context.in_column
    return alone and abs(strut(box.style)[0] - line) < _NEAR * line


def _length(value: Any) -> float:
    return float(getattr(value, "value", value))


def _number(margin: float | str) -> float:
    return 0.0 if isinstance(margin, str) else margin
