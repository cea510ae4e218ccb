"""Where pages begin in the text: the next characters of the source are the first of the page."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from typeset_pages import Shop, call, codes, prose, texts

from octavo.artifacts import Galley, TypesetJob
from octavo.pdf.engine import typeset

X = "{http://www.w3.org/1999/xhtml}"


def rest(job: TypesetJob, block: str, offset: int) -> str:
    """The text of a block, notes left out, from the character that a page start names."""
    root = ElementTree.fromstring(job.document.xhtml)
    (element,) = [e for e in root.iter() if e.get("id") == block]
    characters = list(_text(element))
    met = 0
    for at, character in enumerate(characters):
        if met == offset and not character.isspace():
            return " ".join("".join(characters[at:]).split())
        met += not character.isspace()
    return ""


def _text(element: ElementTree.Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag != f"{X}aside":
            parts.append(_text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def check(shop: Shop, job: TypesetJob) -> Galley:
    galley = typeset(job)
    assert "page-start-unsure" not in codes(galley)
    printed = dict(enumerate(texts(galley), 1))
    for start in galley.page_starts:
        wanted = re.sub(r"\W", "", rest(job, start.block_id, start.offset))[:30]
        assert wanted
        assert re.sub(r"\W", "", printed[start.page]).casefold().startswith(wanted.casefold())
    return galley


def test_pages_begin_where_their_first_words_stand_in_the_source(shop: Shop) -> None:
    body = "".join(f'<p id="p{n}">{prose(700, f"p{n}-")}</p>' for n in range(12))
    galley = check(shop, shop.job(body))
    assert [start.page for start in galley.page_starts] == list(range(1, galley.page_count + 1))
    assert any(start.offset for start in galley.page_starts)


def test_notes_do_not_count(shop: Shop) -> None:
    body = "".join(
        f'<p id="p{n}">{prose(300, "a")}{call(n, prose(600, "note"))} {prose(400, "b")}</p>'
        for n in range(1, 9)
    )
    check(shop, shop.job(body))


def test_a_page_with_nothing_but_the_end_of_a_note_has_no_start(shop: Shop) -> None:
    galley = typeset(shop.job(f'<p id="p">Here{call(1, prose(6000))}</p>'))
    assert galley.page_count > 1
    assert [start.page for start in galley.page_starts] == [1]


@pytest.mark.parametrize("transform", ["uppercase", "capitalize", "lowercase"])
def test_letters_may_be_changed_by_the_style(shop: Shop, transform: str) -> None:
    text = "Große Straße, ﬁne ŉ words and Ελλάδα " + prose(200)
    body = "".join(f'<p id="p{n}">{text}</p>' for n in range(14))
    check(shop, shop.job(body, f"p {{ text-transform: {transform} }}"))


def test_soft_hyphens_and_joiners_in_the_source_are_counted(shop: Shop) -> None:
    text = prose(160).replace("written", "writ\u00adten").replace("leaf", "le\u200baf")
    body = "".join(f'<p id="p{n}">{text}</p>' for n in range(30))
    check(shop, shop.job(body))


def test_items_cells_and_code_are_followed_too(shop: Shop) -> None:
    items = "".join(f'<li id="l{n}">{prose(150, f"l{n}-")}</li>' for n in range(12))
    rows = "".join(
        f'<tr><td id="a{n}">{prose(400, f"c{n}-")}</td><td id="b{n}">x</td></tr>' for n in range(12)
    )
    lines = "\n".join(f"line {n} of the code" for n in range(60))
    body = (
        f'<ul id="u">{items}</ul><table id="t"><thead><tr><th id="h">Head</th><th id="k">Two</th>'
        f'</tr></thead><tbody>{rows}</tbody></table><pre id="code"><code>{lines}</code></pre>'
    )
    job = shop.job(body, "li::marker { content: '' } thead { display: table-row-group }")
    galley = check(shop, job)
    assert {start.block_id[0] for start in galley.page_starts} >= {"l", "a", "c"}


def test_repeated_heads_of_tables_are_no_start(shop: Shop) -> None:
    rows = "".join(f'<tr><td id="a{n}">{prose(300)}</td></tr>' for n in range(12))
    galley = typeset(
        shop.job(
            '<table id="t"><thead><tr><th id="h">Head</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
    )
    first, *others = galley.page_starts
    assert first.block_id == "h"
    assert others
    assert all(start.block_id.startswith("a") for start in others)


def test_a_first_letter_of_its_own_style_is_counted(shop: Shop) -> None:
    body = f'<p id="p">{prose(3500)}</p>'
    check(shop, shop.job(body, "p::first-letter { font-size: 30pt; float: left }"))


def test_a_picture_at_the_top_of_a_page_is_its_start(shop: Shop) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect/></svg>'
    body = f'<p id="p">One</p><figure id="f" style="break-before: page">{svg}</figure>'
    galley = typeset(shop.job(body))
    assert [(s.page, s.block_id, s.offset) for s in galley.page_starts] == [
        (1, "p", 0),
        (2, "f", 0),
    ]
