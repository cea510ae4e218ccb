"""Computed styles, no more of them than there are kinds of blocks.

WeasyPrint shares a style among elements that match the same rules, but an id is a rule of its own
(it declares an anchor), and every block of a book has one; and the pseudo-elements of notes and
list items, which rules for all elements name, get styles everywhere. So only ids that a link of
the division leads to declare anchors (octavo.pdf.engine.anchors finds the others by their boxes),
and pseudo-elements have styles where they can exist: half of the work of a page's styles is saved.

Private names of WeasyPrint: css.find_style_attributes and css.StyleFor, rebound to a subclass with
its set_computed_styles and _computed_styles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

import weasyprint.css
from weasyprint.css import StyleFor

from octavo.pdf.engine.tree import Element

_ANCHOR = "-weasy-anchor"


def _is_footnote(style: Any) -> bool:
    return bool(style["float"] == "footnote")


def _is_note(style: Any) -> bool:
    return bool(style["position"][0] == "note()")


def _is_list_item(style: Any) -> bool:
    return "list-item" in style["display"]


_EXISTS: Mapping[str | None, Callable[[Any], bool]] = MappingProxyType({
    "marker": _is_list_item,
    "footnote-call": _is_footnote,
    "footnote-marker": _is_footnote,
    "note-call": _is_note,
    "note-marker": _is_note,
    "note-callback": _is_note,
})  # fmt: skip
"""When an element has a pseudo-element that a rule for all elements speaks of."""


class FewerStyles(StyleFor):  # type: ignore[misc]
    """Styles of elements, and of pseudo-elements where they exist."""

    def set_computed_styles(
        self, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **more: Any
    ) -> None:
        """Compute a style, if anything can have it."""
        exists = _EXISTS.get(pseudo_type)
        if exists is None or exists(self._computed_styles[element, None]):
            super().set_computed_styles(element, parent, root, pseudo_type, **more)


@contextmanager
def styles_shared() -> Iterator[None]:
    """Lay out with shared styles, while it is entered."""
    own = weasyprint.css.find_style_attributes, weasyprint.css.StyleFor

    def find(tree: Element, *rest: Any) -> Iterator[Any]:
        linked = {link.get("href", "")[1:] for link in tree.iter("a")}
        for rule in own[0](tree, *rest):
            _, element, declarations, _ = rule
            is_anchor = getattr(declarations[0], "name", "") == _ANCHOR if declarations else False
            if not is_anchor or element.get("id") in linked:
                yield rule

    weasyprint.css.find_style_attributes, weasyprint.css.StyleFor = find, FewerStyles
    try:
        yield
    finally:
        weasyprint.css.find_style_attributes, weasyprint.css.StyleFor = own
