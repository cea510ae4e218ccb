"""A small book with one of everything, laid out by hand as docs/markup.md says."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree
from PIL import Image

from octavo.artifacts import (
    BookPage,
    Face,
    MarkupDocument,
    Medium,
    PageMap,
    PageStart,
)
from octavo.book.elements import Figure, Formula, Note, Table
from octavo.book.structure import Book, Division, Heading, Matter
from octavo.epub import build_epub
from octavo.findings import Finding
from octavo.publication import Contributor, ListSettings, Metadata, Publication

XHTML = "{http://www.w3.org/1999/xhtml}"
OPS = "{http://www.idpf.org/2007/ops}"
OPF = "{http://www.idpf.org/2007/opf}"

CSS = """
body { font-family: "EB Garamond", serif; line-height: 1.4; }
h1, h2 { font-weight: 600; }
code, pre { font-family: "Source Code Pro", monospace; }
#chapter-1 .lead { font-style: italic; }
.contents li { margin: 0.2em 0; }
"""

CHAPTER_1 = """
<p id="p1" class="lead">Alpha beta gamma<sup class="call"><a id="call-n1" href="#n1"
 role="doc-noteref" aria-label="Note 1">1</a></sup> delta epsilon zeta eta theta.</p>
<aside epub:type="footnote" role="doc-footnote" id="n1" class="note"><p id="n1-p"><a class="back"
 href="#call-n1" role="doc-backlink" aria-label="Back to note call 1">1.</a> A note.</p></aside>
<section id="sec-list" class="level2"><h2 id="sec-list-title">Lists &amp; tables</h2>
<ul id="ul1" class="tight"><li id="li1">One item</li><li id="li2">Two <em>items here</em></li></ul>
<dl id="dl1"><dt id="dt1">Term</dt><dd id="dd1">Meaning of it</dd></dl>
<table id="tbl-1"><caption id="cap1"><span class="label">Table 1</span> Numbers</caption>
<thead><tr><th scope="col" id="th1">Year</th><th scope="col" id="th2">Dead</th></tr></thead>
<tbody><tr><td id="td1">1986</td><td id="td2" style="text-align: right">12</td></tr>
<tr><td id="td3">2003</td><td id="td4">34</td></tr></tbody></table>
<pre id="pre1"><code class="language-python"><span class="tok-k">return</span> 1</code></pre>
<p id="p2">See <a class="xref" href="#fig-map">Figure 1</a> and
 <a class="pageref" href="octavo:p9">page <span data-folio="p9">3</span></a>.<span id="ix1"
 class="index-mark"/></p></section>
"""
CHAPTER_2 = """
<figure id="fig-map"><img src="images/map.svg" alt="A map of two rivers"/>
<figcaption id="fc1"><span class="label">Figure 1</span> The rivers</figcaption></figure>
<figure id="fig-photo"><img src="images/Photo of it.png" alt="A grey square"/>
<figcaption id="fc2"><span class="label">Figure 2</span> A photograph</figcaption></figure>
<p id="p8">Let <span class="formula"><math xmlns="http://www.w3.org/1998/Math/MathML"
 alttext="x^2"><msup><mi>x</mi><mn>2</mn></msup></math></span> be given, and
 <span lang="fa" dir="rtl">سلام دنیا</span> be said.</p>
<blockquote id="bq1"><p id="p9">Quoted words stand here.</p></blockquote>
<div class="verse" id="v1"><p class="stanza" id="st1"><span class="line">First line</span><br/>
<span class="line indent-1">second line</span></p></div>
"""
MAP = b"""<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="50mm"
 viewBox="0 0 200 100"><title>Old title</title><desc>Two blue lines meet.</desc>
