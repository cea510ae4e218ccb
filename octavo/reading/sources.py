"""The manuscript's files: which they are, and their text, safe to parse.

A publication folder comes in; SourceFiles go out in reading order, decoded, with line ends as
"\\n" and the front matter's lines left empty, so that every line keeps its number. No other
file of octavo turns a path that an author wrote into a path on disk: confined() does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from octavo.findings import Finding, Location, finding, has_errors
from octavo.publication import Publication
from octavo.reading.marked_yaml import Mapping, Scalar, compose

MANUSCRIPT_FOLDER = "manuscript"
SUFFIXES = (".md", ".markdown")
MAX_BYTES = 64 * 1024 * 1024
MAX_FINDINGS = 20  # of one kind in one file

_NOT_TEXT = {"readme", "changelog", "contributing", "license", "licence"}
_DAMAGED = re.compile("[\udc80-\udcff]+")
# What XML 1.0 (2.2, Char) forbids, tab and line feed aside; form feeds too.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_NAMELESS = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One Markdown file: its path relative to the publication (POSIX) and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class FrontMatterBlock:
    """The YAML between the first line --- and the next --- or ...; lines count from 1."""

    yaml: str
    first_line: int  # of the YAML itself
    end_line: int  # of the closing line


def read_sources(
    publication: Publication,
) -> tuple[tuple[SourceFile, ...], tuple[Finding, ...]]:
    """Read the manuscript's files; those without text are left out.

    Undecodable bytes, control characters and unreadable files are findings; a manuscript
    without any text is the finding manuscript-empty.
    """
    files: list[SourceFile] = []
    findings: list[Finding] = []
    for position, path in enumerate(publication.manuscript):
        text, found = read_text(publication.root, path)
        findings += found
        if text is None:
            continue
        text, found = _without_front_matter(text, path, first=position == 0)
        findings += found
        if text.strip():
            files.append(SourceFile(path, text))
    if not files and not has_errors(findings):
        place = Location(publication.manuscript[0]) if publication.manuscript else None
        findings.append(
            finding("manuscript-empty", "There is no text to make a book of.", place, _EMPTY_HINT)
        )
    return tuple(files), tuple(findings)


_EMPTY_HINT = "Begin with a line “# Title of the first chapter” and some text below it."


def find_manuscript(root: Path) -> tuple[str, ...]:
    """The Markdown files in reading order, relative to root, POSIX.

    manuscript/*.md by natural order of names (2 before 10); without that folder, the one
    Markdown file in root. Hidden files, links that lead out, and README are not text.
    """
    folder = root / MANUSCRIPT_FOLDER
    if folder.is_dir():
        return tuple(f"{MANUSCRIPT_FOLDER}/{name}" for name in _markdown_in(root, folder))
    found = tuple(_markdown_in(root, root))
    return found if len(found) == 1 else ()


def refused_files(root: Path) -> tuple[Finding, ...]:
    """Markdown files of the manuscript that must not be read, so that none is missed unsaid.

    Their names hold what no text can say, or they are links that lead out.
    """
    folder, inside = root / MANUSCRIPT_FOLDER, root.resolve()
    if folder.is_dir() and not folder.resolve().is_relative_to(inside):
        message = f"The folder {MANUSCRIPT_FOLDER}/ is a link that leads out of the publication."
        return (finding("path-outside", message, None, "Put the folder itself there."),)
    found: list[Finding] = []
    for item in sorted(folder.glob("*")):
        name = readable_name(item.name)
        place = Location(f"{MANUSCRIPT_FOLDER}/{name}")
        if item.suffix.lower() not in SUFFIXES or name.startswith("."):
            continue
        if not _is_named(item):
            message = f"The name of “{name}” holds a character that cannot be read or printed."
            found.append(finding("file-unreadable", message, place, "Give it another name."))
        elif item.is_file() and not item.resolve().is_relative_to(inside):
            message = f"“{name}” is a link that leads out of the publication."
            found.append(finding("path-outside", message, place, "Put the file itself there."))
    return tuple(found)


def readable_name(name: str) -> str:
    """A name of a file with what is no text in it as U+FFFD."""
    return _NAMELESS.sub("\ufffd", name)


def _is_named(item: Path) -> bool:
    return not _NAMELESS.search(item.name)


def _markdown_in(root: Path, folder: Path) -> list[str]:
    inside = root.resolve()
    names = [
        item.name
        for item in folder.iterdir()
        if item.suffix.lower() in SUFFIXES
        and not item.name.startswith(".")
        and _is_named(item)
        and item.stem.lower() not in _NOT_TEXT
        and item.is_file()
        and item.resolve().is_relative_to(inside)
    ]
    return sorted(names, key=natural_order)


def natural_order(name: str) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """A sort key that puts 2-camp.md before 10-move.md, whatever the machine's locale."""
    folded = unicodedata.normalize("NFC", name).casefold()
    parts = re.findall(r"[0-9]+|[^0-9]+", folded)
    return (
        tuple((0, int(part), "") if part[0] in "0123456789" else (1, 0, part) for part in parts),
        name,
    )


def confined(root: Path, from_file: str, href: str) -> Path | None:
    """The real path that href, written in from_file, means; None where it leaves root.

    root is the publication's folder, from_file relative to it. Percent signs are decoded once,
    a backslash is a separator, symbolic links are followed; absolute paths, drives and schemes
    lead out. The file need not exist.
    """
    path = unquote(href).replace("\\", "/")
    if not path or path.startswith("/") or _SCHEME.match(path) or _NAMELESS.search(path):
        return None
    try:
        inside = root.resolve()
        target = (inside / Path(from_file).parent / path).resolve()
    except (OSError, RuntimeError, ValueError):  # a loop of links, a name no disk can hold
        return None
    return target if target.is_relative_to(inside) else None


def read_text(root: Path, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Decode one file of the publication; None where it cannot be opened."""
    try:
        file = root / path
        if file.stat().st_size > MAX_BYTES:
            message = f"The file is larger than {MAX_BYTES // 1024 // 1024} MB."
            return None, (finding("file-unreadable", message, Location(path)),)
        content = file.read_bytes()
    except OSError as error:
        message = f"The file cannot be opened: {error.strerror or error}."
        return None, (finding("file-unreadable", message, Location(path)),)
    return decode(content, path)


def decode(content: bytes, path: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Turn bytes into text with "\\n" line ends and no byte order mark.

    Each place that is not UTF-8, and each control character, is a finding and becomes U+FFFD;
    UTF-16 and UTF-32 are refused whole, since every second byte would be one.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")):
        message = "The file is UTF-16 or UTF-32, not UTF-8."
        return None, (finding("file-undecodable", message, Location(path)),)
    content = content.removeprefix(b"\xef\xbb\xbf")
    try:
        text, whole = content.decode("utf-8"), True
    except UnicodeDecodeError:
        text, whole = content.decode("utf-8", "surrogateescape"), False
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if whole and not _CONTROL.search(text):
        return text, ()  # nearly every file
    findings = (*_damage(text, path), *_controls(text, path))
    text = _DAMAGED.sub(lambda run: "\ufffd" * len(run[0]), text)
    return _CONTROL.sub("\ufffd", text), findings


def _damage(text: str, path: str) -> Iterator[Finding]:
    runs = list(_DAMAGED.finditer(text))
    for run in runs[:MAX_FINDINGS]:
        stray = bytes(ord(character) - 0xDC00 for character in run[0])
        shown = " ".join(f"{byte:02X}" for byte in stray[:8])
        message = (
            f"The bytes {shown} are not UTF-8." if stray[1:] else f"Byte {shown} is not UTF-8."
        )
        meant = stray[:8].decode("cp1252", "replace")
        hint = f"Save the file as UTF-8; if it is Windows-1252, “{meant}” was meant."
        yield finding("file-undecodable", message, place_of(text, run.start(), path), hint)
    yield from _rest("file-undecodable", len(runs), path)


def _controls(text: str, path: str) -> Iterator[Finding]:
    found = list(_CONTROL.finditer(text))
    for one in found[:MAX_FINDINGS]:
        name = "NUL" if one[0] == "\x00" else f"U+{ord(one[0]):04X}"
        message = f"The control character {name} stands in the text."
        yield finding("control-character", message, place_of(text, one.start(), path))
    yield from _rest("control-character", len(found), path)


def _rest(code: str, count: int, path: str) -> Iterator[Finding]:
    if count > MAX_FINDINGS:
        message = f"There are {count - MAX_FINDINGS} more such places in this file."
        yield finding(code, message, Location(path))


def place_of(text: str, offset: int, path: str, first_line: int = 1) -> Location:
    """The line and column of an offset in a text whose first line is first_line."""
    line = text.count("\n", 0, offset)
    column = offset - (text.rfind("\n", 0, offset) + 1)
    return Location(path, first_line + line, column + 1)


def front_matter_block(text: str) -> FrontMatterBlock | None:
    """The YAML at the very top of a file; a rule (---, then an empty line) is none.

    The rule is pandoc's: the opening line is --- and no empty line follows it.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---" or len(lines) < 2 or not lines[1].strip():
        return None
    for index, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return FrontMatterBlock("\n".join(lines[1:index]), 2, index + 1)
    return None


def _without_front_matter(text: str, path: str, *, first: bool) -> tuple[str, tuple[Finding, ...]]:
    """Leave the front matter's lines empty; a later file's title becomes its heading.

    Quarto's chapters carry their title that way. The first file's is the publication's and
    is read by octavo.reading.front_matter, which also reports what is wrong in it.
    """
    block = front_matter_block(text)
    if block is None:
        return text, ()
    node, findings = compose(block.yaml, path, block.first_line)
    if node is not None and not isinstance(node, Mapping):
        return text, ()  # a line between two rules
    lines = text.split("\n")
    lines[: block.end_line] = [""] * block.end_line
    if first or node is None:
        return "\n".join(lines), () if first else findings
    ignored: list[Finding] = []
    for entry in node.entries:
        if entry.key == "title" and isinstance(entry.value, Scalar) and not entry.value.null:
            lines[entry.location.line - 1] = "# " + " ".join(entry.value.text.split())
        else:
            message = (
                f"“{entry.key}” has no effect here: only the first file's front matter counts."
            )
            ignored.append(finding("metadata-ignored", message, entry.location))
    return "\n".join(lines), tuple(ignored)
