"""What a job may fetch: its own pictures and faces, by address. Nothing else is ever opened.

Addresses are https://book.invalid/<publication path> for pictures and https://book.invalid/
.faces/<sha256> for faces. A drawing gives its bytes. A raster picture gives a blank JPEG whose
header claims the real size: layout needs no more, and the pixels are put in at assembly
(octavo.pdf.assembly), encoded once for all editions.

A drawing may hold raster pictures of its own, as data: addresses; they are decoded within the
bounds of all pictures (octavo.images) and given as plain JPEG or PNG. No other data: is read.
"""

from __future__ import annotations

import base64
import binascii
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from PIL import Image
from weasyprint.urls import URLFetcherResponse

from octavo.artifacts import BASE_URL, Face, Picture
from octavo.images import BadImage, plain_raster

FACES = ".faces/"
LARGEST_SIDE = 65_535
LARGEST_AREA = 80_000_000
"""Limits of a JPEG header, and of what Pillow opens without a warning."""

OWN_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,", re.IGNORECASE)
"""A picture inside a drawing: the kinds that reading lets pass (octavo.images.drawing)."""

LONGEST_INSIDE = 4000
"""Pixels on the longer side of such a picture: 300 an inch across a page of A3."""


class Refused(ValueError):
    """An address that is no picture of the job."""


class Fetcher:
    """Gives WeasyPrint the pictures and faces of one job; remembers what it refused.

    It is no weasyprint.urls.URLFetcher, so there is no opener that could reach file:, http: or
    data:. Of that class WeasyPrint asks for the call and for _fail_on_errors alone.
    """

    _fail_on_errors = False

    def __init__(self, faces: Iterable[Face] = (), pictures: Iterable[Picture] = ()) -> None:
        self._faces = {face.digest: face for face in faces}
        self._pictures = {picture.path: picture for picture in pictures}
        self._inside: dict[str, tuple[bytes, str]] = {}  # data: address -> picture
        self.refused: dict[str, str] = {}  # address -> why

    def __call__(self, url: str) -> URLFetcherResponse:
        """Answer an address of the job; raise Refused for any other."""
        path = _publication_path(url)
        if path is not None and path.startswith(FACES):
            face = self._faces.get(path.removeprefix(FACES))
            if face is not None:
                return URLFetcherResponse(url, Path(face.path).read_bytes())
        if path is not None and path in self._pictures:
            return self._picture(url, self._pictures[path])
        if OWN_PICTURE.match(url):
            return self._inside_drawing(url)
        why = "it is no picture of this book" if path is not None else "it is outside the book"
        self.refused.setdefault(url, why)
        raise Refused(why)

    def _inside_drawing(self, url: str) -> URLFetcherResponse:
        if url not in self._inside:
            try:
                data = base64.b64decode(unquote(url.partition(",")[2]), validate=False)
                self._inside[url] = plain_raster(data, LONGEST_INSIDE)
            except (BadImage, binascii.Error) as error:
                raise Refused(str(error)) from error  # told by WeasyPrint's own record
        picture, kind = self._inside[url]
        return URLFetcherResponse(url, picture, {"Content-Type": kind})

    def _picture(self, url: str, picture: Picture) -> URLFetcherResponse:
        if picture.kind == "raster":
            blank = placeholder(picture.width, picture.height)
            return URLFetcherResponse(url, blank, {"Content-Type": "image/jpeg"})
        try:
            drawing = Path(picture.file).read_bytes()
        except OSError as error:
            self.refused.setdefault(url, f"its file cannot be read ({error.strerror})")
            raise Refused(str(error)) from error
        return URLFetcherResponse(url, drawing, {"Content-Type": "image/svg+xml"})


def face_address(face: Face) -> str:
    """The address of a face for @font-face rules."""
    return f"{BASE_URL}{FACES}{face.digest}"


def placeholder(width: float, height: float) -> bytes:
    """Make a blank JPEG of 8 by 8 pixels whose header (SOF0) claims another size."""
    if not (width > 0 and height > 0):
        width = height = 1
    scale = min(1.0, LARGEST_SIDE / max(width, height), (LARGEST_AREA / (width * height)) ** 0.5)
    shown = (max(1, int(height * scale)), max(1, int(width * scale)))
    blank = _blank()
    at = blank.index(b"\xff\xc0") + 5  # marker, length, precision; then height and width
    return blank[:at] + b"".join(side.to_bytes(2, "big") for side in shown) + blank[at + 4 :]


@cache
def _blank() -> bytes:
    content = io.BytesIO()
    Image.new("L", (8, 8), 255).save(content, "JPEG")
    return content.getvalue()


def _publication_path(url: str) -> str | None:
    if not url.startswith(BASE_URL):
        return None
    return unquote(urlsplit(url).path).removeprefix("/")
