"""Fenced divisions, callouts and quotations mean what authors of other tools expect."""

from __future__ import annotations

import re

import pytest


@pytest.fixture
def body_of(folder):
    def read(text: str, settings: str = "") -> str:
        reading = folder.read(f"# A\n\n{text}\n", settings)
        assert reading.findings == ()
        body = next(d for d in reading.book.divisions if not d.generated).body
        return re.sub(r' (id|lang)="[^"]*"', "", body)

    return read


def test_a_callout_of_quarto_is_an_admonition(body_of) -> None:
    assert body_of("::: {.callout-tip}\n## Try this\n\nText.\n:::") == (
        '<div class="admonition tip"><p class="admonition-title">Try this</p><p>Text.</p></div>'
    )


@pytest.mark.parametrize(
    "text",
    ["::: {.callout-warning}\nText.\n:::", "> [!WARNING]\n> Text.", "!!! warning\n    Text."],
)
def test_titles_of_admonitions_speak_the_books_language(body_of, text: str) -> None:
    assert '<p class="admonition-title">Warnung</p>' in body_of(text, "lang: de\n")
    assert '<p class="admonition-title">Warning</p>' in body_of(text)


def test_classes_of_paragraphs_go_to_the_paragraphs(body_of) -> None:
    assert body_of("::: {.noindent}\nOne.\n\nTwo.\n:::") == (
        '<p class="noindent">One.</p><p class="noindent">Two.</p>'
    )
    assert body_of("[One *two*.]{.loose}") == '<p class="loose">One <em>two</em>.</p>'


def test_a_quotation_ends_with_who_said_it(body_of) -> None:
    assert body_of("> Words.\n>\n> --- Ann Smith") == (
        '<blockquote><p>Words.</p><p class="attribution">— Ann Smith</p></blockquote>'
    )


def test_words_kept_together_stay_in_their_box(body_of) -> None:
    assert body_of("::: nobreak\nText.\n:::") == '<div class="nobreak"><p>Text.</p></div>'


def test_verse_keeps_its_lines(body_of) -> None:
    assert body_of("| One\n|   two") == (
        '<div class="verse"><p class="stanza"><span class="line">One</span><br/>'
        '<span class="line indent-1">two</span></p></div>'
    )


def test_a_page_break_is_where_the_author_put_it(body_of) -> None:
    assert body_of("One.\n\n\\newpage\n\nTwo.") == '<p>One.</p><hr class="page-break"/><p>Two.</p>'


def test_formulas_in_and_between_lines(body_of) -> None:
    xhtml = body_of("Let $x$ be.\n\n$$y = x^2$$ {#eq-y}\n\nSee @eq-y.")
    assert re.search(r'<p>Let <span class="formula" data-formula="\w+"/> be.</p>', xhtml)
    assert re.search(
        r'<div class="formula numbered" data-formula="\w+"><span class="number">\(1\)</span></div>',
        xhtml,
    )
    assert '<a class="xref" href="#eq-y">Equation\u00a01</a>' in xhtml
