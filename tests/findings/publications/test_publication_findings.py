"""A folder of proof for what themes, faces, printers' profiles and the EPUB can earn.

tests/findings/publications/<code>/ is a publication folder; expected.txt holds what the build of
its EPUB says, each finding with its hint on the line below. After a sentence has changed on purpose:

    python tests/findings/publications/test_publication_findings.py     writes every expected.txt anew
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest

from octavo.findings import ManuscriptError
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish

HERE = Path(__file__).parent
FOLDERS = sorted(folder for folder in HERE.iterdir() if (folder / "manuscript").is_dir())


def said(folder: Path, desk: Path) -> str:
    """What building a folder's EPUB has to say, as an author sees it; built at a desk."""
    for item in desk.iterdir():
        if item.name != ".octavo":
            shutil.rmtree(item) if item.is_dir() else item.unlink()
    shutil.copytree(folder, desk, dirs_exist_ok=True)
    try:
        findings = publish(
            BuildOptions(desk, editions=("epub",), jobs=1), Silence()
        ).report.findings
    except ManuscriptError as error:
        findings = error.findings
    lines = [f"{item}\n" + (f"    {item.hint}\n" if item.hint else "") for item in findings]
    return "".join(lines)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("publication")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_publication_earns_its_finding(folder: Path, desk: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8")
    assert said(folder, desk) == expected
    assert f"[{folder.name}]: " in expected


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for each in FOLDERS:
            (each / "expected.txt").write_text(said(each, Path(place)), encoding="utf-8")
