"""Static instances: right weight, one of every cause, errors that an author understands."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from octavo.artifacts import Face, FaceRequest
from octavo.findings import ManuscriptError
from octavo.fonts import coverage, instance, instances, subset_glyphs, subset_webfont

SERIF = FaceRequest("Source Serif 4", 400, "normal", "source-serif-4", (("opsz", 11.0),))
BOLD = FaceRequest("EB Garamond", 700, "normal", "eb-garamond")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def serif(cache: Path) -> Face:
    return instance(SERIF, cache, cache)


def advance(path: str, text: str) -> int:
    font = hb.Font(hb.Face(hb.Blob.from_file_path(path)))
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    return sum(glyph.x_advance for glyph in buffer.glyph_positions)


def test_an_instance_is_static_and_sets_text_as_wide_as_the_variable_font_at_that_weight(
    cache: Path,
) -> None:
    import fontpkg

    face = instance(BOLD, cache, cache)
    variable = hb.Font(hb.Face(hb.Blob.from_file_path(str(fontpkg.path("eb-garamond")))))
    variable.set_variations({"wght": 700})
    buffer = hb.Buffer()
    buffer.add_str("Hamburgefonstiv")
    buffer.guess_segment_properties()
    hb.shape(variable, buffer)
    wide = sum(glyph.x_advance for glyph in buffer.glyph_positions)
    assert "fvar" not in TTFont(face.path)
    assert abs(advance(face.path, "Hamburgefonstiv") - wide) <= len("Hamburgefonstiv")


def test_the_same_request_gives_the_same_file_in_any_cache(cache: Path, tmp_path: Path) -> None:
    here, there = instance(SERIF, cache, cache), instance(SERIF, tmp_path, tmp_path)
    assert here.digest == there.digest
    assert Path(here.path).read_bytes() == Path(there.path).read_bytes()


def test_a_spoilt_file_in_the_cache_is_made_again(tmp_path: Path) -> None:
    face = instance(BOLD, tmp_path, tmp_path)
    whole = Path(face.path).read_bytes()
    Path(face.path).write_bytes(whole[:1000])
    assert instance(BOLD, tmp_path, tmp_path) == face
    assert Path(face.path).read_bytes() == whole


@pytest.mark.parametrize(
    "package", ["source-serif-4", "source-sans-3", "source-code-pro", "eb-garamond"]
)
def test_the_drawn_hyphen_has_a_glyph_of_its_own_that_looks_the_same(
    cache: Path, package: str
) -> None:
    face = instance(FaceRequest(package, 400, "normal", package), cache, cache)
    font = hb.Font(hb.Face(hb.Blob.from_file_path(face.path)))
    minus, drawn = font.get_nominal_glyph(0x2D), font.get_nominal_glyph(0x2010)
    assert minus != drawn
    assert font.get_nominal_glyph(0x2011) not in (None, 0, drawn)
    if package in ("source-serif-4", "source-sans-3"):  # the others have two of their own
        assert font.get_glyph_h_advance(minus) == font.get_glyph_h_advance(drawn)
        assert font.get_glyph_extents(minus) == font.get_glyph_extents(drawn)


def test_coverage_knows_what_a_face_has_and_lacks(serif: Face) -> None:
    covered = coverage(serif)
    assert {ord("a"), ord("é"), ord("Ж"), 0x2010} <= covered
    assert ord("ن") not in covered


def test_a_file_in_styles_is_used_and_one_outside_refused(tmp_path: Path, serif: Face) -> None:
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "own.ttf").write_bytes(Path(serif.path).read_bytes())
    (tmp_path / "secret.ttf").write_bytes(Path(serif.path).read_bytes())
    (styles / "link.ttf").symlink_to(tmp_path / "secret.ttf")
    face = instance(FaceRequest("Own", 400, "normal", "styles/own.ttf"), tmp_path / "c", tmp_path)
    assert face.digest == serif.digest
    for outside in ("styles/../secret.ttf", "../secret.ttf", "/etc/passwd", "styles/link.ttf"):
        with pytest.raises(ManuscriptError, match="outside styles/"):
            instance(FaceRequest("Own", 400, "normal", outside), tmp_path / "c", tmp_path)


def test_a_font_whose_licence_forbids_embedding_is_refused(tmp_path: Path, serif: Face) -> None:
    (tmp_path / "styles").mkdir()
    for fs_type, sentence in ((2, "forbids embedding"), (0x104, "forbids subsetting")):
        font = TTFont(serif.path)
        font["OS/2"].fsType = fs_type
        font.save(tmp_path / "styles" / "shut.ttf")
        with pytest.raises(ManuscriptError, match=sentence) as caught:
            instance(FaceRequest("S", 400, "normal", "styles/shut.ttf"), tmp_path, tmp_path)
        assert [item.code for item in caught.value.findings] == ["font-licence"]


def test_every_bad_face_of_a_theme_is_told_in_one_run(tmp_path: Path) -> None:
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "torn.ttf").write_bytes(b"\x00\x01\x00\x00" + struct.pack(">HHHH", 9, 1, 1, 1))
    (styles / "text.ttf").write_bytes(b"no font")
    requests = [
        FaceRequest("A", 400, "normal", "no-such-family"),
        FaceRequest("B", 400, "normal", "styles/nowhere.ttf"),
        FaceRequest("C", 400, "normal", "styles/torn.ttf"),
        FaceRequest("D", 400, "normal", "styles/text.ttf"),
        FaceRequest("E", 950, "normal", "source-serif-4"),
        FaceRequest("F", 400, "normal", "source-serif-4", (("opsz", 99.0),)),
        FaceRequest("G", 400, "normal", "source-serif-4", (("soft", 1.0),)),
    ]
    with pytest.raises(ManuscriptError) as caught:
        instances(requests, tmp_path, tmp_path)
    assert [item.code for item in caught.value.findings] == [
        "font-missing", "font-missing", "font-unreadable", "font-unreadable", "font-missing",
        "font-axis", "font-axis",
    ]  # fmt: skip


def test_a_pdf_subset_keeps_glyph_numbers_and_drops_the_rest(serif: Face) -> None:
    full = Path(serif.path).read_bytes()
    font = hb.Font(hb.Face(hb.Blob(full)))
    used = {font.get_nominal_glyph(ord(sign)) for sign in "Octavo"}
    cut = subset_glyphs(full, used)
    small = hb.Font(hb.Face(hb.Blob(cut)))
    for glyph in used:
        assert small.get_glyph_h_advance(glyph) == font.get_glyph_h_advance(glyph)
        assert small.get_glyph_extents(glyph) == font.get_glyph_extents(glyph)
    assert len(cut) < len(full) / 20
    assert cut == subset_glyphs(full, sorted(used, reverse=True))


def test_a_web_font_has_its_characters_their_small_capitals_and_figures(serif: Face) -> None:
    asked = frozenset("Octavo 1234")
    packed = subset_webfont(serif, asked)
    assert packed == subset_webfont(serif, asked)
    assert packed[:4] == b"wOF2"
    font = TTFont(io.BytesIO(packed))
    assert {ord("O"), ord("4"), 0x2010} <= set(font.getBestCmap())
    assert ord("Q") not in font.getBestCmap()
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"smcp", "onum"} <= features
    assert any(
        "kern" in record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord
    )
    assert len(packed) < 20_000
    plain = subset_webfont(serif, asked, form="opentype")
    assert hb.Face(hb.Blob(plain)).glyph_count == len(font.getGlyphOrder())
