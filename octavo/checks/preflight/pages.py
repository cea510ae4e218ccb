"""Pages before their content is read: boxes, rotation, annotations (ISO 32000-1, 14.11.2, 12.5)."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from octavo.checks.preflight.boxes import Box, common
from octavo.checks.preflight.facts import PageFacts
from octavo.checks.preflight.names import spelled
from octavo.checks.preflight.resources import BROKEN, Library
from octavo.checks.preflight.walk import PageWalk

_NAMES = ("/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox")
_A4: Box = (0.0, 0.0, 595.276, 841.89)
_PRESS_OWN = ("/PrinterMark", "/TrapNet")


def read_pages(pdf: Pdf) -> Iterator[PageFacts]:
    """The facts of every page, in order."""
    library = Library()
    for number, page in enumerate(pdf.pages, 1):
        facts = _framed(page, number)
        obj = page.obj
        for key, what in (("/AA", "actions of the page (/AA)"),):
            if key in obj:
                facts.odd("preflight-action", what, None, "page")
        _annotations(obj.get("/Annots"), facts)
        PageWalk(facts, library).read(obj, _inherited(obj, "/Resources"))
        yield facts


def _inherited(obj: Object, key: str) -> Object | None:
    """An attribute of the page or of a node above it (7.7.3.4)."""
    for _ in range(100):
        if key in obj:
            return obj[key]
        parent = obj.get("/Parent")
        if not isinstance(parent, Dictionary):
            return None
        obj = parent
    return None


def _framed(page: Page, number: int) -> PageFacts:
    unit = _number(page.obj.get("/UserUnit", 1)) or 1.0
    boxes: dict[str, Box] = {}
    for name in _NAMES:
        inherits = name in ("/MediaBox", "/CropBox")
        box = _box(_inherited(page.obj, name) if inherits else page.obj.get(name), unit)
        if box is not None:
            boxes[name] = box
    media = boxes.get("/MediaBox", _A4)
    crop = common(boxes.get("/CropBox", media), media) or media
    trim = boxes.get("/TrimBox", boxes.get("/ArtBox", crop))
    return PageFacts(
        number=number,
        media=media,
        crop=crop,
        bleed=boxes.get("/BleedBox", crop),
        trim=trim,
        stated=frozenset(boxes),
        rotation=int(_number(_inherited(page.obj, "/Rotate") or 0)) % 360,
        user_unit=unit,
    )


def _box(obj: Object | None, unit: float) -> Box | None:
    """A rectangle with its corners in order; None where it is none, or empty."""
    if not isinstance(obj, Array) or len(obj) != 4:
        return None
    try:
        a, b, c, d = (float(value) * unit for value in obj)
    except BROKEN:
        return None
    box = (min(a, c), min(b, d), max(a, c), max(b, d))
    return box if all(map(isfinite, box)) and box[0] < box[2] and box[1] < box[3] else None


def _number(value: object) -> float:
    try:
        number = float(value)  # type: ignore[arg-type]
    except BROKEN:
        return 0.0
    return number if isfinite(number) else 0.0


def _annotations(listed: Object | None, facts: PageFacts) -> None:
    if not isinstance(listed, Array):
        return
    for annotation in listed:
        if not isinstance(annotation, Dictionary):
            continue
        kind = spelled(annotation.get("/Subtype", "/unknown"))
        box = _box(annotation.get("/Rect"), facts.user_unit)
        if "/A" in annotation or "/AA" in annotation:
            what = f"an action of an annotation ({kind.lstrip('/')})"
            facts.odd("preflight-action", what, box, kind)
        if kind in _PRESS_OWN or box is None:
            continue
        if common(box, facts.bleed) is not None and annotation.get("/Subtype") != Name.Popup:
            what = f"an annotation ({kind.lstrip('/')}) on the printed page"
            facts.odd("preflight-annotation", what, box, kind)
