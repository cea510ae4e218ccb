"""The EPUB, packed by a worker while this process makes the pages' editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path
from typing import Literal

from octavo.artifacts import Artifact, Face, Medium, PageMap, Picture
from octavo.book.structure import Book
from octavo.cache import Cache, code_digest, digest
from octavo.findings import Finding
from octavo.layouts import Theme, lay_out
from octavo.pipeline.galleys import SetPages
from octavo.pipeline.outputs import edition_artifact
from octavo.pipeline.pages import Desk, set_cover
from octavo.pipeline.versions import installed
from octavo.publication import Publication

COVER_PIXELS = 1600
"""Height in pixels of the EPUB's cover image."""

Packed = tuple[bytes, tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class EpubJob:
    """All that an EPUB is made of; it can be sent to another process of this machine."""

    book: Book
    publication: Publication
    theme: Theme
    page_map: PageMap | None
    faces: Callable[[], tuple[Face, ...]]
    pictures: tuple[Picture, ...]
    cover: tuple[bytes, str] | None
    profile: Literal["epub3", "kindle"]
    cache: Cache


def begin_epub(
    desk: Desk, paged: SetPages | None, edition: str
) -> Callable[[], tuple[Artifact, tuple[Finding, ...]]]:
    """Start to pack the edition "epub" or "kindle"; what comes back waits for it.

    It has the page list of the printed book unless the publication wants none.
    """
    from octavo.fonts import instances

    cache = desk.workshop.cache
    faces = partial(
        instances, desk.theme.faces, desk.workshop.folder, desk.publication.root, desk.face_causes
    )
    job = EpubJob(
        desk.book, desk.publication, desk.theme, paged.page_map if paged else None, faces,
        tuple(desk.pictures.values()), cover_image(desk, paged),
        "kindle" if edition == "kindle" else "epub3", cache,
    )  # fmt: skip
    key = _key(job, desk.face_causes)
    kept: Packed | None = cache.get("edition", key, tuple[bytes, tuple[Finding, ...]])
    wait = desk.workers.begin(pack, job) if kept is None else None

    def finish() -> tuple[Artifact, tuple[Finding, ...]]:
        made = kept
        if wait is not None:
            desk.progress.stage("Packing the EPUB")
            made = wait()
            cache.put("edition", key, made)
        assert made is not None
        return edition_artifact(desk.publication, edition, made[0]), made[1]

    return finish


def pack(job: EpubJob) -> Packed:
    """Lay a book out for reflow and pack it. Raises ManuscriptError for faulty layouts."""
    from octavo.epub import build_epub
    from octavo.pdf.pagination import fill_folios

    folios = job.page_map.folio_of() if job.page_map else {}
    documents = tuple(
        fill_folios(document, folios)
        for document in lay_out(job.book, job.publication, job.theme, Medium.REFLOW)
    )
    with_pages = job.page_map if job.publication.page_list == "book" else None
    shown = {path for document in documents for path in document.assets}
    pictures = {each.path: _encoded(job.cache, each) for each in job.pictures if each.path in shown}
    return build_epub(
        job.book,
        job.publication,
        documents,
        with_pages,
        job.faces,
        pictures,
        job.cover,
        job.profile,
    )


def cover_image(desk: Desk, paged: SetPages | None) -> tuple[bytes, str] | None:
    """The EPUB's cover image: the laid-out cover as pixels, so that both show one design.

    None where there is no cover, and where it is a photograph that serves as it is.
    """
    cover = desk.publication.cover
    if cover is None or desk.pictures[cover].kind == "raster":
        return None
    galley = set_cover(desk, paged)
    if galley is None:
        return None
    from octavo.images.raster import draw_pages, jpeg

    bleed = desk.publication.page.bleed

    def draw() -> tuple[bytes, str]:
        (front,) = draw_pages(galley.pdf, [1], height=COVER_PIXELS, crop=bleed)
        return jpeg(front), "image/jpeg"

    key = digest(code_digest(), installed(), galley.pdf, COVER_PIXELS, bleed)
    return desk.workshop.cache.made("cover-image", key, tuple[bytes, str], draw)


def _key(job: EpubJob, face_causes: tuple[str, ...]) -> str:
    pictures = [(each.path, each.kind, each.digest) for each in job.pictures]
    causes = (job.book, _settings(job.publication), job.theme, job.page_map, job.cover)
    return digest(code_digest(), installed(), job.profile, face_causes, pictures, causes)


def _settings(publication: Publication) -> list[object]:
    """All that a publication says, without the folder that it lies in."""
    names = (field.name for field in fields(publication) if field.name != "root")
    return [getattr(publication, name) for name in names]


def _encoded(cache: Cache, picture: Picture) -> tuple[bytes, str]:
    """Encode a picture for the EPUB once for all builds."""
    from octavo.images.reflow import RECIPE, epub_picture

    return cache.made(
        "epub-picture",
        digest(RECIPE, picture.digest),
        tuple[bytes, str],
        lambda: epub_picture(Path(picture.file)),
    )
