"""Themes: built in, extended by a publication, and what is said where that fails."""

from __future__ import annotations

import pickle

import pytest
from sample import sample_book, sample_publication

from octavo.artifacts import Medium
from octavo.findings import Location, ManuscriptError
from octavo.geometry import TRIMS
from octavo.layouts import lay_out, load_theme
from octavo.layouts.textblock import PageDesign, text_block
from octavo.publication import PageSetup

TITLEPAGE = """{% extends "classical/titlepage.html.j2" %}
{% block publisher %}<p class="publisher">{{ metadata.publisher }}, at the lock</p>{% endblock %}
"""


def documents(publication, medium=Medium.PAGE):
    theme, findings = load_theme(publication)
    assert not findings
    return {item.division_id: item for item in lay_out(sample_book(), publication, theme, medium)}


def findings_of(publication):
    return load_theme(publication)[1]


# --- built in ---


@pytest.mark.parametrize("name", ["classical", "modern"])
def test_a_builtin_theme_names_its_faces_and_has_layouts_for_every_role(publication, name):
    theme, findings = load_theme(sample_publication(publication.root, theme=name))
    assert not findings
    assert {(face.weight, face.style) for face in theme.faces} >= {
        (400, "normal"), (400, "italic"), (600, "normal"),
    }  # fmt: skip
    assert all(face.package and face.axes for face in theme.faces)
    assert pickle.loads(pickle.dumps(theme)) == theme
    assert lay_out(sample_book(), publication, theme, Medium.PAGE)


def test_modern_uses_its_own_faces_and_classical_ones_layouts(publication):
    theme, _ = load_theme(sample_publication(publication.root, theme="modern"))
    assert "EB Garamond" not in {face.family for face in theme.faces}
    assert "classical/titlepage.html.j2" in {layout.name for layout in theme.layouts}


def test_an_unknown_theme_is_answered_with_the_nearest(publication):
    (said,) = findings_of(sample_publication(publication.root, theme="clasical"))
    assert (said.code, said.hint) == ("theme-unknown", "Did you mean “classical”?")


# --- the page ---


@pytest.mark.parametrize("trim", sorted(TRIMS))
def test_the_text_block_fits_any_trim(trim):
    size = TRIMS[trim]
    block = text_block(size, PageDesign())
    assert block.inner < block.outer
    assert block.top < block.bottom
    assert block.inner + block.measure + block.outer == pytest.approx(size.width)
    assert block.top + block.height + block.bottom == pytest.approx(size.height)
    assert block.lines == int(block.lines)
    assert 1.25 <= block.leading / block.size <= 1.35
    assert block.inner >= min(36, size.width / 9)  # half an inch, less for pocket books


def test_a_publication_sets_its_page_in_theme_yaml(publication, styles):
    styles(theme_yaml="page: {size: 12, measure: 22}\n")
    theme, findings = load_theme(publication)
    assert not findings
    assert (theme.text_block.size, theme.text_block.measure) == (12, 264)


# --- a publication's own styles ---


def test_a_layout_in_styles_replaces_the_builtin_one_and_can_extend_it(publication, styles):
    styles(titlepage_layout=TITLEPAGE)
    page = documents(publication)["title-page"]
    assert "Weir &amp; Sons, at the lock" in page.xhtml
    assert "The Slow Canal" in page.xhtml


def test_a_style_sheet_in_styles_comes_after_the_builtin_ones(publication, styles):
    styles(page_css=":root { --accent: #7a1f1f }", shared_css="p { color: red }")
    sheets = documents(publication)["one"].stylesheets
    assert sheets.index(":root { --accent: #7a1f1f }") > 1
    assert "p { color: red }" in documents(publication, Medium.REFLOW)["one"].stylesheets
    assert (
        ":root { --accent: #7a1f1f }"
        not in documents(publication, Medium.REFLOW)["one"].stylesheets
    )


def test_theme_yaml_can_name_the_base_add_faces_and_turn_switches(publication, styles):
    styles(
        theme_yaml="""
extends: modern
more-faces:
  - {family: House, package: styles/house.ttf, style: italic}
typography: {total-fit: no, even-feet: false}
"""
    )
    theme, findings = load_theme(publication)
    assert not findings
    assert theme.name == "modern"
    assert theme.faces[-1].family == "House"
    assert theme.faces[-1].package == "styles/house.ttf"
    assert len(theme.faces) > 5
    assert not theme.typography.total_fit
    assert theme.typography.split_notes


@pytest.mark.parametrize(("text", "place", "said"), [
    ("exstends: modern\n", (1, 1), "did you mean “extends”?"),
    ("page:\n  sizes: 12\n", (2, 3), "did you mean “size”?"),
    ("page: {size: big}\n", (1, 14), "a number is expected"),
    ("page: {size: 900}\n", (1, 14), "outside 6 to 18"),
    ("page: [1]\n", (1, 7), "list of settings"),
    ("faces: classical\n", (1, 8), "must be a list"),
    ("faces: [{family: X}]\n", (1, 9), "family and package"),
    ("typography: {total-fit: maybe}\n", (1, 25), "true or false"),
    ("extends: classical\nextends: modern\n", (2, 1), "twice"),
    ("page: {size: 12\n", (2, 1), "not YAML"),
    ("page: !!python/object/apply:os.system [ls]\n", (1, 7), "list of settings"),
    ("- a\n", (1, 1), "list of settings"),
])  # fmt: skip
def test_a_faulty_setting_is_named_with_its_place(publication, styles, text, place, said):
    styles(theme_yaml=text)
    findings = findings_of(publication)
    assert findings[0].code == "theme-setting"
    assert findings[0].location == Location("styles/theme.yaml", *place)
    assert said in f"{findings[0].message} {findings[0].hint}"


