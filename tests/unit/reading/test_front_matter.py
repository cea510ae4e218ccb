from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from octavo.findings import Finding
from octavo.geometry import POINTS_PER_MM, Size
from octavo.publication import Contributor, Metadata, PageSetup, Publication
from octavo.reading.front_matter import read_publication

QUIET = ("title-missing", "date-missing", "identifier-derived")


def read(root: Path, yaml: str, **files: str) -> tuple[Publication, list[Finding]]:
    (root / "manuscript").mkdir(exist_ok=True)
    text = f"---\n{dedent(yaml).strip()}\n---\n\n# One\n" if yaml else "# One\n"
    (root / "manuscript" / "book.md").write_text(text, encoding="utf-8")
    for name, content in files.items():
        (root / name).write_text(content, encoding="utf-8")
    publication, findings = read_publication(root)
    assert publication is not None
    return publication, [item for item in findings if item.code not in QUIET]


def metadata(root: Path, yaml: str) -> Metadata:
    publication, findings = read(root, yaml)
    assert [str(item) for item in findings] == []
    return publication.metadata


def report(root: Path, yaml: str) -> list[str]:
    return [str(item).removeprefix("manuscript/book.md:") for item in read(root, yaml)[1]]


def test_text_stays_as_it_was_typed(tmp_path: Path) -> None:
    book = metadata(tmp_path, "title: 1984\nlang: no\nedition: 1.10\ndate: 2026-11-25")
    assert (book.title, book.language, book.edition) == ("1984", "no", "1.10")
    assert (book.date, book.modified) == ("2026-11-25", "2026-11-25T00:00:00Z")


def test_everything_octavo_knows_is_read(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "cover.svg").write_text("<svg/>")
    csl = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note"><citation/></style>'
    (tmp_path / "mine.csl").write_text(csl)
    book, findings = read(
        tmp_path,
        """
        title: Camp Ashraf
        subtitle: A short history
        author: Octavo contributors
        lang: en-gb
        identifier: urn:uuid:6F637461-766F-4000-8000-626F6F6B7321
        isbn: {press: 978-0-8330-4701-4}
        publisher: P
        place: Vienna
        rights: CC BY-SA 4.0
        description: |
          Two
          lines.
        subjects: [Iraq, Iran]
        date: 2026-11
        edition: 2
        series: Short histories
        series-number: 3
        cover: ../images/cover.svg
        theme: modern
        page: {trim: 6x9, bleed: 0}
        notes: {place: end, numbering: book}
        lists: {contents: true, contents-depth: 2, figures: true, tables: true, index: false}
        numbering: {chapters: false, sections: true}
        citation-style: mine.csl
        bibliography: refs.json
        nocite: [a, "@b", "@{c d}"]
        page-list: none
        raw-html: trusted
        chapter-start: any
        hyphenation: [Moja-he-din]
        smart-quotes: false
        accessibility-summary: All of it.
        slug: ashraf
        """,
        **{"refs.json": "[]"},
    )
    assert findings == []
    assert book == Publication(
        root=tmp_path.resolve(),
        slug="ashraf",
        manuscript=("manuscript/book.md",),
        metadata=Metadata(
            title="Camp Ashraf",
            subtitle="A short history",
            contributors=(Contributor("Octavo contributors"),),
            language="en-GB",
            identifier="urn:uuid:6f637461-766f-4000-8000-626f6f6b7321",
            isbn=(("press", "978-0-8330-4701-4"),),
            publisher="P",
            place="Vienna",
            rights="CC BY-SA 4.0",
            licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
            description="Two lines.",
            subjects=("Iraq", "Iran"),
            date="2026-11",
            edition="2",
            series="Short histories",
            series_number="3",
            accessibility_summary="All of it.",
            modified="2026-11-01T00:00:00Z",
        ),
        page=PageSetup(Size(432, 648), 0),
        theme="modern",
        notes=replace(book.notes, place="end", numbering="book"),
        lists=replace(book.lists, contents_depth=2, figures=True, tables=True, index=False),
        numbering=replace(book.numbering, chapters=False, sections=True),
        citations=replace(
            book.citations,
            style="mine.csl",
            bibliography=("refs.json",),
            nocite=("a", "b", "c d"),
        ),
        cover="images/cover.svg",
        page_list="none",
        raw_html="trusted",
        chapter_start="any",
        hyphenation=(("Mojahedin", "Moja-he-din"),),
        smart_quotes=False,
    )


