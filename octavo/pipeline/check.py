"""octavo check: read the manuscript, hold the editions against it and against their standards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from octavo.book.structure import Book
from octavo.checks.agreement import agreement
from octavo.checks.pdf_places import PdfPlaces
from octavo.checks.places import EpubPlaces, claims_conformance
from octavo.checks.validators import Verdict, ace, epubcheck, qpdf, verapdf
from octavo.checks.validators.verdict import ValidatorFailed
from octavo.findings import (
    ExitCode,
    Finding,
    ToolMissing,
    finding,
    has_errors,
    sort_findings,
)
from octavo.pipeline.editions import printer_of
from octavo.pipeline.options import Progress
from octavo.publication import Publication

VALIDATORS: tuple[tuple[str, str, Callable[[Path], Verdict]], ...] = (
    (".pdf", "qpdf", qpdf.check),
    (".pdf", "veraPDF", verapdf.check),
    (".epub", "EPUBCheck", epubcheck.check),
    (".epub", "Ace", ace.check),
)
"""Which program judges which edition."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """Everything found, a line for each judge that spoke or was missing, the exit status."""

    findings: tuple[Finding, ...]
    lines: tuple[str, ...]
    exit_code: ExitCode


def check_publication(root: Path, dist: Path, progress: Progress) -> CheckResult:
    """Check a publication and the editions that stand in dist; changes nothing."""
    from octavo.layouts import load_theme
    from octavo.reading import read

    progress.stage("Reading")
    reading = read(root)
    findings = list(reading.findings)
    if reading.publication is None or reading.book is None:
        return CheckResult(sort_findings(findings), (), ExitCode.FINDINGS)
    _, found = load_theme(reading.publication)
    _, faults = printer_of(reading.publication)
    findings += (*found, *faults)
    lines: list[str] = []
    status = ExitCode.FINDINGS if has_errors(findings) else ExitCode.OK
    if status is ExitCode.OK:
        judged, silent = _editions(reading.publication, reading.book, dist, lines, progress)
        findings += judged
        if has_errors(judged):
            status = ExitCode.NONCONFORMING
        elif silent:
            status = ExitCode.TOOL_MISSING
    return CheckResult(sort_findings(findings), tuple(lines), status)


def _editions(
    publication: Publication, book: Book, dist: Path, lines: list[str], progress: Progress
) -> tuple[list[Finding], bool]:
    """What is wrong with the editions, and whether a judge that is installed gave no verdict."""
    files = {suffix: dist / f"{publication.slug}{suffix}" for suffix in (".pdf", ".epub")}
    made = {suffix: file for suffix, file in files.items() if file.is_file()}
    found = [
        finding("edition-missing", f"There is no {file.name} in {dist.name}/ to be checked.")
        for suffix, file in files.items()
        if suffix not in made
    ]
    pdf, epub = (made[s].read_bytes() if s in made else None for s in (".pdf", ".epub"))
    if made:
        progress.stage("Comparing")
        disagreements = agreement(book, pdf, epub)
        found += disagreements
        names = " and ".join(file.name for file in made.values())
        verb = "differ from" if disagreements else "say"
        if len(made) == 1:
            verb = verb.replace("differ", "differs").replace("say", "says")
        lines.append(f"agreement: {names} {verb} what the manuscript says")
    silent = False
    for suffix, name, check in VALIDATORS:
        if suffix in made:
            progress.stage(f"Asking {name}")
            judged = _judged(name, check, made[suffix], book, lines)
            found += judged or []
            silent = silent or judged is None
    kindle = dist / f"{publication.slug}-kindle.epub"
    if kindle.is_file():
        found += agreement(book, None, kindle.read_bytes())
        judged = _judged("EPUBCheck", epubcheck.check, kindle, book, lines)
        found += judged or []
        silent = silent or judged is None
    return found, silent


def _judged(
    name: str, check: Callable[[Path], Verdict], file: Path, book: Book, lines: list[str]
) -> list[Finding] | None:
    try:
        verdict = check(file)
    except ToolMissing as missing:
        lines.append(f"{name}: not installed, so not asked. {missing.hint or ''}".rstrip())
        return []
    except ValidatorFailed as failed:
        lines.append(f"{name}: gave no verdict. {failed.message}")
        return None
    count = len(verdict.messages)
    said = "no messages" if verdict.passed else f"{count} message{'' if count == 1 else 's'}"
    lines.append(f"{name} {verdict.version}: {file.name}, {said}")
    places = EpubPlaces(file, book) if file.suffix == ".epub" else PdfPlaces(file, book)
    found = [
        finding("edition-nonconforming", f"{name} says of {file.name}: {message}",
                places.of(message))
        for message in verdict.messages
    ]  # fmt: skip
    if found and file.suffix == ".epub" and claims_conformance(file):
        sentence = f"{file.name} claims a conformance, and {name} has messages on it."
        found.append(finding("conformance-contradicted", sentence))
    return found
