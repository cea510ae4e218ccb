"""Notes as a reader meets them: numbered by first call, none lost, none inside another."""

from __future__ import annotations

import re


def codes(reading) -> list[str]:
    return [item.code for item in reading.findings]


def numbers(reading) -> list[str]:
    return [note.number for note in reading.book.notes]


def texts(reading) -> list[str]:
    return [re.sub(r"<[^>]+>", "", note.body) for note in reading.book.notes]


def chapter(reading, index: int = 0):
    return [division for division in reading.book.divisions if not division.generated][index]


def plain(xhtml: str) -> str:
    return re.sub(r"<[^>]+>", "", xhtml)


def test_notes_are_numbered_in_the_order_of_their_first_calls(folder) -> None:
    reading = folder.read("# A\n\nOne[^b] two[^a].\n\n[^a]: Alpha.\n\n[^b]: Beta.\n")
    assert codes(reading) == []
    assert texts(reading) == ["Beta.", "Alpha."]
    assert numbers(reading) == ["1", "2"]
    assert plain(chapter(reading).body) == "One1 two2."


def test_a_call_and_its_note_know_each_other(folder) -> None:
    reading = folder.read("# A\n\nOne[^a].\n\n[^a]: Alpha.\n")
    (note,) = reading.book.notes
    assert note.call_ids == ("call-n1",)
    assert (
        '<sup class="call"><a id="call-n1" href="#n1" role="doc-noteref" aria-label="Note 1">1</a>'
        "</sup>"
    ) in chapter(reading).body


def test_a_second_call_has_the_same_number_and_an_id_of_its_own(folder) -> None:
    reading = folder.read("# A\n\nOne[^a] two[^a].\n\n[^a]: Alpha.\n")
    (note,) = reading.book.notes
    assert note.call_ids == ("call-n1", "call-n1-2")
    assert plain(chapter(reading).body) == "One1 two1."


def test_numbers_begin_anew_with_each_chapter(folder) -> None:
    text = "# A\n\nOne^[x].\n\n# B\n\nTwo^[y], three^[z].\n"
    assert numbers(folder.read(text)) == ["1", "1", "2"]


def test_numbers_run_through_the_book_where_the_author_wants_it(folder) -> None:
    text = "# A\n\nOne^[x].\n\n# B\n\nTwo^[y], three^[z].\n"
    assert numbers(folder.read(text, "notes:\n  numbering: book\n")) == ["1", "2", "3"]


def test_a_note_called_in_two_chapters_is_printed_in_both(folder) -> None:
    reading = folder.read("# A\n\nOne[^a].\n\n# B\n\nTwo[^a].\n\n[^a]: Alpha.\n")
    assert texts(reading) == ["Alpha.", "Alpha."]
    assert [note.division_id for note in reading.book.notes] == ["a", "b"]
    assert len({note.id for note in reading.book.notes}) == 2


def test_every_file_has_its_own_notes(folder) -> None:
    reading = folder.read(
        "# A\n\nOne[^1].\n\n[^1]: First.\n", b="# B\n\nTwo[^1].\n\n[^1]: Second.\n"
    )
    assert codes(reading) == []
    assert texts(reading) == ["First.", "Second."]


def test_a_note_may_be_written_in_another_file(folder) -> None:
    reading = folder.read("# A\n\nOne[^x].\n", notes="[^x]: Far away.\n")
    assert codes(reading) == []
    assert texts(reading) == ["Far away."]


def test_notes_are_called_from_titles_captions_tables_and_lists(folder) -> None:
    folder.drawing("images/map.svg")
    reading = folder.read(
        "# Title^[t]\n\n- item^[l]\n\n| a | b^[h] |\n|---|---|\n| c^[c] | d |\n\n"
        '![Alt](../images/map.svg "Caption^[f]")\n'
    )
    assert codes(reading) == []
    assert texts(reading) == ["t", "l", "h", "c", "f"]
    assert 'role="doc-noteref"' in chapter(reading).title
    assert chapter(reading).plain_title == "Title"
    assert reading.book.figures[0].caption == "Caption"


def test_an_inline_note_inside_a_note_joins_it_as_a_paragraph(folder) -> None:
    reading = folder.read("# A\n\nOne[^a].\n\n[^a]: Alpha.^[Inner.]\n")
    (note,) = reading.book.notes
    assert re.findall(r"<p[^>]*>(.*?)</p>", note.body) == ["Alpha.", "Inner."]


def test_a_note_that_only_a_note_calls_joins_it(folder) -> None:
    reading = folder.read("# A\n\nOne[^a].\n\n[^a]: Alpha.[^b]\n\n[^b]: Beta.\n")
    (note,) = reading.book.notes
    assert codes(reading) == []
    assert re.findall(r"<p[^>]*>(.*?)</p>", note.body) == ["Alpha.", "Beta."]


def test_a_note_that_the_text_calls_too_is_pointed_to(folder) -> None:
    reading = folder.read("# A\n\nOne[^a] two[^b].\n\n[^a]: Alpha, see[^b].\n\n[^b]: Beta.\n")
    assert codes(reading) == []
    assert texts(reading) == ["Alpha, see Note 2.", "Beta."]
    assert '<a class="xref" href="#n2">Note 2</a>' in reading.book.notes[0].body


def test_a_note_that_calls_itself_is_an_error(folder) -> None:
    reading = folder.read("# A\n\nOne[^a].\n\n[^a]: Alpha.[^b]\n\n[^b]: Beta.[^a]\n")
    assert codes(reading) == ["note-recursive"]


def test_calls_that_touch_are_parted_by_a_comma(folder) -> None:
    reading = folder.read("# A\n\nOne^[x]^[y] two.\n")
    assert plain(chapter(reading).body) == "One1,2 two."


def test_undefined_unused_duplicate_and_empty_notes_are_found_in_one_run(folder) -> None:
    reading = folder.read(
        "# A\n\nOne[^alpah] two[^d] three[^e].\n\n[^alpha]: Alpha.\n\n[^d]: D.\n\n[^d]: D again.\n\n"
        "[^e]:\n"
    )
    found = {item.code: item for item in reading.findings}
    assert set(found) == {"note-undefined", "note-unused", "note-duplicate", "note-empty"}
    assert str(found["note-undefined"].location) == "manuscript/00-book.md:9:4"
    assert found["note-undefined"].hint == "Did you mean “alpha”?"
    assert str(found["note-duplicate"].location) == "manuscript/00-book.md:15:1"


def test_a_note_may_hold_paragraphs_lists_and_quotations(folder) -> None:
    reading = folder.read(
        "# A\n\nOne[^a].\n\n[^a]: First.\n\n    - item\n\n    > quoted\n\n    Last.\n"
    )
    (note,) = reading.book.notes
    assert re.findall(r"<(p|ul|blockquote)\b", note.body) == ["p", "ul", "blockquote", "p", "p"]


def test_ids_of_the_author_come_before_those_of_notes(folder) -> None:
    reading = folder.read("# A\n\n[word]{#n1} One^[x].\n")
    assert codes(reading) == []
    assert reading.book.notes[0].id == "n1-2"
