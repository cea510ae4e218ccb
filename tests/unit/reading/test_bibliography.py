from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from octavo.findings import Finding, Location
from octavo.publication import CitationSettings, Metadata, Publication
from octavo.reading.bibliography import Bibliography, load_bibliography


def load(root: Path, **files: str | bytes) -> tuple[Bibliography, list[str]]:
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (root / name).write_bytes(data)
    publication = Publication(
        root,
        "book",
        ("book.md",),
        Metadata("Book"),
        citations=CitationSettings(bibliography=tuple(files)),
    )
    bibliography, findings = load_bibliography(publication)
    return bibliography, told(findings)


def told(findings: tuple[Finding, ...]) -> list[str]:
    return [str(item) for item in findings]


def title(bibliography: Bibliography, key: str) -> object:
    record = next(record for record in bibliography.records if record.key == key)
    return json.loads(record.csl)["title"]


JSON = """[
 {"id": "one", "type": "book", "title": "One", "custom": {"kept": [1]}, "odd-key": {"a": 1}},
 {
  "id": 2, "type": "report", "title": "Two", "issued": {"date-parts": [["2005", 5]]}
 }
]
"""


def test_json_is_read_with_the_line_of_each_entry(tmp_path: Path) -> None:
    bibliography, findings = load(tmp_path, **{"s.json": JSON})
    assert findings == []
    assert bibliography.keys == {"one", "2"}
    assert bibliography.locations() == {
        "one": Location("s.json", 2, 2),
        "2": Location("s.json", 3, 2),
    }
    assert json.loads(bibliography.records[0].csl)["custom"] == {"kept": [1]}


def test_an_object_around_the_list_is_understood(tmp_path: Path) -> None:
    bibliography, findings = load(tmp_path, **{"s.json": '{"items": [{"id": "a"}]}'})
    assert (bibliography.keys, findings) == ({"a"}, [])


def test_broken_json_keeps_what_stands_before_the_fault(tmp_path: Path) -> None:
    bibliography, findings = load(tmp_path, **{"s.json": '[{"id": "a"},\n {"id": "b" "x"}]'})
    assert bibliography.keys == {"a"}
    assert findings == [
        "s.json:2:13: error[bibliography-unreadable]: The file is not well-formed JSON: "
        "expecting ',' delimiter."
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": 1}', "must begin with ["),
        ('[{"id": "a"}', "not closed with ]"),
        ("[" * 100_000, "nested too deep"),
        ("nonsense", "must begin with ["),
    ],
)
def test_what_is_no_list_is_said(tmp_path: Path, text: str, said: str) -> None:
    _, findings = load(tmp_path, **{"s.json": text})
    assert len(findings) == 1
    assert said in findings[0]


def test_an_odd_field_costs_the_field_not_the_entry(tmp_path: Path) -> None:
    bibliography, findings = load(
        tmp_path,
        **{
            "s.json": json.dumps(
                [
                    {"id": "a", "title": "T", "author": "A. Name"},
                    {"id": "b", "title": "T", "issued": 5},
                    {"id": "c", "title": ["T"], "issued": {"date-parts": [["soon"]]}},
                    {"title": "No id"},
                    "text",
                    {"id": "d", "title": None},
                ]
            )
        },
    )
    assert bibliography.keys == {"a", "b", "c", "d"}
    assert [item.split("error[bibliography-entry]: ")[1] for item in findings] == [
        "“author” of the entry “a” is left out: it must be a list of names with family and "
        "given, or literal.",
        "“issued” of the entry “b” is left out: a date is an object with date-parts, or a text "
        "such as 2013-09-01.",
        "“title” of the entry “c” is left out: it must be a text or a number.",
        "“issued” of the entry “c” is left out: year, month and day are numbers.",
        "The entry “No id” has no id, so that it cannot be cited.",
        "An entry of the bibliography must be an object with id and type.",
    ]


def test_of_two_entries_with_a_key_the_first_counts(tmp_path: Path) -> None:
    bibliography, findings = load(
        tmp_path,
        **{
            "a.json": '[{"id": "x", "title": "First"}, {"id": "x", "title": "Second"}]',
            "b.bib": "@book{x, title={{Third}}}\n@book{y, title={{Y}}}\n@book{y, title={{Z}}}\n",
        },
    )
    assert title(bibliography, "x") == "First"
    assert title(bibliography, "y") == "Y"
    assert findings == [
        "b.bib:3:1: warning[bibliography-duplicate]: The key “y” is taken: b.bib:2:1 has it "
        "already.",
        "a.json:1:33: warning[bibliography-duplicate]: The key “x” is taken: a.json:1:2 has it "
        "already.",
        "b.bib:1:1: warning[bibliography-duplicate]: The key “x” is taken: a.json:1:2 has it "
        "already.",
    ]


