"""Groups 1 and 2 of PDF/X-4: the output intent, and metadata that agree."""

from __future__ import annotations

from collections.abc import Iterator

from octavo.checks.preflight.rules.rule import Hit, Inspection

_NEWEST_ICC = 4
_ENTRIES = {
    "xmp:CreateDate": "the date of creation", "xmp:ModifyDate": "the date of the last change",
    "xmp:MetadataDate": "the date of the metadata", "dc:title": "the title",
    "xmpMM:DocumentID": "the identifier of the document", "xmpMM:VersionID": "the version",
    "xmpMM:RenditionClass": "the rendition class",
}  # fmt: skip
_TWINS = {"/Title": "dc:title", "/Creator": "xmp:CreatorTool", "/Producer": "pdf:Producer"}
_DATES = {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}


def one_intent(seen: Inspection) -> Iterator[Hit]:
    """Exactly one output intent of the subtype GTS_PDFX."""
    count = sum(intent.subtype == "GTS_PDFX" for intent in seen.document.intents)
    if count != 1:
        yield Hit(f"The file names {count or 'no'} printing conditions as PDF/X; one is needed.")


def condition_named(seen: Inspection) -> Iterator[Hit]:
    """The condition has an identifier on one line, and a registry or words that explain it."""
    intent = seen.document.intent
    if intent is None:
        return
    if not intent.condition.strip() or "\n" in intent.condition or "\r" in intent.condition:
        yield Hit("The output intent has no identifier of its printing condition on one line.")
    elif not intent.registry and not intent.info:
        yield Hit(f"The printing condition “{intent.condition}” has no registry and no words.")


def intent_profile(seen: Inspection) -> Iterator[Hit]:
    """An embedded profile of a printer whose inks are as many as its stream says."""
    intent = seen.document.intent
    if intent is None:
        return
    inks = {"gray": 1, "rgb": 3, "cmyk": 4}.get(intent.model)
    if intent.profile is None:
        yield Hit("The output intent embeds no ICC profile.")
    elif inks is None:
        yield Hit("The ICC profile of the output intent is broken, or not of gray, RGB or CMYK.")
    elif intent.components != inks:
        yield Hit(
            f"The profile of the output intent has {inks} inks, its stream says {intent.components}."
        )
    elif intent.device != "prtr":
        yield Hit("The profile of the output intent is not that of a printer.")
    elif intent.version > _NEWEST_ICC:
        yield Hit(
            f"The profile of the output intent is of ICC version {intent.version}; 4 is read."
        )


def xmp_there(seen: Inspection) -> Iterator[Hit]:
    """XMP metadata, not compressed, well-formed."""
    if seen.document.xmp_fault:
        yield Hit(seen.document.xmp_fault)


def xmp_entries(seen: Inspection) -> Iterator[Hit]:
    """The version of PDF/X and the entries that it demands."""
    xmp = seen.document.xmp
    if xmp is None:
        return
    version = xmp.get("pdfxid:GTS_PDFXVersion", "")
    if version != "PDF/X-4":
        yield Hit(f"The metadata name {version or 'no version of PDF/X'}, not PDF/X-4.")
    missing = [words for name, words in _ENTRIES.items() if not xmp.get(name)]
    if missing:
        yield Hit(f"The XMP metadata lack {', '.join(missing)}.")


def info_agrees(seen: Inspection) -> Iterator[Hit]:
    """What stands in Info and in XMP is the same."""
    xmp, info = seen.document.xmp, seen.document.info
    if xmp is None:
        return
    for key, name in _TWINS.items():
        if key in info and name in xmp and info[key].strip() != xmp[name].strip():
            yield Hit(f"Info and XMP differ: {key} is “{info[key]}”, {name} “{xmp[name]}”.")
    for key, name in _DATES.items():
        if key in info and name in xmp and _digits(info[key])[:14] != _digits(xmp[name])[:14]:
            yield Hit(f"Info and XMP differ: {key} is {info[key]}, {name} {xmp[name]}.")


def _digits(date: str) -> str:
    return "".join(char for char in date if char.isdigit())


def trapped_said(seen: Inspection) -> Iterator[Hit]:
    """Trapped is True or False, in Info or in XMP."""
    said = seen.document.trapped or (seen.document.xmp or {}).get("pdf:Trapped", "")
    if said not in ("True", "False"):
        yield Hit(f"The file says {said or 'nothing'} of trapping; True or False is needed.")
