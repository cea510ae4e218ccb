"""The edition for Kindle: each rule of docs/epub.md that has a source, seen in the file."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from rivers import OPF, Built, Sample, png

from octavo.book.elements import Formula
from octavo.book.structure import Heading
from octavo.epub import build_epub
from octavo.epub.kindle_styles import Flow, plain_sheet
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0L2 1"/></svg>'
SQUARE = Formula("f1", "x^2", False, "<math/>", DRAWING, 1.5, 0.9, 0.2)


def kindle(sample: Sample) -> Built:
    marked = sample.documents[5].xhtml.replace(
        '<span class="formula">', '<span class="formula" data-formula="f1">'
    )
    documents = (*sample.documents[:5], replace(sample.documents[5], xhtml=marked))
    content, findings = build_epub(
        replace(sample.book, formulas=(SQUARE,)),
        sample.publication,
        documents,
        sample.page_map,
        lambda: sample.faces,
        sample.pictures,
        sample.cover,
        "kindle",
    )
    return Built(content, findings)


def test_a_formula_is_a_picture_that_sits_in_the_line_with_its_tex_as_text(sample: Sample) -> None:
    built = kindle(sample)
    tree = built.tree("chapter-2.xhtml")
    assert list(tree.iter("{*}math")) == []
    (image,) = [e for e in tree.iter("{*}img") if e.get("alt") == "x^2"]
    assert image.get("style") == "width: 1.5000em; height: 0.9000em; vertical-align: -0.2000em"
    assert b"M0 0L2 1" in built.read(image.get("src") or "")
    assert image.getparent().tail.strip().startswith("be given")
    assert {"latex"} == {"latex", "MathML"} & set(built.meta("schema:accessibilityFeature"))


def test_fonts_are_opentype_or_truetype(sample: Sample) -> None:
    built = kindle(sample)
    fonts = [name for name in built.names() if "/fonts/" in name]
    assert fonts
    assert all(name.endswith((".otf", ".ttf")) for name in fonts)
    css = built.read("styles/book.css").decode()
    assert "woff2" not in css
    assert all(name.rpartition("/")[2] in css for name in fonts)


def test_the_cover_is_an_image_without_a_page(sample: Sample) -> None:
    built = kindle(replace(sample, cover=(png("navy"), "image/png")))
    assert "EPUB/cover.xhtml" not in built.names()
    (cover,) = [
        item
        for item in built.tree("content.opf").iter(f"{OPF}item")
        if item.get("properties") == "cover-image"
    ]
    assert f"EPUB/{cover.get('href')}" in built.names()
    assert "cover" not in [kind for kind, _ in built.nav("landmarks")]


def test_the_contents_have_two_levels(sample: Sample) -> None:
    first = sample.book.divisions[4]
    deep = replace(
        first,
        headings=(*first.headings, Heading("sec-list-title", 3, "Deeper", "Deeper")),
    )
    divisions = (*sample.book.divisions[:4], deep, sample.book.divisions[5])
    lists = replace(sample.publication.lists, contents_depth=3)
    made = replace(
        sample,
        book=replace(sample.book, divisions=divisions),
        publication=replace(sample.publication, lists=lists),
    )
    built = kindle(made)
    (nav,) = [n for n in built.tree("nav.xhtml").iter("{*}nav") if n.get("class") == "contents"]
    assert nav.findall("{*}ol/{*}li/{*}ol/{*}li")
    assert nav.findall("{*}ol/{*}li/{*}ol/{*}li/{*}ol") == []
    assert "Deeper" in [text for text, _ in built.nav("toc")]
    ncx = built.tree("toc.ncx")
    assert ncx.findall("{*}navMap/{*}navPoint/{*}navPoint/{*}navPoint") == []


def test_nothing_is_a_comment_and_no_margin_is_negative(sample: Sample) -> None:
    documents = tuple(
        replace(each, stylesheets=(*each.stylesheets, "li { margin-left: -1em; color: inherit }"))
        for each in sample.documents
    )
    built = kindle(replace(sample, documents=documents))
    with zipfile.ZipFile(BytesIO(built.content)) as archive:
        assert not [n for n in archive.namelist() if b"<!--" in archive.read(n)]
    css = built.read("styles/book.css").decode()
    assert "-1em" not in css
    assert "color: inherit" in css


def test_only_margins_below_zero_go() -> None:
    css = "p { margin: 0 -1em 1em; text-indent: -1em; padding-left: 1em } @media print { a { margin-top: -2px; color: red } }"
    kept = plain_sheet(css)
    assert "margin" not in kept
    assert "text-indent: -1em; padding-left: 1em" in kept
    assert "color: red" in kept


@pytest.mark.parametrize(
    ("css", "flow", "expected"),
    [
        ("p { --a: 1em; color: red }", "ltr", "p { color: red }"),
        ("p { width: calc(1em + 2px) }", "ltr", ""),
        ("p { width: 1em; width: min(1em, 2em) }", "ltr", "p { width: 1em }"),
        ("dd { margin-inline-start: 1em }", "ltr", "dd { margin-left: 1em }"),
        ("dd { margin-inline-start: 1em }", "rtl", "dd { margin-right: 1em }"),
        ("dd { margin-inline-start: 1em }", "vertical", "dd { margin-top: 1em }"),
        ("p { margin-block: 1em 2em }", "ltr", "p { margin-top: 1em; margin-bottom: 2em }"),
        ("p { text-align: right; text-align: end }", "ltr", "p { text-align: right }"),
        ("p { text-align: start }", "rtl", "p { text-align: start }"),
        ("b { float: right; float: inline-end }", "rtl", "b { float: right; float: left }"),
        ("@container (max-width: 9em) { p { color: red } }", "ltr", ""),
        ("@supports (width: 1cqi) { p { color: red } }", "ltr", "p { color: red }"),
        (":where(.vertical) p { color: red }", "ltr", ""),
        (":where(.vertical) p { color: red }", "vertical", "p { color: red }"),
        ("@media print { p { color: red } }", "ltr", "@media print { p { color: red } }"),
    ],
)
def test_style_sheets_say_what_kindle_knows(css: str, flow: Flow, expected: str) -> None:
    assert " ".join(plain_sheet(css, flow).split()) == expected


def test_the_built_in_sheets_have_nothing_that_send_to_kindle_was_seen_to_refuse(
    tmp_path: Path,
) -> None:
    text = "---\ntitle: T\nlists: {tables: true}\n---\n\n# One\n\n| A | B |\n|--|--|\n| a | b |\n\n: C {#tbl-a}\n"
    (tmp_path / "m.md").write_text(text, encoding="utf-8")
    publish(BuildOptions(tmp_path, editions=("kindle",), jobs=1, use_cache=False), Silence())
    (made,) = (tmp_path / "dist").glob("*-kindle.epub")
    with zipfile.ZipFile(made) as archive:
        sheets = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".css")]
        texts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml")]
    for word in ("var(", "calc(", "clamp(", "min(", "--", "@container", "-inline-", "-block-"):
        assert word not in "".join(sheets)
    assert "--" not in "".join(texts)
    assert 'epub:type="lot" hidden' not in "".join(texts)
    assert "hidden" in "".join(texts)  # landmarks and pages stay


def test_a_picture_over_five_megabytes_is_told(sample: Sample) -> None:
    large = sample.pictures | {"images/Photo of it.png": (b"\0" * 5_000_001, "image/png")}
    (found,) = kindle(replace(sample, pictures=large)).findings
    assert found.code == "kindle-limit"
    assert "5.0 MB" in found.message


def test_other_editions_are_as_they_were(sample: Sample) -> None:
    assert "math" in str(sample.build().read("chapter-2.xhtml"))
    assert kindle(sample).content == kindle(sample).content
