"""What each plate of a press file prints, by Ghostscript: an independent RIP."""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops, ImageCms, ImageStat

from octavo.images.profiles import assumed_cmyk

DPI = 100
INKS = ("Cyan", "Magenta", "Yellow", "Black")


@dataclass(frozen=True)
class Plates:
    """The ink (0 to 255) of a page on each of four plates, trim and bleed alike."""

    cyan: Image.Image
    magenta: Image.Image
    yellow: Image.Image
    black: Image.Image

    def every(self) -> tuple[Image.Image, ...]:
        return (self.cyan, self.magenta, self.yellow, self.black)

    def cropped(self, box: tuple[int, int, int, int]) -> Plates:
        return Plates(*(plate.crop(box) for plate in self.every()))

    def most(self) -> float:
        """The most ink at a pixel, in percent."""
        total = [
            sum(inks) for inks in zip(*(p.get_flattened_data() for p in self.every()), strict=True)
        ]
        return max(total) / 2.55

    def seen(self) -> Image.Image:
        """How the paper looks, in sRGB."""
        paper = Image.merge("CMYK", self.every())
        return _converted(paper, assumed_cmyk(), None, "RGB")


def plates(gs: Path, pdf: Path, folder: Path) -> list[Plates]:
    """Separate every page; overprinting is done as on a press."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [gs, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", f"-r{DPI}",
               "-dOverprint=/enable", f"-sOutputFile={folder}/p%03d.tif", pdf]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "Error" not in done.stderr + done.stdout, done.stdout
    found = []
    for page in sorted(folder.glob("p???.tif")):
        files = [page.with_name(f"{page.stem}({ink}).tif") for ink in INKS]
        found.append(Plates(*(ImageChops.invert(Image.open(file)) for file in files)))
    return found


def screen(gs: Path, pdf: Path, folder: Path) -> list[Image.Image]:
    """Every page as a screen shows it, in sRGB."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [gs, "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=png16m", f"-r{DPI}",
               f"-sOutputFile={folder}/s%03d.png", pdf]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return [Image.open(file).convert("RGB") for file in sorted(folder.glob("s???.png"))]


def printable(picture: Image.Image) -> Image.Image:
    """An sRGB picture with the colours that the press can print."""
    inks = _converted(picture, None, assumed_cmyk(), "CMYK")
    return _converted(inks, assumed_cmyk(), None, "RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    means = ImageStat.Stat(ImageChops.difference(one, other)).mean
    return sum(means) / len(means)


def _converted(
    picture: Image.Image, source: bytes | None, target: bytes | None, mode: str
) -> Image.Image:
    ends = [
        ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else ImageCms.createProfile("sRGB")
        for profile in (source, target)
    ]
    converted = ImageCms.profileToProfile(
        picture,
        *ends,
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode=mode,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert converted is not None
    return converted
