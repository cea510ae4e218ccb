"""The table of rules: what each asks, and where it comes from. docs/preflight.md is made from it.

The text of ISO 15930-7 (PDF/X-4) was not read: its rules are given as ISO 32000-1 defines their
words and as other programs check them. "Verified" means that the source named was read for it.
"""

from __future__ import annotations

from typing import Final

from octavo.checks.preflight.rules import (
    colours,
    edges,
    faces,
    frames,
    identity,
    inks,
    pictures,
    volume,
)
from octavo.checks.preflight.rules.rule import Rule, noted

_X4: Final = "PDF/X-4"
_PRINT: Final = "print"
_PRINTER: Final = "printer"
_PROFILE = "the printer's profile, which names its own source"

RULES: tuple[Rule, ...] = (
    # 1. output intent
    Rule("preflight-intent", _X4, "one output intent of the subtype GTS_PDFX",
         "ISO 15930-7, output intent; ISO 32000-1, 14.11.5", identity.one_intent),
    Rule("preflight-intent-condition", _X4, "an identifier on one line, a registry or an explanation",
         "ISO 15930-7, output intent; ISO 32000-1, table 365", identity.condition_named),
    Rule("preflight-intent-profile", _X4, "an embedded printer's profile, ICC 4 at most, /N right",
         "ISO 15930-7, output intent; ICC.1:2010, 7.2", identity.intent_profile),
    # 2. metadata
    Rule("preflight-xmp", _X4, "XMP metadata, uncompressed and well-formed",
         "ISO 15930-7, metadata; ISO 32000-1, 14.3.2", identity.xmp_there),
    Rule("preflight-xmp-entries", _X4, "pdfxid:GTS_PDFXVersion, dates, title, identifier, version",
         "ISO 15930-7, metadata", identity.xmp_entries),
    Rule("preflight-info", _X4, "Info agrees with XMP", "ISO 15930-7, metadata",
         identity.info_agrees),
    Rule("preflight-trapped", _X4, "Trapped is True or False",
         "ISO 15930-7, trapping; ISO 32000-1, 14.11.6", identity.trapped_said),
    # 3. file structure
    Rule("preflight-file-id", _X4, "the trailer has /ID",
         "ISO 15930-7, file structure; ISO 32000-1, 14.4", frames.identified),
    Rule("preflight-forbidden", _X4,
         "no PostScript, OPI, alternate images, pages or streams of other files, LZW",
         "ISO 15930-7, file structure; ISO 32000-1, 8.8.2, 8.9.5.4, 8.10.4, 14.11.7",
         noted("preflight-forbidden", "The file holds {}.")),
    # 4. boxes
    Rule("preflight-boxes", _X4, "MediaBox, one of TrimBox and ArtBox; trim in bleed in media",
         "ISO 15930-7, page boxes; ISO 32000-1, 14.11.2", frames.boxes_nest),
    Rule("preflight-user-unit", _X4, "pages are measured in points", "ISO 32000-1, 14.11.2",
         frames.whole_units),
    # 5. fonts
    Rule("preflight-font-missing", _PRINT, "every font is embedded",
         "ISO 15930-7, fonts; ISO 32000-1, 9.9; KDP help", faces.embedded, verified=True),
    Rule("preflight-notdef", _PRINT, "no .notdef is shown", "ISO 15930-7, fonts", faces.no_notdef),
    # 6. colour
    Rule("preflight-colour", _X4, "device colours of the output alone, in every place with colour",
         "ISO 15930-7, colour; ISO 32000-1, 8.6", colours.allowed),
    Rule("preflight-colour-profile", _X4, "profiles right, and not the output's own on CMYK",
         "ISO 15930-7, colour; ISO 32000-1, 8.6.5.5", colours.profiles_sound),
    Rule("preflight-colour-function", _PRINT, "functions give as many values as their space has",
         "ISO 32000-1, 8.6.6.4, 8.7.4.5", colours.functions_fit),
    # 7. transparency
    Rule("preflight-group-colour", _X4, "transparency is computed in the output's colours",
         "ISO 15930-7, transparency; ISO 32000-1, 11.6.6", colours.groups_match),
    Rule("preflight-blend-mode", _X4, "blend modes of PDF 1.6",
         "ISO 32000-1, tables 136 and 137",
         noted("preflight-blend-mode", "A page uses {}, which PDF 1.6 does not have.")),
    Rule("preflight-transfer", _X4, "no transfer functions, no halftones of the file's own",
         "ISO 15930-7, graphics state; ISO 32000-1, 10.5, 10.6",
         noted("preflight-transfer", "The graphics state carries {}.")),
    # 8. annotations and actions
    Rule("preflight-annotation", _X4, "no annotations on the printed page",
         "ISO 15930-7, annotations", noted("preflight-annotation", "The page has {}.")),
    Rule("preflight-action", _X4, "no actions, scripts and forms",
         "ISO 15930-7, actions; ISO 32000-1, 12.6, 12.7",
         noted("preflight-action", "The file has {}.")),
    # 9. layers and attachments
    Rule("preflight-layers", _X4, "layers that do not switch, none switched off",
         "ISO 15930-7, optional content; ISO 32000-1, 8.11.4",
         noted("preflight-layers", "The file has {}.")),
    Rule("preflight-attachment", _X4, "no attached files", "house rule",
         noted("preflight-attachment", "The file has {}.")),
    # what cannot be read
    Rule("preflight-damaged", _PRINT, "the content of every page can be read",
         "ISO 32000-1, 7.8.2", noted("preflight-damaged", "{}")),
    Rule("preflight-partial", _PRINT, "no page is beyond measure", "octavo's own bound",
         noted("preflight-partial", "{}")),
    # pictures
    Rule("preflight-picture-coarse", _PRINTER, "pictures have enough pixels an inch", _PROFILE,
         pictures.fine_enough),
    Rule("preflight-picture-fine", _PRINTER, "pictures have no more than double what is of use",
         _PROFILE, pictures.not_wasteful),
    Rule("preflight-picture-stretched", _PRINT, "pictures are scaled alike, to 3 %", "house rule",
         pictures.not_stretched),
    # lines, type and inks
    Rule("preflight-hairline", _PRINTER, "no line is thinner than the press holds",
         f"{_PROFILE}; ISO 32000-1, 8.4.3.2, on width 0", edges.lines_print),
    Rule("preflight-type-small", _PRINTER, "type is large enough, larger where of several inks",
         _PROFILE, faces.large_enough),
    Rule("preflight-rgb", _PRINTER, "colours are inks, for printers who want inks", _PROFILE,
         colours.printed_in),
    Rule("preflight-black-text", _PRINT, "black text up to 24 pt is of black ink alone",
         "house rule; IngramSpark's note on black text", inks.black_is_one_ink, verified=True),
    Rule("preflight-registration", _PRINT, "the colour of register marks only outside the trim",
         "ISO 32000-1, 8.6.6.4", inks.no_registration),
    Rule("preflight-white-overprint", _PRINT, "white does not overprint", "ISO 32000-1, 11.7.4",
         inks.white_knocks_out),
    Rule("preflight-ink", _PRINTER, "no more ink at a point than the paper takes", _PROFILE,
         inks.ink_within_limit),
    Rule("preflight-transparency", _PRINTER, "no live transparency, for printers who refuse it",
         _PROFILE, noted("preflight-transparency", "The page is transparent by {}.")),
    # edges
    Rule("preflight-bleed", _PRINTER, "art that touches the trim fills the bleed", _PROFILE,
         edges.bleed_reached),
    Rule("preflight-margin", _PRINTER, "text and live matter keep their margin", _PROFILE,
         edges.clear_of_trim),
    Rule("preflight-gutter", _PRINTER, "the inside margin fits the number of pages", _PROFILE,
         edges.clear_of_spine),
    Rule("preflight-marks", _PRINTER, "no marks, for printers who want none", _PROFILE,
         edges.no_marks),
    # the volume
    Rule("preflight-page-count", _PRINTER, "as many pages as the printer binds", _PROFILE,
         volume.page_count),
    Rule("preflight-page-multiple", _PRINTER, "the last section is full", _PROFILE,
         volume.page_multiple),
    Rule("preflight-blanks", _PRINTER, "no long run of blank pages", _PROFILE, volume.blanks),
    Rule("preflight-page-size", _PRINT, "all pages have one trim", "house rule", frames.one_size),
    Rule("preflight-page-turned", _PRINT, "no page is turned by /Rotate", "house rule",
         frames.not_turned),
    Rule("preflight-page-cropped", _PRINT, "no page is cropped into trim or bleed",
         "ISO 15930-7, page boxes", frames.not_cropped),
    Rule("preflight-spine-text", _PRINTER, "spine text only on thick books, clear of the folds",
         _PROFILE, volume.spine_text),
    Rule("preflight-file-size", _PRINTER, "the file is not too large", _PROFILE, volume.file_size),
    Rule("preflight-direction", _PRINTER, "the book opens at a side that is bound", _PROFILE,
         volume.direction),
    Rule("preflight-interactive", _PRINTER, "no bookmarks and annotations, where refused", _PROFILE,
         volume.nothing_interactive),
)  # fmt: skip
"""Every rule once, in the order in which findings are told."""
