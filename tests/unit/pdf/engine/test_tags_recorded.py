"""The record of tags: what a blind reader hears, in which order and language."""

from __future__ import annotations

import io
from pathlib import Path
from textwrap import dedent

import pikepdf
import pytest
from PIL import Image
from typeset_pages import Reading, Shop, call, nodes, outline, pages_of, picture, prose, squeezed

from octavo.artifacts import CROSS_SCHEME, Galley, TagAnnotation, TagNode
from octavo.pdf.engine import typeset


def lines(text: str) -> str:
    return dedent(text).strip()


def test_headings_emphasis_and_notes_are_read_in_order(shop: Shop) -> None:
    body = (
        f'<header><h1 id="h">Title{call(1, "About it.")}</h1></header>'
        f'<p id="p">Some <em>stressed <strong>words</strong></em>{call(2, "More.")} here.</p>'
    )
    assert outline(typeset(shop.job(body))) == lines(
        """
        Document lang=en
          Sect
            H1
              'Title'
              Reference
                Link contents=Note 1
                  '1'
            Note id=n1
              Lbl
                Link contents=Back to note call 1
                  '1.'
              P
                'About it.'
            P
              'Some'
              Em
                'stressed'
                Strong
                  'words'
              Reference
                Link contents=Note 2
                  '2'
              'here.'
            Note id=n2
              Lbl
                Link contents=Back to note call 2
                  '2.'
              P
                'More.'
        """
    )


def test_list_items_have_a_label_and_one_body(shop: Shop) -> None:
    body = (
        '<ul id="u" style="list-style-type: square"><li id="a"><p id="b">One</p><p id="c">more</p>'
        '<ol id="o" type="i"><li id="d">deep</li></ol></li></ul>'
    )
    assert outline(typeset(shop.job(body))).replace("▪", "•") == lines(
        """
        Document lang=en
          Sect
            L numbering=Square
              LI
                Lbl
                  '•'
                LBody
                  P
                    'One'
                  P
                    'more'
                  L numbering=LowerRoman
                    LI
                      Lbl
                        'i.'
                      LBody
                        'deep'
        """
    )


def test_a_note_called_in_a_tight_item_is_read_before_the_list_inside(shop: Shop) -> None:
    body = f'<ul id="u"><li id="a">One{call(1, "N")} end<ul id="v"><li id="b">x</li></ul></li></ul>'
    galley = typeset(shop.job(body))
    (item,) = [node for node in nodes(galley.tags, "LI") if len(nodes(node, "LI")) > 1]
    roles = [kid.role for kid in item.kids[1].kids if isinstance(kid, TagNode)]
    assert roles == ["Reference", "Note", "L"]


def test_notes_of_one_paragraph_are_read_in_the_order_of_their_calls(shop: Shop) -> None:
    body = f'<p id="p"><em>a{call(1, "One.")}</em> b{call(2, "Two.")} <em>c{call(3, "3.")}</em></p>'
    notes = nodes(typeset(shop.job(body)).tags, "Note")
    assert [dict(note.attributes)["id"] for note in notes] == ["n1", "n2", "n3"]


def test_terms_and_definitions_share_an_item(shop: Shop) -> None:
    body = (
        '<dl id="l"><dt id="a">A</dt><dt id="b">B</dt><dd id="c">one</dd><dd id="d">two</dd>'
        '<dt id="e">C</dt><dd id="f">three</dd></dl>'
    )
    galley = typeset(shop.job(body))
    items = [[kid.role for kid in item.kids] for item in nodes(galley.tags, "LI")]
    assert items == [["Lbl", "Lbl", "LBody", "LBody"], ["Lbl", "LBody"]]


def test_a_note_of_a_tables_caption_is_read_before_those_of_its_cells(shop: Shop) -> None:
    body = (
        f'<table id="t"><caption id="c">Caption{call(1, "Of the caption.")}</caption>'
        f'<tbody><tr><td id="d">A cell{call(2, "Of the cell.")}</td></tr></tbody></table>'
    )
    galley = typeset(shop.job(body))
    (table,) = nodes(galley.tags, "Table")
    assert [Reading(galley).text(note) for note in nodes(table, "Note")] == [
        "1. Of the caption.",
        "2. Of the cell.",
    ]


def test_table_cells_say_what_they_head_and_span(shop: Shop) -> None:
    body = (
        '<table id="t"><caption id="c">Caption</caption><thead><tr><th id="a" scope="col">A</th>'
        '<th id="b">B</th></tr></thead><tfoot><tr><td id="f" colspan="2">Foot</td></tr></tfoot>'
        '<tbody><tr><th id="d">Row</th><td id="e" headers="a b"/></tr></tbody></table>'
    )
    galley = typeset(shop.job(body))
    (table,) = nodes(galley.tags, "Table")
    assert [kid.role for kid in table.kids] == ["Caption", "THead", "TBody", "TFoot"]
    scopes = [dict(node.attributes) for node in nodes(table, "TH")]
    assert [attributes["scope"] for attributes in scopes] == ["Column", "Column", "Row"]
    assert [attributes.get("id") for attributes in scopes] == ["a", "b", None]
    cells = {Reading(galley).text(node): dict(node.attributes) for node in nodes(table, "TD")}
    assert cells == {"": {"headers": "a b"}, "Foot": {"colspan": "2"}}


