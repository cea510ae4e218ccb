"""The same bytes anywhere, and none made twice."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from command_line import BOOK, PROJECT, octavo, publication

ILLUSTRATED = (
    BOOK.replace("page-list: none\n", "")
    + '\n![A chart](../images/deaths.svg "A caption"){#fig-a}\n\nSee @fig-a, $x^2$.[@b]\n\n# Two\n\n'
    + "More.\n"
)


def illustrated(folder: Path) -> Path:
    publication(folder, ILLUSTRATED)
    (folder / "images").mkdir()
    shutil.copy(PROJECT / "images/deaths.svg", folder / "images")
    source = {"id": "b", "type": "book", "title": "A Source", "issued": {"date-parts": [[1999]]}}
    (folder / "manuscript/sources.json").write_text(json.dumps([source]))
    return folder


def made(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "dist").iterdir()}


def test_place_time_language_and_order_of_files_change_no_byte(tmp_path: Path) -> None:
    one = illustrated(tmp_path / "one")
    assert octavo("build", one).returncode == 0
    two = tmp_path / "elsewhere" / "zwei ü"
    two.mkdir(parents=True)
    for path in sorted(one.glob("[!.d]*/*"), reverse=True):
        (two / path.relative_to(one)).parent.mkdir(exist_ok=True)
        shutil.copyfile(path, two / path.relative_to(one))
        os.utime(two / path.relative_to(one), (1, 1))
    foreign = {
        "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "77",
        "SOURCE_DATE_EPOCH": "86400", "HOME": str(tmp_path), "USER": "nobody",
    }  # fmt: skip
    before = os.umask(0o077)
    try:
        ended = octavo("build", ".", "--jobs", "1", cwd=two, env=foreign)
    finally:
        os.umask(before)
    assert ended.returncode == 0, ended.stderr
    assert made(two) == made(one)


def test_no_network_is_needed_and_none_is_asked(tmp_path: Path) -> None:
    one = illustrated(tmp_path / "one")
    assert octavo("build", one).returncode == 0
    two = illustrated(tmp_path / "two")
    alone = (
        "import socket, sys\n"
        "real = socket.socket.connect\n"
        "def connect(self, address):\n"
        "    if self.family != socket.AF_UNIX: raise SystemExit('network: %r' % (address,))\n"
        "    return real(self, address)\n"
        "socket.socket.connect = connect\n"
        "from octavo.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", alone, "build", str(two), "--jobs", "1"]
    probe = subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False)
    if probe.returncode == 0:  # a machine that lets us take the network away altogether
        command = ["unshare", "-rn", *command]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    assert made(two) == made(one)


# --- an unchanged build ---


def test_an_unchanged_build_is_quick_and_loads_no_heavy_library(tmp_path: Path) -> None:
    book = illustrated(tmp_path / "book")
    assert octavo("build", book).returncode == 0
    watch = (
        "import sys; from octavo.cli import main; status = main(sys.argv[1:])\n"
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)\n"
        "sys.exit(status)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", watch, "build", str(book)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.stdout.count("(unchanged)") == 2
    heavy = {"weasyprint", "lxml", "jinja2", "pikepdf", "markdown", "PIL", "ebooklib", "fontTools"}
    assert heavy.isdisjoint(ended.stderr.split())
    times = []
    for _ in range(3):
        start = time.perf_counter()
        octavo("build", book)
        times.append(time.perf_counter() - start)
    assert min(times) < 1
