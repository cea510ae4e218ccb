"""Long documents, read as pandoc reads them."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pypandoc
import pytest
from lxml import etree

from octavo.reading.dialect import Parsed, parse_markdown

PROJECT = Path(__file__).parents[4]
MANUAL = PROJECT / ".tools" / "manual" / "MANUAL.txt"
BOOKS = [
    *sorted((PROJECT / "docs").glob("*.md")),
    PROJECT / "README.md",
    *([MANUAL] if MANUAL.exists() else []),
]
"""Long documents of our own; and pandoc's manual, which is not ours to carry, where somebody has
put it into .tools/manual/: then the figures of the design stand or fall with it."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

pytestmark = pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)


@cache
def text_of(book: Path) -> str:
    """The text with its metadata replaced by blank lines, as reading hands it on."""
    text = book.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return text
    _, metadata, body = text.split("---\n", 2)
    return "\n" * (metadata.count("\n") + 2) + body


@cache
def parsed(book: Path, *, marks: bool = True) -> Parsed:
    return parse_markdown(text_of(book), book.name, marks=marks)


@cache
def pandoc_tree(book: Path) -> list[object]:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json", str(book)]
    run = subprocess.run(command, capture_output=True, check=True)
    blocks: list[object] = json.loads(run.stdout)["blocks"]
    return blocks


def count_pandoc(node: object, counts: Counter[str]) -> Counter[str]:
    if isinstance(node, list):
        for each in node:
            count_pandoc(each, counts)
    elif isinstance(node, dict):
        kind, content = node.get("t"), node.get("c")
        counts[str(kind)] += 1
        if kind in ("BulletList", "OrderedList"):
            counts["item"] += len(content if kind == "BulletList" else content[1])
        if kind == "DefinitionList":
            counts["term"] += len(content)
            counts["definition"] += sum(len(each[1]) for each in content)
        count_pandoc(content, counts)
    return counts


def test_every_construct_is_counted_as_pandoc_counts_it(book: Path) -> None:
    theirs = count_pandoc(pandoc_tree(book), Counter())
    ours = Counter(str(element.tag) for element in parsed(book).root.iter())
    pairs = {
        "headings": (sum(ours[tag] for tag in HEADINGS), theirs["Header"]),
        "items": (ours["li"], theirs["item"]),
        "code blocks": (ours["pre"], theirs["CodeBlock"]),
        "tables": (ours["table"], theirs["Table"]),
        "terms": (ours["dt"], theirs["term"]),
        "definitions": (ours["dd"], theirs["definition"]),
        "paragraphs": (ours["p"], theirs["Para"]),
        "quotations": (ours["blockquote"], theirs["BlockQuote"]),
        "code": (ours["code"] - ours["pre"], theirs["Code"]),
        "emphasis": (ours["em"], theirs["Emph"]),
        "links": (ours["a"], theirs["Link"]),
        "notes": (ours["o-call"] + ours["o-inline-note"], theirs["Note"]),
    }
    assert {name for name, (mine, other) in pairs.items() if mine != other} == set(), pairs
    if book == MANUAL:
        counted = pairs["headings"][0], pairs["code blocks"][0], pairs["tables"][0]
        assert counted == (254, 483, 12)


def test_headings_have_the_ids_that_pandoc_gives_them(book: Path) -> None:
    ours = [element.get("id") for element in parsed(book).root.iter(*HEADINGS)]
    theirs = [block["c"][1][0] for block in pandoc_tree(book) if block["t"] == "Header"]  # type: ignore[index]
    assert ours == theirs


def test_nothing_in_it_is_wrong(book: Path) -> None:
    assert parsed(book).findings == ()


def test_marks_change_nothing(book: Path) -> None:
    def without_places(result: Parsed) -> str:
        copy = etree.fromstring(etree.tostring(result.root))
        for element in copy.iter():
            element.attrib.pop("data-at", None)
        return etree.tostring(copy, encoding="unicode")

    assert without_places(parsed(book)) == without_places(parsed(book, marks=False))


def test_every_block_and_span_stands_where_it_says(book: Path) -> None:
    lines = text_of(book).split("\n")
    begins = {"h1": "#", "h2": "#", "a": "[<", "o-inline-note": "^", "o-call": "["}
    wrong = []
    for element in parsed(book).root.iter(*begins):
        line, column = map(int, (element.get("data-at") or "0:0").split(":"))
        if lines[line - 1][column - 1 : column] not in begins[str(element.tag)]:
            wrong.append((element.tag, line, column))
    assert wrong == []
