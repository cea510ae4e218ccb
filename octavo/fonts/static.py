"""Static instances of variable fonts, made once and kept by the digest of their content.

HarfBuzz pins all axes in 6 to 25 ms a face. Layout needs static faces: several @font-face rules
of different weight on one variable file make WeasyPrint set bold glyphs on regular advances.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import uharfbuzz as hb

from octavo.artifacts import Face, FaceRequest
from octavo.cache import write_aside
from octavo.findings import Finding, ManuscriptError
from octavo.fonts.sources import FontSource, find_source, refuse

T = TypeVar("T")
Made = TypeVar("Made")

_RECIPE = "2"
"""Raised whenever the same source would give another face."""

HYPHEN_MINUS, HYPHEN, NO_BREAK_HYPHEN = 0x2D, 0x2010, 0x2011


def causes(requests: Iterable[FaceRequest], publication_root: Path) -> tuple[str, ...]:
    """What each face asked for is made of, as a digest of source, axes and recipe: known without
    making it.

    Raises ManuscriptError with the findings of all faces that cannot be had.
    """

    def cause(request: FaceRequest) -> str:
        source = find_source(request, publication_root)
        _pins(request, source.name, _opened(source))
        return _cause(request, source)

    return _all_or_none(cause, requests)


def instances(
    requests: Sequence[FaceRequest],
    cache_folder: Path,
    publication_root: Path,
    known: Sequence[str] = (),
) -> tuple[Face, ...]:
    """Make or find every face asked for, in order; known are their causes, where they are.

    Raises ManuscriptError with the findings of all faces that cannot be had.
    """

    def face(asked: tuple[FaceRequest, str]) -> Face:
        return instance(asked[0], cache_folder, publication_root, asked[1])

    return _all_or_none(face, zip(requests, known or [""] * len(requests), strict=True))


def _all_or_none(make: Callable[[T], Made], wanted: Iterable[T]) -> tuple[Made, ...]:
    """Make one thing of each; the findings of all that fail are raised together."""
    made: list[Made] = []
    findings: list[Finding] = []
    for each in wanted:
        try:
            made.append(make(each))
        except ManuscriptError as error:
            findings.extend(error.findings)
    if findings:
        raise ManuscriptError("some faces of the theme cannot be used", None, tuple(findings))
    return tuple(made)


def instance(
    request: FaceRequest, cache_folder: Path, publication_root: Path, known: str = ""
) -> Face:
    """Make or find the static face that a theme asks for; known is its cause, if it is.

    The file lies in cache_folder/faces under its own sha256, which is looked up by its cause. A
    file that no longer has its digest is made again.
    Raises ManuscriptError with a finding (octavo.fonts.sources; also font-axis).
    """
    source = None if known else find_source(request, publication_root)
    folder = cache_folder / "faces"
    cause = folder / f"{_cause(request, source) if source else known}.digest"
    digest = cause.read_text("ascii", "replace") if cause.is_file() else ""
    path = folder / f"{digest}.font"
    if not digest or not path.is_file() or _sha256(path.read_bytes()) != digest:
        content = _make(request, source or find_source(request, publication_root))
        digest = _sha256(content)
        path = folder / f"{digest}.font"
        write_aside(path, content)
        write_aside(cause, digest.encode("ascii"))
    return Face(request.family, request.weight, request.style, digest, str(path.resolve()))


def _cause(request: FaceRequest, source: FontSource) -> str:
    axes = ",".join(f"{tag}={value:g}" for tag, value in sorted(request.axes))
    settings = f"{_RECIPE}|{hb.__version__}|{request.weight}|{request.style}|{axes}|"
    return _sha256(settings.encode() + source.content)


def _opened(source: FontSource) -> hb.Face:
    """The font for HarfBuzz, or font-unreadable."""
    try:
        font = hb.Face(hb.Blob(source.content))
        if font.glyph_count:
            return font
    except (RuntimeError, ValueError) as error:
        raise _broken(source) from error
    raise _broken(source)


def _broken(source: FontSource) -> ManuscriptError:
    return refuse("font-unreadable", f"the font file {source.name} is broken")


def _make(request: FaceRequest, source: FontSource) -> bytes:
    font = _opened(source)
    pins = _pins(request, source.name, font)
    if pins:
        wanted = hb.SubsetInput()
        wanted.keep_everything()
        for tag, value in pins.items():
            wanted.pin_axis_location(font, tag, value)
        try:
            font = hb.subset(font, wanted)
        except (RuntimeError, ValueError) as error:
            raise _broken(source) from error
        if not font.glyph_count:
            raise _broken(source)
    return _with_own_hyphen(bytes(font.blob.data), font)


def _pins(request: FaceRequest, name: str, font: hb.Face) -> dict[str, float]:
    """The place on every axis: as asked, weight and slope from the request, else the default."""
    asked = {"wght": float(request.weight), **dict(request.axes)}
    if request.style == "italic":
        asked.setdefault("ital", 1.0)
    axes = {axis.tag: axis for axis in font.axis_infos}
    for tag, value in request.axes:
        if axes and tag not in axes:
            raise refuse(
                "font-axis",
                f"the font {name} has no axis “{tag}”",
                f"its axes are {', '.join(sorted(axes))}",
            )
        if tag in axes and not axes[tag].min_value <= value <= axes[tag].max_value:
            raise refuse(
                "font-axis",
                f"the font {name} has no {tag} {value:g}",
                f"its {tag} runs from {axes[tag].min_value:g} to {axes[tag].max_value:g}",
            )
    return {
        tag: min(max(asked.get(tag, axis.default_value), axis.min_value), axis.max_value)
        for tag, axis in axes.items()
    }


def _with_own_hyphen(content: bytes, font: hb.Face) -> bytes:
    """Give U+2010 a glyph that "-" and the no-break hyphen U+2011 do not share.

    Layout draws U+2010 at a line's end; only by its glyph can assembly tell that hyphen from one
    that the author wrote, and make it a soft one for readers and search. CFF faces are left alone:
    their hyphens read as the font says.
    """
    glyph_of = hb.Font(font).get_nominal_glyph
    minus, drawn, no_break = (glyph_of(code) for code in (HYPHEN_MINUS, HYPHEN, NO_BREAK_HYPHEN))
    own, kept_apart = drawn not in (minus, None), no_break not in (drawn, None)
    if not minus or (own and kept_apart) or "glyf" not in font.table_tags:
        return content

    from fontTools.ttLib import TTFont

    table = TTFont(io.BytesIO(content), recalcTimestamp=False)
    original = table.getBestCmap()[HYPHEN_MINUS]
    mapped = {} if own else {HYPHEN: _twin(table, original)}
    if not kept_apart:
        # HarfBuzz would draw the glyph of U+2010 for a U+2011 that the face lacks.
        mapped[NO_BREAK_HYPHEN] = original
    for subtable in table["cmap"].tables:
        if subtable.isUnicode():
            subtable.cmap.update(mapped)
    written = io.BytesIO()
    table.save(written, reorderTables=None)
    return written.getvalue()


def _twin(table: Any, original: str) -> str:
    """Add a glyph that looks like another, at the end of the font; gives its name."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

    name = "hyphen.drawn"
    twin = Glyph()
    twin.numberOfContours = -1
    part = GlyphComponent()
    part.glyphName, part.x, part.y, part.flags = original, 0, 0, 0x0206
    twin.components = [part]
    order = [*table.getGlyphOrder(), name]
    table["glyf"][name] = twin
    table.setGlyphOrder(order)
    table["glyf"].glyphOrder = order
    table["hmtx"][name] = table["hmtx"][original]
    return name


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
