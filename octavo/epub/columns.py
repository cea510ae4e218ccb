"""Tables on narrow screens: each column has a share of the width by the words that stand in it.

A table is wider than a phone as soon as the longest words of its columns do not fit side by side.
What is too wide is cut off where pages are turned, and a box that scrolls is not divided between
such pages; so its type gets smaller, to a limit, and then words may be broken (epub.css). The
shares see to it that they rarely are, and that a number is not broken for the sake of a sentence.

What counts is the width beside the size of type, so a box around the table is the container that
the rules ask (CSS Conditional Rules 5): some reading systems lay all pages side by side in one
wide window, where @media would say nothing. Shares and letters are custom properties, which only
those rules read: elsewhere the author's widths stand, or the browser chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from octavo.epub.xhtml import local, tag

_PADDING = 3
"""What the space between columns takes, in letters."""

_MANY = 52.0
"""Letters in a row of which a table is narrow in any book."""

_BREAKS = re.compile(r"[\s/\u2010-]+")


def fit_tables(tree: etree._Element) -> None:
    """Give each table its box, and its columns their shares of a narrow one."""
    for table in list(tree.iter(tag("table"))):
        _share_columns(table)
        if not any(local(each) == "table" for each in table.iterancestors()):
            _box(table)


def _box(table: etree._Element) -> None:
    """Put a div around a table."""
    box = etree.Element(tag("div"), {"class": "table-box"})
    box.tail, table.tail = table.tail, None
    parent = table.getparent()
    assert parent is not None, "a table stands in a document"
    parent.replace(table, box)
    box.append(table)


def _share_columns(table: etree._Element) -> None:
    weights, words = _weights(table)
    if len(weights) < 2:
        return
    # The widest word beside its column's share says how many letters a whole row has room for.
    tightest = max((word + 1) / weight for word, weight in zip(words, weights, strict=True))
    letters = sum(weights) * tightest
    style = table.get("style")
    count = f"--letters: {letters:.3g}"
    table.set("style", f"{style.rstrip('; ')}; {count}" if style else count)
    if letters > _MANY:
        table.set("class", f"{table.get('class', '')} many".strip())
    columns = table.findall(f"{tag('colgroup')}/{tag('col')}") or _columns(table, len(weights))
    for column, weight in zip(columns, weights, strict=False):
        share = f"--narrow: {100 * weight / sum(weights):.3g}%"
        style = column.get("style")
        column.set("style", f"{style.rstrip('; ')}; {share}" if style else share)


def _columns(table: etree._Element, number: int) -> list[etree._Element]:
    """A new column group, behind the caption."""
    group = etree.Element(tag("colgroup"))
    has_caption = len(table) and local(table[0]) == "caption"
    table.insert(1 if has_caption else 0, group)
    return [etree.SubElement(group, tag("col")) for _ in range(number)]


def _weights(table: etree._Element) -> tuple[list[float], list[float]]:
    """How much room each column needs: its longest word, and some for its longest cell.

    The second list has the longest words alone.
    """
    weights: list[float] = []
    words: list[float] = []
    for row in _rows(table):
        column = 0
        for cell in row.iterchildren("*"):
            span = int(cell.get("colspan") or 1)
            missing = column + span - len(weights)
            weights += [0.0] * missing
            words += [0.0] * missing
            text = "".join(cell.itertext()).strip()
            longest = max(map(len, _BREAKS.split(text)), default=0)
            need = longest + _PADDING + min(len(text), 4 * longest) / 8
            for each in range(column, column + span):
                weights[each] = max(weights[each], need / span)
                words[each] = max(words[each], longest / span)
            column += span
    return weights, words


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, without those of tables in its cells."""
    for child in table.iterchildren("*"):
        if local(child) == "tr":
            yield child
        elif local(child) in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren(tag("tr"))
