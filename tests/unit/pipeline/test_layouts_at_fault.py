"""A publication's layouts that stand outside the divisions: their faults are told, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from writing_desk import Desk

from octavo.findings import ManuscriptError

TEXT = """---
title: Small
lang: en
date: 2020-01-01
identifier: urn:uuid:7d1d2f0e-7f2e-4f3f-9a52-000000000001
---

# One

Some words.
"""
OPEN = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p></body></html>'
ONE_PAGE = OPEN.replace("<p>", "<p>one page, whatever the book has</p>")


@pytest.mark.parametrize(
    ("layout", "xhtml", "edition", "said"),
    [
        ("furniture", OPEN, "screen", "is not XHTML"),
        ("furniture", ONE_PAGE, "screen", "makes 1 pages for 2 pages of the book"),
        ("booklet-instructions", OPEN, "booklet", "is not XHTML"),
        ("job-sheet", OPEN, "job-sheet", "is not XHTML"),
    ],
)
def test_a_fault_is_told_in_the_layouts_file(
    tmp_path: Path, layout: str, xhtml: str, edition: str, said: str
) -> None:
    desk = Desk(tmp_path)
    desk.write("manuscript/book.md", TEXT)
    desk.write(f"styles/{layout}.html.j2", xhtml)
    with pytest.raises(ManuscriptError) as raised:
        desk.build(edition, draft=True)
    (found,) = raised.value.findings
    assert found.code == "layout-malformed"
    assert said in found.message
    assert found.location is not None
    assert found.location.path == f"styles/{layout}.html.j2"
