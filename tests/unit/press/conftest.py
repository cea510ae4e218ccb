"""The book of the press room, made once for all its tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import press_book
import pytest
from press_book import PressBook

from octavo.press.edition import PressFile


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
