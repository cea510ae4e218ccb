"""Citations and the list of sources, formatted as a CSL style says, in one run of pandoc.

A Bibliography and the clusters of the whole book, in reading order, come in; for each cluster
its text, and the sources in the style's order, go out as inline XHTML (docs/markup.md). In note
styles a cluster knows the number of the note it stands in, so that short forms and "ibid."
(CSL 1.0.2, "Locators and positions") are right; a note that holds several clusters gives them
one number. Same input, same result: nothing here asks the clock or the network.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from octavo.book.elements import Source
from octavo.cache import NO_CACHE, Cache, code_digest, digest, file_digest
from octavo.findings import Finding, Location, finding
from octavo.publication import Publication
from octavo.reading import pandoc_inlines as inlines
from octavo.reading.bibliography import Bibliography, load_bibliography
from octavo.reading.citation_styles import Style, find_style
from octavo.reading.identity import xml_name
from octavo.reading.pandoc import API_VERSION, SECONDS, PandocResult, find_pandoc, run_pandoc
from octavo.reading.spelling import did_you_mean

__all__ = ["Citations", "Cite", "Cluster", "format_citations", "is_note_style", "load_bibliography"]

_SECONDS_A_CLUSTER = 0.2


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a cluster: its key, what stands before it, and locator and text behind it.

    prefix and suffix are as the author wrote them ("see", ", pp. 3-5 and passim").
    """

    key: str
    prefix: str = ""
    suffix: str = ""
    suppress_author: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """What stands in one pair of brackets, or an author named in the text (mode "text").

    note is the running number of the note it stands in, 0 where styles without notes put it in
    the text; own says that it is a note by itself, so that its text begins with a capital.
    """

    id: str
    cites: tuple[Cite, ...]
    mode: Literal["paren", "text"]
    note: int
    location: Location
    own: bool = True


@dataclass(frozen=True, slots=True)
class Citations:
    """The formatted clusters by id, and the list of sources.

    In note styles a text has no full stop at its end: what closes the note puts one. names has
    the author in the text for each cluster of mode "text" that is a note by itself.
    """

    in_notes: bool
    text: dict[str, str]
    sources: tuple[Source, ...]
    names: dict[str, str]


def is_note_style(publication: Publication) -> bool:
    """Say whether the publication's citation style makes notes."""
    return find_style(publication)[0].note


def format_citations(
    bibliography: Bibliography,
    clusters: tuple[Cluster, ...],
    publication: Publication,
    cache: Cache = NO_CACHE,
) -> tuple[Citations, tuple[Finding, ...]]:
    """Format all clusters of a book, and the sources that are cited or named by nocite.

    Unknown keys, an unknown style and pandoc's own complaints are findings; what is known is
    formatted all the same, and a cluster without any known key has its keys for a text.
    Raises ToolMissing where pandoc or the styles are not installed.
    """
    style, found = find_style(publication)
    findings = [*found, *_unknown(bibliography, clusters, publication)]
    job = _Job(bibliography, clusters, publication, style)
    if not job.keys:
        return Citations(style.note, job.unknown_texts(), (), {}), tuple(findings)
    result = job.run(cache)
    findings += [
        finding("citation-warning", f"pandoc says: {said}")
        for said in result.warnings
        if "no printed form" not in said  # told below, with the place
    ]
    if result.message is not None:
        message = f"The citations could not be formatted: {result.message.rstrip('.')}."
        findings.append(finding("citation-failed", message))
        return Citations(style.note, job.unknown_texts(), (), {}), tuple(findings)
    citations = job.citations(json.loads(result.text))
    for cluster in clusters:
        if not citations.text.get(cluster.id):
            message = f"The style “{style.name}” prints nothing for this citation."
            findings.append(finding("citation-warning", message, cluster.location))
    return citations, tuple(findings)


