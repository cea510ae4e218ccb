"""A publication folder, and its sample laid out in both media."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sample import sample_book, sample_publication

from octavo.artifacts import MarkupDocument, Medium
from octavo.book.structure import Book
from octavo.layouts import lay_out, load_theme
from octavo.publication import Publication

Laid = dict[str, MarkupDocument]


@pytest.fixture
def publication(tmp_path: Path) -> Publication:
    return sample_publication(tmp_path)


@pytest.fixture
def styles(tmp_path: Path) -> Callable[..., None]:
    """Write files into the publication's styles/."""

    def write(**files: str) -> None:
        folder = tmp_path / "styles"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            stem, _, kind = name.rpartition("_")
            suffix = {"layout": "html.j2"}.get(kind, kind)
            (folder / f"{stem.replace('_', '-')}.{suffix}").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def laid(publication: Publication) -> Callable[..., Laid]:
    """Lay out the sample: documents by division id."""

    def lay(medium: Medium, book: Book | None = None, **changes: object) -> Laid:
        made = sample_publication(publication.root, **changes)
        theme, findings = load_theme(made)
        assert not findings
        return {
            item.division_id: item for item in lay_out(book or sample_book(), made, theme, medium)
        }

    return lay
