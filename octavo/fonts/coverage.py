"""Which characters a face can set: the audit of missing glyphs asks this before layout."""

from __future__ import annotations

import uharfbuzz as hb

from octavo.artifacts import Face


def coverage(face: Face) -> frozenset[int]:
    """The code points that the face's cmap maps to a glyph.

    Raises FileNotFoundError when the face is no longer in the cache.
    """
    return frozenset(hb.Face(hb.Blob.from_file_path(face.path)).unicodes)
