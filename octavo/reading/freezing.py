"""From trees to the immutable Book: ids for every block, places kept apart, XHTML written.

docs/markup.md says which elements have an id; `data-at` ends here, as Division.locations.
"""

from __future__ import annotations

from octavo.book.elements import Figure, Note, Table
from octavo.book.structure import Division, Heading
from octavo.findings import Location
from octavo.reading.counting import Counted
from octavo.reading.drafts import Draft, Manuscript, NoteDraft
from octavo.reading.identity import Register
from octavo.reading.places import AT, own_location
from octavo.reading.trees import Element, inner_xhtml, name_of, names, plain_text
from octavo.reading.words import count_words, without_notes

WITH_IDS = names(
    "section h2 h3 h4 h5 h6 p li dt dd td th caption figcaption figure table pre blockquote div"
)
"""Elements that always have an id (docs/markup.md, Ids)."""


def freeze_divisions(manuscript: Manuscript, register: Register) -> tuple[Division, ...]:
    """Write every draft as a Division."""
    notes: dict[str, list[NoteDraft]] = {}
    for note in manuscript.notes:
        notes.setdefault(note.division_id, []).append(note)
    return tuple(_division(draft, notes.get(draft.id, []), register) for draft in manuscript.drafts)


def _division(draft: Draft, notes: list[NoteDraft], register: Register) -> Division:
    ids = [draft.id]
    locations: list[tuple[str, Location]] = [(draft.id, draft.location)]
    trees = [(draft.id, draft.heading), (draft.id, draft.body)]
    trees += [(note.id, note.body) for note in notes]
    for prefix, tree in trees:
        _settle_ids(tree, prefix, register, ids, locations)
    return Division(
        id=draft.id,
        role=draft.role,
        matter=draft.matter,
        title=inner_xhtml(draft.heading).strip(),
        plain_title=plain_text(draft.heading) or draft.label,
        number=draft.number,
        label=draft.label,
        part_id=draft.part_id,
        body=inner_xhtml(draft.body).strip(),
        listed=draft.listed,
        classes=draft.classes,
        language=draft.language,
        headings=_headings(draft),
        ids=tuple(ids),
        locations=tuple(locations),
        location=draft.location,
        words=sum(count_words(tree) for _, tree in trees),
    )


def _settle_ids(
    tree: Element,
    prefix: str,
    register: Register,
    ids: list[str],
    locations: list[tuple[str, Location]],
) -> None:
    """Give blocks their ids and take places out of the markup; both are collected."""
    around: Location | None = None
    for element in tree.iter():
        place = own_location(element)
        if place is not None:
            around = place
            del element.attrib[AT]
        if element is tree:
            continue
        id = element.get("id")
        if id is None and element.tag in WITH_IDS:
            id = register.numbered(prefix)
            element.set("id", id)
        if id is not None:
            ids.append(id)
            if element.tag in WITH_IDS and around is not None:
                locations.append((id, around))


def _headings(draft: Draft) -> tuple[Heading, ...]:
    headings = []
    for element in draft.body.iter("h2", "h3", "h4", "h5", "h6"):
        section = element.getparent()
        if section is None:
            continue
        id = section.get("id") or ""
        title = without_notes(element)
        headings.append(
            Heading(
                id=id,
                level=int(name_of(element)[1]),
                title=inner_xhtml(title).strip(),
                text=plain_text(title),
                number=draft.section_numbers.get(id),
                look=int(element.get("data-look") or 2),
            )
        )
    return tuple(headings)


def freeze_notes(manuscript: Manuscript) -> tuple[Note, ...]:
    """Write every note, in the order of their first calls."""
    return tuple(
        Note(
            id=note.id,
            number=note.number,
            division_id=note.division_id,
            call_ids=tuple(note.call_ids),
            body=inner_xhtml(note.body).strip(),
            location=note.location,
        )
        for note in manuscript.notes
    )


def freeze_counted(
    counted: tuple[Counted, ...], places: dict[str, Location]
) -> tuple[tuple[Figure, ...], tuple[Table, ...]]:
    """Write figures and tables with captions free of notes, for lists and references."""
    figures: list[Figure] = []
    tables: list[Table] = []
    for item in counted:
        if item.kind == "equation":
            continue
        caption = item.element.find("figcaption" if item.kind == "figure" else "caption")
        text = inner_xhtml(without_notes(caption)).strip() if caption is not None else ""
        place = places.get(item.id)
        if item.kind == "figure":
            figures.append(Figure(item.id, item.number, item.label, text, item.draft.id, place))
        else:
            tables.append(Table(item.id, item.number, item.label, text, item.draft.id, place))
    return tuple(figures), tuple(tables)
