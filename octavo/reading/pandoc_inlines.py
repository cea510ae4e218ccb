"""Inline text in pandoc's document model (pandoc-types), read, looked into, and written as XHTML.

Only what citeproc makes or takes occurs here: words, emphasis, quotation, links, spans, notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

Tree = dict[str, Any]
Trees = list[Tree]

# A locator begins with a number, roman or not, behind at most one word: "p. 3", "§ 4", "xii".
_LOCATOR = re.compile(r"\{|(?:[^\W\d_]+\.?\s*|[§¶]+\s*)?(?:\d|[ivxlcdm]+\b)", re.IGNORECASE)
_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<!\w)_)(?=\S)(.+?)(?<=\S)\1")
_LINK_SCHEMES = ("http://", "https://", "mailto:")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TAGS = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Underline": "u",
    "Strikeout": "s",
}
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def paragraph(inline: Tree) -> Tree:
    """A paragraph of one inline."""
    return {"t": "Para", "c": [inline]}


def meta_text(text: str) -> Tree:
    """A text among the metadata."""
    return {"t": "MetaString", "c": text}


def joined(suffix: str) -> str:
    """A suffix as pandoc wants it: a locator behind a comma, anything else behind a space."""
    text = suffix.strip()
    if not text or not (text[0].isalnum() or text[0] in "{§¶*_“‘\"'"):
        return suffix.rstrip()
    return f", {text}" if _LOCATOR.match(text) else f" {text}"


def read(text: str) -> Trees:
    """A prefix or suffix as inlines: *emphasis*, **strength**, curly apostrophes, number ranges."""
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r"(?<=\d)--?(?=\d)", "–", text)
    trees: Trees = []
    position = 0
    for match in _EMPHASIS.finditer(text):
        trees += _words(text[position : match.start()])
        kind = "Strong" if len(match[1]) == 2 else "Emph"
        trees.append({"t": kind, "c": _words(match[2])})
        position = match.end()
    return trees + _words(text[position:])


def _words(text: str) -> Trees:
    trees: Trees = []
    for part in re.split(r"(\s+)", text):
        if part.isspace():
            trees.append({"t": "Space"})
        elif part:
            trees.append({"t": "Str", "c": part})
    return trees


def entries(blocks: Trees) -> Iterator[tuple[str, Trees]]:
    """The entries of the bibliography that citeproc adds: id and content of each."""
    for block in blocks:
        if block["t"] != "Div":
            continue
        (id, classes, _), content = block["c"]
        if "csl-entry" in classes:
            yield id, _flat(content)
        else:
            yield from entries(content)


def _flat(blocks: Trees) -> Trees:
    """The inlines of an entry; paragraphs inside it (annotations) follow with a space."""
    flat: Trees = []
    for block in blocks:
        content = _flat(block["c"][1]) if block["t"] == "Div" else block.get("c", [])
        if flat and content:
            flat.append({"t": "Space"})
        flat += content
    return flat


def inside_note(trees: Trees) -> Trees:
    """The content of the note that citeproc made of a citation, or all where it made none."""
    for tree in trees:
        if tree["t"] == "Note":
            return _uncited([inline for block in tree["c"] for inline in block.get("c", [])])
        if tree["t"] == "Cite":
            return inside_note(tree["c"][1])
    return trees


def outside_note(trees: Trees) -> Trees:
    """What stands in the sentence before that note: the author's name."""
    flat = _uncited(trees)
    return [tree for tree in flat if tree["t"] != "Note"]


def _uncited(trees: Trees) -> Trees:
    """The text of citations in their place."""
    flat: Trees = []
    for tree in trees:
        flat += _uncited(tree["c"][1]) if tree["t"] == "Cite" else [tree]
    return flat


def without_stop(trees: Trees) -> Trees:
    """A note's text without the full stop that the style sets at its end."""
    if not trees:
        return trees
    *before, last = trees
    if last["t"] == "Str":
        if not last["c"].endswith(".") or last["c"].endswith(".."):
            return trees
        rest = last["c"][:-1]
        return [*before, {"t": "Str", "c": rest}] if rest else before
    if last["t"] == "Span":
        return [*before, {"t": "Span", "c": [last["c"][0], without_stop(last["c"][1])]}]
    return trees


class Writer:
    """Writes inlines as XHTML; ids maps pandoc's ids of entries to those of the book."""

    def __init__(self, ids: dict[str, str]) -> None:
        self.ids = ids
        self._linked = False  # inside a link, where another is not allowed

    def xhtml(self, trees: Trees) -> str:
        """Inlines as a fragment of well-formed XHTML."""
        return "".join(self._inline(tree) for tree in trees).strip()

    def _inline(self, tree: Tree) -> str:
        kind = tree["t"]
        content: Any = tree.get("c")
        if kind in _TAGS:
            return f"<{_TAGS[kind]}>{self.within(content)}</{_TAGS[kind]}>"
        match kind:
            case "Str":
                return _text(content)
            case "Space" | "SoftBreak":
                return " "
            case "LineBreak":
                return "<br/>"
            case "SmallCaps":
                return f'<span class="smallcaps">{self.within(content)}</span>'
            case "Quoted":
                before, after = _QUOTES[content[0]["t"]]
                return f"{before}{self.within(content[1])}{after}"
            case "Cite":
                return self.within(content[1])
            case "Span":
                return self._span(*content)
            case "Link":
                return self._link(content[1], content[2][0])
            case "Code" | "Math" | "RawInline":
                return _text(content[1])
            case "Note":
                return "".join(self.within(block.get("c", [])) for block in content)
        return ""

    def within(self, trees: Trees) -> str:
        """Inlines inside an element, their spaces kept."""
        return "".join(self._inline(tree) for tree in trees)

    def _span(self, attributes: list[Any], content: Trees) -> str:
        """citeproc's spans only say how a text was handled; the label of a numeric entry ends here."""
        text = self.within(content)
        if "csl-left-margin" in attributes[1]:
            return f"{text.rstrip()} "
        if "smallcaps" in attributes[1]:
            return f'<span class="smallcaps">{text}</span>'
        return text

    def _link(self, content: Trees, target: str) -> str:
        opening = None if self._linked else self._opening(target)
        if opening is None:
            return self.within(content)
        self._linked = True
        text = self.within(content)
        self._linked = False
        return f"{opening}{text}</a>"

    def _opening(self, target: str) -> str | None:
        """The start tag of a link; None where the target is not one that a book links to."""
        if target.startswith("#"):
            name = self.ids.get(target[1:])
            return f'<a href="#{name}" role="doc-biblioref">' if name else None
        if target.lower().startswith(_LINK_SCHEMES):
            return f'<a href="{_attribute(target)}">'
        return None


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=False)


def _attribute(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), quote=False).replace('"', "&quot;")
