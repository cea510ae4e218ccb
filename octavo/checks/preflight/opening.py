"""Bounds for files of strangers: what a stream may unpack to, how deep objects may nest.

A small hostile file should cost seconds, not the machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from pikepdf import Pdf

from octavo.press.originals import opened

_UNPACKED = 512_000_000
"""Bytes that one stream may unpack to: a CMYK picture of 128 million pixels."""

_BOUNDS = {
    "flate_max_memory": _UNPACKED,
    "run_length_max_memory": _UNPACKED,
    "png_max_memory": _UNPACKED,
    "tiff_max_memory": _UNPACKED,
    "dct_max_memory": _UNPACKED,
    "parser_max_nesting": 100,
    "max_stream_filters": 5,
}


@contextmanager
def opened_within_bounds(source: bytes | Path, name: str) -> Iterator[Pdf]:
    """A PDF open for reading; the bounds end with the block.

    Raises Unprintable where the file is no PDF, locked, damaged, empty or endless.
    """
    before = pikepdf.settings.set_qpdf_limits(**_BOUNDS)  # type: ignore[arg-type]
    try:
        with opened(source, name) as pdf:
            yield pdf
    finally:
        pikepdf.settings.set_qpdf_limits(**before)  # type: ignore[arg-type]
