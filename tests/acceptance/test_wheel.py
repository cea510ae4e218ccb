"""The package that users install."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from command_line import PROJECT


def test_the_wheel_holds_octavo_whole_and_nothing_of_the_publication(tmp_path: Path) -> None:
    build = f"from hatchling.build import build_wheel; build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if not name.split("/")[0].endswith("-info")}
    listed = subprocess.run(
        ["git", "ls-files", "octavo"], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    assert packed == set(listed.stdout.split())
    assert "octavo/py.typed" in packed
