"""The block rules, in the order in which pandoc tries them."""

from __future__ import annotations

from octavo.reading.dialect.blocks.admonitions import admonition
from octavo.reading.dialect.blocks.breaks import break_of_scene, page_break
from octavo.reading.dialect.blocks.divs import division
from octavo.reading.dialect.blocks.fences import fenced_code
from octavo.reading.dialect.blocks.headings import heading
from octavo.reading.dialect.blocks.html import html_block
from octavo.reading.dialect.blocks.indented import indented_code
from octavo.reading.dialect.blocks.link_definitions import abbreviation, link_definition
from octavo.reading.dialect.blocks.lists import bullet_list, definition_list, ordered_list
from octavo.reading.dialect.blocks.note_definitions import note_definition
from octavo.reading.dialect.blocks.paragraphs import paragraph
from octavo.reading.dialect.blocks.quotes import quotation
from octavo.reading.dialect.blocks.reader import BlockReader, Rule
from octavo.reading.dialect.blocks.tables import table
from octavo.reading.dialect.blocks.tex import environment
from octavo.reading.dialect.blocks.verse import line_block

RULES: tuple[Rule, ...] = (
    fenced_code,
    bullet_list,
    division,
    heading,
    html_block,
    table,
    indented_code,
    page_break,
    environment,
    line_block,
    quotation,
    break_of_scene,
    ordered_list,
    admonition,
    definition_list,
    note_definition,
    link_definition,
    abbreviation,
    paragraph,
)

__all__ = ["RULES", "BlockReader"]
