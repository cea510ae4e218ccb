"""Preflight: find in a PDF what a printer would reject, before the printer does.

pages and file -> facts (the walk) -> rules (a table) -> findings that name page, place and object.
Any PDF is judged, not only octavo's; what cannot be judged raises Unprintable with a sentence.
"""

from __future__ import annotations

from pathlib import Path

from octavo.checks.preflight.document import read_document
from octavo.checks.preflight.facts import CoverFacts, PressRecord
from octavo.checks.preflight.limits import Limits, limits_of
from octavo.checks.preflight.opening import opened_within_bounds
from octavo.checks.preflight.pages import read_pages
from octavo.checks.preflight.report import PreflightFinding, findings_of
from octavo.checks.preflight.rules.rule import Inspection, Rule
from octavo.checks.preflight.rules.table import RULES
from octavo.findings import Finding
from octavo.press.printer import PrinterProfile

__all__ = ["RULES", "CoverFacts", "PreflightFinding", "PressRecord", "preflight"]


def preflight(
    source: bytes | Path, profile: PrinterProfile | None = None, record: PressRecord | None = None
) -> tuple[Finding, ...]:
    """Judge a PDF for print; findings in the order of the rules, then of pages.

    Without a profile the file is held against PDF/X-4 and the habits of offset printing. The
    record of the build that made the file gives manuscript places and spares decoding pictures.
    Raises Unprintable where the file is no PDF, locked, damaged, empty or endless.
    """
    record = record or PressRecord()
    name = source.name or str(source) if isinstance(source, Path) else "The file"
    size = len(source) if isinstance(source, bytes) else 0
    with opened_within_bounds(source, name) as pdf:
        if isinstance(source, Path):
            size = source.stat().st_size
        document = read_document(pdf, size)
        pages = tuple(read_pages(pdf))
        limits = limits_of(profile, len(pages), record.cover is not None)
        seen = Inspection(document, pages, limits, record)
        found: list[Finding] = []
        for rule in RULES:
            if _asked(rule, limits):
                found += findings_of(rule.code, rule.check(seen), pages, record.pages)
    return tuple(found)


def _asked(rule: Rule, limits: Limits) -> bool:
    """Rules of PDF/X-4 are for printers who want it; transparency is for those who refuse it."""
    if rule.code == "preflight-transparency":
        return not limits.transparency
    if rule.code == "preflight-rgb":
        # For PDF/X-4 the standard's own rule says the same.
        return not limits.x4 or limits.colour == "gray"
    return rule.standard != "PDF/X-4" or limits.x4
