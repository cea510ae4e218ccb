"""Small divisions to set, and what a reader sees of them: text by page, structure in lines."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

from octavo.artifacts import (
    Face,
    Galley,
    MarkupDocument,
    Medium,
    Picture,
    TagAnnotation,
    TagContent,
    TagNode,
    TypesetJob,
)
from octavo.book.structure import Matter
from octavo.geometry import POINTS_PER_MM, TRIMS
from octavo.pdf.marked_content import MarkedContent, read_marked_content

BLEED = 3 * POINTS_PER_MM

STYLE = """
@page { size: 148mm 210mm; margin: 20mm 18mm; bleed: 3mm;
        @footnote { margin-top: 8pt; padding-top: 4pt } }
html { font: 11pt/14.3pt "EB Garamond" } body { margin: 0; text-align: justify; hyphens: auto }
p { margin: 0 } sup { line-height: 0; font-size: 8pt } a { color: inherit }
h1, h2 { break-after: avoid; text-align: left; hyphens: manual }
aside.note { font-size: 9pt; line-height: 11pt; text-align: justify; font-weight: normal }
table { border-collapse: collapse; width: 100% } tr { break-inside: avoid }
td, th { vertical-align: top; text-align: left } img { max-width: 100% }
figure { margin: 0; break-inside: avoid } code, pre { font-family: "EB Garamond" }
"""

SAYING = (
    "A page that is set with care asks nothing of those who read it, and gives them all that was "
    "written, in order, without a word lost between the foot of one leaf and the head of the next."
)


def prose(length: int, mark: str = "") -> str:
    """Text of about a length, in which every sentence is marked and numbered."""
    sentences: list[str] = []
    while sum(map(len, sentences)) < length:
        sentences.append(f"{mark}{len(sentences)} {SAYING}")
    return " ".join(sentences)[:length].rsplit(" ", 1)[0]


def call(number: int, *paragraphs: str) -> str:
    """A note's call with its note behind it, as layouts write them."""
    first, *more = paragraphs
    back = (
        f'<a class="back" href="#call-n{number}" role="doc-backlink"'
        f' aria-label="Back to note call {number}">{number}.</a>'
    )
    body = f'<p id="n{number}-1">{back} {first}</p>' + "".join(
        f'<p id="n{number}-{place}">{text}</p>' for place, text in enumerate(more, 2)
    )
    return (
        f'<sup class="call"><a id="call-n{number}" href="#n{number}" role="doc-noteref"'
        f' aria-label="Note {number}">{number}</a></sup>'
        f'<aside class="note" id="n{number}" role="doc-footnote">{body}</aside>'
    )


@dataclass(frozen=True)
class Shop:
    """Makes jobs with the faces of a test run."""

    faces: tuple[Face, ...]

    def job(
        self,
        body: str,
        style: str = "",
        pictures: tuple[Picture, ...] = (),
        lang: str = "en",
        **settings: object,
    ) -> TypesetJob:
        """A job for one division with the given content."""
        xhtml = (
            f'<html xmlns="http://www.w3.org/1999/xhtml" lang="{lang}"><head><title>Title</title>'
            '</head><body class="chapter bodymatter"><section id="one" class="division chapter"'
            f' role="doc-chapter">{body}</section></body></html>'
        )
        markup = MarkupDocument(
            division_id="one",
            role="chapter",
            matter=Matter.BODY,
            medium=Medium.PAGE,
            xhtml=xhtml,
            title="Title",
            stylesheets=(STYLE, style),
            assets=tuple(picture.path for picture in pictures),
            language=lang,
        )
        return TypesetJob(markup, self.faces, pictures, TRIMS["a5"], BLEED, **settings)  # type: ignore[arg-type]


def texts(galley: Galley) -> list[str]:
    """The text of each page as pdfium extracts it, in one line, words joined at drawn hyphens."""
    pages = pypdfium2.PdfDocument(galley.pdf)
    return [_line(page.get_textpage().get_text_range()) for page in pages]


def _line(text: str) -> str:
    text = re.sub("[\u2010\u00ad\ufffe\u0002]\\s*", "", text)
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Text without spaces and hyphens."""
    return re.sub("[\\s\u00ad\u2010-]", "", text)


def codes(galley: Galley) -> list[str]:
    """The codes of a galley's findings."""
    return [item.code for item in galley.findings]


def outline(galley: Galley) -> str:
    """The structure as lines, as a screen reader would go through it: role, language, text."""
    return "\n".join(Reading(galley).lines(galley.tags, 0))


class Reading:
    """Reads the marked content of a galley through its tags."""

    def __init__(self, galley: Galley) -> None:
        self._pdf = pikepdf.open(io.BytesIO(galley.pdf))
        self._content: MarkedContent = read_marked_content(self._pdf)

    def text(self, node: TagNode) -> str:
        """All text below a node."""
        parts = [
            self.text(kid) if isinstance(kid, TagNode) else self._piece(kid) for kid in node.kids
        ]
        return "".join(parts)

    def lines(self, node: TagNode, depth: int) -> list[str]:
        """A node and what is below it; text that follows text is joined."""
        attributes = dict(node.attributes)
        said = "".join(
            f" {name}={attributes[name]}"
            for name in ("lang", "id", "alt", "scope", "colspan", "numbering", "contents")
            if name in attributes
        )
        lines = ["  " * depth + node.role + said]
        pending = ""
        for kid in node.kids:
            if isinstance(kid, TagNode):
                lines += self._quoted(pending, depth) + self.lines(kid, depth + 1)
                pending = ""
            else:
                pending += self._piece(kid)
        return lines + self._quoted(pending, depth)

    def _quoted(self, text: str, depth: int) -> list[str]:
        text = " ".join(text.replace("\u2010", "").split())
        return ["  " * (depth + 1) + repr(text)] if text else []

    def _piece(self, kid: TagContent | TagAnnotation) -> str:
        if isinstance(kid, TagAnnotation):
            return ""
        stream = self._pdf.pages[kid.page - 1].obj
        for name in kid.forms:
            stream = stream.Resources.XObject[f"/{name}"]
        return self._content.text((stream.objgen, kid.mcid))


def nodes(node: TagNode, role: str) -> list[TagNode]:
    """All nodes of a role, in reading order."""
    found = [node] if node.role == role else []
    return found + [n for kid in node.kids if isinstance(kid, TagNode) for n in nodes(kid, role)]


def pages_of(node: TagNode) -> list[int]:
    """The pages that a node's content stands on, each once, in order."""
    found: dict[int, None] = {}
    for kid in node.kids:
        if isinstance(kid, TagNode):
            found |= dict.fromkeys(pages_of(kid))
        else:
            found[kid.page] = None
    return list(found)


def picture(path: Path, name: str, width: float, height: float, kind: str = "raster") -> Picture:
    """A picture of a publication that lies in a folder."""
    return Picture(name, "0" * 64, kind, width, height, str(path / name))  # type: ignore[arg-type]
