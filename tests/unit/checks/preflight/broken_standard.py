"""Files made to break the nine groups of rules of PDF/X-4."""

from __future__ import annotations

import zlib
from collections.abc import Callable

from breaking import Break, annotated, breaks, case, drawing, form, function, metadata, state
from pikepdf import Array, Dictionary, Name, Pdf, String
from press_sheet import CONTENT, HEIGHT, WIDTH, XMP, add, picture

# --- 1. output intent ---


@breaks("preflight-intent")
def no_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


@breaks("preflight-intent")
def two_intents(pdf: Pdf) -> None:
    pdf.Root.OutputIntents.append(pdf.Root.OutputIntents[0])


@breaks("preflight-intent-condition")
def no_condition(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("")


@breaks("preflight-intent-condition")
def condition_on_two_lines(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].OutputConditionIdentifier = String("FOGRA39\nCoated")


@breaks("preflight-intent-condition")
def condition_unexplained(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0].RegistryName


@breaks("preflight-intent-profile")
def no_profile(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0].DestOutputProfile


@breaks("preflight-intent-profile")
def profile_miscounted(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].DestOutputProfile.N = 1


def header(offset: int, value: bytes) -> Break:
    def break_it(pdf: Pdf) -> None:
        stream = pdf.Root.OutputIntents[0].DestOutputProfile
        old = stream.read_bytes()
        stream.write(old[:offset] + value + old[offset + len(value) :])

    return break_it


case("preflight-intent-profile", header(12, b"mntr"))
case("preflight-intent-profile", header(8, b"\x05"))
case("preflight-intent-profile", header(16, b"XXXX"))

# --- 2. metadata ---


@breaks("preflight-xmp")
def no_xmp(pdf: Pdf) -> None:
    del pdf.Root.Metadata


@breaks("preflight-xmp")
def xmp_compressed(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(zlib.compress(XMP.encode()), filter=Name.FlateDecode)
    del pdf.Root.Metadata.Type  # else qpdf writes it uncompressed


@breaks("preflight-xmp")
def xmp_broken(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(XMP.encode()[:-80])


case("preflight-xmp-entries", metadata('GTS_PDFXVersion="PDF/X-4"', 'GTS_PDFXVersion="PDF/X-9"'))
case("preflight-xmp-entries", metadata('xmpMM:DocumentID="uuid:1"', ""))
case("preflight-info", metadata("A sheet", "Another sheet"))
case("preflight-info", metadata('CreateDate="2026-11-25', 'CreateDate="2025-01-01'))


@breaks("preflight-trapped")
def trapped_unknown(pdf: Pdf) -> None:
    pdf.docinfo.Trapped = Name.Unknown


@breaks("preflight-trapped")
def trapped_misnamed(pdf: Pdf) -> None:
    pdf.docinfo.Trapped = Name("/False_")


# --- 3. file structure: the identifier has a test of its own below ---


@breaks("preflight-forbidden")
def postscript(pdf: Pdf) -> None:
    program = pdf.make_stream(b"showpage")
    program.Type, program.Subtype = Name.XObject, Name.PS
    pdf.pages[1].obj.Resources.XObject.Ps0 = program
    add(pdf.pages[1], b"/Ps0 Do")


def image_with(key: str, value: object) -> Break:
    def break_it(pdf: Pdf) -> None:
        pdf.pages[1].obj.Resources.XObject.Im0[key] = value

    return break_it


case("preflight-forbidden", image_with("/OPI", Dictionary()))
case("preflight-forbidden", image_with("/Alternates", Array([])))


case("preflight-forbidden", drawing(b"/Fm0 Do", XObject=form(b"", Ref=Dictionary())))


@breaks("preflight-forbidden")
def lzw(pdf: Pdf) -> None:
    image = picture(pdf, 2, 2)
    # qpdf compresses anew what it can decode: a JPEG inside it leaves alone.
    image.write(b"\x80\x0b\x60", filter=Array([Name.LZWDecode, Name.DCTDecode]))
    pdf.pages[1].obj.Resources.XObject.Im1 = image
    add(pdf.pages[1], b"q 6 0 0 6 100 100 cm /Im1 Do Q")


# --- 4. boxes ---


@breaks("preflight-boxes")
def no_trim(pdf: Pdf) -> None:
    # The whole page is then the trim: the tint reaches no bleed, which is another finding.
    page = pdf.pages[1]
    page.obj.Contents = pdf.make_stream(CONTENT[CONTENT.index(b"q 72") :])
    del page.obj.TrimBox
    page.obj.MediaBox = page.obj.BleedBox = Array([0, 0, WIDTH, HEIGHT])


@breaks("preflight-boxes")
def trim_and_art(pdf: Pdf) -> None:
    pdf.pages[1].obj.ArtBox = Array([0, 0, WIDTH, HEIGHT])


@breaks("preflight-boxes")
def bleed_inside_trim(pdf: Pdf) -> None:
    pdf.pages[1].obj.BleedBox = Array([10, 10, WIDTH - 10, HEIGHT - 10])


@breaks("preflight-user-unit")
def user_unit(pdf: Pdf) -> None:
    page = pdf.pages[1]
    page.obj.UserUnit = 2
    for name in ("MediaBox", "BleedBox", "TrimBox"):
        page.obj[f"/{name}"] = Array([float(v) / 2 for v in page.obj[f"/{name}"]])
    page.obj.Contents = pdf.make_stream(b"q 0.5 0 0 0.5 0 0 cm " + CONTENT + b" Q")


# --- 5. fonts ---


@breaks("preflight-font-missing")
def font_missing(pdf: Pdf) -> None:
    del pdf.pages[0].obj.Resources.Font.F1.DescendantFonts[0].FontDescriptor.FontFile2


case("preflight-notdef", drawing(b"BT /F1 10 Tf 60 150 Td <00010000> Tj ET"))
case(
    "preflight-font-missing",
    drawing(
        b"BT /F2 10 Tf 60 150 Td (Standard) Tj ET",
        Font={"/F2": Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)},
    ),
)

# --- 6. colour, in every place that has one ---

RGB_PALETTE = Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\xff\xff")])


def rgb_image(pdf: Pdf) -> dict[str, object]:
    return {"/Rgb": picture(pdf, 300, 300, (9, 80, 30))}


def rgb_palette(pdf: Pdf) -> dict[str, object]:
    image = picture(pdf, 300, 300, (1,))
    image.ColorSpace = RGB_PALETTE
    return {"/Rgb": image}


def tiling(content: bytes) -> Callable[[Pdf], dict[str, object]]:
    def make(pdf: Pdf) -> dict[str, object]:
        tile = pdf.make_stream(content)
        tile.PatternType, tile.PaintType, tile.TilingType = 1, 1, 1
        tile.BBox, tile.XStep, tile.YStep = Array([0, 0, 10, 10]), 10, 10
        tile.Resources = Dictionary()
        return {"/P0": tile}

    return make


def shading(space: object, outputs: int) -> Dictionary:
    return Dictionary(
        ShadingType=2, ColorSpace=space, Coords=Array([100, 100, 200, 100]),
        Function=function(outputs),
    )  # fmt: skip


def shading_pattern(space: object, outputs: int) -> Dictionary:
    return Dictionary(PatternType=2, Shading=shading(space, outputs))


def type3(pdf: Pdf) -> dict[str, object]:
    glyph = pdf.make_stream(b"1000 0 d0 1 0 0 rg 0 0 700 700 re f")
    return {
        "/T3": Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([1000]),
            Resources=Dictionary(),
        )
    }


IN_RGB: dict[str, Break] = {
    "fill": drawing(b"1 0 0 rg 100 100 50 50 re f"),
    "line": drawing(b"1 0 0 RG 1 w 100 100 m 200 100 l S"),
    "text": drawing(b"1 0 0 rg BT /F1 10 Tf 60 150 Td <0001> Tj ET"),
    "outlined text": drawing(b"1 0 0 RG 1 w BT 1 Tr /F1 30 Tf 60 150 Td <0001> Tj ET"),
    "named space": drawing(b"/Cs cs 1 0 0 scn 100 100 50 50 re f", ColorSpace={"/Cs": Name.DeviceRGB}),
    "image": drawing(b"q 72 0 0 72 100 100 cm /Rgb Do Q", XObject=rgb_image),
    "palette": drawing(b"q 72 0 0 72 100 100 cm /Rgb Do Q", XObject=rgb_palette),
    "inline image": drawing(
        b"q 4 0 0 4 100 100 cm BI /W 1 /H 1 /CS /RGB /BPC 8 ID \x01\x80\xff EI Q"
    ),
    "form": drawing(b"/Fm0 Do", XObject=form(b"1 0 0 rg 100 100 50 50 re f")),
    "form in a form": drawing(
        b"/Fm0 Do",
        XObject=form(
            b"/Fm0 Do",
            Resources=lambda pdf: Dictionary(
                XObject=Dictionary(form(b"1 0 0 rg 100 100 50 50 re f")(pdf))
            ),
        ),
    ),
    "tiling pattern": drawing(
        b"/Pattern cs /P0 scn 100 100 50 50 re f", Pattern=tiling(b"1 0 0 rg 0 0 5 5 re f")
    ),
    "gradient": drawing(b"q 100 100 50 50 re W n /Sh0 sh Q", Shading={"/Sh0": shading(Name.DeviceRGB, 3)}),
    "gradient as a pattern": drawing(
        b"/Pattern cs /P0 scn 100 100 50 50 re f",
        Pattern={"/P0": shading_pattern(Name.DeviceRGB, 3)},
    ),
    "Type 3 glyph": drawing(b"BT /T3 30 Tf 60 150 Td (a) Tj ET", Font=type3),
    "soft mask": drawing(
        b"/Gs0 gs 0 0 0 1 k 100 100 50 50 re f",
        ExtGState=lambda pdf: {
            "/Gs0": Dictionary(
                SMask=Dictionary(
                    S=Name.Luminosity, G=form(b"1 0 0 rg 100 100 50 50 re f")(pdf)["/Fm0"]
                )
            )
        },
    ),
}  # fmt: skip
for _break in IN_RGB.values():
    case("preflight-colour", _break)
case("preflight-colour", drawing(b"/Nowhere cs 1 scn 100 100 50 50 re f"))


@breaks("preflight-colour-profile")
def output_profile_on_a_colour(pdf: Pdf) -> None:
    profile = pdf.Root.OutputIntents[0].DestOutputProfile
    drawing(
        b"/Icc cs 0 0 0 0.5 scn 100 100 50 50 re f",
        ColorSpace={"/Icc": Array([Name.ICCBased, profile])},
    )(pdf)


@breaks("preflight-colour-profile")
def profile_of_another_kind(pdf: Pdf) -> None:
    profile = pdf.make_stream(pdf.Root.OutputIntents[0].DestOutputProfile.read_bytes())
    profile.N = 1
    drawing(
        b"/Icc cs 0.5 scn 100 100 50 50 re f",
        ColorSpace={"/Icc": Array([Name.ICCBased, profile])},
    )(pdf)


GOLD = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, function(3)])
case(
    "preflight-colour-function",
    drawing(b"/Gold cs 1 scn 100 100 50 50 re f", ColorSpace={"/Gold": GOLD}),
)
case(
    "preflight-colour-function",
    drawing(b"q 100 100 50 50 re W n /Sh0 sh Q", Shading={"/Sh0": shading(Name.DeviceCMYK, 3)}),
)

