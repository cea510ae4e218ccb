"""The last step of reading: drafts, counted things and lists become the immutable Book."""

from __future__ import annotations

from dataclasses import replace as with_changes

from octavo.book.elements import Asset, Formula, IndexTerm, Source
from octavo.book.structure import Book, Division
from octavo.book.terms import Terms
from octavo.publication import Publication
from octavo.reading.counting import Counted
from octavo.reading.drafts import Manuscript
from octavo.reading.freezing import freeze_counted, freeze_divisions, freeze_notes
from octavo.reading.identity import Register
from octavo.reading.order import Contents, arrange


def assemble(
    publication: Publication,
    manuscript: Manuscript,
    register: Register,
    terms: Terms,
    *,
    counted: tuple[Counted, ...],
    formulas: tuple[Formula, ...],
    index_terms: tuple[IndexTerm, ...],
    sources: tuple[Source, ...],
    sources_placed: bool,
    assets: tuple[Asset, ...],
) -> Book:
    """Freeze the divisions and put the generated ones among them."""
    written = freeze_divisions(manuscript, register)
    places = {id: place for division in written for id, place in division.locations}
    figures, tables = freeze_counted(counted, places)
    contents = Contents(
        figures=bool(figures),
        tables=bool(tables),
        notes=bool(manuscript.notes),
        sources=bool(sources),
        sources_placed=sources_placed,
        index=bool(index_terms),
    )
    return Book(
        language=publication.metadata.language,
        divisions=_with_sources(arrange(written, publication, contents, terms, register), sources),
        notes=freeze_notes(manuscript),
        figures=figures,
        tables=tables,
        formulas=formulas,
        index_terms=index_terms,
        sources=sources,
        assets=assets,
    )


def _with_sources(
    divisions: tuple[Division, ...], sources: tuple[Source, ...]
) -> tuple[Division, ...]:
    """Let the division that shows the list of sources own their ids, so that links find it."""
    placed = [item for item in divisions if '<div class="sources"' in item.body]
    listed = [item for item in divisions if item.role == "bibliography"]
    holder = next(iter(placed + listed), None)
    return tuple(
        with_changes(item, ids=(*item.ids, *(source.id for source in sources)))
        if item is holder
        else item
        for item in divisions
    )
