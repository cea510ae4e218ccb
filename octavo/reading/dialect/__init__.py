"""octavo's Markdown: one file's text in, one tree and its findings out."""

from __future__ import annotations

from octavo.reading.dialect.parse import Parsed, parse_markdown

__all__ = ["Parsed", "parse_markdown"]
