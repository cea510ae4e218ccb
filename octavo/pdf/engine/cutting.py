"""Cut the box of a note in two where a trial layout of it stopped.

A skip stack says where: {child: {child: {byte of the text: None}}}, counted in the boxes that
were laid out. Those have line boxes and anonymous boxes, which WeasyPrint will make again for
each half, so line boxes are taken out of the halves; tables, which it would wrap twice, are
taken whole from the note as it was.

Private names of WeasyPrint: Box.deepcopy, copy_with_children, copy_with_text, is_table_wrapper,
the classes LineBox, TableBox, BlockContainerBox, and css.properties.ZERO_PIXELS.
"""

from __future__ import annotations

from typing import Any

from weasyprint.css.properties import ZERO_PIXELS
from weasyprint.formatting_structure.boxes import BlockContainerBox, TableBox

from octavo.pdf.engine.boxes import Box, LineBox, TextBox, descendants

_Stack = dict[int, Any]
_COLLAPSING = ("normal", "nowrap", "pre-line")
_Halves = tuple[Box | None, Box | None]


def cut_note(note: Box, lined: Box, stack: _Stack, laid: Box) -> tuple[Box, Box] | None:
    """Give head and tail of a note; None where it stops inside a table, or at its very end.

    lined is the note with anonymous boxes as it was before the trial, laid its part that fitted.
    """
    halves = _cut(lined, stack, _drawn_hyphen(laid))
    if halves is None or halves[0] is None or halves[1] is None:
        return None
    _strip_end(halves[0])
    tables = {box.element: box for box in descendants(note) if isinstance(box, TableBox)}
    return _without_lines(halves[0], tables), _without_lines(halves[1], tables)


def _cut(box: Box, stack: _Stack, hyphen: str) -> _Halves | None:
    if len(stack) != 1 or box.is_table_wrapper:
        return None
    ((index, below),) = stack.items()
    if isinstance(box, TextBox):
        return _cut_text(box, index, hyphen)
    before, after = list(box.children[:index]), list(box.children[index:])
    if below is not None:
        halves = _cut(box.children[index], below, hyphen)
        if halves is None:
            return None
        before.extend(half for half in halves[:1] if half is not None)
        after[:1] = [half for half in halves[1:] if half is not None]
    head = box.copy_with_children(before) if before else None
    tail = box.copy_with_children(after) if after else None
    if isinstance(box, BlockContainerBox):
        _end(head)
        _go_on(tail)
    return head, tail


def _cut_text(box: Box, index: int, hyphen: str) -> _Halves:
    text = box.text.encode()
    before, after = text[:index].decode(), text[index:].decode()
    if after and not before.endswith(hyphen):
        before += hyphen
    return (
        box.copy_with_text(before) if before else None,
        box.copy_with_text(after) if after else None,
    )


def _strip_end(head: Box) -> None:
    """Take the space from the end of a head: WeasyPrint would measure it with the last line."""
    while head.children:
        head = head.children[-1]
    if isinstance(head, TextBox) and head.style["white_space"] in _COLLAPSING:
        head.text = head.text.rstrip(" ") or head.text


def _end(head: Box | None) -> None:
    """The last line of a head is no last line: it fills the measure, nothing stands below."""
    if head is None:
        return
    head.style = head.style.copy()
    head.style["margin_bottom"] = ZERO_PIXELS
    if head.style["text_align_all"] == "justify":
        head.style["text_align_last"] = "justify"


def _go_on(tail: Box | None) -> None:
    """A tail begins without indent and without room above."""
    if tail is None:
        return
    tail.style = tail.style.copy()
    tail.style["text_indent"] = tail.style["margin_top"] = ZERO_PIXELS


def _drawn_hyphen(laid: Box) -> str:
    """The hyphen that the last line drew; it belongs to the head."""
    texts = [box for box in descendants(laid) if isinstance(box, TextBox)]
    if not texts:
        return ""
    hyphen: str = texts[-1].style["hyphenate_character"]
    return hyphen if texts[-1].text.endswith(hyphen) else ""


def _without_lines(box: Box, tables: dict[Any, Box]) -> Box:
    if box.is_table_wrapper and box.element in tables:
        return tables[box.element].deepcopy()
    if not box.children:
        return box
    children: list[Box] = []
    for child in box.children:
        inner = _without_lines(child, tables)
        children.extend(inner.children if isinstance(child, LineBox) else [inner])
    return box.copy_with_children(children)
