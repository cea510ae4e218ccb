"""A folder of proof for every finding that reading can earn: a manuscript, and what is said.

tests/findings/<code>/ is a publication folder; expected.txt holds the findings as they are
printed, each with its hint on the line below. After a sentence has changed on purpose:

    python tests/findings/test_findings.py        writes every expected.txt anew
"""

from __future__ import annotations

from pathlib import Path

import pytest

import octavo
from octavo.catalog import CATALOG
from octavo.reading import read

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.iterdir() if (folder / "manuscript").is_dir())

WITHOUT_FOLDER = {
    "file-unreadable": "a file over 64 MB, or a disk that fails: tests/unit/reading/test_sources.py",
}
"""Codes of reading that no folder kept in a repository can earn, and where they are proved."""


def said(folder: Path) -> str:
    """What reading a folder has to say, as an author sees it."""
    lines = []
    for item in read(folder).findings:
        lines.append(str(item))
        if item.hint:
            lines.append(f"    {item.hint}")
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_manuscript_earns_its_finding_and_no_other(folder: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    assert said(folder) == expected
    found = [line for line in expected.splitlines() if not line.startswith("    ")]
    assert found
    assert all(f"[{folder.name}]: " in line for line in found)


def test_every_code_that_reading_can_earn_has_a_folder() -> None:
    package = Path(octavo.__file__).parent
    rooms = [*(package / "reading").rglob("*.py"), *(package / "images").rglob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in rooms)
    earned = {code for code in CATALOG if f'"{code}"' in source}
    earned |= {code for code in CATALOG if code.endswith("-undefined") and "layout" not in code}
    folders = {folder.name for folder in FOLDERS}
    assert earned - folders - set(WITHOUT_FOLDER) == set()
    assert folders - set(CATALOG) == set()


if __name__ == "__main__":
    for each in FOLDERS:
        (each / "expected.txt").write_text(said(each), encoding="utf-8")
