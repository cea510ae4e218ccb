"""The book that proves the joints: two chapters, and all that has to hold between them.

A cover, a title page, contents with page numbers, a chapter with a note that runs over pages, a
photograph with alpha and a drawing, a blank verso, a chapter with a table over two pages and a
cross-reference back. Everything is real: faces from the font packages, galleys from the engine.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from octavo.artifacts import (
    Face,
    FaceRequest,
    Galley,
    LaidOutPages,
    MarkupDocument,
    Medium,
    OutlineEntry,
    PageMap,
    Picture,
    TypesetJob,
)
from octavo.book.structure import Matter
from octavo.fonts import instances
from octavo.geometry import POINTS_PER_MM, TRIMS
from octavo.images import probe
from octavo.pdf.assembly import assemble
from octavo.pdf.engine import typeset
from octavo.pdf.furniture import furniture_pages
from octavo.pdf.pagination import fill_folios, paginate
from octavo.publication import Contributor, Metadata

TRIM, BLEED = TRIMS["a5"], 3 * POINTS_PER_MM

METADATA = Metadata(
    title="The river & its <maps>",
    language="en",
    identifier="urn:uuid:00000000-0000-4000-8000-000000000001",
    contributors=(Contributor("Ada Ferry"), Contributor("Zoë Weir")),
    description="A book made to be tested.",
    subjects=("rivers", "maps"),
    rights="CC BY-SA 4.0",
    licence_url="https://creativecommons.org/licenses/by-sa/4.0/",
    modified="2024-05-01T12:00:00Z",
)

CSS = """
@page { size: 148mm 210mm; bleed: 3mm; margin: 20mm 18mm 24mm 16mm;
  @footnote { border-top: 0.5pt solid black; padding-top: 4pt } }
