from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from octavo.findings import Finding, Location
from octavo.publication import CitationSettings, Metadata, Publication
from octavo.reading import citations as module
from octavo.reading.bibliography import Bibliography, Record
from octavo.reading.citations import Citations, Cite, Cluster, format_citations, is_note_style

RECORDS: list[dict[str, object]] = [
    {
        "id": "goulka",
        "type": "report",
        "title": "The Mujahedin-e Khalq in Iraq: A Policy Conundrum",
        "author": [
            {"family": "Goulka", "given": "Jeremiah"},
            {"family": "Hansell", "given": "Lydia"},
            {"family": "Wilke", "given": "Elizabeth"},
        ],
        "issued": {"date-parts": [[2009]]},
        "publisher": "RAND Corporation",
        "URL": "https://www.rand.org/?a=1&b=2",
    },
    {
        "id": "hrw:2005",
        "type": "report",
        "title": "No Exit",
        "author": [{"literal": "Human Rights Watch"}],
        "issued": {"date-parts": [[2005, 5]]},
    },
    {
        "id": "tauris",
        "type": "book",
        "title": "Radical <i>Islam</i> & the People's <Mojahedin>",
        "author": [{"family": "Abrahamian", "given": "Ervand"}],
        "issued": {"date-parts": [[1989]]},
        "publisher": "I. B. Tauris",
    },
    {
        "id": "news",
        "type": "article-newspaper",
        "title": "U.S. Forces Besiege Iran Group's Camp",
        "container-title": "Los Angeles Times",
        "issued": {"date-parts": [[2003, 5, 10]]},
    },
]
BIBLIOGRAPHY = Bibliography(
    tuple(
        Record(str(record["id"]), json.dumps(record), Location("s.json", 1 + line))
        for line, record in enumerate(RECORDS)
    )
)
CSL = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{kind}">{body}</style>'


def publication(root: Path, style: str = "", language: str = "en-GB") -> Publication:
    settings = CitationSettings(style=style) if style else CitationSettings()
    metadata = Metadata("Book", language=language)
    return Publication(root.resolve(), "book", ("book.md",), metadata, citations=settings)


def paren(*cites: Cite, note: int = 1, own: bool = True) -> Cluster:
    return Cluster(
        f"c{note}{'' if own else 'h'}", cites, "paren", note, Location("b.md", note), own
    )


def formatted(
    root: Path, *clusters: Cluster, style: str = "", language: str = "en-GB"
) -> Citations:
    book = publication(root, style, language)
    result, findings = format_citations(BIBLIOGRAPHY, clusters, book)
    assert [str(item) for item in findings] == []
    for text in [*result.text.values(), *result.names.values()]:
        ElementTree.fromstring(f"<p>{text}</p>")
    for source in result.sources:
        ElementTree.fromstring(f"<p>{source.entry}</p>")
    return result


def plain(text: str) -> str:
    return "".join(ElementTree.fromstring(f"<p>{text}</p>").itertext())


def texts(result: Citations) -> list[str]:
    return [plain(text) for text in result.text.values()]


def test_chicago_notes_are_full_first_and_short_later(tmp_path: Path) -> None:
    result = formatted(
        tmp_path,
        paren(Cite("goulka", suffix=", p. 12"), note=1),
        paren(Cite("news"), note=2),
        paren(Cite("goulka", suffix=", pp. 3-5"), note=3),
        paren(Cite("hrw:2005", prefix="see"), Cite("goulka", suffix=", chap. 2"), note=4),
    )
    assert result.in_notes
    assert texts(result) == [
        "Jeremiah Goulka et al., The Mujahedin-e Khalq in Iraq: A Policy Conundrum "
        "(RAND Corporation, 2009), 12, https://www.rand.org/?a=1&b=2",
        "‘U.S. Forces Besiege Iran Group’s Camp’, Los Angeles Times, 10 May 2003",
        "Goulka et al., The Mujahedin-e Khalq in Iraq: A Policy Conundrum, 3–5",
        "See Human Rights Watch, No Exit (2005); Goulka et al., The Mujahedin-e Khalq in Iraq: "
        "A Policy Conundrum, chap. 2",
    ]
    assert '<a href="https://www.rand.org/?a=1&amp;b=2">' in result.text["c1"]
    assert "<em>The Mujahedin-e Khalq in Iraq: A Policy Conundrum</em>" in result.text["c1"]


