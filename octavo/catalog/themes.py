"""What pictures, faces, themes and layouts can earn."""

from __future__ import annotations

from octavo.catalog.entry import Entry

THEMES = {
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
    "layout-unsafe": Entry(
        "error",
        "A layout makes a script, an event, or something that comes from outside the publication.",
        "Take it out of the layout; style sheets stand in styles/, pictures in the manuscript.",
    ),
}
