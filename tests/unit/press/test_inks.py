"""Content streams and colours by themselves: what comes out of what goes in."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf

from octavo.images.profiles import assumed_cmyk
from octavo.press.colour import BlackInk, ProcessInks, black_of_gray, lab_to_rgb, limited
from octavo.press.content import (
    BrokenContent,
    ContentTooLarge,
    is_whole,
    join,
    readable_statements,
    statements,
)
from octavo.press.inking import ContentInker
from octavo.press.shadings import ink_shading

INKS = ProcessInks(assumed_cmyk(), 3.0, {"#cc3311": (0, 0.9, 1, 0)})


def inked(content: str, resources: Dictionary | None = None, from_black: bool = True) -> str:
    made = ContentInker(INKS, resources or Dictionary()).rewrite(content.encode(), from_black)
    return " ".join(made.decode().split())


@pytest.mark.parametrize(
    "content",
    [
        b"q 1 0 0 1 0 0 cm\n[(a\\)(b)c)-3<00ff>] TJ (rg (k) in a string) Tj Q",
        b"/P <</MCID 0 /Alt (a >> b) /X [1 [2]]>> BDC % a comment rg\n0 g EMC",
        b"BI /W 2 /H 1 /BPC 8 /CS /G ID \x00 Q EI\nQ",
        b"",
        b"(\\\\) Tj T* (x) ' 1 2 (y) \" B* f*",
    ],
)  # fmt: skip
def test_statements_lose_nothing(content: bytes) -> None:
    assert join(statements(content)) == content


def test_operators_within_strings_comments_and_images_are_none() -> None:
    found = [operator for _, operator in statements(b"(0 g) Tj % 1 g\n<30206720> Tj")]
    assert found == [b"Tj", b"Tj", b""]


@pytest.mark.parametrize("content", [b"(never closed Tj", b"[1 2 TJ", b"<< /A 1 BDC", b") Tj"])
def test_what_is_no_content_stream_is_said(content: bytes) -> None:
    with pytest.raises(BrokenContent):
        statements(content)


@pytest.mark.parametrize(
    "nonsense",
    [
        b"[<00>-1 ", b"(\\", b"((", b"<<", b"[1 ", b"<</A ", b"BI ID ", b"BI /W 1 ID ", b"1 {", b"<0 ",
    ],
)  # fmt: skip
def test_a_long_stream_of_nonsense_takes_no_longer_than_it_is(nonsense: bytes) -> None:
    content = b"((((" * (nonsense == b"[<00>-1 ") + nonsense * (300_000 // len(nonsense))
    before = time.process_time()
    with pytest.raises(BrokenContent):
        statements(content)
    assert time.process_time() - before < 3


def test_an_inline_image_is_its_entries_and_its_data() -> None:
    found = statements(b"q BI /W 2 ID \x00 Q(BI EIQ EI\nQ")
    assert [operator for _, operator in found] == [b"q", b"BI", b"ID", b"EI", b"Q", b""]
    assert found[2][0].strip() == b"/W 2"


def test_strangers_streams_are_read_as_far_as_they_can_be() -> None:
    content = b"q } 1 0 0 RG BI /W 1 ID never ends Q"
    found = readable_statements(content)
    assert [operator for _, operator in found if operator][:3] == [b"q", b"RG", b"ID"]
    assert not is_whole(content, found)
    with pytest.raises(ContentTooLarge):
        readable_statements(b"q " * 30, 20)


@given(
    st.lists(
        st.sampled_from(
            [
                b"BI",
                b"ID",
                b"EI",
                b"(",
                b")",
                b"\\",
                b"<",
                b">",
                b"[",
                b"]",
                b"/N",
                b" ",
                b"\n",
                b"%",
                b"1",
                b"q",
                b"\x00",
                b"{",
            ]
        )
    )
)
def test_what_is_read_of_any_stream_is_a_part_of_it(parts: list[bytes]) -> None:
    content = b"".join(parts)
    found = readable_statements(content)
    assert is_whole(content, found) == (join(found) == content)
    place = 0
    for operands, operator in found:
        place = content.index(operands + operator, place) + len(operands + operator)


@given(st.tuples(*[st.floats(0, 1)] * 4), st.floats(1, 4))
def test_limited_inks_keep_black_and_never_exceed_the_limit(
    inks: tuple[float, ...], limit: float
) -> None:
    kept = limited(inks, limit)
    assert sum(kept) <= limit + 1e-9
    assert kept[3] == inks[3]
    assert all(0 <= one <= other for one, other in zip(kept, inks, strict=True))


def test_grays_are_black_ink_alone_from_paper_to_solid() -> None:
    table = black_of_gray(assumed_cmyk())
    assert (table[0], table[255]) == (255, 0)
    assert list(table) == sorted(table, reverse=True)
    for level in range(256):
        assert INKS.of_rgb((level / 255,) * 3)[:3] == (0, 0, 0)
    assert INKS.of_rgb((0, 0, 0)) == (0, 0, 0, 1)


def test_a_gray_within_a_gradient_of_colours_has_all_inks() -> None:
    assert min(INKS.of_rgb((0.4, 0.4, 0.4), smooth=True)[:3]) > 0.3


def test_every_colour_of_a_page_becomes_inks() -> None:
    assert inked("0.8 0.2 0.066667 rg f") == (
        "0 0 0 1 k /Overprint01 gs 0 0 0 1 K /Overprint11 gs 0 0.9 1 0 k /Overprint10 gs f"
    )
    assert "1 0 0 0 k" in inked("/DeviceCMYK cs 1 0 0 0 scn f")
    assert "0 0 0 0 k" in inked("1 g f")
    assert "0 0 0 0 K" in inked("1 1 1 RG S")


def test_a_colour_that_is_set_already_is_not_set_again() -> None:
    once = inked("0 g f")
    assert once == inked("0 0 0 rg f") == inked("f")
    assert inked("q 1 g f Q 0 g f").count(" k ") == 2


def test_lab_colours_go_by_what_a_screen_shows() -> None:
    lab = Array([Name.Lab, Dictionary(WhitePoint=[0.9643, 1, 0.8251])])
    resources = Dictionary(ColorSpace=Dictionary({"/lab": lab}))
    assert "0 0 0 0 k" in inked("/lab cs 100 0 0 scn f", resources)
    assert lab_to_rgb((53.24, 80.09, 67.2))[0] > 0.97


def test_patterns_and_spot_colours_keep_their_names_and_never_overprint() -> None:
    spot = Array([Name.Separation, Name.Gold, Name.DeviceCMYK, Dictionary()])
    resources = Dictionary(ColorSpace=Dictionary({"/gold": spot}))
    inker = ContentInker(INKS, resources)
    made = inker.rewrite(b"/gold cs 1 scn f", True)
    assert b" ".join(made.split()).endswith(b"/gold cs /Overprint10 gs 1 scn f")
    assert inker.keeps_spaces
    inker = ContentInker(INKS, Dictionary())
    made = inker.rewrite(b"/Pattern cs /p0 scn f", True)
    assert b" ".join(made.split()).endswith(b"/Pattern cs /Overprint10 gs /p0 scn f")
    assert not inker.keeps_spaces


def test_transparent_black_does_not_overprint() -> None:
    states = Dictionary({"/half": Dictionary(ca=0.5), "/whole": Dictionary(ca=1)})
    resources = Dictionary(ExtGState=states)
    made = inked("/half gs f /whole gs f", resources)
    assert made.endswith("/half gs /Overprint10 gs f /whole gs /Overprint11 gs f")


def test_marked_content_is_left_out_and_text_stays_as_it_is() -> None:
    made = inked("/Span <</MCID 3>> BDC BT [<0012>-3<0034>] TJ ET EMC /Artifact BMC EMC")
    assert made.endswith("BT [<0012>-3<0034>] TJ ET")
    assert "MCID" not in made


def test_the_luminosity_of_a_mask_is_gray() -> None:
    made = ContentInker(BlackInk(), Dictionary()).rewrite(b"1 0 0 rg f 0 1 0 0 k f", False)
    assert made.split() == b"0.3 g f 0.41 g f".split()


@pytest.fixture
def shading() -> Dictionary:
    def leaf(*ends: list[float]) -> Dictionary:
        return Dictionary(FunctionType=2, Domain=[0, 1], C0=ends[0], C1=ends[1], N=1)

    parts = [leaf([1, 0, 0], [0, 0, 1]), leaf([0, 1, 0], [0, 1, 0])]
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 1, 0],
        Function=Dictionary(
            FunctionType=3, Domain=[0, 1], Bounds=[0.5], Encode=[0, 1, 0, 1], Functions=parts
        ),
    )  # fmt: skip


def test_a_gradient_keeps_its_hard_stops_and_is_sampled_between(shading: Dictionary) -> None:
    with Pdf.new() as book:
        ink_shading(book, shading, INKS)
        sampled, flat = shading.Function.Functions
        assert [float(bound) for bound in shading.Function.Bounds] == [0.5]
        first = tuple(value / 255 for value in sampled.read_bytes()[:4])
        assert first == pytest.approx(INKS.of_rgb((1, 0, 0)), abs=0.003)
        assert (sampled.FunctionType, len(sampled.Range), flat.FunctionType) == (0, 8, 2)
        assert shading.ColorSpace == Name.DeviceCMYK
