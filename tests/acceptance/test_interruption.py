"""Builds that are ended, killed, or have to wait for each other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import BOOK, names, octavo, octavo_after, publication


@pytest.fixture
def long_book(tmp_path: Path) -> Path:
    """Chapters enough that a build is in the middle of them for seconds."""
    text = "\n\n".join(["Words in a paragraph, set into lines and pages. " * 12] * 25)
    chapters = "\n\n".join(f"# Chapter {n}\n\n{text}" for n in range(12))
    return publication(tmp_path / "long", f"{BOOK}\n{chapters}\n")


def begin(folder: Path, *arguments: str, token: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "octavo", "build", str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Tests that run in the background of a shell ignore Ctrl-C, and would hand that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "OCTAVO_TEST": token},
    )


def until(condition: Callable[[], object], seconds: float = 200) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def processes(token: str) -> Iterator[int]:
    """Processes that were started with the token in their environment."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"OCTAVO_TEST={token}".encode() in (path / "environ").read_bytes():
                yield int(path.name)
        except OSError:
            continue


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_ended_leaves_nothing_behind_and_the_next_one_works(
    long_book: Path, number: signal.Signals
) -> None:
    token = str(long_book)
    build = begin(long_book, "--jobs", "2", "--edition", "screen", token=token)
    until(lambda: list(long_book.glob(".octavo/cache/galley/*/*")))
    # Ctrl-C goes to all processes of the terminal, the others to the one that is named.
    (os.killpg if number == signal.SIGINT else os.kill)(build.pid, number)
    _, said = build.communicate(timeout=30)
    if number != signal.SIGKILL:
        assert build.returncode == 130
        assert said.splitlines()[-1] == "Stopped. Editions made before are untouched."
        assert "Traceback" not in said
    until(lambda: not list(processes(token)), 20)
    assert names(long_book / "dist") == []
    assert not [path for path in long_book.rglob("*") if path.name.startswith(".octavo-")]

    (long_book / "manuscript/book.md").write_text(BOOK)
    assert octavo("build", long_book, "--edition", "screen").returncode == 0
    assert names(long_book / "dist") == ["report.json", "small.pdf"]


def test_what_a_killed_build_left_is_cleared_by_the_next(small: Path) -> None:
    kill = (
        "import os, pathlib\n"
        "whole = pathlib.Path.replace\n"
        "def replace(path, to):\n"
        "    if 'dist' in path.parts: os.kill(os.getpid(), 9)\n"
        "    return whole(path, to)\n"
        "pathlib.Path.replace = replace"
    )
    octavo_after(kill, "build", small, "--edition", "epub", "--no-cache")
    assert names(small / "dist") != []  # it was in the middle of writing
    assert octavo("build", small, "--edition", "epub").returncode == 0
    assert names(small / "dist") == ["report.json", "small.epub"]


def test_a_second_build_waits_says_so_and_ends_well(long_book: Path) -> None:
    first = begin(long_book, "--edition", "screen")
    until(lambda: list(long_book.glob(".octavo/cache/galley/*/*")))
    second = begin(long_book, "--edition", "screen")
    ends = [build.communicate(timeout=120) for build in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert f"Another build is writing to {long_book}/dist; waiting for it." in ends[1][1]
    assert ends[0][0] == ends[1][0].replace(" (unchanged)", "")


def test_a_build_that_waits_too_long_stops_with_a_sentence(long_book: Path) -> None:
    first = begin(long_book, "--edition", "screen", "--no-cache")
    until(lambda: list(long_book.glob(".octavo/locks/*")))
    hurry = "import octavo.pipeline.outputs as o; o.WAIT_SECONDS = 0.2"
    second = octavo_after(hurry, "build", long_book)
    assert first.poll() is None
    os.kill(first.pid, signal.SIGTERM)
    first.communicate(timeout=30)
    assert second.returncode == 1
    assert "Another build has been writing to" in second.stderr
    assert "--output" in second.stderr


def test_the_wait_is_a_minute() -> None:
    from octavo.pipeline.outputs import WAIT_SECONDS

    assert WAIT_SECONDS == 60
