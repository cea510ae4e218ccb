"""The engine's self-test: once for a WeasyPrint and a set of faces, not once for each build."""

from __future__ import annotations

import pytest
from writing_desk import Desk, edit

from octavo.artifacts import Fitness
from octavo.pdf.engine import desk as engine_desk
from octavo.pdf.engine import setting

BOOK = "---\ntitle: A Book\nslug: book\nlang: en-GB\n---\n\n# One\n\nText.\n"


@pytest.fixture
def trials(monkeypatch: pytest.MonkeyPatch) -> list[Fitness]:
    """The verdicts of self-tests from now on; a build begins as a new process does."""
    made: list[Fitness] = []
    own = setting.self_test

    def self_test(desk: engine_desk.Desk) -> Fitness:
        made.append(own(desk))
        return made[-1]

    monkeypatch.setattr(setting, "self_test", self_test)
    return made


def build(desk: Desk, monkeypatch: pytest.MonkeyPatch, **options: object) -> None:
    monkeypatch.setattr(engine_desk, "_known", {})
    desk.build("screen", **options)


def test_a_self_test_that_was_passed_is_not_made_again(
    desk: Desk, trials: list[Fitness], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("manuscript/book.md", BOOK)
    build(desk, monkeypatch)
    edit("manuscript/book.md", "Text.", "Words.")(desk)
    build(desk, monkeypatch)
    assert trials == [Fitness()]


def test_without_a_cache_each_build_makes_it(
    desk: Desk, trials: list[Fitness], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.write("manuscript/book.md", BOOK)
    for _ in range(2):
        build(desk, monkeypatch, use_cache=False)
    assert trials == [Fitness(), Fitness()]


def test_a_failed_self_test_is_made_again(
    desk: Desk, trials: list[Fitness], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = setting.self_test
    failed = Fitness(grid=False)
    monkeypatch.setattr(setting, "self_test", lambda desk: own(desk) and failed)
    desk.write("manuscript/book.md", BOOK)
    build(desk, monkeypatch)
    edit("manuscript/book.md", "Text.", "Words.")(desk)
    build(desk, monkeypatch)
    assert len(trials) == 2
