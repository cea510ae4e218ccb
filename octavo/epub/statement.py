"""The accessibility statement that readers see: sentences in the book's language, and their page.

The claims of octavo.epub.accessibility come in by name; the same sentences make the summary of the
package document and a last section of the book, which only the EPUB has. The sentences stand in
words/<language>.toml; a language without a file gets them in English, marked as English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from lxml import etree

from octavo.book.languages import is_right_to_left
from octavo.epub.xhtml import EPUB, XHTML, XML_LANG, parse, tag

STATEMENT_ID = "accessibility-statement"
_FALLBACK = "en"


def said_in(language: str) -> str:
    """The language of the sentences for a book: its own where there is a file, else English."""
    primary = language.replace("_", "-").split("-")[0].lower()
    return language if primary in _known() else _FALLBACK


def sentences(claims: Iterable[tuple[str, Mapping[str, str]]], language: str) -> tuple[str, ...]:
    """The claims in words; language is one that said_in gave."""
    words = _words(language)
    return tuple(_fill(words[name], values) for name, values in claims)


def statement_title(language: str) -> str:
    """The heading of the section, in a language that said_in gave."""
    return _words(language)["title"]


def statement_document(
    book_language: str,
    claims: Iterable[tuple[str, Mapping[str, str]]],
    summary: str | None,
    report: str | None,
) -> etree._Element:
    """The section as a content document without its head.

    summary is what people have written about the book, in its own language; report the address
    of an evaluation's report.
    """
    spoken = said_in(book_language)
    tree = parse(
        f'<html xmlns="{XHTML}" xmlns:epub="{EPUB}"><head/><body class="accessibility backmatter">'
        f'<section id="{STATEMENT_ID}" class="division accessibility"'
        f' aria-labelledby="{STATEMENT_ID}-title"><header><h1 id="{STATEMENT_ID}-title"/></header>'
        "</section></body></html>"
    )
    _say_language(tree, book_language)
    section = next(tree.iter(tag("section")))
    heading = next(tree.iter(tag("h1")))
    heading.text = statement_title(spoken)
    if summary:
        etree.SubElement(section, tag("p")).text = summary
    listed = etree.SubElement(section, tag("ul"))
    for sentence in sentences(claims, spoken):
        etree.SubElement(listed, tag("li")).text = sentence
    if report:
        paragraph = etree.SubElement(section, tag("p"))
        link = etree.SubElement(paragraph, tag("a"), href=report)
        link.text = _words(spoken)["report"]
        if spoken != book_language:
            _say_language(paragraph, spoken)
    if spoken != book_language:
        _say_language(heading, spoken)
        _say_language(listed, spoken)
    return tree


def _say_language(element: etree._Element, language: str) -> None:
    element.set("lang", language)
    element.set(XML_LANG, language)
    parent = element.getparent()
    if is_right_to_left(language):
        element.set("dir", "rtl")
    elif parent is not None:
        element.set("dir", "ltr")


def _fill(sentence: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


@cache
def _known() -> frozenset[str]:
    folder = files("octavo.epub") / "words"
    return frozenset(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )


@cache
def _words(language: str) -> dict[str, str]:
    name = language.replace("_", "-").split("-")[0].lower()
    file = files("octavo.epub") / "words" / f"{name}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
