"""Damaged, locked, hostile and odd files get a sentence or findings, never a traceback or a hang."""

from __future__ import annotations

import io
import json
import random
import time
import zlib
from pathlib import Path

import pikepdf
import pytest
from breaking import drawing
from pikepdf import Array, Dictionary, Name, Pdf
from press_sheet import add, picture, sheet, written

from octavo.checks.preflight import preflight
from octavo.cli import main
from octavo.press.originals import Unprintable


def locked(user: str) -> bytes:
    file = io.BytesIO()
    sheet().save(file, encryption=pikepdf.Encryption(owner="owner", user=user))
    return file.getvalue()


def pageless() -> bytes:
    file = io.BytesIO()
    Pdf.new().save(file)
    return file.getvalue()


def endless_tree() -> bytes:
    """A tree of pages that is its own child."""
    pdf = sheet()
    pdf.Root.Pages.Kids = Array([pdf.Root.Pages])
    file = io.BytesIO()
    pdf.save(file)
    return file.getvalue()


REFUSED = {
    "empty": (b"", "is empty"),
    "no PDF": (b"<html>not found</html>", "is not a PDF"),
    "cut short": (written(sheet())[:3000], "is damaged"),
    "locked": (locked("secret"), "is encrypted"),
    "restricted": (locked(""), "is encrypted"),
    "without pages": (pageless(), "has no pages"),
    "endless": (endless_tree(), ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_judged_is_refused_with_a_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content, words = REFUSED[name]
    file = tmp_path / "book.pdf"
    file.write_bytes(content)
    with pytest.raises(Unprintable) as refusal:
        preflight(file)
    assert "book.pdf" in refusal.value.message
    assert words in refusal.value.message
    assert main(["preflight", str(file)]) == 1
    said = capsys.readouterr().err
    assert said.startswith("error: ")
    assert "Traceback" not in said


def test_a_file_that_is_not_there_and_a_folder_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["preflight", str(tmp_path / "nowhere.pdf")]) == 1
    assert main(["preflight", str(tmp_path)]) == 1
    assert "Traceback" not in capsys.readouterr().err


HOSTILE = {
    "unclosed inline images": b"BI /W 1 ID " * 30_000,
    "operands without an operator": b"1 " * 300_000 + b")",
    "open strings": b"(a" * 100_000,
    "open arrays": b"[1 " * 100_000,
    "open dictionaries": b"/P <<1 " * 50_000,
    "saved and never restored": b"q " * 100_000,
    "no numbers": b"/a /b /c rg nan inf nan inf nan nan cm 1 2 m nan nan l S 1e999 w 0 0 m 9 9 l S",
    "operands of other kinds": b"(x) w [1] cm <</A 1>> gs /F1 Tf 5 Do (s) Tf Tj [ ] TJ sc scn",
    "itself": b"/Fm0 Do",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content_costs_little_and_is_survived(name: str) -> None:
    def form_in_itself(pdf: Pdf) -> None:
        form = pdf.make_indirect(pdf.make_stream(HOSTILE[name]))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(Fm0=form))
        pdf.pages[1].obj.Resources.XObject.Fm0 = form
        add(pdf.pages[1], HOSTILE[name])

    before = time.process_time()
    preflight(written(sheet(), form_in_itself))
    assert time.process_time() - before < 5


def test_a_stream_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    def bomb(pdf: Pdf) -> None:
        packer = zlib.compressobj(9)
        packed = b"".join(packer.compress(b"0 0 m " * 1_000_000) for _ in range(120))
        stream = pdf.make_stream(b"")
        stream.write(packed + packer.flush(), filter=Name.FlateDecode)
        pdf.pages[1].obj.Contents = stream

    file = io.BytesIO()
    pdf = sheet()
    bomb(pdf)
    pdf.save(file, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False,
             static_id=True)  # fmt: skip
    try:
        found = {item.code for item in preflight(file.getvalue())}
    except Unprintable as refusal:
        assert refusal.message  # noqa: PT017
    else:
        assert found & {"preflight-damaged", "preflight-partial"}


def test_pictures_that_lie_about_themselves_are_survived() -> None:
    def lie(pdf: Pdf) -> None:
        for number, (key, value) in enumerate(
            (("Width", 2_000_000_000), ("Height", -5), ("BitsPerComponent", 99),
             ("ColorSpace", Array([Name.Indexed, Name.DeviceCMYK])), ("Filter", Name.DCTDecode),
             ("ColorSpace", Array([Name.ICCBased, Dictionary()])), ("Decode", Array([Name.a])))
        ):  # fmt: skip
            image = picture(pdf, 2, 2)
            image[f"/{key}"] = value
            pdf.pages[1].obj.Resources.XObject[f"/Lie{number}"] = image
            add(pdf.pages[1], b"q 6 0 0 6 100 100 cm /Lie%d Do Q" % number)

    preflight(written(sheet(), lie))


def test_any_byte_may_be_wrong() -> None:
    whole = written(sheet(2))
    chance = random.Random(5)
    for _ in range(80):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            preflight(bytes(broken))
        except Unprintable as refusal:
            assert refusal.message  # noqa: PT017


def test_the_bounds_on_files_end_with_the_judgement() -> None:
    before = pikepdf.settings.get_qpdf_limits()
    preflight(written(sheet()))
    with pytest.raises(Unprintable):
        preflight(b"no PDF")
    assert pikepdf.settings.get_qpdf_limits() == before


def test_the_command_says_that_nothing_was_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(written(sheet()))
    assert main(["preflight", str(file)]) == 0
    assert "nothing found" in capsys.readouterr().out
    assert main(["preflight", str(file), "--profile", "sheet-fed"]) == 0


def test_errors_give_exit_status_1_and_warnings_only_when_strict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, thin = tmp_path / "wrong.pdf", tmp_path / "thin.pdf"
    wrong.write_bytes(written(sheet(), drawing(b"1 0 0 rg 100 100 50 50 re f")))
    thin.write_bytes(written(sheet(), drawing(b"0 0 0 1 K 0.1 w 60 150 m 300 150 l S")))
    assert main(["preflight", str(wrong)]) == 1
    assert main(["preflight", str(thin)]) == 0
    assert main(["preflight", str(thin), "--strict"]) == 1
    assert "error[preflight-colour]: Page 2, " in capsys.readouterr().err


def test_json_gives_page_position_and_thing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "wrong.pdf"
    file.write_bytes(written(sheet(), drawing(b"1 0 0 rg 100 100 50 50 re f")))
    assert main(["preflight", str(file), "--format", "json"]) == 1
    (item,) = json.loads(capsys.readouterr().out)["findings"]
    assert (item["page"], item["x"], item["object"]) == (2, 35.3, "fill")


def test_a_profile_of_ones_own_is_read_from_any_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, profile = tmp_path / "book.pdf", tmp_path / "delft.toml"
    file.write_bytes(written(sheet()))
    profile.write_text('title = "Delft"\nextends = "sheet-fed"\n[pages]\nleast = 40\n')
    assert main(["preflight", str(file), "--profile", str(profile)]) == 0
    assert "Delft binds no fewer than 40" in capsys.readouterr().err
    assert main(["preflight", str(file), "--profile", "no-such-printer"]) == 1


def test_names_in_an_old_encoding_are_read() -> None:
    """Chinese fonts of the nineties have names in GBK."""

    def old(pdf: Pdf) -> None:
        page = pdf.pages[1].obj
        page.Resources.Font = pikepdf.Object.parse(
            b"<</#CB#CE <</Type/Font/Subtype/TrueType/BaseFont/#CB#CE#CC#E5>>>>"
        )
        pdf.Root.OutputIntents[0].S = pikepdf.Object.parse(b"/#A4")
        add(pdf.pages[1], b"BT /#CB#CE 12 Tf 100 100 Td (abc) Tj ET")

    found = {item.code: item.message for item in preflight(written(sheet(), old))}
    assert "The font ËÎÌå is not in the file" in found["preflight-font-missing"]
    assert "preflight-intent" in found
