"""The formatted citations, put where the walk through the notes found them.

In note styles the text of a citation fills its own note, or stands inline in a note that the
author wrote; in author-date and numeric styles it stands in the text as span.citation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace as with_changes

from lxml import etree

from octavo.book.elements import Source
from octavo.findings import Finding, Location
from octavo.reading.citations import Citations
from octavo.reading.notes import Site
from octavo.reading.places import AT, location_of
from octavo.reading.safety import clean
from octavo.reading.trees import (
    Element,
    append_text,
    drop,
    fragment,
    inner_xhtml,
    make,
    move_content,
    plain_text,
    replace,
    unwrap,
)

_SENTENCE_END = (".", "?", "!", "…", ".”", "?”", "!”", ".’", "?’", "!’", ".»", "。")


def fill_citations(sites: list[Site], citations: Citations, findings: list[Finding]) -> None:
    """Replace every citation by its text, in place; one without text leaves its keys."""
    for site in sites:
        content = _parsed(citations.text.get(site.cluster.id), site, findings)
        if site.name is not None:
            name = citations.names.get(site.cluster.id)
            if name is not None:
                move_content(_parsed(name, site, findings), site.name)
                unwrap(site.name)
            else:
                drop(site.name)
        if citations.in_notes and site.cluster.own:
            end_sentence(content)
        if citations.in_notes:
            replace(site.element, content)
            unwrap(content)
        else:
            content.tag = "span"
            content.set("class", "citation")
            replace(site.element, content)


def clean_sources(
    sources: tuple[Source, ...], places: Mapping[str, Location], findings: list[Finding]
) -> tuple[Source, ...]:
    """The list of sources with listed markup only: a bibliography may come from anywhere."""
    cleaned = []
    for source in sources:
        entry = fragment(source.entry)
        entry.set(AT, str(places.get(source.key) or Location("")))
        findings += clean(entry)
        cleaned.append(with_changes(source, entry=inner_xhtml(entry)))
    return tuple(cleaned)


def _parsed(text: str | None, site: Site, findings: list[Finding]) -> Element:
    keys = "; ".join(cite.key for cite in site.cluster.cites)
    if text is None:
        return make("div", f"[{keys}]")
    try:
        content = fragment(text)
    except etree.XMLSyntaxError:
        return make("div", f"[{keys}]")
    content.set(AT, str(location_of(site.element)))
    findings += clean(content)
    return content


def end_sentence(content: Element) -> None:
    """Close a note's text with a full stop, where it has no end of its own."""
    text = plain_text(content)
    if text and not text.endswith(_SENTENCE_END):
        append_text(content, ".")


def place_sources(body: Element) -> bool:
    """Turn `::: {#refs}` and `::: {.sources}` into the place for the list of sources."""
    found = False
    for box in list(body.iter("div")):
        if box.get("id") != "refs" and "sources" not in (box.get("class") or "").split():
            continue
        if plain_text(box):
            continue
        if found:
            drop(box)
            continue
        place = make("div", class_="sources")
        if box.get("id"):
            place.set("id", box.get("id") or "")
        move_content(make("div"), place)
        replace(box, place)
        found = True
    return found
