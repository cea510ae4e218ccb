"""Code in running text: `code`, ``a ` in it``, `code`{.python}, and raw text `x`{=html}."""

from __future__ import annotations

import re

from markdown.util import AtomicString

from octavo.reading.dialect.attributes import RAW_FORMAT, parse_attributes
from octavo.reading.dialect.marks import MARK
from octavo.reading.dialect.spans.span import NOTHING, Found, Span

_RUN = re.compile(r"`+")


class CodeSpan(Span):
    """Text between runs of as many backticks; nothing in it is markup."""

    PATTERN = rf"({MARK}?)(?<!`)(`+)"
    SIGN = "`"

    def read(self, m: re.Match[str], data: str) -> Found:
        """Give <code>, or nothing where no run of the same length follows."""
        if _escaped(data, m.start()):
            return NOTHING
        end = self._closing(data, m.end(), len(m[2]))
        if end is None:
            return NOTHING
        content = self.ledger.marks.erase(data[m.end() : end]).strip().replace("\n", " ")
        end += len(m[2])
        raw = RAW_FORMAT.match(data, end)
        if raw:
            self.ledger.report(
                "raw-dropped",
                f"A passage in raw {raw[1]} was left out of the book.",
                self.ledger.marks.place(m[1]),
            )
            return "", m.start(), raw.end()
        code = self.element("code", None)
        code.text = AtomicString(content)
        found = parse_attributes(data, end)
        if found:
            found[0].apply(code)
            end = found[1]
        return code, m.start(), end

    def _closing(self, data: str, start: int, length: int) -> int | None:
        """Where the next run of this length begins; runs that have none are remembered."""
        if data is not self._data:
            self._data, self._pairs = data, {}
        if start > self._pairs.get(length, len(data)):
            return None
        for run in _RUN.finditer(data, start):
            if len(run[0]) == length:
                return run.start()
        self._pairs[length] = start
        return None


def _escaped(data: str, index: int) -> bool:
    backslashes = index - len(data[:index].rstrip("\\")) if data[index - 1 : index] == "\\" else 0
    return backslashes % 2 == 1
