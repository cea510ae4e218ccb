"""Notes in order of their first call, and citations in the order in which they are read.

One walk goes through titles and bodies; at a call it enters the note. Pages cannot set a note
inside a note, so what a note calls joins it: an inline note, or a note that only notes call,
becomes further paragraphs of the outer note; a note that the text calls too is pointed to.
In note styles a citation in running text becomes a note of its own, and its call moves behind
the punctuation that follows, as pandoc does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from octavo.book.terms import Terms
from octavo.findings import Finding, finding
from octavo.reading.citations import Cite, Cluster
from octavo.reading.definitions import Definition, Definitions, as_blocks
from octavo.reading.drafts import Draft, NoteDraft
from octavo.reading.identity import Register
from octavo.reading.places import location_of, placed
from octavo.reading.trees import (
    Element,
    classes,
    clone,
    drop,
    insert_after,
    is_blank,
    make,
    move_content,
    preceding_text,
    replace,
    set_preceding_text,
)

_CLOSING = re.compile(r"\s*([.,;:!?…،؛؟。，、]+[”’\"'»›]*|[”’»›]+[.,;:!?…]*)")
_MARKS = ".//*[self::o-call or self::o-inline-note or self::o-cite][not(ancestor::o-inline-note)]"


@dataclass(frozen=True, slots=True)
class Site:
    """Where the text of a citation cluster goes.

    name is the place in the sentence of the author's name, where the rest is a note.
    """

    cluster: Cluster
    element: Element
    name: Element | None = None


class NoteWalk:
    """The walk through the book that makes notes and collects citations."""

    def __init__(
        self,
        definitions: Definitions,
        register: Register,
        terms: Terms,
        findings: list[Finding],
        *,
        numbering: Literal["chapter", "book"],
        note_style: bool,
    ) -> None:
        self.definitions = definitions
        self.register = register
        self.terms = terms
        self.findings = findings
        self.numbering = numbering
        self.note_style = note_style
        self.notes: list[NoteDraft] = []
        self.sites: list[Site] = []
        self._division: Draft | None = None
        self._count = 0
        self._made: dict[Definition, NoteDraft] = {}  # the latest note made of each
        self._made_in: dict[tuple[Definition, str], NoteDraft] = {}  # and by division
        self._joined: dict[Definition, NoteDraft] = {}  # inside which note it stands
        self._in_text: set[Definition] = set()  # those that running text calls
        self._pointers: list[tuple[Element, Definition, str]] = []  # and the division

    def walk(self, drafts: Iterable[Draft]) -> None:
        """Go through all divisions, in reading order."""
        drafts = list(drafts)
        for draft in drafts:
            for tree in (draft.heading, draft.body):
                for call in tree.xpath(_MARKS):
                    found = self.definitions.find(call) if call.tag == "o-call" else None
                    if found:
                        self._in_text.add(found)
        for draft in drafts:
            self._division = draft
            if self.numbering == "chapter":
                self._count = 0
            for tree in (draft.heading, draft.body):
                for mark in tree.xpath(_MARKS):
                    self._in_running_text(mark)
                self._part_calls(tree)
        self._point()
        self.findings += self.definitions.unused()

    # --- in running text ---

    def _in_running_text(self, mark: Element) -> None:
        if mark.tag == "o-cite":
            self._cite(mark)
        elif mark.tag == "o-inline-note":
            note = self._new_note(mark)
            move_content(mark, note.body)
            as_blocks(note.body)
            if not len(note.body):
                self.findings.append(
                    finding("note-empty", "This note has no text.", note.location, "Write it.")
                )
            self._fill(note, note.body, ())
            self._put_call(mark, note)
        else:
            self._call(mark)

    def _call(self, mark: Element) -> None:
        definition = self.definitions.find(mark)
        if definition is None:
            self.findings.append(self.definitions.undefined(mark))
            _drop_call(mark)
            return
        definition.called = True
        note = self._made.get(definition)
        if note is None or self._elsewhere(note):
            body = clone(definition.body)
            if note is not None:
                for element in body.iter():
                    element.attrib.pop("id", None)  # this text stands in the book twice
            note = self._new_note(definition.body)
            self._made[definition] = self._made_in[definition, note.division_id] = note
            move_content(body, note.body)
            as_blocks(note.body)
            self._fill(note, note.body, (definition,))
        self._put_call(mark, note)

    def _elsewhere(self, note: NoteDraft) -> bool:
        """A number of another chapter would mislead: there the note is printed again."""
        assert self._division is not None
        return self.numbering == "chapter" and note.division_id != self._division.id

    def _new_note(self, like: Element) -> NoteDraft:
        assert self._division is not None
        self._count += 1
        order = len(self.notes) + 1
        note = NoteDraft(
            id=self.register.new(f"n{order}"),
            order=order,
            number=str(self._count),
            division_id=self._division.id,
            body=placed("div", like),
            location=location_of(like),
        )
        self.notes.append(note)
        return note

    def _put_call(self, mark: Element, note: NoteDraft) -> None:
        again = f"-{len(note.call_ids) + 1}" if note.call_ids else ""
        call_id = self.register.new(f"call-{note.id}{again}")
        note.call_ids.append(call_id)
        link = make("a", note.number, id=call_id, href=f"#{note.id}", role="doc-noteref")
        link.set("aria-label", self.terms.note_call_label.format(number=note.number))
        call = make("sup", class_="call")
        call.append(link)
        before = preceding_text(mark)
        if before and before[-1:] in " \n\t":
            set_preceding_text(mark, before.rstrip(" \n\t"))
        replace(mark, call)

    def _part_calls(self, tree: Element) -> None:
        """Put a raised comma between calls that touch, or 1 and 2 would read as 12."""
        for call in tree.iter("sup"):
            following = call.getnext()
            if following is None or not is_blank(call.tail) or "call" not in classes(call):
                continue
            if following.tag == "sup" and "call" in classes(following):
                call.tail = None
                insert_after(call, make("sup", ",", class_="call-separator"))

    # --- citations ---

    def _cite(self, mark: Element) -> None:
        """A citation in running text: a note of its own in note styles, else in place."""
        if not self.note_style:
            self._site(mark, 0, own=False)
            return
        name: Element | None = None
        if mark.get("mode") == "text":
            # the author's name stays in the sentence, the reference goes into the note
            name = placed("span", mark)
            replace(mark, name)
            insert_after(name, mark)
        note = self._new_note(mark)
        paragraph = placed("p", mark)
        note.body.append(paragraph)
        call = placed("o-call", mark)
        replace(mark, call)
        paragraph.append(mark)
        self._site(mark, note.order, own=True, name=name)
        _behind_punctuation(call)
        self._put_call(call, note)

    def _site(self, mark: Element, order: int, *, own: bool, name: Element | None = None) -> None:
        cites = tuple(
            Cite(
                key=item.get("key") or "",
                prefix=item.get("prefix") or "",
                suffix=item.get("suffix") or "",
                suppress_author=item.get("suppress") in ("true", "1", "yes"),
            )
            for item in mark.iter("o-item")
        )
        mode: Literal["paren", "text"] = "text" if mark.get("mode") == "text" else "paren"
        id = f"c{len(self.sites) + 1}"
        cluster = Cluster(id, cites, mode, order, location_of(mark), own)
        self.sites.append(Site(cluster, mark, name))

    # --- inside notes ---

    def _fill(self, note: NoteDraft, tree: Element, chain: tuple[Definition, ...]) -> None:
        """Collect the citations of a note and join to it what it calls."""
        joining: list[tuple[Element, tuple[Definition, ...]]] = []
        for mark in tree.xpath(_MARKS):
            if mark.tag == "o-cite":
                self._site(mark, note.order, own=False)
            elif mark.tag == "o-inline-note":
                blocks = placed("div", mark)
                move_content(mark, blocks)
                _drop_call(mark)
                joining.append((blocks, chain))
            else:
                joined = self._call_in_note(mark, note, chain)
                if joined is not None:
                    joining.append(joined)
        for blocks, inner in joining:
            as_blocks(blocks)
            self._fill(note, blocks, inner)
            for block in list(blocks):
                note.body.append(block)

    def _call_in_note(
        self, mark: Element, note: NoteDraft, chain: tuple[Definition, ...]
    ) -> tuple[Element, tuple[Definition, ...]] | None:
        definition = self.definitions.find(mark)
        if definition is None:
            self.findings.append(self.definitions.undefined(mark))
            _drop_call(mark)
            return None
        definition.called = True
        if definition in chain:
            self.findings.append(
                finding(
                    "note-recursive",
                    f"The note “{definition.name}” calls itself.",
                    location_of(mark),
                    "Remove this call.",
                )
            )
            _drop_call(mark)
            return None
        if definition in self._in_text or definition in self._joined:
            pointer = placed("a", mark, class_="xref")
            before = preceding_text(mark)
            if before and not before[-1].isspace():
                set_preceding_text(mark, before + " ")
            replace(mark, pointer)
            self._pointers.append((pointer, definition, note.division_id))
            return None
        self._joined[definition] = note
        _drop_call(mark)
        return clone(definition.body), (*chain, definition)

    def _point(self) -> None:
        """Fill in the references from notes to notes, now that all have numbers."""
        for pointer, definition, division in self._pointers:
            near = self._made_in.get((definition, division))
            note = near or self._made.get(definition) or self._joined.get(definition)
            if note is None:
                drop(pointer)
                continue
            pointer.set("href", f"#{note.id}")
            pointer.text = f"{self.terms.note} {note.number}"


def _drop_call(mark: Element) -> None:
    """Take a call out, and the space before it where another or a stop follows."""
    following = mark.tail or ""
    if not following or following[0].isspace() or following[0] in ".,;:!?":
        set_preceding_text(mark, preceding_text(mark).rstrip(" "))
    drop(mark)


def _behind_punctuation(call: Element) -> None:
    """Move a call behind the punctuation that follows it, past calls directly before it."""
    match = _CLOSING.match(call.tail or "")
    if not match:
        return
    first = call
    while True:
        before = first.getprevious()
        if before is None or not is_blank(before.tail) or "call" not in classes(before):
            break
        first = before
    call.tail = (call.tail or "")[match.end() :]
    set_preceding_text(first, preceding_text(first).rstrip() + match[1])
