"""The command as its users and its enemies meet it: python -m octavo in a process of its own."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from octavo.cli import main

PROJECT = Path(__file__).parent.parent.parent

BOOK = """---
title: A Small Book
slug: small
author: Jane Doe
lang: en-GB
date: 2020-02-02
page-list: none
identifier: urn:uuid:11111111-2222-3333-4444-555555555555
---

# First

Some words.^[A note.]
"""


def octavo(
    *arguments: object, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "octavo", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        cwd=cwd or PROJECT,
        env={**os.environ, **(env or {})},
        timeout=300,
    )


def publication(folder: Path, text: str = BOOK) -> Path:
    """Write a publication of one file."""
    (folder / "manuscript").mkdir(parents=True)
    (folder / "manuscript" / "book.md").write_text(text, "utf-8")
    return folder


@pytest.fixture
def call(capfd: pytest.CaptureFixture[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the command in this process: the same main, without the time to start."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        status = main([str(argument) for argument in arguments])
        return subprocess.CompletedProcess(arguments, status, *capfd.readouterr())

    return run


Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return publication(tmp_path / "small")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- exit codes ---


def test_a_good_book_ends_with_0_and_one_line_an_edition(small: Path) -> None:
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 0
    first, edition = ended.stdout.splitlines()
    assert first == "A Small Book: 5 words, 1 note"
    assert re.fullmatch(rf"  epub +{small}/dist/small\.epub  \d+ kB", edition)


def test_a_mistake_ends_with_1_and_nothing_on_standard_output(small: Path) -> None:
    (small / "manuscript/book.md").write_text(BOOK + "\nA call.[^none]\n")
    ended = octavo("build", small)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "manuscript/book.md:15:8: error[note-undefined]" in ended.stderr
    assert not list((small / "dist").glob("*"))


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "no/such/folder"),
        ("build", "README.md"),
        ("build", ".", "--edition", "papyrus"),
        ("build", ".", "--jobs", "-1"),
        ("build", ".", "--jobs", "many"),
        ("build", ".", "--output", "README.md"),
        ("build", ".", "."),
        ("check", "no/such/folder"),
        ("publish",),
    ],
)
def test_wrong_usage_ends_with_2_and_makes_nothing(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    (tmp_path / "README.md").write_text("not a book")
    ended = octavo(*arguments, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "Error: " in ended.stderr
    assert names(tmp_path) == ["README.md"]


def test_a_missing_tool_ends_with_3(small: Path) -> None:
    (small / "manuscript/sources.bib").write_text("@book{a, title={T}, year=2000}\n")
    (small / "manuscript/book.md").write_text(BOOK + "\nCited.[@a]\n")
    hidden = (
        "import sys, importlib.util as util; find = util.find_spec\n"
        "util.find_spec = lambda name, *a: None if name == 'pypandoc' else find(name, *a)\n"
        "from octavo.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", hidden, "build", str(small), "--edition", "epub"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": ""},
    )
    assert ended.returncode == 3, ended.stderr
    assert "pandoc" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_an_edition_that_says_something_else_ends_with_4(small: Path) -> None:
    assert octavo("build", small, "--edition", "epub").returncode == 0
    (small / "manuscript/book.md").write_text(BOOK.replace("Some", "Other"))
    ended = octavo("check", small)
    assert ended.returncode == 4
    assert "error[editions-disagree]" in ended.stderr
    assert "small.epub differs from what the manuscript says" in ended.stdout


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip file" * 100])
def test_a_broken_edition_gets_a_verdict_and_no_traceback(small: Path, content: bytes) -> None:
    (small / "dist").mkdir()
    (small / "dist/small.epub").write_bytes(content)
    (small / "dist/small.pdf").write_bytes(content)
    ended = octavo("check", small)
    assert ended.returncode == 4
    assert "The EPUB cannot be read" in ended.stderr
    assert "The PDF cannot be read" in ended.stderr
    assert "error[edition-nonconforming]: qpdf says of small.pdf: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_check_names_editions_that_are_not_there_and_changes_nothing(small: Path) -> None:
    ended = octavo("check", small)
    assert ended.returncode == 0
    assert ended.stderr.count("warning[edition-missing]") == 2
    assert names(small) == ["manuscript"]


def test_a_fault_of_octavo_shows_its_traceback_and_ends_with_70(small: Path) -> None:
    broken = (
        "import sys, octavo.pipeline.build as b; b.make_epub = lambda *a: 1 / 0;"
        "from octavo.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", broken, "build", str(small), "--edition", "epub"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 70
    assert "ZeroDivisionError" in ended.stderr
    assert "This is a bug in octavo" in ended.stderr
    assert names(small / "dist") == []


def test_a_full_disk_is_a_sentence(small: Path) -> None:
    full = (
        "import sys, errno, octavo.pipeline.build as b\n"
        "def fill(*a): raise OSError(errno.ENOSPC, 'No space left on device')\n"
        "b.make_epub = fill\n"
        "from octavo.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", full, "build", str(small), "--edition", "epub", "--quiet"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.startswith("error: The disk is full")


# --- options ---


def test_strict_refuses_what_otherwise_is_a_warning(small: Path) -> None:
    text = BOOK.replace("date: 2020-02-02\n", "")
    (small / "manuscript/book.md").write_text(text)
    assert octavo("build", small, "--edition", "epub").returncode == 0
    made = (small / "dist/small.epub").read_bytes()
    ended = octavo("build", small, "--edition", "epub", "--strict")
    assert ended.returncode == 1
    assert "errors or warnings (--strict)" in ended.stderr
    assert (small / "dist/small.epub").read_bytes() == made


def test_json_is_all_that_stands_on_standard_output(small: Path) -> None:
    good = octavo("build", small, "--edition", "epub", "--format", "json")
    report = json.loads(good.stdout)
    assert report == json.loads((small / "dist/report.json").read_bytes())
    assert good.stderr == ""

    (small / "manuscript/book.md").write_text(BOOK + "\nA “call”.[^none]\n", "utf-8")
    refused = octavo("build", small, "--format", "json")
    said = json.loads(refused.stdout)
    assert refused.returncode == 1
    assert refused.stderr == ""
    (item,) = [item for item in said["findings"] if item["severity"] == "error"]
    assert item["code"] == "note-undefined"
    assert item["location"] == {"path": "manuscript/book.md", "line": 15, "column": 10}
    assert "Nothing was made" in said["error"]

    checked = json.loads(octavo("check", small, "--format", "json").stdout)
    assert {item["code"] for item in checked["findings"]} >= {"note-undefined"}


def test_json_is_utf_8_and_text_is_printed_whatever_the_terminal_takes(small: Path) -> None:
    (small / "manuscript/book.md").write_text(BOOK.replace("A Small", "Ein großes 本"), "utf-8")
    latin = {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"}
    ended = octavo("build", small, "--edition", "epub", "--format", "json", env=latin)
    assert json.loads(ended.stdout)["title"] == "Ein großes 本 Book"
    ended = octavo("build", small, "--edition", "epub", env=latin)
    assert ended.returncode == 0
    assert ended.stdout.startswith("Ein gro\udcdfes ? Book: ")


def test_quiet_prints_findings_only(small: Path) -> None:
    ended = octavo("build", small, "--edition", "epub", "--quiet")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


def test_an_epub_alone_without_a_page_list_sets_no_pages(small: Path) -> None:
    ended = octavo("build", small, "--edition", "epub")
    assert "Setting pages" not in ended.stderr
    assert names(small / "dist") == ["report.json", "small.epub"]


def test_a_pdf_alone_is_the_pdf_of_both_whatever_the_number_of_processes(small: Path) -> None:
    made = set()
    for jobs, more in (("0", ()), ("1", ("--edition", "screen")), ("2", ("--edition", "screen"))):
        output = small / f"alone{jobs}"
        ended = octavo("build", small, "--no-cache", "--jobs", jobs, "--output", output, *more)
        assert ended.returncode == 0, ended.stderr
        made.add((output / "small.pdf").read_bytes())
    assert len(made) == 1
    assert names(small / "alone1") == ["report.json", "small.pdf"]


def test_output_is_relative_to_where_the_command_is_called(small: Path, tmp_path: Path) -> None:
    ended = octavo("build", "small", "--edition", "epub", "--output", "a/b", cwd=tmp_path)
    assert ended.returncode == 0
    assert names(tmp_path / "a/b") == ["report.json", "small.epub"]
    assert names(small) == [".octavo", "manuscript"]


def test_no_cache_keeps_nothing_but_the_lock(small: Path) -> None:
    assert octavo("build", small, "--edition", "epub", "--no-cache").returncode == 0
    kept = [path for path in (small / ".octavo").rglob("*") if path.is_file()]
    assert sorted(path.suffix for path in kept) == [".TAG", ".lock"]


def test_a_file_where_an_output_goes_is_a_sentence_before_any_work(small: Path) -> None:
    (small / "dist").write_text("in the way")
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"error: {small}/dist is a file")
    assert (small / "dist").read_text() == "in the way"


def test_a_folder_in_the_place_of_an_edition_leaves_the_others_as_they_were(small: Path) -> None:
    (small / "dist/report.json").mkdir(parents=True)
    (small / "dist/small.epub").write_text("the last good one")
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 1
    assert "is a folder, in the place of a file" in ended.stderr
    assert (small / "dist/small.epub").read_text() == "the last good one"
    assert names(small / "dist") == ["report.json", "small.epub"]


@pytest.mark.parametrize("verb", [(), ("build",), ("check",)])
def test_help_is_given_without_loading_anything(verb: tuple[str, ...]) -> None:
    ended = octavo(*verb, "--help")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Usage: ")
    assert "..." not in ended.stdout.replace("[ARGS]...", "")


# --- folders ---


@pytest.mark.parametrize(
    "name",
    ["a b", "Übergröße", "100%20", "#1", 'it\'s "q"', "[x]", "{y}", "a;b&c", "x" * 200, "\\", "-"],
)
def test_a_folder_may_have_any_name(call: Call, tmp_path: Path, name: str) -> None:
    folder = publication(tmp_path / name)
    shutil.copy(PROJECT / "images/deaths.svg", folder / "manuscript/a b #1%.svg")
    text = BOOK + '\n![Deaths](a%20b%20%231%25.svg "Each source"){#fig-x}\n'
    (folder / "manuscript/book.md").write_text(text)
    ended = call("build", folder, "--edition", "epub", "--quiet")
    assert ended.returncode == 0, ended.stderr
    assert call("build", folder, "--edition", "epub").stdout.endswith("(unchanged)\n")


def test_a_folder_whose_name_is_no_text_is_built(tmp_path: Path) -> None:
    folder = publication(Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff")))
    (folder / "manuscript/book.md").write_text("# One\n\nText.\n")
    ended = octavo("build", folder, "--edition", "epub")
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("name", [b"z\xff.md", b"z\n.md", b"z\x1b[31m.md"])
def test_a_file_whose_name_is_no_text_is_answered(call: Call, small: Path, name: bytes) -> None:
    path = os.fsencode(small / "manuscript") + b"/" + name
    Path(os.fsdecode(path)).write_text("# Two\n\nText.[^none]\n")
    for form in ("text", "json"):
        ended = call("build", small, "--edition", "epub", "--format", form)
        assert ended.returncode == 1
        assert "file-unreadable" in ended.stderr + ended.stdout
        assert "\x1b[31m" not in ended.stderr


def test_one_markdown_file_in_the_folder_is_a_book(call: Call, tmp_path: Path) -> None:
    (tmp_path / "text.markdown").write_text(BOOK)
    assert call("build", tmp_path, "--edition", "epub").returncode == 0
    assert call("build", tmp_path, "--edition", "epub").stdout.endswith("(unchanged)\n")


def test_a_folder_named_by_mistake_is_left_without_a_trace(tmp_path: Path) -> None:
    ended = octavo("build", tmp_path)
    assert ended.returncode == 1
    assert "error[manuscript-empty]" in ended.stderr
    assert names(tmp_path) == []


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: X\ndate: 2020\n---\n", "\ufeff"])
def test_a_manuscript_without_text_is_answered(call: Call, small: Path, text: str) -> None:
    (small / "manuscript/book.md").write_text(text, "utf-8")
    ended = call("build", small)
    assert ended.returncode == 1
    assert "error[manuscript-empty]" in ended.stderr


def test_five_thousand_paragraphs_are_built(small: Path) -> None:
    words = "A paragraph of ten words, with *emphasis* and one note."
    text = "\n\n".join(f"{words}^[Note {n}.]" if n % 50 == 0 else words for n in range(5000))
    (small / "manuscript/book.md").write_text(f"{BOOK}\n{text}\n")
    ended = octavo("build", small, "--edition", "epub")
    assert ended.returncode == 0
    assert "50,205 words" in ended.stdout


# --- interruption ---


@pytest.fixture
def long_book(tmp_path: Path) -> Path:
    """Chapters enough that a build is in the middle of them for seconds."""
    text = "\n\n".join(["Words in a paragraph, set into lines and pages. " * 12] * 25)
    chapters = "\n\n".join(f"# Chapter {n}\n\n{text}" for n in range(12))
    return publication(tmp_path / "long", f"{BOOK}\n{chapters}\n")


def begin(folder: Path, *arguments: str, token: str = "") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "octavo", "build", str(folder), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        # Tests that run in the background of a shell ignore Ctrl-C, and would hand that on.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "OCTAVO_TEST": token},
    )


def until(condition: object, seconds: float = 200) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.02)


def processes(token: str) -> Iterator[int]:
    """Processes that were started with the token in their environment."""
    for path in Path("/proc").glob("[0-9]*"):
        try:
            if f"OCTAVO_TEST={token}".encode() in (path / "environ").read_bytes():
                yield int(path.name)
        except OSError:
            continue


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_build_that_is_ended_leaves_nothing_behind_and_the_next_one_works(
    long_book: Path, number: signal.Signals
) -> None:
    token = str(long_book)
    build = begin(long_book, "--jobs", "2", "--edition", "screen", token=token)
    until(lambda: list(long_book.glob(".octavo/cache/galley/*/*")))
    # Ctrl-C goes to all processes of the terminal, the others to the one that is named.
    (os.killpg if number == signal.SIGINT else os.kill)(build.pid, number)
    _, said = build.communicate(timeout=30)
    if number != signal.SIGKILL:
        assert build.returncode == 130
        assert said.splitlines()[-1] == "Stopped. The last good editions are as they were."
        assert "Traceback" not in said
    until(lambda: not list(processes(token)), 20)
    assert names(long_book / "dist") == []
    assert not [path for path in long_book.rglob("*") if path.name.startswith(".octavo-")]

    (long_book / "manuscript/book.md").write_text(BOOK)
    assert octavo("build", long_book, "--edition", "screen").returncode == 0
    assert names(long_book / "dist") == ["report.json", "small.pdf"]


def test_what_a_killed_build_left_is_cleared_by_the_next(small: Path) -> None:
    kill = (
        "import os, sys, pathlib\n"
        "whole = pathlib.Path.replace\n"
        "def replace(path, to):\n"
        "    if 'dist' in path.parts: os.kill(os.getpid(), 9)\n"
        "    return whole(path, to)\n"
        "pathlib.Path.replace = replace\n"
        "from octavo.cli import main; main(sys.argv[1:])"
    )
    subprocess.run(
        [sys.executable, "-c", kill, "build", str(small), "--edition", "epub", "--no-cache"],
        check=False, capture_output=True,
    )  # fmt: skip
    assert names(small / "dist") != []  # it was in the middle of writing
    assert octavo("build", small, "--edition", "epub").returncode == 0
    assert names(small / "dist") == ["report.json", "small.epub"]


def test_a_second_build_waits_says_so_and_ends_well(long_book: Path) -> None:
    first = begin(long_book, "--edition", "screen")
    until(lambda: list(long_book.glob(".octavo/cache/galley/*/*")))
    second = begin(long_book, "--edition", "screen")
    ends = [build.communicate(timeout=120) for build in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert f"Another build is writing to {long_book}/dist; waiting for it." in ends[1][1]
    assert ends[0][0] == ends[1][0].replace(" (unchanged)", "")


def test_a_build_that_waits_too_long_stops_with_a_sentence(long_book: Path) -> None:
    first = begin(long_book, "--edition", "screen", "--no-cache")
    until(lambda: list(long_book.glob(".octavo/locks/*")))
    impatient = (
        "import sys, octavo.pipeline.outputs as o; o.WAIT_SECONDS = 0.2\n"
        "from octavo.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    second = subprocess.run(
        [sys.executable, "-c", impatient, "build", str(long_book)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert first.poll() is None
    os.kill(first.pid, signal.SIGTERM)
    first.communicate(timeout=30)
    assert second.returncode == 1
    assert "Another build has been writing to" in second.stderr
    assert "--output" in second.stderr


def test_the_wait_is_a_minute() -> None:
    from octavo.pipeline.outputs import WAIT_SECONDS

    assert WAIT_SECONDS == 60


# --- a terminal ---


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


# --- safety ---


@pytest.mark.parametrize("link", [".octavo", ".octavo/cache", ".octavo/locks", ".octavo/faces"])
def test_nothing_is_written_through_links_of_a_stranger(
    call: Call, small: Path, tmp_path: Path, link: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (small / link).parent.mkdir(exist_ok=True)
    (small / link).symlink_to(elsewhere)
    ended = call("build", small)
    assert ended.returncode == 0, ended.stderr
    assert "no cache" in ended.stderr
    assert names(elsewhere) == []


@pytest.mark.parametrize("name", ["CACHEDIR.TAG", "begun", "builds/x", "faces/x.digest"])
def test_no_file_is_overwritten_through_links_of_a_stranger(
    call: Call, small: Path, tmp_path: Path, name: str
) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (small / ".octavo" / name).parent.mkdir(parents=True)
    (small / ".octavo" / name).symlink_to(precious)
    state = precious.stat()
    assert call("build", small, "--edition", "epub").returncode == 0
    assert precious.read_text() == "mine"
    assert precious.stat().st_mtime_ns == state.st_mtime_ns


@pytest.mark.parametrize("target", ["elsewhere", "dist", "manuscript"])
def test_editions_are_not_written_through_a_link(
    call: Call, small: Path, tmp_path: Path, target: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (small / "dist").symlink_to(tmp_path / target if target == "elsewhere" else target)
    ended = call("build", small, "--edition", "epub")
    assert ended.returncode == 1
    assert "is a link to" in ended.stderr
    assert names(tmp_path / "elsewhere") == []
    assert names(small / "manuscript") == ["book.md"]


def test_an_edition_that_is_a_link_is_replaced_not_followed(small: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (small / "dist").mkdir()
    for name in ("small.epub", "report.json"):
        (small / "dist" / name).symlink_to(precious)
    assert octavo("build", small, "--edition", "epub").returncode == 0
    assert precious.read_text() == "mine"
    assert not (small / "dist/small.epub").is_symlink()


SECRET = "the secret of another folder"


@pytest.mark.parametrize(
    ("link", "use"),
    [
        ("manuscript/z.md", ""),
        ("manuscript/z.svg", "\n![Alt](z.svg)\n"),
        ("manuscript/sources.json", "\nSo it is.[@secret]\n"),
        ("manuscript/metadata.yaml", ""),
        ("styles/shared.css", ""),
        ("styles/chapter.html.j2", ""),
        ("styles/theme.yaml", ""),
        ("house.csl", ""),
    ],
)
def test_nothing_outside_the_publication_gets_into_an_edition(
    call: Call, small: Path, tmp_path: Path, link: str, use: str
) -> None:
    outside = tmp_path / "outside"
    kinds = {
        ".md": f"# Z\n\n{SECRET}\n",
        ".svg": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>{SECRET}</title>'
        '<path d="M0 0h9"/></svg>',
        ".json": json.dumps([{"id": "secret", "type": "book", "title": SECRET}]),
        ".yaml": f"description: {SECRET}\n",
        ".css": f"/* {SECRET} */ p {{ color: red }}",
        ".j2": f"{{% extends 'classical/chapter.html.j2' %}}{SECRET}",
    }
    outside.write_text(kinds.get(Path(link).suffix, SECRET))
    (small / link).parent.mkdir(exist_ok=True)
    (small / link).symlink_to(outside)
    text = BOOK.replace("lang:", "citation-style: house.csl\nlang:") if ".csl" in link else BOOK
    (small / "manuscript/book.md").write_text(text + use)
    ended = call("build", small, "--edition", "epub")
    assert "Traceback" not in ended.stderr
    assert SECRET not in ended.stderr
    if ended.returncode == 0:
        with zipfile.ZipFile(small / "dist/small.epub") as epub:
            assert all(SECRET.encode() not in epub.read(name) for name in epub.namelist())


@pytest.mark.parametrize(
    "hostile",
    [
        "slug: ../../x",
        "slug: /tmp/x",
        "slug: ..",
        f"slug: {'x' * 5000}",
        'slug: "a\\0b"',
        "cover: ../../../etc/passwd",
        "cover: /dev/zero",
        "bibliography: /etc/passwd",
        "bibliography: ../../../../etc/passwd",
        "citation-style: ../../../etc/passwd",
        "citation-style: https://example.org/x.csl",
        "theme: ../../x",
        "page: {trim: 1e9mm x 1e9mm}",
        f"description: {'y' * 200_000}",
        f"subjects: [{'z, ' * 20_000} z]",
        'title: "\\e[31m\\u202e"',
        "x: &a [*a, *a]",
        "a: !!python/object/apply:os.system ['touch pwned']",
        f"b: {'[' * 3000}",
    ],
)
def test_hostile_front_matter_is_answered_and_writes_nowhere_else(
    call: Call, tmp_path: Path, hostile: str
) -> None:
    key = hostile.split(":")[0]
    lines = [line for line in BOOK.splitlines() if not line.startswith(f"{key}:")]
    folder = publication(tmp_path / "a/b/c", "\n".join([lines[0], hostile, *lines[1:]]))
    ended = call("build", folder, "--edition", "epub")
    assert ended.returncode in (0, 1), ended.stderr
    assert "Traceback" not in ended.stderr
    assert "\x1b" not in ended.stderr
    outside = [path for path in tmp_path.rglob("*") if not path.is_relative_to(folder)]
    assert sorted(outside) == [tmp_path / "a", tmp_path / "a/b"]
    assert {"dist", "manuscript"} <= {*names(folder), "dist"} <= {".octavo", "dist", "manuscript"}


@pytest.mark.parametrize("link", ["manuscript", "manuscript/z.md"])
def test_a_text_that_lies_outside_is_said_and_not_lost_in_silence(
    call: Call, small: Path, tmp_path: Path, link: str
) -> None:
    outside = tmp_path / "outside"
    if link == "manuscript":
        (small / link).rename(outside)
    else:
        outside.write_text("# Z\n\nText.\n")
    (small / link).symlink_to(outside)
    ended = call("build", small, "--edition", "epub")
    assert ended.returncode == 1
    assert "error[path-outside]" in ended.stderr


# --- the same bytes anywhere ---


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


# --- the package ---


def test_the_wheel_holds_octavo_whole_and_nothing_of_the_publication(tmp_path: Path) -> None:
    build = f"from hatchling.build import build_wheel; build_wheel({str(tmp_path)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if not name.split("/")[0].endswith("-info")}
    listed = subprocess.run(
        ["git", "ls-files", "octavo"], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    assert packed == set(listed.stdout.split())
    assert "octavo/py.typed" in packed
