from __future__ import annotations

from pathlib import Path

import pytest

from octavo.findings import Finding, Location
from octavo.publication import Metadata, Publication
from octavo.reading.sources import (
    SourceFile,
    confined,
    decode,
    find_manuscript,
    front_matter_block,
    read_sources,
)


def publication(root: Path, files: dict[str, bytes | str]) -> Publication:
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Publication(root.resolve(), "book", find_manuscript(root), Metadata("Book"))


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [str(item) for item in findings]


def test_files_are_read_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    book = publication(
        tmp_path,
        {f"manuscript/{name}": "Text." for name in ("10-move.md", "2-camp.md", "1-name.md")},
    )
    assert book.manuscript == (
        "manuscript/1-name.md",
        "manuscript/2-camp.md",
        "manuscript/10-move.md",
    )


def test_readme_hidden_and_other_files_are_no_text(tmp_path: Path) -> None:
    names = ("README.md", ".draft.md", "notes.txt", "a.markdown", "B.MD")
    book = publication(tmp_path, {f"manuscript/{name}": "Text." for name in names})
    assert book.manuscript == ("manuscript/a.markdown", "manuscript/B.MD")


def test_one_markdown_file_in_the_folder_is_a_manuscript(tmp_path: Path) -> None:
    book = publication(tmp_path, {"MANUAL.md": "# One", "README.md": "about"})
    assert book.manuscript == ("MANUAL.md",)


def test_two_markdown_files_in_the_folder_are_no_manuscript(tmp_path: Path) -> None:
    assert publication(tmp_path, {"a.md": "A", "b.md": "B"}).manuscript == ()


def test_a_link_that_leads_out_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret")
    (tmp_path / "book" / "manuscript").mkdir(parents=True)
    (tmp_path / "book" / "manuscript" / "a.md").symlink_to(tmp_path / "secret.md")
    assert find_manuscript(tmp_path / "book") == ()


def test_front_matter_is_left_empty_and_every_line_keeps_its_number(tmp_path: Path) -> None:
    book = publication(tmp_path, {"a.md": "---\ntitle: A\nlang: en\n---\n\n# One\n"})
    files, findings = read_sources(book)
    assert files == (SourceFile("a.md", "\n\n\n\n\n# One\n"),)
    assert findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nA rule, then text.\n\n---\n",
        "---\nA line between rules\n---\n",
        "---\ntitle: never closed\n",
        "# One\n---\na: b\n---\n",
    ],
)
def test_what_only_looks_like_front_matter_stays_text(tmp_path: Path, text: str) -> None:
    files, findings = read_sources(publication(tmp_path, {"a.md": text}))
    assert files[0].text == text
    assert findings == ()


def test_a_later_files_title_becomes_its_heading_and_the_rest_is_answered(tmp_path: Path) -> None:
    book = publication(
        tmp_path,
        {
            "manuscript/1.md": "# One",
            "manuscript/2.md": "---\nauthor: N. N.\ntitle: The  Move\n---\nText.",
        },
    )
    files, findings = read_sources(book)
    assert files[1].text == "\n\n# The Move\n\nText."
    assert said(findings) == [
        "manuscript/2.md:2:1: note[metadata-ignored]: “author” has no effect here: "
        "only the first file's front matter counts."
    ]


def test_line_ends_and_byte_order_mark_are_made_alike(tmp_path: Path) -> None:
    book = publication(tmp_path, {"a.md": b"\xef\xbb\xbfone\r\ntwo\rthree\n"})
    assert read_sources(book)[0][0].text == "one\ntwo\nthree\n"


def test_each_undecodable_byte_is_found_at_its_column(tmp_path: Path) -> None:
    book = publication(tmp_path, {"a.md": "Café\r\nné ".encode() + b"caf\xe9s and \xff\xfe\n"})
    files, findings = read_sources(book)
    assert said(findings) == [
        "a.md:2:7: error[file-undecodable]: Byte E9 is not UTF-8.",
        "a.md:2:14: error[file-undecodable]: The bytes FF FE are not UTF-8.",
    ]
    assert findings[0].hint is not None
    assert "“é”" in findings[0].hint
    assert files[0].text == "Café\nné caf\ufffds and \ufffd\ufffd\n"


