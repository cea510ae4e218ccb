"""What a picture is, and the sentence for every picture that cannot be used."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from octavo.images import BadImage, probe, svg_faults


def exif(turn: int) -> Image.Exif:
    tags = Image.Exif()
    tags[0x0112] = turn
    return tags


def test_size_is_as_shown_after_the_exif_turn(save, scene) -> None:
    flat = probe(save("a.jpg", scene()))
    assert (flat.media_type, flat.width, flat.height, flat.orientation) == ("image/jpeg", 60, 40, 1)
    turned = probe(save("b.jpg", scene(), exif=exif(6)))
    assert (turned.width, turned.height, turned.orientation) == (40, 60, 6)


@pytest.mark.parametrize(
    ("name", "mode", "media", "alpha", "colour"),
    [
        ("a.png", "RGBA", "image/png", True, "rgb"),
        ("a.png", "LA", "image/png", True, "gray"),
        ("a.png", "P", "image/png", False, "indexed"),
        ("a.png", "1", "image/png", False, "gray"),
        ("a.png", "I;16", "image/png", False, "gray"),
        ("a.jpg", "CMYK", "image/jpeg", False, "cmyk"),
        ("a.jpg", "L", "image/jpeg", False, "gray"),
        ("a.webp", "RGBA", "image/webp", True, "rgb"),
        ("a.gif", "P", "image/gif", False, "rgb"),
    ],
)
def test_kind_colour_and_alpha_are_read(save, scene, name, mode, media, alpha, colour) -> None:
    picture = scene("L").convert("I;16") if mode == "I;16" else scene(mode)
    told = probe(save(name, picture))
    assert (told.media_type, told.has_alpha, told.colour) == (media, alpha, colour)


def test_the_content_decides_and_not_the_name(save, scene) -> None:
    path = save("real.png", scene())
    assert probe(path.rename(path.with_suffix(".jpg"))).media_type == "image/png"


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_a_file_cut_short_is_refused(save, photograph, name, share, monkeypatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint sets it
    path = save(name, photograph.resize((300, 150)))
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    with pytest.raises(BadImage) as caught:
        probe(path)
    assert caught.value.findings[0].code == "image-broken"


def test_a_png_with_a_flipped_bit_is_refused(save, photograph) -> None:
    path = save("a.png", photograph.resize((300, 150)))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(BadImage, match="checksum"):
        probe(path)


def test_a_decompression_bomb_is_refused_without_being_decoded(tmp_path: Path) -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        )

    header = struct.pack(">LLBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    path = tmp_path / "bomb.png"
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(60_001)))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(BadImage, match="100 million") as caught:
        probe(path)
    assert caught.value.findings[0].code == "image-oversized"


@pytest.mark.parametrize(
    ("content", "code", "sentence"),
    [
        (b"", "image-broken", "empty"),
        (b"just words", "image-unknown", "no picture"),
        (b"II*\0rest", "image-unknown", "TIFF"),
        (b"\0\0\0\x20ftypavif", "image-unknown", "AVIF"),
        (b"<svg", "image-broken", "not well-formed"),
        (b"<html xmlns='http://www.w3.org/1999/xhtml'/>", "image-broken", "no SVG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image-broken", "no size"),
    ],
)
def test_what_is_no_usable_picture_is_told_in_words(tmp_path, content, code, sentence) -> None:
    path = tmp_path / "x.png"
    path.write_bytes(content)
    with pytest.raises(BadImage, match=sentence) as caught:
        probe(path)
    assert caught.value.findings[0].code == code


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="120" height="80"', (120, 80)),
        ('width="30mm" height="1in"', (30 / 25.4 * 96, 96)),
        ('viewBox="0 0 400 300"', (400, 300)),
        ('width="100%" height="100%" viewBox="0,0,400,300"', (400, 300)),
        ('width="200" viewBox="0 0 400 300"', (200, 150)),
        ('height="150px" viewBox="0 0 400 300"', (200, 150)),
    ],
)
def test_a_drawing_is_as_large_as_its_attributes_or_view_box_say(
    tmp_path, attributes, size
) -> None:
    path = tmp_path / "d.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>')
    told = probe(path)
    assert told.is_drawing
    assert (told.width, told.height) == pytest.approx(size)


UNSAFE = {
    "<script>1</script>": "script",
    "<foreignObject><p/></foreignObject>": "foreignObject",
    '<html:p xmlns:html="http://www.w3.org/1999/xhtml">x</html:p>': "HTML",
    '<rect onclick="go()"/>': "onclick",
    '<image href="https://example.org/a.png"/>': "another file",
    '<image href="data:image/svg+xml;base64,AAAA"/>': "another file",
    '<use xlink:href="other.svg#a"/>': "another file",
    '<a href="javascript:go()"><text>x</text></a>': "another file",
    "<style>@import 'x.css';</style>": "loads another file",
    "<style>rect { fill: u\\72l(https://x.org/a) }</style>": "loads another file",
    '<rect style="fill: url(https://x.org/a.svg#p)"/>': "another file",
    '<rect fill="url(/etc/passwd)"/>': "another file",
    '<g xml:base="https://x.org/"/>': "xml:base",
    '<set attributeName="href" to="javascript:1"/>': "animation",
}


@pytest.mark.parametrize("content", UNSAFE)
def test_what_could_run_fetch_or_embed_is_a_fault_with_its_line(content: str) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 9 9">\n<title>t</title>\n{content}\n</svg>'
    )
    faults = svg_faults(drawing.encode())
    assert [line for line, _ in faults] == [3] * len(faults)
    assert any(UNSAFE[content] in sentence for _, sentence in faults)


def test_a_plain_drawing_has_no_faults() -> None:
    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
      viewBox="0 0 9 9"><title>Map</title><defs><linearGradient id="g"/></defs>
      <style>text { font-family: "EB Garamond"; fill: url(#g) }
      @font-face { font-family: x; src: url(data:font/woff2;base64,AA) }</style>
      <rect fill="url(#g)"/><use xlink:href="#g"/><a href="https://example.org/"><text>x</text></a>
      <image href="data:image/png;base64,iVBORw0KGgo="/></svg>"""
    assert svg_faults(drawing) == ()


def test_entities_are_neither_expanded_nor_allowed() -> None:
    bomb = b"""<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY f SYSTEM "file:///etc/passwd">]>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text>&b;&f;</text></svg>"""
    sentences = [sentence for _, sentence in svg_faults(bomb)]
    assert any("declares entities" in sentence for sentence in sentences)
    assert any("uses an entity" in sentence for sentence in sentences)