def test_a_manuscript_without_front_matter_is_a_book_with_three_remarks(tmp_path: Path) -> None:
    (tmp_path / "My Ümläut Book.md").write_text("# One\n", encoding="utf-8")
    book, findings = read_publication(tmp_path)
    assert book is not None
    assert book.metadata.title == tmp_path.name
    assert book.metadata.modified == "1980-01-01T00:00:00Z"
    assert book.metadata.identifier.startswith("urn:uuid:")
    assert [item.code for item in findings] == sorted(QUIET)


def test_all_mistakes_are_told_at_once_with_their_places(tmp_path: Path) -> None:
    assert report(
        tmp_path,
        """
        titel: Camp Ashraf
        lang: english
        date: 2026-02-30
        isbn: {press: 978-0-8330-4701-5, kindle: 1}
        page: {trim: folio, bleed: 3 miles}
        notes: {place: foot}
        lists: {contents-depth: 9, index: maybe}
        page: x
        cover: images/cover.png
        smart-quotes: perhaps
        title: [1, 2]
        """,
    ) == [
        "2:1: warning[metadata-unknown]: The front matter has no key “titel”.",
        "3:7: error[metadata-value]: “english” is no language tag (BCP 47).",
        "4:7: error[metadata-value]: The calendar has no day 2026-02-30.",
        "5:15: error[isbn-invalid]: “978-0-8330-4701-5” is no ISBN: its last digit should be 4.",
        "5:34: error[metadata-value]: There is no edition “kindle”.",
        "6:14: error[metadata-value]: “folio” is no size: write a name such as A5, "
        "or 148mm x 210mm.",
        "6:28: error[metadata-value]: “3 miles” is no length: write a number and mm, cm, in, "
        "pt or px.",
        "7:16: error[metadata-value]: “place” is “foot”, and must be one of: page, end.",
        "8:25: error[metadata-value]: “contents-depth” is 9, and headings have levels 1 to 6.",
        "8:35: error[metadata-value]: “index” is “maybe”, and must be true or false.",
        "9:1: error[metadata-duplicate]: “page” stands twice; the first time on line 6.",
        "10:8: error[metadata-file-missing]: There is no cover picture “images/cover.png”.",
        "11:15: error[metadata-value]: “smart-quotes” is “perhaps”, and must be true or false.",
    ]


@pytest.mark.parametrize(
    ("yaml", "hint"),
    [
        ("autor: N. N.", "Did you mean “author”?"),
        ("lang: en_GB", "Write lang: en-GB"),
        ("lang: فارسی", "Write lang: fa"),
        ("notes: {place: pag}", "Did you mean “page”?"),
        ("lists: {figure: true}", "Did you mean “figures”?"),
        ("bibliography: sourcs.json", "Did you mean “sources.json”?"),
        ("author: {name: N., role: ilustrator}", "Did you mean “illustrator”?"),
        ("slug: a/b", "Write slug: a-b"),
        ("citation-style: chicago-note-bibliograpy", "Near names: chicago-note-bibliography."),
    ],
)
def test_a_hint_gives_what_was_probably_meant(tmp_path: Path, yaml: str, hint: str) -> None:
    _, findings = read(tmp_path, yaml, **{"sources.json": "[]"})
    assert [item.hint for item in findings] == [hint]


