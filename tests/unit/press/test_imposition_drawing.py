"""Imposed sheets, as a printer and a reader see them: pixels, boxes, fonts, inks, what is kept."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from folding import BLUE, GREEN, RED, Picture, colour_book, colour_of, rendered
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from octavo.geometry import POINTS_PER_MM, SHEETS, TRIMS, Size
from octavo.press.imposing import Copy, impose
from octavo.press.imposition import ImpositionPlan
from octavo.press.ticket import MARK_KINDS, JobTicket, MarkKind, caliper_of

MM = POINTS_PER_MM
TRIM = TRIMS["a6"]
DPI = 144


def imposed(source: bytes, ticket: JobTicket) -> tuple[ImpositionPlan, bytes]:
    out = io.BytesIO()
    return impose(source, ticket, (Copy(out),), "book.pdf"), out.getvalue()


def codes(plan: ImpositionPlan) -> list[str]:
    return [item.code for item in plan.findings]


def altered(source: bytes, change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(io.BytesIO(source)) as book:
        change(book)
        out = io.BytesIO()
        book.save(out, deterministic_id=True, fix_metadata_version=False)
        return out.getvalue()


def is_colour(pixel: Picture, colour: tuple[int, int, int]) -> bool:
    return bool((abs(pixel.astype(int) - colour) <= 6).all())


# --- creep ---


@pytest.mark.parametrize("direction", ["in", "out", "half"])
@pytest.mark.parametrize("binding", ["left", "right"])
def test_creep_on_paper_is_what_was_asked_for_within_a_pixel(direction: str, binding: str) -> None:
    caliper, sheets = 0.25 * MM, 8
    ticket = JobTicket(
        "saddle",
        SHEETS["a3"],
        binding,
        caliper=caliper,
        creep=direction,
        marks=(),  # type: ignore[arg-type]
    )
    _, pdf = imposed(colour_book(4 * sheets, TRIM, 5 * MM), ticket)
    start = {"in": 0.0, "half": (sheets - 1) / 2, "out": sheets - 1.0}[direction]
    for index, (picture, size) in enumerate(rendered(pdf, DPI)):
        pixels = picture.shape[1] / size.width  # whole pixels a page: a little more than asked for
        asked = (index // 2 - start) * caliper
        left, right = ends_of_squares(picture)
        square = TRIM.width * 0.2
        assert right / pixels == pytest.approx(size.width / 2 - asked + square, abs=1 / pixels)
        outer = size.width / 2 - TRIM.width + asked + square
        assert left / pixels == pytest.approx(outer, abs=1 / pixels)


def ends_of_squares(picture: Picture) -> tuple[int, int]:
    """The columns where the red corner squares of the left and the right page end."""
    middle = picture.shape[1] // 2
    red = (abs(picture.astype(int) - RED) < 25).all(axis=2).sum(axis=0) > 20
    columns = np.nonzero(red)[0]
    return int(columns[columns < middle].max()) + 1, int(columns.max()) + 1


def test_facing_pages_never_bleed_into_each_other() -> None:
    for direction in ("in", "out", "half"):
        for gutter in (None, 4 * MM):
            ticket = JobTicket(
                "saddle",
                SHEETS["a4"],
                caliper=0.3 * MM,
                creep=direction,
                gutter=gutter,  # type: ignore[arg-type]
            )
            plan, pdf = imposed(colour_book(24, TRIM, 3 * MM), ticket)
            sides = [side for sheet in plan.sheets for side in (sheet.front, sheet.back) if side]
            for side, (picture, size) in zip(sides, rendered(pdf, DPI), strict=True):
                fold = size.width / 2 * DPI / 72
                left, right = sorted(side.placements, key=lambda p: p.trim.x0)
                for placement, columns in ((left, (-9, -2)), (right, (2, 9))):
                    own = (colour_of(placement.page or 0), RED, BLUE, GREEN, (255, 255, 255))
                    strip = picture[:, round(fold) + columns[0] : round(fold) + columns[1]]
                    known = [(abs(strip.astype(int) - c).max(axis=2) <= 6) for c in own]
                    # edges between two of the page's own colours are blends: few pixels
                    assert np.logical_or.reduce(known).mean() > 0.97


def test_push_out_fills_the_strip_at_the_fold_with_the_pages_own_bleed() -> None:
    ticket = JobTicket("saddle", SHEETS["a4"], caliper=0.4 * MM, creep="out", marks=())
    plan, pdf = imposed(colour_book(16, TRIM, 3 * MM), ticket)
    assert "creep-bleed" not in codes(plan)
    picture, size = rendered(pdf, DPI)[0]
    fold, row = round(size.width / 2 * DPI / 72), picture.shape[0] // 2
    assert is_colour(picture[row, fold - 2], GREEN)
    assert is_colour(picture[row, fold + 2], GREEN)


@pytest.mark.parametrize(
    ("bleed", "sheets", "told"),
    [(3.0, 4, False), (3.0, 12, True), (6.0, 12, False), (0, 12, False)],
)
def test_bleed_that_creep_eats_below_two_millimetres_is_told(
    bleed: float, sheets: int, told: bool
) -> None:
    ticket = JobTicket("saddle", SHEETS["a4"], caliper=0.25 * MM)
    plan, _ = imposed(colour_book(4 * sheets, TRIM, bleed * MM), ticket)
    assert ("creep-bleed" in codes(plan)) is told


def test_pages_that_move_out_further_than_their_bleed_are_told() -> None:
    ticket = JobTicket("saddle", SHEETS["a4"], caliper=0.3 * MM, creep="out")
    plan, _ = imposed(colour_book(48, TRIM, 3 * MM), ticket)
    assert "creep-bleed" in codes(plan)


@pytest.mark.parametrize("scheme", ["saddle", "sections", "perfect", "cut-stack-2"])
def test_two_millimetres_of_bleed_stand_outside_every_trim(scheme: str) -> None:
    caliper = caliper_of(80) if scheme != "cut-stack-2" else 0
    ticket = JobTicket(scheme, SHEETS["sra4"], caliper=caliper, marks=())
    plan, pdf = imposed(colour_book(32, TRIM, 3 * MM), ticket)
    assert "creep-bleed" not in codes(plan)
    sides = [side for sheet in plan.sheets for side in (sheet.front, sheet.back) if side]
    for side, (picture, size) in zip(sides, rendered(pdf, DPI), strict=True):
        for placement in side.placements:
            trim = placement.trim
            outer = trim.x0 - 2 * MM if trim.x0 < size.width / 4 else trim.x1 + 2 * MM
            middle = (trim.y0 + trim.y1) / 2
            spots = [
                (outer, middle),
                (trim.x0 + 40, trim.y1 + 2 * MM),
                (trim.x0 + 40, trim.y0 - 2 * MM),
            ]
            for x, y in spots:
                row, column = round((size.height - y) * DPI / 72), round(x * DPI / 72)
                assert is_colour(picture[row, column], GREEN), (placement.page, x, y)


# --- sizes, turns and boxes of originals ---


def test_pages_of_other_sizes_are_centred_and_told() -> None:
    small, large = Size(TRIM.width / 2, TRIM.height / 2), Size(TRIM.width * 2, TRIM.height * 2)
    source = colour_book(8, TRIM, sizes={3: small, 6: large})
    plan, pdf = imposed(source, JobTicket("saddle", SHEETS["a4"], marks=()))
    (said,) = [item for item in plan.findings if item.code == "imposition-sizes"]
    assert "pages 3, 6" in said.message
    pages = rendered(pdf, DPI)
    for sheet in plan.sheets:
        for index, side in enumerate((sheet.front, sheet.back)):
            picture, size = pages[2 * (sheet.number - 1) + index]
            for placement in side.placements if side else ():
                trim = placement.trim
                row = round((size.height - (trim.y0 + trim.y1) / 2) * DPI / 72)
                column = round((trim.x0 + trim.x1) / 2 * DPI / 72)
                assert is_colour(picture[row, column], colour_of(placement.page or 0))
                near = round((trim.x0 + 3) * DPI / 72)
                white = placement.page == 3
                assert is_colour(picture[row, near], (255, 255, 255)) is white


@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("inherited", [False, True])
def test_turned_pages_stand_as_one_sees_them(turn: int, inherited: bool) -> None:
    def change(book: Pdf) -> None:
        for page in book.pages:
            page.obj.Rotate = turn
        if inherited:
            book.Root.Pages.Rotate = turn
            for page in book.pages:
                del page.obj.Rotate

    landscape = turn % 180 != 0
    size = Size(TRIM.height, TRIM.width) if landscape else TRIM
    source = altered(colour_book(4, size), change)
    plan, pdf = imposed(source, JobTicket("saddle", SHEETS["a4"], marks=()))
    assert (plan.trim.width, plan.trim.height) == pytest.approx((TRIM.width, TRIM.height))
    seen = {page: picture for page, (picture, _) in enumerate(rendered(source, DPI), 1)}
    for sheet in plan.sheets:
        sides = rendered(pdf, DPI)[2 * (sheet.number - 1) :]
        for (picture, size), side in zip(sides, (sheet.front, sheet.back), strict=False):
            for placement in side.placements if side else ():
                left = round(placement.trim.x0 * DPI / 72)
                top = round((size.height - placement.trim.y1) * DPI / 72)
                alone = seen[placement.page or 0]
                height, width = alone.shape[:2]
                part = picture[top : top + height, left : left + width]
                height, width = part.shape[:2]
                differ = abs(part.astype(int) - alone[:height, :width]).max(axis=2) > 6
                assert differ.mean() < 0.02


def test_a_cropped_page_shows_what_its_crop_box_shows() -> None:
    def change(book: Pdf) -> None:
        for page in book.pages:
            del page.obj.TrimBox, page.obj.BleedBox
            page.obj.CropBox = Array([0, TRIM.height / 2, TRIM.width, TRIM.height])

    plan, pdf = imposed(altered(colour_book(4, TRIM, 3 * MM), change), JobTicket("saddle", None))
    assert (plan.trim.width, plan.trim.height) == pytest.approx((TRIM.width, TRIM.height / 2))
    picture, _ = rendered(pdf, DPI)[0]
    assert not (abs(picture.astype(int) - BLUE) < 25).all(axis=2).any()
    assert not (abs(picture.astype(int) - GREEN) < 25).all(axis=2).any()


def test_a_user_unit_makes_pages_as_large_as_it_says() -> None:
    def change(book: Pdf) -> None:
        for page in book.pages:
            page.obj.UserUnit = 2

    half = Size(TRIM.width / 2, TRIM.height / 2)
    plan, pdf = imposed(altered(colour_book(4, half), change), JobTicket("saddle", None))
    assert (plan.trim.width, plan.trim.height) == pytest.approx((TRIM.width, TRIM.height))
    picture, _ = rendered(pdf, DPI)[0]
    assert is_colour(picture[picture.shape[0] // 2, picture.shape[1] // 4], colour_of(4))


def test_a_content_in_several_streams_is_joined() -> None:
    def change(book: Pdf) -> None:
        for page in book.pages:
            content = page.obj.Contents.read_bytes()
            cut = content.index(b" ", len(content) // 2)  # between two numbers of one operator
            parts = [content[:cut], content[cut:]]
            page.obj.Contents = Array([book.make_indirect(Stream(book, part)) for part in parts])

    source = colour_book(4, TRIM)
    _, whole = imposed(source, JobTicket("saddle", SHEETS["a4"]))
    _, joined = imposed(altered(source, change), JobTicket("saddle", SHEETS["a4"]))
    for (one, _), (other, _) in zip(rendered(whole), rendered(joined), strict=True):
        assert (one == other).all()


def test_an_empty_page_is_an_empty_page() -> None:
    with Pdf.new() as book:
        for _ in range(3):
            book.add_blank_page(page_size=(TRIM.width, TRIM.height))
        out = io.BytesIO()
        book.save(out)
    plan, pdf = imposed(out.getvalue(), JobTicket("saddle", SHEETS["a4"], marks=()))
    assert plan.page_count == 3
    assert all((picture == 255).all() for picture, _ in rendered(pdf))


# --- what is kept, and what is not ---


def rich_book() -> bytes:
    """Pages with a picture, a transparency group, a layer that is off, identity and intent."""

    def change(book: Pdf) -> None:
        picture = Stream(book, bytes(range(256)) * 12)
        picture.Type, picture.Subtype = Name.XObject, Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 32, 32, 8
        picture.ColorSpace = Name.DeviceRGB
        shared = book.make_indirect(picture)
        hidden = book.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("notes")))
        for page in book.pages:
            page.obj.Resources = Dictionary(
                XObject=Dictionary(Im=shared), Properties=Dictionary(Layer=hidden)
            )
            page.obj.Group = Dictionary(S=Name.Transparency, CS=Name.DeviceCMYK)
            content = page.obj.Contents.read_bytes()
            layer = b"/OC /Layer BDC 0 0 0 rg 0 0 200 200 re f EMC"
            page.obj.Contents = Stream(book, content + b"\nq 9 0 0 9 60 90 cm /Im Do Q\n" + layer)
            page.obj.Annots = Array([Dictionary(
                Type=Name.Annot, Subtype=Name.Stamp, Rect=Array([0, 0, 9, 9]),
                AP=Dictionary(N=Stream(book, b"")),
            )])  # fmt: skip
        book.Root.OCProperties = Dictionary(
            OCGs=Array([hidden]), D=Dictionary(OFF=Array([hidden]), Order=Array([hidden]))
        )
        book.Root.OutputIntents = Array([Dictionary(
            Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39",
            DestOutputProfile=Stream(book, b"not really a profile", N=4),
        )])  # fmt: skip
        packet = Stream(book, XMP)
        packet.Type, packet.Subtype = Name.Metadata, Name.XML
        book.Root.Metadata = packet
        book.Root.MarkInfo = Dictionary(Marked=True)
        book.trailer.Info = book.make_indirect(Dictionary(
            Title="A book", Trapped=Name("/False"), GTS_PDFXVersion="PDF/X-4"
        ))  # fmt: skip

    return altered(colour_book(4, TRIM, 3 * MM), change)


XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def test_a_press_file_keeps_its_identity_its_intent_and_its_pictures() -> None:
    plan, pdf = imposed(rich_book(), JobTicket("saddle", SHEETS["a4"]))
    with pikepdf.open(io.BytesIO(pdf)) as book:
        assert book.Root.Metadata.read_bytes() == XMP
        (intent,) = book.Root.OutputIntents
        assert intent.DestOutputProfile.read_bytes() == b"not really a profile"
        assert str(book.trailer.Info.Title) == "A book"
        assert book.trailer.Info.Trapped == Name("/False")
        assert "/MarkInfo" not in book.Root
        pictures, groups = set(), []
        for page in book.pages:
            assert "/Annots" not in page.obj
            media, trim, bleed = (list(map(float, box)) for box in (
                page.obj.MediaBox, page.obj.TrimBox, page.obj.BleedBox))  # fmt: skip
            assert media[0] <= bleed[0] < trim[0] < trim[2] < bleed[2] <= media[2]
            for form in page.obj.Resources.XObject.values():
                groups.append(form.Group.CS)
                pictures.add(form.Resources.XObject.Im.objgen)
        assert groups == [Name.DeviceCMYK] * 4
        assert len(pictures) == 1
        picture = book.pages[0].obj.Resources.XObject["/P1"].Resources.XObject.Im
        assert picture.read_bytes() == bytes(range(256)) * 12
    assert "imposition-annotations" in codes(plan)


def test_a_layer_that_is_off_stays_off() -> None:
    _, pdf = imposed(rich_book(), JobTicket("saddle", SHEETS["a4"], marks=()))
    picture, size = rendered(pdf, DPI)[0]
    row, column = picture.shape[0] // 2, round((size.width / 2 + 60) * DPI / 72)
    assert is_colour(picture[row, column], colour_of(1))


def test_a_claim_that_sheets_cannot_keep_is_not_made() -> None:
    claim = (
        b' xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><dc:source>tree</dc:source>"
    )

    def change(book: Pdf) -> None:
        book.Root.Metadata.write(XMP.replace(b' xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">\n'
            b"<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>", claim))  # fmt: skip

    _, pdf = imposed(altered(rich_book(), change), JobTicket("saddle", SHEETS["a4"]))
    with pikepdf.open(io.BytesIO(pdf)) as book:
        packet = book.Root.Metadata.read_bytes()
        assert b"tree" in packet
        assert b"pdfaid:part" not in packet


def test_the_same_book_gives_the_same_bytes() -> None:
    source = rich_book()
    ticket = JobTicket("sections", SHEETS["sra4"], marks=MARK_KINDS[:-1])
    assert imposed(source, ticket)[1] == imposed(source, ticket)[1]


def test_an_old_press_file_stays_as_old_as_it_is() -> None:
    with pikepdf.open(io.BytesIO(colour_book(4, TRIM))) as book:
        out = io.BytesIO()
        mode = pikepdf.ObjectStreamMode.disable
        book.save(out, force_version="1.3", object_stream_mode=mode)
    _, pdf = imposed(out.getvalue(), JobTicket("saddle", SHEETS["a4"]))
    assert pdf.startswith(b"%PDF-1.3")
    assert b"/ObjStm" not in pdf


# --- marks ---


def plates(pdf: bytes, folder: Path, ghostscript: Path) -> dict[str, Picture]:
    """The first sheet as Ghostscript separates it: a gray picture an ink, 0 for full ink."""
    from PIL import Image

    (folder / "sheet.pdf").write_bytes(pdf)
    subprocess.run(
        [str(ghostscript), "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72",
         "-dLastPage=1", f"-sOutputFile={folder}/plate.tif", f"{folder}/sheet.pdf"],
        check=True, capture_output=True,
    )  # fmt: skip
    return {
        ink: np.array(Image.open(folder / f"plate({ink}).tif"))
        for ink in ("Cyan", "Magenta", "Yellow", "Black")
    }


def blank_book(count: int) -> bytes:
    with Pdf.new() as book:
        for _ in range(count):
            book.add_blank_page(page_size=(TRIM.width, TRIM.height))
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


@pytest.mark.parametrize(
    ("kind", "every_plate"),
    [
        ("crop", True),
        ("registration", True),
        ("fold", True),
        ("collation", False),
        ("staple", False),
    ],
)
def test_marks_are_on_the_plates_where_they_belong(
    kind: MarkKind, every_plate: bool, tmp_path: Path, tool: Callable[[str], Path]
) -> None:
    ticket = JobTicket("saddle", SHEETS["a4"], marks=(kind,))
    _, pdf = imposed(blank_book(4), ticket)
    found = plates(pdf, tmp_path, tool("gs"))
    assert (found["Black"] < 200).any()
    for ink in ("Cyan", "Magenta", "Yellow"):
        assert (found[ink] < 200).any() == every_plate, ink


def test_marks_keep_three_millimetres_off_the_trim_and_outside_the_bleed() -> None:
    ticket = JobTicket("saddle", SHEETS["a4"], marks=("crop", "fold", "registration"))
    plan, pdf = imposed(blank_book(4), ticket)
    picture, size = rendered(pdf, DPI)[0]
    dark = np.nonzero((picture < 128).all(axis=2))
    block = plan.block.inset(-2.9 * MM)
    scale = 72 / DPI
    for row, column in zip(*dark, strict=True):
        x, y = (column + 0.5) * scale, size.height - (row + 0.5) * scale
        assert not (block.x0 < x < block.x1 and block.y0 < y < block.y1)


def test_collation_bars_make_a_stair() -> None:
    ticket = JobTicket("sections", SHEETS["a4"], section_sheets=1, marks=("collation",))
    plan, pdf = imposed(blank_book(20), ticket)
    tops = []
    for picture, _ in rendered(pdf, DPI)[::2]:
        rows = np.nonzero((picture < 128).all(axis=2))[0]
        tops.append(int(rows.min()))
    steps = np.diff(tops)
    assert len(plan.sections) == 5
    assert (steps > 0).all()
    assert (abs(steps - steps[0]) <= 1).all()


def test_marks_without_room_are_told_only_if_they_were_asked_for() -> None:
    book = blank_book(4)
    tight = Size(2 * TRIM.width, TRIM.height)
    asked, _ = imposed(book, JobTicket("saddle", tight, marks=("crop",)))
    assert "imposition-marks" in codes(asked)
    quiet, _ = imposed(book, JobTicket("saddle", tight))
    assert "imposition-marks" not in codes(quiet)
