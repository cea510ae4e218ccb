"""Where jobs run: in this process, in processes of this machine. Knows nothing of books.

A job whose worker dies is tried again; when it dies again the job is named.
forkserver with preload on Linux and spawn elsewhere: neither inherits threads.
No worker outlives its work: an interruption ends it at once, the death of this process too.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Generic, TypeVar

from octavo.findings import OctavoError

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Job(Generic[Given]):
    """One piece of work: its label for messages, its weight for the order, what it is given."""

    label: str
    weight: int
    given: Given


def cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class WorkerLost(OctavoError):
    """A worker process died on a job, and again when the job was retried."""


class Workers:
    """A pool of processes, started when first needed; with one worker everything runs here."""

    def __init__(self, count: int, preload: Sequence[str] = ()) -> None:
        self.count = count
        self._preload = tuple(preload)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        self._stop(at_once=error is not None)

    def warm(self, function: Callable[[], object]) -> None:
        """Start the pool now and call function in each worker, while this process does other work."""
        if self.count > 1:
            pool = self._started()
            for _ in range(self.count):
                pool.submit(function)

    def run(
        self, function: Callable[[Given], Made], jobs: Sequence[Job[Given]]
    ) -> Iterator[tuple[int, Made]]:
        """Yield (index of the job, result) as each is done, heaviest first.

        Errors that a job raises are raised here. Raises WorkerLost for a job that kills its workers.
        """
        order = sorted(range(len(jobs)), key=lambda index: -jobs[index].weight)
        if self.count <= 1 or len(jobs) == 1:
            for index in order:
                yield index, function(jobs[index].given)
            return
        lost = yield from self._attempt(function, jobs, order)
        for index in lost:
            # One at a time, so that a further death names the job that is to blame; and twice,
            # since the first death may have been another job's.
            if (yield from self._attempt(function, jobs, [index])) and (
                yield from self._attempt(function, jobs, [index])
            ):
                raise WorkerLost(
                    f"The process that worked on {jobs[index].label} died, and again when retried.",
                    "It may have run out of memory: build with --jobs 1 to see its own message.",
                )

    def _attempt(
        self, function: Callable[[Given], Made], jobs: Sequence[Job[Given]], order: Sequence[int]
    ) -> Generator[tuple[int, Made], None, list[int]]:
        """Yield what is done; return the jobs whose worker died."""
        pool = self._started()
        futures = {pool.submit(function, jobs[index].given): index for index in order}
        lost = []
        for future in as_completed(futures):
            try:
                result = future.result()
            except BrokenProcessPool:
                lost.append(futures[future])
                continue
            yield futures[future], result
        if lost:
            self._stop()
        return lost

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            method = "forkserver" if sys.platform == "linux" else "spawn"
            context = multiprocessing.get_context(method)
            if method == "forkserver":
                context.set_forkserver_preload(list(self._preload))
            self._pool = ProcessPoolExecutor(
                self.count, mp_context=context, initializer=_follow_parent
            )
        return self._pool

    def _stop(self, at_once: bool = False) -> None:
        if self._pool is not None:
            if at_once:
                # Nobody wants the jobs at hand any more. (Python 3.14 has terminate_workers.)
                for process in list((self._pool._processes or {}).values()):
                    process.terminate()
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _follow_parent() -> None:
    """Prepare a worker: Ctrl-C is answered by the parent alone, and it ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
