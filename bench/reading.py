"""What reading costs: processor time of this process, the machine's other work left out.

python -m bench.reading FOLDER [--runs 5]

A publication (bench.synthetic makes one) is read anew each time: first with nothing kept, then with
all files kept as parsed. The first time loads modules and compiles patterns; medians of the others.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from octavo.cache import NO_CACHE, Cache
from octavo.reading import read


def milliseconds(folder: Path, cache: Cache) -> float:
    """One reading."""
    start = time.process_time()
    read(folder, cache)
    return (time.process_time() - start) * 1000


def main() -> None:
    """Measure what the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--runs", type=int, default=5)
    given = arguments.parse_args()
    print(f"first:         {milliseconds(given.folder, NO_CACHE):6.0f} ms")
    cold = [milliseconds(given.folder, NO_CACHE) for _ in range(given.runs)]
    print(f"nothing kept:  {statistics.median(cold):6.0f} ms")
    with tempfile.TemporaryDirectory() as kept:
        cache = Cache(Path(kept))
        milliseconds(given.folder, cache)
        warm = [milliseconds(given.folder, cache) for _ in range(given.runs)]
    print(f"all files kept: {statistics.median(warm):5.0f} ms")


if __name__ == "__main__":
    main()
