"""YAML read for its text and its places, and for nothing else.

A text comes in; a tree of Scalar, Sequence and Mapping goes out, each with the Location it
stands at. No constructor runs: `lang: no` stays "no", `edition: 1.10` stays "1.10", and a
value's type is decided by the reader who knows what it is for. Tags are refused, and aliases
are expanded up to a limit, since nine lines of YAML can stand for a thousand million values.
"""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from octavo.findings import Finding, Location, finding

MAX_NODES = 200_000
MAX_DEPTH = 60

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STANDARD = "tag:yaml.org,2002:"
_KNOWN = ("str", "int", "float", "bool", "null", "timestamp", "merge", "value", "seq", "map")
_PLAIN_TAGS = frozenset(_STANDARD + name for name in _KNOWN)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it was typed; null where nothing (or ~ or null, unquoted) was."""

    text: str
    location: Location
    null: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Entry:
    """One key with its value."""

    key: str
    value: Node
    location: Location  # of the key


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order they were written; a key may stand twice."""

    entries: tuple[Entry, ...]
    location: Location

    def get(self, key: str) -> Node | None:
        """The first value of a key."""
        return next((entry.value for entry in self.entries if entry.key == key), None)


Node = Scalar | Sequence | Mapping


class _Refused(Exception):
    """The tree holds something that octavo does not take."""

    def __init__(self, message: str, mark: yaml.Mark, hint: str | None = None) -> None:
        super().__init__(message)
        self.mark = mark
        self.hint = hint


def compose(
    text: str, path: str, first_line: int = 1, code: str = "metadata-syntax"
) -> tuple[Node | None, tuple[Finding, ...]]:
    """Read one YAML document whose first line is first_line of path.

    Returns None where it is empty or broken; code is the finding's for what is broken.
    """
    try:
        root = yaml.compose(text, Loader=_LOADER)
        return (_Walk(path, first_line).node(root, 0) if root else None), ()
    except _Refused as refusal:
        place = _place(path, first_line, refusal.mark)
        return None, (finding(code, str(refusal), place, refusal.hint),)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = _place(path, first_line, mark) if mark else Location(path, first_line)
        problem = error.problem or "it cannot be read"
        message = f"This is not well-formed YAML: {problem}."
        return None, (finding(code, message, place, _advice(problem)),)
    except (yaml.YAMLError, RecursionError) as error:
        message = f"This is not YAML that can be read: {str(error).splitlines()[0]}."
        return None, (finding(code, message, Location(path, first_line)),)


class _Walk:
    """Copies PyYAML's nodes, counting them, so that aliases cannot grow without end."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.count = 0

    def node(self, node: yaml.Node, depth: int) -> Node:
        self.count += 1
        if self.count > MAX_NODES or depth > MAX_DEPTH:
            raise _Refused(
                "There is more here than front matter or a bibliography can need.",
                node.start_mark,
                "Write the values out in place of aliases (*name), and nest them less.",
            )
        if node.tag not in _PLAIN_TAGS:
            raise _Refused(
                f"The tag “{node.tag.replace(_STANDARD, '!!')}” is not allowed.",
                node.start_mark,
                "Write the plain value.",
            )
        place = _place(self.path, self.first_line, node.start_mark)
        if isinstance(node, yaml.SequenceNode):
            return Sequence(tuple(self.node(item, depth + 1) for item in node.value), place)
        if isinstance(node, yaml.MappingNode):
            return Mapping(tuple(self.entry(key, value, depth) for key, value in node.value), place)
        null = node.tag == f"{_STANDARD}null"
        return Scalar(node.value, place, null)

    def entry(self, key: yaml.Node, value: yaml.Node, depth: int) -> Entry:
        if not isinstance(key, yaml.ScalarNode):
            raise _Refused("A key must be a word.", key.start_mark)
        place = _place(self.path, self.first_line, key.start_mark)
        return Entry(key.value, self.node(value, depth + 1), place)


def _place(path: str, first_line: int, mark: yaml.Mark) -> Location:
    return Location(path, first_line + mark.line, mark.column + 1)


def _advice(problem: str) -> str | None:
    """What to do about the mistakes that are made every day."""
    if "mapping values are not allowed" in problem:
        return "Put a value that has a colon in it into quotation marks."
    if "cannot start any token" in problem or "tab character" in problem:
        return "Indent with spaces, not tabs; put a value that begins with @, ` or % into quotes."
    if "could not find expected ':'" in problem:
        return "Each line wants the form key: value."
    if "found unexpected end of stream" in problem:
        return "A quotation mark or bracket is opened and never closed."
    return None
