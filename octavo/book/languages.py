"""Which way a language is written, by its BCP 47 tag."""

from __future__ import annotations

_RIGHT_TO_LEFT_SCRIPTS = frozenset({
    "adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa",
})  # fmt: skip
_RIGHT_TO_LEFT_LANGUAGES = frozenset({
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur",
    "yi", "azb", "bal", "glk", "lrc", "mzn", "pnb", "prs",
})  # fmt: skip


def is_right_to_left(language: str) -> bool:
    """Say whether a language is written from right to left: the script decides where it is given."""
    primary, *subtags = language.replace("_", "-").lower().split("-")
    for subtag in subtags:
        if len(subtag) == 4 and subtag.isalpha():
            return subtag in _RIGHT_TO_LEFT_SCRIPTS
    return primary in _RIGHT_TO_LEFT_LANGUAGES
