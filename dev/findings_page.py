"""Write docs/findings.md from the catalogue: python -m dev.findings_page."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

from octavo.catalog import CATALOG

PAGE = Path(__file__).parent.parent / "docs" / "findings.md"

HEAD = """# Findings

What octavo says about a manuscript, each with a code. An **error** stops the build, and
editions made before are untouched; a **warning** does not, unless `--strict` is given; a **note** is
for your information. What earns each is kept in `tests/findings/`: a manuscript that a build
answers with it, or the name of the test that makes the file or the fault.

This page is made from the catalogue (`octavo/catalog/`) by `make docs`.
"""

NOTES = re.compile(r"\^\[|\[\^\w+\]")


def findings_page() -> str:
    """The page as Markdown, codes in alphabetical order, grouped by what they are about."""
    lines = [HEAD]
    codes = sorted(CATALOG.items())
    for thing, entries in groupby(codes, key=lambda item: item[0].split("-", maxsplit=1)[0]):
        lines += [f"## {thing}", "", "| code | | what it means | what to do |", "|---|---|---|---|"]
        lines += [
            f"| `{code}` | {entry.severity} | {_plain(entry.meaning)} | {_plain(entry.remedy)} |"
            for code, entry in entries
        ]
        lines.append("")
    return "\n".join(lines)


def _plain(sentence: str) -> str:
    """A sentence in which no mark means anything in Markdown."""
    return NOTES.sub(lambda mark: f"`{mark[0]}`", sentence)


if __name__ == "__main__":
    PAGE.write_text(findings_page(), encoding="utf-8")
