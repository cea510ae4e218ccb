"""Files made to break the rules of print and of printers."""

from __future__ import annotations

import pikepdf
from breaking import (
    CASES,
    PLAIN,
    Break,
    Case,
    annotated,
    breaks,
    case,
    drawing,
    function,
    more,
    state,
)
from pikepdf import Array, Dictionary, Name, Pdf
from press_sheet import CONTENT, HEIGHT, WIDTH, add, picture

from octavo.checks.preflight import CoverFacts, PressRecord
from octavo.press.printer import GutterStep, Length, PrinterProfile

# --- pictures ---


def showing(
    width: int, height: int, matrix: bytes, inks: tuple[int, ...] = (80, 40, 20, 10)
) -> Break:
    return drawing(
        b"q " + matrix + b" 100 50 cm /Im1 Do Q",
        XObject=lambda pdf: {"/Im1": picture(pdf, width, height, inks)},
    )


case("preflight-picture-coarse", showing(100, 100, b"72 0 0 72"))
case("preflight-picture-fine", showing(700, 700, b"72 0 0 72"))
case("preflight-picture-stretched", showing(300, 300, b"80 0 0 72"))
case("preflight-ink", showing(300, 300, b"72 0 0 72", (220, 220, 220, 200)))

# --- lines, type, inks ---

case("preflight-hairline", drawing(b"0 0 0 1 K 0.1 w 60 150 m 300 150 l S"))
case("preflight-hairline", drawing(b"0 0 0 1 K 0 w 60 150 m 300 150 l S"))
case("preflight-hairline", drawing(b"q 0.2 0 0 0.2 0 0 cm 0 0 0 1 K 1 w 300 750 m 900 750 l S Q"))
case("preflight-hairline", drawing(b"0 0 0 1 k 60 150 200 0.1 re f"))
case("preflight-type-small", drawing(b"BT /F1 3 Tf 60 150 Td <0001> Tj ET"))
case("preflight-type-small", drawing(b"BT 0.1 0 0 0.1 60 150 Tm /F1 30 Tf <0001> Tj ET"))
case("preflight-type-small", drawing(b"0 0 0 0 k BT /F1 5 Tf 60 150 Td <0001> Tj ET"))
case("preflight-black-text", drawing(b"0.6 0.5 0.5 1 k BT /F1 10 Tf 60 150 Td <0001> Tj ET"))
case("preflight-registration", drawing(b"1 1 1 1 k 100 100 50 50 re f"))
case(
    "preflight-registration",
    drawing(
        b"/All cs 1 scn 100 100 50 50 re f",
        ColorSpace={"/All": Array([Name.Separation, Name.All, Name.DeviceCMYK, function(4)])},
    ),
)
case(
    "preflight-white-overprint",
    drawing(
        b"/Gs0 gs 0 0 0 0 k BT /F1 10 Tf 60 150 Td <0001> Tj ET",
        ExtGState={"/Gs0": Dictionary(OP=True, op=True, OPM=1)},
    ),
)
case("preflight-ink", drawing(b"1 1 0.9 0.5 k 100 100 50 50 re f"))

NO_X4 = more("output", standard="none")
case("preflight-rgb", drawing(b"1 0 0 rg 100 100 50 50 re f"), NO_X4)
NO_TRANSPARENCY = more("output", transparency=False)
case("preflight-transparency", state(ca=0.5), NO_TRANSPARENCY)
case("preflight-transparency", state(BM=Name.Multiply), NO_TRANSPARENCY)


@breaks("preflight-transparency", NO_TRANSPARENCY)
def see_through_tile(pdf: Pdf) -> None:
    tile = pdf.make_stream(b"/Gs0 gs 0 0 0 1 k 0 0 5 5 re f")
    tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
    tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 10, 10]), 10, 10
    tile.Resources = Dictionary(ExtGState=Dictionary(Gs0=Dictionary(ca=0.5)))
    drawing(b"/Pattern cs /P0 scn 100 100 50 50 re f", Pattern={"/P0": tile})(pdf)


@breaks("preflight-transparency", NO_TRANSPARENCY)
def masked_picture(pdf: Pdf) -> None:
    pdf.pages[1].obj.Resources.XObject.Im0.SMask = picture(pdf, 300, 300, (128,))


# --- edges ---

