"""Lines of whole paragraphs: what is read stays, what is seen is even."""

from __future__ import annotations

import cProfile
import statistics
from itertools import pairwise

import pytest
from seen_lines import SeenLine, seen_lines
from set_lines import FEET, FIT, paragraphs, prose
from typeset_pages import Shop, call, codes, outline, squeezed, texts

from octavo.artifacts import Galley, Typography
from octavo.pdf.engine import desk, typeset
from octavo.pdf.engine.lines import hooks

LEFT, RIGHT = 51.02, 419.53 - 51.02
"""The style of these tests: A5 with margins of 18 mm at both sides."""

PLAIN = "adehlmnopstu"
"""Letters whose box, as pdfium gives it, is their advance; of others ink stands out."""

EVERYTHING = (
    '<h1 id="h">A title that is long enough to run on to a second line</h1>'
    f'<p id="a">{prose(60, 1)} <em>{prose(14, 2)}</em> {prose(30, 3)} <strong>{prose(9, 4)}</strong>'
    f' {prose(20, 5)} <code>some.code(here)</code> {prose(20, 6)} <span class="smallcaps">small '
    f"capitals that are set apart</span> {prose(20, 7)} H<sub>2</sub>O {prose(12, 8)}</p>"
    f'<p id="b">{prose(20, 9)}{call(1, prose(40, 10))} {prose(30, 11)}{call(2, prose(400, 12))}'
    f' {prose(40, 13)} <a href="https://example.org/a/long/address">https://example.org/a<wbr/>/long'
    f"<wbr/>/address<wbr/>/of<wbr/>/a<wbr/>/page</a> {prose(30, 14)}</p>"
    f'<blockquote id="q"><p id="c">{prose(70, 15)}</p></blockquote>'
    f'<ul id="u"><li id="l1">{prose(30, 16)}</li><li id="l2"><p id="d">{prose(40, 17)}</p></li></ul>'
    f'<p id="e">{prose(20, 18)} <span lang="fa" dir="rtl">abc</span> {prose(20, 19)} شب {prose(9, 20)}'
    f'</p><p id="f">One line<br/>and another, <em>and so on<br/>to the end</em> {prose(40, 21)}</p>'
    f'<p id="g">{prose(20, 22)} extra\u00adordi\u00adnari\u00adly {prose(30, 23)} well-known, '
    f"half\u2014or less\u2014of it, 10\u00a0km and 1,855\u201360 {prose(30, 24)}</p>"
    f'<p id="i"><kbd style="padding: 0 4pt; margin: 0 2pt">Ctrl C</kbd> {prose(40, 25)} <kbd style='
    f'"border: 1pt solid">Enter</kbd>, {prose(40, 26)}</p>'
    f'<p id="j">{prose(10, 27)}<span id="m" class="index-mark"></span> {prose(60, 28)} <span style='
    f'"white-space: nowrap">words that stay on one line</span> {prose(40, 29)} <q>quoted</q></p>'
    f'<table id="t"><tbody><tr><td id="x"><p id="k">{prose(30, 30)}</p></td></tr></tbody></table>'
    f'<p id="n" style="text-align-last: center">{prose(50, 31)}</p>'
) + paragraphs(40, seed=5)

STYLE = """
.smallcaps { font-variant-caps: small-caps; letter-spacing: .03em } sub { font-size: .7em }
p + p { text-indent: 13.2pt } sub, sup { line-height: 0 } blockquote { margin: 14.3pt 20pt }
body { widows: 2; orphans: 2 }
"""


INDENTED = "p { text-indent: 20pt }"


def full_lines(galley: Galley) -> list[SeenLine]:
    """The lines that fill the measure: all that another line of their paragraph, not indented,
    follows."""
    return [
        line for page in seen_lines(galley) for line, after in pairwise(page)
        if abs(after.left - LEFT) < 3 and line.baseline - after.baseline < 15
    ]  # fmt: skip


