"""Pictures in the assembled page look as their files do, whatever their kind."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageCms, ImageDraw, ImageStat
from sample_book import FACES, METADATA, TRIM

from octavo.artifacts import Galley, MarkupDocument, Medium, Picture, TypesetJob
from octavo.book.structure import Matter
from octavo.fonts import instances
from octavo.images import pdf_picture, probe
from octavo.images.profiles import assumed_cmyk
from octavo.pdf.assembly import assemble
from octavo.pdf.engine import typeset
from octavo.pdf.judge import judge
from octavo.pdf.pagination import paginate
from octavo.pdf.screen import screen_pdf

CSS = """@page { size: 148mm 210mm; margin: 0 } body { margin: 0; background: #ffe0a0 }
img { display: block; width: 120pt; height: 80pt; margin: 20pt }
div { width: 120pt; height: 80pt; margin: 20pt; background-size: 120pt 80pt }"""


def scene(mode: str) -> Image.Image:
    picture = Image.new("RGB", (120, 80), "white")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 39, 26), fill="red")
    draw.rectangle((80, 0, 119, 26), fill="blue")
    draw.rectangle((0, 53, 39, 79), fill="green")
    if mode in ("RGBA", "LA"):
        picture = picture.convert(mode[:-1])
        picture.putalpha(Image.linear_gradient("L").resize(picture.size))
        return picture
    if mode == "I;16":
        return picture.convert("L").convert("I").point(lambda value: value * 257).convert("I;16")
    if mode == "P16":
        return picture.quantize(16)
    if mode == "1":
        return picture.convert("1", dither=Image.Dither.NONE)
    return picture.convert(mode)


def shown(root: Path, name: str, markup: str = "") -> tuple[bytes, Image.Image]:
    """Set one picture on a page of its own; gives the PDF and the page at 4 pixels a point."""
    path = root / name
    told = probe(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    picture = Picture(name, digest, "raster", told.width, told.height, str(path))
    body = markup or f'<img src="{name.replace("&", "&amp;")}" alt="A scene"/>'
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="en"><head><title>T</title></head>'
        f'<body><section id="s">{body}</section></body></html>'
    )
    document = MarkupDocument("s", "s", Matter.BODY, Medium.PAGE, xhtml, "T", (CSS,), (name,))
    faces = instances(FACES[:1], root / "cache", root)
    galley: Galley = typeset(TypesetJob(document, faces, (picture,), TRIM, 0))
    assert galley.findings == ()
    pages = paginate((galley,), (document,))
    master = assemble((galley,), pages, (), faces, (picture,), (), METADATA, TRIM, 0, 0)
    pdf = screen_pdf(master, METADATA)
    return pdf, pypdfium2.PdfDocument(pdf)[0].render(scale=4).to_pil().convert("RGB")


def printed(page: Image.Image, size: tuple[int, int] = (120, 80)) -> Image.Image:
    return page.crop((80, 80, 560, 400)).resize(size)


def on_ground(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGBA", "LA"):
        return picture.convert("RGB")
    ground = Image.new("RGBA", picture.size, (255, 224, 160))
    return Image.alpha_composite(ground, picture.convert("RGBA")).convert("RGB")


def far(one: Image.Image, two: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, two)).mean)


@pytest.mark.parametrize(
    ("name", "mode", "settings"),
    [
        ("a.jpg", "RGB", {"quality": 98, "subsampling": 0}),
        ("a.jpg", "RGB", {"quality": 98, "progressive": True}),
        ("a.jpg", "L", {"quality": 98}),
        ("a.png", "RGB", {}),
        ("a.png", "L", {}),
        ("a.png", "1", {}),
        ("a.png", "P", {}),
        ("a.png", "P16", {"bits": 4}),
        ("a.png", "I;16", {}),
        ("a.png", "RGBA", {}),
        ("a.png", "LA", {}),
        ("a.png", "P", {"transparency": 0}),
        ("a.webp", "RGB", {"lossless": True}),
        ("a.webp", "RGBA", {"lossless": True, "exact": True}),
        ("a.gif", "P", {}),
        ("ein Bild (é) & 100% '1'.png", "RGB", {}),
    ],
)
def test_a_picture_on_the_page_looks_as_its_file_does(tmp_path, name, mode, settings) -> None:
    picture = scene(mode)
    picture.save(tmp_path / name, **settings)
    _, page = shown(tmp_path, name)
    expected = picture
    with Image.open(tmp_path / name) as stored:
        if "transparency" in stored.info:
            expected = stored.convert("RGBA")
    if mode == "I;16":
        expected = scene("L")
    assert far(printed(page), on_ground(expected)) < 4


@pytest.mark.parametrize("turn", range(2, 9))
@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_a_picture_with_an_exif_turn_stands_upright(tmp_path, name: str, turn: int) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    tags = Image.Exif()
    tags[0x0112] = turn
    scene("RGB").transpose(back[turn]).save(tmp_path / name, exif=tags, quality=98)
    pdf, page = shown(tmp_path, name)
    assert far(printed(page), scene("RGB")) < 4
    assert judge(pdf) == ()


def test_cmyk_is_shown_through_its_profile(tmp_path) -> None:
    cmyk = ImageCms.profileToProfile(
        scene("RGB"), ImageCms.createProfile("sRGB"), io.BytesIO(assumed_cmyk()), outputMode="CMYK"
    )
    cmyk.save(tmp_path / "a.jpg", quality=98)
    pdf, page = shown(tmp_path, "a.jpg")
    red, green, _ = printed(page).getpixel((10, 10))
    assert red > 180
    assert green < 100
    with pikepdf.open(io.BytesIO(pdf)) as book:
        spaces = [o.ColorSpace for o in book.objects if _is_image(o)]
    assert [str(space[0]) for space in spaces] == ["/ICCBased"]


def _is_image(thing: object) -> bool:
    return isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == pikepdf.Name.Image


def test_a_picture_used_twice_and_as_background_is_stored_once(tmp_path) -> None:
    scene("RGB").save(tmp_path / "a.png")
    markup = (
        '<img src="a.png" alt="One"/><img src="a.png" alt="Two"/>'
        '<div style="background-image: url(a.png)"></div>'
        '<div style="opacity: 0.99"><img src="a.png" alt="Three" style="margin: 0"/></div>'
    )
    pdf, page = shown(tmp_path, "a.png", markup)
    with pikepdf.open(io.BytesIO(pdf)) as book:
        images = [o for o in book.objects if _is_image(o)]
        assert not any("/Interpolate" in image for image in images)
    assert len(images) == 1
    for number in range(4):
        top = 80 + number * 400
        box = page.crop((80, top, 560, top + 320)).resize((120, 80))
        assert far(box, scene("RGB")) < 6
    assert judge(pdf) == ()


def test_no_secret_of_a_photograph_reaches_the_page(tmp_path) -> None:
    tags = Image.Exif()
    tags[0x010E] = "SECRET PLACE"
    scene("RGB").save(tmp_path / "a.jpg", exif=tags, comment=b"SECRET")
    pdf, _ = shown(tmp_path, "a.jpg")
    assert b"SECRET" not in pdf


def test_encoded_pictures_can_come_from_a_cache(tmp_path) -> None:
    """The values survive the cache's msgpack."""
    import msgspec

    from octavo.images import EncodedPicture

    scene("RGBA").save(tmp_path / "a.png")
    encoded = pdf_picture(tmp_path / "a.png")
    packed = msgspec.msgpack.encode(encoded)
    assert msgspec.msgpack.decode(packed, type=EncodedPicture) == encoded
