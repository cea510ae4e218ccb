"""Draw the README's pictures from what the build made: python -m dev.pictures.

A spread of the PDF, and a chapter of the EPUB as a browser shows it on a narrow screen (needs
Chromium; without it that picture stays as it is, and this says so).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
from PIL import Image

ROOT = Path(__file__).parent.parent
DIST = ROOT / "dist"
PICTURES = ROOT / "docs" / "pictures"

SHOWN = "fig-diyala"
"""The spread is the one that shows this figure."""

CHAPTER = "sec-building"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def page_of(pdf: Path, id: str) -> int:
    """The page (from 0) on which an id stands."""
    with pikepdf.open(pdf) as book:
        dest = pikepdf.NameTree(book.Root.Names.Dests)[id]
        page = (dest.D if isinstance(dest, pikepdf.Dictionary) else dest)[0]
        return next(n for n, each in enumerate(book.pages) if each.obj.objgen == page.objgen)


def draw_spread(pdf: Path, out: Path) -> None:
    """Two facing pages on a gray ground; the cover stands before page 1, so versos are odd."""
    with pikepdf.open(pdf) as book:
        recto_first = not book.pages[0].label.isdigit() and "Cover" in book.pages[0].label
    number = page_of(pdf, SHOWN)
    left = number - (number + (0 if recto_first else 1)) % 2
    document = pdfium.PdfDocument(pdf)
    pages = [document[n].render(scale=1.25).to_pil() for n in (left, left + 1)]
    width, height = pages[0].size
    sheet = Image.new("RGB", (2 * width + 60, height + 60), "#8a8a8a")
    for place, page in enumerate(pages):
        sheet.paste(page, (30 + place * (width + 1), 30))
    sheet.quantize(128, dither=Image.Dither.NONE).save(out, optimize=True)


def draw_epub(epub: Path, out: Path) -> bool:
    """A chapter as a browser shows it; False where no browser is here."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return False
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(epub) as archive:
        archive.extractall(folder)
        (chapter,) = Path(folder).rglob(f"{CHAPTER}.xhtml")
        command = [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--force-device-scale-factor=1.5", "--window-size=500,760", f"--user-data-dir={folder}/profile",
            f"--screenshot={out}", chapter.as_uri(),
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=60)
    picture = Image.open(out).convert("RGB")
    picture.quantize(128, dither=Image.Dither.NONE).save(out, optimize=True)
    return True


def main() -> None:
    """Draw both."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    draw_spread(DIST / "camp-ashraf.pdf", PICTURES / "spread.png")
    if not draw_epub(DIST / "camp-ashraf.epub", PICTURES / "epub.png"):
        print("octavo: Chromium is not here; docs/pictures/epub.png was left as it is.")


if __name__ == "__main__":
    sys.exit(main())
