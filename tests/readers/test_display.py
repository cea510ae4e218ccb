"""Nothing overflows and nothing fades: on narrow screens, in large type, on dark ground."""

from __future__ import annotations

from typing import Any

from opened import OpenedBook


def test_nothing_overflows_a_screen_of_360_pixels_in_dark_mode(
    opened: OpenedBook, seen: dict[str, Any]
) -> None:
    _assert_all_measured(opened, seen["measured"]["dark"])
    assert _complaints(seen["measured"]["dark"], "overflowing") == {}


def test_nothing_overflows_a_screen_of_360_pixels_in_text_of_double_size(
    opened: OpenedBook, seen: dict[str, Any]
) -> None:
    _assert_all_measured(opened, seen["measured"]["large"])
    assert _complaints(seen["measured"]["large"], "overflowing") == {}


def test_text_and_drawings_stay_legible_on_dark_and_light_ground(seen: dict[str, Any]) -> None:
    assert _complaints(seen["measured"]["dark"], "faint") == {}
    assert _complaints(seen["measured"]["large"], "faint") == {}


def test_by_itself_no_document_overflows_320_pixels_even_in_text_of_double_size(
    opened: OpenedBook, plain: dict[str, Any]
) -> None:
    _assert_all_measured(opened, plain["documents"])
    wrong = {
        (each["file"], scale): complaints
        for each in plain["documents"]
        for scale, complaints in each["overflowing"].items()
        if complaints
    }
    assert wrong == {}
    assert plain["errors"] == []


def _assert_all_measured(opened: OpenedBook, measured: list[dict[str, Any]]) -> None:
    assert [each["file"] for each in measured] == list(opened.spine)


def _complaints(measured: list[dict[str, Any]], kind: str) -> dict[str, list[str]]:
    return {each["file"]: each[kind] for each in measured if each[kind]}
