"""The way from files to a Book, step by step; every step adds what it finds wrong.

files --dialect--> trees --safety--> divisions --figures, sections--> drafts
  --notes, citations--> drafts and notes --references, index--> settled trees --> Book
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from octavo.book.elements import Formula, IndexTerm, Source
from octavo.book.structure import Book
from octavo.book.terms import Terms, terms
from octavo.cache import NO_CACHE, Cache
from octavo.findings import Finding, Location, finding, sort_findings
from octavo.publication import Publication
from octavo.reading.assembly import assemble
from octavo.reading.blocks import order_blocks, unnest_links
from octavo.reading.boxes import make_boxes
from octavo.reading.captions import caption_parser
from octavo.reading.citations import format_citations, is_note_style, load_bibliography
from octavo.reading.citing import clean_sources, fill_citations, place_sources
from octavo.reading.counting import Counted, count
from octavo.reading.crossrefs import References, targets_of
from octavo.reading.definitions import Definitions
from octavo.reading.dialect.quotation import quotes_of
from octavo.reading.divisions import characterise, claim_ids, divide, identify, number
from octavo.reading.drafts import Draft, Manuscript
from octavo.reading.figures import hear_pictures, make_figures
from octavo.reading.front_matter import read_publication
from octavo.reading.identity import Register
from octavo.reading.indexing import collect_terms
from octavo.reading.mathematics import label_formulas, set_formulas
from octavo.reading.nesting import mend_nesting
from octavo.reading.notes import NoteWalk
from octavo.reading.parsed import parse_once
from octavo.reading.pictures import Pictures
from octavo.reading.places import location_of, stamp
from octavo.reading.safety import clean
from octavo.reading.sections import nest
from octavo.reading.sources import read_sources
from octavo.reading.tables import make_tables
from octavo.reading.trees import Element


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a folder: what to make, the content, and all findings, in order."""

    publication: Publication | None
    book: Book | None
    findings: tuple[Finding, ...]


def read(root: Path, cache: Cache = NO_CACHE) -> Reading:
    """Read a publication folder whole; the author's mistakes are findings, never exceptions.

    What was parsed and formatted before, from the same text, is taken from the cache.

    The book is None only where nothing could be made of it: no front matter that can be read,
    or no text. A book with errors among its findings is not fit to be built.
    Raises ToolMissing where citations or a bibliography need pandoc and it is not installed.
    """
    publication, found = read_publication(root)
    if publication is None:
        return Reading(None, None, sort_findings(found))
    reader = _Reader(publication, list(found), cache)
    book = reader.read()
    return Reading(publication, book, sort_findings(reader.findings))