def all_text(galley: Galley) -> str:
    return squeezed(" ".join(texts(galley)))


@pytest.mark.parametrize("typography", [FIT, FEET], ids=["ragged feet", "even feet"])
def test_every_letter_and_every_tag_is_that_of_greedy_pages(
    shop: Shop, typography: Typography
) -> None:
    greedy = typeset(shop.job(EVERYTHING, STYLE))
    fitted = typeset(shop.job(EVERYTHING, STYLE, typography=typography))
    assert sorted(all_text(fitted)) == sorted(all_text(greedy))
    assert squeezed(outline(fitted)) == squeezed(outline(greedy))
    assert codes(fitted) == [*codes(greedy), "paragraph-greedy"]  # the one with Persian words
    assert [anchor.id for anchor in fitted.anchors] == [anchor.id for anchor in greedy.anchors]


def test_spaces_are_even(shop: Shop) -> None:
    body = paragraphs(60, seed=3)
    spreads = {}
    for name, typography in (("greedy", Typography()), ("fit", FIT)):
        lines = full_lines(typeset(shop.job(body, INDENTED, typography=typography)))
        means = [statistics.mean(line.gaps) / 2.2 for line in lines if line.gaps]
        spreads[name] = statistics.mean((mean - 1) ** 2 for mean in means)
        assert len(means) > 150
    assert spreads["fit"] < 0.15 * spreads["greedy"]


def test_letters_make_the_edge_and_nothing_else_leaves_the_measure(shop: Shop) -> None:
    lines = full_lines(typeset(shop.job(paragraphs(80, seed=4), INDENTED, typography=FIT)))
    letters = [line.right for line in lines if line.text[-1] in PLAIN]
    marks = [line.right for line in lines if not line.text[-1].isalnum()]
    assert len(letters) > 100
    assert statistics.pstdev(letters) < 0.1
    assert all(abs(right - RIGHT) < 0.3 for right in letters)
    assert all(RIGHT - 0.4 < right < RIGHT + 3 for right in marks)
    assert statistics.mean(marks) > RIGHT + 0.5


def test_nothing_hangs_at_an_indent(shop: Shop) -> None:
    body = "".join(f'<p id="p{n}">“{prose(30, n)}”</p>' for n in range(6))
    pages = seen_lines(typeset(shop.job(body, INDENTED, typography=FIT)))
    first = [line.left for page in pages for line in page if line.text.startswith("“")]
    assert len(first) == 6
    assert all(abs(left - LEFT - 20) < 0.1 for left in first)


def test_glyphs_are_scaled_by_two_per_cent_at_most(shop: Shop) -> None:
    galley = typeset(shop.job(paragraphs(60, seed=6), typography=FIT))
    scales = [line.scale for page in seen_lines(galley) for line in page]
    assert max(scales) > 1.015
    assert min(scales) < 0.985
    assert all(0.9799 < scale < 1.0201 for scale in scales)


def test_scaling_and_hanging_can_be_switched_off(shop: Shop) -> None:
    plain = Typography(total_fit=True, scaling=False, hanging=False)
    lines = full_lines(typeset(shop.job(paragraphs(60, seed=6), INDENTED, typography=plain)))
    assert {round(line.scale, 4) for line in lines} == {1.0}
    assert all(abs(line.right - RIGHT) < 0.3 for line in lines if line.text[-1] in f"{PLAIN}.")


def test_a_paragraph_runs_a_line_longer_or_shorter_where_the_author_says(shop: Shop) -> None:
    text = prose(230, 8)

    def count(name: str) -> int:
        galley = typeset(shop.job(f'<p id="p" class="{name}">{text}</p>', typography=FIT))
        assert codes(galley) == []
        return len(seen_lines(galley)[0])

    assert count("loose") == count("") + 1
    assert count("tight") in (count(""), count("") - 1)


