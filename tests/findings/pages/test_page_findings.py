"""A folder of proof for every finding that only laid-out pages can earn."""

from __future__ import annotations

from pathlib import Path

import pytest
from proof import PAGES, earns_alone, expected

import octavo
from octavo.catalog import CATALOG

UNITS = "tests/unit/pdf/engine/"

WITHOUT_FOLDER = {
    "face-missing": f"a theme has a face, or reading says so: {UNITS}test_loose_ends.py",
    "face-unusable": f"faces are proved before pages are set: {UNITS}test_reports.py",
    "floats-fixed": f"another WeasyPrint: {UNITS}test_loose_ends.py",
    "layout-warning": f"what octavo does not know: {UNITS}test_reports.py",
    "grid-open": f"another WeasyPrint: {UNITS}lines/test_grid.py",
    "lines-greedy": f"another WeasyPrint: {UNITS}lines/test_lines.py",
    "note-lost": f"a fault of the engine: {UNITS}test_notes_on_pages.py",
    "notes-unsplit": f"another WeasyPrint: {UNITS}test_reports.py",
    "page-start-unsure": f"a fault of the engine: {UNITS}test_page_starts.py",
    "tags-unrecorded": f"another WeasyPrint: {UNITS}test_reports.py",
}
"""Codes of the page engine that no manuscript can earn through a build."""


@pytest.mark.parametrize("folder", PAGES.folders, ids=lambda folder: folder.name)
def test_a_publication_earns_its_finding_and_no_other(folder: Path, proving_desk: Path) -> None:
    assert PAGES.said(folder, proving_desk) == expected(folder)
    assert earns_alone(folder)


def test_every_code_of_the_page_engine_has_a_folder() -> None:
    octavos = Path(octavo.__file__).parent
    files = [*(octavos / "pdf" / "engine").rglob("*.py"), octavos / "pipeline" / "galleys.py"]
    source = "".join(path.read_text(encoding="utf-8") for path in files)
    earned = {code for code in CATALOG if f'"{code}"' in source}
    assert earned - PAGES.codes == set(WITHOUT_FOLDER)
    assert PAGES.codes - earned == set()
