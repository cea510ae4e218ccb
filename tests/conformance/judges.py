"""EPUBCheck and Ace, started once and asked about many books.

Both take seconds to start (a Java machine and its schemas; Node.js and a browser) and far less to
judge. octavo's own calls of them, one process for a book, are tried in test_validators.py,
test_epubs.py and test_books.py on books that are wrong.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
_HERE = Path(__file__).parent


class Judge:
    """A program that reads an EPUB's path and a target on a line of its input, writes its report
    there and answers with a line."""

    def __init__(self, command: list[str | Path], folder: Path, **environment: str) -> None:
        self._folder = folder
        self._asked = 0
        given = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
        self._program = subprocess.Popen(
            command,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=given | environment,
        )

    def dismiss(self) -> None:
        """Let the program end."""
        self._program.communicate(timeout=60)

    def report(self, epub: Path) -> Path:
        """Where the report on an EPUB was written."""
        assert self._program.stdin
        assert self._program.stdout
        self._asked += 1
        target = self._folder / f"report-{self._asked}"
        self._program.stdin.write(f"{epub}\t{target}\n")
        self._program.stdin.flush()
        answer = self._program.stdout.readline()
        assert answer == "judged\n", f"{epub}: {answer or 'the judge ended'}"
        return target


def epubcheck(folder: Path) -> Judge:
    return Judge([sys.executable, _HERE / "epubcheck_judge.py"], folder)


def epubcheck_messages(report: Path) -> list[str]:
    """What EPUBCheck says, of any severity but advice on usage."""
    said = json.loads(report.read_text(encoding="utf-8"))
    assert said["checker"]["checkerVersion"]
    return [
        f"{each['severity']} {each['ID']} {each['message']} {each['locations'][:3]}"
        for each in said["messages"]
        if each["severity"] not in ("USAGE", "SUPPRESSED")
    ]


def ace(folder: Path, node: Path, browser: Path) -> Judge:
    modules = PROJECT / ".tools" / "node_modules"
    return Judge([node, _HERE / "ace_judge.cjs", modules], folder,
                 PUPPETEER_EXECUTABLE_PATH=str(browser))  # fmt: skip


def ace_violations(report: Path) -> list[str]:
    """Every rule that fails, with the document it fails in."""
    said: dict[str, Any] = json.loads((report / "report.json").read_text(encoding="utf-8"))
    assert said["earl:assertedBy"]["doap:release"]["doap:revision"]
    assert said["assertions"], "no document was judged"
    return [
        f"{document['earl:testSubject']['url']}: {each['earl:test']['dct:title']}"
        for document in said["assertions"]
        for each in document["assertions"]
        if each["earl:result"]["earl:outcome"] == "fail"
    ]
