"""The parts of a book stand in the order that readers know, and the author's words win."""

from __future__ import annotations


def roles(reading) -> list[str]:
    return [division.role for division in reading.book.divisions]


def test_a_plain_book_gets_its_front_and_back(folder) -> None:
    reading = folder.read("# One\n\nText.\n\n# Two\n\nText.\n")
    assert roles(reading) == [
        "halftitlepage", "titlepage", "copyright-page", "toc", "chapter", "chapter", "colophon",
    ]  # fmt: skip


def test_generated_parts_stand_among_the_authors(folder) -> None:
    reading = folder.read(
        "# {.dedication}\n\nFor A.\n\n# Preface {.preface}\n\nText.\n\n# One\n\nText^[n].\n\n"
        "# More {.appendix}\n\nText.\n\n# Words {.glossary}\n\nText.\n",
        "notes:\n  place: end\n",
    )
    assert roles(reading) == [
        "halftitlepage", "titlepage", "copyright-page", "dedication", "toc", "preface", "chapter",
        "appendix", "endnotes", "glossary", "colophon",
    ]  # fmt: skip


def test_what_the_author_wrote_takes_the_place_of_what_is_generated(folder) -> None:
    reading = folder.read(
        "# One\n\nText [x]{.index}.\n\n# Index of names {.index}\n\nNumbers are pages.\n\n"
        "# How it was made {.colophon}\n\nBy hand.\n"
    )
    assert roles(reading)[-2:] == ["index", "colophon"]
    index = reading.book.divisions[-2]
    assert (index.generated, index.plain_title) == (False, "Index of names")
    assert "Numbers are pages." in index.body


def test_contents_and_lists_are_made_where_wanted(folder) -> None:
    folder.drawing("images/map.svg")
    text = "# One\n\n![Map](../images/map.svg)\n"
    wanted = folder.read(text, "lists:\n  contents: false\n  figures: true\n  tables: true\n")
    assert "toc" not in roles(wanted)
    assert "loi" in roles(wanted)
    assert "lot" not in roles(wanted)


def test_ids_of_generated_parts_give_way(folder) -> None:
    reading = folder.read("# Toc\n\nText.\n\n# Colophon {#colophon}\n\nText.\n")
    ids = [division.id for division in reading.book.divisions]
    assert len(ids) == len(set(ids))
    assert "colophon" in ids


def test_chapters_parts_and_appendices_are_numbered(folder) -> None:
    reading = folder.read(
        "# Preface {.frontmatter}\n\nx\n\n# First part {.part}\n\n# One\n\nx\n\n# Two {-}\n\nx\n\n"
        "# Second part {.part}\n\n# Three\n\nx\n\n# More {.appendix}\n\nx\n"
    )
    written = [division for division in reading.book.divisions if not division.generated]
    assert [division.label for division in written] == [
        "", "Part I", "Chapter 1", "", "Part II", "Chapter 2", "Appendix A",
    ]  # fmt: skip
    assert [division.part_id for division in written] == [
        None, None, "first-part", "first-part", None, "second-part", None,
    ]  # fmt: skip


def test_a_manuscript_without_headings_is_one_chapter_with_the_books_title(folder) -> None:
    reading = folder.read("Just words.\n")
    chapter = next(d for d in reading.book.divisions if not d.generated)
    assert (chapter.role, chapter.title, chapter.label) == ("chapter", "A book", "")
    assert chapter.words == 4


def test_nothing_written_is_an_error_and_no_book(folder) -> None:
    reading = folder.read("")
    assert reading.book is None
    assert [item.code for item in reading.findings] == ["manuscript-empty"]


def test_words_are_counted_as_read(folder) -> None:
    reading = folder.read("# One *two*^[three four]\n\nFive--six, l'été — 7 don't.^[eight]\n")
    (chapter,) = [d for d in reading.book.divisions if not d.generated]
    assert chapter.words == 10


def test_reading_twice_gives_the_same_book(folder) -> None:
    folder.drawing("images/map.svg")
    text = "# A\n\nOne^[x] [w]{.index} @sec-b.\n\n## B {#sec-b}\n\n![m](../images/map.svg)\n"
    assert folder.read(text) == folder.read(text)


def test_right_to_left_books_are_read(folder) -> None:
    reading = folder.read("# الفصل الأول\n\nنص^[حاشية].\n", "lang: ar\n")
    chapter = next(d for d in reading.book.divisions if not d.generated)
    assert chapter.id == "الفصل-الأول"
    assert reading.findings == ()
