"""Books that between them use every construct become editions that conform, agree and repeat.

Each book is built once (pages and EPUB) and judged in the tests below; a second build, from nothing,
gives the same bytes. Ace judges the accessibility of each.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from bookshelf import BOOKS, FIXTURES, once, prepare
from lxml import etree
from opened import EPUB_TYPE, OPF, XHTML, OpenedBook
from PIL import Image

from octavo.checks.agreement import agreement
from octavo.checks.validators import ace
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish
from octavo.reading import read

Find = Callable[[str], Path]
Shelf = Callable[[str], OpenedBook]
Says = Callable[[Path], list[str]]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def again(shared: Path) -> Callable[[str], Path]:
    """Build a book a second time, from nothing, one of them for Kindle too; where the files are."""

    def build(name: str) -> Path:
        folder = shared / "again"
        folder.mkdir(exist_ok=True)
        root = prepare(name, folder)
        editions = ("epub", "kindle") if name == "formulas" else ("epub",)
        publish(BuildOptions(root, editions=editions, jobs=1), Silence())
        return root / "dist"

    return lambda name: once(shared, f"again-{name}", lambda: build(name))


@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_says_nothing(name: str, shelf: Shelf, epubcheck_says: Says) -> None:
    assert epubcheck_says(shelf(name).epub) == []


@pytest.mark.parametrize("name", BOOKS)
def test_ace_finds_no_violation(name: str, shelf: Shelf, ace_says: Says) -> None:
    assert ace_says(shelf(name).epub) == []


def test_ace_finds_a_picture_without_alternative_text(
    tmp_path: Path, tool: Find, ace_says: Says
) -> None:
    """The judge itself is judged: what it must find, it finds, called by octavo and by the tests."""
    for program in ("node", "chromium", "ace"):
        tool(program)
    (tmp_path / "manuscript.md").write_text("---\ntitle: T\nlang: en\n---\n\n# One\n\nWords.\n")
    publish(BuildOptions(tmp_path, jobs=1, editions=("epub",)), Silence())
    (made,) = (tmp_path / "dist").glob("*.epub")
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(made) as whole, zipfile.ZipFile(broken, "w") as spoiled:
        for name in whole.namelist():
            content = whole.read(name).replace(b"<p>Words.", b'<p>Words. <img src="x.png"/>')
            spoiled.writestr(name, content)
    assert "image-alt" in [message.id for message in ace.check(broken).messages]
    assert any(said.endswith(": image-alt") for said in ace_says(broken))


@pytest.mark.parametrize("name", BOOKS)
def test_the_editions_say_what_the_manuscript_says(name: str, shelf: Shelf) -> None:
    made = shelf(name)
    pdf, epub = made.pdf.read_bytes(), made.epub.read_bytes()
    assert agreement(made.book, pdf, epub) == ()


@pytest.mark.parametrize("name", FIXTURES)
def test_a_second_build_from_nothing_gives_the_same_bytes(
    name: str, shelf: Shelf, again: Callable[[str], Path]
) -> None:
    first = shelf(name).epub
    assert (again(name) / first.name).read_bytes() == first.read_bytes()


@pytest.mark.parametrize("name", BOOKS)
def test_every_call_has_its_note_and_every_note_its_way_back(name: str, shelf: Shelf) -> None:
    made = shelf(name)
    ids = {
        (file, e.get("id"))
        for file, tree in made.documents.items()
        for e in tree.iter()
        if e.get("id")
    }
    for file, tree in made.documents.items():
        for link in tree.iter(f"{XHTML}a"):
            target, _, id = (link.get("href") or "").partition("#")
            if "//" not in target and id:
                assert (target or file, id) in ids
    calls = [a for a in made.all("a") if a.get("role") == "doc-noteref"]
    backs = [a for a in made.all("a") if a.get("role") == "doc-backlink"]
    assert len(backs) == len(made.book.notes)
    assert len(calls) >= len(backs)


def test_formulas_are_mathml_with_their_tex_as_text(shelf: Shelf) -> None:
    made = shelf("formulas")
    maths = made.all("math")
    assert len(maths) > 15
    assert all(math.get("alttext") for math in maths)
    assert made.metas("schema:accessibilityFeature").count("MathML") == 1


def test_a_figure_leads_to_its_long_description_and_back(shelf: Shelf) -> None:
    made = shelf("formulas")
    assert "longDescription" in made.metas("schema:accessibilityFeature")
    (drawing,) = made.all("svg")
    (box,) = [e for e in made.all("div") if e.get("class") == "description"]
    assert drawing.get("aria-details") == box.get("id")
    back = next(box.iter(f"{XHTML}a"))
    figure = next(f for f in made.all("figure") if drawing in list(f.iter()))
    assert back.get("href") == f"#{figure.get('id')}"
    assert "front is four times as steep" in " ".join("".join(box.itertext()).split())


def test_a_persian_book_runs_from_right_to_left_and_its_passages_their_own_way(
    shelf: Shelf,
) -> None:
    made = shelf("rudha")
    assert made.package.find(f"{OPF}spine").get("page-progression-direction") == "rtl"
    for document in made.documents.values():
        assert (document.get("lang"), document.get("dir")) == ("fa", "rtl")
        assert document.find(f"{XHTML}body").get("dir") == "rtl"
    english = [e for e in made.all("span") if e.get("lang") == "en"]
    assert english
    assert all((e.get("dir"), e.get(XML_LANG)) == ("ltr", "en") for e in english)
    arabic = [e for e in made.all("span") if e.get("lang") == "ar"]
    assert arabic
    assert all(e.get("dir") is None for e in arabic)  # the same way as the text around it
    statement = made.documents["accessibility-statement.xhtml"]
    assert "دسترس‌پذیری" in "".join(statement.itertext())


def test_words_in_another_direction_are_marked_in_a_book_from_left_to_right(
    shelf: Shelf,
) -> None:
    made = shelf("songs")
    passages = [e for d in made.documents.values() for e in d.iter() if e.get("lang") == "ar"]
    assert len(passages) >= 3
    assert all(e.get("dir") == "rtl" for e in passages)
    inner = [e for e in made.all("span") if e.get("lang") == "en"]
    assert [e.get("dir") for e in inner] == ["ltr"]


def test_a_japanese_book_may_run_from_top_to_bottom(shelf: Shelf) -> None:
    made = shelf("kawa")
    spine = made.package.find(f"{OPF}spine")
    assert spine.get("page-progression-direction") == "rtl"
    css = (made.folder / "EPUB" / "styles" / "book.css").read_text(encoding="utf-8")
    assert "writing-mode: vertical-rl" in css
    assert all(document.get("dir") is None for document in made.documents.values())
    assert [ruby.find(f"{XHTML}rt").text for ruby in made.all("ruby")] == ["かわ", "きり"]
    assert "rubyAnnotations" in made.metas("schema:accessibilityFeature")
    codes = {item.code for item in read(made.root).findings}
    assert codes == {"writing-horizontal"}


def test_parts_verse_epigraphs_and_endnotes_are_what_they_are(
    shelf: Shelf,
) -> None:
    made = shelf("songs")
    types = {e.get(EPUB_TYPE) for e in made.all("section")}
    assert {"part", "dedication", "epigraph", "foreword", "afterword", "appendix",
            "endnotes"} <= types  # fmt: skip
    notes = [li for li in made.all("li") if li.get(EPUB_TYPE) == "endnote"]
    assert len(notes) == 4
    lines = [e for e in made.all("span") if "line" in (e.get("class") or "").split()]
    assert "The reeds are loud, the water still," in {"".join(e.itertext()) for e in lines}


def test_who_evaluated_the_book_and_what_was_found_is_said(shelf: Shelf) -> None:
    made = shelf("songs")
    assert made.metas("dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert made.metas("a11y:certifiedBy") == ["The Weir Press"]
    (link,) = made.package.iter(f"{OPF}link")
    assert (link.get("rel"), link.get("href")) == (
        "a11y:certifierReport", "https://example.org/report",
    )  # fmt: skip
    said = "".join(made.documents["accessibility-statement.xhtml"].itertext())
    assert "WCAG 2.2 Level AA, as evaluated by The Weir Press" in said


def test_three_hundred_notes_and_a_hundred_pictures_are_all_there(
    shelf: Shelf,
) -> None:
    notes = shelf("notes")
    asides = [a for a in notes.all("aside") if a.get("role") == "doc-footnote"]
    assert len(asides) == 303
    pictures = shelf("pictures")
    assert len(pictures.all("img")) == 100
    files = list((pictures.folder / "EPUB" / "images").iterdir())
    assert {file.suffix for file in files} <= {".jpg", ".png"}
    for file in files:
        with Image.open(file) as picture:
            assert max(picture.size) <= 2000


def test_the_edition_for_kindle_has_what_kindle_takes(
    again: Callable[[str], Path], epubcheck_says: Says
) -> None:
    (file,) = again("formulas").glob("*-kindle.epub")
    with zipfile.ZipFile(file) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    trees = [etree.fromstring(data) for name, data in content.items() if name.endswith(".xhtml")]
    assert [e for tree in trees for e in tree.iter("{*}math")] == []
    pictures = [e for tree in trees for e in tree.iter("{*}img")]
    formulas = [e for e in pictures if "\\frac" in (e.get("alt") or "")]
    assert formulas
    assert all(image.get("src", "").endswith(".svg") for image in formulas)
    package = etree.fromstring(content["EPUB/content.opf"])
    claims = {meta.text for meta in package.iter("{*}meta")}
    assert "MathML" not in claims
    assert {"latex", "alternativeText"} <= claims
    assert not [name for name, data in content.items() if b"<!--" in data]
    assert not [name for name in content if name.endswith((".woff2", ".woff", ".webp", ".gif"))]
    assert "EPUB/cover.xhtml" not in content
    ncx = etree.fromstring(content["EPUB/toc.ncx"])
    deep = "{*}navPoint/{*}navPoint/{*}navPoint"
    assert ncx.find("{*}navMap") is not None
    assert ncx.findall(f"{{*}}navMap/{deep}") == []
    assert epubcheck_says(file) == []