html { font: 10.5pt/14pt "Source Serif 4"; hyphens: auto; text-align: justify }
body { margin: 0 }  h1, h2 { font-weight: 700; hyphens: none; text-align: left }
p { margin: 0; text-indent: 1em; orphans: 2; widows: 2 }  code { font-family: "Source Code Pro" }
sup { line-height: 0 }  aside.note { font-size: 8.5pt; line-height: 11pt }
aside.note p { text-indent: 0 }  tr { break-inside: avoid }
table { border-collapse: collapse; width: 100% }  td, th { border: 0.25pt solid gray }
img { width: 60mm; display: block }  figure { margin: 14pt 0; break-inside: avoid }
.smallcaps { font-variant: small-caps }  .cover { page: full; background: #204060 }
nav ol { list-style: none; margin: 0; padding: 0 }
"""

FURNITURE_CSS = """
@page { size: 148mm 210mm; bleed: 3mm; margin: 10mm 18mm 10mm 16mm }
html { font: 8pt/10pt "Source Serif 4" }  body { margin: 0 }
div { break-after: page; position: relative; height: 189mm }  div:last-child { break-after: auto }
p { margin: 0; text-align: center }  .folio { position: absolute; bottom: 0; width: 100% }
"""

SENTENCES = (
    "The river rises in the hills above the old mill and runs north for a day’s walk.",
    "Surveyors followed it with chains and brass instruments, and drew what they could see.",
    "Nobody had counted its islands before, although every ferryman could name them.",
    "Extraordinarily long thunderstorms characteristically interrupted their measurements.",
    "In autumn the water stands high, and the meadows on both banks belong to the herons.",
    "A well-kept ledger of the toll house gives the number of barges, year after year.",
    "The first map was printed in three colours; its engraver signed it with a single letter.",
    "Old photographs show bridges that were never rebuilt after the flood of that spring.",
)

FACES = (
    FaceRequest("Source Serif 4", 400, "normal", "source-serif-4", (("opsz", 11.0),)),
    FaceRequest("Source Serif 4", 400, "italic", "source-serif-4", (("opsz", 11.0),)),
    FaceRequest("Source Serif 4", 700, "normal", "source-serif-4", (("opsz", 11.0),)),
    FaceRequest("Source Code Pro", 400, "normal", "source-code-pro"),
)

LONG_NOTE = " ".join(
    f"{sentence} Source {number} says so." for number in range(4) for sentence in SENTENCES
)


def prose(seed: int, sentences: int) -> str:
    """Sentences in an order that depends on the seed alone."""
    return " ".join(SENTENCES[(seed * 5 + step * 3) % len(SENTENCES)] for step in range(sentences))


@dataclass(frozen=True, slots=True)
class Sample:
    """The book, set and paginated but not assembled."""

    documents: tuple[MarkupDocument, ...]
    galleys: tuple[Galley, ...]
    furniture: Galley
    page_map: PageMap
    faces: tuple[Face, ...]
    pictures: tuple[Picture, ...]

    def assemble(self) -> LaidOutPages:
        return assemble(
            self.galleys, self.page_map, (self.furniture,), self.faces, self.pictures, OUTLINE,
            METADATA, TRIM, BLEED, cover_pages=1,
        )  # fmt: skip


OUTLINE = (
    OutlineEntry("Contents", "toc"),
    OutlineEntry("The hills", "hills", (OutlineEntry("The mill", "mill"),)),
    OutlineEntry("The plain", "plain"),
)


def paragraphs(prefix: str, seed: int, count: int) -> str:
    return "".join(
        f'<p id="{prefix}-p{number}">{prose(seed + number, 6)}</p>' for number in range(count)
    )


def note(name: str, body: str) -> str:
    return (
        f'<sup class="call"><a id="call-{name}" href="#{name}" role="doc-noteref"'
        f' aria-label="Note {name[1:]}">{name[1:]}</a></sup>'
        f'<aside class="note" id="{name}" role="doc-footnote"><p><a class="back"'
        f' href="#call-{name}" role="doc-backlink" aria-label="Back to note call {name[1:]}">'
        f"{name[1:]}.</a> {body}</p></aside>"
    )


HILLS = f"""
<header><h1 id="hills-title">The hills</h1></header>
{paragraphs("hills-a", 1, 3)}
<p id="hills-b">A <em>short</em> note{note("n1", "A note with <em>emphasis</em>.")} comes first,
then one that is long enough to run over the foot of its page{note("n2", LONG_NOTE)} and so
goes on behind it, with <span class="smallcaps">small capitals</span>, <code>code</code>,
<strong>bold</strong> and a word in <span lang="fr">français</span>.</p>
<figure id="fig-photo" class="figure"><img src="images/mist &amp; hills (1).png"
 alt="Mist over hills"/><figcaption id="fig-photo-caption"><span class="label">Figure 1</span>
 The hills at dawn</figcaption></figure>
<section id="mill" class="level2"><h2 id="mill-title" data-look="2">The mill</h2>
{paragraphs("hills-c", 2, 3)}
<figure id="fig-map" class="figure"><img src="images/map.svg" alt="A map of the river"/>
<figcaption id="fig-map-caption"><span class="label">Figure 2</span> The river</figcaption></figure>
<ul id="hills-l"><li id="hills-l1">reeds</li><li id="hills-l2">herons, and
 <a href="https://example.org/otters">otters</a></li></ul>
<p id="hills-d">It goes on in <a class="xref" href="octavo:tbl-toll">Table 1</a>.</p>
</section>"""

ROWS = "".join(
    f'<tr><th id="r{year}" scope="row">{year}</th><td id="d{year}">{year * 7 % 400} barges</td></tr>'
    for year in range(1800, 1860)
)

PLAIN = f"""
<header><h1 id="plain-title">The plain</h1></header>
<p id="plain-a">As <a class="xref" href="octavo:fig-map">Figure 2</a> shows, on
<a class="pageref" href="octavo:fig-map">page <span data-folio="fig-map">?</span></a>, the river
turns. {prose(3, 5)}</p>
<p id="plain-pale" style="opacity: 0.6">Seen through <em>mist</em>, it seems to stand.</p>
<table id="tbl-toll"><caption id="tbl-toll-caption"><span class="label">Table 1</span>
Barges at the toll house</caption><thead><tr><th id="h1" scope="col">Year</th>
<th id="h2" scope="col"><a href="https://example.org/barges">Barges</a></th></tr></thead><tbody>{ROWS}</tbody></table>
{paragraphs("plain-b", 4, 2)}"""

CONTENTS = """<nav role="doc-toc"><h1 id="toc-title">Contents</h1><ol id="toc-list">
<li id="toc-1"><a href="octavo:hills">The hills <span data-folio="hills">?</span></a></li>
<li id="toc-2"><a href="octavo:plain">The plain <span data-folio="plain">?</span></a></li></ol></nav>"""


def document(name: str, matter: Matter, body: str, title: str, **more: object) -> MarkupDocument:
    xhtml = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>{title}</title></head>'
        f'<body><section id="{name}" class="division {name}">{body}</section></body></html>'
    )
    settings: dict[str, object] = {"stylesheets": (CSS,), "recto_head": title, **more}
    return MarkupDocument(name, name, matter, Medium.PAGE, xhtml, title, **settings)  # type: ignore[arg-type]


def documents() -> tuple[MarkupDocument, ...]:
    shown = ("images/mist & hills (1).png", "images/map.svg")
    return (
        document("cover", Matter.COVER, "<p id='cover-p'>The river</p>", "Cover", bare=True),
        document("titlepage", Matter.FRONT, "<h1 id='t'>The river</h1>", "The river", bare=True),
        document("toc", Matter.FRONT, CONTENTS, "Contents", folio_refs=("hills", "plain")),
        document("hills", Matter.BODY, HILLS, "The hills", assets=shown, verso_head="The river"),
        document("plain", Matter.BODY, PLAIN, "The plain", verso_head="The river"),
    )


def pictures(folder: Path) -> tuple[Picture, ...]:
    """A photograph with alpha, generated, and a drawing."""
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    photograph = Image.effect_mandelbrot((400, 300), (-2, -1.5, 1, 1.5), 60).convert("RGB")
    photograph.putalpha(Image.radial_gradient("L").resize((400, 300)))
    ImageDraw.Draw(photograph).rectangle((0, 0, 60, 60), fill=(255, 0, 0, 255))
    photograph.save(images / "mist & hills (1).png")
    (images / "map.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><title>Map</title>'
        '<path d="M 10 190 C 90 20 160 180 290 10" fill="none" stroke="#225588" stroke-width="6"/>'
        '<circle cx="150" cy="100" r="30" fill="#cc3311" opacity="0.5"/>'
        '<text x="20" y="30" font-family="Source Serif 4" font-size="16">North</text></svg>',
        encoding="utf-8",
    )
    made = []
    for name in ("mist & hills (1).png", "map.svg"):
        path = images / name
        told = probe(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        kind = "drawing" if told.is_drawing else "raster"
        made.append(
            Picture(f"images/{name}", digest, kind, told.width, told.height, str(path))  # type: ignore[arg-type]
        )
    return tuple(made)


def furniture(page_map: PageMap) -> MarkupDocument:
    pages = "".join(
        f'<div><p>{page.head or "&#160;"}</p><p class="folio">{page.folio}</p></div>'
        for page in furniture_pages(page_map)
    )
    return document("furniture", Matter.BODY, pages, "Furniture", stylesheets=(FURNITURE_CSS,))


def make(folder: Path) -> Sample:
    """Set the book: once, and again with its page references filled."""
    faces = instances(FACES, folder / "cache", folder)
    shown = pictures(folder)

    def galley(doc: MarkupDocument) -> Galley:
        return typeset(TypesetJob(doc, faces, shown, TRIM, BLEED))

    first = documents()
    folios = paginate([galley(doc) for doc in first], first).folio_of()
    filled = tuple(fill_folios(doc, folios) for doc in first)
    galleys = tuple(galley(doc) for doc in filled)
    page_map = paginate(galleys, filled)
    return Sample(filled, galleys, galley(furniture(page_map)), page_map, faces, shown)
