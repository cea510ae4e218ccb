"""From a publication folder to a Book: files, dialect, notes, citations, figures, references.

read(root) is the one way in; it never raises for an author's mistakes.
"""

from __future__ import annotations

from octavo.reading.reading import Reading, read

__all__ = ["Reading", "read"]