class _Reader:
    """One reading: the publication, the ids, the findings so far."""

    def __init__(self, publication: Publication, findings: list[Finding], cache: Cache) -> None:
        self.publication = publication
        self.cache = cache
        self.findings = findings
        self.terms: Terms = terms(publication.metadata.language)
        self.register = Register()
        self.definitions = Definitions()

    def read(self) -> Book | None:
        bibliography, found = load_bibliography(self.publication)
        self.findings += found
        known_keys = frozenset(bibliography.keys)
        bodies = self._parse(known_keys)
        drafts = divide(bodies, self.publication.metadata.title)
        if not drafts:
            self._say_empty()
            return None
        sources_placed, counted = self._shape(drafts, known_keys)

        walk = NoteWalk(
            self.definitions,
            self.register,
            self.terms,
            self.findings,
            numbering=self.publication.notes.numbering,
            note_style=is_note_style(self.publication),
        )
        walk.walk(drafts)
        manuscript = Manuscript(drafts, walk.notes)
        clusters = tuple(site.cluster for site in walk.sites)
        citations, found = format_citations(bibliography, clusters, self.publication, self.cache)
        self.findings += found
        fill_citations(walk.sites, citations, self.findings)
        sources = clean_sources(citations.sources, bibliography.locations(), self.findings)

        formulas, index_terms, pictures = self._settle(manuscript)
        self._refer(manuscript, counted, sources)
        return assemble(
            self.publication,
            manuscript,
            self.register,
            self.terms,
            counted=counted,
            formulas=formulas,
            index_terms=index_terms,
            sources=sources,
            sources_placed=sources_placed,
            assets=pictures.assets(),
        )

    def _parse(self, known_keys: frozenset[str]) -> list[Element]:
        """Parse all files into trees that hold only listed markup; notes are taken out."""
        files, found = read_sources(self.publication)
        self.findings += found
        bodies = []
        for file in files:
            parsed = parse_once(
                self.cache,
                file.text,
                file.path,
                language=self.publication.metadata.language,
                raw_html=self.publication.raw_html,
                smart_quotes=self.publication.smart_quotes,
                known_keys=known_keys,
            )
            self.findings += parsed.findings
            stamp(parsed.root, file.path)
            self.findings += clean(parsed.root, self.publication.raw_html)
            self.findings += mend_nesting(parsed.root)
            self.definitions.collect(parsed.root, self.findings)
            bodies.append(parsed.root)
        return bodies

    def _shape(
        self, drafts: list[Draft], known_keys: frozenset[str]
    ) -> tuple[bool, tuple[Counted, ...]]:
        """Give the divisions roles, ids, numbers, sections, figures and tables."""
        parse = caption_parser(self.publication, known_keys, self.findings)
        sources_placed = False
        for draft in drafts:
            make_boxes(draft.body, self.terms)
            make_tables(draft.body)
            label_formulas(draft.body)
            make_figures(draft.body, parse)
            sources_placed = place_sources(draft.body) or sources_placed
        characterise(drafts, self.findings)
        identify(drafts, self.register, self.findings)
        for body in self.definitions.bodies():
            claim_ids(body, self.register, self.findings)
        number(drafts, self.publication, self.terms)
        for draft in drafts:
            numbered = self.publication.numbering.sections
            nest(draft, self.register, self.findings, numbered=numbered)
        return sources_placed, count(drafts, self.register, self.terms)

    def _settle(
        self, manuscript: Manuscript
    ) -> tuple[tuple[Formula, ...], tuple[IndexTerm, ...], Pictures]:
        """Set formulas, order blocks, find pictures, collect the index, in every tree."""
        formulas: dict[str, Formula] = {}
        index_terms: list[IndexTerm] = []
        pictures = Pictures(self.publication, self.findings, self.cache)
        for draft, tree in manuscript.trees():
            for formula in set_formulas(tree, self.findings):
                formulas[formula.digest] = formula
            if tree is not draft.heading:
                order_blocks(tree)
            hear_pictures(tree, self.findings)
            pictures.resolve(tree)
            index_terms += collect_terms(tree, self.register, self.findings)
        wrap = self.publication.cover_wrap
        for path in (self.publication.cover, wrap.back if wrap else None):
            if path:
                pictures.cover(path, Location(self.publication.manuscript[0]))
        return tuple(formulas.values()), tuple(index_terms), pictures

    def _refer(
        self, manuscript: Manuscript, counted: tuple[Counted, ...], sources: tuple[Source, ...]
    ) -> None:
        """Resolve references and links in every tree; all targets have their names by now."""
        targets = targets_of(manuscript, counted, sources, self.terms)
        references = References(
            targets,
            _first_ids(manuscript.drafts),
            self.register.aliases,
            self.terms,
            quotes_of(self.publication.metadata.language),
            self.findings,
        )
        for _, tree in manuscript.trees():
            references.resolve(tree)
            unnest_links(tree)

    def _say_empty(self) -> None:
        if any(item.code == "manuscript-empty" for item in self.findings):
            return
        place = Location(self.publication.manuscript[0]) if self.publication.manuscript else None
        self.findings.append(
            finding(
                "manuscript-empty",
                "There is no text to make a book of.",
                place,
                "Begin with a line “# Title of the first chapter” and some text below it.",
            )
        )


def _first_ids(drafts: list[Draft]) -> dict[str, str]:
    """The division that each manuscript file begins with, for links between files."""
    first: dict[str, str] = {}
    for draft in drafts:
        first.setdefault(draft.location.path, draft.id)
        for block in draft.body:
            first.setdefault(location_of(block).path, draft.id)
    return first
