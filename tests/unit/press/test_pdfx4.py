"""The nine rule groups of PDF/X-4 (ISO 15930-7), read off the press file of a real book."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.images.profiles import assumed_cmyk
from octavo.press.edition import PressFile

RGB = {"/DeviceRGB", "/CalRGB"}
XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}


@pytest.fixture
def pdf(sheet_fed: PressFile) -> Iterator[Pdf]:
    with pikepdf.open(io.BytesIO(sheet_fed.content)) as opened:
        yield opened


@pytest.fixture
def xmp(pdf: Pdf) -> ElementTree.Element:
    assert "/Filter" not in pdf.Root.Metadata
    described = ElementTree.fromstring(pdf.Root.Metadata.read_bytes()).find(
        ".//rdf:Description", XMP
    )
    assert described is not None
    return described


def streams(pdf: Pdf) -> list[Stream]:
    return [thing for thing in pdf.objects if isinstance(thing, Stream)]


def dictionaries(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary, direct ones too."""

    def within(thing: Object, depth: int = 0) -> Iterator[Object]:
        if depth and thing.is_indirect:
            return
        if isinstance(thing, Dictionary | Stream):
            yield thing
            for key in list(thing.keys()):
                if isinstance(thing[key], Object):
                    yield from within(thing[key], depth + 1)
        elif isinstance(thing, Array):
            for item in thing:
                if isinstance(item, Object):
                    yield from within(item, depth + 1)

    for thing in pdf.objects:
        yield from within(thing)


def contents(pdf: Pdf) -> list[bytes]:
    """All content: pages, forms, patterns."""
    found = [page.Contents.read_bytes() for page in pdf.pages if "/Contents" in page]
    for stream in streams(pdf):
        if stream.get("/Subtype") == Name.Form or "/PatternType" in stream:
            found.append(stream.read_bytes())
    return found


def test_1_one_output_intent_with_its_profile(pdf: Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert intent.S == Name.GTS_PDFX
    assert str(intent.OutputConditionIdentifier) == "FOGRA39"
    assert str(intent.RegistryName) == "http://www.color.org"
    profile = intent.DestOutputProfile.read_bytes()
    assert profile == assumed_cmyk()
    assert (profile[12:16], profile[16:20], intent.DestOutputProfile.N) == (b"prtr", b"CMYK", 4)
    assert profile[8] <= 4


def test_2_xmp_and_info_agree(pdf: Pdf, xmp: ElementTree.Element) -> None:
    text = {key: xmp.findtext(key, namespaces=XMP) for key in (
        "pdfxid:GTS_PDFXVersion", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate",
        "pdf:Trapped", "pdf:Producer", "xmp:CreatorTool", "xmpMM:VersionID",
        "xmpMM:RenditionClass", "xmpMM:DocumentID",
    )}  # fmt: skip
    info = pdf.trailer.Info
    assert text["pdfxid:GTS_PDFXVersion"] == "PDF/X-4"
    assert text["xmp:CreateDate"] == text["xmp:ModifyDate"] == "2024-05-01T12:00:00Z"
    assert str(info.CreationDate) == str(info.ModDate) == "D:20240501120000Z"
    assert xmp.findtext("dc:title//rdf:li", namespaces=XMP) == str(info.Title) == "Ink & <paper>"
    authors = [item.text for item in xmp.findall("dc:creator//rdf:li", XMP)]
    assert "; ".join(filter(None, authors)) == str(info.Author)
    assert (text["pdf:Producer"], text["xmp:CreatorTool"]) == (
        str(info.Producer),
        str(info.Creator),
    )
    assert text["xmpMM:DocumentID"].startswith("uuid:")
    assert (text["xmpMM:VersionID"], text["xmpMM:RenditionClass"]) == ("1", "default")
    assert text["pdf:Trapped"] == "False"
    assert bytes(info.Trapped.unparse()) == b"/False"


def test_3_the_file_is_pdf_1_6_and_carries_nothing_foreign(pdf: Pdf, sheet_fed: PressFile) -> None:
    assert sheet_fed.content.startswith(b"%PDF-1.6\n")
    assert "/ID" in pdf.trailer
    assert not pdf.is_encrypted
    for stream in streams(pdf):
        assert not {"/F", "/OPI", "/Alternates", "/Ref"} & set(stream.keys())
        assert stream.get("/Subtype") != Name.PS
        assert Name.LZWDecode not in (stream.get("/Filter"), *_listed(stream.get("/Filter")))


def test_4_the_boxes_lie_inside_each_other(pdf: Pdf) -> None:
    for page in pdf.pages:
        media, bleed, trim = (
            [float(side) for side in page[box]] for box in ("/MediaBox", "/BleedBox", "/TrimBox")
        )
        assert "/ArtBox" not in page
        assert all(m <= b <= t for m, b, t in zip(media[:2], bleed[:2], trim[:2], strict=True))
        assert all(m >= b >= t for m, b, t in zip(media[2:], bleed[2:], trim[2:], strict=True))


def test_5_every_font_is_embedded(pdf: Pdf) -> None:
    described = [item for item in dictionaries(pdf) if item.get("/Type") == Name.FontDescriptor]
    assert described
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(item.keys()) for item in described)


def test_6_nothing_is_in_rgb(pdf: Pdf) -> None:
    for item in dictionaries(pdf):
        for key in ("/ColorSpace", "/CS"):
            space = item.get(key)
            if isinstance(space, Dictionary):
                space = Array([space[name] for name in space])
            assert not RGB & set(re.findall(r"/\w+", str(space))), item
        if "/ShadingType" in item:
            assert _outputs(item.Function) == {"/DeviceCMYK": 4, "/DeviceGray": 1}[item.ColorSpace]
    for content in contents(pdf):
        assert not re.search(rb"[\d.] +(rg|RG)\s", content)


def test_7_groups_blend_in_the_inks_of_the_press(pdf: Pdf) -> None:
    groups = [item.Group for item in dictionaries(pdf) if "/Group" in item]
    assert groups
    assert {str(group.CS) for group in groups} <= {"/DeviceCMYK", "/DeviceGray"}
    for item in dictionaries(pdf):
        if item.get("/Type") == Name.ExtGState:
            assert not {"/TR", "/TR2", "/HTP", "/HT"} & set(item.keys())
        mask = item.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            assert str(mask.G.Group.CS) == "/DeviceGray"


def test_8_nothing_acts(pdf: Pdf) -> None:
    for item in dictionaries(pdf):
        assert not {"/Annots", "/AA", "/JS", "/JavaScript", "/OpenAction"} & set(item.keys())
    left = set(pdf.Root.keys())
    assert left == {"/Type", "/Pages", "/Metadata", "/OutputIntents"}


def test_9_there_are_no_layers_and_no_marked_content(pdf: Pdf) -> None:
    assert "/OCProperties" not in pdf.Root
    for content in contents(pdf):
        assert not re.search(rb"\b(BDC|BMC|EMC)\b", content)


def _listed(value: Object | None) -> list[Object]:
    return list(value) if isinstance(value, Array) else []


def _outputs(function: Object) -> int:
    if int(function.FunctionType) == 3:
        (count,) = {_outputs(part) for part in function.Functions}
        return count
    return len(function.Range) // 2 if "/Range" in function else len(function.C0)
