"""How long preflight takes: 450 pages with 60 photographs of 6 megapixels.

python -m bench.preflight PRESS.pdf [RUNS]

PRESS.pdf is a press file of a real book; its pages are repeated, each with content of its own, and
photographs added. Measured in one process, best and median of the runs: with the image ink on the
build's record, and as a foreign file whose pictures must be decoded.
"""

from __future__ import annotations

import io
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from octavo.checks.preflight import PressRecord, preflight

PAGES, PHOTOGRAPHS = 450, 60
PIXELS = (2000, 3000)


def photograph(number: int) -> bytes:
    """A JPEG of 6 megapixels in inks, with the grain of a photograph."""
    grain = Image.effect_noise(PIXELS, 40 + number % 20)
    slope = Image.linear_gradient("L").resize(PIXELS)
    plates = (slope, grain, grain.point(lambda v: v // 2), slope.point(lambda v: v // 4))
    written = io.BytesIO()
    Image.merge("CMYK", plates).save(written, "JPEG", quality=92)
    return written.getvalue()


def long_book(press: Path) -> tuple[Pdf, dict[str, float]]:
    """The file to be judged, and the record of its pictures' ink."""
    book = Pdf.open(press)
    while len(book.pages) < PAGES:
        with Pdf.open(press) as again:
            book.pages.extend(again.pages)
    del book.pages[PAGES:]
    record = {}
    for number in range(PHOTOGRAPHS):
        page = book.pages[number * PAGES // PHOTOGRAPHS]
        image = book.make_stream(b"")
        image.write(photograph(number), filter=Name.DCTDecode)
        image.Type, image.Subtype, image.ColorSpace = Name.XObject, Name.Image, Name.DeviceCMYK
        image.Width, image.Height, image.BitsPerComponent = *PIXELS, 8
        image.Decode = [1, 0] * 4
        name = f"/Photograph{number}"
        page.obj.Resources = Dictionary(page.obj.Resources)
        xobjects = Dictionary(page.obj.Resources.get("/XObject", Dictionary()))
        xobjects[name] = image
        page.obj.Resources.XObject = xobjects
        page.contents_add(f"q 288 0 0 432 66 80 cm {name} Do Q".encode())
        record[name] = 290.0
    return book, record


def seconds(file: Path, record: PressRecord | None, runs: int) -> list[float]:
    """Wall times."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        preflight(file, None, record)
        times.append(time.perf_counter() - start)
    return times


def main(press: Path, runs: int = 5) -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.pdf"
        book, ink = long_book(press)
        with book:
            book.save(file, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        print(f"{PAGES} pages, {PHOTOGRAPHS} photographs, {file.stat().st_size / 1e6:.0f} MB")
        print("| | best s | median s |\n|---|---|---|")
        for name, record in (("with the build's record", PressRecord(ink)), ("foreign file", None)):
            times = seconds(file, record, runs)
            print(f"| {name} | {min(times):.2f} | {statistics.median(times):.2f} |")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:3]))
