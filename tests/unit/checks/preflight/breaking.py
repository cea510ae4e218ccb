"""How tests break the clean press sheet: cases, and ways to draw on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pikepdf import Array, Dictionary, Name, Pdf
from press_sheet import XMP, add

from octavo.checks.preflight import PressRecord
from octavo.press.printer import PrinterProfile
from octavo.press.profiles import load_profile

Break = Callable[[Pdf], object]


@dataclass(frozen=True)
class Case:
    """A way to break a file, the rule that must say so, the printer whom it is for."""

    code: str
    break_it: Break
    profile: PrinterProfile | None = None
    pages: int = 4
    record: PressRecord | None = None


CASES: list[Case] = []


def breaks(
    code: str,
    profile: PrinterProfile | None = None,
    pages: int = 4,
    record: PressRecord | None = None,
) -> Callable[[Break], Break]:
    def keep(break_it: Break) -> Break:
        CASES.append(Case(code, break_it, profile, pages, record))
        return break_it

    return keep


def printer(name: str) -> PrinterProfile:
    return load_profile(name, Path())[0]


PLAIN = replace(printer("sheet-fed"), title="A printer")
"""A profile to which one demand is added at a time."""


def more(part: str, **settings: object) -> PrinterProfile:
    return replace(PLAIN, **{part: replace(getattr(PLAIN, part), **settings)})


def metadata(old: str, new: str) -> Break:
    def break_it(pdf: Pdf) -> None:
        assert old in XMP
        pdf.Root.Metadata.write(XMP.replace(old, new).encode())

    return break_it


def drawing(content: bytes, **resources: object) -> Break:
    """Draw on page 2, with resources by category."""

    def break_it(pdf: Pdf) -> None:
        page = pdf.pages[1]
        for category, entries in resources.items():
            made = entries(pdf) if callable(entries) else entries
            if f"/{category}" not in page.obj.Resources:
                page.obj.Resources[f"/{category}"] = Dictionary()
            for name, value in made.items():
                page.obj.Resources[f"/{category}"][name] = value
        add(page, content)

    return break_it


def case(code: str, break_it: Break, profile: PrinterProfile | None = None) -> None:
    CASES.append(Case(code, break_it, profile))


def form(content: bytes, **entries: object) -> Callable[[Pdf], dict[str, object]]:
    """Resources with a form /Fm0."""

    def make(pdf: Pdf) -> dict[str, object]:
        stream = pdf.make_stream(content)
        stream.Type, stream.Subtype = Name.XObject, Name.Form
        stream.BBox = Array([0, 0, 300, 300])
        for key, value in entries.items():
            stream[f"/{key}"] = value(pdf) if callable(value) else value
        return {"/Fm0": stream}

    return make


def function(outputs: int) -> Dictionary:
    return Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([0] * outputs), C1=Array([1] * outputs), N=1
    )


def state(**entries: object) -> Break:
    return drawing(
        b"/Gs0 gs 0 0 0 1 k 100 100 50 50 re f", ExtGState={"/Gs0": Dictionary(**entries)}
    )


def annotated(**entries: object) -> Break:
    def break_it(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 30, 30]), **entries)
        pdf.pages[1].obj.Annots = Array([pdf.make_indirect(note)])

    return break_it
