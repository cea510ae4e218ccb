"""Notes at the foot of pages: whole, in order, beginning on the page of their call."""

from __future__ import annotations

import os
import random
import re
from dataclasses import replace

import pytest
from seen_lines import SeenLine, seen_lines
from typeset_pages import Shop, call, codes, nodes, pages_of, prose, squeezed, texts

from octavo.artifacts import Galley, NotePlacement, Typography
from octavo.pdf.engine import typeset

MARK = re.compile(r"n(\d+)w(\d+)\b")


def words(number: int, length: int) -> str:
    """The text of a note: words that say whose they are and which."""
    parts = [f"n{number}w{at}" for at in range(max(1, length // 8))]
    return " ".join(parts)


def order(galley: Galley) -> list[tuple[int, int]]:
    """The marked words of all notes as they stand on the pages."""
    found = MARK.findall(" ".join(texts(galley)))
    return [(int(note), int(word)) for note, word in found]


def expected(lengths: dict[int, int]) -> list[tuple[int, int]]:
    return [(n, word) for n, length in lengths.items() for word in range(max(1, length // 8))]


def test_a_note_of_3000_characters_runs_on_to_the_next_page(shop: Shop) -> None:
    body = (
        f'<p id="p">{prose(1300)} here{call(1, words(1, 3000))} and on.</p>'
        f'<p id="q">{prose(2500)}</p>'
    )
    galley = typeset(shop.job(body))
    assert galley.findings == ()
    assert galley.notes == (NotePlacement("n1", 1, 1, 2),)
    first, second = texts(galley)[:2]
    assert "here1" in first
    assert "n1w0" in first
    assert "n1w374" in second
    assert order(galley) == expected({1: 3000})


def test_a_note_longer_than_two_pages_leaves_room_for_text_on_each(shop: Shop) -> None:
    body = f'<p id="p">Here{call(1, words(1, 9000))} {prose(3000, "body")}</p>'
    galley = typeset(shop.job(body))
    assert galley.findings == ()
    placed = galley.notes[0]
    assert placed.note_page == 1
    assert placed.last_page > 2
    assert order(galley) == expected({1: 9000})
    for page in texts(galley)[: placed.last_page]:
        assert "care" in MARK.sub("", page)


def test_the_last_line_before_a_note_runs_on_is_a_full_line(shop: Shop) -> None:
    body = f'<p id="p">Here{call(1, prose(6000, "n"))} and on.</p>'
    galley = typeset(shop.job(body, "aside.note p { text-indent: 1em; margin-top: 3pt }"))
    assert galley.notes[0].last_page > 1
    assert squeezed(prose(6000, "n")) in squeezed("".join(texts(galley))).replace("Here1andon.", "")


@pytest.mark.parametrize(
    ("where", "body"),
    [
        ("list", '<ul id="u"><li id="a">One{0}</li><li id="b"><p id="c">Two{1}</p></li></ul>'),
        (
            "table",
            '<table id="t"><thead><tr><th id="h">Head{0}</th></tr></thead>'
            '<tbody><tr><td id="d">Cell{1}</td></tr></tbody></table>',
        ),
        ("quotation", '<blockquote id="b"><p id="p">One{0}</p><p id="q">Two{1}</p></blockquote>'),
        ("heading", '<h1 id="h">Head{0}</h1><p id="p">Two{1}</p>'),
        (
            "caption",
            '<table id="t"><caption id="c">Caption{0}</caption>'
            '<tbody><tr><td id="d">x{1}</td></tr></tbody></table>',
        ),
        ("terms", '<dl id="l"><dt id="t">Term{0}</dt><dd id="d">Meaning{1}</dd></dl>'),
    ],
)
def test_notes_are_set_whole_wherever_they_are_called(shop: Shop, where: str, body: str) -> None:
    lengths = {1: 1500, 2: 2500}
    notes = [call(number, words(number, length)) for number, length in lengths.items()]
    filled = body.replace("{0}", notes[0]).replace("{1}", notes[1])
    galley = typeset(shop.job(f'<p id="p0">{prose(1100)}</p>{filled}<p id="p9">{prose(1500)}</p>'))
    assert order(galley) == expected(lengths), where
    assert "note-lost" not in codes(galley)
    assert all(placed.call_page == placed.note_page for placed in galley.notes), where


def test_several_notes_of_one_line_stand_in_order(shop: Shop) -> None:
    lengths = {1: 600, 2: 300, 3: 4000, 4: 80}
    calls = " ".join(f"w{call(n, words(n, length))}" for n, length in lengths.items())
    galley = typeset(shop.job(f'<p id="p">{calls} {prose(600)}</p>'))
    assert order(galley) == expected(lengths)


def test_blocks_emphasis_and_tables_inside_notes_stay_whole(shop: Shop) -> None:
    table = "<table id='nt'><tbody>{}</tbody></table>".format(
        "".join(f"<tr><td id='c{n}'>n1w{n}</td></tr>" for n in range(3, 9))
    )
    inside = f"<p id='a'>n1w0 <em>n1w1 <strong>n1w2</strong></em></p>{table}" + "".join(
        f"<p id='z{n}'>n1w{n} {prose(300)}</p>" for n in range(9, 24)
    )
    note = call(1, "first").replace("</aside>", inside + "</aside>")
    galley = typeset(shop.job(f'<p id="p">{prose(900)}{note}.</p>'))
    assert order(galley) == [(1, word) for word in range(24)]
    assert galley.notes[0].last_page > galley.notes[0].note_page
    assert "note-lost" not in codes(galley)


def test_a_note_called_inside_a_note_stands_behind_it(shop: Shop) -> None:
    inner = f"first{call(2, words(2, 900) + ' x' + call(3, words(3, 80)))} last"
    galley = typeset(shop.job(f'<p id="p">x{call(1, inner)} and {call(4, words(4, 90))}.</p>'))
    assert squeezed(texts(galley)[0]).startswith("x1and4.1.first2last2.n2w0n2w1")
    assert order(galley) == expected({2: 900, 3: 80, 4: 90})
    assert galley.findings == ()


def test_white_space_in_a_note_is_collapsed_as_in_any_text(shop: Shop) -> None:
    galley = typeset(shop.job(f'<p id="p">x{call(1, "one" + chr(10) + "     two")}</p>'))
    assert "1. one two" in texts(galley)[0]
    plain = shop.job(f'<p id="p">x{call(1, "one" + chr(10) + "     two")}</p>')
    plain = replace(plain, typography=Typography(split_notes=False))
    assert "1. one two" in texts(typeset(plain))[0]


def test_a_note_that_runs_on_is_one_note_to_a_reader(shop: Shop) -> None:
    galley = typeset(
        shop.job(f'<p id="p">{prose(1200)}{call(1, prose(8000, "n"))}</p><p id="q">Next</p>')
    )
    (note,) = nodes(galley.tags, "Note")
    assert dict(note.attributes) == {"id": "n1"}
    assert pages_of(note) == [1, 2, 3]
    assert [kid.role for kid in note.kids if hasattr(kid, "role")] == ["Lbl", "P"]


def test_without_splitting_notes_are_still_whole(shop: Shop) -> None:
    job = shop.job(f'<p id="p">{prose(900)}{call(1, words(1, 2500))} {prose(900)}</p>')
    galley = typeset(replace(job, typography=Typography(split_notes=False)))
    assert order(galley) == expected({1: 2500})


def test_a_note_that_begins_late_is_told_with_its_place(shop: Shop) -> None:
    body = f'<p id="p">x{call(1, words(1, 5000))} y{call(2, words(2, 200))} {prose(300)}</p>'
    job = shop.job(body, block_locations=(("p", "manuscript/book.md:12:3"),))
    galley = typeset(job)
    (late,) = [item for item in galley.findings if item.code == "note-late"]
    assert str(late.location) == "manuscript/book.md:12:3"
    assert "Note 2" in late.message


CHAPTERS = 1000 if os.environ.get("OCTAVO_NOTES") == "all" else 6
"""`make notes` sets them all; every other one has planned lines and even feet."""


NOTE_LINE = 11.0  # points
ONE_LINE = 90
"""So many characters of a note fill no second line."""

LEAST_GAP = 23.9
"""Points from the last baseline of the text to the first of the notes on a page that is full: the
depth of a line (3.2), the note area's margin and padding (8 and 4), the height of a note's line
above its baseline (8.7)."""


def room_for_notes(page: list[SeenLine]) -> float:
    """The height in points that stands empty between text and notes."""
    first = next(at for at, line in enumerate(page) if MARK.search(line.text))
    foot_of_text = min(line.baseline for line in page[:first])
    return foot_of_text - page[first].baseline - LEAST_GAP


@pytest.mark.parametrize("seed", range(CHAPTERS))
def test_notes_of_all_sizes_are_whole_and_begin_with_their_calls(shop: Shop, seed: int) -> None:
    chooser = random.Random(seed)
    lengths = {n: int(10 * 800 ** chooser.random()) for n in range(1, 21)}  # 10 to 8,000
    blocks, number = [], 1
    while number <= len(lengths):
        together = [n for n in range(number, number + chooser.choice((1, 1, 2, 4))) if n in lengths]
        noted = ", x".join(call(n, words(n, lengths[n])) for n in together)
        text, after = prose(chooser.choice((80, 500, 1100))), prose(chooser.choice((60, 700)))
        blocks.append(
            chooser.choice(
                (
                    f'<p id="p{number}">{text}{noted} {after}</p>',
                    f'<ul id="u{number}"><li id="p{number}">{text}{noted}</li></ul>',
                    f'<blockquote id="b{number}"><p id="p{number}">{text}{noted}</p></blockquote>',
                    f'<h2 id="p{number}">Head{noted}</h2><p id="q{number}">{after}</p>',
                    f'<table id="t{number}"><tbody><tr><td id="p{number}">{after}{noted}</td>'
                    f'<td id="q{number}">{after}</td></tr></tbody></table>',
                )
            )
        )
        number += len(together)
    planned = Typography(total_fit=True, even_feet=True) if seed % 2 else Typography()
    galley = typeset(replace(shop.job("".join(blocks)), typography=planned))
    assert order(galley) == expected(lengths)
    assert {"note-lost", "overflow", "off-page"}.isdisjoint(codes(galley))
    pages = seen_lines(galley)
    for at, placed in enumerate(galley.notes):
        if placed.note_page == placed.call_page:
            continue
        # Behind an earlier note that runs on no other can begin; else there was no room for it.
        waits = any(before.last_page > placed.call_page for before in galley.notes[:at])
        lines = 1 if lengths[at + 1] < ONE_LINE else 2
        assert waits or room_for_notes(pages[placed.call_page - 1]) < lines * NOTE_LINE
