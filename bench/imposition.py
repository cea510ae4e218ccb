"""Imposition beside pdfimpose, on the same files: time, memory, size, boxes, inks, creep.

python -m bench.imposition PRESS.pdf PDFIMPOSE [RUNS]      (PDFIMPOSE: its executable, 2.10)

The first document is PRESS.pdf repeated to 450 pages, with 60 pictures of 2 MB that do not
compress; the second a book of 40 coded pages whose shift on the sheets is measured on pixels. Both
programs make the same job: saddle stitch, two pages a side. The table goes into docs/imposition.md.
"""

from __future__ import annotations

import hashlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
from pikepdf import Name, Pdf, Stream

from octavo.geometry import POINTS_PER_MM, TRIMS
from tests.unit.press.folding import RED, colour_book, rendered

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "imposition.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

PAGES, PICTURES = 450, 60
CALIPER = 0.25  # mm
DPI = 300


@dataclass(frozen=True)
class Run:
    """One run of a program: seconds on the wall and on the processor, megabytes at the peak."""

    wall: float
    cpu: float
    peak: float


def run(command: Sequence[str | Path]) -> Run:
    """Run a program to its end and measure it."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, process.args)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000)


def big_document(press: Path, target: Path) -> None:
    """The press file's pages over and over, with pictures on every seventh."""
    noise = random.Random(5)  # noqa: S311 (incompressible, and the same every time)
    with pikepdf.open(press) as source, Pdf.new() as book:
        while len(book.pages) < PAGES:
            book.pages.extend(source.pages[: PAGES - len(book.pages)])
        for index in range(PICTURES):
            picture = Stream(book, noise.randbytes(3 * 1000 * 667))
            picture.Type, picture.Subtype = Name.XObject, Name.Image
            picture.Width, picture.Height, picture.BitsPerComponent = 1000, 667, 8
            picture.ColorSpace = Name.DeviceRGB
            page = book.pages[index * 7]
            name = page.add_resource(book.make_indirect(picture), Name.XObject)
            page.contents_add(f"q 120 0 0 80 100 100 cm {name} Do Q".encode())
        for key in ("/OutputIntents", "/Metadata"):
            if key in source.Root:
                book.Root[key] = book.copy_foreign(source.make_indirect(source.Root[key]))
        book.trailer.Info = book.copy_foreign(source.trailer.Info)
        book.save(target, deterministic_id=True, fix_metadata_version=False, min_version="1.6")


def commands(pdfimpose: Path, source: Path, target: Path) -> dict[str, list[str | Path]]:
    """The same job for both programs."""
    octavo: list[str | Path] = [
        sys.executable, "-m", "octavo", "impose", source, "--sheet", "SRA3", "--creep",
        str(CALIPER), "--output", target,
    ]  # fmt: skip
    other: list[str | Path] = [
        pdfimpose, "saddle", "--signature", "2x1", "--group", "0", "--creep",
        f"{2 * CALIPER}smm", "--output", target, source,
    ]  # fmt: skip
    return {"octavo": octavo, "pdfimpose": other}


# --- what the files say ---


def facts(pdf: Path, source: Path) -> dict[str, str]:
    """What of the original is in the sheets."""
    with pikepdf.open(pdf) as book, pikepdf.open(source) as original:
        first = book.pages[1].obj
        boxes = [key[1:] for key in ("/TrimBox", "/BleedBox") if key in first]
        xmp = book.Root.Metadata.read_bytes() if "/Metadata" in book.Root else b""
        return {
            "Sheets, sides": f"{len(book.pages) // 2}, {len(book.pages)}",
            "Size": f"{pdf.stat().st_size / 1e6:.1f} MB of {source.stat().st_size / 1e6:.1f} MB",
            "TrimBox and BleedBox of the sheets": ", ".join(boxes) or "none",
            "Output intent": "kept" if "/OutputIntents" in book.Root else "lost",
            "PDF/X identity in XMP": "kept" if b"PDFXVersion" in xmp else "lost",
            "Info says whether it is trapped": "kept" if "/Trapped" in book.docinfo else "lost",
            "Pictures, bytes as they were": _kept_pictures(book, original),
            "Header": f"{book.pdf_version} of {original.pdf_version}",
        }


