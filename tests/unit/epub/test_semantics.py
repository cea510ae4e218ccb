"""What a screen reader is told of the parts of a document: roles, names, directions."""

from __future__ import annotations

import pytest
from lxml import etree

from octavo.epub.directions import set_directions
from octavo.epub.semantics import list_sources, name_parts

X = 'xmlns="http://www.w3.org/1999/xhtml"'
OPS_TYPE = "{http://www.idpf.org/2007/ops}type"


def body(text: str, attributes: str = "") -> etree._Element:
    return etree.fromstring(f"<html {X} {attributes}><body>{text}</body></html>")


def only(tree: etree._Element, name: str) -> etree._Element:
    (found,) = tree.iter(f"{{http://www.w3.org/1999/xhtml}}{name}")
    return found


@pytest.mark.parametrize(
    ("classes", "kind", "role"),
    [
        ("epigraph", "epigraph", "doc-epigraph"),
        ("dedication", "dedication", "doc-dedication"),
        ("admonition tip", "tip", "doc-tip"),
        ("admonition warning", "notice", "doc-notice"),
        ("admonition note", None, "note"),
        ("admonition of-my-own", None, "note"),
        ("warning", None, None),  # an author's own class says nothing
        ("verse", None, None),
    ],
)
def test_parts_are_said_to_be_what_they_are(
    classes: str, kind: str | None, role: str | None
) -> None:
    tree = body(f'<div class="{classes}"><p>Words.</p></div>')
    name_parts(tree)
    box = only(tree, "div")
    assert (box.get(OPS_TYPE), box.get("role")) == (kind, role)


def test_a_chapter_is_named_by_number_and_title() -> None:
    tree = body(
        '<section aria-labelledby="c-title"><header><p class="label" id="c-label">Chapter 3</p>'
        '<h1 id="c-title">Sewing</h1></header></section>'
    )
    name_parts(tree)
    assert only(tree, "section").get("aria-labelledby") == "c-label c-title"


def test_a_chapter_without_number_is_named_by_its_title_alone() -> None:
    tree = body(
        '<section aria-labelledby="c-title"><header><h1 id="c-title">Preface</h1></header></section>'
    )
    name_parts(tree)
    assert only(tree, "section").get("aria-labelledby") == "c-title"


def test_the_subtitle_is_one() -> None:
    tree = body('<h1>River</h1><p class="subtitle">A walk</p>')
    name_parts(tree)
    assert only(tree, "p").get("role") == "doc-subtitle"


def test_sources_are_heard_as_a_list() -> None:
    tree = body('<div class="sources"><p>One.</p><p>Two.</p></div>')
    list_sources(tree)
    assert only(tree, "div").get("role") == "list"
    assert [p.get("role") for p in tree.iter(f"{{{tree.nsmap[None]}}}p")] == ["listitem"] * 2


def test_a_page_break_between_sources_leaves_them_paragraphs() -> None:
    """A list may hold nothing but items (WAI-ARIA 1.2, 5.2.6)."""
    tree = body('<div class="sources"><p>One.</p><span role="doc-pagebreak"/><p>Two.</p></div>')
    list_sources(tree)
    assert only(tree, "div").get("role") is None


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("<p><code>f(x)</code></p>", "code", "ltr"),
        ("<pre>a = 1</pre>", "pre", "ltr"),
        ('<p><a href="https://a.org/">https://a.org/</a></p>', "a", "ltr"),
        ('<p><a class="uri" href="https://a.org/">a.org</a></p>', "a", "ltr"),
        ('<p><a href="https://a.org/">کتاب</a></p>', "a", None),
        ('<div dir="ltr"><code>f(x)</code></div>', "code", None),
        ('<pre dir="rtl">x</pre>', "pre", "rtl"),  # as the author wrote
    ],
)
def test_what_runs_from_left_to_right_is_said_where_all_else_does_not(
    text: str, name: str, expected: str | None
) -> None:
    tree = body(text, 'lang="fa" dir="rtl"')
    set_directions(tree)
    assert only(tree, name).get("dir") == expected


def test_a_book_from_left_to_right_needs_no_word_of_it() -> None:
    tree = body("<pre><code>a = 1</code></pre>", 'lang="en"')
    set_directions(tree)
    assert not [element for element in tree.iter() if element.get("dir")]


def test_a_word_of_code_from_right_to_left_is_set_apart_in_any_book() -> None:
    tree = body('<pre><code><span class="tok-s2">"دجله"</span>: 1</code></pre>', 'lang="en"')
    set_directions(tree)
    assert only(tree, "span").get("dir") == "ltr"
