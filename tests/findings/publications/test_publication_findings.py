"""A folder of proof for what themes, faces, printers' profiles and the EPUB can earn."""

from __future__ import annotations

from pathlib import Path

import pytest
from proof import PUBLICATIONS, expected


@pytest.mark.parametrize("folder", PUBLICATIONS.folders, ids=lambda folder: folder.name)
def test_a_publication_earns_its_finding(folder: Path, proving_desk: Path) -> None:
    assert PUBLICATIONS.said(folder, proving_desk) == expected(folder)
    assert f"[{folder.name}]: " in expected(folder)
