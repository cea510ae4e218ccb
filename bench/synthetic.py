"""A book of any size to measure with: the same files for the same seed.

python -m bench.synthetic FOLDER [--chapters 30] [--words 3850] [--seed 1] [--images 1] [--from TEXT]

One Markdown file a chapter, with sections, notes, tables, code, lists, quotations, drawings and
links to other chapters. The words are those of this project's own book, as often as it uses them,
so that lines break and hyphenate as English does; --from takes them from another file or folder.
"""

from __future__ import annotations

import argparse
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent

FRONT = """---
title: A Book of Any Size
author: Octavo contributors
lang: en-GB
identifier: urn:uuid:7d1d2f0e-7f2e-4f3f-9a52-000000000001
---
"""

CODE = """```python
def fold(sheet: Sheet, times: int) -> Section:
    leaves = sheet.leaves
    for _ in range(times):
        leaves = tuple(reversed(leaves)) + leaves
    return Section(leaves)
```
"""


@dataclass(frozen=True)
class Size:
    """What a book has: chapters, and words, notes, tables, pieces of code and images of each."""

    chapters: int = 30
    words: int = 3850
    notes: int = 12
    tables: int = 1
    codes: int = 2
    images: int = 1
    links: int = 6


def vocabulary(source: Path) -> list[str]:
    """The words of a text, as often as they stand there."""
    files = sorted(source.glob("*.md")) if source.is_dir() else [source]
    text = "\n".join(file.read_text("utf-8") for file in files)
    text = re.sub(r"\A---\n.*?\n---\n|\{[^}]*\}|\[[^\]]*@[^\]]*\]|<[^>]*>", " ", text, flags=re.S)
    return re.findall(r"(?<![\w@#/-])(?:a|[a-z]{2,14})(?![\w/-])", text)


def write_book(folder: Path, size: Size, seed: int = 1, source: Path | None = None) -> None:
    """Write the publication into a folder."""
    random = Random(seed)  # noqa: S311
    words = vocabulary(source or ROOT / "manuscript")
    manuscript, images = folder / "manuscript", folder / "images"
    manuscript.mkdir(parents=True, exist_ok=True)
    if size.images:
        images.mkdir(exist_ok=True)
    for number in range(1, size.chapters + 1):
        head = FRONT if number == 1 else ""
        text = "\n\n".join(_chapter(random, words, size, number))
        (manuscript / f"{number:04}.md").write_text(f"{head}\n{text}\n", "utf-8")
        for index in range(size.images):
            name = images / f"c{number}-{index}.png"
            name.write_bytes(_picture(random, 640, 400))


def _chapter(random: Random, words: list[str], size: Size, number: int) -> Iterator[str]:
    yield f"# {_title(random, words)} {{#c{number}}}"
    blocks = [*["table"] * size.tables, *["code"] * size.codes, *["list", "quote", "section"] * 2]
    blocks += [f"image {index}" for index in range(size.images)]
    random.shuffle(blocks)
    lengths = []
    while sum(lengths) < size.words:
        lengths.append(random.randint(35, 150))
    calls = _spread(random, size.notes, len(lengths))
    links = _spread(random, size.links, len(lengths))
    after = _spread(random, len(blocks), len(lengths))
    note = 0
    for index, length in enumerate(lengths):
        text = _sentences(random, words, length)
        for _ in range(links[index]):
            target = random.randint(1, size.chapters)
            text += f" See [the chapter on {_phrase(random, words, 2)}](#c{target})."
        for _ in range(calls[index]):
            note += 1
            text += f"[^{number}-{note}]"
        yield text
        for _ in range(calls[index]):
            yield f"[^{number}-{note}]: {_sentences(random, words, random.randint(8, 45))}"
            note -= 1
        note += calls[index]
        for _ in range(after[index]):
            yield _block(random, words, blocks.pop(), number)


def _block(random: Random, words: list[str], kind: str, number: int) -> str:
    if kind == "table":
        rows = [
            f"| {_phrase(random, words, 2)} | {random.randint(3, 9999)} | {_phrase(random, words, 3)} |"
            for _ in range(6)
        ]
        return "\n".join(["| Name | Number | Remark |", "|---|---:|---|", *rows])
    if kind == "code":
        return CODE
    if kind == "list":
        return "\n".join(f"- {_sentences(random, words, 14)}" for _ in range(4))
    if kind == "quote":
        return f"> {_sentences(random, words, 60)}"
    if kind == "section":
        return f"## {_title(random, words)}"
    return f"![{_sentences(random, words, 8)}](../images/c{number}-{kind.split()[1]}.png)"


def _spread(random: Random, count: int, places: int) -> list[int]:
    """How many of count things stand at each place."""
    found = [0] * places
    for _ in range(count):
        found[random.randrange(places)] += 1
    return found


def _phrase(random: Random, words: list[str], count: int) -> str:
    return " ".join(random.choice(words) for _ in range(count))


def _title(random: Random, words: list[str]) -> str:
    return _phrase(random, words, random.randint(2, 5)).capitalize()


def _sentences(random: Random, words: list[str], count: int) -> str:
    """About count words in sentences, a few of them emphasised."""
    made: list[str] = []
    while count > 0:
        length = min(count, random.randint(6, 24))
        sentence = _phrase(random, words, length).capitalize()
        if length > 12 and random.random() < 0.15:
            first, _, rest = sentence.partition(" ")
            middle, _, rest = rest.partition(" ")
            sentence = f"{first} *{middle}* {rest}"
        made.append(sentence + random.choice("...?"))
        count -= length
    return " ".join(made)


def _picture(random: Random, width: int, height: int) -> bytes:
    """A PNG of soft stripes: large enough to cost something, the same for the same seed."""
    shift = random.randrange(256)
    rows = b"".join(
        b"\0" + bytes(((x * y // 97) + shift) % 256 for x in range(width)) for y in range(height)
    )

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 6)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def main() -> None:
    """Write the book that the command line asks for."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--from", dest="source", type=Path)
    for name in Size.__dataclass_fields__:
        arguments.add_argument(f"--{name}", type=int, default=getattr(Size, name))
    given = arguments.parse_args()
    size = Size(**{name: getattr(given, name) for name in Size.__dataclass_fields__})
    write_book(given.folder, size, given.seed, given.source)


if __name__ == "__main__":
    main()