# --- 7. transparency ---

RGB_GROUP = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


@breaks("preflight-group-colour")
def page_group(pdf: Pdf) -> None:
    pdf.pages[1].obj.Group = RGB_GROUP


case("preflight-group-colour", drawing(b"/Fm0 Do", XObject=form(b"", Group=RGB_GROUP)))


case("preflight-blend-mode", state(BM=Name.Dazzle))
case("preflight-transfer", state(TR=Name.Identity))
case("preflight-transfer", state(TR2=Name.Identity))
case("preflight-transfer", state(HTP=Array([0, 0])))
case("preflight-transfer", state(HT=Dictionary(HalftoneType=1, HalftoneName="round")))

# --- 8. annotations and actions ---


case("preflight-annotation", annotated(Subtype=Name.Text, Contents="Is this right?"))
case(
    "preflight-action",
    annotated(Subtype=Name.PrinterMark, A=Dictionary(S=Name.JavaScript, JS="app.alert(1)")),
)


@breaks("preflight-action")
def opening_action(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


@breaks("preflight-action")
def page_action(pdf: Pdf) -> None:
    pdf.pages[1].obj.AA = Dictionary()


@breaks("preflight-action")
def filled_in(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=String("<xdp/>"))


# --- 9. layers and attachments ---


def layered(**settings: object) -> Break:
    def break_it(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Layer"))
        settings_ = {
            key: Array([layer]) if value is None else value for key, value in settings.items()
        }
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(**settings_))

    return break_it


case("preflight-layers", layered(AS=Array([])))
case("preflight-layers", layered(OFF=None))


@breaks("preflight-attachment")
def attached(pdf: Pdf) -> None:
    pdf.attachments["notes.txt"] = b"for the printer"
