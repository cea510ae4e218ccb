"""What a press file says of itself: PDF/X-4 (ISO 15930-7), or plain PDF with sRGB.

Output intent, XMP and Info agree and hold no clock; the identifiers are digests.
"""

from __future__ import annotations

import hashlib
import uuid
from html import escape

from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo import __version__
from octavo.images.profiles import srgb
from octavo.press.printer import PrinterProfile
from octavo.publication import Metadata

PRODUCER = f"octavo {__version__}"
REGISTRY = "http://www.color.org"
REGISTERED = ("FOGRA", "GRACoL", "SWOP", "CGATS", "JC20", "IFRA", "PSO")
"""Beginnings of the names that the registry of the ICC holds; others stand without it."""


def write_identity(book: Pdf, metadata: Metadata, profile: PrinterProfile) -> None:
    """Write output intent, XMP and Info, and leave of the catalogue only what print needs."""
    document = _document_id(book, profile)
    for entry in list(book.Root.keys()):
        if entry not in ("/Type", "/Pages"):
            del book.Root[entry]
    write_intent(book, profile)
    stream = book.make_stream(_xmp(metadata, profile, document))
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    book.Root.Metadata = stream
    _write_info(book, metadata)


def write_intent(book: Pdf, profile: PrinterProfile) -> None:
    """Declare what the colours of the pages are meant for (ISO 32000-1, 14.11.5)."""
    screen = profile.output.colour == "rgb"
    stream = book.make_stream(srgb() if screen else profile.icc)
    stream.N = 3 if screen else 4
    name = "sRGB2014" if screen else " ".join(profile.output.condition.split())
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1 if screen else Name.GTS_PDFX,
        OutputConditionIdentifier=String(name),
        OutputCondition=String("sRGB" if screen else profile.title),
        Info=String("sRGB" if screen else f"{name} ({profile.title})"),
        DestOutputProfile=stream,
    )
    if not screen and name.startswith(REGISTERED):
        intent.RegistryName = String(REGISTRY)
    book.Root.OutputIntents = Array([book.make_indirect(intent)])


def is_x4(profile: PrinterProfile) -> bool:
    """Say whether the file claims to be PDF/X-4; sRGB never does."""
    return profile.output.standard == "PDF/X-4" and profile.output.colour != "rgb"


def _document_id(book: Pdf, profile: PrinterProfile) -> uuid.UUID:
    """The same pages for the same printer are the same document."""
    master = bytes(book.trailer.ID[1]) if "/ID" in book.trailer else b""
    known = hashlib.sha256(master + repr(profile).encode() + profile.icc).hexdigest()
    return uuid.uuid5(uuid.NAMESPACE_OID, known)


def _write_info(book: Pdf, metadata: Metadata) -> None:
    date = String(_pdf_date(metadata.modified))
    info = Dictionary(
        Title=String(metadata.title),
        Creator=String(PRODUCER),
        Producer=String(PRODUCER),
        CreationDate=date,
        ModDate=date,
        Trapped=Name("/False"),  # pikepdf's Name.False_ would keep its underscore
    )
    if names := _authors(metadata):
        info.Author = String("; ".join(names))
    book.trailer.Info = book.make_indirect(info)


def _xmp(metadata: Metadata, profile: PrinterProfile, document: uuid.UUID) -> bytes:
    date = escape(metadata.modified, quote=False)
    titles = "".join(
        f'<rdf:li xml:lang="{escape(language)}">{escape(metadata.title, quote=False)}</rdf:li>'
        for language in ("x-default", metadata.language)
    )
    names = "".join(f"<rdf:li>{escape(name, quote=False)}</rdf:li>" for name in _authors(metadata))
    creator = f"<dc:creator><rdf:Seq>{names}</rdf:Seq></dc:creator>\n" if names else ""
    claim = "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>\n" if is_x4(profile) else ""
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
{claim}<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt>{titles}</rdf:Alt></dc:title>
{creator}<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmp:CreatorTool>{escape(PRODUCER, quote=False)}</xmp:CreatorTool>
<pdf:Producer>{escape(PRODUCER, quote=False)}</pdf:Producer>
<pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def _authors(metadata: Metadata) -> tuple[str, ...]:
    written = tuple(who.name for who in metadata.contributors if who.role == "aut")
    return written or tuple(who.name for who in metadata.contributors)


def _pdf_date(iso: str) -> str:
    """2024-05-01T12:00:00Z as D:20240501120000Z (ISO 32000-1, 7.9.4)."""
    digits = "".join(character for character in iso[:19] if character.isdigit())
    zone = iso[19:]
    return f"D:{digits}Z" if zone in ("", "Z") else f"D:{digits}{zone[:3]}'{zone[4:6]}'"
