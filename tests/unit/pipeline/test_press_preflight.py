"""A press edition is judged as it is made; findings lead to the manuscript."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from writing_desk import Desk

HEAD = """---
title: Two pictures
author: Ada Ferry
date: 2026-11-25
identifier: urn:uuid:00000000-0000-4000-8000-000000000003
---

# One

Text before it.

"""


def jpeg(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.effect_noise((width, height), 60).convert("RGB").save(written, "JPEG", quality=90)
    return written.getvalue()


def test_a_coarse_picture_is_found_at_its_line(desk: Desk) -> None:
    desk.write("manuscript/book.md", HEAD + "![A field of noise.](../images/noise.jpg)\n")
    desk.write("images/noise.jpg", jpeg(120, 90))
    findings = desk.build("press").report.findings
    coarse = [item for item in findings if item.code == "preflight-picture-coarse"]
    assert [str(item.location) for item in coarse] == ["manuscript/book.md:12:1"]
    assert "pixels an inch; 200 are wanted" in coarse[0].message


def test_a_sound_book_has_no_finding_but_its_odd_number_of_pages(desk: Desk) -> None:
    desk.write("manuscript/book.md", HEAD + "![A field of noise.](../images/noise.jpg)\n")
    desk.write("images/noise.jpg", jpeg(1500, 1000))
    findings = desk.build("press").report.findings
    judged = {item.code for item in findings if item.code.startswith("preflight-")}
    assert judged <= {"preflight-page-multiple"}
