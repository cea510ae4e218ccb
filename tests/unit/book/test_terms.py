from __future__ import annotations

import pickle
from dataclasses import fields

import pytest

from octavo.book.terms import Terms, has_terms, known_languages, terms

PROMISED = "en de fr es it pt nl sv da nb fi pl cs ru el tr ar fa he zh ja".split()


@pytest.mark.parametrize("language", PROMISED)
def test_each_promised_language_has_every_word(language: str) -> None:
    assert has_terms(language)
    words = terms(language)
    for item in fields(Terms):
        if item.name != "labels":
            value = getattr(words, item.name)
            assert value == value.strip() != ""
    for name in ("note_call_label", "back_label", "page_label"):
        assert getattr(words, name).count("{number}") == 1


@pytest.mark.parametrize("language", sorted(set(PROMISED) - {"en", "fr"}))
def test_no_language_is_english_under_another_name(language: str) -> None:
    same = [
        name
        for name in ("contents", "chapter", "page", "see", "back_label", "start_of_text")
        if getattr(terms(language), name) == getattr(terms("en"), name)
    ]
    assert same == []


def test_a_region_or_script_falls_back_to_its_language() -> None:
    assert terms("en-GB") is terms("en")
    assert terms("zh-Hans-CN").contents == "目录"
    assert terms("pt_BR").chapter == "Capítulo"
    assert terms("DE-ch").page == "Seite"


def test_norwegian_under_its_other_tags_is_bokmal() -> None:
    assert terms("no") is terms("nb")
    assert terms("nn-NO") is terms("nb")


def test_an_unknown_language_gets_english_and_says_so() -> None:
    assert not has_terms("tlh")
    assert not has_terms("")
    assert terms("tlh") is terms("en")


def test_a_label_joins_word_and_number_as_the_language_does() -> None:
    assert terms("en").label("figure", "3") == "Figure 3"
    assert terms("de").label("chapter", "IV") == "Kapitel IV"
    assert terms("zh").label("chapter", "3") == "第3章"
    assert terms("ja").label("page", "12") == "12ページ"
    assert terms("tr").label("chapter", "2") == "2. Bölüm"


@pytest.mark.parametrize("language", sorted(known_languages()))
def test_labels_of_a_language_name_things_and_hold_the_number(language: str) -> None:
    for kind, pattern in terms(language).labels:
        assert kind in {item.name for item in fields(Terms)}
        assert "{number}" in pattern


def test_terms_survive_the_way_to_a_worker() -> None:
    words = terms("ja")
    again = pickle.loads(pickle.dumps(words))
    assert again == words
