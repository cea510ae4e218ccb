"""What a printer would reject."""

from __future__ import annotations

from octavo.catalog.entry import Entry

PREFLIGHT = {
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
}
