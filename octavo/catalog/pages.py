"""What setting and joining pages can earn."""

from __future__ import annotations

from octavo.catalog.entry import Entry

PAGES = {
    # --- the page engine ---
    "picture-unreadable": Entry(
        "error",
        "A picture could not be read while pages were set.",
        "Save it again as PNG, JPEG or plain SVG.",
    ),
    "address-refused": Entry(
        "error",
        "A style sheet or drawing asks for a file that is no picture of the publication.",
        "Put the file into the publication and show it from the manuscript, or remove the address.",
    ),
    "face-unusable": Entry(
        "error",
        "A face could not be loaded for the pages.",
        "Name faces in the theme's settings; use .ttf or .otf files.",
    ),
    "style-ignored": Entry(
        "warning",
        "A rule of a style sheet has no effect on pages.",
        "Correct the rule, or remove it.",
    ),
    "page-link-broken": Entry(
        "error",
        "A link leads to a place that stands on no page.",
        "Point it at a heading, figure, table or paragraph that is printed.",
    ),
    "page-size": Entry(
        "error",
        "The theme's pages have another size or bleed than the publication.",
        "Take the page size and bleed in the theme's @page rule from the publication's settings.",
    ),
    "overflow": Entry(
        "warning",
        "Text, a picture or a table is wider or higher than its place.",
        "Shorten or break the word, allow a break with <wbr/>, or make the table narrower.",
    ),
    "off-page": Entry(
        "error",
        "Text lies outside the page and would be cut off.",
        "Shorten or break what does not fit.",
    ),
    "glyph-missing": Entry(
        "error",
        "A character is in none of the theme's faces and would be printed as an empty box.",
        "Use another character, or add a face that has it to the theme.",
    ),
    "note-lost": Entry(
        "error",
        "The text of a note is not whole on the pages.",
        "Shorten the note or move its call to another sentence; please report it.",
    ),
    "note-late": Entry(
        "note",
        "A note begins on a later page than its call.",
        "Move the call or shorten the notes near it, if it troubles you.",
    ),
    "notes-unsplit": Entry(
        "warning",
        "Long notes cannot run on to the next page with this version of WeasyPrint.",
        "Install the version of WeasyPrint that octavo names.",
    ),
    "tags-unrecorded": Entry(
        "error",
        "Pages cannot be tagged for readers with this version of WeasyPrint.",
        "Install the version of WeasyPrint that octavo names.",
    ),
    "heading-stranded": Entry(
        "warning",
        "A heading is the last line of a page; what it heads begins overleaf.",
        "Put a sentence below it, or make the table or picture that follows smaller.",
    ),
    "face-missing": Entry(
        "error",
        "A division has no face to be set in.",
        "Name at least one face in the theme's settings.",
    ),
    "lines-greedy": Entry(
        "warning",
        "Lines are broken one by one, not for whole paragraphs.",
        "Install the version of WeasyPrint that octavo names.",
    ),
    "paragraph-greedy": Entry(
        "note",
        "The lines of some paragraphs are broken one by one, as a browser does it.",
        "Nothing need be done: the text is whole, only its word spaces are less even.",
    ),
    "grid-open": Entry(
        "warning",
        "The lines of facing pages may stand at different heights.",
        "Install the version of WeasyPrint that octavo names.",
    ),
    "floats-fixed": Entry(
        "warning",
        "Figures stay where they are written, and may leave holes at the foot of pages.",
        "Install the version of WeasyPrint that octavo was made for.",
    ),
    "page-start-unsure": Entry(
        "warning",
        "Where a page begins in the text is known only roughly.",
        "The page list of the EPUB may be off by a few words there; please report it.",
    ),
    "layout-warning": Entry(
        "warning",
        "The page engine reports something that octavo does not know.",
        "Look at the pages; please report the sentence.",
    ),
    # --- pages joined ---
    "link-lost": Entry(
        "warning",
        "A link or bookmark leads to a place that no page shows; in the PDF it is plain text.",
        "Let the link lead to a heading, figure or paragraph that is printed.",
    ),
}
