"""Cross-references: `@fig-map`, `[](#fig-map)` and links between files become words and links.

A reference without text says what its target is called: "Figure 3", "Chapter 4", "Section
2.1", a title in quotation marks where there is no number, and the page where there is neither.
`[](#fig-map){.page}` always says the page; its text, if any, stands for the word "page".
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from octavo.book.elements import Source
from octavo.book.terms import Terms
from octavo.findings import Finding, Location, finding
from octavo.reading.counting import Counted
from octavo.reading.drafts import Draft, Manuscript
from octavo.reading.identity import xml_name
from octavo.reading.places import location_of
from octavo.reading.safety import scheme_of
from octavo.reading.spelling import MAX_HINTS, did_you_mean
from octavo.reading.trees import (
    Element,
    add_class,
    append_text,
    classes,
    fragment,
    inner_xhtml,
    is_blank,
    make,
    move_content,
    remove_class,
    replace,
    replace_with_text,
    unwrap,
)
from octavo.reading.words import without_notes

_KINDS = ("fig", "tbl", "tab", "sec", "eq", "ch", "chap", "app", "part", "lst")


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference to an id says: a label such as "Figure 3", its number, a title."""

    id: str
    label: str = ""
    number: str | None = None
    title: str = ""  # inline XHTML


def targets_of(
    manuscript: Manuscript,
    counted: tuple[Counted, ...],
    sources: tuple[Source, ...],
    terms: Terms,
) -> dict[str, Target]:
    """Everything in the book that a reference may mean, by id."""
    targets: dict[str, Target] = {}
    for draft, tree in manuscript.trees():
        if tree is draft.heading:
            title = inner_xhtml(without_notes(draft.heading))
            targets[draft.id] = Target(draft.id, draft.label, draft.number, title)
            targets[f"{draft.id}-title"] = targets[draft.id]
        for element in tree.iter():
            id = element.get("id")
            if not id or tree is draft.heading:
                continue
            targets[id] = Target(id)
            if element.tag == "section" and len(element):
                targets[id] = _section(element[0], draft, id, terms)
                targets[element[0].get("id") or id] = targets[id]
            elif element.tag == "dt":
                targets[id] = Target(id, title=inner_xhtml(without_notes(element)))
    for item in counted:
        targets[item.id] = Target(item.id, item.label, item.number)
    for note in manuscript.notes:
        targets[note.id] = Target(note.id, f"{terms.note} {note.number}", note.number)
    for source in sources:
        targets[source.id] = Target(source.id, title=source.key)
    return targets


def _section(heading: Element, draft: Draft, id: str, terms: Terms) -> Target:
    number = draft.section_numbers.get(id)
    label = f"{terms.section} {number}" if number else ""
    return Target(id, label, number, inner_xhtml(without_notes(heading)))


