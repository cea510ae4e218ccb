"""What Markdown and raw HTML can earn."""

from __future__ import annotations

from octavo.catalog.entry import Entry

DIALECT = {
    # --- the dialect ---
    "fence-unclosed": Entry(
        "error",
        "A block of code is opened by a fence and nowhere closed.",
        "Close it with the same fence on a line of its own.",
    ),
    "div-unclosed": Entry(
        "error",
        "A fenced division is nowhere closed.",
        "Close it with ::: on a line of its own.",
    ),
    "div-stray": Entry(
        "warning",
        "A line closes a fenced division where none is open.",
        "Remove it, or open the division above.",
    ),
    "note-unclosed": Entry(
        "error",
        "A note in the line, ^[, is not closed in its paragraph.",
        "Close it with ].",
    ),
    "attributes-broken": Entry(
        "warning",
        "Braces hold something that is no list of attributes.",
        'Write it as {#name .class key="value"}.',
    ),
    "link-undefined": Entry(
        "error",
        "A link names a label that is nowhere defined.",
        "Define the label, or write the address in parentheses.",
    ),
    "image-undefined": Entry(
        "error",
        "A picture names a label that is nowhere defined.",
        "Define the label, or write the file in parentheses.",
    ),
    "link-duplicate": Entry(
        "warning",
        "A label of links is defined twice with different addresses.",
        "Give one of them another name.",
    ),
    "heading-in-paragraph": Entry(
        "warning",
        "A line begins like a heading but follows a paragraph without a blank line.",
        "Put a blank line before it, or write \\# if none is meant.",
    ),
    "html-unclosed": Entry(
        "error",
        "A raw HTML tag or comment has no counterpart.",
        "Close it, or remove it.",
    ),
    "html-misplaced": Entry(
        "error",
        "A raw HTML element has no place where it stands, so HTML drops it.",
        "Look for an element around it that is missing or not closed.",
    ),
    "html-forbidden": Entry(
        "error",
        "Raw HTML is used where the publication switches it off.",
        "Write it in Markdown, or allow raw HTML in the front matter.",
    ),
    "raw-dropped": Entry(
        "note",
        "A passage in a raw format, such as LaTeX, was left out.",
        "Say the same in Markdown if the book needs it.",
    ),
    "nesting-too-deep": Entry(
        "error",
        "Markup is nested deeper than any book needs.",
        "Write it with fewer levels.",
    ),
    "text-tangled": Entry(
        "error",
        "A paragraph is so long and so full of marks that it was not read.",
        "Divide the paragraph.",
    ),
    # --- markup that was left out ---
    "element-unsafe": Entry(
        "error",
        "Markup that runs, loads or asks for something stands in the manuscript.",
        "Take it out; a book holds text and pictures.",
    ),
    "element-unknown": Entry(
        "warning",
        "HTML that octavo does not know; its content was kept.",
        "Use a span or a fenced division with a class.",
    ),
    "attribute-unsafe": Entry(
        "error", "An attribute would run a script.", "Take it out of the manuscript."
    ),
    "attribute-unknown": Entry(
        "warning",
        "An attribute that octavo does not know was left out.",
        "Correct its name, or use a class.",
    ),
    "attribute-ignored": Entry(
        "note",
        "An attribute that other tools know has no effect in octavo.",
        "Nothing needs to be done.",
    ),
    "attribute-value": Entry(
        "warning",
        "An attribute has a value that it cannot have, and was left out.",
        "Correct the value.",
    ),
    "style-inline": Entry(
        "warning",
        "A style written into the text was left out.",
        "Give a class and style it in the styles folder.",
    ),
    "link-unsafe": Entry(
        "error",
        "A link would run code or open a file of the reader's machine.",
        "Link to an http, https or mailto address, or to a place in the book.",
    ),
}
