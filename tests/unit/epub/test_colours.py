"""Colours of the text are the reader's: none is set, but where octavo sets the ground with it."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
import tinycss2

from octavo.artifacts import Medium
from octavo.epub.css import Rule, leaves_readers_their_settings, rules
from octavo.layouts import load_theme
from octavo.publication import Metadata, Publication

_OWN = ("inherit", "currentcolor", "transparent", "none")


def sheets(theme: str, tmp_path: Path) -> tuple[str, ...]:
    publication = Publication(tmp_path, "book", ("book.md",), Metadata("Book"), theme=theme)
    loaded, findings = load_theme(publication)
    assert findings == ()
    own = (files("octavo.epub") / "epub.css").read_text(encoding="utf-8")
    return (own, *loaded.sheets(Medium.REFLOW))


def colour_of(rule: Rule, name: str) -> str | None:
    for item in rule.declarations:
        if item.lower_name == name:
            return tinycss2.serialize(item.value).strip().lower()
    return None


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance of #rgb or #rrggbb."""
    digits = colour.removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["classical", "modern"])
def test_no_text_has_a_colour_without_its_ground_and_enough_contrast(
    theme: str, tmp_path: Path
) -> None:
    """In the dark, a reading system changes ground and text together: ours would be in between."""
    for css in sheets(theme, tmp_path):
        for rule in rules(css):
            colour = colour_of(rule, "color")
            if colour is None or colour in _OWN:
                continue
            ground = colour_of(rule, "background-color")
            assert ground is not None, tinycss2.serialize(rule.selectors)
            assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("theme", ["classical", "modern"])
def test_code_is_told_by_weight_and_slant_alone(theme: str, tmp_path: Path) -> None:
    told = [
        rule
        for css in sheets(theme, tmp_path)
        for rule in rules(css)
        if re.search(r"\.tok-", tinycss2.serialize(rule.selectors))
    ]
    assert told
    names = {item.lower_name for rule in told for item in rule.declarations}
    assert names <= {"font-weight", "font-style"}


@pytest.mark.parametrize("theme", ["classical", "modern"])
def test_readers_keep_size_face_and_colours(theme: str, tmp_path: Path) -> None:
    styles = sheets(theme, tmp_path)
    assert leaves_readers_their_settings(styles)
    body = [
        item.lower_name
        for css in styles for rule in rules(css) for item in rule.declarations
        if tinycss2.serialize(rule.selectors).strip() in ("html", "body", "p")
    ]  # fmt: skip
    assert not {"font-family", "font-size", "line-height", "color", "background"} & set(body)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)
