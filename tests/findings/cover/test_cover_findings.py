"""A folder of proof for every finding that only the cover wrap can earn."""

from __future__ import annotations

from pathlib import Path

import pytest
from proof import COVER, earns_alone, expected

from octavo.catalog import CATALOG


@pytest.mark.parametrize("folder", COVER.folders, ids=lambda folder: folder.name)
def test_a_cover_earns_its_finding_and_no_other(folder: Path, proving_desk: Path) -> None:
    assert COVER.said(folder, proving_desk) == expected(folder)
    assert earns_alone(folder)


def test_every_code_of_the_cover_has_a_folder() -> None:
    assert COVER.codes == {code for code in CATALOG if code.startswith("cover-")}
