"""Do the private names of WeasyPrint that the engine uses still mean the same?

WeasyPrint is pinned, but another version may be installed. So a worker that no verdict is handed
to sets one tiny division first: a heading, and a paragraph with a note that cannot fit on its
page. If the note does not come out whole and in order, notes are not split; if not every word is
tagged, that is an error. And a figure that does not fit must stand on the next page and be read
where it is written; text behind a block of any height must go on on the grid; planned lines are
tried in octavo.pdf.engine.lines.trial.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

import weasyprint
from weasyprint import CSS

from octavo.artifacts import (
    Fitness,
    MarkupDocument,
    Medium,
    TagContent,
    TagNode,
    TypesetJob,
    Typography,
)
from octavo.book.structure import Matter
from octavo.findings import Finding, finding
from octavo.geometry import Size
from octavo.pdf.engine.anchors import anchors
from octavo.pdf.engine.audit import audit_notes
from octavo.pdf.engine.boxes import LineBox, body_boxes, descendants
from octavo.pdf.engine.desk import Desk
from octavo.pdf.engine.fetcher import Fetcher
from octavo.pdf.engine.layout import lay_out, write
from octavo.pdf.engine.lines.trial import lines_hold
from octavo.pdf.engine.reports import Reports
from octavo.pdf.engine.tree import TreeDocument, read_tree

PINNED = "70.0"

_STYLE = """@page { size: 140px 120px; margin: 10px } body, p { margin: 0; font-size: 10px }
aside { float: footnote } ::footnote-call, ::footnote-marker { content: none }"""
_XHTML = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>
<body><section id="s"><h1 id="h">one</h1><p id="p">two<sup><a id="c" href="#n">1</a></sup><aside
class="note" id="n" role="doc-footnote"><p id="np"><a href="#c" role="doc-backlink">1.</a> {}</p>
</aside> three</p></section></body></html>"""
_FIGURE = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>
<body><section id="s"><p id="p">one</p><figure id="f" style="margin: 0; height: 90px"><figcaption
id="c">two</figcaption></figure><p id="q">three</p></section></body></html>"""
_BLOCK = """<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>t</title></head>
<body style="line-height: 10px"><section id="s"><p id="p">one</p><div style="height: 13px"></div>
<p id="q">two</p></section></body></html>"""


def self_test(desk: Desk) -> Fitness:
    """Set the tiny division with a desk's faces; whatever goes wrong in it is an answer."""
    words = " ".join(f"word{number}" for number in range(40))
    markup = MarkupDocument(
        "s", "chapter", Matter.BODY, Medium.PAGE, _XHTML.format(words), "t", (_STYLE,)
    )
    job = TypesetJob(markup, (), (), Size(105, 90), 0.0)
    tiny = replace(desk, stylesheets=(CSS(string=_STYLE, font_config=desk.fonts),))
    splits, tags = _try(job, tiny)
    if not splits:
        _, tags = _try(replace(job, typography=Typography(split_notes=False)), tiny)
    return Fitness(splits, tags, _floats(job, tiny), _lines(job, tiny), _grid(job, tiny))


def unfit(fitness: Fitness) -> tuple[Finding, ...]:
    """Tell what does not work."""
    version = f"WeasyPrint {weasyprint.__version__} is installed"
    hint = f"Install WeasyPrint {PINNED}."
    told = []
    if not fitness.splits:
        message = f"Long notes cannot run on to the next page: {version}."
        told.append(finding("notes-unsplit", message, hint=hint))
    if not fitness.floats:
        message = f"Figures stay where they are written: {version}."
        told.append(finding("floats-fixed", message, hint=hint))
    if not fitness.lines:
        message = f"Lines are broken one by one: {version}."
        told.append(finding("lines-greedy", message, hint=hint))
    if not fitness.grid:
        message = f"Lines do not stand on one grid: {version}."
        told.append(finding("grid-open", message, hint=hint))
    if not fitness.tags:
        message = f"The pages are not tagged for readers: {version}."
        told.append(finding("tags-unrecorded", message, hint=hint))
    return tuple(told)


def _lines(job: TypesetJob, desk: Desk) -> bool:
    """Say whether lines that were planned come out as planned."""
    with suppress(Exception):
        return lines_hold(job, desk)
    return False


def _floats(job: TypesetJob, desk: Desk) -> bool:
    """Say whether text runs on before a figure that does not fit, and is read behind it."""
    figured = replace(job.document, xhtml=_FIGURE)
    with suppress(Exception), Reports():
        job = replace(job, document=figured, typography=Typography(floats=True))
        document = lay_out(job, _document(job), desk)
        places = {anchor.id: anchor.page for anchor in anchors(document.pages)}
        read = [node.kids for node in _nodes(write(document, tagged=True).tags) if node.kids]
        pages = [kid.page for kids in read for kid in kids if isinstance(kid, TagContent)]
        return places["q"] == 1 < places["f"] and pages == [1, 2, 1]
    return False


def _grid(job: TypesetJob, desk: Desk) -> bool:
    """Say whether text behind a block of any height goes on on the grid."""
    with suppress(Exception), Reports():
        markup = replace(job.document, xhtml=_BLOCK)
        job = replace(job, document=markup, typography=Typography(grid=True))
        page, *_ = lay_out(job, _document(job), desk).pages
        tops = [
            line.position_y for body in body_boxes(page) for line in descendants(body)
            if isinstance(line, LineBox)
        ]  # fmt: skip
        return len(tops) == 2 and abs(tops[1] - tops[0] - 30) < 0.01
    return False


def _document(job: TypesetJob) -> TreeDocument:
    return TreeDocument(read_tree(job), Fetcher())


def _try(job: TypesetJob, desk: Desk) -> tuple[bool, bool]:
    splits = tags = False
    with suppress(Exception), Reports():
        document = lay_out(job, _document(job), desk)
        notes = audit_notes(document.pages, document._html.etree_element)
        placed = notes.placements[0]
        splits = not notes.lost and placed.note_page == placed.call_page < placed.last_page
        tags = _all_there(write(document, tagged=True).tags)
    return splits, tags


def _all_there(tags: TagNode) -> bool:
    nodes = _nodes(tags)
    contents = [kid for node in nodes for kid in node.kids if isinstance(kid, TagContent)]
    roles = {node.role for node in nodes}
    return bool(contents) and {"Document", "Sect", "H1", "P", "Note", "Link"} <= roles


def _nodes(node: TagNode) -> list[TagNode]:
    inside = [below for kid in node.kids if isinstance(kid, TagNode) for below in _nodes(kid)]
    return [node, *inside]
