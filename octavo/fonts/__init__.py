"""Faces for pages and EPUB alike: static instances, what they cover, subsets.

sources   FaceRequest -> the font file it means, judged for embedding
static    FaceRequest -> Face, a static instance kept in the cache
coverage  which characters a face has
subset    a face cut to the glyphs used, for the PDF and for EPUB
"""

from __future__ import annotations

from octavo.fonts.coverage import coverage
from octavo.fonts.static import causes, instance, instances
from octavo.fonts.subset import subset_glyphs, subset_webfont

__all__ = ["causes", "coverage", "instance", "instances", "subset_glyphs", "subset_webfont"]
