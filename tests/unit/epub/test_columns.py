"""On narrow screens a column has the room that its words need."""

from __future__ import annotations

import re

from lxml import etree

from octavo.epub.columns import fit_tables

X = 'xmlns="http://www.w3.org/1999/xhtml"'


def shares(table: str) -> list[float]:
    """The shares of the columns of a table, in per cent."""
    tree = etree.fromstring(f"<body {X}>{table}</body>")
    fit_tables(tree)
    styles = [col.get("style") or "" for col in tree.iter("{*}col")]
    return [float(re.search(r"--narrow: ([\d.]+)%", style)[1]) for style in styles]  # type: ignore[index]


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def test_a_column_of_long_words_gets_more_than_one_of_numbers() -> None:
    number, word = shares(f"<table>{row('1', 'incomprehensible')}{row('12', 'a')}</table>")
    assert word > 2 * number
    assert 99 < number + word < 101


def test_the_column_group_stands_behind_the_caption() -> None:
    table = f"<table><caption>C</caption>{row('a', 'b')}</table>"
    tree = etree.fromstring(f"<body {X}>{table}</body>")
    fit_tables(tree)
    (found,) = tree.iter("{*}table")
    assert [child.tag.rpartition("}")[2] for child in found] == ["caption", "colgroup", "tr"]


def test_a_table_stands_in_a_box_and_one_in_a_cell_of_it_in_none_of_its_own() -> None:
    inner = f"<table>{row('x', 'y')}</table>"
    tree = etree.fromstring(f"<body {X}><p/><table>{row(inner, 'b')}</table>tail<p/></body>")
    fit_tables(tree)
    (box,) = tree.iter("{*}div")
    assert box.getparent() is tree
    assert len(list(box.iter("{*}table"))) == 2
    assert "".join(tree.itertext()) == "xybtail"


def test_the_authors_widths_stand() -> None:
    tree = etree.fromstring(
        f'<body {X}><table><colgroup><col style="width: 70%"/><col/></colgroup>'
        f"{row('a', 'b')}</table></body>"
    )
    fit_tables(tree)
    first, second = tree.iter("{*}col")
    assert (first.get("style") or "").startswith("width: 70%; --narrow: ")
    assert (second.get("style") or "").startswith("--narrow: ")


def test_a_cell_over_two_columns_counts_in_both() -> None:
    wide = '<tr><td colspan="2">uncharacteristically</td><td>a</td></tr>'
    first, second, third = shares(f"<table>{wide}{row('a', 'b', 'c')}</table>")
    assert first == second > third


def test_a_table_in_a_cell_does_not_count_its_rows_twice() -> None:
    inner = f"<table>{row('x', 'y')}</table>"
    assert len(shares(f"<table>{row(inner, 'b')}</table>")) == 4  # two tables of two


def test_a_table_of_one_column_and_an_empty_one_stay_as_they_are() -> None:
    assert shares(f"<table>{row('a')}</table>") == []
    assert shares("<table></table>") == []
