"""Pictures as pages and EPUB hold them: same pixels, no secrets, same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, ImageStat, PngImagePlugin

from octavo.images import BadImage, epub_picture, pdf_picture


def exif(turn: int = 1) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = turn
    tags[0x010E] = "SECRET PLACE"
    return tags


def opened(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


def difference(one: Image.Image, two: Image.Image) -> int:
    bands = ImageChops.difference(one.convert("RGB"), two.convert("RGB")).getextrema()
    return max(high for _, high in bands)


def mean_difference(one: Image.Image, two: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), two)).mean)


def test_jpeg_data_pass_into_a_pdf_unread_and_without_secrets(save, scene) -> None:
    path = save("a.jpg", scene(), exif=exif(6), comment=b"SECRET PLACE", quality=95)
    path.write_bytes(path.read_bytes() + b"SECRET behind the end")
    encoded = pdf_picture(path)
    assert (encoded.filter, encoded.colour, encoded.orientation) == ("DCTDecode", "rgb", 6)
    assert b"SECRET" not in encoded.content
    assert b"Exif" not in encoded.content
    assert difference(opened(encoded.content), opened(path.read_bytes())) == 0


def test_a_progressive_jpeg_keeps_all_its_scans(save, photograph) -> None:
    path = save("a.jpg", photograph.resize((200, 100)), progressive=True)
    assert difference(opened(pdf_picture(path).content), opened(path.read_bytes())) == 0


def test_cmyk_without_a_profile_gets_one_and_rgb_none(save, scene) -> None:
    encoded = pdf_picture(save("a.jpg", scene("CMYK")))
    assert encoded.colour == "cmyk"
    assert encoded.inverted
    assert encoded.profile is not None
    assert encoded.profile[16:20] == b"CMYK"
    assert pdf_picture(save("b.jpg", scene())).profile is None


def test_a_sane_profile_is_kept_and_a_foolish_one_left_out(save, scene) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert pdf_picture(save("a.jpg", scene(), icc_profile=profile)).profile == profile
    assert pdf_picture(save("a.png", scene(), icc_profile=profile)).profile == profile
    assert pdf_picture(save("b.jpg", scene(), icc_profile=b"nonsense" * 40)).profile is None
    assert pdf_picture(save("c.jpg", scene("L"), icc_profile=profile)).profile is None


def test_plain_png_rows_pass_and_alpha_becomes_a_mask(save, scene) -> None:
    path = save("a.png", scene())
    assert pdf_picture(path).content in path.read_bytes()
    assert pdf_picture(path).mask is None
    assert pdf_picture(save("b.png", scene("RGBA"))).mask is not None
    assert pdf_picture(save("c.webp", scene("RGBA"), lossless=True)).mask is not None
    opaque = scene("RGB").convert("RGBA")
    assert pdf_picture(save("d.png", opaque)).mask is None


def test_palette_and_sixteen_bits_stay_as_they_are(save, scene) -> None:
    indexed = pdf_picture(save("a.png", scene("P")))
    assert indexed.colour == "indexed"
    assert indexed.palette is not None
    deep = pdf_picture(save("b.png", scene("L").convert("I;16")))
    assert (deep.bits, deep.colour) == (16, "gray")


@pytest.mark.parametrize("turn", range(1, 9))
def test_an_epub_picture_stands_upright_whatever_its_exif_turn(save, scene, turn: int) -> None:
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = scene().transpose(back[turn]) if turn in back else scene()
    data, kind = epub_picture(save("a.jpg", stored, exif=exif(turn), quality=100, subsampling=0))
    assert kind == "image/jpeg"
    assert opened(data).size == (60, 40)
    assert mean_difference(opened(data), scene()) < 8
    assert b"SECRET" not in data


def test_a_large_photograph_is_scaled_to_its_budget_and_a_small_one_left_alone(
    save, photograph
) -> None:
    data, kind = epub_picture(save("a.jpg", photograph))
    assert kind == "image/jpeg"
    assert opened(data).size == (2000, 1000)
    assert opened(epub_picture(save("a.jpg", photograph), longest=600)[0]).size == (600, 300)
    small = save("b.jpg", photograph.resize((300, 150)))
    assert difference(opened(epub_picture(small)[0]), opened(small.read_bytes())) == 0


def test_png_stays_png_with_alpha_or_few_colours_and_a_photograph_becomes_jpeg(
    save, scene, photograph
) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "SECRET PLACE")
    data, kind = epub_picture(save("a.png", scene(), pnginfo=info))
    assert kind == "image/png"
    assert b"SECRET" not in data
    assert difference(opened(data), scene()) == 0
    data, kind = epub_picture(save("b.png", photograph.resize((300, 150)).convert("RGBA")))
    assert kind == "image/jpeg"
    misty = photograph.resize((300, 150))
    misty.putalpha(Image.linear_gradient("L").resize(misty.size))
    data, kind = epub_picture(save("c.png", misty))
    assert kind == "image/png"
    assert opened(data).mode == "RGBA"


@pytest.mark.parametrize(("name", "mode"), [("a.webp", "RGBA"), ("a.gif", "P"), ("a.jpg", "CMYK")])
def test_other_kinds_become_core_media_types_in_srgb(save, scene, name: str, mode: str) -> None:
    data, kind = epub_picture(save(name, scene(mode)))
    assert kind in ("image/png", "image/jpeg")
    red, _, blue = opened(data).convert("RGB").getpixel((2, 2))
    assert red > 150
    assert blue < 110


def test_a_drawing_loses_its_document_type_and_an_unsafe_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text(
        '<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE svg><!-- made by me -->'
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>Été</title></svg>',
        encoding="iso-8859-1",
    )
    data, kind = epub_picture(path)
    assert kind == "image/svg+xml"
    assert "Été" in data.decode("utf-8")
    assert b"DOCTYPE" not in data
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script/></svg>')
    with pytest.raises(BadImage, match="script"):
        epub_picture(path)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_the_same_file_gives_the_same_bytes(save, scene, mode: str) -> None:
    path = save("a.png", scene(mode))
    assert epub_picture(path) == epub_picture(path)
    assert pdf_picture(path) == pdf_picture(path)
