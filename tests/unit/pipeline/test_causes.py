"""Whatever is changed in a publication, a warm build gives the bytes of a cold one."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from writing_desk import Desk, edit

BOOK = """---
title: A Book
slug: book
author: Jane Doe
lang: en-GB
date: 2020-02-02
identifier: urn:uuid:11111111-2222-3333-4444-555555555555
citation-style: ../csl/house.csl
cover: images/cover.svg
lists: {figures: true}
hyphenation: [Moja-he-din]
---

# One

Words of the Mojahedin, see @fig-a on [page](#two).^[A note.] Cited.[@a] $x^2$

![A photograph](../images/a.png "Caption"){#fig-a}

![A drawing](../images/b.svg "Caption"){#fig-b}
"""
TWO = "# Two {#two}\n\nMore text that fills a line or two, and nothing else of any importance.\n"
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info>
<title>House</title><id>house</id><updated>2020-01-01T00:00:00Z</updated></info>
<citation><layout suffix="."><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><path d="M9 9h70v40h-70z"/></svg>'
)
LAYOUT = '{% extends "classical/colophon.html.j2" %}\n'


def photograph(colour: str) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(written, "PNG")
    return written.getvalue()


def publication(root: Path) -> Desk:
    desk = Desk(root)
    desk.write("manuscript/1.md", BOOK)
    desk.write("manuscript/2.md", TWO)
    source = {"id": "a", "type": "book", "title": "A Work", "issued": {"date-parts": [[1999]]}}
    desk.write("manuscript/sources.json", json.dumps([source]))
    desk.write("csl/house.csl", STYLE)
    desk.write("images/a.png", photograph("red"))
    for name in ("b", "cover"):
        desk.write(f"images/{name}.svg", DRAWING)
    desk.write("styles/shared.css", "p { letter-spacing: 0.1em }")
    desk.write("styles/theme.yaml", "page: {size: 10}\n")
    desk.write("styles/colophon.html.j2", LAYOUT)
    return desk


EDITS: dict[str, tuple[Callable[[Desk], object], set[str]]] = {
    "text": (edit("manuscript/2.md", "More", "Much more"), {".pdf", ".epub"}),
    "a note": (edit("manuscript/1.md", "A note.", "Another note."), {".pdf", ".epub"}),
    "the title": (edit("manuscript/1.md", "title: A Book", "title: B"), {".pdf", ".epub"}),
    "a longer chapter": (
        edit("manuscript/1.md", "Cited.", f"{'Words and words. ' * 300} Cited."),
        {".pdf", ".epub"},
    ),
    "hyphenation": (edit("manuscript/1.md", "[Moja-he-din]", "[Mo-jahedin]"), set()),
    "pixels": (lambda desk: desk.write("images/a.png", photograph("blue")), {".pdf", ".epub"}),
    "a drawing": (edit("images/b.svg", "h70", "h60"), {".pdf", ".epub"}),
    "the cover": (edit("images/cover.svg", "h70", "h60"), {".pdf", ".epub"}),
    "a style sheet": (edit("styles/shared.css", "0.1em", "0.2em"), {".pdf", ".epub"}),
    "the theme's settings": (edit("styles/theme.yaml", "size: 10", "size: 11"), {".pdf"}),
    "a layout": (
        edit("styles/colophon.html.j2", LAYOUT, LAYOUT + "{% block body %}<p>!</p>{% endblock %}"),
        set(),
    ),
    "the bibliography": (edit("manuscript/sources.json", "A Work", "Works"), {".pdf", ".epub"}),
    "the citation style": (
        edit("csl/house.csl", 'layout suffix="."', 'layout prefix="See "'),
        {".pdf", ".epub"},
    ),
    "the theme": (edit("styles/theme.yaml", "page:", "extends: modern\npage:"), {".pdf", ".epub"}),
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The publication, built once, with its cache."""
    desk = publication(tmp_path_factory.mktemp("causes") / "first")
    desk.build("screen", "epub")
    return desk


def outputs(desk: Desk) -> dict[str, bytes]:
    return {path.suffix: path.read_bytes() for path in (desk.root / "dist").iterdir()}


@pytest.mark.parametrize(("change", "touched"), EDITS.values(), ids=EDITS.keys())
def test_a_warm_build_after_an_edit_of(
    first: Desk, tmp_path: Path, change: Callable[[Desk], object], touched: set[str]
) -> None:
    before = outputs(first)
    warm, cold = Desk(tmp_path / "warm"), publication(tmp_path / "cold")
    shutil.copytree(first.root, warm.root)
    change(warm)
    change(cold)
    warm.build("screen", "epub")
    cold.build("screen", "epub", use_cache=False)
    assert outputs(warm) == outputs(cold)
    changed = {suffix for suffix, content in outputs(warm).items() if content != before[suffix]}
    assert changed >= touched