def test_all_faults_of_a_theme_are_told_at_once(publication, styles):
    styles(theme_yaml="extends: baroque\npage: {sise: 1}\n", page_css="@import url(x.css);\np {{")
    codes = [item.code for item in findings_of(publication)]
    assert codes.count("style-syntax") >= 1
    assert {"theme-unknown", "theme-setting"} <= set(codes)


@pytest.mark.parametrize("css", [
    "@import url(more.css);", "p { background: url(https://example.com/x.png) }",
    "p { background: url(//example.com/x.png) }", "p { background: url(file:///etc/passwd) }",
    "@media print { p { background: url('data:text/html,x') } }",
    "@font-face { font-family: X; src: url(x.ttf) }", "p { color: red } }",
])  # fmt: skip
def test_a_style_sheet_that_reaches_out_or_is_broken_is_an_error(publication, styles, css):
    styles(page_css=f"/* mine */\n{css}\n")
    findings = findings_of(publication)
    assert findings[0].code == "style-syntax"
    assert findings[0].location.line == 2


def test_a_file_of_the_theme_that_leads_out_of_the_publication_is_not_read(
    publication, tmp_path_factory
):
    secret = tmp_path_factory.mktemp("other") / "secret.css"
    secret.write_text("p { color: green }")
    (publication.root / "styles").mkdir()
    (publication.root / "styles" / "page.css").symlink_to(secret)
    theme, (said,) = load_theme(publication)
    assert (said.code, said.location.path) == ("theme-file", "styles/page.css")
    assert not any("green" in sheet for sheet in theme.sheets(Medium.PAGE))


def test_a_file_that_is_not_text_is_said(publication):
    (publication.root / "styles").mkdir()
    (publication.root / "styles" / "chapter.html.j2").write_bytes(b"\xff\xfe\x00")
    (said,) = findings_of(publication)
    assert (said.code, said.location.path) == ("theme-file", "styles/chapter.html.j2")


# --- layouts that fail ---


@pytest.mark.parametrize(("layout", "code"), [
    ('{% extends "document.html.j2" %}\n{% block text %}{{ division.titel }}{% endblock %}', "layout-undefined"),
    ('{% extends "document.html.j2" %}\n{% block text %}{% if %}{% endblock %}', "layout-syntax"),
    ('{% extends "dokument.html.j2" %}', "layout-missing"),
    ('{% extends "document.html.j2" %}{% block text %}<p>{{ content }}{% endblock %}', "layout-malformed"),
    ('{% extends "document.html.j2" %}{% block text %}&nbsp;{{ content }}{% endblock %}', "layout-malformed"),
    ('{% extends "document.html.j2" %}{% block text %}no text{% endblock %}', "layout-malformed"),
    ('{% extends "document.html.j2" %}{% block text %}{{ content }}{{ content }}{% endblock %}', "layout-malformed"),
    ("<p>a page of my own</p>", "layout-malformed"),
    ("", "layout-malformed"),
])  # fmt: skip
@pytest.mark.parametrize("medium", list(Medium))
def test_a_faulty_layout_is_a_finding_in_its_file(publication, styles, layout, code, medium):
    styles(chapter_layout=layout)
    theme, _ = load_theme(publication)
    with pytest.raises(ManuscriptError) as caught:
        lay_out(sample_book(), publication, theme, medium)
    (said,) = caught.value.findings  # once, though two chapters use it
    assert said.code == code
    assert said.location.path == "styles/chapter.html.j2"


def test_faults_of_several_layouts_are_told_in_one_run(publication, styles):
    styles(chapter_layout="{{ nope }}", part_layout="{{ nope }}", titlepage_layout="{% if %}")
    theme, _ = load_theme(publication)
    with pytest.raises(ManuscriptError) as caught:
        lay_out(sample_book(), publication, theme, Medium.PAGE)
    assert {item.location.path for item in caught.value.findings} == {
        "styles/chapter.html.j2", "styles/part.html.j2", "styles/titlepage.html.j2",
    }  # fmt: skip


def test_an_entity_bomb_in_a_layout_is_refused(publication, styles):
    styles(chapter_layout='<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
           '<html><section id="{{ division.id }}">&a;&b;{{ content }}</section></html>')  # fmt: skip
    theme, _ = load_theme(publication)
    with pytest.raises(ManuscriptError) as caught:
        lay_out(sample_book(), publication, theme, Medium.PAGE)
    assert caught.value.findings[0].code == "layout-malformed"


def test_another_trim_gives_other_pages_and_the_same_reflow(publication):
    a4 = sample_publication(publication.root, page=PageSetup(trim=TRIMS["a4"]))
    assert documents(publication)["one"].stylesheets != documents(a4)["one"].stylesheets
    assert documents(publication, Medium.REFLOW) == documents(a4, Medium.REFLOW)
