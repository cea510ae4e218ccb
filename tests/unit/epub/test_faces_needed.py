"""Faces are made for an EPUB only where one is asked for by its name."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree
from rivers import Sample

from octavo.artifacts import Face
from octavo.epub import build_epub
from octavo.epub.typefaces import names_families

WORDLESS = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0L2 1"/></svg>'


def test_a_book_that_leaves_the_face_to_the_reader_needs_none_made(sample: Sample) -> None:
    def faces() -> Sequence[Face]:
        raise AssertionError("faces were made")

    plain = ("html { font-family: serif } code { font-family: monospace }",)
    documents = tuple(replace(each, stylesheets=plain) for each in sample.documents)
    pictures = dict.fromkeys(sample.pictures, (WORDLESS, "image/svg+xml"))
    build_epub(sample.book, sample.publication, documents, sample.page_map, faces, pictures)


@pytest.mark.parametrize(
    ("css", "body"),
    [
        ("p { font-family: 'EB Garamond', serif }", "<p>a</p>"),
        ("@media (width) { p { font: 1em EB Garamond } }", "<p>a</p>"),
        (r"p { font-family: EB\20 Garamond }", "<p>a</p>"),
        ("", "<p style='FONT-family: EB Garamond'>a</p>"),
        ("", r"<p style='f\6fnt-family: EB Garamond'>a</p>"),
        ("", "<svg xmlns='http://www.w3.org/2000/svg'><text font-family='EB'>a</text></svg>"),
    ],
)
def test_a_name_is_found_wherever_it_stands(css: str, body: str) -> None:
    tree = etree.fromstring(
        f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{body}</body></html>"
    )
    assert names_families(tree, (css,))
