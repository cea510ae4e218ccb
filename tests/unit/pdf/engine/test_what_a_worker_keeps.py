"""From job to job a worker keeps faces and style sheets, never boxes; what it is told it believes."""

from __future__ import annotations

import gc
import io
from dataclasses import replace

import pikepdf
import pytest
from typeset_pages import Shop, call, codes, prose, texts

from octavo.artifacts import Fitness, Galley, Typography
from octavo.pdf.engine import typeset


def programs(galley: Galley) -> list[int]:
    """The sizes of the font programs in a galley."""
    with pikepdf.open(io.BytesIO(galley.pdf)) as pdf:
        descriptors = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        return [
            len(each.FontFile2.read_bytes())
            for each in descriptors
            if each.get("/Type") == pikepdf.Name.FontDescriptor
        ]


def test_what_divisions_leave_does_not_pile_up(shop: Shop) -> None:
    """Boxes, styles and the parts of a PDF hold each other, so that only a search frees them."""
    fit = Typography(total_fit=True, even_feet=True)
    held = []
    for number in range(6):
        body = "".join(
            f'<p id="p{n}">{prose(700)} <em>{n}</em>{call(n, prose(150))}</p>' for n in range(30)
        )
        job = shop.job(f'<h1 id="h">Chapter {number}</h1>{body}')
        typeset(replace(job, typography=fit))
        held.append(len(gc.get_objects()))
    assert max(held[1:]) < 1.1 * held[0]


def test_a_galley_that_is_joined_has_texts_and_widths_but_no_font_program(shop: Shop) -> None:
    job = shop.job(f'<p id="p">A plain <em>and</em> simple line{call(1, "with a note")}.</p>')
    whole, joined = typeset(job), typeset(replace(job, embeds_fonts=False))
    assert min(programs(whole)) > 1000
    assert programs(joined) == [4] * len(programs(whole))
    assert texts(joined) == texts(whole)
    assert joined.fonts == whole.fonts
    assert joined.anchors == whole.anchors


def test_a_verdict_that_is_handed_to_a_worker_is_believed(shop: Shop) -> None:
    job = shop.job('<p id="p">Text</p>')
    assert typeset(job).fitness == Fitness()
    told = typeset(replace(job, fitness=Fitness(lines=False, grid=False)))
    assert codes(told) == ["lines-greedy", "grid-open"]


@pytest.mark.parametrize("fitness", [None, Fitness()])
def test_a_verdict_changes_no_page(shop: Shop, fitness: Fitness | None) -> None:
    job = shop.job(f'<p id="p">{prose(2000)}{call(1, prose(3000))}</p>')
    assert typeset(replace(job, fitness=fitness)).pdf == typeset(job).pdf
