"""The pictures of a book as the page engine and assembly need them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.artifacts import Picture
from octavo.book.structure import Book
from octavo.cache import Cache, digest
from octavo.executors import Job, Workers, processes
from octavo.pipeline.workshop import Workshop

if TYPE_CHECKING:
    from octavo.press.pictures import PictureOrder, Print, PrintedPicture

CSS_PX_PER_EM = 16
"""Formulas are drawn at 16 px to the em; their markup scales them."""


def picture_printer(cache: Cache, workers: Workers) -> Print:
    """Makes pictures for print: from the cache, else in worker processes of this machine."""
    from octavo.press.pictures import RECIPE, PrintedPicture, print_picture

    def run(orders: Sequence[PictureOrder]) -> Iterator[tuple[int, PrintedPicture]]:
        keys = [digest(RECIPE, replace(order, source="")) for order in orders]
        missing = []
        for index, key in enumerate(keys):
            printed = cache.get("press-picture", key, PrintedPicture)
            if printed is None:
                missing.append(index)
            else:
                yield index, printed
        jobs = [Job(f"picture {i + 1}", orders[i].width, orders[i]) for i in missing]
        # Only this machine has the pictures' files.
        here = processes(1) if workers.elsewhere else workers
        for done, printed in here.run(print_picture, jobs):
            cache.put("press-picture", keys[missing[done]], printed)
            yield missing[done], printed

    return run


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