class References:
    """Resolves every link of a book whose targets are known."""

    def __init__(
        self,
        targets: dict[str, Target],
        first_ids: dict[str, str],
        aliases: dict[tuple[str, str], str],
        terms: Terms,
        quotes: tuple[str, ...],
        findings: list[Finding],
    ) -> None:
        """first_ids maps each file to the id of its first division, aliases a file's own
        names for its headings to the ids they have in the book."""
        self.targets = targets
        self.first_ids = first_ids
        self.aliases = aliases
        self.terms = terms
        self.quotes = quotes
        self.findings = findings
        self.undefined = 0

    def resolve(self, tree: Element) -> None:
        """Resolve the references and links of one tree, in place."""
        for reference in list(tree.iter("o-ref")):
            self._reference(reference)
        for link in list(tree.iter("a")):
            if link.get("role") != "doc-noteref":
                self._link(link)

    def _find(self, wanted: str, path: str) -> Target | None:
        name = unquote(wanted)
        alias = self.aliases.get((path, name))
        return (
            self.targets.get(alias or "")
            or self.targets.get(name)
            or self.targets.get(xml_name(name))
        )

    def _reference(self, reference: Element) -> None:
        wanted = reference.get("target") or ""
        raw = reference.get("raw") or f"@{wanted}"
        target = self._find(wanted, location_of(reference).path)
        if target is None:
            self._undefined(wanted, location_of(reference))
            replace_with_text(reference, raw)
            return
        link = make("a", class_="xref", href=f"#{target.id}")
        prefix = reference.get("prefix")
        if reference.get("suppress") in ("true", "1"):
            link.text = target.number or target.label
        elif prefix:
            link.text = f"{prefix.strip()} {target.number or ''}".strip()
        else:
            self._words(link, target)
        replace(reference, link)

    def _link(self, link: Element) -> None:
        href = (link.get("href") or "").strip()
        empty = is_blank("".join(link.itertext())) and len(link) == 0
        if not href:
            if link.get("href") is not None:
                self._undefined("", location_of(link))
            if link.get("id") or classes(link):
                link.tag = "span"
                link.attrib.pop("href", None)
            else:
                unwrap(link)
            return
        if scheme_of(href) or href.startswith("//"):
            link.set("href", "https:" + href if href.startswith("//") else href)
            if empty:
                link.text = href.partition(":")[2].lstrip("/") or href
            return
        path, id = self._inside(href, location_of(link))
        target = self._find(id, path) if id is not None else None
        if target is None:
            if id is not None:
                self._undefined(id, location_of(link))
            if empty:
                link.text = href
            unwrap(link)
            return
        link.set("href", f"#{target.id}")
        if "page" in classes(link):
            self._page(link, target.id, empty)
        elif "xref" in classes(link):
            pass  # a note that points to a note has its words already
        elif empty:
            add_class(link, "xref")
            self._words(link, target)

    def _inside(self, href: str, place: Location) -> tuple[str, str | None]:
        """The file and id that a relative address means; no id, and a finding, for others."""
        path, _, id = href.partition("#")
        if not path:
            return place.path, id
        folder = posixpath.dirname(place.path)
        file = posixpath.normpath(posixpath.join(folder, unquote(path)))
        if file in self.first_ids:
            return file, id or self.first_ids[file]
        self.findings.append(
            finding(
                "link-outside",
                f"The link to “{href}” leads to a file that is no part of the book;"
                " its words were kept.",
                place,
                self._nearest_file(file, folder) or "Link to a place as #id, or to an address.",
            )
        )
        return file, None

    def _nearest_file(self, file: str, folder: str) -> str | None:
        """A hint for an address that was meant for another file of the manuscript."""
        if posixpath.splitext(file)[1] not in (".md", ".markdown"):
            return None
        return did_you_mean(
            posixpath.relpath(file, folder or "."),
            [posixpath.relpath(known, folder or ".") for known in self.first_ids],
        )

    def _words(self, link: Element, target: Target) -> None:
        """Write what the target is called into an empty link."""
        if target.label:
            link.text = target.label.replace(" ", "\u00a0")
        elif target.title:
            opening, closing = self.quotes[:2]
            move_content(fragment(target.title), link)
            link.text = opening + (link.text or "")
            append_text(link, closing)
        else:
            self._page(link, target.id, empty=True)

    def _page(self, link: Element, id: str, empty: bool) -> None:
        remove_class(link, "page", "xref")
        add_class(link, "pageref")
        if empty:
            link.text = self.terms.page
        append_text(link, "\u00a0")
        folio = make("span", "?")
        folio.set("data-folio", id)
        link.append(folio)

    def _undefined(self, wanted: str, place: Location) -> None:
        self.undefined += 1
        message = f"Nothing in the book has the id “{wanted}”."
        hint = f"Give the place that is meant an id: {{#{wanted}}}."
        if not wanted:
            message, hint = "This link has no address.", "Write (#id) or (https://…) behind it."
        elif self.undefined <= MAX_HINTS:
            known = [id for id, target in self.targets.items() if target.label or target.title]
            hint = did_you_mean(wanted, known or self.targets) or hint
        self.findings.append(finding("reference-undefined", message, place, hint))
