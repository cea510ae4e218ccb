"""Figures that leave no holes: where they stand, in what order, and how they are read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from typeset_pages import Shop, call, codes, nodes, outline, pages_of, picture, prose, texts

from octavo.artifacts import Galley, Picture, TypesetJob, Typography
from octavo.pdf.engine import typeset

LINE = 14.3
ROOM = 170 / 25.4 * 72
"""Height of the text area of the tests' pages, in points: 33 lines."""

FLOATS = Typography(floats=True)


def figure(number: int, height: int = 200) -> str:
    return (
        f'<figure class="figure" id="fig{number}"><img src="map.png" alt="Map {number}"'
        f' style="height: {height}pt; width: 100pt"/><figcaption id="cap{number}">'
        f'<span class="label">Figure {number}</span> The map called {number}.</figcaption></figure>'
    )


def table(number: int, rows: int) -> str:
    body = "".join(
        f'<tr><td id="t{number}-{row}">row {row} of {number}</td></tr>' for row in range(rows)
    )
    return (
        f'<table id="tbl{number}"><caption id="tcap{number}">Table {number} is here.</caption>'
        f"<tbody>{body}</tbody></table>"
    )


def paragraph(number: int, length: int = 600) -> str:
    return f'<p id="p{number}">{prose(length, f"p{number}-")}</p>'


@pytest.fixture
def pictures(tmp_path: Path) -> tuple[Picture, ...]:
    return (picture(tmp_path, "map.png", 400, 800),)


def set_with(
    shop: Shop, body: str, pictures: tuple[Picture, ...], style: str = "", **settings: object
) -> Galley:
    settings.setdefault("typography", FLOATS)
    return typeset(shop.job(body, style, pictures, **settings))


def holes(galley: Galley) -> list[float]:
    """The highest white band of each page in lines, down to the foot of its text area."""
    edge = (3 + 20) / 25.4 * 72
    found = []
    for page in pypdfium2.PdfDocument(galley.pdf):
        drawn = sorted(item.get_bounds()[1::2] for item in page.get_objects())
        white, reached = 0.0, edge
        for low, top in drawn:
            white = max(white, low - reached)
            reached = max(reached, top)
        found.append(white / LINE)
    return found


def where(galley: Galley) -> dict[str, tuple[int, float]]:
    """The page of each id, and how far down it stands."""
    return {anchor.id: (anchor.page, -anchor.y) for anchor in galley.anchors}


