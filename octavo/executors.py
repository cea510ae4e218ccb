"""Where jobs run: in this process, in processes of this machine, or in any executor. Knows nothing
of books.

A job whose worker dies is tried again; when it dies again the job is named.
forkserver with preload on Linux and spawn elsewhere: neither inherits threads.
No worker outlives its work: an interruption ends it at once, the death of this process too.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from importlib import import_module
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


@contextmanager
def rarely_collected() -> Iterator[None]:
    """Let values pile up a little before Python looks for those that nobody holds any more, while
    much is made and nearly all of it kept: a twelfth of the time."""
    own = gc.get_threshold()
    gc.set_threshold(20_000, *own[1:])
    try:
        yield
    finally:
        gc.set_threshold(*own)


class WorkerLost(OctavoError):
    """A worker died on a job, and again when the job was retried."""


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor that is running or about to, how to end it at once, and how to give all its
    workers a value that many jobs need."""

    executor: Executor
    end: Callable[[], None]
    share: Callable[[object], object] = lambda value: value


class Workers:
    """Workers of one kind, started when first needed; with a count of one, all runs here."""

    def __init__(
        self,
        count: int,
        open_pool: Callable[[], Pool],
        deaths: tuple[type[BaseException], ...] = (BrokenProcessPool,),
        elsewhere: bool = False,
    ) -> None:
        self.count = count
        self.elsewhere = elsewhere
        """Whether workers may stand on machines that have not this one's files."""
        self._open_pool = open_pool
        self._deaths = deaths
        self._pool: Pool | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def start(self) -> None:
        """Have the workers ready soon, while this process does other work."""
        if self.count > 1:
            self._started()

    def begin(self, function: Callable[[Given], Made], given: Given) -> Callable[[], Made]:
        """Start work beside this process's own; what comes back waits for it and gives its result.

        Without workers on this machine that have been started, and where a worker dies, the work
        is done here, when it is waited for.
        """
        if self._pool is None or self.elsewhere:
            return partial(function, given)
        future = self._pool.executor.submit(function, given)

        def result() -> Made:
            try:
                return future.result()
            except self._deaths:
                return function(given)

        return result

    def run(
        self, function: Callable[..., Made], jobs: Sequence[Job[Given]], *shared: object
    ) -> Iterator[tuple[int, Made]]:
        """Yield (index of the job, function(given, *shared)) as each is done, heaviest first.

        What is shared goes to each worker once, not with every job.
        Errors that a job raises are raised here. Raises WorkerLost for a job that kills its workers.
        """
        order = sorted(range(len(jobs)), key=lambda index: -jobs[index].weight)
        # A single job is not worth the start of other processes.
        if self.count <= 1 or (len(jobs) == 1 and self._pool is None):
            for index in order:
                yield index, function(jobs[index].given, *shared)
            return
        lost = yield from self._attempt(function, jobs, order, shared)
        for index in lost:
            # One at a time, so that a further death names the job that is to blame; and twice,
            # since the first death may have been another job's.
            if (yield from self._attempt(function, jobs, [index], shared)) and (
                yield from self._attempt(function, jobs, [index], shared)
            ):
                raise WorkerLost(
                    f"The process that worked on {jobs[index].label} died, and again when retried.",
                    "It may have run out of memory: build with --jobs 1 to see its own message.",
                )

    def _attempt(
        self,
        function: Callable[..., Made],
        jobs: Sequence[Job[Given]],
        order: Sequence[int],
        shared: Sequence[object],
    ) -> Generator[tuple[int, Made], None, list[int]]:
        """Yield what is done; return the jobs whose worker died."""
        pool = self._started()
        given = [pool.share(value) for value in shared]  # again, if those who had it died
        futures = {}
        lost = list(order)
        with suppress(*self._deaths):  # workers may have died before their first job
            while lost:
                future = pool.executor.submit(function, jobs[lost[0]].given, *given)
                futures[future] = lost.pop(0)
        for future in as_completed(futures):
            try:
                result = future.result()
            except self._deaths:
                lost.append(futures[future])
                continue
            yield futures[future], result
        if lost and not self.elsewhere:  # a broken pool of processes takes no more jobs
            self._end()
        return lost

    def _started(self) -> Pool:
        if self._pool is None:
            self._pool = self._open_pool()
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.end()
            self._pool = None


def processes(count: int, preload: str | None = None) -> Workers:
    """Workers in processes of this machine, with a module loaded ahead: once for all of them where
    they are forked."""

    def open_pool() -> Pool:
        method = "forkserver" if sys.platform == "linux" else "spawn"
        context = multiprocessing.get_context(method)
        executor = ProcessPoolExecutor(count, mp_context=context, initializer=_follow_parent)
        if method == "forkserver":
            from multiprocessing import forkserver  # not on Windows

            context.set_forkserver_preload([preload] if preload else [])
            forkserver.ensure_running()  # returns at once; the first job waits until all is loaded
        elif preload:
            for _ in range(count):
                executor.submit(import_module, preload)
        return Pool(executor, partial(_end_processes, executor))

    return Workers(count, open_pool)


def _end_processes(executor: ProcessPoolExecutor) -> None:
    # Nobody waits for the jobs at hand. (Python 3.14 has terminate_workers.)
    for process in list((executor._processes or {}).values()):
        process.terminate()
    executor.shutdown(wait=True, cancel_futures=True)


def _follow_parent() -> None:
    """Prepare a worker: Ctrl-C is answered by the parent alone, and it ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
