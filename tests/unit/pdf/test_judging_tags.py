"""The judge of tags sees what validators pass over: each fault is made in a sound file."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
import sample_book
from pikepdf import Array, Dictionary, Name, Pdf, String

from octavo.pdf.joined_fonts import read_to_unicode
from octavo.pdf.judge import judge, tagged_text
from octavo.pdf.screen import screen_pdf


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    book = sample_book.make(tmp_path_factory.mktemp("judged"))
    return screen_pdf(book.assemble(), sample_book.METADATA)


def spoil(pdf: bytes, change: Callable[[Pdf], None]) -> tuple[str, ...]:
    with pikepdf.open(io.BytesIO(pdf)) as book:
        change(book)
        written = io.BytesIO()
        book.save(written)
    return judge(written.getvalue())


def elements(book: Pdf, role: str) -> list[pikepdf.Object]:
    return [
        obj
        for obj in book.objects
        if isinstance(obj, Dictionary) and obj.get("/S") == Name(role) and "/P" in obj
    ]


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def is_objr(kid: object) -> bool:
    return isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR


def drop_objr(book: Pdf) -> None:
    link = elements(book, "/Link")[0]
    link.K = Array([kid for kid in kids(link) if not is_objr(kid)])


def forget_content(book: Pdf) -> None:
    del elements(book, "/H1")[0].K


def reach_twice(book: Pdf) -> None:
    one, two = elements(book, "/H2")[0], elements(book, "/H1")[-2]
    two.K = Array([*kids(two), Dictionary(Type=Name.MCR, Pg=one.Pg, MCID=kids(one)[0])])


def name_the_wrong_page(book: Pdf) -> None:
    note = next(
        element
        for element in elements(book, "/P")
        if any(isinstance(kid, Dictionary) and "/MCID" in kid for kid in kids(element))
    )
    note.K = Array(
        [kid.MCID if isinstance(kid, Dictionary) and "/MCID" in kid else kid for kid in kids(note)]
    )


def confuse_parents(book: Pdf) -> None:
    nums = book.Root.StructTreeRoot.ParentTree.Nums
    first = next(entry for entry in nums if isinstance(entry, Array))
    first[0] = elements(book, "/Document")[0]


def lose_the_id_tree(book: Pdf) -> None:
    del book.Root.StructTreeRoot.IDTree


def lead_nowhere(book: Pdf) -> None:
    link = next(
        link for page in book.pages for link in page.obj.get("/Annots", []) if "/Dest" in link
    )
    link.Dest = String("no-such-place")


def point_a_bookmark_nowhere(book: Pdf) -> None:
    book.Root.Outlines.First.Dest = String("no-such-place")


def silence_a_link(book: Pdf) -> None:
    link = next(link for page in book.pages for link in page.obj.get("/Annots", []))
    link.Contents = String(" ")


def empty_a_glyph(book: Pdf) -> None:
    font = next(o for o in book.objects if isinstance(o, Dictionary) and "/ToUnicode" in o)
    cmap = font.ToUnicode.read_bytes()
    font.ToUnicode.write(cmap.replace(b"<0065>", b"<>"))  # every "e"


def draw_untagged(book: Pdf) -> None:
    page = book.pages[5]
    content = page.obj.Contents
    streams = list(content) if isinstance(content, Array) else [content]
    name = min(page.obj.Resources.Font.keys())
    texts = read_to_unicode(page.obj.Resources.Font[name].ToUnicode.read_bytes())
    glyph = max(texts, key=lambda glyph: texts[glyph])
    text = book.make_stream(f"BT {name} 10 Tf 10 10 Td <{glyph:04x}> Tj ET".encode())
    page.obj.Contents = Array([*streams, text])


FAULTS = {
    drop_objr: "a link that the tree does not hold",
    forget_content: "the tree reaches marked content",
    reach_twice: "2 times",
    name_the_wrong_page: "which no stream has|2 times",
    confuse_parents: "the ParentTree gives another element",
    lose_the_id_tree: "the IDTree does not lead to “n1”",
    lead_nowhere: "a link to nowhere: “no-such-place”",
    point_a_bookmark_nowhere: "a bookmark leads nowhere",
    silence_a_link: "a link without a description",
    empty_a_glyph: "a glyph without text",
    draw_untagged: "neither tagged nor an artifact",
}


def test_a_sound_file_has_no_fault(sound: bytes) -> None:
    assert judge(sound) == ()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_a_fault_that_validators_pass_is_seen(sound: bytes, fault: Callable[[Pdf], None]) -> None:
    told = spoil(sound, fault)
    assert any(part in sentence for sentence in told for part in FAULTS[fault].split("|")), told


def test_a_file_without_tags_is_told_so(tmp_path: Path) -> None:
    plain = Pdf.new()
    plain.add_blank_page()
    plain.save(tmp_path / "plain.pdf")
    data = (tmp_path / "plain.pdf").read_bytes()
    assert judge(data) == ("the file has no structure tree",)
    assert tagged_text(data) == ()
