"""Notes as they are written, [^name]: text, before anything calls them.

A name belongs to its file, since authors of several files begin each with [^1]; a call that
its own file cannot answer looks in the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from octavo.findings import Finding, Location, finding
from octavo.reading.places import location_of, settle
from octavo.reading.spelling import MAX_HINTS, did_you_mean
from octavo.reading.trees import Element, drop, is_blank, names, plain_text


@dataclass(slots=True, eq=False)
class Definition:
    """A note as written; called says whether the text or another note asks for it."""

    name: str
    location: Location
    body: Element
    called: bool = False


class Definitions:
    """All written notes of a manuscript, found by file and name."""

    def __init__(self) -> None:
        self._by_place: dict[tuple[str, str], Definition] = {}  # by file and name
        self._by_name: dict[str, Definition] = {}  # the first of each name
        self._undefined = 0

    def collect(self, root: Element, findings: list[Finding]) -> None:
        """Take the notes out of a parsed file."""
        for body in list(root.iter("o-note")):
            settle(body)
            name = body.get("name") or ""
            place = location_of(body)
            drop(body)
            key = (place.path, name)
            if key in self._by_place:
                findings.append(
                    finding(
                        "note-duplicate",
                        f"The note “{name}” was written before, at {self._by_place[key].location}.",
                        place,
                        "Give one of the two another name.",
                    )
                )
                continue
            self._by_place[key] = Definition(name, place, body)
            self._by_name.setdefault(name, self._by_place[key])
            if not plain_text(body) and next(body.iter("img", "o-cite", "o-math"), None) is None:
                findings.append(
                    finding("note-empty", f"The note “{name}” has no text.", place, "Write it.")
                )

    def bodies(self) -> list[Element]:
        """The trees of all notes, in the order of writing."""
        return [definition.body for definition in self._by_place.values()]

    def find(self, call: Element) -> Definition | None:
        """The note that a call means, or None."""
        name = call.get("name") or ""
        own = self._by_place.get((location_of(call).path, name))
        return own or self._by_name.get(name)

    def undefined(self, call: Element) -> Finding:
        """What to say about a call that no note answers."""
        name = call.get("name") or ""
        self._undefined += 1
        near = did_you_mean(name, self._by_name) if self._undefined <= MAX_HINTS else None
        return finding(
            "note-undefined",
            f"The note “{name}” is called here but nowhere written.",
            location_of(call),
            near or f"Write it on a line of its own: [^{name}]: …",
        )

    def unused(self) -> list[Finding]:
        """What to say about notes that nothing calls."""
        return [
            finding(
                "note-unused",
                f"The note “{definition.name}” is written but never called.",
                definition.location,
                f"Call it with [^{definition.name}], or remove it.",
            )
            for definition in self._by_place.values()
            if not definition.called
        ]


def as_blocks(body: Element) -> None:
    """Let a note's body hold blocks: inline text at its start becomes a paragraph."""
    if is_blank(body.text) and (len(body) == 0 or body[0].tag in _NOTE_BLOCKS):
        return
    paragraph = body.makeelement("p")
    paragraph.text, body.text = body.text, None
    for child in list(body):
        if child.tag in _NOTE_BLOCKS:
            break
        paragraph.append(child)
    body.insert(0, paragraph)


_NOTE_BLOCKS = names("p ul ol dl blockquote pre table div figure hr")
