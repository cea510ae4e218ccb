"""Blocks stand only where an edition can hold them."""

from __future__ import annotations

from octavo.reading.blocks import order_blocks, unnest_links


def test_a_block_inside_a_paragraph_parts_it(body, written) -> None:
    tree = body('<p id="x" class="noindent">a <em>b</em><blockquote><p>c</p></blockquote> d</p>')
    order_blocks(tree)
    assert written(tree) == (
        '<p class="noindent" id="x">a <em>b</em></p><blockquote><p>c</p></blockquote>'
        '<p class="noindent">d</p>'
    )


def test_a_list_whose_items_hold_text_is_tight(body, written) -> None:
    tree = body("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>")
    order_blocks(tree)
    assert written(tree) == (
        '<ul class="tight"><li>a</li><li>b<ul class="tight"><li>c</li></ul></li></ul>'
    )


def test_a_list_is_loose_as_soon_as_one_item_is(body, written) -> None:
    tree = body("<ul><li>a <em>b</em></li><li><p>c</p></li></ul>")
    order_blocks(tree)
    assert written(tree) == "<ul><li><p>a <em>b</em></p></li><li><p>c</p></li></ul>"


def test_words_between_blocks_get_a_paragraph(body, written) -> None:
    tree = body("<div>a<p>b</p>c <em>d</em></div><blockquote>e</blockquote>")
    order_blocks(tree)
    assert written(tree) == (
        "<div><p>a</p><p>b</p><p>c <em>d</em></p></div><blockquote><p>e</p></blockquote>"
    )


def test_a_note_call_leaves_the_link_around_it(body, written) -> None:
    tree = body('<p><a href="#x">word<sup class="call"><a href="#n1">1</a></sup></a>, more</p>')
    unnest_links(tree)
    assert written(tree) == (
        '<p><a href="#x">word</a><sup class="call"><a href="#n1">1</a></sup>, more</p>'
    )


def test_a_link_in_a_link_is_opened(body, written) -> None:
    tree = body('<p><a href="#x">one <a href="#y">two</a></a></p>')
    unnest_links(tree)
    assert written(tree) == '<p><a href="#x">one two</a></p>'