def test_a_nul_and_other_control_characters_are_found(tmp_path: Path) -> None:
    _, findings = read_sources(publication(tmp_path, {"a.md": "one\ntw\0o\x0c\n"}))
    assert said(findings) == [
        "a.md:2:3: error[control-character]: The control character NUL stands in the text.",
        "a.md:2:5: error[control-character]: The control character U+000C stands in the text.",
    ]


def test_a_file_of_bad_bytes_is_answered_shortly() -> None:
    _, findings = decode(b"\xff\n" * 500, "a.md")
    assert len(findings) == 21
    assert findings[-1].message == "There are 480 more such places in this file."


def test_utf_16_is_named_as_such() -> None:
    text, findings = decode("One".encode("utf-16"), "a.md")
    assert text is None
    assert findings[0].message == "The file is UTF-16 or UTF-32, not UTF-8."


def test_files_without_text_are_left_out_and_nothing_at_all_is_a_finding(tmp_path: Path) -> None:
    book = publication(tmp_path, {"manuscript/1.md": " \n\n", "manuscript/2.md": "Text."})
    assert [file.path for file in read_sources(book)[0]] == ["manuscript/2.md"]

    (tmp_path / "manuscript/2.md").write_text("---\nauthor: Only this\n---\n")
    files, findings = read_sources(book)
    assert files == ()
    assert [item.code for item in findings] == ["metadata-ignored", "manuscript-empty"]
    assert findings[1].location == Location("manuscript/1.md")


def test_a_file_that_is_gone_is_a_finding_not_a_crash(tmp_path: Path) -> None:
    book = publication(tmp_path, {"a.md": "Text."})
    (tmp_path / "a.md").unlink()
    _, findings = read_sources(book)
    assert [item.code for item in findings] == ["file-unreadable"]


@pytest.mark.parametrize(
    "href",
    [
        "../../etc/passwd",
        "%2e%2e/%2e%2e/etc/passwd",
        "..\\..\\secret.txt",
        "/etc/passwd",
        "%2Fetc/passwd",
        "C:\\Windows\\win.ini",
        "C:secret",
        "\\\\server\\share\\x",
        "file:///etc/passwd",
        "https://example.org/x.png",
        "link/passwd",
        "loop/x",
        "a%00b.png",
        "",
    ],
)
def test_no_path_leads_out_of_the_publication(tmp_path: Path, href: str) -> None:
    root = tmp_path / "book"
    (root / "manuscript").mkdir(parents=True)
    (root / "manuscript" / "link").symlink_to("/etc")
    (root / "manuscript" / "loop").symlink_to(root / "manuscript" / "loop")
    found = confined(root, "manuscript/a.md", href)
    assert found is None or (href == "loop/x" and found.is_relative_to(root.resolve()))


@pytest.mark.parametrize(
    "href", ["../images/map%201.svg", "..\\images\\map 1.svg", "./../images/x/../map 1.svg"]
)
def test_a_path_inside_is_found_however_it_is_written(tmp_path: Path, href: str) -> None:
    found = confined(tmp_path, "manuscript/a.md", href)
    assert found == tmp_path.resolve() / "images" / "map 1.svg"


def test_a_name_no_disk_can_hold_is_no_crash(tmp_path: Path) -> None:
    found = confined(tmp_path, "a.md", "x" * 5000)
    assert found is None or found.parent == tmp_path.resolve()


def test_the_block_says_on_which_lines_it_stands() -> None:
    block = front_matter_block("---\ntitle: A\n...\nText")
    assert block is not None
    assert (block.yaml, block.first_line, block.end_line) == ("title: A", 2, 3)
