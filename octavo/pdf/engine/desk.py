"""What a worker process keeps from job to job: the one module-level state of the engine.

Loading faces and parsing style sheets takes 26 to 30 ms; a book's divisions share them. Galleys
come out byte for byte the same whichever jobs were set before (tests/unit/pdf/engine shows it).
A desk belongs to one set of faces, so that no face of another job can stand in for a missing one.

WeasyPrint is imported and run under LOCK: its logger, and the names that the recorder rebinds,
are the process's own.

Private names of WeasyPrint: text.ffi.fontconfig, FontConfiguration._config.
"""

from __future__ import annotations

import gc
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from weasyprint import CSS
from weasyprint.css.counters import CounterStyle
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration

from octavo.artifacts import BASE_URL, Face, TypesetJob
from octavo.findings import Finding
from octavo.pdf.engine.fetcher import Fetcher, face_address
from octavo.pdf.engine.lines.founts import Foundry
from octavo.pdf.engine.reports import Reports

T = TypeVar("T")

LOCK = threading.RLock()
DESKS_KEPT = 4

_known: dict[str, Any] = {}
_desks: OrderedDict[tuple[tuple[Face, ...], tuple[str, ...]], Desk] = OrderedDict()

GROUND_RULES = """
aside[role=doc-footnote] { float: footnote }
ol[type=a] { list-style-type: lower-alpha } ol[type=A] { list-style-type: upper-alpha }
ol[type=i] { list-style-type: lower-roman } ol[type=I] { list-style-type: upper-roman }
"""
"""What the markup means, before any theme speaks (docs/markup.md). The type of a list is the
author's; as a presentational hint it would yield to any theme's rule for lists."""

LAST_WORD = """
::footnote-call, ::footnote-marker {
  content: none !important; line-height: 0 !important; vertical-align: baseline !important;
}
h1, h2, h3, h4, h5, h6 { bookmark-level: none !important }
"""
"""Calls and numbers of notes are in the markup, and WeasyPrint's own must not make their lines
higher; the outline is made at assembly."""


@dataclass(frozen=True, slots=True, eq=False)
class Desk:
    """Faces loaded and style sheets parsed, ready for any number of jobs."""

    fonts: FontConfiguration
    stylesheets: tuple[CSS, ...]
    counters: CounterStyle
    profiles: dict[str, Any]
    findings: tuple[Finding, ...]  # said again with every galley, so that a cached one says them
    foundry: Foundry = field(default_factory=Foundry)

    @property
    def has_faces(self) -> bool:
        """Say whether a face was loaded: without one, Pango would end the process."""
        loaded = fontconfig.FcConfigGetFonts(self.fonts._config, fontconfig.FcSetApplication)
        return bool(loaded != ffi.NULL and loaded.nfont)


def desk_for(job: TypesetJob) -> Desk:
    """Give the desk for a job's faces and style sheets, made on first use."""
    key = (job.faces, job.document.stylesheets)
    desk = _desks.pop(key, None) or _lay(job)
    _desks[key] = desk
    while len(_desks) > DESKS_KEPT:
        _desks.popitem(last=False)
    return desk


def once(name: str, find: Callable[[], T]) -> T:
    """Give what find gives, found once in the life of a worker."""
    if name not in _known:
        _known[name] = find()
    found: T = _known[name]
    return found


def clear_away() -> None:
    """Free the boxes of the job before, which hold each other: Python would find them so late that
    a worker grew with every chapter."""
    if _known.get("used"):
        gc.collect()
    _known["used"] = True


def _lay(job: TypesetJob) -> Desk:
    fonts, counters = FontConfiguration(), CounterStyle()
    profiles: dict[str, Any] = {}
    fetcher = Fetcher(faces=job.faces)
    texts = (face_rules(job.faces), GROUND_RULES, *job.document.stylesheets, LAST_WORD)
    with Reports() as reports:
        sheets = tuple(
            CSS(
                string=text,
                base_url=BASE_URL,
                url_fetcher=fetcher,
                font_config=fonts,
                counter_style=counters,
                color_profiles=profiles,
            )
            for text in texts
        )
    return Desk(fonts, sheets, counters, profiles, reports.findings(fetcher.refused))


def face_rules(faces: tuple[Face, ...]) -> str:
    """Declare each static face with its weight and style: one file, one rule.

    Several weights declared on one variable file would give wrong advances, silently.
    """
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight};'
        f" font-style: {face.style}; src: url({face_address(face)}) }}"
        for face in faces
    )