def test_a_table_over_two_pages_is_one_table_whose_head_is_read_once(shop: Shop) -> None:
    rows = "".join(
        f'<tr><td id="a{n}">row {n}</td><td id="b{n}">{prose(200)}</td></tr>' for n in range(20)
    )
    body = (
        '<table id="t"><thead><tr><th id="h" style="hyphens: none">Number</th><th id="g">Text</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )
    galley = typeset(shop.job(body))
    (table,) = nodes(galley.tags, "Table")
    assert pages_of(table) == list(range(1, galley.page_count + 1))
    text = Reading(galley).text(table)
    assert text.count("Number") == 1
    assert len(nodes(table, "TR")) == 21
    assert [text.count(f"row {n}") > 0 for n in range(20)] == [True] * 20


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    Image.new("RGBA", (40, 20), (255, 0, 0, 100)).save(tmp_path / "alpha.png")
    (tmp_path / "map.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
        '<rect width="40" height="20"/><text y="10">Words</text></svg>'
    )
    return tmp_path


def test_a_figure_is_its_picture_with_its_caption_inside(shop: Shop, pictures: Path) -> None:
    shown = (
        picture(pictures, "alpha.png", 400, 200),
        picture(pictures, "map.svg", 40, 20, "drawing"),
    )
    body = (
        '<figure id="f"><img src="alpha.png" alt="A map" style="width: 60mm"/><figcaption id="c">'
        '<span class="label">Figure 1</span> Caption</figcaption></figure>'
        '<p id="p">In line <img src="map.svg" alt="A sign"/>'
        ' and <img class="formula" src="map.svg" alt="x squared"/></p>'
    )
    galley = typeset(shop.job(body, pictures=shown))
    figure, sign = nodes(galley.tags, "Figure")
    (formula,) = nodes(galley.tags, "Formula")
    attributes = dict(figure.attributes)
    assert attributes["alt"] == "A map"
    assert attributes["placement"] == "Block"
    x0, y0, x1, y1 = map(float, attributes["bbox"].split())
    assert (x1 - x0, y1 - y0) == pytest.approx((60 * 72 / 25.4, 30 * 72 / 25.4), abs=0.01)
    assert x0 == pytest.approx(18 * 72 / 25.4, abs=0.01)
    assert 72 < y0 < y1 < 210 * 72 / 25.4
    assert Reading(galley).text(nodes(figure, "Caption")[0]) == "Figure 1 Caption"
    assert dict(sign.attributes)["placement"] == "Inline"
    assert dict(formula.attributes)["alt"] == "x squared"


def test_a_picture_that_says_nothing_is_no_part_of_the_structure(
    shop: Shop, pictures: Path
) -> None:
    shown = (picture(pictures, "alpha.png", 40, 20),)
    galley = typeset(shop.job('<p id="p">Word <img src="alpha.png" alt=""/></p>', pictures=shown))
    assert nodes(galley.tags, "Figure") == []
    assert b"/Artifact <</Type /Layout>> BDC" in _content(galley).replace(b"\n", b" ")


def test_figures_with_tables_or_several_pictures_keep_each_apart(
    shop: Shop, pictures: Path
) -> None:
    shown = (picture(pictures, "alpha.png", 40, 20),)
    img = '<img src="alpha.png" alt="{}"/>'
    body = (
        f'<figure id="f"><p id="a">{img.format("One")}{img.format("Two")}</p>'
        '<figcaption id="c">Both</figcaption></figure>'
        '<figure id="g"><figcaption id="d">Numbers</figcaption><table id="t"><tbody><tr>'
        '<td id="e">1</td></tr></tbody></table></figure>'
    )
    galley = typeset(shop.job(body, pictures=shown))
    pair, numbers = nodes(galley.tags, "Div")
    assert [dict(node.attributes)["alt"] for node in nodes(pair, "Figure")] == ["One", "Two"]
    assert [kid.role for kid in pair.kids if isinstance(kid, TagNode)] == ["P", "Caption"]
    (table,) = numbers.kids
    assert isinstance(table, TagNode)
    assert [kid.role for kid in table.kids] == ["Caption", "TBody"]


def test_languages_are_said_where_they_change(shop: Shop) -> None:
    body = (
        '<p id="p">English <em lang="de">deutsch</em> <span lang="fr">français</span>'
        ' <span lang="en">same</span></p><blockquote id="b" lang="la"><p id="q">Latina</p>'
        "</blockquote>"
    )
    assert outline(typeset(shop.job(body))) == lines(
        """
        Document lang=en
          Sect
            P
              'English'
              Em lang=de
                'deutsch'
              Span lang=fr
                'français'
              'same'
            BlockQuote lang=la
              P
                'Latina'
        """
    )


def test_a_word_from_right_to_left_is_read_as_written(shop: Shop) -> None:
    """Glyphs are drawn from the left: the letters in their order are said beside them."""
    body = '<p id="p">A <span lang="ar" dir="rtl">دجلة (2)</span> word</p>'
    galley = typeset(shop.job(body))
    outer, inner = nodes(galley.tags, "Span")
    assert dict(outer.attributes) == {"lang": "ar"}
    assert dict(inner.attributes) == {"actual": "دجلة (2)"}
    (paragraph,) = nodes(galley.tags, "P")
    assert Reading(galley).text(paragraph).startswith("A ")


def test_a_link_over_a_line_end_is_one_link_with_an_area_on_each_line(shop: Shop) -> None:
    body = f'<p id="p">{prose(60)} <a href="https://example.org/">{prose(90, "x")}</a></p>'
    galley = typeset(shop.job(body))
    (link,) = nodes(galley.tags, "Link")
    areas = [kid for kid in link.kids if isinstance(kid, TagAnnotation)]
    assert len(areas) > 1
    assert dict(link.attributes)["contents"].endswith("(https://example.org/)")
    pdf = _open(galley)
    assert [area.index for area in areas] == list(range(len(pdf.pages[0].Annots)))


def test_links_inside_the_book_are_references(shop: Shop) -> None:
    body = (
        f'<p id="p">See <a class="xref" href="{CROSS_SCHEME}fig-é">Figure <em>3</em></a>'
        ' and <a href="#p">here</a></p>'
    )
    galley = typeset(shop.job(body))
    contents = [dict(link.attributes)["contents"] for link in nodes(galley.tags, "Link")]
    assert contents == ["Figure 3", "here"]
    assert len(nodes(galley.tags, "Reference")) == 2
    pdf = _open(galley)
    assert len(pdf.pages[0].Annots) == 2


def test_a_link_that_leads_nowhere_is_told_and_read_as_text(shop: Shop) -> None:
    galley = typeset(shop.job('<p id="p">See <a href="#nowhere">this</a></p>'))
    assert [item.code for item in galley.findings] == ["page-link-broken"]
    assert nodes(galley.tags, "Link") == []
    assert squeezed(Reading(galley).text(galley.tags)) == "Seethis"


def test_the_contents_are_a_table_of_contents(shop: Shop) -> None:
    style = "nav a::after { content: leader('.') } ol { list-style: none }"
    body = (
        '<nav role="doc-toc" id="toc"><ol><li id="a"><a href="octavo:ch1">One '
        '<span data-folio="ch1">7</span></a><ol><li id="b"><a href="octavo:s1">Deep</a></li></ol>'
        "</li></ol></nav>"
    )
    assert outline(typeset(shop.job(body, style))) == lines(
        """
        Document lang=en
          Sect
            Sect
              TOC
                TOCI
                  Reference
                    Link contents=One 7
                      'One 7'
                  TOC
                    TOCI
                      Reference
                        Link contents=Deep
                          'Deep'
        """
    )


def test_code_is_code_inside_its_paragraph(shop: Shop) -> None:
    body = '<pre id="x"><code class="language-x">a = <span class="tok-n">1</span></code></pre>'
    assert "P\n      Code\n        'a = 1'" in outline(typeset(shop.job(body)))


def test_content_drawn_through_a_group_is_found_there(shop: Shop) -> None:
    body = '<p id="p">Plain</p><p id="q" style="opacity: 0.5">Faint <em>words</em></p>'
    galley = typeset(shop.job(body))
    assert Reading(galley).text(nodes(galley.tags, "P")[1]) == "Faint words"


def test_every_word_of_the_source_is_reached_through_the_tags_once(shop: Shop) -> None:
    body = (
        f'<h1 id="h">Title</h1><p id="p">{prose(2500)}</p><ul id="u"><li id="l">{prose(900)}</li>'
        f'</ul><blockquote id="b"><p id="q">{prose(900)}</p></blockquote>'
    )
    galley = typeset(shop.job(body))
    source = "Title" + prose(2500) + "•" + prose(900) + prose(900)
    assert squeezed(Reading(galley).text(galley.tags)) == squeezed(source)


def _open(galley: Galley) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(galley.pdf))


def _content(galley: Galley) -> bytes:
    pdf = _open(galley)
    return bytes(pdf.pages[0].Contents.read_bytes())
