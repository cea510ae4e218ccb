"""What a file says of itself above its pages, and what of it stays true when it is imposed.

Output intents, XMP, Info, optional content, language and the PDF/X identity go along unchanged.
A claim to be PDF/A or PDF/UA does not: sheets carry neither tags nor reading order.
"""

from __future__ import annotations

from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

_KEPT = ("/OutputIntents", "/OCProperties", "/Lang", "/Extensions")
_FALSE_CLAIMS = ("http://www.aiim.org/pdfa/ns/id/", "http://www.aiim.org/pdfua/ns/id/")
_EXTENSIONS = "http://www.aiim.org/pdfa/ns/extension/"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"


def carry_passport(original: Pdf, book: Pdf) -> None:
    """Copy what describes the whole file from the original to the book."""
    for key in _KEPT:
        if key in original.Root:
            book.Root[key] = _copied(original, book, original.Root[key])
    metadata = original.Root.get("/Metadata")
    if isinstance(metadata, Stream):
        _carry_metadata(original, book, metadata)
    info = original.trailer.get("/Info")
    if isinstance(info, Dictionary):
        book.trailer.Info = _copied(original, book, info)


def _carry_metadata(original: Pdf, book: Pdf, metadata: Stream) -> None:
    """XMP as it is, to the byte, unless it claims what is true no more."""
    packet = metadata.read_bytes()
    if not any(claim.encode() in packet for claim in _FALSE_CLAIMS):
        book.Root.Metadata = _copied(original, book, metadata)
        return
    truthful = _without_false_claims(packet)
    if truthful is not None:
        stream = book.make_stream(truthful)
        stream.Type, stream.Subtype = Name.Metadata, Name.XML
        book.Root.Metadata = stream


def _without_false_claims(packet: bytes) -> bytes | None:
    """XMP less what is true no more; None where it is no XML: better no word than a false one."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(packet, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    for description in tree.iter(f"{_RDF}Description"):
        for name in [name for name in description.attrib if _is_false(str(name))]:
            del description.attrib[name]
        for claim in [child for child in description if _is_false(str(child.tag))]:
            description.remove(claim)
    etree.cleanup_namespaces(tree)
    return etree.tostring(tree.getroottree(), encoding="utf-8")


def _is_false(name: str) -> bool:
    """Names are in Clark notation: {namespace}name."""
    return name.startswith(tuple(f"{{{claim}}}" for claim in (*_FALSE_CLAIMS, _EXTENSIONS)))


def output_components(pdf: Pdf) -> int:
    """Colour components of the output that a file is meant for; 0 where it does not say."""
    intents = pdf.Root.get("/OutputIntents")
    for intent in intents if isinstance(intents, Array) else ():
        profile = intent.get("/DestOutputProfile") if isinstance(intent, Dictionary) else None
        count = profile.get("/N") if isinstance(profile, Stream) else None
        if isinstance(count, int):
            return count
    return 0


def _copied(original: Pdf, book: Pdf, value: Object) -> Object:
    if isinstance(value, Array | Dictionary | Stream):
        return book.copy_foreign(original.make_indirect(value))
    return value
