"""The body text of each page of a PDF, as PDFium finds it in the page and its structure tree.

PDFium is none of octavo's own makers or judges: it reads which marked content each structure
element has on a page, and the text of the objects in it.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdf

_NOTES = frozenset({"Note", "FENote"})
_SET_ASIDE = frozenset({"Figure", "Formula", "Lbl"})


@dataclass(frozen=True)
class Run:
    """Text that one structure element has on a page, and the elements around it."""

    path: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class PrintedPage:
    """A page: its folio and the runs of its body text in reading order, without notes."""

    folio: str
    runs: tuple[Run, ...]


def printed_pages(path: Path) -> list[PrintedPage]:
    """Every page of a tagged PDF. Furniture is no part of the structure and so is left out."""
    document = pdfium.PdfDocument(path)
    pages = []
    for number, page in enumerate(document):
        texts = _texts(page)
        tree = pdf.FPDF_StructTree_GetForPage(page)
        runs = [
            run
            for index in range(pdf.FPDF_StructTree_CountChildren(tree))
            for run in _runs(pdf.FPDF_StructTree_GetChildAtIndex(tree, index), (), texts)
        ]
        pdf.FPDF_StructTree_Close(tree)
        pages.append(PrintedPage(document.get_page_label(number), tuple(runs)))
    return pages


def _runs(element: object, path: tuple[str, ...], texts: dict[int, str]) -> Iterator[Run]:
    if not element:
        return
    role = _string(pdf.FPDF_StructElement_GetType, element)
    if role in _NOTES:
        return
    actual = _string(pdf.FPDF_StructElement_GetActualText, element)
    if actual:  # takes the place of the glyphs, which may stand in another order
        yield Run(path if role == "Span" else (*path, role), actual)
        return
    path = (*path, role)
    for index in range(pdf.FPDF_StructElement_CountChildren(element)):
        mcid = pdf.FPDF_StructElement_GetChildMarkedContentID(element, index)
        if mcid >= 0:
            yield Run(path, texts[mcid])
        else:
            yield from _runs(pdf.FPDF_StructElement_GetChildAtIndex(element, index), path, texts)


def _texts(page: pdfium.PdfPage) -> dict[int, str]:
    """The text of each marked content of a page, in the order in which it is drawn."""
    found: defaultdict[int, str] = defaultdict(str)
    textpage = page.get_textpage()
    for index in range(pdf.FPDFPage_CountObjects(page)):
        drawn = pdf.FPDFPage_GetObject(page, index)
        if pdf.FPDFPageObj_GetType(drawn) == pdf.FPDF_PAGEOBJ_TEXT:
            mcid = pdf.FPDFPageObj_GetMarkedContentID(drawn)
            found[mcid] += _string(pdf.FPDFTextObj_GetText, drawn, textpage)
    return found


def _string(read: Callable[..., int], *arguments: object) -> str:
    """A text that PDFium writes into a buffer, UTF-16."""
    size = read(*arguments, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pointer = (
        ctypes.cast(buffer, ctypes.POINTER(pdf.FPDF_WCHAR))
        if read is pdf.FPDFTextObj_GetText
        else buffer
    )
    read(*arguments, pointer, size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\0")
