"""The Book: a manuscript read, numbered and checked; immutable; standard library only.

structure  Book and Division, and the order of a book's parts
elements   what a Book counts: notes, figures, tables, formulas, index terms, sources
terms      the words a book prints by itself ("Figure", "Contents"), by language

docs/markup.md describes the XHTML of Division.body.
"""
