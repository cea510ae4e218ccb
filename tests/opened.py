"""A built book as tests need it: its EPUB unzipped, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.reading_systems.epub_file import (
    EPUB_TYPE,
    OPF,
    XHTML,
    EpubFile,
    Line,
    without_spaces,
)
from octavo.book.structure import Book
from octavo.publication import Publication

__all__ = ["EPUB_TYPE", "OPF", "XHTML", "Line", "OpenedBook", "without_spaces"]


@dataclass(frozen=True)
class OpenedBook(EpubFile):
    """One publication, built and unzipped."""

    name: str
    root: Path
    publication: Publication
    book: Book

    @property
    def pdf(self) -> Path:
        return self.root / "dist" / f"{self.publication.slug}.pdf"
