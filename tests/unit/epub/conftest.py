"""The sample book of rivers.py, with real faces."""

from __future__ import annotations

import pytest
from rivers import Sample, make_sample

from octavo.artifacts import Face, FaceRequest
from octavo.fonts import instances


@pytest.fixture(scope="session")
def faces(tmp_path_factory: pytest.TempPathFactory) -> tuple[Face, ...]:
    folder = tmp_path_factory.mktemp("faces")
    wanted = [
        FaceRequest("EB Garamond", weight, style, "eb-garamond", (("wght", weight),))
        for weight in (400, 600)
        for style in ("normal", "italic")
    ]
    wanted.append(
        FaceRequest("Source Code Pro", 400, "normal", "source-code-pro", (("wght", 400),))
    )
    return instances(wanted, folder, folder)


@pytest.fixture
def sample(faces: tuple[Face, ...]) -> Sample:
    return make_sample(faces)
