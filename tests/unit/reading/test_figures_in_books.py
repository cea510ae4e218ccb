"""Pictures, figures and tables: what a caption is, what a blind reader hears, what is refused."""

from __future__ import annotations

import re

import pytest

PNG = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\2"
    b"\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)


def codes(reading) -> list[str]:
    return [item.code for item in reading.findings]


def body(reading) -> str:
    return next(division for division in reading.book.divisions if not division.generated).body


@pytest.fixture
def pictures(folder):
    folder.drawing("images/map.svg")
    folder.file("images/dot.png", PNG)
    return folder


def test_bracket_text_is_heard_and_title_is_the_caption(pictures) -> None:
    reading = pictures.read('# A\n\n![A map of Iraq](../images/map.svg "The *camp*"){#fig-map}\n')
    (figure,) = reading.book.figures
    assert codes(reading) == []
    assert (figure.id, figure.label, figure.caption) == (
        "fig-map", "Figure 1", "The <em>camp</em>",
    )  # fmt: skip
    assert '<img src="images/map.svg" alt="A map of Iraq"/>' in body(reading)
    assert re.search(
        r'<figcaption id="[^"]+"><span class="label">Figure 1</span> The ', body(reading)
    )


def test_without_title_bracket_text_is_the_caption(pictures) -> None:
    reading = pictures.read('# A\n\n![The camp](../images/map.svg){fig-alt="A map of Iraq"}\n')
    assert reading.book.figures[0].caption == "The camp"
    assert 'alt="A map of Iraq"' in body(reading)


def test_alt_may_be_said_apart(pictures) -> None:
    reading = pictures.read('# A\n\n![The camp](../images/map.svg){alt="A map of Iraq"}\n')
    assert reading.book.figures[0].caption == "The camp"
    assert 'alt="A map of Iraq"' in body(reading)


def test_a_fenced_division_makes_a_figure_with_a_full_caption(pictures) -> None:
    reading = pictures.read(
        "# A\n\n::: {.figure #fig-x}\n![A map](../images/map.svg)\n\n"
        "The camp.^[After a survey.]\n:::\n\nSee @fig-x.\n"
    )
    assert codes(reading) == []
    assert reading.book.figures[0].caption == "The camp."
    assert len(reading.book.notes) == 1
    assert '<a class="xref" href="#fig-x">Figure\u00a01</a>' in body(reading)


def test_a_figure_in_a_division_loses_nothing_that_stands_in_it(pictures) -> None:
    reading = pictures.read(
        "# A\n\n::: {#fig-x}\n![One](../images/map.svg) ![Two](../images/dot.png)\n\nBetween.\n\n"
        "- item\n\nThe caption.\n:::\n"
    )
    text = body(reading)
    assert [word for word in ("Between.", "item", "The caption.") if word not in text] == []
    assert text.count("<img ") == 2
    assert reading.book.figures[0].caption == "The caption."


def test_a_caption_with_a_mistake_is_answered_once_on_its_line(pictures) -> None:
    reading = pictures.read('# A\n\n![Map](../images/map.svg "The [camp]{.x =}")\n')
    (found,) = reading.findings
    assert str(found).startswith("manuscript/00-book.md:9:")
    assert found.code == "attributes-broken"


def test_a_picture_without_caption_has_no_number(pictures) -> None:
    reading = pictures.read("# A\n\n![](../images/map.svg){.decorative}\n")
    assert codes(reading) == []
    assert reading.book.figures == ()
    assert '<img src="images/map.svg" alt=""/>' in body(reading)


def test_a_picture_nobody_describes_is_a_warning(pictures) -> None:
    reading = pictures.read(
        '# A\n\n![](../images/map.svg "The camp")\n\nText ![](../images/dot.png).\n'
    )
    assert codes(reading) == ["alt-missing", "alt-missing"]
    assert str(reading.findings[0].location) == "manuscript/00-book.md:9:1"


