"""Where words may be broken: pyphen's dictionaries, with the author's exceptions before them.

The text is not touched (no soft hyphens), so it is found and read as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyphen import Pyphen

_Key = tuple[str, int, int, int]  # language, letters before, letters after, letters in all


class Dictionaries(dict[_Key, Pyphen]):
    """Stands for WeasyPrint's LayoutContext.dictionaries; makes what is asked for."""

    def __init__(self, exceptions: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        self._exceptions = {word.casefold(): _breaks(parts) for word, parts in exceptions}

    def get(self, key: _Key, default: object = None) -> Pyphen:
        """The dictionary of a language and its limits."""
        if key not in self:
            language, left, right, _ = key
            self[key] = _Exceptional(language, left, right, self._exceptions)
        return self[key]


class _Exceptional(Pyphen):  # type: ignore[misc]
    def __init__(
        self, language: str, left: int, right: int, exceptions: dict[str, tuple[int, ...]]
    ) -> None:
        super().__init__(lang=language, left=left, right=right)
        self._exceptions = exceptions

    def iterate(self, word: str) -> Iterable[tuple[str, str]]:
        """Give the ways to break a word in two, the longest first part first."""
        breaks = self._exceptions.get(word.casefold())
        if breaks is None:
            yield from super().iterate(word)
        else:
            yield from ((word[:at], word[at:]) for at in reversed(breaks))


def _breaks(parts: str) -> tuple[int, ...]:
    """ "hy-phen-at-ed" -> (2, 6, 8): letters before each break."""
    at, found = 0, []
    for part in parts.split("-")[:-1]:
        at += len(part)
        found.append(at)
    return tuple(found)
