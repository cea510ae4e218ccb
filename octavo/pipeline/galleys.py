"""Set divisions into galleys: in parallel, only those that changed, until page numbers settle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from octavo.artifacts import (
    Face,
    Fitness,
    Galley,
    MarkupDocument,
    PageMap,
    Picture,
    TypesetJob,
    Typography,
)
from octavo.cache import code_digest, digest
from octavo.executors import Job, Workers
from octavo.findings import Finding, finding
from octavo.pdf.pagination import fill_folios, paginate
from octavo.pipeline.options import Progress
from octavo.pipeline.versions import layout_versions
from octavo.pipeline.workshop import Workshop
from octavo.publication import Publication

ROUNDS = 4
"""Page references settle in two rounds as a rule; a book that still moves after this never will."""

Side = Literal["recto", "verso"]


@dataclass(frozen=True, slots=True)
class Composing:
    """What every galley of a book is set with."""

    publication: Publication
    faces: tuple[Face, ...]
    pictures: Mapping[str, Picture]  # by publication path
    typography: Typography
    workshop: Workshop
    workers: Workers
    progress: Progress


@dataclass(frozen=True, slots=True)
class SetPages:
    """The divisions in pages: galleys with their keys, the map of the book, what was found."""

    documents: tuple[MarkupDocument, ...]  # with folios filled
    galleys: tuple[Galley, ...]
    keys: tuple[str, ...]
    page_map: PageMap
    findings: tuple[Finding, ...]


def set_pages(composing: Composing, documents: Sequence[MarkupDocument]) -> SetPages:
    """Set all divisions; set again those whose printed page numbers or first side changed."""
    sides: tuple[Side, ...] = tuple("recto" for _ in documents)
    folios: Mapping[str, str] = {}
    known: dict[str, Galley] = {}
    last: tuple[str, ...] = ()
    for _ in range(ROUNDS):
        filled = tuple(fill_folios(document, folios) for document in documents)
        # The cover's galley is drawn by itself, too.
        jobs = [
            _job(composing, document, side, embeds_fonts=document.role == "cover")
            for document, side in zip(filled, sides, strict=True)
        ]
        keys = tuple(_key(job) for job in jobs)
        galleys = _set(composing, jobs, keys, known)
        page_map = paginate(galleys, documents)
        if keys == last:
            return SetPages(filled, galleys, keys, page_map, ())
        known |= zip(keys, galleys, strict=True)
        last = keys
        folios = page_map.folio_of()
        sides = _sides(documents, page_map)
    moved = finding(
        "pages-unsettled",
        f"The page numbers still changed after {ROUNDS} rounds of layout;"
        " a reference to a page may be off by one.",
        hint="A reference on the last line of a page moves it; change the wording near it.",
    )
    return SetPages(filled, galleys, keys, page_map, (moved,))


def set_apart(
    composing: Composing, documents: Sequence[MarkupDocument]
) -> tuple[tuple[str, ...], tuple[Galley, ...]]:
    """Set documents that stand outside the book's order (furniture); their keys and galleys."""
    jobs = [_job(composing, document, "recto", embeds_fonts=False) for document in documents]
    keys = tuple(_key(job) for job in jobs)
    return keys, _set(composing, jobs, keys, {})


def set_document(composing: Composing, document: MarkupDocument) -> Galley:
    """Set one document that stands alone."""
    job = _job(composing, document, "recto", embeds_fonts=True)
    (galley,) = _set(composing, [job], [_key(job)], {})
    return galley


def _sides(documents: Sequence[MarkupDocument], page_map: PageMap) -> tuple[Side, ...]:
    first: dict[str, Side] = {}
    for page in page_map.pages:
        if page.division_id is not None:
            first.setdefault(page.division_id, page.side)
    return tuple(first.get(document.division_id, "recto") for document in documents)


def _job(
    composing: Composing, document: MarkupDocument, side: Side, embeds_fonts: bool
) -> TypesetJob:
    shown = [composing.pictures[path] for path in document.assets if path in composing.pictures]
    publication = composing.publication
    return TypesetJob(
        document=document,
        faces=composing.faces,
        pictures=tuple(shown),
        trim=publication.page.trim,
        bleed=publication.page.bleed,
        first_side=side,
        hyphenation=publication.hyphenation,
        typography=composing.typography,
        embeds_fonts=embeds_fonts,
    )


def _key(job: TypesetJob) -> str:
    """Digest all causes of a galley; where its files lie is not one of them.

    Of a raster picture only the size counts: the galley holds a placeholder.
    """
    pictures = [
        (p.path, p.kind, p.width, p.height, p.digest if p.kind == "drawing" else "")
        for p in job.pictures
    ]
    faces = [(f.family, f.weight, f.style, f.digest) for f in job.faces]
    rest = replace(job, faces=(), pictures=())
    return digest(code_digest(), layout_versions(), rest, faces, pictures)


def _tried(composing: Composing) -> str:
    """Digest what the engine's self-test depends on."""
    return digest(code_digest(), layout_versions(), [face.digest for face in composing.faces])


def _set(
    composing: Composing,
    jobs: Sequence[TypesetJob],
    keys: Sequence[str],
    known: Mapping[str, Galley],
) -> tuple[Galley, ...]:
    """Take each galley from this build, from the cache, or from a worker."""
    cache, workers = composing.workshop.cache, composing.workers
    galleys = [known.get(key) or cache.get("galley", key, Galley) for key in keys]
    missing = [index for index, galley in enumerate(galleys) if galley is None]
    if not missing:
        return tuple(galley for galley in galleys if galley is not None)
    composing.progress.stage("Setting pages", len(missing))
    tried = _tried(composing)
    # Workers of other machines have a WeasyPrint of their own.
    fitness = None if workers.elsewhere else cache.get("fitness", tried, Fitness)
    work = [_work(jobs[index], fitness) for index in missing]
    for done, galley in _run(workers, work):
        index = missing[done]
        galleys[index] = galley
        cache.put("galley", keys[index], galley)
        if fitness is None and galley.fitness == Fitness() and not workers.elsewhere:
            fitness = galley.fitness
            cache.put("fitness", tried, fitness)
        composing.progress.step()
    return tuple(galley for galley in galleys if galley is not None)


def _work(job: TypesetJob, fitness: Fitness | None) -> Job[TypesetJob]:
    document = job.document
    return Job(document.title, len(document.xhtml), replace(job, fitness=fitness))


def _run(workers: Workers, work: Sequence[Job[TypesetJob]]) -> Iterator[tuple[int, Galley]]:
    """Have workers set divisions; those of other machines get the files that they need."""
    if workers.elsewhere:
        from octavo.pipeline.cluster import supplies, typeset_with

        return workers.run(typeset_with, work, supplies([job.given for job in work]))
    from octavo.pdf.engine import typeset

    return workers.run(typeset, work)
