"""What goes to the printer with the first book: press file, cover and job sheet agree."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from first_publication import Publication
from PIL import Image, ImageChops

from octavo.checks.preflight import preflight
from octavo.checks.validators import qpdf
from octavo.press.profiles import load_profile

pytestmark = pytest.mark.xdist_group("first book")

MM = 72 / 25.4


def made(published: Publication, what: str) -> Path:
    return published.dist / f"camp-ashraf-{what}.pdf"


def test_nothing_is_found_in_what_is_printed(published: Publication) -> None:
    report = json.loads((published.dist / "report.json").read_bytes())
    codes = {item["code"] for item in report["findings"]}
    assert {code for code in codes if code.startswith(("preflight", "press", "cover"))} == set()
    profile, _ = load_profile("sheet-fed", published.root)
    assert preflight(made(published, "press"), profile) == ()
    for what in ("press", "cover", "job-sheet"):
        assert qpdf.check(made(published, what)).messages == ()


def test_the_cover_goes_round_the_pages_of_this_press_file(published: Publication) -> None:
    with (
        pikepdf.open(made(published, "press")) as press,
        pikepdf.open(made(published, "cover")) as cover,
    ):
        (page,) = cover.pages
        x0, y0, x1, y1 = (float(side) for side in page.TrimBox)
        leaves = -(-len(press.pages) // 4) * 2
        # 100 g/m2 at 1.5 cm3/g: a leaf of 0.15 mm.
        assert (x1 - x0) / MM == pytest.approx(2 * 148 + leaves * 0.15, abs=0.02)
        assert (y1 - y0) / MM == pytest.approx(210, abs=0.02)
        assert (x0 - float(page.BleedBox[0])) / MM == pytest.approx(3, abs=0.01)


def test_the_job_sheet_names_the_files_by_their_digests(published: Publication) -> None:
    with pdfium.PdfDocument(made(published, "job-sheet")) as document:
        (page,) = document
        said = "".join(page.get_textpage().get_text_bounded().split())
    for what in ("press", "cover"):
        file = made(published, what)
        assert file.name in said
        assert hashlib.sha256(file.read_bytes()).hexdigest() in said


def test_the_cover_stays_below_the_limit_of_ink_and_its_ground_runs_over_the_trim(
    published: Publication, tool: Callable[[str], Path], tmp_path: Path
) -> None:
    command = [tool("gs"), "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=tiffsep", "-r50",
               f"-sOutputFile={tmp_path}/p.tif", made(published, "cover")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    inks = ("Cyan", "Magenta", "Yellow", "Black")
    plates = [
        ImageChops.invert(Image.open(io.BytesIO((tmp_path / f"p({ink}).tif").read_bytes())))
        for ink in inks
    ]
    most = max(map(sum, zip(*(plate.tobytes() for plate in plates), strict=True)))
    assert most / 2.55 <= 300
    width, height = plates[0].size
    for x, y in ((1, 1), (width - 2, 1), (1, height - 2), (width - 2, height - 2)):
        assert sum(plate.getpixel((x, y)) for plate in plates) > 10