def test_no_text_of_a_note_ends_with_a_full_stop(tmp_path: Path) -> None:
    clusters = [paren(Cite(str(record["id"])), note=n) for n, record in enumerate(RECORDS, 1)]
    for style in ("", "mhra-notes", "chicago-notes-bibliography-17th-edition"):
        for text in texts(formatted(tmp_path, *clusters, style=style)):
            assert not text.endswith(".")


def test_ibid_follows_its_own_note_only(tmp_path: Path) -> None:
    style = "chicago-notes-bibliography-subsequent-ibid-17th-edition"
    result = formatted(
        tmp_path,
        paren(Cite("goulka", suffix=", p. 5"), note=1),
        paren(Cite("goulka", suffix=", p. 6"), note=2),
        paren(Cite("goulka", suffix=", p. 7"), note=5),
        style=style,
    )
    assert texts(result)[1] == "Ibid., 6"
    assert texts(result)[2].startswith("Goulka, Hansell, and Wilke, ")


def test_a_citation_inside_a_written_note_is_part_of_its_sentence(tmp_path: Path) -> None:
    result = formatted(
        tmp_path,
        paren(Cite("hrw:2005", prefix="see"), note=1),
        paren(Cite("goulka", prefix="see", suffix=", p. 3"), note=2, own=False),
        Cluster("text", (Cite("hrw:2005", suffix="p. 4"),), "text", 2, Location("b.md"), False),
    )
    first, inside, text = texts(result)
    assert first.startswith("See Human Rights Watch")
    assert inside.startswith("see Jeremiah Goulka")
    assert "(see" not in inside
    assert text == "Human Rights Watch, No Exit, 4"
    assert result.names == {}


def test_an_author_named_in_the_text_leaves_a_whole_note(tmp_path: Path) -> None:
    result = formatted(
        tmp_path,
        Cluster("a", (Cite("hrw:2005", suffix="p. 4"),), "text", 1, Location("b.md")),
        Cluster("b", (Cite("goulka"),), "text", 2, Location("b.md")),
    )
    assert result.names == {"a": "Human Rights Watch", "b": "Goulka et al."}
    assert texts(result)[0] == "Human Rights Watch, No Exit (2005), 4"
    assert texts(result)[1].startswith("Jeremiah Goulka et al., ")


def test_author_date_styles_link_to_the_list_of_sources(tmp_path: Path) -> None:
    result = formatted(
        tmp_path,
        paren(Cite("hrw:2005", suffix=", p. 4"), Cite("goulka", prefix="and also"), note=1),
        Cluster("t", (Cite("goulka", suffix="p. 3"),), "text", 2, Location("b.md")),
        paren(Cite("goulka", suppress_author=True), note=3),
        style="apa",
    )
    assert not result.in_notes
    assert texts(result) == [
        "(Human Rights Watch, 2005, p. 4; and also Goulka et al., 2009)",
        "Goulka et al. (2009, p. 3)",
        "(2009)",
    ]
    ids = {source.id for source in result.sources}
    links = re.findall(r'<a href="#([^"]*)" role="doc-biblioref">', "".join(result.text.values()))
    assert ids == {"ref-hrw-2005", "ref-goulka"} == set(links)


def test_numeric_styles_number_by_first_citation(tmp_path: Path) -> None:
    result = formatted(
        tmp_path, paren(Cite("news"), note=1), paren(Cite("goulka"), note=2), style="ieee"
    )
    assert texts(result) == ["[1]", "[2]"]
    assert [plain(source.entry)[:4] for source in result.sources] == ["[1] ", "[2] "]


