"""Pages whose margins are empty are laid out without sixteen empty boxes around each.

Running heads are furniture, set apart, so the margins of a page are empty unless a publication's
own style sheet fills them (@top-left and the like). WeasyPrint computes the styles of all sixteen
boxes for every page before it finds them empty: a tenth of the time of a page of text, half of
that of a page of furniture.

Private names of WeasyPrint: layout.make_margin_boxes (rebound), CSS.page_rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import weasyprint.layout
from weasyprint import CSS


def fills_margins(stylesheets: Sequence[CSS]) -> bool:
    """Say whether a rule of the style sheets puts something into a margin box of a page."""
    return any(
        margin is not None and margin != "@footnote"
        for sheet in stylesheets
        for _, selectors, _ in sheet.page_rules
        for _, margin, _ in selectors
    )


@contextmanager
def margins_left_empty(stylesheets: Sequence[CSS]) -> Iterator[None]:
    """Lay out without margin boxes, if no rule fills one."""
    if fills_margins(stylesheets):
        yield
        return
    own: Any = weasyprint.layout.make_margin_boxes
    weasyprint.layout.make_margin_boxes = lambda context, page, state: ()
    try:
        yield
    finally:
        weasyprint.layout.make_margin_boxes = own
