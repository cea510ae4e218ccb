"""A document and a desk in, laid-out pages out; and from those, PDF bytes.

Private names of WeasyPrint: Document._render and Document._build_layout_context (the seams for
our own layout context), TargetCollector.target_lookup_items, LayoutContext.dictionaries
(hyphenation), pdf.build_fonts_dictionary (rebound: it sees each font's file before it is cut to a
subset), pdf.fonts.Font.clean (which cuts it) with bitmap, png, svg, colr and file_content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

import weasyprint.pdf
from weasyprint import DEFAULT_OPTIONS
from weasyprint.css.targets import TargetCollector
from weasyprint.document import Document

from octavo.artifacts import FontUse, TagNode, TypesetJob, Typography
from octavo.pdf.engine.desk import Desk
from octavo.pdf.engine.floats.context import FloatContext, floating
from octavo.pdf.engine.hyphenation import Dictionaries
from octavo.pdf.engine.lines.composing import Composer
from octavo.pdf.engine.lines.drawing import drawn_as_planned
from octavo.pdf.engine.lines.grid import kept_on_grid
from octavo.pdf.engine.lines.hooks import PlannedLines
from octavo.pdf.engine.margins import margins_left_empty
from octavo.pdf.engine.recorder import keep_own_links, recording
from octavo.pdf.engine.split_notes import NotesContext, SplitContext, splitting
from octavo.pdf.engine.styles import styles_shared
from octavo.pdf.engine.tree import Element, TreeDocument


class JobDocument(Document):  # type: ignore[misc]
    """A document with our notes, whose words are hyphenated as the author said."""

    context: type[NotesContext] = NotesContext
    exceptions: tuple[tuple[str, str], ...] = ()

    @classmethod
    def _build_layout_context(cls, html: Any, *arguments: Any) -> NotesContext:
        plain = html.styled_once(
            lambda: super(JobDocument, cls)._build_layout_context(html, *arguments)
        )
        targets = TargetCollector()
        for name in plain.target_collector.target_lookup_items:
            targets.collect_anchor(name)
        context = cls.context(
            html.etree_element,
            plain.style_for,
            plain.get_image_from_uri,
            plain.font_config,
            plain.counter_style,
            targets,
        )
        context.dictionaries = Dictionaries(cls.exceptions)
        return context


@dataclass(frozen=True, slots=True)
class Written:
    """A document as PDF, with its tags and fonts."""

    pdf: bytes
    tags: TagNode
    fonts: tuple[FontUse, ...]


def lay_out(
    job: TypesetJob,
    html: TreeDocument,
    desk: Desk,
    pulled: Mapping[Element, int] = MappingProxyType({}),
    composer: Composer | None = None,
) -> Document:
    """Break a document into pages of boxes; pulled says which figures go up to the head of a page.

    Styles are computed once for all layouts of a document. Where there is a composer, it plans the
    lines of whole paragraphs.
    """
    own = {"context": _context(job.typography, pulled), "exceptions": job.hyphenation}
    kind: Any = type("Document", (JobDocument,), own)
    options = {**DEFAULT_OPTIONS, "stylesheets": desk.stylesheets, "presentational_hints": True}
    lines = PlannedLines(composer).given() if composer else nullcontext()
    grid = kept_on_grid(html.etree_element) if job.typography.grid else nullcontext()
    margins = margins_left_empty(desk.stylesheets)
    with floating(), splitting(), lines, grid, margins, styles_shared():
        document: Document = kind._render(html, desk.fonts, desk.counters, desk.profiles, options)
    return document


def _context(typography: Typography, pulled: Mapping[Element, int]) -> type[NotesContext]:
    if not typography.split_notes:
        return NotesContext
    if not typography.floats:
        return SplitContext
    return type("Context", (FloatContext,), {"pulled": pulled})


def write(
    document: Document, tagged: bool, without_programs: frozenset[str] = frozenset()
) -> Written:
    """Write pages as PDF. No date and no identifier: the same pages give the same bytes.

    Fonts of the files that are named by digest have widths and texts, but no program: such pages
    are read, and drawn once they are joined (octavo.pdf.joined_fonts).
    """
    keep_own_links(document)
    with recording() as recorder, _fonts_noted(without_programs) as fonts, drawn_as_planned():
        pdf = document.write_pdf(pdf_tags=tagged)
    return Written(pdf, recorder.tags, tuple(fonts))


@contextmanager
def _fonts_noted(without_programs: frozenset[str]) -> Iterator[list[FontUse]]:
    """Note the whole file of each font, by digest, before WeasyPrint cuts it to a subset, which is
    half the work of writing a chapter."""
    own = weasyprint.pdf.build_fonts_dictionary
    noted: list[FontUse] = []

    def build(pdf: Any, fonts: dict[Any, Any], *rest: Any) -> Any:
        whole = {font.hash: font.file_content for font in fonts.values()}
        digests = {name: hashlib.sha256(whole[name]).hexdigest() for name in sorted(whole)}
        noted.extend(FontUse(prefix, digest) for prefix, digest in digests.items())
        for font in fonts.values():
            has_images = font.bitmap or font.png or font.svg or font.colr
            if digests[font.hash] in without_programs and not has_images:
                font.clean = partial(_take_program, font)
        return own(pdf, fonts, *rest)

    weasyprint.pdf.build_fonts_dictionary = build
    try:
        yield noted
    finally:
        weasyprint.pdf.build_fonts_dictionary = own


def _take_program(font: Any, *_: object) -> None:
    """Leave of a font's file what tells TrueType from CFF."""
    font.file_content = font.file_content[:4]
