"""octavo's Markdown: one file's text in, one tree and its findings out.

Blocks are read by rules of octavo's own that follow pandoc (a list goes by the content column
of its items and never interrupts a paragraph); spans by Python-Markdown's inline engine with
pymdownx's delimiters and octavo's rules. Python-Markdown's own block parser is not used: it
cuts the text at blank lines and nests by four columns before a rule can see it.

The tree is an lxml <body> without namespace. Besides HTML it holds, for later stages:

    <o-call name/>                     a note's call
    <o-note name>blocks</o-note>       definitions, the last children of body, duplicates too
    <o-inline-note>text</o-inline-note>
    <o-cite mode="paren|text"><o-item key prefix suffix suppress="1"/></o-cite>
    <o-math display="0|1" tex/>        a formula
    <o-ref target raw prefix suffix suppress/>   a cross-reference such as @fig-map; several in
                                       one pair of brackets stand in <span class="xrefs">

data-at="line:column" is the place of an element in the file. data-auto="1" marks an id that was
made from a heading's text. The title of a picture, its data-text (the text in its brackets,
where that holds markup) and the prefixes and suffixes of citations are Markdown source.
A list's item that is a task has the class "task open" or "task done". Ordered lists that do
not end their numbers with a period have data-delimiter, ")" or "()".

The tree holds whatever HTML the author wrote, each element at its place: it must go through
octavo.reading.safety, the one judge of what may stand in a book, before anything else.
"""

from __future__ import annotations

from octavo.reading.dialect.parse import Parsed, parse_markdown

__all__ = ["Parsed", "parse_markdown"]
