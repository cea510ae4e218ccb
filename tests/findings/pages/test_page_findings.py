"""A folder of proof for every finding that only laid-out pages can earn.

tests/findings/pages/<code>/ is a publication folder; expected.txt holds what its build says, each
finding with its hint on the line below. After a sentence has changed on purpose:

    python tests/findings/pages/test_page_findings.py      writes every expected.txt anew

All are built in one folder, one after the other, so that faces are prepared once.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

import octavo
from octavo.catalog import CATALOG
from octavo.findings import ManuscriptError
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.iterdir() if (folder / "manuscript").is_dir())
UNITS = "tests/unit/pdf/engine/"

WITHOUT_FOLDER = {
    "face-missing": f"a theme has a face, or reading says so: {UNITS}test_loose_ends.py",
    "face-unusable": f"faces are proved before pages are set: {UNITS}test_reports.py",
    "floats-fixed": f"another WeasyPrint: {UNITS}test_loose_ends.py",
    "layout-warning": f"what octavo does not know: {UNITS}test_reports.py",
    "grid-open": f"another WeasyPrint: {UNITS}lines/test_grid.py",
    "paragraph-greedy": f"builds here are drafts: {UNITS}lines/test_lines.py",
    "lines-greedy": f"another WeasyPrint: {UNITS}lines/test_lines.py",
    "note-lost": f"a fault of the engine: {UNITS}test_notes_on_pages.py",
    "notes-unsplit": f"another WeasyPrint: {UNITS}test_reports.py",
    "page-start-unsure": f"a fault of the engine: {UNITS}test_page_starts.py",
    "tags-unrecorded": f"another WeasyPrint: {UNITS}test_reports.py",
}
"""Codes of the page engine that no manuscript can earn through a build."""


def said(folder: Path, desk: Path) -> str:
    """What building a folder's PDF has to say, as an author sees it; built at a desk."""
    for name in ("manuscript", "images", "styles"):
        shutil.rmtree(desk / name, ignore_errors=True)
        if (folder / name).is_dir():
            shutil.copytree(folder / name, desk / name)
    try:
        findings = publish(
            BuildOptions(desk, editions=("screen",), jobs=1, draft=True), Silence()
        ).report.findings
    except ManuscriptError as error:
        findings = error.findings
    lines = []
    for item in findings:
        lines.append(str(item))
        if item.hint:
            lines.append(f"    {item.hint}")
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("publication")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_publication_earns_its_finding_and_no_other(folder: Path, desk: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    assert said(folder, desk) == expected
    found = [line for line in expected.splitlines() if not line.startswith("    ")]
    assert found
    assert all(f"[{folder.name}]: " in line for line in found)


def test_every_code_of_the_page_engine_has_a_folder() -> None:
    engine = (Path(octavo.__file__).parent / "pdf" / "engine").rglob("*.py")
    source = "".join(path.read_text(encoding="utf-8") for path in engine)
    earned = {code for code in CATALOG if f'"{code}"' in source}
    folders = {folder.name for folder in FOLDERS}
    assert earned - folders == set(WITHOUT_FOLDER)
    assert folders - earned == set()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for each in FOLDERS:
            (each / "expected.txt").write_text(said(each, Path(place)), encoding="utf-8")
