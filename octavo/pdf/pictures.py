"""Placeholders out, pictures in: each encoded once and shared by all its places.

Layout saw blank JPEGs of the right size. Their names in the galleys, "i" + md5 of the address +
a digit for image-rendering, lead back to the picture (WeasyPrint's Stream.add_image). An EXIF
turn is made by a form around the stored pixels, so no JPEG is encoded again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import cast
from urllib.parse import quote, urljoin

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from octavo.artifacts import BASE_URL, Picture
from octavo.images import EncodedPicture, pdf_picture

Encode = Callable[[Picture], EncodedPicture]

_SPACES = {"gray": Name.DeviceGray, "rgb": Name.DeviceRGB, "cmyk": Name.DeviceCMYK}

_TURNS = {
    2: "-1 0 0 1 1 0", 3: "-1 0 0 -1 1 1", 4: "1 0 0 -1 0 1", 5: "0 -1 -1 0 1 1",
    6: "0 -1 1 0 0 1", 7: "0 1 1 0 0 0", 8: "0 1 -1 0 1 0",
}  # fmt: skip
"""The matrix that shows a picture of EXIF orientation n upright in the unit square."""


def encode_picture(picture: Picture) -> EncodedPicture:
    """Read and encode a picture's file."""
    return pdf_picture(Path(picture.file))


class PictureSwapper:
    """Puts pictures into a book; a picture is opened when its first placeholder is met."""

    def __init__(self, book: Pdf, pictures: Iterable[Picture], encode: Encode) -> None:
        self._book = book
        self._encode = encode
        self._pictures = {
            key: picture
            for picture in pictures
            if picture.kind == "raster"
            for key in xobject_keys(picture.path)
        }
        self._made: dict[str, pikepdf.Object] = {}
        self._profiles: dict[bytes, pikepdf.Object] = {}
        self._seen: set[tuple[int, int]] = set()

    def swap(self, resources: pikepdf.Object) -> None:
        """Replace placeholders in resources and in all forms and patterns reached from them.

        /Interpolate is taken off every image (PDF/A-2, 6.2.8: it may not be true).
        """
        for holder, name, drawn in _drawn(resources, self._seen):
            if drawn.get("/Subtype") != Name.Image:
                continue
            picture = self._pictures.get(name[2:-1]) if name.startswith("/i") else None
            if picture is not None:
                holder[Name(name)] = self._picture(picture)
                continue
            for image in (drawn, drawn.get("/SMask")):
                if image is not None and "/Interpolate" in image:
                    del image.Interpolate

    def _picture(self, picture: Picture) -> pikepdf.Object:
        if picture.digest not in self._made:
            self._made[picture.digest] = self._turned(self._encode(picture))
        return self._made[picture.digest]

    def _turned(self, encoded: EncodedPicture) -> pikepdf.Object:
        image = self._image(encoded)
        matrix = _TURNS.get(encoded.orientation)
        if matrix is None:
            return image
        form = self._book.make_stream(f"q {matrix} cm /Im Do Q".encode())
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array([0, 0, 1, 1])
        form.Resources = Dictionary(XObject=Dictionary(Im=image))
        return form

    def _image(self, encoded: EncodedPicture) -> pikepdf.Object:
        image = self._stream(encoded.content, encoded.filter, encoded.width, encoded.height)
        image.BitsPerComponent = encoded.bits
        image.ColorSpace = self._colour_space(encoded)
        if encoded.filter == "FlateDecode":
            image.DecodeParms = _rows(encoded.width, encoded.components, encoded.bits)
        if encoded.inverted:
            image.Decode = Array([1, 0] * 4)
        if encoded.mask is not None:
            mask = self._stream(encoded.mask, "FlateDecode", encoded.width, encoded.height)
            mask.BitsPerComponent, mask.ColorSpace = 8, Name.DeviceGray
            mask.DecodeParms = _rows(encoded.width, 1, 8)
            image.SMask = mask
        return image

    def _stream(self, content: bytes, filter_: str, width: int, height: int) -> pikepdf.Object:
        stream = pikepdf.Stream(self._book, content)
        stream.Type, stream.Subtype = Name.XObject, Name.Image
        stream.Width, stream.Height = width, height
        stream.Filter = Name(f"/{filter_}")
        return cast("pikepdf.Object", self._book.make_indirect(stream))

    def _colour_space(self, encoded: EncodedPicture) -> pikepdf.Object:
        base = "rgb" if encoded.colour == "indexed" else encoded.colour
        space: pikepdf.Object = _SPACES[base]
        if encoded.profile is not None:
            components = {"gray": 1, "rgb": 3, "cmyk": 4}[base]
            space = Array([Name.ICCBased, self._profile(encoded.profile, components)])
        if encoded.palette is None:
            return space
        last = len(encoded.palette) // 3 - 1
        return Array([Name.Indexed, space, last, pikepdf.String(encoded.palette)])

    def _profile(self, profile: bytes, components: int) -> pikepdf.Object:
        key = hashlib.sha256(profile).digest()
        if key not in self._profiles:
            stream = self._book.make_stream(profile)
            stream.N = components
            self._profiles[key] = stream
        return self._profiles[key]


def xobject_keys(path: str) -> tuple[str, ...]:
    """The md5 in the XObject name of a picture, whether or not the markup quotes its path.

    The address is made as WeasyPrint makes it (urls.url_join, urls.iri_to_uri).
    """
    addresses = (
        quote(urljoin(BASE_URL, written).encode(), safe=b"/:?#[]@!$&'()*+,;=~%")
        for written in (path, quote(path))
    )
    return tuple(
        hashlib.md5(address.encode(), usedforsecurity=False).hexdigest() for address in addresses
    )


def _rows(width: int, colours: int, bits: int) -> Dictionary:
    return Dictionary(Predictor=15, Colors=colours, BitsPerComponent=bits, Columns=width)


def _drawn(
    resources: pikepdf.Object, seen: set[tuple[int, int]]
) -> Iterator[tuple[pikepdf.Object, str, pikepdf.Object]]:
    """Every XObject with the dictionary that names it, through forms, patterns and soft masks."""
    if resources.is_indirect:
        if resources.objgen in seen:
            return
        seen.add(resources.objgen)
    inner = []
    xobjects = resources.get("/XObject", Dictionary())
    for name in list(xobjects.keys()):
        drawn = xobjects[name]
        yield xobjects, name, drawn
        inner.append(drawn)
    inner += resources.get("/Pattern", Dictionary()).as_dict().values()
    for state in resources.get("/ExtGState", Dictionary()).as_dict().values():
        mask = state.get("/SMask")
        if isinstance(mask, Dictionary) and "/G" in mask:
            inner.append(mask.G)
    for drawn in inner:
        if "/Resources" in drawn:
            yield from _drawn(drawn.Resources, seen)
