"""Publication metadata as a PDF holds it: XMP (ISO 16684-1) and Info that say the same.

Written by hand, as fixed text: no clock, no toolkit name but octavo's, entries in fixed order.
PDF/A-2 6.6.2.3 wants a description of every schema it does not know, here that of PDF/UA.
"""

from __future__ import annotations

from html import escape

from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo import __version__
from octavo.publication import Metadata

PRODUCER = f"octavo {__version__}"

_UA_SCHEMA = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


def write_info(book: Pdf, metadata: Metadata) -> None:
    """Fill the document information dictionary (ISO 32000-1, 14.3.3) and nothing else."""
    date = String(_pdf_date(metadata.modified))
    info = Dictionary(
        Title=String(metadata.title),
        Producer=String(PRODUCER),
        Creator=String(PRODUCER),
        CreationDate=date,
        ModDate=date,
    )
    if authors(metadata):
        info.Author = String("; ".join(authors(metadata)))
    if metadata.description:
        info.Subject = String(metadata.description)
    if metadata.subjects:
        info.Keywords = String(", ".join(metadata.subjects))
    book.trailer.Info = book.make_indirect(info)


def write_xmp(book: Pdf, packet: bytes) -> None:
    """Put an XMP packet into the catalog, uncompressed, as archives want to find it."""
    stream = book.make_stream(packet)
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    book.Root.Metadata = stream


def write_intent(book: Pdf, profile: bytes, name: str, kind: str) -> None:
    """Declare the colours of the pages: an output intent (ISO 32000-1, 14.11.5) in RGB."""
    stream = book.make_stream(profile)
    stream.N = 3
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name(f"/{kind}"),
        OutputConditionIdentifier=String(name),
        Info=String(name),
        DestOutputProfile=stream,
    )
    book.Root.OutputIntents = Array([book.make_indirect(intent)])


def authors(metadata: Metadata) -> tuple[str, ...]:
    """Names of the authors; of all contributors where none is an author."""
    written = tuple(who.name for who in metadata.contributors if who.role == "aut")
    return written or tuple(who.name for who in metadata.contributors)


def screen_xmp(metadata: Metadata) -> bytes:
    """The XMP packet of the screen edition: PDF/UA-1 and PDF/A-2a."""
    described = "\n".join((*_dublin_core(metadata), *_technical(metadata)))
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
{described}
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
</rdf:Description>
{_UA_SCHEMA}
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()


def _dublin_core(metadata: Metadata) -> list[str]:
    entries = [
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", metadata.title, metadata.language),
        _list("dc:creator", "Seq", authors(metadata)),
        _alternatives("dc:description", metadata.description, metadata.language),
        _list("dc:subject", "Bag", metadata.subjects),
        _list("dc:publisher", "Bag", (metadata.publisher,) if metadata.publisher else ()),
        _alternatives("dc:rights", metadata.rights, metadata.language),
        _list("dc:language", "Bag", (metadata.language,)),
        _list("dc:date", "Seq", (metadata.date,) if metadata.date else ()),
    ]
    if metadata.identifier:
        entries.append(f"<dc:identifier>{escape(metadata.identifier, quote=False)}</dc:identifier>")
    return [entry for entry in entries if entry]


def _technical(metadata: Metadata) -> list[str]:
    date = escape(metadata.modified, quote=False)
    entries = [
        f"<xmp:CreateDate>{date}</xmp:CreateDate>",
        f"<xmp:ModifyDate>{date}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{date}</xmp:MetadataDate>",
        f"<xmp:CreatorTool>{escape(PRODUCER, quote=False)}</xmp:CreatorTool>",
        f"<pdf:Producer>{escape(PRODUCER, quote=False)}</pdf:Producer>",
    ]
    if metadata.subjects:
        entries.append(
            f"<pdf:Keywords>{escape(', '.join(metadata.subjects), quote=False)}</pdf:Keywords>"
        )
    if metadata.licence_url:
        address = escape(metadata.licence_url, quote=False)
        entries.append(f"<xmpRights:WebStatement>{address}</xmpRights:WebStatement>")
    return entries


def _alternatives(name: str, text: str | None, language: str) -> str:
    """A language alternative: the text by default, and by its language."""
    if not text:
        return ""
    items = "".join(
        f'<rdf:li xml:lang="{escape(tag)}">{escape(text, quote=False)}</rdf:li>'
        for tag in ("x-default", language)
    )
    return f"<{name}><rdf:Alt>{items}</rdf:Alt></{name}>"


def _list(name: str, kind: str, items: tuple[str, ...]) -> str:
    if not items:
        return ""
    written = "".join(f"<rdf:li>{escape(item, quote=False)}</rdf:li>" for item in items)
    return f"<{name}><rdf:{kind}>{written}</rdf:{kind}></{name}>"


def _pdf_date(iso: str) -> str:
    """2024-05-01T12:00:00Z as D:20240501120000Z (ISO 32000-1, 7.9.4)."""
    digits = "".join(character for character in iso[:19] if character.isdigit())
    zone = iso[19:]
    if zone in ("", "Z"):
        return f"D:{digits}Z"
    return f"D:{digits}{zone[0]}{zone[1:3]}'{zone[4:6]}'"
