"""Do planned lines still come out with the WeasyPrint that is installed?

A paragraph with inline markup is laid out and drawn. Its letters must be those written, its lines
as wide as Pango draws them and as the measure, its glyphs scaled in the page's content. A face
that cannot be measured is no fault: such paragraphs are left to WeasyPrint anyway.

Private names of WeasyPrint: text.line_break.create_layout and line_size.
"""

from __future__ import annotations

import re
from dataclasses import replace

from weasyprint.document import Document
from weasyprint.text.line_break import create_layout, line_size

from octavo.artifacts import TypesetJob, Typography
from octavo.pdf.engine.boxes import LineBox, TextBox, body_boxes, descendants
from octavo.pdf.engine.desk import Desk
from octavo.pdf.engine.fetcher import Fetcher
from octavo.pdf.engine.layout import lay_out
from octavo.pdf.engine.lines.composing import Composer
from octavo.pdf.engine.lines.drawing import drawn_as_planned
from octavo.pdf.engine.lines.pieces import Piece
from octavo.pdf.engine.reports import Reports
from octavo.pdf.engine.tree import TreeDocument, read_tree

_WORDS = "of all the lines in a paragraph each <em>one</em> has to know what the others need, so "
_XHTML = f"""<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>
<body><section id="s"><p id="p" style="text-align: justify">{_WORDS * 6}</p></section></body></html>"""

_TOLERANCE = 0.05
"""Of the size of the type: how far Pango may be from what was measured."""


def lines_hold(job: TypesetJob, desk: Desk) -> bool:
    """Set the paragraph in a job's way, with a desk's faces; say whether its lines are planned,
    or cannot be. Raises whatever WeasyPrint raises."""
    job = replace(
        job,
        document=replace(job.document, xhtml=_XHTML),
        typography=Typography(total_fit=True),
    )
    tree = read_tree(job)
    with Reports():
        html = TreeDocument(tree, Fetcher())
        document = lay_out(job, html, desk, composer=Composer(desk.foundry, job))
        lines = [
            [text for text in descendants(line) if isinstance(text, TextBox)]
            for page in document.pages
            for body in body_boxes(page)
            for line in descendants(body)
            if isinstance(line, LineBox)
        ]
        pieces = [getattr(text, "piece", None) for line in lines for text in line]
        if not any(pieces):
            return not _can_be_measured(document, desk)
        drawn = "".join(text.text for line in lines for text in line)
        written = "".join(tree.find("body").itertext())  # type: ignore[union-attr]
        return (
            all(pieces)
            and "".join(drawn.split()) == "".join(written.split())
            and all(_is_as_wide_as_drawn(text, text.piece) for line in lines for text in line)
            and _is_scaled(document)
        )


def _can_be_measured(document: Document, desk: Desk) -> bool:
    texts = (
        box for page in document.pages for body in body_boxes(page) for box in descendants(body)
        if isinstance(box, TextBox)
    )  # fmt: skip
    return all(desk.foundry.fount(text.style) for text in texts)


def _is_as_wide_as_drawn(text: TextBox, piece: Piece) -> bool:
    layout = create_layout(text.text, text.style, None, None, piece.spacing)
    layout.set_text(text.text, justify=True)
    line, _ = layout.get_first_line()
    width, _ = line_size(line, text.style)
    drawn = (width + piece.tracking * len(text.text)) * piece.scale
    hanging = text.style["font_size"]
    return bool(-_TOLERANCE * hanging < drawn - piece.width < hanging)


def _is_scaled(document: Document) -> bool:
    with drawn_as_planned():
        content = document.write_pdf(pdf_tags=False, uncompressed_pdf=True)
    scales = re.findall(rb"([\d.]+) 0 0 -1 [\d.]+ [\d.]+ Tm", content)
    return any(abs(float(scale) - 1) > 1e-4 for scale in scales)