@pytest.mark.parametrize(
    ("yaml", "place", "said"),
    [
        ("title: A: B", "2:9", "mapping values are not allowed"),
        ("title: A\n\tlang: en", "3:1", "a tab character"),
        ("title: !!python/object:os.system x", "2:8", "!!python/object:os.system"),
        ("title: 'A", "2:10", "unexpected end"),
        ("a: &a [x]\nb: &b [*a,*a]\nc: *nobody", "4:4", "undefined alias"),
    ],
)
def test_broken_yaml_is_one_finding_at_its_place(
    tmp_path: Path, yaml: str, place: str, said: str
) -> None:
    found = report(tmp_path, yaml)
    assert len(found) == 1
    assert found[0].startswith(f"{place}: error[metadata-syntax]")
    assert said in found[0]


def test_an_alias_bomb_is_refused_quickly(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    found = report(tmp_path, "\n".join(lines))
    assert len(found) == 1
    assert "more here than front matter" in found[0]


def test_pandoc_and_quarto_keys_with_a_meaning_are_taken(tmp_path: Path) -> None:
    book, findings = read(
        tmp_path,
        """
        title:
        - {type: main, text: Main}
        - {type: subtitle, text: Sub}
        creator:
        - {role: author, text: Ann Author, file-as: "Author, Ann"}
        contributor: {role: editor, text: Ed Itor}
        language: de
        keywords: [a, b]
        subject: c
        abstract: Short.
        copyright: {holder: Ann, year: 2026}
        license: CC BY-NC 4.0
        belongs-to-collection: Series
        group-position: 2
        identifier: [{scheme: ISBN, text: 978-0-8330-4701-4}]
        toc: false
        toc-depth: 2
        lof: yes
        lot: on
        number-sections: true
        papersize: a4
        csl: https://www.zotero.org/styles/apa
        reference-location: document
        """,
    )
    assert [str(item) for item in findings] == []
    said = book.metadata
    assert (said.title, said.subtitle, said.language) == ("Main", "Sub", "de")
    assert said.contributors == (
        Contributor("Ann Author", "aut", "Author, Ann"),
        Contributor("Ed Itor", "edt"),
    )
    assert said.subjects == ("a", "b", "c")
    assert said.description == "Short."
    assert said.rights == "© 2026 Ann"
    assert said.licence_url == "https://creativecommons.org/licenses/by-nc/4.0/"
    assert (said.series, said.series_number) == ("Series", "2")
    assert said.identifier == "urn:isbn:9780833047014"
    assert (book.lists.contents, book.lists.contents_depth) == (False, 2)
    assert (book.lists.figures, book.lists.tables) == (True, True)
    assert book.numbering.sections
    assert round(book.page.trim.width / POINTS_PER_MM) == 210
    assert book.citations.style == "apa"
    assert book.notes.place == "end"


def test_foreign_keys_without_effect_get_a_note_each(tmp_path: Path) -> None:
    publication, findings = read(
        tmp_path,
        """
        documentclass: scrbook
        geometry: margin=1in
        fontsize: 11pt
        mainfont: Palatino
        header-includes: "\\\\usepackage{x}"
        format: {pdf: default}
        execute: {echo: false}
        link-citations: true
        thanks: To all.
        editor: visual
        theme: [cosmo, my.scss]
        CJKmainfont: X
        """,
    )
    assert {(item.code, str(item.severity)) for item in findings} == {("metadata-ignored", "note")}
    assert len(findings) == 12
    assert publication.theme == "classical"


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("author: Ann Author", (Contributor("Ann Author"),)),
        ("author: [Ann, Bob]", (Contributor("Ann"), Contributor("Bob"))),
        ("author: [{name: Ann, file-as: Z}]", (Contributor("Ann", "aut", "Z"),)),
        (
            "author: {name: {given: Ann, family: Au}}",
            (Contributor("Ann Au", "aut", "Au, Ann"),),
        ),
        (
            "author: {given: Jan, non-dropping-particle: van, family: Dyk}",
            (Contributor("Jan van Dyk", "aut", "van Dyk, Jan"),),
        ),
        (
            "translator: Tom\nauthor: Ann\neditor: {name: Ed}",
            (Contributor("Ann"), Contributor("Ed", "edt"), Contributor("Tom", "trl")),
        ),
        (
            "author: {name: Ann, role: [author, ill]}",
            (Contributor("Ann", "aut"), Contributor("Ann", "ill")),
        ),
        ("author:", ()),
    ],
)
def test_people_are_named_in_many_ways(
    tmp_path: Path, yaml: str, expected: tuple[Contributor, ...]
) -> None:
    assert metadata(tmp_path, yaml).contributors == expected


