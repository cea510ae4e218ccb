"""How a build speaks while it works."""

from __future__ import annotations

import pytest

from octavo.cli.progress import Bar, shown_progress


def test_without_a_terminal_a_stage_is_a_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(quiet=False) as progress:
        progress.stage("Setting pages", 7)
        progress.step()
        progress.say("Waiting.")
    out, err = capsys.readouterr()
    assert (out, err) == ("", "Setting pages (7)\nWaiting.\n")


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress(quiet=True) as progress:
        progress.stage("Setting pages", 7)
        progress.say("Waiting.")
    assert capsys.readouterr() == ("", "")


def test_a_sentence_above_the_bar_is_said_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar()
    bar.stage("Setting pages", 2)
    path = "/a very long path/" + "x" * 200 + "/[red]book[/red]"
    bar.say(f"Waiting for {path}.")
    bar.step()
    bar.stage("Writing")
    bar.close()
    bar.close()
    assert f"Waiting for {path}." in capsys.readouterr().err
