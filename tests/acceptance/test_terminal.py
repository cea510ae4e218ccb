"""The command on a terminal."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from command_line import BOOK, octavo


def test_on_a_terminal_a_bar_moves_and_goes(small: Path) -> None:
    main, worker = pty.openpty()
    ended = subprocess.Popen(
        [sys.executable, "-m", "octavo", "build", str(small), "--edition", "epub"],
        stdout=subprocess.PIPE, stderr=worker, env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(worker)
    seen = b""
    while True:
        try:
            part = os.read(main, 4096)
        except OSError:  # the other side is closed
            break
        if not part:
            break
        seen += part
    os.close(main)
    stdout, _ = ended.communicate(timeout=60)
    assert ended.returncode == 0
    assert b"Packing the EPUB" in seen
    assert b"\x1b[?25h" in seen  # the cursor is shown again
    assert stdout.decode().startswith("A Small Book: 5 words")


def test_a_stranger_s_text_cannot_steer_the_terminal(small: Path) -> None:
    evil = "\x1b[2J\x9b31m\u202e"
    (small / "manuscript/book.md").write_text(f"{BOOK}\n{evil} see [^{evil}none]\n", "utf-8")
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 1
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", ended.stderr + ended.stdout)
