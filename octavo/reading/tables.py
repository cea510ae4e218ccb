"""Tables: captions, ids and header scopes; Quarto's fenced division around a table."""

from __future__ import annotations

from octavo.reading.places import placed
from octavo.reading.trees import (
    Element,
    add_class,
    classes,
    drop,
    is_blank,
    move_content,
    plain_text,
    replace,
)


def make_tables(body: Element) -> None:
    """Give every table its caption and its header cells their scope, in place."""
    for box in list(body.iter("div")):
        if _is_table_box(box):
            _from_box(box)
    for table in body.iter("table"):
        caption = table.find("caption")
        if caption is not None:
            _as_inline(caption)
            if table.index(caption) != 0:
                table.insert(0, caption)
        _scopes(table)


def _is_table_box(box: Element) -> bool:
    marked = "table" in classes(box) or (box.get("id") or "").startswith(("tbl-", "tbl:", "tab:"))
    return marked and len(box.findall("table")) == 1


def _from_box(box: Element) -> None:
    """Move a fenced division's id, classes and paragraph of caption into its table."""
    table = box.find("table")
    if table is None:
        return
    others = [child for child in box if child.tag != "table"]
    paragraphs = [child for child in others if child.tag == "p" and plain_text(child)]
    if len(others) > 1 or len(paragraphs) != len(others) or not is_blank(box.text):
        return  # more than a table and its caption: it stays a box
    if paragraphs and table.find("caption") is None:
        caption = placed("caption", paragraphs[0])
        move_content(paragraphs[0], caption)
        drop(paragraphs[0])
        table.insert(0, caption)
    id = box.get("id")
    if id and table.get("id") is None:
        table.set("id", id)
    add_class(table, *(name for name in classes(box) if name != "table"))
    if not classes(table):
        table.attrib.pop("class", None)
    replace(box, table)


def _as_inline(caption: Element) -> None:
    """A caption is one run of text: paragraphs in it lose their tags."""
    for paragraph in list(caption.iter("p")):
        following = paragraph.getnext()
        if following is not None and following.tag == "p":
            paragraph.tail = " "
        keep = placed("span", paragraph)
        move_content(paragraph, keep)
        replace(paragraph, keep)


def _scopes(table: Element) -> None:
    for cell in table.iter("th"):
        if cell.get("scope") is None:
            row = cell.getparent()
            group = row.getparent() if row is not None else None
            in_head = group is not None and group.tag == "thead"
            cell.set("scope", "col" if in_head or group is None else "row")