class _Job:
    """One run: the document that is sent, and the way back from what came."""

    def __init__(
        self,
        bibliography: Bibliography,
        clusters: tuple[Cluster, ...],
        publication: Publication,
        style: Style,
    ) -> None:
        nocite = publication.citations.nocite
        cited = {cite.key for cluster in clusters for cite in cluster.cites} | set(nocite)
        self.records = [
            record for record in bibliography.records if "*" in nocite or record.key in cited
        ]
        self.keys = frozenset(record.key for record in self.records)
        self.known = [
            cluster for cluster in clusters if any(c.key in self.keys for c in cluster.cites)
        ]
        self.named = [
            cluster for cluster in self.known if style.note and cluster.own and _names(cluster)
        ]
        self.clusters = clusters
        self.style = style
        self.language = publication.metadata.language
        self.ids = _ids([record.key for record in self.records])

    def run(self, cache: Cache) -> PandocResult:
        """Send every cluster as a paragraph; behind them, in note styles, the names alone.

        A name asked for at its place would count as a citation there and make the next one
        a short form.
        """
        blocks = [self._paragraph(cluster) for cluster in self.known]
        blocks += [
            inlines.paragraph(self._cite(cluster.cites[:1], "AuthorInText", 0))
            for cluster in self.named
        ]
        document = {
            "pandoc-api-version": API_VERSION,
            "meta": {
                "lang": inlines.meta_text(self.language),
                "link-citations": {"t": "MetaBool", "c": not self.style.note},
                "nocite": self._all(),
            },
            "blocks": blocks,
        }
        records = "[" + ",\n".join(record.csl for record in self.records) + "]"
        sent = json.dumps(document, ensure_ascii=False)
        program = find_pandoc().stat()
        style = file_digest(self.style.path)
        key = digest(code_digest(), sent, records, style, program.st_size, program.st_mtime_ns)
        kept = cache.get("citations", key, PandocResult)
        if kept is not None:
            return kept
        result = run_pandoc(
            ("--from=json", "--to=json", "--citeproc", "--bibliography=sources.json",
             f"--csl={self.style.path}"),
            sent,
            files=(("sources.json", records),),
            seconds=SECONDS + _SECONDS_A_CLUSTER * len(blocks),
        )  # fmt: skip
        if not result.failed:
            cache.put("citations", key, result)
        return result

    def _paragraph(self, cluster: Cluster) -> inlines.Tree:
        """A note style's cluster inside a note is sent inside one, so that no note is made of it."""
        cites = tuple(cite for cite in cluster.cites if cite.key in self.keys)
        if not self.style.note:
            mode = "AuthorInText" if _names(cluster) else "NormalCitation"
            return inlines.paragraph(self._cite(cites, mode, cluster.note))
        if cluster.own:
            return inlines.paragraph(self._cite(cites, "NormalCitation", cluster.note))
        mode = "AuthorInText" if _names(cluster) else "NormalCitation"
        cite = inlines.paragraph(self._cite(cites, mode, cluster.note))
        return inlines.paragraph({"t": "Note", "c": [cite]})

    def _cite(self, cites: tuple[Cite, ...], mode: str, note: int) -> inlines.Tree:
        citations = []
        for position, cite in enumerate(cites):
            own_mode = mode if position == 0 else "NormalCitation"
            if cite.suppress_author:
                own_mode = "SuppressAuthor"
            citations.append(
                {
                    "citationId": cite.key,
                    "citationPrefix": inlines.read(cite.prefix),
                    "citationSuffix": inlines.read(inlines.joined(cite.suffix)),
                    "citationMode": {"t": own_mode},
                    "citationNoteNum": note,
                    "citationHash": 0,
                }
            )
        return {"t": "Cite", "c": [citations, []]}

    def _all(self) -> inlines.Tree:
        """Every record that is sent is listed: it is cited, or named by nocite."""
        cite = self._cite((Cite("*"),), "NormalCitation", 0)
        return {"t": "MetaInlines", "c": [cite]}

    def citations(self, document: inlines.Tree) -> Citations:
        """Take the formatted document apart again."""
        blocks = document["blocks"]
        formatted = [block for block in blocks if block["t"] == "Para"]
        write = inlines.Writer({f"ref-{key}": name for key, name in self.ids.items()})
        text = self.unknown_texts()
        for cluster, block in zip(self.known, formatted, strict=False):
            text[cluster.id] = self._text(cluster, block, write)
        names = {
            cluster.id: write.xhtml(inlines.outside_note(block["c"]))
            for cluster, block in zip(self.named, formatted[len(self.known) :], strict=False)
        }
        return Citations(self.style.note, text, self._sources(blocks, write), names)

    def _text(self, cluster: Cluster, block: inlines.Tree, write: inlines.Writer) -> str:
        content = block["c"]
        if self.style.note:
            content = inlines.without_stop(inlines.inside_note(content))
        unknown = [cite.key for cite in cluster.cites if cite.key not in self.keys]
        if unknown:
            content = [*content, {"t": "Str", "c": f"; {'; '.join(unknown)}?"}]
        return write.xhtml(content)

    def _sources(self, blocks: list[inlines.Tree], write: inlines.Writer) -> tuple[Source, ...]:
        keys = {f"ref-{key}": key for key in self.ids}
        return tuple(
            Source(self.ids[keys[id]], keys[id], write.xhtml(content))
            for id, content in inlines.entries(blocks)
            if id in keys
        )

    def unknown_texts(self) -> dict[str, str]:
        """The keys themselves, for clusters of which nothing is known."""
        write = inlines.Writer({})
        known = {cluster.id for cluster in self.known}
        return {
            cluster.id: write.xhtml(
                [{"t": "Str", "c": "; ".join(f"{cite.key}?" for cite in cluster.cites)}]
            )
            for cluster in self.clusters
            if cluster.id not in known
        }