def test_pictures_in_a_line_stay_in_it(pictures) -> None:
    reading = pictures.read("# A\n\nA dot ![dot](../images/dot.png) here.\n")
    assert reading.book.figures == ()
    assert 'A dot <img src="images/dot.png" alt="dot"/> here.' in body(reading)


def test_each_picture_is_one_asset(pictures) -> None:
    text = "# A\n\n![a](../images/dot.png)\n\n![b](../images/dot.png)\n\n![c](../images/map.svg)\n"
    assets = pictures.read(text).book.assets
    assert [(asset.path, asset.media_type, asset.width) for asset in assets] == [
        ("images/dot.png", "image/png", 1.0),
        ("images/map.svg", "image/svg+xml", 40.0),
    ]


def test_a_width_is_kept_on_the_figure(pictures) -> None:
    reading = pictures.read("# A\n\n![a](../images/dot.png){width=60% .wide}\n")
    assert re.search(r'<figure class="figure wide"[^>]* style="width: 60%"', body(reading))


@pytest.mark.parametrize(
    ("address", "code", "hint"),
    [
        ("../images/mop.svg", "image-missing", "Did you mean “../images/map.svg”?"),
        ("map.svg", "image-missing", "Did you mean “../images/map.svg”?"),
        ("https://example.org/a.png", "image-remote", None),
        ("//example.org/a.png", "image-remote", None),
        ("file:///etc/passwd", "image-remote", None),
        ("data:image/png;base64,AAAA", "image-remote", None),
        ("../../secret.png", "path-outside", None),
        ("/etc/passwd", "path-outside", None),
        ("..%2f..%2fsecret.png", "path-outside", None),
        ("../images/broken.png", "image-broken", None),
        ("../images/active.svg", "svg-unsafe", None),
        ("../images/text.png", "image-unknown", None),
    ],
)
def test_pictures_that_cannot_be_shown_are_errors(pictures, address, code, hint) -> None:
    pictures.file("images/broken.png", PNG[:40])
    pictures.file("images/text.png", "hello")
    pictures.file(
        "images/active.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>x</script></svg>',
    )
    reading = pictures.read(f"# A\n\n![a]({address})\n")
    assert codes(reading) == [code]
    assert str(reading.findings[0].location) == "manuscript/00-book.md:9:1"
    if hint:
        assert reading.findings[0].hint == hint


def test_a_link_out_of_the_folder_is_refused(pictures, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.png"
    outside.write_bytes(PNG)
    (pictures.root / "images" / "link.png").symlink_to(outside)
    assert codes(pictures.read("# A\n\n![a](../images/link.png)\n")) == ["path-outside"]


def test_tables_with_captions_are_numbered(folder) -> None:
    reading = folder.read(
        "# A\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\nTable: Deaths by source {#tbl-deaths}\n\n"
        "See @tbl-deaths.\n"
    )
    (table,) = reading.book.tables
    assert codes(reading) == []
    assert (table.id, table.label, table.caption) == ("tbl-deaths", "Table 1", "Deaths by source")
    assert 'scope="col"' in body(reading)
    assert "text-align: right" in body(reading)
    assert '<a class="xref" href="#tbl-deaths">Table\u00a01</a>' in body(reading)


def test_a_table_in_quartos_division_takes_its_id_and_caption(folder) -> None:
    reading = folder.read(
        "# A\n\n::: {#tbl-x}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nThe caption.\n\n:::\n"
    )
    assert [(table.id, table.caption) for table in reading.book.tables] == [
        ("tbl-x", "The caption.")
    ]


def test_a_table_without_caption_has_no_number(folder) -> None:
    reading = folder.read("# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert reading.book.tables == ()
    assert "<caption" not in body(reading)


def test_labels_speak_the_language_of_the_book(pictures) -> None:
    reading = pictures.read("# A\n\n![Karte](../images/map.svg)\n", "lang: de\n")
    assert reading.book.figures[0].label == "Abbildung 1"
