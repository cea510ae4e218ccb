"""The books of the tests, made ready to be built: copied, generated, faced.

The first book is this repository's; the others stand in tests/conformance/books. Each is built once
in a run, as PDF and EPUB, by whichever process asks first.
"""

from __future__ import annotations

import io
import os
import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from opened import OpenedBook
from PIL import Image

from octavo.pipeline.options import BuildOptions, Silence
from octavo.pipeline.publishing import publish
from octavo.reading import read

FIRST = "camp-ashraf"
WRITTEN = ("everything", "formulas", "handbook", "kawa", "rudha", "songs")
GENERATED = ("notes", "pictures")
FIXTURES = (*WRITTEN, *GENERATED)
BOOKS = (FIRST, *FIXTURES)

PROJECT = Path(__file__).parent.parent
_HERE = Path(__file__).parent / "conformance" / "books"
_JAPANESE = (
    "/usr/share/fonts/truetype/vlgothic/VL-Gothic-Regular.ttf",
    "/usr/share/fonts/opentype/ipaexfont-mincho/ipaexm.ttf",
)
"""Debian's fonts-vlgothic and fonts-ipaexfont-mincho: faces of this size are not kept here."""

_HEAD = """---
title: {title}
lang: en
date: 2026-03-06
identifier: urn:uuid:11111111-0000-4000-8000-{number:012}
notes: {{numbering: book}}
---

"""


def once(shared: Path, name: str, make: Callable[[], Any]) -> Any:
    """What make gives; made by the first process that asks. shared is a folder of them all."""
    kept = shared / f"{name}.pickle"
    with FileLock(shared / f"{name}.lock"):
        if not kept.exists():
            kept.write_bytes(pickle.dumps(make()))
    return pickle.loads(kept.read_bytes())


def open_book(name: str, shared: Path) -> OpenedBook:
    """A book, built as PDF and EPUB and unzipped. One whose face is missing is left out."""
    return once(shared, name, lambda: _build(prepare(name, shared)))


def _build(root: Path) -> OpenedBook:
    publish(BuildOptions(root, jobs=1, editions=("screen", "epub")), Silence())
    reading = read(root)
    assert reading.book is not None
    assert reading.publication is not None
    epub = root / "dist" / f"{reading.publication.slug}.epub"
    opened = OpenedBook(epub, root / "unzipped", root.name, root, reading.publication, reading.book)
    opened.unzipped()
    return opened


def prepare(name: str, folder: Path) -> Path:
    """Put a book into a folder, whole; returns the publication's root."""
    root = folder / name
    if name not in GENERATED:
        source = PROJECT if name == FIRST else _HERE / name
        for part in ("manuscript", "images", "styles"):
            if (source / part).exists():
                shutil.copytree(source / part, root / part)
        if name == "kawa":
            shutil.copy(_japanese_face(), root / "styles" / "gothic.ttf")
        return root
    (root / "manuscript").mkdir(parents=True)
    text = _notes() if name == "notes" else _pictures(root)
    (root / "manuscript" / "book.md").write_text(text, encoding="utf-8")
    return root


def _japanese_face() -> Path:
    """A Japanese font of the system; without one the test is left out, but not with CI=true."""
    face = next((Path(name) for name in _JAPANESE if Path(name).is_file()), None)
    if face is None and os.environ.get("CI") == "true":
        pytest.fail("fonts-vlgothic is missing, and with CI=true no check may be left out")
    return face or pytest.skip("missing: fonts-vlgothic")


def _notes() -> str:
    """300 notes in three chapters; some long, some in titles, lists and tables, some called twice."""
    parts = [_HEAD.format(title="Three hundred notes", number=21)]
    for number in range(300):
        if number % 100 == 0:
            parts.append(f"# Chapter {number // 100 + 1}^[On the title {number}.]\n")
        call = f"[^{number}]"
        if number % 25 == 7:
            parts.append(f"- An item with a note{call}\n- and one without\n")
        elif number % 25 == 13:
            parts.append(f"| Left | Right |\n|---|---|\n| a{call} | b |\n")
        else:
            again = f" It is called again.[^{number}]" if number % 40 == 3 else ""
            parts.append(f"Sentence {number} of the book says little.{call}{again}\n")
        length = 60 if number % 17 == 0 else 6
        parts.append(f"[^{number}]: {'Words of a note. ' * length}({number})\n")
    return "\n".join(parts)


def _pictures(root: Path) -> str:
    """100 pictures of several kinds: PNG, JPEG with a turn, large, with transparency."""
    (root / "images").mkdir()
    parts = [_HEAD.format(title="One hundred pictures", number=22), "# All of them\n"]
    dice = random.Random(7)
    for number in range(100):
        colour = tuple(dice.randrange(256) for _ in range(3))
        kind = ("png", "jpg", "webp", "gif")[number % 4]
        size = (2400, 1200) if number == 1 else (60 + number, 40)
        picture = Image.new("RGB", size, colour)
        written = io.BytesIO()
        if kind == "png" and number % 8 == 0:
            picture.putalpha(128)
        options = {}
        if kind == "jpg" and number % 8 == 5:
            options["exif"] = _turned()
        picture.save(written, {"jpg": "JPEG"}.get(kind, kind.upper()), **options)
        (root / "images" / f"p{number}.{kind}").write_bytes(written.getvalue())
        caption = f' "Colour {number}"' if number % 2 else ""
        parts.append(f"![A field of colour {number}](../images/p{number}.{kind}{caption})\n")
    return "\n".join(parts)


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6
    return exif
