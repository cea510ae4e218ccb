"""Where the folders of proof are built."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def proving_desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for all of them, one after the other, so that faces are prepared once."""
    return tmp_path_factory.mktemp("publication")
