"""EPUBCheck finds nothing to say about our EPUBs: no error, no warning, no information."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rivers import Sample, make_sample, png

from octavo.artifacts import Face, FaceRequest, PageStart
from octavo.checks.validators import epubcheck
from octavo.fonts import instances

Find = Callable[[str], Path]
Says = Callable[[Path], list[str]]


@pytest.fixture(scope="module")
def faces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Face, ...]:
    folder = tmp_path_factory.mktemp("faces")
    garamond = FaceRequest("EB Garamond", 400, "normal", "eb-garamond", (("wght", 400),))
    return instances([garamond], folder, folder)


@pytest.fixture
def said(tmp_path: Path, epubcheck_says: Says) -> Callable[[Sample], list[str]]:
    """What EPUBCheck says of a sample."""

    def judge(sample: Sample) -> list[str]:
        path = tmp_path / "book.epub"
        path.write_bytes(sample.build().content)
        return epubcheck_says(path)

    return judge


def test_a_book_with_one_of_everything_conforms(
    faces: tuple[Face, ...], said: Callable[[Sample], list[str]]
) -> None:
    sample = make_sample(faces)
    people = replace(sample, cover=(png("navy"), "image/png")).with_metadata(
        isbn=(("epub", "9783161484100"),),
        series="Waters",
        series_number="2",
        rights="CC BY-SA 4.0",
        licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
        subjects=("Rivers",),
        edition="Second",
    )
    assert said(people) == []


def test_a_book_from_right_to_left_conforms(
    faces: tuple[Face, ...], said: Callable[[Sample], list[str]]
) -> None:
    sample = make_sample(faces)
    documents = tuple(
        replace(each, language="fa", xhtml=each.xhtml.replace('lang="en"', 'lang="fa"'))
        for each in sample.documents
    )
    persian = replace(
        sample, documents=documents, book=replace(sample.book, language="fa")
    ).with_metadata(language="fa", title="رودها")
    assert said(persian) == []


def test_breaks_at_every_block_and_in_every_word_conform(
    faces: tuple[Face, ...], said: Callable[[Sample], list[str]]
) -> None:
    """A page begins at each block of the sample, and again after its first character."""
    sample = make_sample(faces)
    assert sample.page_map is not None
    blocks = [
        ("preface", "preface-title pf1"),
        ("part-1", "part-1-title"),
        (
            "chapter-1",
            "chapter-1-title p1 sec-list sec-list-title ul1 li1 li2 dl1 dt1 dd1 tbl-1 cap1 th1 th2"
            " td1 td2 td3 td4 pre1 p2",
        ),
        ("chapter-2", "chapter-2-title fig-map fc1 fig-photo fc2 p8 bq1 p9 v1 st1"),
    ]
    starts = [
        (division, block, offset)
        for division, ids in blocks
        for block in ids.split()
        for offset in (0, 1)
    ]
    first = sample.page_map.pages[0]
    pages = tuple(
        replace(first, number=n, folio=str(n), division_id=division, galley_page=n + 1)
        for n, (division, _, _) in enumerate(starts, 1)
    )
    page_map = replace(
        sample.page_map,
        pages=pages,
        starts=tuple(PageStart(n, block, at) for n, (_, block, at) in enumerate(starts, 1)),
    )
    assert said(replace(sample, page_map=page_map)) == []


def test_a_broken_epub_is_told_with_its_place(
    tmp_path: Path, tool: Find, epubcheck_says: Says
) -> None:
    """The judge itself is judged: what it must find, it finds, called by octavo and by the tests."""
    import zipfile

    tool("java")
    sample = make_sample(())
    path = tmp_path / "broken.epub"
    path.write_bytes(sample.build().content)
    with zipfile.ZipFile(path) as archive:
        files = {info: archive.read(info) for info in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for info, content in files.items():
            wrong = content.replace(b"<blockquote>", b"<p>").replace(b"</blockquote>", b"</p>")
            archive.writestr(info, wrong)
    verdict = epubcheck.check(path)
    assert not verdict.passed
    worst = verdict.messages[0]
    assert (worst.severity, worst.id, worst.path) == ("error", "RSC-005", "EPUB/chapter-2.xhtml")
    assert worst.line > 1
    assert any("RSC-005" in each and "chapter-2.xhtml" in each for each in epubcheck_says(path))
