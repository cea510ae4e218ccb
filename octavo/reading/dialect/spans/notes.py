"""Calls of notes, [^name], and notes written in the line, ^[text]."""

from __future__ import annotations

import re

from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import NOTHING, Found, Span

_SUPERSCRIPT = re.compile(r"\^[^\s^\[\]]+\^$")


class NoteCall(Span):
    """[^name]"""

    PATTERN = rf"({MARK}?)\[\^([^\s^\[\]]+)\]"
    SIGN = "[^"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <o-call name>."""
        call = self.element("o-call", m[1])
        call.set("name", self.raw(m[2]))
        return call, m.start(), m.end()


class InlineNote(Span):
    """^[text]"""

    PATTERN = rf"({MARK}?)\^\["
    SIGN = "^["

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <o-inline-note> with the text, which is read on."""
        if _SUPERSCRIPT.search(data, max(0, m.start() - 40), m.end() - 1):
            return NOTHING  # the caret ends x^2^
        end = self.closing_bracket(data, m.end() - 1)
        if end is None:
            self.ledger.report(
                "note-unclosed",
                "The note that ^[ begins here is not closed in this paragraph.",
                self.ledger.marks.place(m[1]),
                "Close it with ], or write \\^[ if no note is meant.",
            )
            return NOTHING
        note = self.element("o-inline-note", m[1])
        note.text = data[m.end() : end].strip()
        return note, m.start(), end + 1
