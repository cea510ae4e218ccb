"""Folders of proof: each is a publication that earns a finding, and expected.txt is what is said.

A room is a folder of them, named for the codes that they earn: tests/findings/<room>/<code>/.
Findings stand in expected.txt as they are printed, each with its hint on the line below. After a
sentence has changed on purpose:

    python tests/proof.py              writes every expected.txt anew
    python tests/proof.py cover        writes those of one room
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from octavo.findings import Finding, ManuscriptError
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish
from octavo.reading import read

FINDINGS = Path(__file__).parent / "findings"


@dataclass(frozen=True)
class Room:
    """Folders of proof, and the edition that is built of each; with none they are only read."""

    name: str
    edition: str | None
    draft: bool = True

    @property
    def folders(self) -> list[Path]:
        """All folders of proof, by name."""
        room = FINDINGS / self.name
        return sorted(folder for folder in room.iterdir() if (folder / "manuscript").is_dir())

    @property
    def codes(self) -> set[str]:
        """The codes that are proved."""
        return {folder.name for folder in self.folders}

    def said(self, folder: Path, desk: Path) -> str:
        """What a folder's build has to say; built at a desk where the faces of others lie."""
        if self.edition is None:
            return printed(read(folder).findings)
        for item in desk.iterdir():
            if item.name != ".octavo":
                shutil.rmtree(item) if item.is_dir() else item.unlink()
        shutil.copytree(folder, desk, dirs_exist_ok=True)
        options = BuildOptions(desk, editions=(self.edition,), jobs=1, draft=self.draft)
        try:
            return printed(publish(options, Silence()).report.findings)
        except ManuscriptError as error:
            return printed(error.findings)


READING = Room("", None)
PAGES = Room("pages", "screen")
COVER = Room("cover", "cover")
PUBLICATIONS = Room("publications", "epub", draft=False)
ROOMS = (READING, PAGES, COVER, PUBLICATIONS)


def printed(findings: Iterable[Finding]) -> str:
    """Findings as an author sees them."""
    return "".join(f"{item}\n" + (f"    {item.hint}\n" if item.hint else "") for item in findings)


def expected(folder: Path) -> str:
    """What the build of a folder is to say."""
    return (folder / "expected.txt").read_text(encoding="utf-8")


def earns_alone(folder: Path) -> bool:
    """Whether a folder earns the finding that it is named for, and no other."""
    found = [line for line in expected(folder).splitlines() if not line.startswith("    ")]
    return bool(found) and all(f"[{folder.name}]: " in line for line in found)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        for room in ROOMS:
            if room.name in sys.argv[1:] or len(sys.argv) == 1:
                for each in room.folders:
                    sentences = room.said(each, Path(place))
                    (each / "expected.txt").write_text(sentences, encoding="utf-8")
