"""Faces made once for all tests of the page engine."""

from __future__ import annotations

import pytest
from typeset_pages import Shop

from octavo.artifacts import FaceRequest
from octavo.fonts import instances

_STYLES = ("normal", "italic")


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    """Jobs in EB Garamond, regular, italic and bold."""
    folder = tmp_path_factory.mktemp("faces")
    wanted = [
        FaceRequest("EB Garamond", weight, style, "eb-garamond")  # type: ignore[arg-type]
        for weight in (400, 700)
        for style in _STYLES
    ]
    return Shop(instances(wanted, folder, folder))
