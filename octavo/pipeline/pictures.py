"""The pictures of a book as the page engine and assembly need them."""

from __future__ import annotations

from pathlib import Path

from octavo.artifacts import Picture
from octavo.book.structure import Book
from octavo.cache import digest
from octavo.pipeline.workshop import Workshop

CSS_PX_PER_EM = 16
"""Formulas are drawn at 16 px to the em; their markup scales them."""


def pictures_of(book: Book, root: Path, workshop: Workshop) -> dict[str, Picture]:
    """Pictures by the path that the markup names: the author's, and the drawings of formulas."""
    pictures = {
        asset.path: Picture(
            asset.path,
            asset.digest,
            "drawing" if asset.media_type == "image/svg+xml" else "raster",
            asset.width,
            asset.height,
            str(root / asset.path),
        )
        for asset in book.assets
    }
    for formula in book.formulas:
        path = f"formulas/{formula.digest}.svg"
        file = workshop.drawing(f"{formula.digest}.svg", formula.svg)
        pictures[path] = Picture(
            path,
            digest(formula.svg),
            "drawing",
            formula.width * CSS_PX_PER_EM,
            formula.height * CSS_PX_PER_EM,
            str(file),
        )
    return pictures