<style>.river {stroke: #00f} text {font-family: "EB Garamond"; font-weight: 600}</style>
<defs><clipPath id="c"><rect width="200" height="100"/></clipPath></defs>
<g id="unused" clip-path="url(#c)"><path class="river" id="t" d="M0 0L200 100"/></g>
<text x="10" y="20"><textPath href="#t">Tigris \xd0\x96</textPath></text></svg>"""


def png(colour: str = "grey") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(written, "PNG")
    return written.getvalue()


def document(
    division: Division, body: str, language: str = "en", css: Sequence[str] = (CSS,)
) -> MarkupDocument:
    title = f'<header><h1 id="{division.id}-title">{division.title}</h1></header>'
    role = {"chapter": "doc-chapter", "part": "doc-part", "preface": "doc-preface"}.get(
        division.role
    )
    return MarkupDocument(
        division.id,
        division.role,
        division.matter,
        Medium.REFLOW,
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{language}"><head><title>{division.plain_title}</title></head>'
        f'<body class="{division.role} {division.matter}"><section id="{division.id}"'
        f' class="division {division.role}" epub:type="{division.role}"'
        + (f' role="{role}" aria-labelledby="{division.id}-title"' if role else "")
        + f">{title if division.title else ''}{body}</section></body></html>",
        division.plain_title,
        tuple(css),
        language=language,
    )


@dataclass(frozen=True)
class Sample:
    """What build_epub takes, to be changed by a test before it builds."""

    book: Book
    publication: Publication
    documents: tuple[MarkupDocument, ...]
    page_map: PageMap | None
    faces: tuple[Face, ...]
    pictures: dict[str, tuple[bytes, str]] = field(default_factory=dict)
    cover: tuple[bytes, str] | None = None

    def with_metadata(self, **changes: object) -> Sample:
        metadata = replace(self.publication.metadata, **changes)
        return replace(self, publication=replace(self.publication, metadata=metadata))

    def build(self) -> Built:
        content, findings = build_epub(
            self.book,
            self.publication,
            self.documents,
            self.page_map,
            lambda: self.faces,
            self.pictures,
            self.cover,
        )
        return Built(content, findings)


@dataclass(frozen=True)
class Built:
    """An EPUB to look into."""

    content: bytes
    findings: tuple[Finding, ...]

    def names(self) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.namelist()

    def read(self, name: str) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(f"EPUB/{name}")

    def tree(self, name: str) -> etree._Element:
        return etree.fromstring(self.read(name))

    def meta(self, property: str) -> list[str]:
        """The texts of <meta property> in the package document."""
        return [
            element.text or ""
            for element in self.tree("content.opf").iter(f"{OPF}meta")
            if element.get("property") == property
        ]

    def nav(self, kind: str) -> list[tuple[str, str]]:
        """(text, address) of the links of one list in the navigation document."""
        for nav in self.tree("nav.xhtml").iter(f"{XHTML}nav"):
            if nav.get(f"{OPS}type") == kind:
                return [
                    (" ".join("".join(a.itertext()).split()), a.get("href", ""))
                    for a in nav.iter(f"{XHTML}a")
                ]
        return []


def page(number: int, folio: str, division_id: str | None, galley_page: int = 1) -> BookPage:
    return BookPage(number, division_id, galley_page, "recto", folio, Matter.BODY, True)


def make_sample(faces: tuple[Face, ...]) -> Sample:
    """The book of two chapters in a part and a preface, on fourteen pages."""
    divisions = (
        Division("half", "halftitlepage", Matter.FRONT),
        Division("contents", "toc", Matter.FRONT, "Contents", "Contents", listed=False),
        Division("preface", "preface", Matter.FRONT, "Preface", "Preface"),
        Division("part-1", "part", Matter.BODY, "Rivers", "Rivers", "I", "Part I"),
        Division(
            "chapter-1",
            "chapter",
            Matter.BODY,
            'The <em>first</em><sup class="call"><a id="call-nt" href="#nt"'
            ' role="doc-noteref" aria-label="Note *">*</a></sup>',
            "The first",
            "1",
            "Chapter 1",
            "part-1",
            headings=(Heading("sec-list", 2, "Lists &amp; tables", "Lists & tables"),),
        ),
        Division("chapter-2", "chapter", Matter.BODY, "Second", "Second", "2", "Chapter 2"),
    )
    note = '<aside epub:type="footnote" role="doc-footnote" id="nt"><p id="nt-p">Star.</p></aside>'
    bodies = {
        "half": '<p id="half-p" class="title">Rivers</p>',
        "contents": '<div class="contents" id="c-1"><ol><li id="c-2"><p id="c-3">'
        '<a href="octavo:chapter-1">1 The first</a></p></li></ol></div>',
        "preface": '<p id="pf1">Words before the beginning of all.</p>',
        "part-1": "",
        "chapter-1": note + CHAPTER_1,
        "chapter-2": CHAPTER_2,
    }
    pages = (
        page(1, "i", "half"),
        page(2, "ii", None, 0),
        page(3, "iii", "contents"),
        page(4, "iv", "contents", 2),
        page(5, "v", "preface"),
        page(6, "1", "part-1"),
        page(7, "2", None, 0),
        page(8, "3", "chapter-1"),
        page(9, "4", "chapter-1", 2),
        page(10, "5", "chapter-1", 3),
        page(11, "6", "chapter-1", 4),
        page(12, "7", "chapter-2"),
        page(13, "8", "chapter-2", 2),
        page(14, "9", None, 0),
    )
    starts = (
        PageStart(1, "half-p", 0),
        PageStart(3, "contents-title", 0),
        PageStart(4, "contents-l9", 0),
        PageStart(5, "preface-title", 0),
        PageStart(6, "part-1-title", 0),
        PageStart(8, "chapter-1-title", 0),
        PageStart(9, "p1", 12),
        PageStart(10, "li2", 0),
        # page 11 holds the text of a note alone
        PageStart(12, "chapter-2-title", 0),
        PageStart(13, "st1", 9),
    )
    return Sample(
        Book(
            "en",
            divisions,
            notes=(
                Note("n1", "1", "chapter-1", ("call-n1",), "<p>A note.</p>"),
                Note("nt", "*", "chapter-1", ("call-nt",), "<p>Star.</p>"),
            ),
            figures=(
                Figure("fig-map", "1", "Figure 1", "The rivers", "chapter-2"),
                Figure("fig-photo", "2", "Figure 2", "A photograph", "chapter-2"),
            ),
            tables=(Table("tbl-1", "1", "Table 1", "Numbers", "chapter-1"),),
            formulas=(Formula("f1", "x^2", False, "<math/>", "<svg/>", 1, 1, 0),),
        ),
        Publication(
            Path("/nowhere"),
            "rivers",
            ("manuscript/book.md",),
            Metadata(
                "Rivers",
                identifier="urn:uuid:0f0e0d0c-0b0a-4908-8706-050403020100",
                subtitle="A reader",
                contributors=(Contributor("Ann Author", "aut", "Author, Ann"),),
                date="2024-05-06",
                modified="2024-05-06T00:00:00Z",
            ),
            lists=ListSettings(contents_depth=2, figures=True, tables=True),
        ),
        tuple(document(division, bodies[division.id]) for division in divisions),
        PageMap(pages, (), starts),
        faces,
        {
            "images/map.svg": (MAP, "image/svg+xml"),
            "images/Photo of it.png": (png(), "image/png"),
        },
    )
