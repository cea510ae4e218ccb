"""A folder of proof for every finding that only the cover wrap can earn.

tests/findings/cover/<code>/ is a publication folder; expected.txt holds what its cover's build
says, each finding with its hint on the line below. After a sentence has changed on purpose:

    python tests/findings/cover/test_cover_findings.py     writes every expected.txt anew
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from octavo.catalog import CATALOG
from octavo.findings import ManuscriptError
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.iterdir() if (folder / "manuscript").is_dir())


def said(folder: Path, desk: Path) -> str:
    """What building a folder's cover has to say, as an author sees it; built at a desk."""
    shutil.rmtree(desk / "manuscript", ignore_errors=True)
    shutil.copytree(folder / "manuscript", desk / "manuscript")
    options = BuildOptions(desk, editions=("cover",), jobs=1, draft=True)
    try:
        findings = publish(options, Silence()).report.findings
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
def test_a_cover_earns_its_finding_and_no_other(folder: Path, desk: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    assert said(folder, desk) == expected
    found = [line for line in expected.splitlines() if not line.startswith("    ")]
    assert found
    assert all(f"[{folder.name}]: " in line for line in found)


def test_every_code_of_the_cover_has_a_folder() -> None:
    codes = {code for code in CATALOG if code.startswith("cover-")}
    assert {folder.name for folder in FOLDERS} == codes


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for each in FOLDERS:
            (each / "expected.txt").write_text(said(each, Path(place)), encoding="utf-8")
