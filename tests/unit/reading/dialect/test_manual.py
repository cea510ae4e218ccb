"""pandoc's own manual, read as pandoc reads it."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pypandoc
from lxml import etree

from octavo.reading.dialect import Parsed, parse_markdown

MANUAL = Path(__file__).parents[3] / "fixtures" / "books" / "pandoc-manual.txt"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def manual() -> str:
    """The text with its metadata replaced by blank lines, as reading hands it on."""
    text = MANUAL.read_text(encoding="utf-8")
    _, metadata, body = text.split("---\n", 2)
    return "\n" * (metadata.count("\n") + 2) + body


@cache
def parsed(*, marks: bool = True) -> Parsed:
    return parse_markdown(manual(), "MANUAL.txt", marks=marks)


@cache
def pandoc_tree() -> list[object]:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json", str(MANUAL)]
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


def test_every_construct_is_counted_as_pandoc_counts_it() -> None:
    theirs = count_pandoc(pandoc_tree(), Counter())
    ours = Counter(str(element.tag) for element in parsed().root.iter())
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
    assert (pairs["headings"][0], pairs["code blocks"][0], pairs["tables"][0]) == (254, 483, 12)


def test_headings_have_the_ids_that_pandoc_gives_them() -> None:
    ours = [element.get("id") for element in parsed().root.iter(*HEADINGS)]
    theirs = [block["c"][1][0] for block in pandoc_tree() if block["t"] == "Header"]  # type: ignore[index]
    assert ours == theirs


def test_nothing_in_it_is_wrong() -> None:
    assert parsed().findings == ()


def test_marks_change_nothing() -> None:
    def without_places(result: Parsed) -> str:
        copy = etree.fromstring(etree.tostring(result.root))
        for element in copy.iter():
            element.attrib.pop("data-at", None)
        return etree.tostring(copy, encoding="unicode")

    assert without_places(parsed()) == without_places(parsed(marks=False))


def test_every_block_and_span_stands_where_it_says() -> None:
    lines = manual().split("\n")
    begins = {"h1": "#", "h2": "#", "a": "[<", "o-inline-note": "^", "o-call": "["}
    wrong = []
    for element in parsed().root.iter(*begins):
        line, column = map(int, (element.get("data-at") or "0:0").split(":"))
        if lines[line - 1][column - 1 : column] not in begins[str(element.tag)]:
            wrong.append((element.tag, line, column))
    assert wrong == []
