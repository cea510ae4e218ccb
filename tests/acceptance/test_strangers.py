"""Publications of strangers: links, paths and values that would lead a build astray."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from command_line import BOOK, Call, names, octavo, publication


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
