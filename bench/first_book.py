"""How long the first book takes: octavo from nothing and unchanged, beside the plain yardstick.

python -m bench.first_book [PUBLICATION] [RUNS]

Alternating whole-process runs, medians, ratios: the machine's own speed drops out.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent


def seconds(*command: str | Path) -> float:
    """Wall time of a whole process; a failure ends the measurement."""
    start = time.perf_counter()
    subprocess.run([str(word) for word in command], check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def measure(publication: Path, runs: int) -> dict[str, list[float]]:
    """Times of each way of building, run in turn."""
    python = sys.executable
    both = ("--edition", "screen", "--edition", "epub")
    ways = ("plain", "cold, PDF and EPUB", "cold, all editions", "unchanged")
    times: dict[str, list[float]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "publication"
        for name in ("manuscript", "images", "styles"):
            if (publication / name).is_dir():
                shutil.copytree(publication / name, work / name)
        css = Path(folder) / "plain.css"
        seconds(python, "-m", "bench.sheets", work, css)
        octavo = (python, "-m", "octavo", "build", work, "--quiet")
        for _ in range(runs + 1):  # the first fills the file system's cache
            shutil.rmtree(work / ".octavo", ignore_errors=True)
            shutil.rmtree(work / "dist", ignore_errors=True)
            times["plain"].append(
                seconds(python, "-m", "bench.plain", work, css, Path(folder) / "plain.pdf")
            )
            times["cold, PDF and EPUB"].append(seconds(*octavo, *both))
            shutil.rmtree(work / ".octavo", ignore_errors=True)
            times["cold, all editions"].append(seconds(*octavo))
            times["unchanged"].append(seconds(*octavo))
    return {name: values[1:] for name, values in times.items()}


def main(publication: Path = ROOT, runs: int = 5) -> None:
    """Print the table."""
    times = measure(publication, runs)
    plain = statistics.median(times["plain"])
    print("| | median s | ratio to plain |\n|---|---|---|")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"| {name} | {median:.2f} | {median / plain:.2f} |")


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(Path(arguments[0]) if arguments else ROOT, int(arguments[1]) if arguments[1:] else 5)
