"""Trees and publications for tests of reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from octavo.reading.places import stamp

if TYPE_CHECKING:
    from octavo.reading import Reading

Element = etree._Element


@pytest.fixture
def body() -> Callable[..., Element]:
    """Make a parsed file, as the dialect gives it, of XHTML."""

    def make(xhtml: str, path: str = "manuscript/book.md") -> Element:
        root = etree.fromstring(f"<body>{xhtml}</body>")
        stamp(root, path)
        return root

    return make


@pytest.fixture
def written() -> Callable[[Element], str]:
    """Write the inside of a tree without the marks of places."""

    def write(tree: Element) -> str:
        copy = etree.fromstring(etree.tostring(tree))
        for element in copy.iter():
            element.attrib.pop("data-at", None)
        text = etree.tostring(copy, encoding="unicode")
        return text[text.index(">") + 1 : text.rindex("<")] if "</" in text else ""

    return write


class Folder:
    """A publication folder that a test fills and reads."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.settings = "title: A book\ndate: 2026-01-01\nidentifier: urn:uuid:0f7f0c4e-3a0e-4b62-9d1c-5d1f6a7d2b10\n"

    def file(self, path: str, content: str | bytes) -> None:
        """Write one file."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            target.write_bytes(content)
        else:
            target.write_text(content, encoding="utf-8")

    def drawing(self, path: str) -> None:
        """Write a small drawing."""
        self.file(path, '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"/>')

    def read(self, text: str, settings: str = "", **files: str) -> Reading:
        """Read a manuscript of one file, or of several: name=text."""
        head = f"---\n{self.settings}{settings}---\n\n"
        self.file("manuscript/00-book.md", head + text)
        for name, content in files.items():
            self.file(f"manuscript/{name}.md", content)
        from octavo.reading import read

        return read(self.root)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty publication folder."""
    return Folder(tmp_path)
