"""Pictures for pages, press and EPUB alike.

faults    BadImage, the one way in which a picture is refused
probe     what a picture is: kind, size as shown, colour, alpha
jpeg png  the two formats whose data pass into a PDF unread
profiles  ICC profiles, those of pictures and the one assumed for CMYK
drawing   SVG: its size, and what makes one unsafe
pixels    what has to be decoded: opening, turning, colour to sRGB
page      a picture as a PDF holds it
reflow    a picture as an EPUB holds it
raster    a page of a PDF as pixels: the cover image
"""

from __future__ import annotations

from octavo.images.drawing import svg_faults
from octavo.images.faults import BadImage
from octavo.images.page import EncodedPicture, pdf_picture
from octavo.images.probe import Probe, examine, media_type, probe, read_file
from octavo.images.reflow import epub_picture, plain_raster

__all__ = [
    "BadImage",
    "EncodedPicture",
    "Probe",
    "epub_picture",
    "examine",
    "media_type",
    "pdf_picture",
    "plain_raster",
    "probe",
    "read_file",
    "svg_faults",
]