def test_text_fills_the_page_that_a_figure_does_not_fit(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = "".join(paragraph(n) for n in range(2)) + figure(1, 250)
    body += "".join(paragraph(n) for n in range(2, 8))
    left = typeset(shop.job(body, "", pictures))
    moved = set_with(shop, body, pictures)
    assert max(holes(left)[:-1]) > 8
    assert max(holes(moved)[:-1]) < 2.5
    assert moved.page_count <= left.page_count
    places = where(moved)
    assert places["fig1"][0] == 2
    assert places["fig1"] < places["p4"]  # at the head of the page, above the text that runs on
    assert places["p2"][0] == 1


def test_no_word_is_lost_and_the_text_runs_on_below_a_figure(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    numbers = range(20)
    body = "".join(paragraph(n) + (figure(n, 210) if n % 4 == 2 else "") for n in numbers)
    moved = set_with(shop, body, pictures)
    flowing = re.sub(r"Figure \d+ The map called \d+\. ?", "", " ".join(texts(moved)))
    written = " ".join(prose(600, f"p{n}-") for n in numbers)
    assert re.sub(r"\W", "", flowing) == re.sub(r"\W", "", written)
    assert not moved.findings


def test_a_moved_figure_is_read_where_it_is_written(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = "".join(paragraph(n) for n in range(2)) + figure(1, 250)
    body += '<section id="s"><h2 id="h">Later</h2>' + paragraph(2) + paragraph(3) + "</section>"
    written = outline(typeset(shop.job(body, "", pictures)))
    moved = set_with(shop, body, pictures)
    (shown,) = nodes(moved.tags, "Figure")
    assert pages_of(shown) == [2]
    assert outline(moved) == written


def test_figures_that_stand_at_the_head_of_one_page_are_read_each_in_its_place(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = "".join(paragraph(n) for n in range(4)) + figure(1, 180) + paragraph(4, 200)
    body += table(1, 8) + paragraph(5, 200) + figure(2, 100) + paragraph(6) + paragraph(7, 2000)
    assert outline(set_with(shop, body, pictures)) == outline(typeset(shop.job(body, "", pictures)))


def test_figures_keep_their_order_and_tables_theirs(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = "".join(
        paragraph(n, 500) + (figure(n, 150 + 40 * (n % 4)) if n % 2 else table(n, 6 + n % 5))
        for n in range(1, 24)
    )
    moved = set_with(shop, body, pictures)
    places = where(moved)
    for kind, numbers in (("fig", range(1, 24, 2)), ("tbl", range(2, 24, 2))):
        stands = [places[f"{kind}{n}"] for n in numbers]
        assert stands == sorted(stands)
    assert max(holes(moved)[:-1]) < 3.5


def test_a_figure_never_stands_before_its_place_when_text_follows_it(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = "".join(paragraph(n) + (figure(n, 230) if n % 3 == 1 else "") for n in range(15))
    moved = set_with(shop, body, pictures)
    places = where(moved)
    for n in range(1, 15, 3):
        assert 0 <= places[f"fig{n}"][0] - places[f"p{n}"][0] <= 2


def test_two_figures_behind_the_last_line_have_the_last_pages(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = paragraph(0) + figure(1, 430) + figure(2, 430)
    moved = set_with(shop, body, pictures)
    assert moved.page_count == 3
    assert [i for i, page in enumerate(texts(moved)) if "Figure" in page] == [1, 2]
    assert [start.page for start in moved.page_starts] == [1]


def test_the_last_figure_goes_up_to_the_page_that_speaks_of_it(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    mention = '<p id="m">See <a href="#fig1">Figure 1</a> and <a href="#tbl1">Table 1</a>.</p>'
    body = paragraph(0, 2600) + mention + paragraph(1, 900) + table(1, 12) + figure(1, 350)
    left = typeset(shop.job(body, "", pictures))
    moved = set_with(shop, body, pictures)
    assert max(holes(left)[:-1]) > 4
    assert max(holes(moved)[:-1]) < 1.5
    named, *shown = (where(moved)[name][0] for name in ("m", "fig1", "tbl1"))
    assert all(page >= named or page // 2 == named // 2 for page in shown)
    assert outline(moved) == outline(left)


def test_a_page_begins_with_its_text_not_with_what_moved_to_its_head(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = "".join(paragraph(n) for n in range(2)) + figure(1, 250)
    body += "".join(paragraph(n) for n in range(2, 8))
    moved = set_with(shop, body, pictures)
    assert [start.page for start in moved.page_starts] == list(range(1, moved.page_count + 1))
    places = [(int(start.block_id.removeprefix("p")), start.offset) for start in moved.page_starts]
    assert places == sorted(places)
    assert all(start.block_id.startswith("p") for start in moved.page_starts)


@pytest.mark.parametrize(
    "block",
    [
        '<figure id="plain"><img src="map.png" alt="x" style="height: 250pt"/></figure>',
        f'<figure id="noted"><img src="map.png" alt="x" style="height: 250pt"/><figcaption id="c">'
        f"Told{call(1, 'by a note')}.</figcaption></figure>",
        f'<blockquote id="q">{figure(1, 250)}</blockquote>',
    ],
    ids=["without a caption", "with a note", "in a quotation"],
)
def test_what_belongs_to_its_place_stays_there(
    shop: Shop, pictures: tuple[Picture, ...], block: str
) -> None:
    body = "".join(paragraph(n) for n in range(4)) + block
    body += "".join(paragraph(n) for n in range(4, 8))
    assert typeset(shop.job(body, "", pictures)).pdf == set_with(shop, body, pictures).pdf


def test_a_table_that_fits_a_page_is_kept_whole_and_a_longer_one_breaks(shop: Shop) -> None:
    before = "".join(paragraph(n) for n in range(2))
    after = "".join(paragraph(n) for n in range(4, 8))
    whole = set_with(shop, before + table(1, 20) + after, ())
    (shown,) = nodes(whole.tags, "Table")
    assert pages_of(shown) == [2]
    assert max(holes(whole)[:-1]) < 2.5
    long = set_with(shop, before + table(1, 50) + after, ())
    (shown,) = nodes(long.tags, "Table")
    assert pages_of(shown)[0] == 1
    assert max(holes(long)[:-1]) < 2.5


def test_notes_stay_whole_and_on_their_pages_around_moved_figures(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = ""
    for n in range(1, 30):
        noted = f"{prose(300, 'a')}{call(n, prose(40 + 97 * (n % 7), f'n{n}-'))} {prose(200, 'b')}"
        body += f'<p id="p{n}">{noted}</p>' + (figure(n, 200) if n % 4 == 0 else "")
    moved = set_with(shop, body, pictures)
    assert "note-lost" not in codes(moved)
    assert [note.note_id for note in moved.notes] == [f"n{n}" for n in range(1, 30)]
    assert all(note.note_page == note.call_page for note in moved.notes)


def test_a_wide_note_gives_way_to_the_lines_that_must_stay_together(shop: Shop) -> None:
    """Two lines that may not part, a note on the first that fills the page: no hole."""
    start = prose(1950, "a")
    body = f'<p id="p1">{start}</p><p id="p2">Short{call(1, prose(900, "n"))} {prose(100, "b")}</p>'
    body += paragraph(3, 2000)
    for shift in range(0, 400, 50):
        galley = typeset(shop.job(body.replace(start, prose(1950 + shift, "a"))))
        assert max(holes(galley)[:-1]) < 4
        assert "note-lost" not in codes(galley)


def test_draft_typography_leaves_figures_in_place(
    shop: Shop, pictures: tuple[Picture, ...]
) -> None:
    body = "".join(paragraph(n) for n in range(2)) + figure(1, 250) + paragraph(5)
    draft = set_with(shop, body, pictures, typography=Typography())
    assert max(holes(draft)[:-1]) > 8


def test_the_same_job_gives_the_same_bytes(shop: Shop, pictures: tuple[Picture, ...]) -> None:
    body = "".join(paragraph(n, 500) + figure(n, 170) for n in range(1, 9))
    job: TypesetJob = shop.job(body, "", pictures, typography=FLOATS)
    assert typeset(job) == typeset(replace(job))
