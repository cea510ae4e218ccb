"""The book of the press room, made once for all its tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import press_book
import pytest

from octavo.artifacts import LaidOutPages, Picture
from octavo.press.edition import PressFile, press_pdf
from octavo.press.printer import PrinterProfile
from octavo.press.profiles import load_profile

NAMED = {"#cc3311": (0.0, 0.9, 1.0, 0.0)}
"""The theme's one colour with inks of its own."""


@dataclass(frozen=True)
class PressBook:
    """The master, its pictures, and a way to the press file of each printer."""

    master: LaidOutPages
    pictures: Mapping[str, Picture]

    def press(self, profile: PrinterProfile | str = "sheet-fed") -> PressFile:
        if isinstance(profile, str):
            profile, _ = load_profile(profile, Path("/nowhere"))
        return press_pdf(self.master, press_book.METADATA, profile, self.pictures, NAMED)

    def page(self, name: str) -> int:
        """The index of a page in the press file, which has no cover."""
        return list(press_book.PAGES).index(name) - 1


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> PressBook:
    return PressBook(*press_book.make(tmp_path_factory.mktemp("press")))


@pytest.fixture(scope="session")
def sheet_fed(book: PressBook) -> PressFile:
    return book.press()


@pytest.fixture
def written(tmp_path: Path) -> Callable[[PressFile], Path]:
    """Write a press file where a program can read it."""

    def write(made: PressFile) -> Path:
        path = tmp_path / "press.pdf"
        path.write_bytes(made.content)
        return path

    return write
