"""Numbers of figures, tables and displayed formulas, through the whole book.

The labels, "Figure 3", are written into the captions and kept for lists and references.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from octavo.book.terms import Terms
from octavo.reading.drafts import Draft
from octavo.reading.figures import label_caption
from octavo.reading.identity import Register
from octavo.reading.trees import Element, add_class, classes, is_display, make, plain_text


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure, table or equation with its number."""

    kind: str  # figure, table, equation
    id: str
    number: str | None
    label: str
    element: Element
    draft: Draft


def count(drafts: list[Draft], register: Register, terms: Terms) -> tuple[Counted, ...]:
    """Number figures, tables and labelled formulas in reading order, and write their labels."""
    counter = _Counter(register, terms)
    return tuple(item for draft in drafts for item in counter.of(draft))


class _Counter:
    def __init__(self, register: Register, terms: Terms) -> None:
        self.register = register
        self.words = {"figure": terms.figure, "table": terms.table, "equation": terms.equation}
        self.counts = dict.fromkeys(self.words, 0)

    def of(self, draft: Draft) -> Iterator[Counted]:
        for element in draft.body.iter("figure", "table", "o-math"):
            if element.tag == "figure":
                yield from self._captioned(element, "figure", "figcaption", "fig", draft)
            elif element.tag == "table":
                yield from self._captioned(element, "table", "caption", "tbl", draft)
            elif element.get("id") and is_display(element):
                yield self._equation(element, draft)

    def _captioned(
        self, element: Element, kind: str, tag: str, prefix: str, draft: Draft
    ) -> Iterator[Counted]:
        caption = element.find(tag)
        said = caption is not None and (plain_text(caption) or len(caption))
        if caption is not None and not said:
            element.remove(caption)
        if not said and not element.get("id"):
            return
        if "unnumbered" in classes(element):
            number, label = None, ""
        else:
            self.counts[kind] += 1
            number = str(self.counts[kind])
            label = f"{self.words[kind]} {number}"
            label_caption(element, tag, label)
        id = element.get("id") or self.register.new(f"{prefix}-{self.counts[kind] or 'x'}")
        element.set("id", id)
        yield Counted(kind, id, number, label, element, draft)

    def _equation(self, element: Element, draft: Draft) -> Counted:
        self.counts["equation"] += 1
        number = str(self.counts["equation"])
        add_class(element, "numbered")
        element.append(make("span", f"({number})", class_="number"))
        label = f"{self.words['equation']} {number}"
        return Counted("equation", element.get("id") or "", number, label, element, draft)