case("preflight-bleed", drawing(b"0.1 0 0 0 k 0 100 200 50 re f"))
case("preflight-bleed", drawing(b"0.1 0 0 0 k 100 -4 50 100 re f"))
case("preflight-margin", drawing(b"0 0 0 1 k BT /F1 10 Tf 10 150 Td <0001> Tj ET"), PLAIN)
case("preflight-margin", drawing(b"0 0 0 1 k BT /F1 10 Tf 405 150 Td <0001> Tj ET"), PLAIN)
case("preflight-margin", drawing(b"0.1 0 0 0 k 5 100 100 50 re f"), PLAIN)


def _gutter() -> PrinterProfile:
    return more("gutter", steps=(GutterStep(pages=150, inside=Length(50)),))


# Page 2 is a verso: bound at its right.
case("preflight-gutter", drawing(b"0 0 0 1 k BT /F1 10 Tf 370 150 Td <0001> Tj ET"), _gutter())


@breaks("preflight-marks", more("marks", allowed=False))
def marks(pdf: Pdf) -> None:
    page = pdf.pages[1]
    page.obj.MediaBox = Array([-50, -50, WIDTH + 50, HEIGHT + 50])
    add(page, b"0 0 0 1 K 0.25 w -40 0 m -20 0 l S")


# --- the volume ---


def nothing(pdf: Pdf) -> None:
    """The file is broken by being what it is."""


CASES.append(Case("preflight-page-count", nothing, more("pages", least=24)))
CASES.append(Case("preflight-page-count", nothing, more("pages", most=2)))
CASES.append(Case("preflight-page-count", nothing, more("pages", last_blank=True)))
CASES.append(Case("preflight-page-multiple", nothing, PLAIN, 5))
CASES.append(Case("preflight-file-size", nothing, more("file", max_bytes=1000)))


@breaks("preflight-blanks", pages=6)
def three_blanks(pdf: Pdf) -> None:
    for page in list(pdf.pages)[2:5]:
        del page.obj.Contents


@breaks("preflight-page-size")
def another_size(pdf: Pdf) -> None:
    pdf.pages[1].obj.TrimBox = Array([0, 0, WIDTH, HEIGHT - 20])
    pdf.pages[1].obj.Contents = pdf.make_stream(CONTENT[CONTENT.index(b"q 72") :])


@breaks("preflight-page-turned")
def turned(pdf: Pdf) -> None:
    pdf.pages[1].obj.Rotate = 180


@breaks("preflight-page-cropped")
def cropped(pdf: Pdf) -> None:
    pdf.pages[1].obj.CropBox = Array([-1, -1, WIDTH + 1, HEIGHT + 1])


@breaks("preflight-direction", more("reading", directions=("ltr",)))
def right_to_left(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences = Dictionary(Direction=Name.R2L)


@breaks("preflight-interactive", NO_X4)
def bookmarked(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))


case("preflight-interactive", annotated(Subtype=Name.Text), NO_X4)
KDP_SPINE = more("spine", text_from_pages=79, text_clearance=0.0625 * 72)
SPINE_WORD = drawing(b"0 0 0 1 k BT 0 1 -1 0 212 150 Tm /F1 10 Tf <0001> Tj ET")


def one_page(break_it: Break) -> Break:
    def cover(pdf: Pdf) -> None:
        break_it(pdf)
        del pdf.pages[2:]
        del pdf.pages[0]

    return cover


for _spine, _pages in ((40.0, 60), (14.0, 200)):
    CASES.append(
        Case(
            "preflight-spine-text",
            one_page(SPINE_WORD),
            KDP_SPINE,
            4,
            PressRecord(cover=CoverFacts(_spine, _pages)),
        )
    )

# --- what cannot be read ---

case("preflight-damaged", drawing(b"q ) ) } ] Q"))


@breaks("preflight-partial")
def endless_forms(pdf: Pdf) -> None:
    # Each form draws the one below it forty times, each time elsewhere: 40^10 in all.
    below: object = None
    for level in range(10):
        step = 0.013 * 1.9**level
        content = b"".join(b"q 1 0 0 1 %f 0 cm /Fm0 Do Q " % (n * step) for n in range(1, 41))
        stream = pdf.make_stream(content if below is not None else b"0 0 0 0 k " * 400)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([-9999, -9999, 9999, 9999])
        if below is not None:
            stream.Resources = Dictionary(XObject=Dictionary(Fm0=below))
        below = stream
    pdf.pages[1].obj.Resources.XObject.Fm0 = below
    add(pdf.pages[1], b"/Fm0 Do")
