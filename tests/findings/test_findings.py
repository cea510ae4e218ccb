"""A folder of proof for every finding that reading can earn: a manuscript, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from proof import READING, earns_alone, expected

import octavo
from octavo.catalog import CATALOG

WITHOUT_FOLDER = {
    "file-unreadable": "a file over 64 MB, or a disk that fails: tests/unit/reading/test_sources.py",
}
"""Codes of reading that no folder kept in a repository can earn, and where they are proved."""


@pytest.mark.parametrize("folder", READING.folders, ids=lambda folder: folder.name)
def test_a_manuscript_earns_its_finding_and_no_other(folder: Path, proving_desk: Path) -> None:
    assert READING.said(folder, proving_desk) == expected(folder)
    assert earns_alone(folder)


def test_every_code_that_reading_can_earn_has_a_folder() -> None:
    package = Path(octavo.__file__).parent
    rooms = [*(package / "reading").rglob("*.py"), *(package / "images").rglob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in rooms)
    earned = {code for code in CATALOG if f'"{code}"' in source}
    earned |= {code for code in CATALOG if code.endswith("-undefined") and "layout" not in code}
    assert earned - READING.codes - set(WITHOUT_FOLDER) == set()
    assert READING.codes - set(CATALOG) == set()
