"""A small press file that no printer would reject, made from nothing; tests break it.

Four pages of A5 with 3 mm of bleed: a tint that bleeds, a rule, a line of black text, a picture of
300 pixels an inch. The face has two glyphs: an empty box and a square.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache

import pikepdf
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream

from octavo.images.profiles import assumed_cmyk

MM = 72 / 25.4
WIDTH, HEIGHT, BLEED = 148 * MM, 210 * MM, 3 * MM
CONTENT = (
    b"0.1 0 0 0 k -8.504 500 436.535 103.78 re f "
    b"q 72 0 0 72 100 300 cm /Im0 Do Q "
    b"0 0 0 1 K 0.5 w 60 250 m 300 250 l S "
    b"0 0 0 1 k BT /F1 10 Tf 60 200 Td <0001000100010001> Tj ET"
)
XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 pdfxid:GTS_PDFXVersion="PDF/X-4" xmp:CreateDate="2026-11-25T00:00:00Z"
 xmp:ModifyDate="2026-11-25T00:00:00Z" xmp:MetadataDate="2026-11-25T00:00:00Z"
 xmpMM:DocumentID="uuid:1" xmpMM:VersionID="1" xmpMM:RenditionClass="default" pdf:Trapped="False">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A sheet</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


@cache
def face() -> bytes:
    """A TrueType font of .notdef and a square."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "square"])
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 700), (900, 700), (900, 0)):
        pen.lineTo(corner)
    pen.closePath()
    square = pen.glyph()
    builder.setupGlyf({".notdef": square, "square": square})
    builder.setupHorizontalMetrics({".notdef": (1000, 100), "square": (1000, 100)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupCharacterMap({0x25A0: "square"})
    builder.setupNameTable({"familyName": "Squares", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return written.getvalue()


def sheet(pages: int = 4) -> Pdf:
    """The file, open to be broken."""
    pdf = Pdf.new()
    font = _font(pdf)
    image = picture(pdf, 300, 300)
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        outer = Array([-BLEED, -BLEED, WIDTH + BLEED, HEIGHT + BLEED])
        page.obj.MediaBox = outer
        page.obj.BleedBox = outer
        page.obj.TrimBox = Array([0, 0, WIDTH, HEIGHT])
        page.obj.Resources = Dictionary(
            Font=Dictionary(F1=font), XObject=Dictionary(Im0=image), ExtGState=Dictionary()
        )
        page.obj.Contents = pdf.make_stream(CONTENT)
    profile = pdf.make_stream(assumed_cmyk())
    profile.N = 4
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39",
        RegistryName="http://www.color.org", DestOutputProfile=profile,
    )  # fmt: skip
    pdf.Root.OutputIntents = Array([intent])
    pdf.Root.Metadata = pdf.make_stream(XMP.encode())
    pdf.Root.Metadata.Type, pdf.Root.Metadata.Subtype = Name.Metadata, Name.XML
    pdf.docinfo = pdf.make_indirect(
        Dictionary(
            Title="A sheet",
            CreationDate="D:20261125000000Z",
            ModDate="D:20261125000000Z",
            Trapped=Name("/False"),
        )
    )
    return pdf


def _font(pdf: Pdf) -> Object:
    program = pdf.make_stream(face())
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=Name("/AAAAAA+Squares"), Flags=4,
        FontBBox=Array([0, -200, 1000, 800]), ItalicAngle=0, Ascent=800, Descent=-200,
        CapHeight=700, StemV=80, FontFile2=program,
    )  # fmt: skip
    below = Dictionary(
        Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name("/AAAAAA+Squares"),
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=pdf.make_indirect(descriptor), DW=1000, CIDToGIDMap=Name.Identity,
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/AAAAAA+Squares"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([below]),
        )
    )


def picture(pdf: Pdf, width: int, height: int, inks: tuple[int, ...] = (80, 40, 20, 10)) -> Stream:
    """A picture of one colour, given in bytes of C, M, Y, K."""
    image = pdf.make_stream(bytes(inks) * (width * height))
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height, image.BitsPerComponent = width, height, 8
    image.ColorSpace = {4: Name.DeviceCMYK, 3: Name.DeviceRGB, 1: Name.DeviceGray}[len(inks)]
    return image


def add(page: Page, content: bytes) -> None:
    """Draw more on a page."""
    page.contents_add(content)


def written(pdf: Pdf, break_it: Callable[[Pdf], object] | None = None) -> bytes:
    """The file's bytes, broken first if asked for; PDF 1.6 with an identifier."""
    if break_it is not None:
        break_it(pdf)
    file = io.BytesIO()
    pdf.save(
        file, force_version="1.6", static_id=True, fix_metadata_version=False,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )  # fmt: skip
    return file.getvalue()
