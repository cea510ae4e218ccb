"""The words a book prints by itself, by language: "Figure", "Contents", "Back to note call".

A language tag comes in, Terms go out. The words stand in words/<language>.toml, one file a
language, so that a translator needs no Python. A region falls back to its language, a relative
to its nearest (nn and no to nb); a language without a file falls back to English, and
has_terms() says so, for a finding.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

FALLBACK = "en"
_RELATIVES = {"no": "nb", "nn": "nb", "iw": "he", "prs": "fa", "cmn": "zh"}


@dataclass(frozen=True, slots=True)
class Terms:
    """Words as they stand alone; patterns hold {number}.

    The names of generated lists and of parts of a book are written as headings; page, see,
    see_also, by, conjunction, edition and continued as they stand inside a line.
    """

    figure: str
    table: str
    equation: str
    chapter: str
    part: str
    appendix: str
    section: str
    page: str
    note: str

    contents: str
    list_of_figures: str
    list_of_tables: str
    notes: str
    sources: str
    index: str
    glossary: str
    colophon: str
    cover: str
    half_title: str
    title_page: str
    imprint: str
    dedication: str
    epigraph: str
    foreword: str
    preface: str
    introduction: str
    acknowledgments: str
    afterword: str

    landmarks: str  # headings of the EPUB navigation document
    page_list: str
    start_of_text: str

    see: str
    see_also: str
    note_call_label: str  # what a blind reader hears at a call: "Note {number}"
    back_label: str  # and at the way back: "Back to note call {number}"
    page_label: str  # and at a page break: "Page {number}"

    by: str
    edited_by: str
    translated_by: str
    illustrated_by: str
    conjunction: str  # "and", between the last two names
    edition: str
    continued: str
    set_in: str  # of the imprint: "Set in {faces}"
    made_with: str  # "Made with {program}"

    tip: str  # titles of admonitions, beside note
    warning: str
    caution: str
    important: str

    labels: tuple[tuple[str, str], ...] = ()  # (kind, pattern) where it is not "word number"

    def label(self, kind: str, number: str) -> str:
        """Name a numbered thing: label("figure", "3") is "Figure 3", in Chinese "图3".

        kind is figure, table, equation, chapter, part, appendix, section, page or note.
        """
        pattern = dict(self.labels).get(kind, f"{getattr(self, kind)} {{number}}")
        return pattern.replace("{number}", number)


def has_terms(language: str) -> bool:
    """Say whether the words are there in this language (BCP 47), regions aside."""
    return nearest_language(language) is not None


def terms(language: str) -> Terms:
    """The words in a language (BCP 47), English where it is not known."""
    return _load(nearest_language(language) or FALLBACK)


@cache
def known_languages() -> frozenset[str]:
    """The languages that have a file of words."""
    folder = files("octavo.book") / "words"
    return frozenset(
        item.name.removesuffix(".toml") for item in folder.iterdir() if item.name.endswith(".toml")
    )


def nearest_language(language: str) -> str | None:
    """The file's name for a tag: its own, with region or script cut off, or a relative's."""
    primary = language.replace("_", "-").lower().split("-")[0]
    primary = _RELATIVES.get(primary, primary)
    return primary if primary in known_languages() else None


@cache
def _load(name: str) -> Terms:
    text = (files("octavo.book") / "words" / f"{name}.toml").read_text(encoding="utf-8")
    words = tomllib.loads(text)
    return Terms(**{**words, "labels": tuple(words.get("labels", {}).items())})