@pytest.mark.parametrize(
    ("date", "kept"),
    [
        ("2026", "2026"),
        ("2026-11", "2026-11"),
        ("2024-02-29", "2024-02-29"),
        ("2026-11-25T10:00:00Z", "2026-11-25"),
        ("25 November 2026", "2026-11-25"),
        ("November 25, 2026", "2026-11-25"),
        ("Nov 2026", "2026-11"),
        ("2026/11/25", "2026-11-25"),
    ],
)
def test_dates_that_have_one_meaning_are_understood(tmp_path: Path, date: str, kept: str) -> None:
    assert metadata(tmp_path, f"date: {date}").date == kept


@pytest.mark.parametrize("date", ["2023-02-29", "2026-13", "11/12/2026", "soon", "26-11-25"])
def test_a_date_that_is_none_is_an_error(tmp_path: Path, date: str) -> None:
    found = report(tmp_path, f"date: {date}")
    assert len(found) == 1
    assert found[0].startswith("2:7: error[metadata-value]")


def test_the_clock_is_never_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, findings = read(tmp_path, "title: A\ndate: today")
    assert book.metadata.modified == "1980-01-01T00:00:00Z"
    assert [item.code for item in findings] == ["metadata-ignored"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    again, _ = read(tmp_path, "title: A")
    assert again.metadata.modified == "2026-09-21T14:13:20Z"
    assert "date-missing" not in {item.code for item in read_publication(tmp_path)[1]}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("978-0-8330-4701-4", "978-0-8330-4701-4"),
        ("ISBN 978 0 8330 4701 4", "978-0-8330-4701-4"),
        ("1-61658-926-X", None),
        ("0-306-40615-2", "9780306406157"),
        ("080442957X", "9780804429573"),
        ("979-10-90636-07-1", "979-10-90636-07-1"),
        ("1234567890123", None),
        ("12345", None),
    ],
)
def test_an_isbn_must_have_the_right_check_digit(
    tmp_path: Path, given: str, kept: str | None
) -> None:
    book, findings = read(tmp_path, f"isbn: '{given}'")
    assert book.metadata.isbn == ((("press", kept),) if kept else ())
    assert [item.code for item in findings] == ([] if kept else ["isbn-invalid"])


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("https://example.org/book", "https://example.org/book"),
        ("isbn:978-0-8330-4701-4", "urn:isbn:9780833047014"),
    ],
)
def test_identifiers_become_uris(tmp_path: Path, given: str, kept: str) -> None:
    assert metadata(tmp_path, f"identifier: {given}").identifier == kept


def test_the_derived_identifier_depends_on_the_book_alone(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one = metadata(tmp_path / "a", "title: T\nauthor: N").identifier
    assert metadata(tmp_path / "b", "title: T\nauthor: N\npublisher: P").identifier == one
    assert metadata(tmp_path / "a", "title: U\nauthor: N").identifier != one


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Camp Ashraf", "camp-ashraf"),
        ("L’Été à Kraków: Łódź", "lete-a-krakow-lodz"),
        ("Straße & Ørsted", "strasse-orsted"),
        ("تاریخ کوتاه", "the-folder"),
        ("CON", "con-book"),
    ],
)
def test_the_slug_comes_from_the_title_or_else_the_folder(
    tmp_path: Path, title: str, slug: str
) -> None:
    folder = tmp_path / "The folder"
    folder.mkdir()
    assert read(folder, f'title: "{title}"')[0].slug == slug


