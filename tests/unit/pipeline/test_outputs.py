"""dist/: held by one build, replaced whole."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from octavo.artifacts import Artifact
from octavo.pipeline import outputs
from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.outputs import (
    BuildReport,
    EditionReport,
    OutputError,
    held,
    of_earlier_builds,
    replace_outputs,
)
from octavo.pipeline.workshop import own_folder

REPORT = BuildReport("T", "0", 0, 0, 0, 0, 0, 0, (), ())
EPUB = Artifact("a.epub", b"new", "application/epub+zip")


@dataclass
class Heard(Silence):
    """Keeps what was said."""

    sentences: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        self.sentences.append(sentence)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("own", [True, False], ids=["with .octavo", "without .octavo"])
def test_one_build_at_a_time_and_the_second_says_that_it_waits(tmp_path: Path, own: bool) -> None:
    options, second, entered = BuildOptions(tmp_path), Heard(), threading.Event()
    folder = own_folder(tmp_path) if own else None
    order = []

    def wait() -> None:
        entered.set()
        with held(options, folder, second):
            order.append("second")

    with held(options, folder, Silence()):
        thread = threading.Thread(target=wait)
        thread.start()
        entered.wait()
        time.sleep(0.3)
        order.append("first")
    thread.join(20)
    assert order == ["first", "second"]
    assert second.sentences == [f"Another build is writing to {tmp_path / 'dist'}; waiting for it."]
    assert names(tmp_path / "dist") == []


def test_a_build_gives_up_waiting_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outputs, "WAIT_SECONDS", 0.1)
    options = BuildOptions(tmp_path)
    with (
        held(options, own_folder(tmp_path), Silence()),
        pytest.raises(OutputError, match=r"Another build has been writing to .* for 0\.1 seconds"),
        held(options, own_folder(tmp_path), Silence()),
    ):
        pass


def test_builds_into_different_folders_do_not_wait(tmp_path: Path) -> None:
    heard = Heard()
    with (
        held(BuildOptions(tmp_path), own_folder(tmp_path), heard),
        held(BuildOptions(tmp_path, tmp_path / "other"), own_folder(tmp_path), heard),
    ):
        assert heard.sentences == []


def test_outputs_of_other_builds_stay_and_no_rest_is_left(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "a.epub").write_text("old")
    (dist / "a.pdf").write_text("of another build")
    replace_outputs(BuildOptions(tmp_path), [EPUB], REPORT)
    assert names(dist) == ["a.epub", "a.pdf", "report.json"]
    assert (dist / "a.epub").read_bytes() == b"new"
    assert (dist / "a.pdf").read_text() == "of another build"


def report(**files: str) -> BuildReport:
    editions = tuple(EditionReport(name, file, 0, "") for name, file in files.items())
    return replace(REPORT, editions=editions)


def test_editions_of_earlier_builds_are_named_and_nothing_of_the_users_own(tmp_path: Path) -> None:
    for name in ("a.pdf", "a.epub", "a-press.pdf", "a-notes.pdf", "b.pdf", "c.epub", "report.json"):
        (tmp_path / name).touch()
    now, last = report(epub="a.epub"), report(screen="b.pdf", epub="gone.epub")
    assert of_earlier_builds(tmp_path, now) == ("a-press.pdf", "a.pdf")
    assert of_earlier_builds(tmp_path, now, last) == ("a-press.pdf", "a.pdf", "b.pdf")
    assert of_earlier_builds(tmp_path, report(screen="c.pdf", epub="c.epub")) == ()


@pytest.mark.parametrize(
    ("renamed", "left", "said"),
    [(0, "old", "untouched"), (1, "new", "build again")],
    ids=["before the first file", "after the first file"],
)
def test_a_failure_to_put_files_in_place_says_which_editions_are_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renamed: int, left: str, said: str
) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "a.epub").write_text("old")
    whole, done = Path.replace, []

    def fail(path: Path, target: Path) -> Path:
        if len(done) == renamed:
            raise OSError(5, "Input/output error")
        done.append(path)
        return whole(path, target)

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OutputError) as raised:
        replace_outputs(BuildOptions(tmp_path), [EPUB], REPORT)
    assert said in (raised.value.hint or "")
    assert (dist / "a.epub").read_text() == left


def test_a_failure_to_write_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dist = tmp_path / "dist"
    dist.mkdir()
    (dist / "a.epub").write_text("old")
    whole = Path.write_bytes

    def full(path: Path, content: bytes) -> int:
        if path.name == "report.json":
            raise OSError(28, "No space left on device")
        return whole(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left on device"):
        replace_outputs(BuildOptions(tmp_path), [EPUB], REPORT)
    assert names(dist) == ["a.epub"]
    assert (dist / "a.epub").read_text() == "old"