def test_sources_stand_in_the_styles_order_with_links(tmp_path: Path) -> None:
    clusters = [paren(Cite(str(record["id"])), note=n) for n, record in enumerate(RECORDS, 1)]
    result = formatted(tmp_path, *reversed(clusters))
    assert [(source.id, source.key) for source in result.sources] == [
        ("ref-tauris", "tauris"),
        ("ref-goulka", "goulka"),
        ("ref-hrw-2005", "hrw:2005"),
        ("ref-news", "news"),
    ]
    assert plain(result.sources[0].entry) == (
        "Abrahamian, Ervand. Radical Islam & the People’s <Mojahedin>. I. B. Tauris, 1989."
    )
    assert "<em>Radical " in result.sources[0].entry


def test_nocite_lists_what_is_not_cited(tmp_path: Path) -> None:
    book = publication(tmp_path)
    book = replace(book, citations=replace(book.citations, nocite=("tauris",)))
    result, findings = format_citations(BIBLIOGRAPHY, (paren(Cite("news")),), book)
    assert [source.key for source in result.sources] == ["tauris", "news"]
    assert findings == ()
    every = replace(book, citations=replace(book.citations, nocite=("*",)))
    assert len(format_citations(BIBLIOGRAPHY, (), every)[0].sources) == 4


def test_unknown_keys_are_told_with_the_nearest_and_the_rest_is_formatted(tmp_path: Path) -> None:
    clusters = (
        paren(Cite("golka"), Cite("hrw:2005"), note=3),
        paren(Cite("nobody"), note=4),
    )
    result, findings = format_citations(BIBLIOGRAPHY, clusters, publication(tmp_path))
    assert [(str(item), item.hint) for item in findings] == [
        (
            "b.md:3:1: error[citation-unknown]: The bibliography has no source “golka”.",
            "Did you mean “goulka”?",
        ),
        ("b.md:4:1: error[citation-unknown]: The bibliography has no source “nobody”.", None),
    ]
    assert plain(result.text["c3"]) == "Human Rights Watch, No Exit (2005); golka?"
    assert plain(result.text["c4"]) == "nobody?"


def test_without_a_bibliography_the_hint_says_where_to_put_one(tmp_path: Path) -> None:
    _, findings = format_citations(Bibliography(), (paren(Cite("a")),), publication(tmp_path))
    assert findings[0].hint is not None
    assert "sources.json" in findings[0].hint


def test_a_book_without_citations_starts_no_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "run_pandoc", None)
    result, findings = format_citations(BIBLIOGRAPHY, (), publication(tmp_path))
    assert (result, findings) == (Citations(True, {}, (), {}), ())


def test_prefixes_and_suffixes_are_markdown_and_hold_any_character(tmp_path: Path) -> None:
    cite = Cite("hrw:2005", prefix="cf. *esp.* a<b & c", suffix=", p. 3, the group's view (n. 2)")
    result = formatted(tmp_path, paren(cite))
    assert "<em>esp.</em> a&lt;b &amp; c" in result.text["c1"]
    assert texts(result)[0].endswith(", 3, the group’s view (n. 2)")


@pytest.mark.parametrize(
    ("suffix", "end"),
    [
        (", p. 3", ", 3"),
        (" p. 3", ", 3"),
        ("p. 3", ", 3"),
        (", pp. 3-5", ", 3–5"),
        (" and others", " and others"),
        (", art. 4", ", art. 4"),
        (", xii", ", xii"),
        (", {sec. 3}, end", ", sec. 3, end"),
        ("", ")"),
    ],
)
def test_locators_are_recognised_however_they_are_joined(
    tmp_path: Path, suffix: str, end: str
) -> None:
    text = texts(formatted(tmp_path, paren(Cite("hrw:2005", suffix=suffix))))[0]
    assert text.startswith("Human Rights Watch, No Exit (2005)")
    assert text.endswith(end)