def _is(item: pikepdf.Object, kind: str) -> bool:
    return isinstance(item, Stream) and item.get("/Subtype") == kind


def _kept_pictures(book: Pdf, original: Pdf) -> str:
    def digests(pdf: Pdf) -> set[str]:
        images = (item for item in pdf.objects if _is(item, "/Image"))
        return {hashlib.sha256(item.read_raw_bytes()).hexdigest() for item in images}

    before, after = digests(original), digests(book)
    return f"{len(before & after)} of {len(before)}"


def creep_error(pdf: Path) -> tuple[float, float]:
    """Shift of the innermost sheet against the outermost, and the largest error of any, in mm."""
    places = []
    for picture, size in rendered(pdf.read_bytes(), DPI)[::2]:
        pixels = picture.shape[1] / size.width
        red = (abs(picture.astype(int) - RED) < 25).all(axis=2).sum(axis=0) > 20
        end = int(np.nonzero(red)[0].max()) + 1  # of the corner square on the right page
        places.append((end / pixels - size.width / 2) / POINTS_PER_MM)
    shifts = [places[0] - place for place in places]
    worst = max(abs(shift - depth * CALIPER) for depth, shift in enumerate(shifts))
    return shifts[-1], worst


def bleeds_over(pdf: Path) -> str:
    """Whether one page's bleed is printed on the page that faces it, on the innermost sheet."""
    picture, _ = rendered(pdf.read_bytes(), DPI)[-1]
    middle = picture.shape[1] // 2
    height = picture.shape[0]
    rows = slice(int(0.45 * height), int(0.55 * height))  # the middle of both pages
    strip = picture[rows, middle - 40 : middle + 40].astype(int)
    green = (abs(strip - (0, 255, 0)) < 25).all(axis=2).any()
    return "bleed stands between facing pages" if green else "pages meet at the fold"


# --- the table ---


def measure(press: Path, pdfimpose: Path, runs: int) -> str:
    """The rows of the table."""
    rows: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        big, coded = Path(folder) / "big.pdf", Path(folder) / "coded.pdf"
        big_document(press, big)
        coded.write_bytes(colour_book(40, TRIMS["a6"], 6 * POINTS_PER_MM))
        names = list(commands(pdfimpose, big, big))
        times: dict[str, list[Run]] = {name: [] for name in names}
        outputs = {name: Path(folder) / f"{name}.pdf" for name in names}
        same: dict[str, set[bytes]] = {name: set() for name in names}
        for turn in range(runs + 1):  # the first fills the file system's cache
            for name in names:
                took = run(commands(pdfimpose, big, outputs[name])[name])
                same[name].add(hashlib.sha256(outputs[name].read_bytes()).digest())
                times[name] += [took] if turn else []
        for name in names:
            result = outputs[name]
            found = {
                "Time, whole process, median": _median(times[name], "wall", " s"),
                "Processor time": _median(times[name], "cpu", " s"),
                "Most memory": _median(times[name], "peak", " MB", 0),
                "The same bytes every time": "yes" if len(same[name]) == 1 else "no",
            } | facts(result, big)  # fmt: skip
            shown = Path(folder) / f"{name}-coded.pdf"
            run(commands(pdfimpose, coded, shown)[name])
            shift, worst = creep_error(shown)
            asked = 9 * CALIPER
            found["Innermost of ten sheets moves"] = f"{shift:.2f} mm, asked {asked:.2f} mm"
            found["Largest error of a sheet"] = f"{worst:.2f} mm"
            found["At the fold"] = bleeds_over(shown)
            for label, value in found.items():
                rows.setdefault(label, {})[name] = value
    lines = [f"| | {' | '.join(names)} |", f"|---|{'---|' * len(names)}"]
    lines += [f"| {label} | {' | '.join(row[n] for n in names)} |" for label, row in rows.items()]
    return "\n".join(lines)


def _median(runs: list[Run], what: str, unit: str, digits: int = 2) -> str:
    return f"{statistics.median(getattr(each, what) for each in runs):.{digits}f}{unit}"


def main(press: Path, pdfimpose: Path, runs: str = "5") -> None:
    """Measure, print the table, and put it into the document."""
    table = measure(press, pdfimpose, int(runs))
    print(table)
    text = DOCUMENT.read_text("utf-8")
    before, rest = text.split(BEGIN)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.split(END)[1]}", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
