"""Pages filled to the foot, by paragraphs that run a line longer or shorter."""

from __future__ import annotations

from itertools import pairwise

import pytest
from seen_lines import seen_lines
from set_lines import FEET, FIT, paragraphs, prose
from typeset_pages import Shop, call, codes, outline, squeezed

from octavo.artifacts import Galley
from octavo.pdf.engine import typeset

STYLE = """
@page { size: 148mm 210mm; margin: 54.5pt 51pt 54.5pt } body { widows: 2; orphans: 2 }
p + p { text-indent: 13.2pt } h2 { font: inherit; margin: 14.3pt 0 }
"""
LINE = 14.3


def feet(galley: Galley) -> list[int]:
    """By how many lines each page is short, the last page left out."""
    feet = [page[-1].baseline for page in seen_lines(galley)]
    return [round((foot - min(feet)) / LINE) for foot in feet[:-1]]


@pytest.mark.parametrize("seed", [11, 12, 13])
def test_pages_that_were_short_are_full(shop: Shop, seed: int) -> None:
    body = paragraphs(120, seed)
    ragged, even = (typeset(shop.job(body, STYLE, typography=t)) for t in (FIT, FEET))
    assert len(feet(ragged)) > 8
    assert sum(feet(ragged)) > 0
    assert sum(feet(even)) == 0
    assert squeezed(outline(even)) == squeezed(outline(ragged))


def test_no_single_lines_are_left_at_head_or_foot(shop: Shop) -> None:
    body = "".join(f'<p id="p{n}">{prose(40 + n % 7 * 13, n)}</p>' for n in range(90))
    pages = seen_lines(typeset(shop.job(body, STYLE, typography=FEET)))
    left = min(line.left for page in pages for line in page) + 4
    for page, following in pairwise(pages):
        starts = [line.left > left for line in (*page[-2:], *following[:2])]
        # A first line at the foot, or a last line at the head, would have a start right behind it.
        assert not (starts[1] and not starts[2])
        assert not (not starts[2] and starts[3])


def test_headings_keep_their_text_and_their_white(shop: Shop) -> None:
    parts = [paragraphs(6, seed).replace('id="', f'id="s{seed}') for seed in range(20, 32)]
    body = "".join(f'<h2 id="h{n}">Heading {n}</h2>{part}' for n, part in enumerate(parts))
    ragged, even = (typeset(shop.job(body, STYLE, typography=t)) for t in (FIT, FEET))
    assert sum(feet(even)) <= sum(feet(ragged))
    for page in seen_lines(even):
        assert not page[-1].text.startswith("Heading")
    baselines = [line.baseline / LINE for page in seen_lines(even) for line in page]
    assert all(abs(at - baselines[0] - round(at - baselines[0])) < 0.03 for at in baselines)


def test_pages_with_notes_keep_their_lines(shop: Shop) -> None:
    body = "".join(
        f'<p id="p{n}">{prose(60 + n % 5 * 11, n)}{call(n, prose(30, n)) if n % 4 == 0 else ""}</p>'
        for n in range(60)
    )
    ragged, even = (typeset(shop.job(body, STYLE, typography=t)) for t in (FIT, FEET))
    assert codes(even) == []
    assert squeezed(outline(even)) == squeezed(outline(ragged))
    assert [(n.note_id, n.call_page) for n in even.notes] == [
        (n.note_id, n.call_page) for n in ragged.notes
    ]


@pytest.mark.parametrize("seed", [20, 31, 81, 110, 390])
def test_a_last_page_with_next_to_no_text_gets_more_or_is_saved(shop: Shop, seed: int) -> None:
    body = (
        f'<p id="a">{prose(300, seed)}{call(1, prose(25, 1))}</p>'
        f'<p id="b">{prose(100 + seed % 9, seed + 50)}</p>'
    )
    ragged, even = (typeset(shop.job(body, STYLE, typography=t)) for t in (FIT, FEET))
    ends = [sum(line.size > 10 for line in seen_lines(g)[-1]) for g in (ragged, even)]
    assert ends[0] == 2
    assert ends[1] > 2
    assert squeezed(outline(even)) == squeezed(outline(ragged))
    assert codes(even) == []


def test_a_division_of_one_page_is_left_alone(shop: Shop) -> None:
    body = paragraphs(5, seed=1)
    ragged, even = (typeset(shop.job(body, STYLE, typography=t)) for t in (FIT, FEET))
    assert even == ragged