def test_a_file_beside_the_manuscript_fills_what_it_does_not_say(tmp_path: Path) -> None:
    book, findings = read(
        tmp_path,
        "title: Its own\nlists: {figures: true}",
        **{"metadata.yaml": "title: Other\nauthor: Ann\nlists: {figures: false, tables: true}\n"},
    )
    assert findings == []
    assert book.metadata.title == "Its own"
    assert book.metadata.contributors == (Contributor("Ann"),)
    assert (book.lists.figures, book.lists.tables) == (True, True)


def test_front_matter_that_is_never_closed_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n\n# One\n")
    _, findings = read_publication(tmp_path)
    assert [str(item) for item in findings] == [
        "a.md:1:1: error[metadata-syntax]: The front matter begins here and is never closed."
    ]


def test_a_file_beside_may_have_lines_around_it(tmp_path: Path) -> None:
    book, findings = read(tmp_path, "", **{"metadata.yaml": "---\ntitle: A\n---\n"})
    assert (book.metadata.title, findings) == ("A", [])


def test_mistakes_in_the_file_beside_are_told_under_its_name(tmp_path: Path) -> None:
    _, findings = read(tmp_path, "title: A", **{"octavo.yaml": "- a list"})
    assert str(findings[0]).startswith("octavo.yaml:1:1: error[metadata-syntax]")


def test_own_and_foreign_key_of_one_meaning_are_told(tmp_path: Path) -> None:
    assert report(tmp_path, "toc: false\nlists: {contents: true}") == [
        "3:9: note[metadata-ignored]: “contents” says what “toc” says already, and is left."
    ]


@pytest.mark.parametrize("path", ["../../out.bib", "/etc/passwd", "..\\..\\out.bib"])
def test_no_file_outside_is_taken(tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "out.bib").write_text("")
    assert report(tmp_path, f"bibliography: '{path}'") == [
        f"2:15: error[path-outside]: The bibliography “{path}” lies outside the publication."
    ]


def test_the_bibliography_beside_the_manuscript_is_found(tmp_path: Path) -> None:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "references.bib").write_text("")
    assert read(tmp_path, "title: A")[0].citations.bibliography == ("manuscript/references.bib",)
    (tmp_path / "manuscript" / "sources.json").write_text("[]")
    assert read(tmp_path, "title: A")[0].citations.bibliography == ("manuscript/sources.json",)


def test_a_folder_without_a_manuscript_says_what_to_do(tmp_path: Path) -> None:
    publication, findings = read_publication(tmp_path)
    assert publication is None
    assert [item.code for item in findings] == ["manuscript-empty"]
    (tmp_path / "a.md").write_text("A")
    (tmp_path / "b.md").write_text("B")
    _, findings = read_publication(tmp_path)
    assert findings[0].hint == "Move the text's files into manuscript/."
    assert read_publication(tmp_path / "nowhere")[1][0].message.startswith("There is no folder")


def test_a_language_whose_words_are_not_known_is_noted(tmp_path: Path) -> None:
    assert report(tmp_path, "lang: tlh") == [
        "2:7: note[words-untranslated]: The words that a book prints by itself are not known "
        "in “tlh”."
    ]


@pytest.mark.parametrize(
    ("given", "kept"), [("zh-hant-tw", "zh-Hant-TW"), ("DE-1996", "de-1996"), ("es-419", "es-419")]
)
def test_language_tags_take_their_usual_case(tmp_path: Path, given: str, kept: str) -> None:
    assert metadata(tmp_path, f"lang: {given}").language == kept


@pytest.mark.parametrize(
    ("given", "millimetres"),
    [("A5", (148, 210)), ("148x210mm", (148, 210)), ("14.8 cm × 21 cm", (148, 210))],
)
def test_a_trim_size_is_a_name_or_two_lengths(
    tmp_path: Path, given: str, millimetres: tuple[int, int]
) -> None:
    trim = read(tmp_path, f"page: {{trim: {given}}}")[0].page.trim
    size = (round(trim.width / POINTS_PER_MM), round(trim.height / POINTS_PER_MM))
    assert size == millimetres
