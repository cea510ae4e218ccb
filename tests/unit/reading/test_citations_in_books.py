"""Citations where a reader finds them: notes of their own, inside notes, or in the text."""

from __future__ import annotations

import re

import pytest

SOURCES = """[
{"id": "smith", "type": "book", "title": "On books", "author": [{"family": "Smith",
 "given": "Ann"}], "issued": {"date-parts": [[2001]]}, "publisher": "Press"},
{"id": "jones", "type": "book", "title": "On notes", "author": [{"family": "Jones",
 "given": "Bob"}], "issued": {"date-parts": [[1999]]}, "publisher": "Press"}
]
"""


@pytest.fixture
def library(folder):
    folder.file("manuscript/sources.json", SOURCES)
    return folder


def plain(xhtml: str) -> str:
    return re.sub(r"<[^>]+>", "", xhtml).replace("\u00a0", " ")


def body(reading) -> str:
    return next(division for division in reading.book.divisions if not division.generated).body


def notes(reading) -> list[str]:
    return [plain(note.body) for note in reading.book.notes]


def test_a_citation_becomes_a_note_behind_the_punctuation(library) -> None:
    reading = library.read("# A\n\nIt is so [@smith, p. 3].\n\nAnd “so” [@jones]; but not here.\n")
    assert reading.findings == ()
    assert "It is so.1" in plain(body(reading))
    assert "And “so”;2 but not here." in plain(body(reading))
    assert notes(reading)[0].startswith("Ann Smith, On Books (Press, 2001), 3.")


def test_later_citations_are_short(library) -> None:
    reading = library.read("# A\n\nOne [@smith, p. 3]. Two [@jones]. Three [@smith, p. 9].\n")
    assert notes(reading)[2] == "Smith, On Books, 9."


def test_a_citation_in_a_note_makes_no_second_note(library) -> None:
    reading = library.read("# A\n\nOne.[^a]\n\n[^a]: See [@smith, p. 3] for more.\n")
    assert len(reading.book.notes) == 1
    assert notes(reading)[0].startswith("See Ann Smith, On Books")
    assert notes(reading)[0].endswith("3 for more.")


def test_written_notes_and_citations_share_one_count(library) -> None:
    reading = library.read("# A\n\nOne.^[x] Two [@smith]. Three.^[y]\n")
    assert plain(body(reading)) == "One.1 Two.2 Three.3"
    assert [note.number for note in reading.book.notes] == ["1", "2", "3"]


def test_an_author_named_in_the_text_stays_there(library) -> None:
    reading = library.read("# A\n\nAs @smith [p. 3] says, it is so.\n")
    assert plain(body(reading)).startswith("As Smith1 says")
    assert "On Books" in notes(reading)[0]


def test_author_date_styles_cite_in_the_text(library) -> None:
    reading = library.read(
        "# A\n\nIt is so [see @smith, p. 3; @jones]. @jones says.^[In a note [@smith].]\n",
        "citation-style: chicago-author-date\n",
    )
    assert reading.findings == ()
    text = body(reading)
    assert "It is so (see Smith 2001, 3; Jones 1999)." in plain(text)
    assert "Jones (1999) says.1" in plain(text)
    assert re.search(r'<span class="citation">.*?<a href="#ref-smith" role="doc-biblioref">', text)
    assert len(reading.book.notes) == 1


def test_sources_are_listed_where_something_is_cited(library) -> None:
    cited = library.read("# A\n\nSo [@smith].\n")
    assert [source.id for source in cited.book.sources] == ["ref-smith"]
    assert [d.id for d in cited.book.divisions if d.role == "bibliography"] == ["sources"]
    assert cited.book.owners()["ref-smith"] == "sources"
    uncited = library.read("# A\n\nSo.\n")
    assert not [d for d in uncited.book.divisions if d.role == "bibliography"]


def test_the_author_may_say_where_the_sources_stand(library) -> None:
    reading = library.read("# A\n\nSo [@smith].\n\n# Books {.backmatter}\n\n::: {#refs}\n:::\n")
    assert not [d for d in reading.book.divisions if d.role == "bibliography"]
    books = next(d for d in reading.book.divisions if d.plain_title == "Books")
    assert '<div class="sources"' in books.body
    assert reading.book.owners()["ref-smith"] == books.id


def test_citations_in_a_caption_and_a_title_are_notes_too(library) -> None:
    library.drawing("images/map.svg")
    reading = library.read(
        '# A [@smith]\n\n![Map](../images/map.svg "The camp [@jones]"){#fig-a}\n\nSee @fig-a.\n'
    )
    assert reading.findings == ()
    assert len(reading.book.notes) == 2
    assert reading.book.figures[0].caption == "The camp"
    assert reading.book.divisions[4].plain_title == "A"


def test_unknown_keys_are_found_with_the_nearest_name(library) -> None:
    reading = library.read("# A\n\nSo [@smiht, p. 3].\n")
    (found,) = reading.findings
    assert (found.code, found.hint) == ("citation-unknown", "Did you mean “smith”?")
    assert str(found.location) == "manuscript/00-book.md:9:4"


def test_a_bibliography_that_nobody_names_is_pointed_out(folder) -> None:
    folder.file("manuscript/thesis.bib", "@book{smith, title={T}, year=2000}")
    (found,) = folder.read("# A\n\nSo [@smith].\n").findings
    assert found.code == "citation-unknown"
    assert found.hint == (
        "No bibliography is read: write bibliography: thesis.bib into the front matter."
    )
