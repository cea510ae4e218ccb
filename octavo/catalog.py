"""Every finding code: its severity, what it means, what to do. docs/findings.md is made from it.

Codes are words, the thing first: note-undefined, image-missing. A code is never reused for
another meaning. tests/findings/<code>/ holds a manuscript that earns each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of the catalogue."""

    severity: Literal["note", "warning", "error"]
    meaning: str
    remedy: str


CATALOG: dict[str, Entry] = {
    # --- the manuscript's files ---
    "manuscript-empty": Entry(
        "error",
        "No text was found to make a book of.",
        "Put at least one Markdown file with text into manuscript/.",
    ),
    "file-undecodable": Entry(
        "error", "A source file is not UTF-8 text.", "Save the file as UTF-8."
    ),
    "file-unreadable": Entry(
        "error",
        "A source file cannot be opened, or is too large.",
        "Make it readable, or split it.",
    ),
    "control-character": Entry(
        "error",
        "A source file holds a control character, which no book can print.",
        "Remove the character; most editors show it when invisible characters are switched on.",
    ),
    "path-outside": Entry(
        "error",
        "A path leads out of the publication's folder.",
        "Copy the file into the publication, and write a path relative to the manuscript.",
    ),
    # --- front matter ---
    "metadata-syntax": Entry(
        "error",
        "The front matter is not YAML that can be read.",
        "Write key: value, one a line; put a value with a colon in it into quotation marks.",
    ),
    "metadata-value": Entry(
        "error", "A value of the front matter is not of the right kind.", "Write it as asked for."
    ),
    "isbn-invalid": Entry(
        "error",
        "An ISBN cannot be right: its digits, or the check digit at its end.",
        "Compare it with what the ISBN agency wrote; no other number must be printed.",
    ),
    "metadata-unknown": Entry(
        "warning", "The front matter has a key that octavo does not know.", "Check its spelling."
    ),
    "metadata-duplicate": Entry(
        "error", "A key stands twice in the front matter.", "Remove one of the two."
    ),
    "metadata-ignored": Entry(
        "note", "A key of pandoc or Quarto has no effect here.", "Nothing needs to be done."
    ),
    "metadata-file-missing": Entry(
        "error",
        "A file that the front matter names is not there.",
        "Check its name; it is relative to the manuscript file or to the publication.",
    ),
    "title-missing": Entry(
        "warning", "The publication has no title.", "Write title: into the front matter."
    ),
    "date-missing": Entry(
        "warning",
        "The publication has no date, so its files are dated 1980.",
        "Write date: 2026-11-25 into the front matter, or set SOURCE_DATE_EPOCH.",
    ),
    "identifier-derived": Entry(
        "note",
        "The publication has no identifier; one was derived from title, names and language.",
        "Write it into the front matter as identifier:, so that it survives a change of title.",
    ),
    "words-untranslated": Entry(
        "note",
        "The words that the book prints by itself are not known in its language.",
        "They are printed in English.",
    ),
    "writing-horizontal": Entry(
        "note",
        "Vertical writing is asked for, which only the EPUB can give.",
        "Nothing needs to be done; the PDF has the same text in rows.",
    ),
    # --- notes ---
    "note-undefined": Entry(
        "error", "A note is called but nowhere written.", "Write the note, or remove the call."
    ),
    "note-unused": Entry(
        "warning", "A note is written but never called.", "Call it with [^name], or remove it."
    ),
    "note-duplicate": Entry(
        "error", "Two notes have the same name.", "Give one of them another name."
    ),
    "note-empty": Entry(
        "warning", "A note has no text.", "Write it, or remove the note and its call."
    ),
    "note-recursive": Entry(
        "error", "A note calls itself, directly or through another.", "Remove that call."
    ),
    # --- divisions, sections, ids and references ---
    "role-unknown": Entry(
        "error",
        "A heading names a role that no part of a book has.",
        "Use one of the roles that the manual lists, such as preface or appendix.",
    ),
    "matter-order": Entry(
        "warning",
        "Front matter stands after the first chapter, or a chapter after the back matter.",
        "Move it, or give it the matter in which it stands.",
    ),
    "heading-skipped": Entry(
        "warning",
        "A heading is more than one level below the one above it.",
        "Use the next level; the theme decides how it looks.",
    ),
    "id-duplicate": Entry("error", "Two places have the same id.", "Give one of them another id."),
    "reference-undefined": Entry(
        "error",
        "A reference leads to an id that nothing in the book has.",
        "Correct the name, or give the place that is meant that id.",
    ),
    "link-outside": Entry(
        "warning",
        "A link leads to a file that is no part of the book.",
        "Link to a place in the book as #id, or to an address on the web.",
    ),
    "index-empty": Entry(
        "warning", "A mark for the index names nothing.", "Write the term into the mark."
    ),
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
    # --- bibliography and citations ---
    "bibliography-unreadable": Entry(
        "error",
        "A bibliography cannot be read.",
        "Mend the place named; CSL-JSON, CSL-YAML, BibTeX, biblatex and RIS are understood.",
    ),
    "bibliography-entry": Entry(
        "error", "An entry of the bibliography cannot be used.", "Give it an id and a type."
    ),
    "bibliography-duplicate": Entry(
        "warning",
        "Two entries of the bibliography have the same key; the first is used.",
        "Give one of them another key, or remove it.",
    ),
    "citation-unknown": Entry(
        "error",
        "A source is cited that the bibliography does not have.",
        "Check the key, or add the source to the bibliography.",
    ),
    "citation-style-unknown": Entry(
        "error",
        "The citation style is neither an installed one nor a file of the publication.",
        "Name a style of citationstyles.org, or put its .csl file into the publication.",
    ),
    "citation-style-broken": Entry(
        "error", "The citation style is not a CSL style that can be used.", "Use another file."
    ),
    "citation-warning": Entry(
        "warning", "pandoc has a remark on the citations.", "Read what pandoc says about it."
    ),
    "citation-failed": Entry(
        "error", "The citations could not be formatted.", "Read what pandoc says about it."
    ),
    # --- formulas ---
    "math-invalid": Entry("error", "A formula cannot be read.", "Check its commands and braces."),
    # --- pages joined ---
    "link-lost": Entry(
        "warning",
        "A link or bookmark leads to a place that no page shows; in the PDF it is plain text.",
        "Let the link lead to a heading, figure or paragraph that is printed.",
    ),
    # --- pictures ---
    "image-missing": Entry(
        "error",
        "A picture's file does not exist.",
        "Correct the path, which is relative to the manuscript file.",
    ),
    "image-remote": Entry(
        "error",
        "A picture is on the web or written into the text; an edition must hold all it shows.",
        "Save it in images/ and link to the file.",
    ),
    "alt-missing": Entry(
        "warning",
        "A picture has no alternative text, so a blind reader learns nothing of it.",
        "Say in the brackets what it shows, or mark it {.decorative}.",
    ),
    "image-broken": Entry(
        "error",
        "A picture's file is cut short, broken, or not what it claims to be.",
        "Export the picture again.",
    ),
    "image-unknown": Entry(
        "error",
        "A picture is in a format that books cannot hold.",
        "Save it as JPEG, PNG, WebP, GIF or SVG.",
    ),
    "image-oversized": Entry(
        "error",
        "A picture has more than 100 million pixels, or its file is too large.",
        "Scale it down; 300 pixels an inch are enough for print.",
    ),
    "svg-unsafe": Entry(
        "error",
        "A drawing holds a script, foreign content, or a reference to another file.",
        "Save it as plain SVG, with pictures embedded.",
    ),
    # --- faces ---
    "font-missing": Entry(
        "error",
        "A face that the theme names is not there.",
        "Install the font package, or put the file into styles/.",
    ),
    "font-unreadable": Entry(
        "error",
        "A font file is broken or of a kind that octavo cannot use.",
        "Use a .ttf or .otf file of one face.",
    ),
    "font-licence": Entry(
        "error", "A font's licence forbids to put it into a book.", "Use another face."
    ),
    "font-axis": Entry(
        "error",
        "A variable font has no such axis or value.",
        "Use a value inside the font's range.",
    ),
    # --- themes and layouts ---
    "theme-unknown": Entry(
        "error",
        "A theme is named that octavo does not have.",
        "Name a built-in theme: classical or modern.",
    ),
    "theme-setting": Entry(
        "error",
        "theme.yaml has a setting that is unknown or cannot be understood.",
        "Correct the setting, or remove it; docs/themes.md lists them.",
    ),
    "theme-file": Entry(
        "error",
        "A file of the theme cannot be used: not text, too large or outside styles/.",
        "Put a plain UTF-8 file into styles/.",
    ),
    "style-syntax": Entry(
        "error",
        "A style sheet of the theme is not CSS, or loads something from elsewhere.",
        "Correct the style sheet; pictures and faces must lie in the publication's folder.",
    ),
    "layout-syntax": Entry(
        "error",
        "A layout is not a template that Jinja can read.",
        "Correct the layout at the place shown.",
    ),
    "layout-undefined": Entry(
        "error",
        "A layout uses a name that does not exist.",
        "Use one of the names that the hint lists.",
    ),
    "layout-missing": Entry(
        "error",
        "A layout builds on a layout that does not exist.",
        'Correct the name, as in {% extends "classical/chapter.html.j2" %}.',
    ),
    "layout-failed": Entry(
        "error",
        "A layout could not be carried out, or came to no end.",
        "Correct the layout at the place shown.",
    ),
    "layout-malformed": Entry(
        "error",
        "What a layout makes is not well-formed XHTML, or lacks the text it must carry.",
        "Close every element, write &#160; for &nbsp;, and keep {{ content }} or its block.",
    ),
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
    # --- the EPUB ---
    "page-break-moved": Entry(
        "note",
        "A printed page begins at a place that the EPUB does not have.",
        "Its page break stands at the beginning of the next page; nothing needs to be done.",
    ),
    "epub-link-lost": Entry(
        "warning",
        "A link leads to a place that the EPUB does not have.",
        "Link to a place in the text; half-titles stand on paper only.",
    ),
    "conformance-contradicted": Entry(
        "warning",
        "The front matter claims a conformance that the book contradicts; the claim is left out.",
        "Mend what the sentence names, or take the claim out of the front matter.",
    ),
    "kindle-limit": Entry(
        "warning",
        "Something in the book goes beyond what Kindle is known to take.",
        "Make the picture smaller, or use fewer colours.",
    ),
    # --- imposition ---
    "imposition-blanks": Entry(
        "note",
        "Blank pages were added, so that the pages fill whole sheets.",
        "Nothing has to be done; a number of pages that is a multiple of four needs none.",
    ),
    "imposition-scaled": Entry(
        "note",
        "The pages were made smaller or larger, since they do not fit the sheet as they are.",
        "Take another sheet, or --scale none.",
    ),
    "imposition-cut": Entry(
        "warning",
        "The pages are larger than the sheet, and lose their edges.",
        "Take a larger sheet, or let the pages be scaled.",
    ),
    "imposition-thick": Entry(
        "warning",
        "More sheets lie in one another than fold and staple well.",
        "Make sections of fewer sheets.",
    ),
    "imposition-marks": Entry(
        "warning",
        "The sheet has no room outside the pages for marks that were asked for.",
        "Take a larger sheet, or leave the marks out.",
    ),
    "imposition-sizes": Entry(
        "warning",
        "The file has pages of several sizes; those that differ are centred, or made smaller.",
        "Look at the pages that are named; make them the same size where they should be.",
    ),
    "imposition-annotations": Entry(
        "warning",
        "Comments, stamps or form fields of the file are not printed.",
        "Flatten them into the pages first, if they are wanted on paper.",
    ),
    "creep-bleed": Entry(
        "warning",
        "Creep takes so much of the bleed that the knife may show paper.",
        "More bleed, thinner paper, or sections of fewer sheets.",
    ),
    # --- the press edition ---
    "profile-unknown": Entry(
        "error",
        "There is no printer's profile of that name.",
        "Name one of octavo's, or a .toml file of the publication.",
    ),
    "profile-syntax": Entry(
        "error", "A printer's profile cannot be read as TOML.", "Mend the line that is named."
    ),
    "profile-setting": Entry(
        "error", "A printer's profile has a setting that is not right.", "Write it as asked for."
    ),
    "press-transparency": Entry(
        "error",
        "A page has something transparent, which this printer refuses, that cannot be flattened.",
        "Set it in a solid colour, or choose a printer's profile that takes transparency.",
    ),
    "press-gradient": Entry(
        "error",
        "A page has a gradient of a kind that cannot be put into inks.",
        "Draw it as a linear or radial gradient, or as a picture.",
    ),
    # --- the cover wrap ---
    "cover-paper": Entry(
        "error",
        "The width of the cover's spine cannot be reckoned: nobody has said how thick the paper is.",
        "Write press: {paper: 90gsm}, or the width of the printer's template:"
        " cover-wrap: {spine: 12.5mm}.",
    ),
    "cover-spine-text": Entry(
        "warning",
        "The spine of the cover stays bare, though text was wanted or would be usual there.",
        "A shorter title, thicker paper, or cover-wrap: {spine-text: none}.",
    ),
    "cover-text-long": Entry(
        "error",
        "The description does not fit on the back of the cover.",
        "Shorten it, or set it smaller in the publication's styles.",
    ),
    "cover-barcode": Entry(
        "error",
        "The barcode has no room on the back of the cover.",
        "Leave the add-on out, or write cover-wrap: {barcode: 80%}.",
    ),
    # --- preflight: what a printer would reject ---
    "preflight-intent": Entry(
        "error",
        "The file does not name one printing condition as PDF/X wants.",
        "Export as PDF/X-4 with one output intent.",
    ),
    "preflight-intent-condition": Entry(
        "error",
        "The printing condition of the file has no clear name.",
        "Export with an output intent of the ICC registry, such as FOGRA39.",
    ),
    "preflight-intent-profile": Entry(
        "error",
        "The output intent has no ICC profile of a press that can be used.",
        "Embed the profile of the printing condition when exporting.",
    ),
    "preflight-xmp": Entry(
        "error",
        "The file's XMP metadata are missing, compressed or broken.",
        "Export as PDF/X-4 again.",
    ),
    "preflight-xmp-entries": Entry(
        "error", "The XMP metadata lack what PDF/X-4 demands.", "Export as PDF/X-4 again."
    ),
    "preflight-info": Entry(
        "error",
        "The file's two lots of metadata differ.",
        "Export again; a program has changed only one of them.",
    ),
    "preflight-trapped": Entry(
        "error",
        "The file does not say whether it is trapped.",
        "Set Trapped to False when exporting.",
    ),
    "preflight-file-id": Entry(
        "error", "The file has no identifier.", "Export again, or run qpdf on it."
    ),
    "preflight-forbidden": Entry(
        "error", "The file holds something that PDF/X-4 forbids.", "Export again without it."
    ),
    "preflight-boxes": Entry(
        "error",
        "The boxes of a page are missing or do not lie in one another.",
        "Set trim and bleed when exporting.",
    ),
    "preflight-user-unit": Entry(
        "warning", "A page is measured in units of its own.", "Export at the size of print."
    ),
    "preflight-font-missing": Entry(
        "error", "A font is not embedded.", "Embed all fonts when exporting."
    ),
    "preflight-notdef": Entry(
        "error",
        "An empty box is printed for a character that the font lacks.",
        "Set the character in a font that has it.",
    ),
    "preflight-colour": Entry(
        "error",
        "A colour is of a kind that the printing condition does not take.",
        "Convert it to the inks of the printing condition.",
    ),
    "preflight-colour-profile": Entry(
        "error",
        "A colour's ICC profile is wrong, or is that of the output itself.",
        "Use DeviceCMYK for colours that are already in the output's inks.",
    ),
    "preflight-colour-function": Entry(
        "error",
        "The function of an ink or gradient does not fit its colour space.",
        "Export it again; on paper it may vanish.",
    ),
    "preflight-group-colour": Entry(
        "error",
        "Transparency is computed in other colours than the output's.",
        "Set the blend space to CMYK.",
    ),
    "preflight-blend-mode": Entry(
        "error", "A page uses a blend mode that PDF 1.6 does not have.", "Use another blend mode."
    ),
    "preflight-transfer": Entry(
        "error",
        "A page carries transfer functions or halftones of its own.",
        "Remove them when exporting.",
    ),
    "preflight-annotation": Entry(
        "error",
        "An annotation stands on the printed page.",
        "Flatten or remove annotations, comments and form fields.",
    ),
    "preflight-action": Entry(
        "error", "The file has actions, scripts or forms.", "Remove them when exporting."
    ),
    "preflight-layers": Entry(
        "error", "What is printed depends on layers.", "Flatten the layers when exporting."
    ),
    "preflight-attachment": Entry("warning", "Files are attached to the file.", "Take them out."),
    "preflight-damaged": Entry(
        "error", "Some of a page's content cannot be read.", "Export the PDF again."
    ),
    "preflight-partial": Entry(
        "warning",
        "A page is so intricate that only a part of it was checked.",
        "Simplify its drawings, or make them pictures.",
    ),
    "preflight-picture-coarse": Entry(
        "warning",
        "A picture has too few pixels for its size on paper.",
        "Use a larger original, or print it smaller.",
    ),
    "preflight-picture-fine": Entry(
        "note",
        "A picture has more pixels than can be printed.",
        "Scale it down; the file will be smaller.",
    ),
    "preflight-picture-stretched": Entry(
        "warning", "A picture is stretched in one direction.", "Scale its width and height alike."
    ),
    "preflight-hairline": Entry("warning", "A line is too thin to be printed.", "Make it thicker."),
    "preflight-type-small": Entry(
        "warning",
        "Type is too small to be printed.",
        "Set it larger; white type and type of several inks needs more.",
    ),
    "preflight-rgb": Entry(
        "warning",
        "A colour is not in the inks that the printer wants.",
        "Convert it to the printer's inks.",
    ),
    "preflight-black-text": Entry(
        "warning",
        "Black text is of several inks, so its edges may blur.",
        "Make it of black alone.",
    ),
    "preflight-registration": Entry(
        "error", "The colour of registration marks is used on the page.", "Use black."
    ),
    "preflight-white-overprint": Entry(
        "error",
        "Something white overprints, so it will not be seen.",
        "Switch its overprinting off.",
    ),
    "preflight-ink": Entry(
        "error",
        "There is more ink at a point than the paper takes.",
        "Use lighter colours, or convert to a profile with less ink.",
    ),
    "preflight-transparency": Entry(
        "error",
        "A page is transparent, and the printer wants none.",
        "Flatten transparency, or set it in solid colours.",
    ),
    "preflight-bleed": Entry(
        "warning",
        "Art that runs off the page does not fill the bleed, so paper may show at the cut.",
        "Let it run to the edge of the bleed, or stop well inside the trim.",
    ),
    "preflight-margin": Entry(
        "warning",
        "Text or live matter stands too near to the trim.",
        "Make the margins wider, or move it.",
    ),
    "preflight-gutter": Entry(
        "warning",
        "The inside margin is too small for a book of so many pages.",
        "Make the inner margin wider.",
    ),
    "preflight-marks": Entry(
        "warning", "Printer's marks stand where the printer wants none.", "Export without marks."
    ),
    "preflight-page-count": Entry(
        "warning",
        "The book has a number of pages that the printer does not bind.",
        "Add or take out pages.",
    ),
    "preflight-page-multiple": Entry(
        "note",
        "The number of pages leaves the last section short.",
        "Nothing need be done; the printer adds blank pages at the end.",
    ),
    "preflight-blanks": Entry("warning", "Many blank pages follow each other.", "Take some out."),
    "preflight-page-size": Entry(
        "warning", "Pages have different sizes.", "Make all pages the same size."
    ),
    "preflight-page-turned": Entry(
        "warning",
        "A page is turned for the screen, which a press may ignore.",
        "Turn its content, not the page.",
    ),
    "preflight-page-cropped": Entry(
        "warning", "A page is cropped into what is printed.", "Remove the crop."
    ),
    "preflight-spine-text": Entry(
        "error", "The spine's text does not fit the spine.", "Leave it out, or make it smaller."
    ),
    "preflight-file-size": Entry(
        "error", "The file is larger than the printer takes.", "Scale pictures down."
    ),
    "preflight-direction": Entry(
        "warning",
        "The printer does not bind books at this side.",
        "Ask the printer, or choose another.",
    ),
    "preflight-interactive": Entry(
        "warning",
        "The file has bookmarks or annotations, and the printer wants none.",
        "Export without them.",
    ),
    # --- the editions ---
    "pages-unsettled": Entry(
        "warning",
        "The printed page numbers still changed after the last round of layout.",
        "Change the wording near a reference to a page.",
    ),
    "editions-disagree": Entry(
        "error",
        "An edition does not say what the manuscript says.",
        "Build it again; where the finding stays, it is a fault of octavo: please report it.",
    ),
    "edition-missing": Entry(
        "warning",
        "An edition that is to be checked has not been made.",
        "Run octavo build first.",
    ),
    "edition-nonconforming": Entry(
        "error",
        "A validator found that an edition breaks its standard.",
        "Where the message names a place in the manuscript, mend that; else please report it.",
    ),
}