def test_biblatex_is_read_with_the_line_of_each_entry(tmp_path: Path) -> None:
    bibliography, findings = load(
        tmp_path,
        **{
            "s.bib": "% a comment with @book{not, }\n@string{p = {Press}}\n\n@book{cam\u00e9l:2,\n"
            " author = {Goulka, Jeremiah and {Human Rights Watch}},\n title = {{The Title}},\n"
            " publisher = p, date = {2005-05}\n}\n"
        },
    )
    assert findings == []
    record = json.loads(bibliography.records[0].csl)
    assert bibliography.records[0].location == Location("s.bib", 4, 1)
    assert record["author"] == [
        {"family": "Goulka", "given": "Jeremiah"},
        {"literal": "Human Rights Watch"},
    ]
    assert (record["publisher"], record["issued"]) == ("Press", {"date-parts": [[2005, 5]]})


def test_one_broken_bibtex_entry_never_takes_the_others_with_it(tmp_path: Path) -> None:
    bibliography, findings = load(
        tmp_path,
        **{
            "s.bib": "@book{a, title={{A}}}\n@book{b, title={{B},\n year=2000\n\n"
            "@book{c, title={{C}}}\n@article{d\n title={{D}}}\n@book{, title={{E}}}\n"
            "@book{f, title={{F}}}\n"
        },
    )
    assert bibliography.keys == {"a", "c", "f"}
    assert bibliography.locations()["f"].line == 9
    assert [item.split(": ", 1)[0] for item in findings] == ["s.bib:2:1", "s.bib:8:1", "s.bib:7:2"]
    assert "“b” is not closed" in findings[0]
    assert "no key" in findings[1]


def test_csl_yaml_is_read_as_pandoc_writes_it(tmp_path: Path) -> None:
    bibliography, findings = load(
        tmp_path,
        **{
            "s.yaml": "---\nreferences:\n- id: no\n  type: book\n  title: The *Moby-Dick* book\n"
            "  issued: 1984\n- type: book\n- id: b\n  title: 1.10\n...\n"
        },
    )
    assert title(bibliography, "no") == "The <i>Moby-Dick</i> book"
    assert title(bibliography, "b") == "1.10"
    assert bibliography.locations()["b"] == Location("s.yaml", 8, 3)
    assert findings == [
        "s.yaml:7:3: error[bibliography-entry]: The entry has no id, so that it cannot be cited."
    ]


def test_broken_yaml_and_yaml_with_tags_are_told(tmp_path: Path) -> None:
    _, findings = load(tmp_path, **{"s.yaml": "- id: a\n  title: A: B\n", "t.yml": "- !!x a"})
    assert [item.split(": ", 1)[0] for item in findings] == ["s.yaml:2:11", "t.yml:1:3"]
    assert all("error[bibliography-unreadable]" in item for item in findings)


def test_ris_is_read_with_the_line_of_each_entry(tmp_path: Path) -> None:
    bibliography, findings = load(
        tmp_path,
        **{
            "s.ris": "TY  - BOOK\nAU  - Smith, John\nTI  - A book\nPY  - 2001\nER  - \n"
            "TY  - JOUR\nID  - k2\nTI  - Art\nPY  - 2003\nER  - \n"
        },
    )
    assert findings == []
    assert bibliography.locations() == {
        "Smith_2001": Location("s.ris", 1, 1),
        "k2": Location("s.ris", 7, 1),
    }


def test_other_files_and_bad_bytes_are_told(tmp_path: Path) -> None:
    _, findings = load(tmp_path, **{"s.docx": "x", "s.json": b'[{"id": "caf\xe9"}]', "e.bib": ""})
    assert [item.split(": ")[1] for item in findings] == [
        "error[bibliography-unreadable]",
        "error[file-undecodable]",
    ]


def test_no_bibliography_is_an_empty_one(tmp_path: Path) -> None:
    bibliography, findings = load(tmp_path)
    assert (bibliography.records, bibliography.keys, findings) == ((), frozenset(), [])


def test_a_large_file_is_read_in_a_moment(tmp_path: Path) -> None:
    entries = [{"id": f"k{n}", "type": "book", "title": "T" * 400} for n in range(5_000)]
    bibliography, findings = load(tmp_path, **{"s.json": json.dumps(entries, indent=1)})
    assert findings == []
    assert bibliography.locations()["k4999"].line == 4999 * 5 + 2


def test_a_bibliography_survives_the_way_to_a_worker(tmp_path: Path) -> None:
    bibliography, _ = load(tmp_path, **{"s.json": JSON})
    assert pickle.loads(pickle.dumps(bibliography)) == bibliography
