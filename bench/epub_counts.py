"""What is in an EPUB, counted, and what its judges say: used by bench.epub_peers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from bench.reading_systems.epub_file import EPUB_TYPE, EpubFile
from octavo.checks.validators import Message, ace, epubcheck
from octavo.findings import OctavoError

_CALLS, _NOTES, _BACK = (
    {"noteref", "doc-noteref"},
    {"footnote", "endnote", "doc-footnote", "doc-endnote"},
    {"doc-backlink", "backlink"},
)


@dataclass(frozen=True)
class Counts:
    """What was counted of one EPUB."""

    version: str
    kilobytes: int
    epubcheck: str
    ace: str
    notes: str
    landmarks: int
    pages: int
    alternatives: str
    claims: str
    fonts: str
    said: str  # rules that the judges named, how often


def counted(epub: EpubFile) -> Counts:
    """Count, and ask the judges."""
    pictures, drawings = epub.all("img"), epub.all("svg")
    described = sum(bool((image.get("alt") or "").strip()) for image in pictures)
    described += sum(svg.get("role") == "img" for svg in drawings)
    claims = [
        meta
        for meta in epub.package.iter("{*}meta")
        if (meta.get("property") or meta.get("name")) == "schema:accessibilityFeature"
    ]
    kinds = (".ttf", ".otf", ".woff", ".woff2")
    fonts = [path.stat().st_size for path in epub.folder.rglob("*") if path.suffix in kinds]
    first, said = _asked(lambda: epubcheck.check(epub.epub).messages)
    second, more = _asked(lambda: ace.check(epub.epub).messages)
    return Counts(
        epub.package.get("version") or "",
        round(epub.epub.stat().st_size / 1000), first, second,
        " / ".join(str(_marked(epub, marks)) for marks in (_CALLS, _NOTES, _BACK)),
        len(epub.lines("landmarks")), len(epub.lines("page-list")),
        f"{described} of {len(pictures) + len(drawings)}",
        str(len(claims)) if claims else "none",
        f"{len(fonts)}, {round(sum(fonts) / 1000)} kB" if fonts else "none",
        ", ".join(f"{rule} {count}" for rule, count in (said + more).most_common()),
    )  # fmt: skip


def _marked(epub: EpubFile, marks: set[str]) -> int:
    """How many elements are marked so, by epub:type or by role."""
    return sum(
        bool(marks & {*(each.get(EPUB_TYPE) or "").split(), *(each.get("role") or "").split()})
        for each in epub.all("*")
    )


def _asked(judge: Callable[[], tuple[Message, ...]]) -> tuple[str, Counter[str]]:
    """How many messages a judge has, and of which rules; why not, where it cannot say."""
    try:
        messages = judge()
    except OctavoError as error:
        return f"({re.split(r'[.:]', str(error))[0]})", Counter()
    return str(len(messages)), Counter(message.id for message in messages)