def test_words_break_where_the_author_says_and_nowhere_else(shop: Shop) -> None:
    body = "".join(f'<p id="p{n}">{"extraordinary " * (20 + n)}</p>' for n in range(12))
    job = shop.job(body, typography=FIT, hyphenation=(("extraordinary", "extra-ordinary"),))
    ends = [line.text.split()[-1] for line in full_lines(typeset(job)) if line.text[-1] == "-"]
    assert ends
    assert set(ends) == {"extra-"}


def test_a_word_with_soft_hyphens_breaks_at_them_alone(shop: Shop) -> None:
    word = "consider\u00adable"
    body = "".join(f'<p id="p{n}">{f"{word} " * (20 + n)}</p>' for n in range(12))
    galley = typeset(shop.job(body, "p { width: 97pt }", typography=FIT))
    ends = {line.text[-9:] for line in full_lines(galley) if line.text[-1] == "-"}
    assert ends == {"consider-"}
    assert all_text(galley) == "considerable" * sum(20 + n for n in range(12))


def test_words_tied_together_stay_on_one_line(shop: Shop) -> None:
    tied = '<span style="white-space: nowrap">tied in one</span>'
    body = f'<p id="p">{f"some {tied}, and 10{chr(0xA0)}km; " * 40}</p>'
    lines = [
        line.text for page in seen_lines(typeset(shop.job(body, typography=FIT))) for line in page
    ]
    assert len(lines) > 10
    assert sum(line.count("tied in one") for line in lines) == 40
    assert sum(line.replace("\u00a0", " ").count("10 km") for line in lines) == 40


def test_no_line_begins_with_the_number_of_a_note(shop: Shop) -> None:
    words = prose(400, 3).split()
    text = " ".join(
        f"{word}{call(n, 'Short.')}" if n % 5 == 0 else word for n, word in enumerate(words)
    )
    style = "aside { display: none } sup { font-size: .7em; vertical-align: .3em }"
    galley = typeset(shop.job(f'<p id="p">{text}</p>', style, typography=FIT))
    lines = [line.text for page in seen_lines(galley) for line in page]
    assert len(lines) > 20
    assert not [line for line in lines if line[0].isdigit()]


@pytest.mark.parametrize(
    "text",
    [
        f'<p id="p">{prose(40, 1)}<br/>{prose(60, 2)}</p>',
        f'<p id="p" style="white-space: pre-wrap">{prose(40, 1)}\n\t{prose(60, 2)}</p>',
        f'<p id="p">{prose(40, 1)} <span style="display: inline-block">a box</span> {prose(60, 2)}</p>',
        f'<div style="float: left; width: 80pt; height: 40pt"></div><p id="p">{prose(90, 1)}</p>',
        f'<p id="p"><span style="float: right">aside</span>{prose(90, 1)}</p>',
        f'<p id="p">{"unbreakable" * 30} {prose(60, 2)}</p>',
        '<p id="p"> </p><p id="q"></p>',
    ],
    ids=["br", "tabs", "inline-block", "float", "float inside", "long word", "empty"],
)
def test_what_is_beyond_it_is_set_line_by_line_without_fuss(shop: Shop, text: str) -> None:
    greedy, fitted = (typeset(shop.job(text, typography=t)) for t in (Typography(), FIT))
    assert texts(fitted) == texts(greedy)
    assert codes(fitted) == codes(greedy)


