"""The page engine: TypesetJob -> Galley, one division at a time. The only importer of WeasyPrint.

typeset        the one way in: fonts of the machine shut out, then the steps below in order
loaded         the same, loaded ahead
tree           XHTML text -> the element tree WeasyPrint lays out, without an HTML parser
fetcher        pictures and faces of the job by address; everything else is refused
desk           what a worker keeps from job to job: faces loaded, style sheets parsed
layout         tree and styles -> pages of boxes
split_notes    notes that run on to the next page
boxes          the ways to walk a page's boxes
lines          lines planned for whole paragraphs, and page feet that are even
recorder       boxes -> TagNode, instead of WeasyPrint's tag tree; roles: HTML -> PDF role
page_starts    boxes -> PageStart
audit          boxes -> NotePlacement, and findings for what a reader would miss
glyphs         characters that no face has
reports        WeasyPrint's log records -> findings
self_test      are the private names still there, and do they still do the same?

WeasyPrint is pinned to 70.0. Its private names are touched in layout, split_notes, floats, lines,
recorder and boxes; each of these modules lists them in its docstring.
"""

from __future__ import annotations

from octavo.pdf.engine.typeset import typeset, warm_up

__all__ = ["typeset", "warm_up"]
