"""What readers see on their screens: small EPUBs in Chromium, measured in frames of a screen's size."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bookshelf import once

from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish

_HEAD = """---
title: {title}
lang: {lang}
date: 2026-01-01
identifier: urn:uuid:11111111-0000-4000-8000-0000000000{number}
page-list: none
{more}---

"""

_ENGLISH = """# One

## A section

First words.[^n]

[^n]: A note.

    Its second paragraph.

    Its third.

![A grey wedge](wedge.svg "Grey"){#fig-wedge width=60%}

![A grey wedge again, of which the caption is much longer than a line](wedge.svg "Grey, and words enough that they never stand on one line of a telephone"){#fig-again}

| Gauge | 2009 | 2010 | 2011 | 2012 | 2013 | 2014 | 2015 | 2016 | 2017 | Mean |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
| Upper | 2.1 | 2.2 | 2.3 | 2.4 | 2.5 | 2.6 | 2.7 | 2.8 | 2.9 | 2.5 |

| a line of verse
|    a second line that is a good deal longer than any telephone is wide
"""

_PERSIAN = """# دجله

کتاب و `f(x)` را ببینید: <https://example.org/a/>.

| ای رود، ای رود روان، که از کوه‌های بلند به دشت می‌آیی و از دشت به دریا می‌روی،
|    آهسته‌تر بگذر ز جان.

> آب را گل نکنیم.
>
> — سهراب سپهری

::: {.epigraph lang=en}
The river runs from left to right here.

--- A traveller
:::

```python
length = {"دجله": 1850, "دیاله": 445}
```

- یک
- دو

::: {lang=en}
- one
- two
:::
"""

_JAPANESE = """# 朝

川のほとりに家がある。[^kiri]

[^kiri]: 秋に多い。

## 舟

舟は三艘あった。

| 夕焼けの川面に一つ舟の影が長く長く長く長く長く長く長く長く長く長く伸びていた
|   川面に一つ
"""

_BOOKS = {
    "english": ("One and all", "en", 71, "lists: {figures: true, contents-depth: 2}\n", _ENGLISH),
    "persian": ("رود", "fa", 72, "", _PERSIAN),
    "japanese": ("川", "ja", 73, "epub: {writing: vertical}\n", _JAPANESE),
}

_WEDGE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="80mm" height="20mm" viewBox="0 0 80 20">'
    '<rect width="80" height="20" fill="#888"/></svg>'
)

_FRAMES = """<!DOCTYPE html><html><body>{frames}<script>
addEventListener("load", () => {{
  const asked = {asked};
  const said = asked.map((text, number) => {{
    const view = document.getElementsByTagName("iframe")[number].contentWindow;
    const one = (selector) => view.document.querySelector(selector);
    const all = (selector) => [...view.document.querySelectorAll(selector)];
    const box = (element) => {{
      const {{left, right, top, bottom, width, height}} = element.getBoundingClientRect();
      return {{left, right, top, bottom, width, height}};
    }};
    const lines = (element) => {{
      const range = view.document.createRange();
      range.selectNodeContents(element);
      return [...range.getClientRects()].map(({{left, right, top, bottom}}) =>
        ({{left, right, top, bottom}}));
    }};
    const style = (element) => view.getComputedStyle(element);
    return new Function("one", "all", "box", "lines", "style", "return " + text)(
      one, all, box, lines, style);
  }});
  const pre = document.createElement("pre");
  pre.id = "said"; pre.textContent = JSON.stringify(said);
  document.body.append(pre);
}});
</script></body></html>"""

PHONE, SMALL, DESK = (360, 640), (320, 568), (1400, 900)

_ONE, _NAV, _LOI = "english/one.xhtml", "english/nav.xhtml", "english/loi.xhtml"
_FA, _JA = "persian/chapter.xhtml", "japanese/chapter.xhtml"

_ASKED: dict[str, tuple[str, tuple[int, int], str]] = {
    "cells": (_ONE, PHONE, "all('th, td').map((e) => lines(e).length)"),
    "large cells": (_ONE, PHONE, "[100, 200].map((size) => (one('html').style.fontSize = size + '%',"
                    " parseFloat(style(one('td')).fontSize)))"),
    "contents": (_NAV, SMALL, "all('section a').map((e) => box(e).top)"),
    "figures": (_LOI, SMALL, "all('section a').map((e) => box(e).top)"),
    "long line": (_LOI, SMALL, "[box(all('section li')[1]), lines(all('section .name')[1])]"),
    "levels": (_NAV, SMALL, "[one('li.chapter > a'), one('li.section > a')].map((e) => lines(e)[0].left)"),
    "note": (_ONE, PHONE, "all('aside p').map((e) => lines(e)[0].left)"),
    "figure on a phone": (_ONE, PHONE, "[box(one('#fig-wedge')), box(one('.division'))]"),
    "figure on a desk": (_ONE, DESK, "[box(one('#fig-wedge')), box(one('.division'))]"),
    **{f"verse {screen[0]}": (_FA, screen, "[box(one('.division')), ...all('.line').map(lines)]")
       for screen in (SMALL, PHONE, DESK)},
    "attributions": (_FA, PHONE, "all('.attribution').map((e) => [lines(e)[0], box(e)])"),
    "lists": (_FA, PHONE, "all('ul').map((e) => [box(e), box(e.firstElementChild)])"),
    "directions": (_FA, PHONE, "all('pre, p > code, a[href^=https]').map((e) => style(e).direction)"),
    "words of code": (_FA, DESK, "all('pre .tok-s2, pre .tok-mi').map((e) => box(e).left)"),
    "columns": (_JA, PHONE, "all('p, h1, h2, .line').flatMap(lines)"),
    "vertical verse": (_JA, PHONE, "all('.line').map(lines)"),
    "vertical blocks": (_JA, PHONE, "['h2', 'h2 + p', '.verse', 'aside'].map((e) => box(one(e)))"),
}  # fmt: skip
"""What is asked: the document, the screen in CSS pixels, an expression in JavaScript."""


def _build(root: Path, name: str) -> Path:
    """An EPUB, unzipped; returns the folder of its documents."""
    title, language, number, more, text = _BOOKS[name]
    root.mkdir(parents=True)
    (root / "wedge.svg").write_text(_WEDGE, encoding="utf-8")
    head = _HEAD.format(title=title, lang=language, number=number, more=more)
    (root / "manuscript.md").write_text(head + text, encoding="utf-8")
    publish(BuildOptions(root, editions=("epub",), jobs=1, use_cache=False), Silence())
    (file,) = (root / "dist").glob("*.epub")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(root / "open")
    return root / "open" / "EPUB"


@pytest.fixture
def seen(shared: Path, tool: Callable[[str], Path]) -> dict[str, Any]:
    """The answers to all questions, from one run of the browser."""
    browser = tool("chromium")
    answers: dict[str, Any] = once(shared, "looks", lambda: _look(browser, shared / "looks"))
    return answers


def _look(browser: Path, folder: Path) -> dict[str, Any]:
    opened = {name: _build(folder / name, name) for name in _BOOKS}
    frames, questions = [], []
    for document, (width, height), question in _ASKED.values():
        book, _, file = document.partition("/")
        address = (opened[book] / file).as_uri()
        frames.append(f'<iframe src="{address}" width="{width}" height="{height}"'
                      ' style="border:0"></iframe>')  # fmt: skip
        questions.append(question)
    page = folder / "frames.html"
    text = _FRAMES.format(frames="".join(frames), asked=json.dumps(questions))
    page.write_text(text, encoding="utf-8")
    command = [
        str(browser), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--allow-file-access-from-files", "--window-size=1500,1000", "--virtual-time-budget=5000",
        "--dump-dom", page.as_uri(),
    ]  # fmt: skip
    # The page engine of a build in this process shuts out the machine's fonts.
    surroundings = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
    ended = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=120, env=surroundings
    )
    found = re.search(r'<pre id="said">(.*?)</pre>', ended.stdout, re.DOTALL)
    assert found, ended.stderr[-500:]
    return dict(zip(_ASKED, json.loads(html.unescape(found[1])), strict=True))


def test_a_table_of_many_columns_breaks_no_number_on_a_phone(seen: dict[str, Any]) -> None:
    assert len(seen["cells"]) == 22
    assert set(seen["cells"]) == {1}


def test_tables_grow_with_the_type_of_the_reader(seen: dict[str, Any]) -> None:
    usual, large = seen["large cells"]
    assert large == pytest.approx(2 * usual, rel=0.01)


@pytest.mark.parametrize("listed", ["contents", "figures"])
def test_each_line_of_a_list_is_a_target_for_a_finger(seen: dict[str, Any], listed: str) -> None:
    tops = seen[listed]
    assert len(tops) >= 2
    assert all(below - above >= 24 for above, below in pairwise(tops))


def test_what_does_not_fit_on_a_line_of_a_list_hangs(seen: dict[str, Any]) -> None:
    item, rows = seen["long line"]
    assert len(rows) > 1
    assert all(row["left"] > item["left"] + 10 for row in rows[1:])


def test_levels_of_the_contents_are_one_step_apart(seen: dict[str, Any]) -> None:
    chapter, section = seen["levels"]
    assert 10 < section - chapter < 30


def test_paragraphs_of_a_note_can_be_told_apart(seen: dict[str, Any]) -> None:
    first, second, third = seen["note"]
    assert second == third > first


def test_a_picture_is_not_smaller_on_a_phone_than_in_the_hand(seen: dict[str, Any]) -> None:
    figure, text = seen["figure on a phone"]
    assert figure["width"] == pytest.approx(0.6 * 26 * 16, abs=1)
    assert figure["width"] <= text["width"]
    figure, text = seen["figure on a desk"]
    assert figure["width"] == pytest.approx(0.6 * text["width"], abs=1)


def test_a_line_is_not_longer_than_an_eye_can_follow(seen: dict[str, Any]) -> None:
    _, text = seen["figure on a desk"]
    assert text["width"] <= 42 * 16


@pytest.mark.parametrize("screen", [SMALL, PHONE, DESK])
def test_verse_from_right_to_left_hangs_and_stays_on_the_screen(
    seen: dict[str, Any], screen: tuple[int, int]
) -> None:
    around, first, second = seen[f"verse {screen[0]}"]
    edge = around["right"]
    assert all(row["right"] <= edge and row["left"] >= 0 for row in (*first, *second))
    assert second[0]["right"] < first[0]["right"] - 10  # written further in
    if screen != DESK:
        assert len(first) > 1
        assert all(row["right"] < first[0]["right"] - 10 for row in first[1:])


def test_who_said_it_stands_at_the_end_of_a_line_in_either_direction(
    seen: dict[str, Any],
) -> None:
    (persian, there), (english, here) = seen["attributions"]
    assert persian["left"] == pytest.approx(there["left"], abs=1)
    assert english["right"] == pytest.approx(here["right"], abs=1)


def test_lists_have_their_signs_on_the_side_where_their_lines_begin(seen: dict[str, Any]) -> None:
    (around, item), (english, inner) = seen["lists"]
    assert item["right"] < around["right"] - 10
    assert item["left"] == around["left"]
    assert inner["left"] > english["left"] + 10
    assert inner["right"] == english["right"]


def test_code_and_addresses_run_from_left_to_right_in_a_persian_book(seen: dict[str, Any]) -> None:
    assert len(seen["directions"]) == 3
    assert set(seen["directions"]) == {"ltr"}


def test_words_of_code_stand_in_the_order_in_which_they_are_written(seen: dict[str, Any]) -> None:
    places = seen["words of code"]
    assert len(places) >= 4
    assert places == sorted(places)


def test_lines_from_top_to_bottom_are_whole(seen: dict[str, Any]) -> None:
    assert len(seen["columns"]) > 8
    assert all(row["top"] >= 0 and row["bottom"] <= PHONE[1] for row in seen["columns"])
    first, second = seen["vertical verse"]
    assert len(first) > 1
    assert all(row["top"] > first[0]["top"] + 10 for row in first[1:])
    assert second[0]["top"] > first[0]["top"] + 10


def test_blocks_of_vertical_text_stand_apart_sideways(seen: dict[str, Any]) -> None:
    heading, text, verse, note = seen["vertical blocks"]
    assert heading["left"] - text["right"] > 8
    assert verse["left"] - note["right"] > 30
