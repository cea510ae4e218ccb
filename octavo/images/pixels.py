"""Pictures that have to be decoded: opened within bounds, turned upright, brought to sRGB."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageCms, ImageFile, ImageMath, UnidentifiedImageError

from octavo.images.faults import MAXIMUM_PIXELS, BadImage
from octavo.images.profiles import Colour, assumed_cmyk, sane_profile

FORMATS = ("JPEG", "PNG", "GIF", "WEBP")

_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_COLOUR_OF_MODE: dict[str, Colour] = {
    "1": "gray", "L": "gray", "LA": "gray", "I;16": "gray", "I": "gray", "F": "gray",
    "P": "rgb", "PA": "rgb", "RGB": "rgb", "RGBA": "rgb", "CMYK": "cmyk",
}  # fmt: skip


def open_picture(data: bytes) -> Image.Image:
    """Open a picture without decoding it; raises BadImage (unknown, broken, oversized).

    Of an animation the first frame is what the book shows.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of sizes that are judged here
            picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise BadImage.broken("the picture is broken") from error
    except (Image.DecompressionBombError, ValueError) as error:
        raise oversized() from error
    except (OSError, SyntaxError) as error:
        raise BadImage.broken(f"the picture is broken: {error}") from error
    if picture.width * picture.height > MAXIMUM_PIXELS:
        raise oversized()
    return picture


def decode(picture: Image.Image) -> Image.Image:
    """Decode the pixels; raises BadImage where the data are cut short or broken."""
    try:
        with warnings.catch_warnings(), _no_mercy():
            warnings.simplefilter("ignore")
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise BadImage.broken("the picture is cut short or broken") from error
    return picture


@contextmanager
def _no_mercy() -> Iterator[None]:
    """Let Pillow refuse torn files: WeasyPrint, once imported, makes it fill them with gray."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def oversized() -> BadImage:
    """The refusal of a picture with too many pixels."""
    return BadImage.of(
        "image-oversized",
        "the picture has more than 100 million pixels",
        "scale it down; 300 pixels an inch are enough for print",
    )


def orientation(picture: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where the file says none or nonsense."""
    try:
        value = picture.getexif().get(_ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, KeyError):
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def colour_of(picture: Image.Image) -> Colour:
    """The colour space of a picture's mode."""
    return _COLOUR_OF_MODE.get(picture.mode, "rgb")


def profile_of(picture: Image.Image) -> bytes | None:
    """The ICC profile a picture carries, if it is sane."""
    return sane_profile(picture.info.get("icc_profile"), colour_of(picture))


def has_alpha(picture: Image.Image) -> bool:
    """Say whether a picture has transparent parts, by its mode and not by its pixels."""
    return picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info


def flatten_depth(picture: Image.Image) -> Image.Image:
    """The picture with 8 bits a channel, as L, LA, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):
        # 16 bits of gray: convert("L") would clip where it must scale.
        wide = picture if picture.mode == "I" else picture.convert("I")
        transparent = picture.info.get("transparency")
        gray = wide.point(lambda value: value * (1 / 256)).convert("L")
        if isinstance(transparent, int):
            gray.putalpha(
                ImageMath.lambda_eval(
                    lambda args: args["convert"]((args["wide"] != transparent) * 255, "L"),
                    wide=wide,
                )
            )
        return gray
    if has_alpha(picture):
        return picture.convert("LA" if picture.mode in ("1", "L", "LA") else "RGBA")
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def upright(picture: Image.Image, turn: int) -> Image.Image:
    """The picture turned as its EXIF orientation (1 to 8) says."""
    return picture.transpose(_TURNS[turn]) if turn in _TURNS else picture


def to_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture's colours in sRGB (or plain gray); alpha is kept.

    CMYK without a profile is read as FOGRA39. A profile that LittleCMS refuses is left out.
    """
    if picture.mode == "CMYK":
        profile = profile or assumed_cmyk()
    elif profile is None or picture.mode not in ("L", "LA", "RGB", "RGBA"):
        return picture
    alpha = picture.getchannel("A") if picture.mode in ("LA", "RGBA") else None
    solid = picture.convert(picture.mode[:-1]) if alpha is not None else picture
    target = "L" if solid.mode == "L" else "RGB"
    if target == "L":
        return picture  # gray profiles differ in gamma alone; readers take gray as sRGB's
    try:
        shown = ImageCms.profileToProfile(
            solid,
            io.BytesIO(profile),
            ImageCms.createProfile("sRGB"),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode=target,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except ImageCms.PyCMSError:
        shown = solid.convert(target)
    assert shown is not None
    if alpha is not None:
        shown.putalpha(alpha)
    return shown


def is_srgb(profile: bytes | None) -> bool:
    """Say whether a profile is sRGB by its own description, or absent."""
    if profile is None:
        return True
    try:
        return "sRGB" in ImageCms.getProfileDescription(io.BytesIO(profile))
    except ImageCms.PyCMSError:
        return True