def test_words_of_a_style_are_in_the_books_language(tmp_path: Path) -> None:
    clusters = (paren(Cite("goulka", suffix=", S. 3")),)
    german = texts(formatted(tmp_path, *clusters, style="apa", language="de"))
    assert german == ["(Goulka et al., 2009, S. 3)"]
    persian = texts(formatted(tmp_path, paren(Cite("goulka")), style="apa", language="fa"))
    assert "و همکاران" in persian[0]


def test_the_same_input_gives_the_same_result(tmp_path: Path) -> None:
    clusters = [paren(Cite(str(record["id"])), note=n) for n, record in enumerate(RECORDS, 1)]
    assert formatted(tmp_path, *clusters) == formatted(tmp_path, *clusters)


def test_keys_that_no_id_can_hold_stay_apart(tmp_path: Path) -> None:
    records = tuple(
        Record(key, json.dumps({"id": key, "type": "book", "title": key}), Location("s.json"))
        for key in ("a:b", "a b", "کتاب", "1")
    )
    clusters = tuple(paren(Cite(record.key), note=n) for n, record in enumerate(records, 1))
    result, _ = format_citations(Bibliography(records), clusters, publication(tmp_path, "apa"))
    ids = {source.key: source.id for source in result.sources}
    assert sorted(ids.values()) == ["ref-1", "ref-a-b", "ref-a-b-2", "ref-کتاب"]
    assert f'href="#{ids["a b"]}"' in result.text["c2"]


# --- styles ---


def test_styles_are_known_by_name_dependent_ones_by_their_parent(tmp_path: Path) -> None:
    notes = {
        "": True,
        "Chicago-Notes-Bibliography.csl": True,
        "turabian-notes-bibliography": True,
        "mhra": True,
        "apa": False,
        "mla": False,
        "jama": False,
    }
    for style, expected in notes.items():
        assert is_note_style(publication(tmp_path, style)) is expected


def told(root: Path, style: str) -> list[Finding]:
    return list(format_citations(BIBLIOGRAPHY, (), publication(root, style))[1])


def test_an_unknown_style_is_told_with_near_names_and_the_default_stands_in(
    tmp_path: Path,
) -> None:
    found = told(tmp_path, "chicago-author-dat")
    assert [item.code for item in found] == ["citation-style-unknown"]
    assert found[0].hint is not None
    assert "chicago-author-date" in found[0].hint
    assert is_note_style(publication(tmp_path, "chicago-author-dat"))


def test_a_style_of_the_publication_is_used(tmp_path: Path) -> None:
    body = (
        '<citation><layout prefix="{" suffix="}"><text variable="title"/></layout></citation>'
        '<bibliography><layout><text variable="title"/></layout></bibliography>'
    )
    info = "<info><title>T</title><id>t</id><updated>2020-01-01T00:00:00Z</updated></info>"
    (tmp_path / "own.csl").write_text(CSL.format(kind="in-text", body=info + body))
    result = formatted(tmp_path, paren(Cite("hrw:2005")), style="own.csl")
    assert texts(result) == ["{No Exit}"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<style", "not well-formed XML"),
        ("<html/>", "no CSL style"),
        (CSL.format(kind="note", body=""), "what a citation looks like"),
        (
            CSL.format(
                kind="note",
                body='<info><link rel="independent-parent" href="http://x.invalid/none"/></info>',
            ),
            "“none”, which is not installed",
        ),
        (
            '<!DOCTYPE s [<!ENTITY e "x">]>' + CSL.format(kind="note", body="<citation/>"),
            "remove it",
        ),
    ],
)
def test_a_broken_style_is_told(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "own.csl").write_text(content)
    found = told(tmp_path, "own.csl")
    assert [item.code for item in found] == ["citation-style-broken"]
    assert said in found[0].message
    assert found[0].location is not None
    assert found[0].location.path == "own.csl"


def test_no_style_outside_the_publication_is_opened(tmp_path: Path) -> None:
    (tmp_path / "out.csl").write_text(CSL.format(kind="in-text", body="<citation/>"))
    (tmp_path / "book").mkdir()
    found = told(tmp_path / "book", "../out.csl")
    assert [item.code for item in found] == ["citation-style-unknown"]
