"""What the tests of the whole command share: the first publication, a small one, a call."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from command_line import Call, publication
from first_publication import Publication, copy_publication

from octavo.cli import main


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The first book, built from nothing."""
    first = copy_publication(tmp_path_factory.mktemp("first-book"))
    ended = first.publish()
    assert ended.returncode == 0, ended.stderr
    return first


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Call:
    """Run the command in this process: the same main, without the time to start."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        status = main([str(argument) for argument in arguments])
        return subprocess.CompletedProcess(arguments, status, *capfd.readouterr())

    return run


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A publication of one file."""
    return publication(tmp_path / "small")
