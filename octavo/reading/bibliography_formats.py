"""Readers of bibliography files: CSL-JSON, CSL-YAML, BibTeX and biblatex, RIS.

A text comes in; entries with key, CSL record and place go out, and findings for what is broken.
One broken entry never takes the others with it. CSL-JSON is read here; the other formats are
converted by pandoc, and their places found in the text.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from octavo.findings import Finding, Location, finding
from octavo.reading import marked_yaml
from octavo.reading.csl_records import checked
from octavo.reading.pandoc import run_pandoc

_SPACE = re.compile(r"[\s,]*")
_LIST_KEY = re.compile(r'\{\s*(?:"[^"]*"\s*:\s*"[^"]*"\s*,\s*)*"(?:items|references)"\s*:\s*')
_BIB_ENTRY = re.compile(r"^[ \t]*@(\w+)[ \t]*[{(][ \t]*([^\s,{}()\"]*)", re.MULTILINE)
_BIB_PLAIN = frozenset(("comment", "string", "preamble"))
_RIS_ID = re.compile(r"^ID  - *(.*?) *$", re.MULTILINE)
_RIS_START = re.compile(r"^TY  -", re.MULTILINE)
MAX_FAULTS = 20
_PANDOC_PLACE = re.compile(r"\(line (\d+), column (\d+)\):?\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """One source as its file has it."""

    key: str
    csl: str
    location: Location


Read = tuple[list[Entry], list[Finding]]


def read_json(text: str, path: str) -> Read:
    """CSL-JSON: a list of records, or an object with the list under "items" or "references"."""
    try:
        start = _list_start(text)
    except ValueError as error:
        return [], [_broken(str(error), Location(path))]
    entries: list[Entry] = []
    findings: list[Finding] = []
    at = _placer(text, path)
    for offset, value, fault in _values(text, start):
        place = at(offset)
        if fault:
            findings.append(_broken(f"The file is not well-formed JSON: {fault}.", place))
        else:
            _take(value, place, entries, findings)
    return entries, findings


def read_yaml(text: str, path: str) -> Read:
    """CSL-YAML: pandoc's form with the list under "references", or the list alone.

    pandoc reads the texts in it as Markdown, so it also converts them.
    """
    body, first_line = _yaml_body(text)
    tree, refused = marked_yaml.compose(body, path, first_line, "bibliography-unreadable")
    findings = list(refused)
    if isinstance(tree, marked_yaml.Mapping):
        tree = tree.get("references") or tree.get("items")
    if not isinstance(tree, marked_yaml.Sequence):
        if not findings:
            message = "There is no list of references in this file."
            findings.append(_broken(message, Location(path)))
        return [], findings
    usable: list[Any] = []
    places: dict[str, Location] = {}
    for item in tree.items:
        value = _plain(item)
        record, found = checked(value, item.location)
        findings += found
        if record is not None:
            usable.append(record)
            places.setdefault(record["id"], item.location)
    document = "---\n" + json.dumps({"references": usable}, ensure_ascii=False) + "\n...\n"
    entries, found = _convert("markdown", document, path, places.get)
    return entries, findings + found


def read_bib(text: str, path: str) -> Read:
    """BibTeX and biblatex, which is its superset; titles are cased as biblatex cases them.

    pandoc gives up at the first fault, so the entry with the fault is taken out and pandoc asked
    again, a bounded number of times.
    """
    chunks, findings = _chunks(text, path)
    places = {chunk.key: chunk.location for chunk in chunks if chunk.key}
    for _ in range(MAX_FAULTS):
        entries, found = _convert("biblatex", "".join(c.text for c in chunks), path, places.get)
        faulty = _holding(chunks, found)
        findings += found
        if faulty is None:
            return entries, findings
        chunks = [c.blank() if c is faulty else c for c in chunks]
    return [], findings


def read_ris(text: str, path: str) -> Read:
    """RIS; an entry without an ID line has the key that pandoc makes, Smith_2001."""
    at = _placer(text, path)
    places = {match[1]: at(match.start()) for match in reversed(list(_RIS_ID.finditer(text)))}
    starts = [at(match.start()) for match in _RIS_START.finditer(text)]
    if not starts:
        return [], [_broken("No entry begins here: RIS entries begin with TY.", Location(path))]
    entries, findings = _convert("ris", text, path, places.get)
    if len(entries) == len(starts):
        entries = [
            Entry(entry.key, entry.csl, places.get(entry.key, start))
            for entry, start in zip(entries, starts, strict=True)
        ]
    return entries, findings


READERS: dict[str, Callable[[str, str], Read]] = {
    ".json": read_json,
    ".csljson": read_json,
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".bib": read_bib,
    ".bibtex": read_bib,
    ".biblatex": read_bib,
    ".ris": read_ris,
}
"""By the file's suffix."""


# --- CSL-JSON ---


def _list_start(text: str) -> int:
    """The offset behind the "[" that opens the list of records."""
    start = _blank(text, 0)
    if text.startswith("{", start):
        match = re.compile(
            r'\{\s*(?:"[^"]*"\s*:\s*"[^"]*"\s*,\s*)*"(items|references)"\s*:\s*'
        ).match(text, start)
        start = match.end() if match else start
    if not text.startswith("[", start):
        raise ValueError("CSL-JSON is a list of records: the file must begin with [.")
    return start + 1