LEFT_TO_RIGHT = f'<p id="p">{prose(90, 1)}</p>'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'<p id="q" dir="rtl">{prose(90, 1)}</p>', "from right to left"),
        (f'<p id="q">{prose(40, 1)} شب {prose(40, 2)}</p>', "from right to left"),
        (f'<p id="q">{prose(40, 1)} <span dir="rtl">a</span> b</p>', "from right to left"),
        (f'<p id="q">{prose(40, 1)} 漢字 {prose(40, 2)}</p>', "another face"),
        (f'<p id="q">{prose(40, 1)} <em>漢字</em> {prose(40, 2)}</p>', "another face"),
    ],
    ids=["rtl", "rtl words", "rtl span", "no such character", "nor in italics"],
)
def test_what_is_beyond_it_for_its_script_is_told(shop: Shop, text: str, reason: str) -> None:
    body = f'{LEFT_TO_RIGHT}{text}<p id="r">{prose(50, 3)}</p>'
    greedy, fitted = (typeset(shop.job(body, typography=t)) for t in (Typography(), FIT))
    told = [f for f in fitted.findings if f.code == "paragraph-greedy"]
    assert len(told) == 1
    assert told[0].message.startswith("A paragraph ")
    assert reason in told[0].message
    assert str(told[0].location).startswith("#q")
    assert sorted(all_text(fitted)) == sorted(all_text(greedy))


def test_many_paragraphs_beyond_it_are_told_at_once(shop: Shop) -> None:
    body = "".join(f'<p id="p{n}" dir="rtl">{prose(30, n)}</p>' for n in range(40))
    told = typeset(shop.job(body, typography=FEET)).findings
    assert [f.message.split(" with")[0] for f in told] == ["40 paragraphs"]
    assert str(told[0].location).startswith("#p0")


def test_pictures_stand_in_the_line_as_letters_do(shop: Shop) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 8" width="20pt" height="8pt">'
        '<rect width="20" height="8"/></svg>'
    )
    body = f'<p id="p">{" ".join(f"{prose(9, n)[:-1]} {drawing}, and so" for n in range(20))}.</p>'
    greedy, fitted = (typeset(shop.job(body, typography=t)) for t in (Typography(), FIT))
    assert all_text(fitted) == all_text(greedy)
    assert squeezed(outline(fitted)) == squeezed(outline(greedy))
    lines = full_lines(fitted)
    letters = [line.right for line in lines if line.text[-1].isalnum()]
    assert {round(line.scale, 4) for line in lines} != {1.0}
    assert all(abs(right - RIGHT) < 0.5 for right in letters)


def test_the_same_job_gives_the_same_bytes_whatever_was_set_before(shop: Shop) -> None:
    job = shop.job(EVERYTHING, STYLE, typography=FEET)
    first = typeset(job)
    typeset(shop.job(paragraphs(9, seed=2), typography=FIT))
    assert typeset(job) == first


def test_where_the_lines_of_paragraphs_cannot_be_planned_it_is_told(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise AttributeError("a private name that is no more")

    body = f'<p id="p">{prose(90, 1)}</p>'
    greedy = typeset(shop.job(body))
    monkeypatch.setattr(desk, "_known", {})
    monkeypatch.setattr(hooks, "_set", gone)
    galley = typeset(shop.job(body, typography=FEET))
    assert codes(galley) == ["lines-greedy"]
    assert texts(galley) == texts(greedy)


def test_notes_that_run_over_pages_stay_whole(shop: Shop) -> None:
    body = "".join(
        f'<p id="p{n}">{prose(50 + n * 7, n)}{call(n, prose(40 + n * 90 % 700, 50 + n))} {prose(40, n)}</p>'
        for n in range(1, 16)
    )
    greedy, fitted = (typeset(shop.job(body, typography=t)) for t in (Typography(), FEET))
    assert squeezed(outline(fitted)) == squeezed(outline(greedy))
    assert codes(fitted) == []
    assert all(note.call_page == note.note_page for note in fitted.notes)


def test_the_work_grows_with_the_length_of_a_paragraph_and_not_by_its_square(shop: Shop) -> None:
    def steps(words: int) -> int:
        """Calls of functions, which are the same on every machine."""
        profile = cProfile.Profile()
        profile.runcall(typeset, shop.job(f'<p id="p">{prose(words, 1)}</p>', typography=FIT))
        return sum(entry.callcount for entry in profile.getstats())

    steps(50)
    assert steps(8000) < 2.5 * steps(4000)