def _names(cluster: Cluster) -> bool:
    """Whether the author is named in the sentence; -@key [p. 3] only gives the year there."""
    return cluster.mode == "text" and bool(cluster.cites) and not cluster.cites[0].suppress_author


def _ids(keys: list[str]) -> dict[str, str]:
    """An XML name for each key's entry; keys that differ only in what names cannot hold stay apart."""
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name = stem = xml_name(f"ref-{key}")
        count = 1
        while name in taken:
            count += 1
            name = f"{stem}-{count}"
        taken.add(name)
        ids[key] = name
    return ids


def _unknown(
    bibliography: Bibliography, clusters: tuple[Cluster, ...], publication: Publication
) -> list[Finding]:
    findings = []
    hints: dict[str, str | None] = {}
    cited = [(cite.key, cluster.location) for cluster in clusters for cite in cluster.cites]
    start = Location(publication.manuscript[0]) if publication.manuscript else None
    no_sources = None if bibliography.records else _no_sources(publication)
    named: list[tuple[str, Any]] = [(key, start) for key in publication.citations.nocite]
    for key, place in [*cited, *named]:
        if key in bibliography.keys or key == "*":
            continue
        if key not in hints:
            hints[key] = did_you_mean(key, bibliography.keys) or no_sources
        message = f"The bibliography has no source “{key}”."
        findings.append(finding("citation-unknown", message, place, hints[key]))
    return findings


def _no_sources(publication: Publication) -> str:
    """What to do where no bibliography was found: name the one that stands there unnamed."""
    if publication.citations.bibliography:
        return "The bibliography has no entries."
    folder = (publication.root / publication.manuscript[0]).parent
    near = sorted(path.name for path in folder.iterdir() if path.suffix in (".bib", ".ris"))
    if near:
        return f"No bibliography is read: write bibliography: {near[0]} into the front matter."
    return "There is no bibliography: put sources.json or sources.bib beside the manuscript."