def _values(text: str, start: int) -> Iterator[tuple[int, Any, str | None]]:
    """Each value of a list with its offset, or the fault that ends the reading."""
    decoder = json.JSONDecoder()
    offset = _blank(text, start)
    while not text.startswith("]", offset):
        if offset >= len(text):
            yield offset, None, "the list is not closed with ]"
            return
        try:
            value, end = decoder.raw_decode(text, offset)
        except json.JSONDecodeError as error:
            yield error.pos, None, error.msg[:1].lower() + error.msg[1:]
            return
        except RecursionError:
            yield offset, None, "it is nested too deep"
            return
        yield offset, value, None
        offset = _blank(text, end)


def _blank(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


# --- BibTeX ---


@dataclass(frozen=True, slots=True)
class _Chunk:
    """The text from one @ to the next."""

    key: str
    text: str
    location: Location

    def blank(self) -> _Chunk:
        """Empty lines in its place, so that later lines keep their numbers."""
        return _Chunk("", "\n" * self.text.count("\n"), self.location)


def _chunks(text: str, path: str) -> tuple[list[_Chunk], list[Finding]]:
    """The entries that are whole, have a key, and are the first of that key.

    An entry ends where its braces do; one whose braces are still open where the next entry
    begins would take the rest of the file with it.
    """
    at = _placer(text, path)
    findings: list[Finding] = []
    matches = [match for match in _BIB_ENTRY.finditer(text) if match[1].lower() != "comment"]
    bounds = [*(match.start() for match in matches), len(text)]
    chunks = [_Chunk("", text[: bounds[0]], Location(path))]
    first: dict[str, Location] = {}
    for match, end in zip(matches, bounds[1:], strict=True):
        source = text[match.start() : end]
        key = "" if match[1].lower() in _BIB_PLAIN else match[2]
        chunk = _Chunk(key, source, at(match.start() + source.index("@")))
        fault = _bib_fault(chunk, match[1], first.get(key))
        if fault:
            findings.append(fault)
            chunk = chunk.blank()
        elif key:
            first[key] = chunk.location
        chunks.append(chunk)
    return chunks, findings


def _bib_fault(chunk: _Chunk, kind: str, first: Location | None) -> Finding | None:
    """What keeps an entry from being used."""
    place, key = chunk.location, chunk.key
    if not _closes(chunk.text):
        named = f" “{key}”" if key else ""
        message = f"The entry{named} is not closed: a brace is missing."
        return finding("bibliography-unreadable", message, place)
    if not key and kind.lower() not in _BIB_PLAIN:
        hint = f"Write @{kind}{{key, ...}}."
        return finding("bibliography-entry", "The entry has no key.", place, hint)
    if key and first:
        message = f"The key “{key}” is taken: {first} has it already."
        return finding("bibliography-duplicate", message, place)
    return None


def _closes(source: str) -> bool:
    """Whether the first brace of an entry is closed in it; \\{ and \\} do not count."""
    depth = 0
    for brace in re.finditer(r"\\.|[{}]", source):
        if brace[0] == "{":
            depth += 1
        elif brace[0] == "}":
            depth -= 1
            if depth == 0:
                return True
    return depth == 0 and "(" in source


def _holding(chunks: list[_Chunk], findings: list[Finding]) -> _Chunk | None:
    """The entry in which pandoc found its fault."""
    lines = [
        item.location.line
        for item in findings
        if item.code == "bibliography-unreadable" and item.location and item.location.column > 0
    ]
    if not lines:
        return None
    before = [chunk for chunk in chunks if chunk.key and chunk.location.line <= lines[0]]
    return before[-1] if before else None


# --- by pandoc ---


def _convert(
    kind: str, text: str, path: str, place_of_key: Callable[[str], Location | None]
) -> Read:
    result = run_pandoc((f"--from={kind}", "--to=csljson"), text)
    if result.message is not None:
        match = _PANDOC_PLACE.search(result.message)
        place = Location(path, int(match[1]), int(match[2])) if match else Location(path)
        reason = (match[3] if match else result.message).strip().rstrip("^ ")
        return [], [_broken(f"The file cannot be read: {reason}.", place)]
    entries: list[Entry] = []
    findings: list[Finding] = []
    for value in json.loads(result.text):
        key = str(value.get("id", ""))
        _take(value, place_of_key(key) or Location(path), entries, findings)
    return entries, findings


def _take(value: Any, place: Location, entries: list[Entry], findings: list[Finding]) -> None:
    record, found = checked(value, place)
    findings += found
    if record is not None:
        entries.append(Entry(record["id"], json.dumps(record, ensure_ascii=False), place))


def _plain(node: marked_yaml.Node) -> Any:
    """A YAML tree as JSON values, its scalars as text."""
    if isinstance(node, marked_yaml.Sequence):
        return [_plain(item) for item in node.items]
    if isinstance(node, marked_yaml.Mapping):
        return {entry.key: _plain(entry.value) for entry in node.entries}
    return None if node.null else node.text


def _yaml_body(text: str) -> tuple[str, int]:
    """A YAML file without the lines --- and ... around it, and the number of its first line."""
    lines = text.split("\n")
    first = 1
    if lines[0].rstrip() == "---":
        lines, first = lines[1:], 2
    for index, line in enumerate(lines):
        if line.rstrip() in ("---", "..."):
            lines = lines[:index]
            break
    return "\n".join(lines), first


def _placer(text: str, path: str) -> Callable[[int], Location]:
    """A function from offsets to places, for texts in which many are asked for."""
    ends = [match.start() for match in re.finditer("\n", text)]

    def at(offset: int) -> Location:
        line = bisect_left(ends, offset)
        return Location(path, line + 1, offset - (ends[line - 1] + 1 if line else 0) + 1)

    return at


def _broken(message: str, place: Location) -> Finding:
    return finding("bibliography-unreadable", message, place)
