"""Formulas in the text: each o-math becomes a place for a Formula of the book."""

from __future__ import annotations

import re
from collections.abc import Iterator

from octavo.book.elements import Formula
from octavo.findings import Finding
from octavo.reading.places import AT, location_of
from octavo.reading.trees import Element, classes, is_display, make, names, replace

_LABEL = re.compile(r"\s*\{#(eq[-:][\w:.\-]*\w)\}")

_HOLDERS = names("body div section blockquote p li dd td th")


def label_formulas(body: Element) -> None:
    """Give displayed formulas the ids written behind them, $$…$$ {#eq-x}."""
    for math in body.iter("o-math"):
        label = _LABEL.match(math.tail or "") if is_display(math) else None
        if label:
            math.set("id", label[1])
            math.tail = (math.tail or "")[label.end() :]


def set_formulas(tree: Element, findings: list[Finding]) -> Iterator[Formula]:
    """Replace the formulas of a tree by their places; one that fails shows its TeX as code."""
    found_here = list(tree.iter("o-math"))
    if not found_here:
        return
    # only books with formulas load the converters
    from octavo.reading.formulas import convert_formula

    for math in found_here:
        tex = math.get("tex") or math.text or ""
        parent = math.getparent()
        # a formula inside words, a title or a caption cannot stand on lines of its own
        display = is_display(math) and parent is not None and parent.tag in _HOLDERS
        formula, found = convert_formula(tex, display, location_of(math))
        findings += found
        if formula is None:
            failed = make("code", tex, class_="formula-failed")
            if display:
                paragraph = make("p")
                paragraph.append(failed)
                failed = paragraph
            replace(math, failed)
            continue
        place = make("div" if display else "span", class_="formula")
        if "numbered" in classes(math):
            place.set("class", "formula numbered")
        place.set("data-formula", formula.digest)
        for name in ("id", AT):
            if math.get(name):
                place.set(name, math.get(name) or "")
        for child in list(math):
            place.append(child)
        replace(math, place)
        yield formula
