"""A command as a whole process: how long it took, and how much memory each of its processes had."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

GAP = 0.05
"""Seconds between two looks at the processes: a look takes 1 to 2 ms of a processor."""

_STATUS = Path("/proc")
"""Where Linux says what each process had at most."""


@dataclass(frozen=True)
class Run:
    """Wall time in seconds; peak resident memory in MB of the process itself and of the largest
    process below it."""

    seconds: float
    own: float
    below: float

    @property
    def largest(self) -> float:
        """The largest process of all."""
        return max(self.own, self.below)


def watch(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end; a failure ends the measurement."""
    words = [str(word) for word in command]
    # As installed programs are: with bytecode beside their modules, whatever this shell says.
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    peaks: dict[int, float] = {}
    start = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=own
    )
    ended = threading.Event()
    watcher = threading.Thread(target=_look, args=(process.pid, peaks, ended))
    watcher.start()
    _, said = process.communicate()
    seconds = time.perf_counter() - start
    ended.set()
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(words)}: {said.decode(errors='replace')[-2000:]}")
    below = [peak for pid, peak in peaks.items() if pid != process.pid]
    return Run(seconds, peaks.get(process.pid, 0.0), max(below, default=0.0))


def _look(pid: int, peaks: dict[int, float], ended: threading.Event) -> None:
    while not ended.wait(GAP):
        with contextlib.suppress(psutil.Error, OSError):
            top = psutil.Process(pid)
            for process in (top, *top.children(recursive=True)):
                with contextlib.suppress(psutil.Error, OSError):
                    peaks[process.pid] = max(_peak(process), peaks.get(process.pid, 0.0))


def _peak(process: psutil.Process) -> float:
    """The most memory in MB that a process has had; where no system says so, what it has now."""
    status = _STATUS / str(process.pid) / "status"
    if status.is_file():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    return float(process.memory_info().rss) / 1e6
