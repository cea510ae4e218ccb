"""The file as a whole: its output intents, its two lots of metadata, what its catalogue holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import pikepdf
from lxml import etree
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from octavo.checks.preflight.facts import Oddity
from octavo.checks.preflight.names import spelled
from octavo.checks.preflight.resources import BROKEN

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
}


class IntentFacts(NamedTuple):
    """One output intent (ISO 32000-1, 14.11.5); the profile's words come from its header."""

    subtype: str
    condition: str
    registry: str
    info: str
    profile: tuple[int, int] | None  # object number; (0, 0) where it has none
    components: int = 0  # what /N says
    model: str = ""  # gray, rgb, cmyk
    device: str = ""  # "prtr" for a printer
    version: int = 0


@dataclass(slots=True)
class DocumentFacts:
    """Everything that is not on a page."""

    version: str
    bytes: int
    identified: bool  # the trailer has /ID
    trapped: str
    direction: str
    bookmarks: bool
    intents: tuple[IntentFacts, ...] = ()
    xmp: dict[str, str] | None = None
    xmp_fault: str = ""
    info: dict[str, str] = field(default_factory=dict)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def intent(self) -> IntentFacts | None:
        """The first output intent for PDF/X."""
        return next((each for each in self.intents if each.subtype == "GTS_PDFX"), None)


def read_document(pdf: Pdf, size: int) -> DocumentFacts:
    """Read what stands in the trailer, the catalogue and the metadata."""
    root, trailer = pdf.Root, pdf.trailer
    info = trailer.get("/Info")
    info = info if isinstance(info, Dictionary) else Dictionary()
    preferences = root.get("/ViewerPreferences")
    preferences = preferences if isinstance(preferences, Dictionary) else Dictionary()
    facts = DocumentFacts(
        version=pdf.pdf_version,
        bytes=size,
        identified="/ID" in trailer,
        trapped=spelled(info.get("/Trapped", "")).lstrip("/"),
        direction="rtl" if preferences.get("/Direction") == Name.R2L else "ltr",
        bookmarks="/First" in root.get("/Outlines", Dictionary()),
        intents=tuple(_intents(root.get("/OutputIntents"))),
        info={
            key: spelled(value) for key, value in info.items() if isinstance(value, pikepdf.String)
        },
    )
    facts.xmp, facts.xmp_fault = _xmp(root.get("/Metadata"))
    facts.oddities += _catalogue_oddities(root)
    return facts


def _intents(listed: Object | None) -> list[IntentFacts]:
    if not isinstance(listed, Array):
        return []
    return [_intent(each) for each in listed if isinstance(each, Dictionary)]


def _intent(intent: Dictionary) -> IntentFacts:
    words = [spelled(intent.get(key, "")) for key in
             ("/S", "/OutputConditionIdentifier", "/RegistryName", "/Info")]  # fmt: skip
    subtype, condition, registry, info = words
    stream = intent.get("/DestOutputProfile")
    if not isinstance(stream, Stream):
        return IntentFacts(subtype.lstrip("/"), condition, registry, info, None)
    where = stream.objgen
    try:
        header = stream.read_bytes()[:20]
        count = int(stream.get("/N", 0))
    except BROKEN:
        header, count = b"", 0
    model = {b"GRAY": "gray", b"RGB ": "rgb", b"CMYK": "cmyk"}.get(header[16:20], "")
    device = header[12:16].decode("latin-1")
    version = header[8] if len(header) > 8 else 0
    return IntentFacts(
        subtype.lstrip("/"), condition, registry, info, where, count, model, device, version
    )


def _xmp(stream: Object | None) -> tuple[dict[str, str] | None, str]:
    """Properties by prefixed name, and what is wrong with the packet."""
    if not isinstance(stream, Stream):
        return None, "There is no XMP metadata."
    fault = "The XMP metadata is compressed." if "/Filter" in stream else ""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        tree = etree.fromstring(stream.read_bytes(), parser)
    except (etree.XMLSyntaxError, ValueError, *BROKEN):
        return None, "The XMP metadata is not well-formed XML."
    found: dict[str, str] = {}
    for description in tree.iter(f"{_RDF}Description"):
        for name, value in description.attrib.items():
            found[_prefixed(str(name))] = str(value)
        for child in description:
            if isinstance(child.tag, str):
                words = [text.strip() for text in child.itertext()]
                found[_prefixed(child.tag)] = next(filter(None, words), "")
    return found, fault


def _prefixed(tag: str) -> str:
    namespace, _, name = tag.lstrip("{").partition("}")
    return f"{_PREFIXES.get(namespace, namespace)}:{name}"


def _catalogue_oddities(root: Object) -> list[Oddity]:
    found: list[Oddity] = []

    def odd(code: str, message: str, thing: str) -> None:
        found.append(Oddity(code, message, None, thing))

    if "/OpenAction" in root and not isinstance(root.OpenAction, Array):
        odd("preflight-action", "an action when the file is opened (/OpenAction)", "catalogue")
    if "/AA" in root:
        odd("preflight-action", "actions of the document (/AA)", "catalogue")
    names = root.get("/Names")
    names = names if isinstance(names, Dictionary) else Dictionary()
    if "/JavaScript" in names:
        odd("preflight-action", "JavaScript", "catalogue")
    form = root.get("/AcroForm")
    if isinstance(form, Dictionary):
        what = "an XFA form" if "/XFA" in form else "a form to be filled in (/AcroForm)"
        odd("preflight-action", what, "catalogue")
    if "/EmbeddedFiles" in names or "/AF" in root:
        odd("preflight-attachment", "files attached", "catalogue")
    layers = root.get("/OCProperties")
    if isinstance(layers, Dictionary):
        default = layers.get("/D")
        settings = [default, *layers.get("/Configs", Array())]
        if any(isinstance(each, Dictionary) and "/AS" in each for each in settings):
            odd("preflight-layers", "layers that switch by themselves (/AS)", "catalogue")
        hidden = isinstance(default, Dictionary) and (
            len(default.get("/OFF", Array())) or default.get("/BaseState") == Name.OFF
        )
        if hidden:
            odd("preflight-layers", "layers that are switched off", "catalogue")
    return found
