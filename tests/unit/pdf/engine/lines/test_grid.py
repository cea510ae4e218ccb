"""Lines of text on the grid of their page, whatever stands between them."""

from __future__ import annotations

import pytest
from seen_lines import seen_lines
from set_lines import prose
from typeset_pages import Shop, call, codes, outline, squeezed, texts

from octavo.artifacts import Galley, Typography
from octavo.pdf.engine import desk, typeset
from octavo.pdf.engine.lines import grid

GRID = Typography(total_fit=True, even_feet=True, floats=True, grid=True)
LOOSE = Typography(total_fit=True, even_feet=True, floats=True)
LINE = 14.3
LEFT = 51.02

STYLE = """
@page { margin: 54.5pt 51pt 54.4pt } p + p { text-indent: 13.2pt } body { widows: 2; orphans: 2 }
h2 { font: 17pt/21pt "EB Garamond"; margin: 19pt 0 7pt } table { margin: 9pt 0; font-size: 9pt }
blockquote { margin: 7pt 20pt; padding: 3pt 0 } figure { margin: 5pt 0 } ul { margin: 4pt 0 }
pre { margin: 6pt 20pt; padding: 4pt; font-size: 9pt; line-height: 11pt }
.box { display: flow-root; border: 1pt solid; padding: 5pt 15pt } sup { vertical-align: baseline; position: relative; top: -3pt }
"""


def part(n: int) -> str:
    """Text between blocks that are no whole number of lines high."""
    blocks = [
        '<table id="t{n}"><tbody><tr><td>cell</td><td>another</td></tr></tbody></table>',
        '<blockquote id="q{n}"><p id="qp{n}">{words}</p></blockquote>',
        '<figure id="f{n}"><div style="height: 71pt"></div><figcaption id="fc{n}">A caption'
        "</figcaption></figure>",
        '<ul id="u{n}"><li id="l{n}">{words}</li><li id="m{n}">an item</li></ul>',
        '<pre id="c{n}">code\ncode</pre>',
        '<div class="box" id="b{n}"><p id="bp{n}">{words}</p></div>',
        '<h2 id="h{n}">Heading</h2>',
    ]
    block = blocks[n % len(blocks)].format(n=n, words=prose(25, n))
    notes = call(n, prose(20 + n, n)) if n % 3 == 0 else ""
    return f'<p id="p{n}">{prose(70, n)}{notes} {prose(20, n)}</p>{block}'


BODY = "".join(part(n) for n in range(60))


def off_grid(galley: Galley) -> list[str]:
    """The lines of text, of whatever page, that stand elsewhere than the first one's grid."""
    lines = [line for page in seen_lines(galley) for line in page]
    first = lines[0].baseline
    steps = {
        line.text: (line.baseline - first) / LINE
        for line in lines
        if abs(line.size - 11) < 0.5 and line.left < LEFT + 14 and line.text != "A caption"
    }
    return [text for text, down in steps.items() if abs(down - round(down)) > 0.02]


def test_every_line_of_text_stands_on_the_grid(shop: Shop) -> None:
    on, off = (typeset(shop.job(BODY, STYLE, typography=t)) for t in (GRID, LOOSE))
    assert len(off_grid(off)) > 100
    assert off_grid(on) == []
    assert codes(on) == codes(off)


def test_the_mark_of_a_list_stands_beside_its_item(shop: Shop) -> None:
    body = (
        f'<p id="p">{prose(30, 1)}</p><ul id="u" style="margin: 5pt 0"><li id="i">{prose(30, 2)}</li>'
        f'<li id="j"><p id="k">{prose(30, 3)}</p></li></ul><p id="q">{prose(30, 4)}</p>'
    )
    lines = seen_lines(typeset(shop.job(body, STYLE, typography=GRID)))[0]
    marks = [line.baseline for line in lines if line.text == "•"]
    text = [line.baseline for line in lines if line.text != "•"]
    assert len(marks) == 2
    assert all(min(abs(mark - at) for at in text) < 0.01 for mark in marks)


def test_nothing_that_is_read_changes(shop: Shop) -> None:
    on, off = (typeset(shop.job(BODY, STYLE, typography=t)) for t in (GRID, LOOSE))
    assert squeezed(outline(on)) == squeezed(outline(off))


def test_a_page_that_is_on_the_grid_anyway_stays_as_it_is(shop: Shop) -> None:
    body = "".join(f'<p id="p{n}">{prose(60, n)}</p>' for n in range(40))
    on, off = (typeset(shop.job(body, typography=t)) for t in (GRID, LOOSE))
    assert on.pdf == off.pdf


def test_a_heading_in_half_lines_of_white_is_left_there(shop: Shop) -> None:
    body = f'<p id="p">{prose(30, 1)}</p><h2 id="h">Heading</h2><p id="q">{prose(30, 2)}</p>'
    style = 'h2 { font: 11pt/14.3pt "EB Garamond"; margin: 14.3pt 0 0; padding: 7.15pt 0 }'
    on, off = (typeset(shop.job(body, style, typography=t)) for t in (GRID, LOOSE))
    assert on.pdf == off.pdf


def test_where_the_grid_cannot_be_kept_it_is_told(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise AttributeError("a private name that is no more")

    body = f'<p id="p">{prose(90, 1)}</p><p id="q">{prose(9, 2)}</p>'
    loose = typeset(shop.job(body, typography=LOOSE))
    monkeypatch.setattr(desk, "_known", {})
    monkeypatch.setattr(grid, "_push", gone)
    galley = typeset(shop.job(body, typography=GRID))
    assert codes(galley) == ["grid-open"]
    assert texts(galley) == texts(loose)
