"""The readable files of tests/fixtures/markdown: a title, Markdown, XHTML, findings.

    Title of the case {language=de}
    .
    Markdown
    .
    XHTML, a block to a line; without data-at, unless the title has {places}
    .
    line:column code: message      (only where there are findings)
    .

Options in braces: language, raw_html, keys (of the bibliography, parted by commas), places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from octavo.reading.dialect import parse_markdown

FOLDER = Path(__file__).parents[3] / "fixtures" / "markdown"
_OPTIONS = re.compile(r"\{([^}]*)\}$")


@dataclass(frozen=True)
class Case:
    """One example of a file."""

    file: str
    title: str
    markdown: str
    xhtml: str
    findings: str


def all_cases() -> Iterator[Case]:
    """Every example of every file."""
    for file in sorted(FOLDER.glob("*.md")):
        yield from cases_of(file)


def cases_of(file: Path) -> Iterator[Case]:
    """The examples of a file; what stands before the first one introduces it."""
    title, parts, current = "", [], []
    for line in file.read_text(encoding="utf-8").split("\n"):
        if line == "." and not parts:
            title, parts, current = current[-1], [""], []
        elif line == ".":
            parts.append("\n".join(current))
            current = []
        elif not line and len(parts) >= 3 and not current:
            yield Case(file.stem, title, parts[1], parts[2], parts[3] if len(parts) > 3 else "")
            parts = []
        else:
            current.append(line)


def result_of(title: str, markdown: str, *, marks: bool = True) -> tuple[str, str]:
    """What octavo makes of an example, in the form of the file."""
    options = dict(
        item.partition("=")[::2] for item in (_OPTIONS.findall(title) or [""])[0].split()
    )
    parsed = parse_markdown(
        markdown,
        "book.md",
        language=options.get("language", "en"),
        raw_html=options.get("raw_html", "safe"),  # type: ignore[arg-type]
        known_keys=frozenset(options.get("keys", "").split(",")) - {""},
        marks=marks,
    )
    if "places" not in options:
        for element in parsed.root.iter():
            element.attrib.pop("data-at", None)
    blocks = [etree.tostring(block, encoding="unicode") for block in parsed.root]
    findings = [
        f"{found.location.line}:{found.location.column} {found.code}: {found.message}"
        for found in parsed.findings
        if found.location
    ]
    return "\n".join(blocks), "\n".join(findings)
