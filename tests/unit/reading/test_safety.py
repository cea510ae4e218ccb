"""What may not stand in a book is taken out with a finding, and no word is lost."""

from __future__ import annotations

import pytest

from octavo.reading.safety import clean


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        '<iframe src="https://example.org"/>',
        '<object data="x.swf"><p>fallback</p></object>',
        '<embed src="x"/>',
        '<meta http-equiv="refresh" content="0;url=https://example.org"/>',
        '<base href="https://example.org"/>',
        '<link rel="attachment" href="file:///etc/passwd"/>',
        "<style>p { background: url(https://example.org) }</style>",
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>',
        '<math><maction actiontype="statusline">x</maction></math>',
        '<form action="https://example.org"><input name="x"/></form>',
        '<video src="x.mp4"/>',
        "<SCRIPT>alert(1)</SCRIPT>",
    ],
)
def test_active_elements_go_with_an_error(attack: str, body, written) -> None:
    tree = body(f"<p>before</p>{attack}<p>after</p>")
    findings = clean(tree)
    assert written(tree) == "<p>before</p><p>after</p>"
    assert [item.code for item in findings] == ["element-unsafe"]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java&#9;script:alert(1)",
        "java&#10;script:alert(1)",
        "&#8203;javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "chrome://settings",
        "octavo:x",
    ],
)
def test_links_that_run_or_open_files_are_errors_and_keep_their_words(
    address: str, body, written
) -> None:
    tree = body(f'<p><a href="{address}">words</a></p>')
    findings = clean(tree)
    assert written(tree) == "<p><a>words</a></p>"
    assert [item.code for item in findings] == ["link-unsafe"]


@pytest.mark.parametrize(
    "address", ["https://example.org/a?b=c", "mailto:a@example.org", "#fig", "other.md#x", "tel:1"]
)
def test_ordinary_links_stay(address: str, body, written) -> None:
    tree = body(f'<p><a href="{address}">words</a></p>')
    assert clean(tree) == []
    assert written(tree) == f'<p><a href="{address}">words</a></p>'


def test_event_attributes_are_errors_in_any_case(body, written) -> None:
    tree = body('<p onclick="x()" ONLOAD="y()">words</p>')
    findings = clean(tree)
    assert written(tree) == "<p>words</p>"
    assert [item.code for item in findings] == ["attribute-unsafe", "attribute-unsafe"]


def test_an_attachment_link_is_only_a_link(body, written) -> None:
    tree = body('<p><a rel="attachment" href="https://example.org/x">words</a></p>')
    clean(tree, "trusted")
    assert "rel" not in written(tree)


def test_unknown_elements_leave_their_words(body, written) -> None:
    tree = body('<p data-at="3:1">a <blink data-at="3:3">b <em>c</em></blink> d</p>')
    (found,) = clean(tree)
    assert written(tree) == "<p>a b <em>c</em> d</p>"
    assert str(found.location) == "manuscript/book.md:3:3"


def test_boxes_without_meaning_become_divisions(body, written) -> None:
    tree = body('<article class="x"><p>a</p></article>')
    assert clean(tree) == []
    assert written(tree) == '<div class="x article"><p>a</p></div>'


def test_style_may_align_cells_and_nothing_else(body, written) -> None:
    tree = body(
        '<table><tr><td style="text-align:right">1</td>'
        '<td style="position:fixed">2</td></tr></table><p style="text-align:right">x</p>'
    )
    findings = clean(tree)
    assert 'style="text-align: right"' in written(tree)
    assert "fixed" not in written(tree)
    assert [item.code for item in findings] == ["style-inline", "style-inline"]


def test_values_that_cannot_be_are_left_out(body, written) -> None:
    tree = body('<p lang="not a language" dir="up">x</p>')
    findings = clean(tree)
    assert written(tree) == "<p>x</p>"
    assert {item.code for item in findings} == {"attribute-value"}


def test_attributes_of_other_tools_earn_a_note_only(body, written) -> None:
    tree = body('<p fig-pos="h" data-latex="x">x</p>')
    assert {item.severity.value for item in clean(tree)} == {"note"}


def test_comments_print_nothing(body, written) -> None:
    tree = body("<p>a<!-- secret -->b</p><?php x ?>")
    assert clean(tree) == []
    assert written(tree) == "<p>ab</p>"


def test_trusted_html_keeps_unknown_markup_but_no_scripts(body, written) -> None:
    tree = body('<p style="color: red"><blink custom="1">a</blink><script>x</script></p>')
    findings = clean(tree, "trusted")
    assert written(tree) == '<p style="color: red"><blink custom="1">a</blink></p>'
    assert [item.code for item in findings] == ["element-unsafe"]
