"""What the editions themselves can earn, the EPUB first."""

from __future__ import annotations

from octavo.catalog.entry import Entry

EDITIONS = {
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
