"""A book with one page for each thing that print has to get right, set by the real engine.

Text alone, gradients, soft masks, opacity, photographs (one turned by EXIF, one gray, one in
CMYK), a chart of few colours, black and white type on colour, art that bleeds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from octavo.artifacts import (
    FaceRequest,
    LaidOutPages,
    MarkupDocument,
    Medium,
    Picture,
    TypesetJob,
)
from octavo.book.structure import Matter
from octavo.fonts import instances
from octavo.geometry import POINTS_PER_MM, Size
from octavo.images import probe
from octavo.pdf.assembly import assemble
from octavo.pdf.engine import typeset
from octavo.pdf.pagination import paginate
from octavo.pdf.pictures import xobject_keys
from octavo.press.edition import PressFile, press_pdf
from octavo.press.printer import PrinterProfile
from octavo.press.profiles import load_profile
from octavo.publication import Contributor, Metadata

TRIM, BLEED = Size(100 * POINTS_PER_MM, 140 * POINTS_PER_MM), 3 * POINTS_PER_MM

METADATA = Metadata(
    title="Ink & <paper>",
    language="en",
    identifier="urn:uuid:00000000-0000-4000-8000-000000000002",
    contributors=(Contributor("Ada Ferry"), Contributor("Zoë Weir")),
    modified="2024-05-01T12:00:00Z",
)

CSS = """
@page { size: 100mm 140mm; bleed: 3mm; margin: 15mm }
html { font: 10pt/14pt "Source Serif 4" } body { margin: 0 } p, figure { margin: 0 0 10pt }
img { display: block; width: 60mm } .box { height: 20mm; margin: 0 0 4mm }
.red { color: #cc3311 } .gray { color: #808080 }
"""

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><defs>
<linearGradient id="g"><stop offset="0" stop-color="#f80"/><stop offset="0.5" stop-color="#08f"/>
<stop offset="0.5" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#222"/>
</radialGradient>
<linearGradient id="a"><stop offset="0" stop-color="#a00"/>
<stop offset="1" stop-color="#a00" stop-opacity="0"/></linearGradient>
<mask id="m"><rect width="300" height="200" fill="#444"/><circle cx="60" cy="150" r="40"
 fill="#fa0"/></mask></defs>
<rect x="5" y="5" width="290" height="40" fill="url(#g)"/>
<rect x="5" y="50" width="140" height="50" fill="url(#r)"/>
<rect x="155" y="50" width="140" height="50" fill="url(#a)"/>
<rect x="5" y="105" width="140" height="90" fill="#0a6" mask="url(#m)"/>
<circle cx="220" cy="150" r="40" fill="#c31" opacity="0.5"/></svg>"""

PAGES = {
    "cover": '<p id="cover-p">The cover</p>',
    "text": '<h1 id="t">Text</h1><p id="t-p">Black text alone, in <em>two</em> faces.</p>',
    "named": '<p id="n-p" class="red">A named colour</p><p id="n-g" class="gray">and a gray.</p>',
    "gradients": '<p class="box" id="g-1" style="background: linear-gradient(90deg, #e11, #11e)">'
    '</p><p class="box" id="g-2" style="background: radial-gradient(#fff, #000)"></p><p class="box"'
    ' id="g-3" style="background: linear-gradient(90deg, #080, #0800)"></p>',
    "drawing": '<figure id="d"><img src="images/drawing.svg" alt="Gradients"/></figure>',
    "alpha": '<figure id="al"><img src="images/alpha.png" alt="A round photograph"/></figure>',
    "opacity": '<p id="o-p" style="opacity: 0.5" class="red">Half a red, half a black</p>'
    '<p id="o-q" style="opacity: 0.5">half a black</p>',
    "photo": '<figure id="ph"><img src="images/photo.jpg" alt="A photograph"/></figure>'
    '<figure id="ex"><img src="images/turned.jpg" alt="A turned photograph"/></figure>',
    "gray": '<figure id="gr"><img src="images/gray.jpg" alt="A gray photograph"/></figure>'
    '<figure id="ln"><img src="images/lines.png" alt="Scanned lines"/></figure>',
    "inks": '<figure id="ik"><img src="images/inks.jpg" alt="A CMYK photograph"/></figure>',
    "chart": '<figure id="ch"><img src="images/chart.png" alt="A chart"/></figure>',
    "knock": '<p class="box" id="k-1" style="background: #09d; color: #000">Black on blue</p>'
    '<p class="box" id="k-2" style="background: #000; color: #fff">White on black</p>'
    '<p class="box" id="k-3" style="background: #09d; color: #fff">White on blue</p>',
    "bleed": '<p id="b" style="position: absolute; left: -18mm; right: -18mm; top: -18mm;'
    ' height: 60mm; background: #d60; margin: 0"></p>',
}
"""What each page shows, by name; the pages follow each other without blanks."""

FACES = (
    FaceRequest("Source Serif 4", 400, "normal", "source-serif-4", (("opsz", 11.0),)),
    FaceRequest("Source Serif 4", 400, "italic", "source-serif-4", (("opsz", 11.0),)),
    FaceRequest("Source Serif 4", 700, "normal", "source-serif-4", (("opsz", 11.0),)),
)


def photograph(size: tuple[int, int]) -> Image.Image:
    """Many colours, soft and sharp, down to black."""
    small = (max(size[0] // 20, 2), max(size[1] // 20, 2))
    clouds = [
        Image.effect_mandelbrot(size, (-2 + shift / 4, -1.5, 1, 1.5), 40 + shift * 7).filter(
            ImageFilter.GaussianBlur(2)
        )
        for shift in range(2)
    ]
    third = Image.radial_gradient("L").resize(small).resize(size, Image.Resampling.BICUBIC)
    picture = Image.merge("RGB", (clouds[0], third, clouds[1]))
    ImageDraw.Draw(picture).rectangle((0, 0, size[0] // 4, size[1] // 4), fill=(1, 2, 30))
    return picture


def write_pictures(folder: Path) -> tuple[Picture, ...]:
    """Write the pictures of the book."""
    images = folder / "images"
    images.mkdir(parents=True, exist_ok=True)
    photo = photograph((1500, 900))
    photo.save(images / "photo.jpg", quality=92)
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.rotate(90, expand=True).save(images / "turned.jpg", quality=92, exif=exif)
    photo.convert("L").save(images / "gray.jpg", quality=92)
    lines = Image.new("1", (800, 400), 1)
    ImageDraw.Draw(lines).ellipse((100, 50, 700, 350), outline=0, width=6)
    lines.convert("RGB").save(images / "lines.png")
    dark = Image.new("CMYK", (400, 240), (200, 180, 190, 240))
    dark.paste((0, 60, 255, 0), (200, 0, 400, 240))
    dark.save(images / "inks.jpg", quality=95)
    chart = Image.new("RGB", (600, 360), "white")
    draw = ImageDraw.Draw(chart)
    draw.rectangle((60, 120, 200, 330), fill="#cc3311")
    draw.rectangle((260, 60, 400, 330), fill="#228844")
    draw.line((30, 330, 580, 330), fill="black", width=4)
    chart.save(images / "chart.png")
    alpha = photo.resize((600, 360))
    alpha.putalpha(Image.radial_gradient("L").resize((600, 360)).point(lambda v: 255 - v))
    alpha.save(images / "alpha.png")
    (images / "drawing.svg").write_text(SVG, encoding="utf-8")
    return tuple(_picture(path) for path in sorted(images.iterdir()))


def _picture(path: Path) -> Picture:
    told = probe(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    kind = "drawing" if told.is_drawing else "raster"
    name = f"images/{path.name}"
    return Picture(name, digest, kind, told.width, told.height, str(path))  # type: ignore[arg-type]


def document(name: str, body: str, css: str = CSS) -> MarkupDocument:
    xhtml = (
        f'<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>{name}</title></head>'
        f'<body><section id="{name}" class="division">{body}</section></body></html>'
    )
    matter = Matter.COVER if name == "cover" else Matter.BODY
    return MarkupDocument(
        name, name, matter, Medium.PAGE, xhtml, name, stylesheets=(css,), start="any",
        bare=True,
    )  # fmt: skip


def make(folder: Path) -> tuple[LaidOutPages, dict[str, Picture]]:
    """The master, and the pictures by the names that it gives them."""
    faces = instances(FACES, folder / "cache", folder)
    shown = write_pictures(folder)
    documents = tuple(document(name, body) for name, body in PAGES.items())
    galleys = tuple(typeset(TypesetJob(doc, faces, shown, TRIM, BLEED)) for doc in documents)
    page_map = paginate(galleys, documents)
    pages = assemble(galleys, page_map, (), faces, shown, (), METADATA, TRIM, BLEED, cover_pages=1)
    keys = {key: item for item in shown for key in xobject_keys(item.path)}
    return pages, keys


NAMED = {"#cc3311": (0.0, 0.9, 1.0, 0.0)}
"""The theme's one colour with inks of its own."""


@dataclass(frozen=True)
class PressBook:
    """The master, its pictures, and a way to the press file of each printer."""

    master: LaidOutPages
    pictures: Mapping[str, Picture]

    def press(self, profile: PrinterProfile | str = "sheet-fed") -> PressFile:
        if isinstance(profile, str):
            profile, _ = load_profile(profile, Path("/nowhere"))
        return press_pdf(self.master, METADATA, profile, self.pictures, NAMED)

    def page(self, name: str) -> int:
        """The index of a page in the press file, which has no cover."""
        return list(PAGES).index(name) - 1
