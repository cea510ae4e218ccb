"""Differences planted between a manuscript and its editions: each is found, a right book has none."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary
from writing_desk import Desk

from octavo.book.structure import Book
from octavo.checks.agreement import agreement
from octavo.findings import Finding
from octavo.reading import read

BOOK = """---
title: A Small Book
slug: small
author: Jane Doe
lang: en-GB
date: 2020-02-02
identifier: urn:uuid:11111111-2222-3333-4444-555555555555
lists: {figures: true}
---

# Preface {.frontmatter}

Why this book was written.^[And a note on that.]

# The river {#sec-river}

A statement of fact.[@doe, p. 12] See @fig-wave, [-@fig-wave], @sec-town and [](#tbl-years){.page}.

![The height of the water, week by week](../images/wave.svg "High water[^cap]"){#fig-wave}

[^cap]: Measured at the bridge.

## Its banks

- one item
- another item[^first]

[^first]: The first note of a list.

    With two paragraphs, and a “quoted” word.

# The town[^name] {#sec-town}

[^name]: Its name is disputed.

| Year | Number |
|------|-------:|
| 2009 |  3,400 |
| 2011 |  3,200 |

Table: Residents by year {#tbl-years}

The sum $a^2+b^2$ is half-hidden. See [](#its-banks){.page}, and [](#sec-river).

# Sources {.bibliography}

Words before the list.
"""

SOURCES = """[{"id": "doe", "type": "book", "title": "The River", "publisher": "Quay Press",
"author": [{"family": "Doe", "given": "Jane"}], "issued": {"date-parts": [[2020]]}}]"""

WAVE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30" width="90" height="30">
<path d="M0 15Q22 -15 45 15T90 15" fill="none" stroke="#000"/></svg>"""


@dataclass(frozen=True)
class Made:
    """The small book as it was read and made."""

    root: Path
    book: Book
    pdf: bytes
    epub: bytes


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    desk = Desk(tmp_path_factory.mktemp("small"))
    book = written(desk, BOOK)
    desk.build("screen", "epub")
    return Made(desk.root, book, desk.made(".pdf").read_bytes(), desk.made(".epub").read_bytes())


def written(desk: Desk, text: str) -> Book:
    """The small book with such a text, as it is read."""
    desk.write("manuscript/book.md", text)
    desk.write("manuscript/sources.json", SOURCES)
    desk.write("images/wave.svg", WAVE)
    book = read(desk.root).book
    assert book is not None
    return book


def messages(found: tuple[Finding, ...]) -> list[str]:
    assert {item.code for item in found} <= {"editions-disagree"}
    return [item.message for item in found]


def test_a_right_book_has_no_findings(made: Made) -> None:
    assert messages(agreement(made.book, made.pdf, made.epub)) == []


# --- another manuscript than the one that the editions were made of ---


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("statement of fact", "statement fact of",
         "of “The river” has “offact.1SeeFigure1,1,Cha” where the manuscript has"
         " “factof.1SeeFigure1,1,Cha”, after “TheriverAstatement”"),
        ("one item", "one", "of “The river” has “itemanotheritem3” where"),
        ("one item", "one one item", "of “The river” has “itemanotheritem3” where the manuscript"
         " has “oneitemanotheritem3”"),
        ("## Its banks\n", "## Its banks\n\nOf stone.\n", "where the manuscript has “Ofstone."),
        ("## Its banks", "[]{#its-banks}", "has “Itsbanksoneitem"),
        ("# The river {", "# The lake {", "of “The lake” has “riverAst"),
        ('"High water[^cap]"', '"Low water[^cap]"', "of “The river” has “Highwater2"),
        ("And a note", "But a note", "of “Preface” note n1 has “Andanoteonthat.” where the"
         " manuscript has “Butanoteonthat.”"),
        ("And a note on that.", "And a note on.", "note n1 has “that.” where the manuscript has"
         " “.”, after “Andanoteon”"),
        ("3,200", "3,020", "of “The town” has “200"),
        ("| 2009 |  3,400 |\n", "", "of “The town” has “093,400"),
        ("before the list", "behind the list", "of “Sources” has “fore"),
        ("half-hidden", "half-bidden", "of “The town” has “hidden"),
        ("written.^[And a note on that.]", "^[And a note on that.]written.",
         "of “Preface” has “written.1” where the manuscript has “1written.”"),
        ("“quoted”", "‘quoted’", "note n4 has ““quoted”word.” where"),
    ],
)  # fmt: skip
def test_other_words_are_found_in_both_editions_at_their_place(
    made: Made, tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    assert BOOK.count(was) == 1
    book = written(Desk(tmp_path), BOOK.replace(was, becomes))
    found = messages(agreement(book, made.pdf, made.epub))
    for edition in ("PDF", "EPUB"):
        (message,) = [one for one in found if f"The {edition}" in one or f"the {edition}" in one]
        assert said in message


def test_the_sentence_names_the_division_and_its_line(made: Made) -> None:
    divisions = (*made.book.divisions[:-3], replace(made.book.divisions[-3], body="<p>Lost.</p>"))
    found = agreement(replace(made.book, divisions=divisions), None, made.epub)
    assert str(found[0]).startswith(
        "manuscript/book.md:32:1: error[editions-disagree]: The EPUB of “The town” has “Table1Res"
    )


def test_an_entry_of_the_sources_that_is_not_there_is_found(made: Made) -> None:
    (source,) = made.book.sources
    book = replace(made.book, sources=(source, replace(source, entry="Roe, John. <em>Boats</em>.")))
    found = messages(agreement(book, made.pdf, made.epub))
    assert [message.split(" has ")[0] for message in found] == [
        "The PDF of “Sources”",
        "The EPUB of “Sources”",
    ]
    assert all("where the manuscript has “Roe,John.Boats.”" in message for message in found)


# --- an EPUB that somebody or something has changed ---


def changed(epub: bytes, name: str, edit: Callable[[str], str]) -> bytes:
    """The EPUB with one of its files edited."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename.endswith("/" + name):
                text = edit(content.decode())
                assert text.encode() != content
                content = text.encode()
            new.writestr(item, content)
    return out.getvalue()


def without(text: str, start: str, end: str) -> str:
    """The text without one element, from its start tag to its end tag."""
    before, rest = text.split(start, 1)
    return before + rest.split(end, 1)[1]


def swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


EPUB_FAULTS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "a lost note": (
        "sec-river.xhtml", lambda text: without(text, '<aside class="note" id="n3"', "</aside>"),
        "The EPUB of “The river” has lost 1 of 3 notes: n3.",
    ),
    "notes in another order": (
        "sec-river.xhtml", lambda text: swapped(text, 'id="n2"', 'id="n3"'),
        "The EPUB of “The river” has its notes in another order.",
    ),
    "a note's words": (
        "sec-river.xhtml", lambda text: text.replace("at the bridge", "at the weir"),
        "In the EPUB of “The river” note n3 has “weir.” where the manuscript has “bridge.”,"
        " after “Measuredatthe”.",
    ),
    "a note that nobody wrote": (
        "preface.xhtml", lambda text: text.replace(
            "</aside>", '</aside><aside id="n99" role="doc-footnote"><p>More.</p></aside>'),
        "The EPUB of “Preface” has notes that the manuscript does not have: n99.",
    ),
    "a lost call": (
        "preface.xhtml", lambda text: without(text, '<sup class="call">', "</sup>"),
        "The EPUB of “Preface” has “its end” where the manuscript has “1”, after"
        " “ceWhythisbookwaswritten.”.",
    ),
    "swapped words": (
        "sec-river.xhtml", lambda text: swapped(text, "statement", "fact"),
        "The EPUB of “The river” has “factofstatement.",
    ),
    "a heading missing": (
        "sec-river.xhtml", lambda text: without(text, "<h2", "</h2>"),
        "The EPUB of “The river” has “oneitemanotheritem3” where the manuscript has “Itsbanks",
    ),
    "a title missing": (
        "sec-river.xhtml", lambda text: without(text, "<h1", "</h1>"),
        "The EPUB of “The river” has “Astatementoffact.1SeeFig” where",
    ),
    "a title doubled": (
        "sec-river.xhtml", lambda text: text.replace("</h1>", "</h1><p>The river</p>"),
        "The EPUB of “The river” has “Theriver",
    ),
    "a word doubled": (
        "sec-river.xhtml", lambda text: text.replace("another", "another another"),
        "The EPUB of “The river” has “anotheritem3” where the manuscript has “item3”",
    ),
    "a caption missing": (
        "sec-river.xhtml", lambda text: without(text, "<figcaption", "</figcaption>"),
        "The EPUB of “The river” has “Itsbanks",
    ),
    "a picture missing": (
        "sec-river.xhtml", lambda text: without(text, "<img", ">"),
        "The EPUB of “The river” shows 0 of 1 pictures.",
    ),
    "words behind the end": (
        "sec-town.xhtml", lambda text: text.replace("</section>\n</body>", "More.</section></body>"),
        "The EPUB of “The town” has “More.” where the manuscript has “its end”",
    ),
    "a division out of the spine": (
        "content.opf", lambda text: without(text, '<itemref idref="text-sec-town"', ">"),
        "“The town” is missing from the EPUB.",
    ),
    "divisions in another order": (
        "content.opf", lambda text: swapped(text, 'idref="text-sec-river"', 'idref="text-sec-town"'),
        "In the EPUB, “The town” stands where “The river” should stand.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", EPUB_FAULTS)
def test_a_fault_of_the_epub_is_found_and_no_other(made: Made, fault: str) -> None:
    name, edit, said = EPUB_FAULTS[fault]
    (message,) = messages(agreement(made.book, made.pdf, changed(made.epub, name, edit)))
    assert message.startswith(said)


def test_a_division_that_stands_twice_is_found(made: Made) -> None:
    def again(text: str) -> str:
        division = text[text.index("<section") : text.rindex("</body>")]
        return text.replace("</body>", division + "</body>")

    twice = changed(made.epub, "preface.xhtml", again)
    assert "The EPUB of “Preface” has “PrefaceWhy" in messages(agreement(made.book, None, twice))[0]


# --- a PDF whose structure tree has been changed ---


def with_tree(pdf: bytes, edit: Callable[[Array], None]) -> bytes:
    """The PDF with the divisions of its structure tree edited."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book:
        (document,) = book.Root.StructTreeRoot.K
        edit(document.K)
        book.save(out)
    return out.getvalue()


def named(kids: Array, id: str) -> int:
    return next(n for n, kid in enumerate(kids) if str(kid.get("/ID", "")) == id)


def lose_river(kids: Array) -> None:
    del kids[named(kids, "sec-river")]


def swap_river_and_town(kids: Array) -> None:
    river, town = named(kids, "sec-river"), named(kids, "sec-town")
    kids[river], kids[town] = kids[town], kids[river]


def lose_notes(kids: Array) -> None:
    without_role(kids[named(kids, "preface")], "/Note")


def lose_figures(kids: Array) -> None:
    without_role(kids[named(kids, "sec-river")], "/Figure")


def without_role(division: Dictionary, role: str) -> None:
    """Take the elements of a role out of a division."""
    division.K = Array(
        [kid for kid in division.K if not (isinstance(kid, Dictionary) and kid.get("/S") == role)]
    )


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lose_river, ["“The river” is missing from the PDF."]),
        (swap_river_and_town, ["In the PDF, “The town” stands where “The river” should stand."]),
        (lose_notes, ["The PDF of “Preface” has lost 1 of 1 notes: n1."]),
        (lose_figures, ["The PDF of “The river” has “Itsbanks",  # where its caption should stand
                        "The PDF of “The river” shows 0 of 1 pictures."]),
    ],
)  # fmt: skip
def test_a_fault_of_the_pdf_is_found_and_no_other(
    made: Made, edit: Callable[[Array], None], said: list[str]
) -> None:
    found = messages(agreement(made.book, with_tree(made.pdf, edit), made.epub))
    assert len(found) == len(said)
    assert all(message.startswith(start) for message, start in zip(found, said, strict=True))


# --- files that are none ---


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x05\x06" + bytes(18)])
def test_what_cannot_be_read_is_said(made: Made, content: bytes) -> None:
    pdf, epub = messages(agreement(made.book, content, content))
    assert pdf.startswith("The PDF cannot be read: ")
    assert epub.startswith("The EPUB cannot be read: ")


def test_an_edition_that_is_not_asked_for_is_not_missed(made: Made) -> None:
    assert agreement(made.book, None, None) == ()
