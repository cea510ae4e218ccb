"""What imposition, the press edition and the cover wrap can earn."""

from __future__ import annotations

from octavo.catalog.entry import Entry

PRESS = {
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
}
