"""What a manuscript's files, metadata, notes, references, sources and formulas can earn."""

from __future__ import annotations

from octavo.catalog.entry import Entry

READING = {
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
}
