"""What a picture is, as layout and packaging need to know it, read from its first bytes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from octavo.images.drawing import parse_svg, svg_size
from octavo.images.faults import MAXIMUM_BYTES, MAXIMUM_PIXELS, BadImage
from octavo.images.jpeg import SIGNATURE as JPEG
from octavo.images.jpeg import read_jpeg
from octavo.images.pixels import colour_of, decode, has_alpha, open_picture, orientation, oversized
from octavo.images.png import SIGNATURE as PNG
from octavo.images.png import read_png
from octavo.images.profiles import Colour

_KINDS = (
    (JPEG, "image/jpeg"),
    (PNG, "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_FOREIGN = (
    (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"BM", "BMP"), (b"%PDF", "PDF"), (b"%!PS", "EPS"),
    (b"\0\0\0\x0cjP", "JPEG 2000"), (b"8BPS", "Photoshop"), (b"\x1f\x8b", "compressed"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Probe:
    """A picture's facts; width and height as shown, in pixels (CSS px for a drawing)."""

    media_type: str
    width: float
    height: float
    has_alpha: bool = False
    orientation: int = 1  # EXIF, 1 to 8
    colour: Colour = "rgb"

    @property
    def is_drawing(self) -> bool:
        """Say whether it is vector art."""
        return self.media_type == "image/svg+xml"


def read_file(path: Path) -> bytes:
    """A picture's bytes; raises BadImage where it is empty, unreadable or larger than 256 MB."""
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise BadImage.of(
                "image-oversized", "the picture's file is larger than 256 MB", "scale it down"
            )
        data = path.read_bytes()
    except OSError as error:
        raise BadImage.broken(f"the picture cannot be read: {error.strerror}") from error
    if not data:
        raise BadImage.broken("the picture's file is empty")
    return data


def media_type(data: bytes) -> str:
    """The media type by content, whatever the file is called; raises BadImage (image-unknown)."""
    for signature, kind in _KINDS:
        if data.startswith(signature):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "image/svg+xml"
    foreign = next((name for mark, name in _FOREIGN if data.startswith(mark)), None)
    if data[4:8] == b"ftyp":
        foreign = "AVIF" if data[8:12] in (b"avif", b"avis") else "HEIC"
    raise BadImage.of(
        "image-unknown",
        f"the picture is {foreign}" if foreign else "the file is no picture that octavo knows",
        "save it as JPEG, PNG, WebP, GIF or SVG",
    )


def probe(path: Path) -> Probe:
    """Read what a picture is, and that its file is whole.

    JPEG and PNG are checked to their end without decoding; GIF and WebP are decoded.
    Raises BadImage with the code image-broken, image-unknown or image-oversized.
    """
    return examine(read_file(path))


def examine(data: bytes) -> Probe:
    """Say what the bytes of a picture are, as probe does of a file."""
    kind = media_type(data)
    if kind == "image/svg+xml":
        return Probe(kind, *svg_size(parse_svg(data)), has_alpha=True)
    if kind == "image/jpeg":
        jpeg = read_jpeg(data)
        if jpeg.width * jpeg.height > MAXIMUM_PIXELS:
            raise oversized()
    elif kind == "image/png":
        png = read_png(data)
        if png.width * png.height > MAXIMUM_PIXELS:
            raise oversized()
    with open_picture(data) as picture:
        if kind in ("image/gif", "image/webp"):
            decode(picture)
        turn = orientation(picture)
        width, height = picture.size if turn < 5 else reversed(picture.size)
        indexed = kind == "image/png" and picture.mode == "P"
        colour: Colour = "indexed" if indexed else colour_of(picture)
        return Probe(kind, width, height, has_alpha(picture), turn, colour)
