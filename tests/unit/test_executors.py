"""Workers: all jobs done, in this process and in others; a death is survived once, then named."""

from __future__ import annotations

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

import pytest

from octavo.executors import Job, WorkerLost, processes


def double(number: int) -> int:
    return 2 * number


def die_once(marker: str) -> str:
    path = Path(marker)
    if not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "survived"


def die(_: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def refuse(_: int) -> int:
    raise ValueError("a job's own error")


@pytest.mark.parametrize("count", [1, 2])
def test_every_job_is_done_whatever_the_number_of_workers(count: int) -> None:
    jobs = [Job(f"job {n}", n, n) for n in range(7)]
    with processes(count) as workers:
        assert dict(workers.run(double, jobs)) == {n: 2 * n for n in range(7)}


def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path) -> None:
    jobs = [Job(f"job {n}", 1, str(tmp_path / str(n))) for n in range(3)]
    with processes(2) as workers:
        done = dict(workers.run(die_once, jobs))
    assert done == {0: "survived", 1: "survived", 2: "survived"}


def test_a_job_that_kills_its_worker_twice_is_named() -> None:
    jobs = [Job("chapter one", 1, "a"), Job("chapter two", 1, "b")]
    with (
        processes(2) as workers,
        pytest.raises(WorkerLost, match=r"chapter (one|two) died, and again"),
    ):
        list(workers.run(die, jobs))


@pytest.mark.parametrize("count", [1, 2])
def test_an_error_of_a_job_is_raised_here(count: int) -> None:
    jobs = [Job("a", 1, 1), Job("b", 1, 2)]
    with processes(count) as workers, pytest.raises(ValueError, match="a job's own error"):
        list(workers.run(refuse, jobs))


def test_workers_that_died_before_their_first_job_are_replaced() -> None:
    jobs = [Job(f"job {n}", n, n) for n in range(4)]
    with processes(2) as workers:
        pool = workers._started().executor
        with suppress(BrokenProcessPool):
            pool.submit(die, "").result()
        assert dict(workers.run(double, jobs)) == {n: 2 * n for n in range(4)}


def who(_: object) -> int:
    return os.getpid()


def die_elsewhere(home: int) -> str:
    if os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done at home"


def test_work_that_was_begun_is_done_beside_this_process() -> None:
    with processes(2) as workers:
        workers.start()
        assert workers.begin(who, None)() != os.getpid()


def test_work_is_begun_here_where_no_worker_was_started() -> None:
    for count in (1, 2):
        with processes(count) as workers:
            assert workers.begin(who, None)() == os.getpid()


def test_work_whose_worker_dies_is_done_here() -> None:
    with processes(2) as workers:
        workers.start()
        assert workers.begin(die_elsewhere, os.getpid())() == "done at home"


def test_an_error_of_work_that_was_begun_is_raised_where_it_is_waited_for() -> None:
    with processes(2) as workers:
        workers.start()
        wait = workers.begin(refuse, 1)
        with pytest.raises(ValueError, match="a job's own error"):
            wait()
