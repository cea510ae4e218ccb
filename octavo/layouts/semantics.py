"""What a division is, in the words of each standard.

epub:type are terms of EPUB's Structural Semantics Vocabulary 1.1, role those of DPUB-ARIA 1.1; the
pairs follow "EPUB Type to ARIA Role Authoring Guide 1.1". A role that the ARIA specification
does not know, or not on a <section>, is left out rather than guessed.
"""

from __future__ import annotations

ARIA_ROLES = {
    "abstract": "doc-abstract", "acknowledgments": "doc-acknowledgments",
    "afterword": "doc-afterword", "appendix": "doc-appendix", "bibliography": "doc-bibliography",
    "chapter": "doc-chapter", "colophon": "doc-colophon", "conclusion": "doc-conclusion",
    "dedication": "doc-dedication", "endnotes": "doc-endnotes", "epigraph": "doc-epigraph",
    "epilogue": "doc-epilogue", "errata": "doc-errata", "foreword": "doc-foreword",
    "glossary": "doc-glossary", "index": "doc-index", "introduction": "doc-introduction",
    "part": "doc-part", "preface": "doc-preface", "prologue": "doc-prologue", "toc": "doc-toc",
}  # fmt: skip
"""EPUB SSV term of a division -> DPUB-ARIA role of its section."""

EPUB_TYPES = frozenset(ARIA_ROLES) | {
    "copyright-page", "cover", "halftitlepage", "loi", "lot", "titlepage", "volume", "preamble",
    "imprint", "imprimatur", "contributors", "other-credits", "frontispiece", "lov", "loa",
}  # fmt: skip
"""Terms that a division may carry."""

BARE = frozenset({
    "cover", "halftitlepage", "titlepage", "copyright-page", "dedication", "epigraph", "part",
    "colophon", "frontispiece",
})  # fmt: skip
"""Roles whose pages carry no running head or folio (Chicago Manual of Style 1.16)."""

FOLLOWING = frozenset({"cover", "copyright-page", "epigraph", "loi", "lot", "colophon"})
"""Roles that begin on the next page, recto or verso."""
