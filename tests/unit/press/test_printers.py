"""What each printer gets: colours, boxes, marks, pixels, transparency, by the same master."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import press_book
import pypdfium2
import pytest
from pikepdf import Name, Pdf, Stream
from PIL import Image, ImageChops, ImageStat
from plates_of import difference, plates, printable
from press_book import PressBook

from octavo.artifacts import LaidOutPages
from octavo.geometry import Size
from octavo.press.boxes import press_boxes
from octavo.press.edition import PressFile, press_pdf
from octavo.press.printer import Marks, Output, Pages, PrinterProfile
from octavo.press.profiles import load_profile, presets


def profile(name: str) -> PrinterProfile:
    return load_profile(name, Path("/nowhere"))[0]


def opened(made: PressFile) -> Pdf:
    return pikepdf.open(io.BytesIO(made.content))


def seen(made: PressFile, page: int) -> Image.Image:
    """A page as pdfium draws it, cropped to the trim."""
    document = pypdfium2.PdfDocument(made.content)
    drawn = document[page]
    media, trim = drawn.get_mediabox(), drawn.get_trimbox()
    crop = (trim[0] - media[0], trim[1] - media[1], media[2] - trim[2], media[3] - trim[3])
    return drawn.render(scale=1, crop=crop).to_pil().convert("RGB")


def streams(pdf: Pdf) -> list[Stream]:
    return [thing for thing in pdf.objects if isinstance(thing, Stream)]


def all_content(pdf: Pdf) -> bytes:
    forms = [item for item in streams(pdf) if item.get("/Subtype") == Name.Form]
    return b"\n".join([*(page.Contents.read_bytes() for page in pdf.pages),
                       *(form.read_bytes() for form in forms)])  # fmt: skip


@pytest.mark.parametrize("name", presets())
def test_the_same_book_twice_gives_the_same_bytes(book: PressBook, name: str) -> None:
    assert book.press(name) == book.press(name)


@pytest.mark.parametrize("name", presets())
def test_the_cover_is_left_out_and_every_other_page_is_there(book: PressBook, name: str) -> None:
    made = book.press(name)
    with opened(made) as pdf:
        assert len(pdf.pages) - made.blanks == len(press_book.PAGES) - 1


def test_blank_pages_fill_the_last_sheet_where_the_printer_wants_them_in_the_file(
    book: PressBook,
) -> None:
    sections = Pages(multiple=16, blanks="file")
    made = book.press(replace(profile("kdp-paperback"), pages=sections))
    with opened(made) as pdf:
        assert len(pdf.pages) % 16 == 0
        assert made.blanks == len(pdf.pages) - len(press_book.PAGES) + 1 > 0
        filled = pdf.pages[-made.blanks :]
        assert not any("/Contents" in page for page in filled)
        sides = [float(page.BleedBox[0]) < 0 for page in pdf.pages]
        assert sides == [number % 2 == 1 for number in range(len(sides))]  # versos bleed left
    whole = replace(profile("sheet-fed"), pages=Pages(multiple=16))
    assert book.press(whole).blanks == 0


def test_bleed_is_kept_on_the_sides_that_the_printer_wants() -> None:
    kdp = profile("kdp-paperback")
    recto = press_boxes(Size(300, 400), 12, kdp, "recto", rtl=False)
    verso = press_boxes(Size(300, 400), 12, kdp, "verso", rtl=False)
    assert (recto.bleed.x0, recto.bleed.x1, recto.bleed.y0, recto.bleed.y1) == (0, 309, -9, 409)
    assert (verso.bleed.x0, verso.bleed.x1) == (-9, 300)
    assert press_boxes(Size(300, 400), 12, kdp, "recto", rtl=True).bleed == verso.bleed
    office = press_boxes(Size(300, 400), 12, profile("office"), "recto", rtl=False)
    assert office.media == office.bleed == office.trim


def test_marks_stand_outside_the_bleed_on_all_plates(
    book: PressBook, tool: Callable[[str], Path], tmp_path: Path
) -> None:
    marked = replace(
        profile("sheet-fed"), marks=Marks(allowed=True, drawn=("crop", "registration"))
    )
    (tmp_path / "m.pdf").write_bytes(book.press(marked).content)
    page = plates(tool("gs"), tmp_path / "m.pdf", tmp_path / "plates")[book.page("text")]
    with pikepdf.open(tmp_path / "m.pdf") as pdf:
        media, bleed = pdf.pages[0].MediaBox, pdf.pages[0].BleedBox
    room = round((float(bleed[0]) - float(media[0])) / 72 * 100)
    inside = (room, room, page.black.width - room, page.black.height - room)
    outside = page.cyan.copy()
    outside.paste(0, inside)
    assert outside.getextrema()[1] > 200  # cyan: text alone has none
    assert page.cropped(inside).cyan.getextrema() == (0, 0)
    corner = page.cyan.crop((0, 0, room + round(3 / 25.4 * 100) + 2, room))
    assert corner.getextrema()[1] > 200


def test_a_mark_the_printer_forbids_is_not_drawn(book: PressBook) -> None:
    forbidden = replace(profile("sheet-fed"), marks=Marks(allowed=False, drawn=("crop",)))
    assert book.press(forbidden).content.count(b"Registration") == 0
    with opened(book.press(forbidden)) as pdf:
        assert pdf.pages[0].MediaBox == pdf.pages[0].BleedBox


def test_pictures_finer_than_paper_shows_are_made_smaller(book: PressBook) -> None:
    with opened(book.press()) as pdf:
        page = pdf.pages[book.page("photo")]
        sizes = sorted(_images(page.obj.Resources))
    assert sizes == [(426, 709), (709, 426)]  # 60 mm at 300 dpi; the second is turned by a form


def _images(resources: pikepdf.Object) -> list[tuple[int, int]]:
    found = []
    for drawn in resources.XObject.as_dict().values():
        if drawn.Subtype == Name.Image:
            found.append((int(drawn.Width), int(drawn.Height)))
        else:
            found += _images(drawn.Resources)
    return found


def test_lines_of_black_and_white_take_one_bit_and_stay_lossless(book: PressBook) -> None:
    with opened(book.press()) as pdf:
        kinds = {
            (int(item.BitsPerComponent), str(item.ColorSpace), str(item.Filter))
            for item in pdf.pages[book.page("gray")].obj.Resources.XObject.as_dict().values()
        }
    assert kinds == {(1, "/DeviceGray", "/FlateDecode"), (8, "/DeviceGray", "/DCTDecode")}


def test_a_printer_of_srgb_gets_the_colours_of_the_screen(book: PressBook) -> None:
    made = book.press("lulu")
    with opened(made) as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "sRGB2014"
        assert pdf.Root.OutputIntents[0].S != Name.GTS_PDFX
        assert b"pdfxid:GTS_PDFXVersion" not in pdf.Root.Metadata.read_bytes()
        assert not re.search(rb"[\d.] [kK]\s", all_content(pdf))
        images = [item for item in streams(pdf) if item.get("/Subtype") == Name.Image]
        assert {str(item.ColorSpace) for item in images} == {"/DeviceRGB", "/DeviceGray"}
    for name in ("gradients", "drawing", "alpha", "photo", "opacity"):
        on_screen = _screen(book.master, book.page(name) + 1)
        assert difference(seen(made, book.page(name)), on_screen) < 0.5, name


def test_a_book_in_black_has_gray_alone(book: PressBook) -> None:
    black = replace(profile("sheet-fed"), output=Output(colour="gray"))
    made = book.press(black)
    with opened(made) as pdf:
        content = all_content(pdf)
        assert not re.search(rb"[\d.] (k|K|rg|RG)\s", content)
        spaces = {
            str(item.ColorSpace) for item in streams(pdf) if item.get("/Subtype") == Name.Image
        }
        assert spaces == {"/DeviceGray"}
    for name in ("gradients", "photo", "chart"):
        gray = _screen(book.master, book.page(name) + 1).convert("L").convert("RGB")
        assert difference(seen(made, book.page(name)), gray) < 3, name


def test_what_is_transparent_on_paper_alone_is_made_opaque(book: PressBook) -> None:
    made = book.press("kdp-paperback")
    with opened(made) as pdf:
        for name in ("alpha", "opacity"):
            resources = pdf.pages[book.page(name)].obj.Resources
            assert not _transparent(resources), name
            assert "/Group" not in pdf.pages[book.page(name)].obj
    for name, bound in (("alpha", 2.5), ("opacity", 0.1)):
        shown = seen(made, book.page(name))
        expected = seen(book.press("sheet-fed"), book.page(name))
        assert difference(shown, expected) < bound, name
        assert ImageStat.Stat(ImageChops.invert(shown.convert("L"))).mean[0] > 0.1


def _transparent(resources: pikepdf.Object) -> bool:
    for state in resources.get("/ExtGState", pikepdf.Dictionary()).as_dict().values():
        if float(state.get("/ca", 1)) < 1 or isinstance(state.get("/SMask"), pikepdf.Dictionary):
            return True
    return any(
        "/SMask" in drawn or ("/Resources" in drawn and _transparent(drawn.Resources))
        for drawn in resources.get("/XObject", pikepdf.Dictionary()).as_dict().values()
    )


def test_what_cannot_be_made_opaque_is_refused_with_its_page(book: PressBook) -> None:
    said = [item.message for item in book.press("kdp-paperback").findings
            if item.code == "press-transparency"]  # fmt: skip
    gradients, drawing = (f"Page {book.page(name) + 1} " for name in ("gradients", "drawing"))
    assert [message[: len(gradients)] for message in said] == [gradients, drawing]


def test_pages_without_a_picture_of_the_book_still_print_theirs(book: PressBook) -> None:
    """Pictures within drawings come from the master itself."""
    made = press_pdf(book.master, press_book.METADATA, profile("sheet-fed"))
    with opened(made) as pdf:
        images = [item for item in streams(pdf) if item.get("/Subtype") == Name.Image]
        assert {str(item.ColorSpace) for item in images} == {"/DeviceCMYK", "/DeviceGray"}
    assert difference(seen(made, book.page("photo")), seen(book.press(), book.page("photo"))) < 1


def _screen(master: LaidOutPages, page: int) -> Image.Image:
    document = pypdfium2.PdfDocument(master.pdf)
    crop = (master.bleed,) * 4
    return document[page].render(scale=1, crop=crop).to_pil().convert("RGB")


def test_the_comparison_tells_pages_apart(book: PressBook) -> None:
    one = printable(_screen(book.master, book.page("photo") + 1))
    other = printable(_screen(book.master, book.page("chart") + 1))
    assert difference(one, other) > 10
